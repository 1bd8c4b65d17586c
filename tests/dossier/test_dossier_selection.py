"""What a recipient may see: R0 never, R1 only inside, and nothing of it in what is told about it."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from dossier_copies import copy_of, squeezed
from hypothesis import given
from hypothesis import strategies as st

import builders
from app.domain.incident import Incident
from app.domain.person import Role
from app.domain.profile import Profile
from app.domain.record import Sensitivity
from app.domain.review import Review
from app.domain.seen import seen_in
from app.domain.snapshot import CaseSnapshot
from app.domain.source import Knowledge
from app.dossier.render import render
from app.dossier.select import FIELDS, NEVER, NEVER_NAMED, PROTECTED, RESTED, SEALED, select
from app.errors import DossierError
from app.i18n import Translator
from app.jobs import Job
from app.risk.engine import evaluate
from app.risk.profiles import load_profiles

SAY = Translator("nl")
SECRET = "Geheimweg"
AT = date(2026, 3, 31)
PARTNERS, INSIDE = load_profiles()["zorg_straf_overleg"], load_profiles()["intern"]


def _case() -> CaseSnapshot:
    """Return a case with something of every kind that must not leave."""
    hidden = builders.source(f"{SECRET} opvang", number=1, sensitivity=Sensitivity.R0, note=f"{SECRET} 12")
    aunt = builders.source("Tante Proef", number=2, sensitivity=Sensitivity.R1, organisation="Familie Proef")
    open_source = builders.source("buurvrouw", number=3)
    plan = builders.incident(number=10, facts=f"{SECRET}: zij vertrekt vrijdag.", sensitivity=Sensitivity.R0)
    sealed = builders.incident(number=11, facts="Medisch detail dat verzegeld is.", sensitivity=Sensitivity.R1)
    told = builders.incident(
        number=12,
        facts="Hij stond voor het huis.",
        where=f"{SECRET} 12",
        field_sensitivity={"where": Sensitivity.R0, "interpretation": Sensitivity.R1},
        interpretation="Alleen binnen te lezen.",
        sources=(
            builders.citation(hidden, note=f"belde vanaf {SECRET}"),
            builders.citation(aunt, knowledge=Knowledge.TOLD, note="zei tante tegen oma"),
            builders.citation(open_source),
        ),
    )
    again = builders.incident(number=13, facts="Nog eens verteld.", duplicate_of=plan.id)
    child = builders.person(name=f"{SECRET}kind", sensitivity=Sensitivity.R0)
    used = builders.assessment([builders.answer("nfs.act.hands", incidents=(plan.id, told.id))])
    return builders.snapshot(
        plan,
        sealed,
        msgspec.structs.replace(told, children_present=(child.id,)),
        again,
        sources=(hidden, aunt, open_source),
        persons=(child,),
        events=(builders.event(number=14, note=SECRET, sensitivity=Sensitivity.R0),),
        measures=(builders.measure(number=1, label=f"Verbod {SECRET}", sensitivity=Sensitivity.R0),),
        assessments=(used,),
    )


@pytest.mark.parametrize("profile", list(load_profiles()))
def test_r0_is_in_no_copy_and_in_no_word_about_it(profile: str) -> None:
    copy = copy_of(_case(), profile=profile)
    assert SECRET.encode() not in msgspec.json.encode(copy)
    assert SECRET not in squeezed(render(copy, Job()))


def test_a_protected_source_is_a_number_outside_and_a_name_inside() -> None:
    outside = squeezed(render(copy_of(_case()), Job()))
    inside = squeezed(render(copy_of(_case(), profile="intern"), Job()))
    assert "BeschermdebronB-2" in outside
    for words in ("TanteProef", "FamilieProef", "zeitantetegenoma", "Medischdetail", "Alleenbinnen"):
        assert words not in outside
        assert words in inside


def test_what_was_left_out_is_counted_and_only_named_where_that_is_harmless() -> None:
    outside = {part.reason: (part.count, part.numbers) for part in select(_case(), profile=PARTNERS, say=SAY).left_out}
    assert outside == {
        NEVER: (4, ()),
        SEALED: (1, ("I-11",)),
        NEVER_NAMED: (1, ()),
        PROTECTED: (1, ("B-2",)),
        FIELDS: (2, ()),
    }
    inside = {part.reason: part.count for part in select(_case(), profile=INSIDE, say=SAY).left_out}
    assert inside == {NEVER: 4, NEVER_NAMED: 1, FIELDS: 1}


def test_nothing_points_to_what_is_hidden() -> None:
    seen = select(_case(), profile=PARTNERS, say=SAY).snapshot
    (answer,) = seen.assessments[0].answers
    told = next(incident for incident in seen.incidents if incident.number == 12)
    again = next(incident for incident in seen.incidents if incident.number == 13)
    assert answer.incidents == (told.id,)
    assert told.children_present == ()
    assert again.duplicate_of is None
    assert again.set_aside == "Vertelt een incident nog eens dat niet in dit exemplaar staat."


def test_an_incident_whose_account_is_hidden_is_left_out_whole() -> None:
    hidden = builders.incident(facts=SECRET, field_sensitivity={"facts": Sensitivity.R0})
    chosen = select(builders.snapshot(hidden), profile=INSIDE, say=SAY)
    assert chosen.snapshot.incidents == ()
    assert [part.reason for part in chosen.left_out] == [NEVER]


def test_no_dossier_is_made_of_a_case_that_may_not_leave() -> None:
    snapshot = builders.snapshot(case=builders.case(sensitivity=Sensitivity.R0))
    with pytest.raises(DossierError):
        select(snapshot, profile=INSIDE, say=SAY)


@given(
    marks=st.dictionaries(
        st.sampled_from(
            ["facts", "quote", "where", "interpretation", "not_found", "severity_reason", "set_aside", "when", "wish"]
        ),
        st.sampled_from(list(Sensitivity)),
    ),
    whole=st.sampled_from(list(Sensitivity)),
    profile=st.sampled_from(list(load_profiles().values())),
)
def test_no_hidden_field_of_any_incident_is_ever_kept(
    marks: dict[str, Sensitivity], whole: Sensitivity, profile: Profile
) -> None:
    texts = ("facts", "quote", "where", "interpretation", "not_found", "severity_reason", "set_aside", "wish")
    said = {name: f"woord-{name}" for name in texts}
    incident = builders.incident(sensitivity=whole, field_sensitivity=marks, **said)
    seen: tuple[Incident, ...] = select(builders.snapshot(incident), profile=profile, say=SAY).snapshot.incidents
    hidden = set(Sensitivity) - set(profile.classes)
    kept = msgspec.json.encode(seen).decode()
    for name in texts:
        if min(whole, marks.get(name, Sensitivity.R3)) in hidden:
            assert f"woord-{name}" not in kept


def test_a_weighing_in_a_copy_tells_nothing_of_what_is_hidden() -> None:
    case = _case()
    review = Review(
        number=1, reviewed_on=AT, signed_at=datetime(2026, 3, 1, tzinfo=UTC), seen=seen_in(case), signed_by="S. de Boer"
    )
    changed = msgspec.structs.replace(case, reviews=(review,))
    copy = select(changed, profile=PARTNERS, say=SAY).snapshot
    found = next(one for one in evaluate(copy, at=AT, window=90, rules=("R21",)))
    assert [found.figures[key] for key in ("added", "changed", "withdrawn")] == [[], [], []]
    assert {one.record for one in copy.reviews[0].seen} <= {record.id for record in copy.records()}


def test_protection_stays_inside_unless_somebody_decided_otherwise() -> None:
    shared = builders.protection("pf.order-active", number=2, sensitivity=Sensitivity.R2)
    case = builders.snapshot(protections=(builders.protection("pf.safe-address", number=1, note=SECRET), shared))
    for profile in (PARTNERS, INSIDE):
        chosen = select(case, profile=profile, say=SAY)
        assert chosen.snapshot.protections == (shared,)
        assert [left.numbers for left in chosen.left_out] == [()]


def test_a_retraction_in_a_copy_names_only_what_the_copy_shows() -> None:
    case = _case()
    taken = builders.retraction(incidents=tuple(incident.id for incident in case.incidents))
    copy = select(msgspec.structs.replace(case, retractions=(taken,)), profile=PARTNERS, say=SAY).snapshot
    assert set(copy.retractions[0].incidents) == {incident.id for incident in copy.incidents}


def test_hidden_exhibits_vanish_and_so_does_what_points_to_them() -> None:
    secret = builders.exhibit(f"{SECRET} van boven", number=1, sensitivity=Sensitivity.R0)
    sealed = builders.exhibit("Medische foto", number=2, sensitivity=Sensitivity.R1)
    shown = builders.exhibit("Foto van de deur", number=3)
    everything = (secret.id, sealed.id, shown.id)
    case = builders.snapshot(
        builders.incident(number=1, exhibits=everything),
        sources=(builders.source("buurvrouw", number=1, exhibits=everything),),
        exhibits=(secret, sealed, shown),
    )

    outside = select(case, profile=PARTNERS, say=SAY)
    inside = select(case, profile=INSIDE, say=SAY)

    assert [one.number for one in outside.snapshot.exhibits] == [3]
    assert outside.snapshot.incidents[0].exhibits == outside.snapshot.sources[0].exhibits == (shown.id,)
    assert {one.reason: (one.count, one.numbers) for one in outside.left_out} == {
        NEVER: (1, ()),
        SEALED: (1, ("Bijlage 2",)),
    }
    assert [one.number for one in inside.snapshot.exhibits] == [2, 3]
    assert SECRET.encode() not in msgspec.json.encode(inside.snapshot)


def test_an_exhibit_of_a_masked_source_does_not_tell_who_that_is() -> None:
    aunt = builders.source("Tante Proef", number=1, sensitivity=Sensitivity.R1)
    letter = builders.exhibit("Brief van tante Proef", received_from="tante Proef", note="zei Proef", source=aunt.id)
    case = builders.snapshot(sources=(aunt,), exhibits=(letter,))

    copy = select(case, profile=PARTNERS, say=SAY).snapshot

    assert b"Proef" not in msgspec.json.encode((copy.exhibits, copy.sources))
    assert (copy.exhibits[0].sha256, copy.exhibits[0].size) == (letter.sha256, letter.size)
    assert select(case, profile=INSIDE, say=SAY).snapshot.exhibits == (letter,)


def test_a_professional_whose_name_is_hidden_is_not_named_as_who_signed_or_explained() -> None:
    worker = builders.person(name="Anke Zwaluwhof", role=Role.PROFESSIONAL, sensitivity=Sensitivity.R0)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    case = builders.snapshot(
        builders.incident(interpretation="Past in het patroon.", interpreted_by=worker.name, number=1),
        persons=(worker,),
        reviews=(builders.review(signed_by=worker.name, signed_at=at, number=1),),
        assessments=(builders.assessment(signed_by=worker.name, signed_at=at, number=1),),
    )
    text = squeezed(render(copy_of(case, profile="intern"), Job()))
    assert "Zwaluwhof" not in text
    assert "Duiding:Pastinhetpatroon." in text
    assert "door—." in text


def test_a_source_that_only_tells_what_is_hidden_is_in_no_copy() -> None:
    shelter, both, loose = (
        builders.source(label, number=number) for number, label in enumerate(("opvang", "zus", "gemeente"), 1)
    )
    hidden = builders.incident(
        number=1, sources=(builders.citation(shelter), builders.citation(both)), sensitivity=Sensitivity.R0
    )
    shown = builders.incident(number=2, sources=(builders.citation(both),))
    selection = select(builders.snapshot(hidden, shown, sources=(shelter, both, loose)), profile=PARTNERS, say=SAY)
    assert [one.label for one in selection.snapshot.sources] == ["zus", "gemeente"]
    assert [one.count for one in selection.left_out if one.reason == RESTED] == [1]
