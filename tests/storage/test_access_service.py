"""An access copy is about one person, who has to be named when there are several."""

from datetime import date

import pytest

import builders
from app.domain.dossier import DossierRequest
from app.domain.person import Person, Role
from app.errors import DossierError
from app.services import cases, dossier, records
from app.storage.store import Store

pytestmark = pytest.mark.storage


def request(profile: str, person: Person | None = None) -> DossierRequest:
    """Return what is asked for an access copy."""
    return DossierRequest(
        recipient="Betrokkene",
        purpose="Inzage",
        ground="AVG art. 15",
        author="Anke Proef",
        language="nl",
        at=date(2026, 3, 24),
        window=90,
        profile=profile,
        reason="De betrokkene vroeg erom.",
        informed=True,
        person=person.id if person else None,
    )


def test_a_copy_for_one_person_shows_only_what_is_about_that_person(store: Store) -> None:
    head = builders.case(name="Zaak Sanne")
    sanne = builders.person(name="Sanne Dijkgraaf")
    noor = builders.person(name="Noor Proef")
    daan = builders.person(name="Daan Vermeer", role=Role.PERPETRATOR)
    cases.open_case(store, head, [sanne, noor, daan])
    records.record(store, head.id, builders.incident(facts="Daan belde Sanne."))
    records.record(store, head.id, builders.incident(facts="Daan belde Noor."))

    with pytest.raises(DossierError):
        dossier.prepare(store, head.id, request("inzage_slachtoffer"))
    with pytest.raises(DossierError):
        dossier.prepare(store, head.id, request("inzage_slachtoffer", daan))
    hers = dossier.prepare(store, head.id, request("inzage_slachtoffer", sanne)).input.snapshot
    his = dossier.prepare(store, head.id, request("inzage_pleger")).input.snapshot

    assert [one.facts for one in hers.incidents] == ["persoon B belde Sanne."]
    assert [one.facts for one in his.incidents] == ["Daan belde persoon A.", "Daan belde persoon B."]
    assert (hers.case.name, his.case.name) == ("", "")
