"""A weighing of the whole case: it keeps what lay there, and once signed nothing in it changes."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import msgspec
import pytest

import builders
from app.domain.finding import Figure
from app.domain.review import Review
from app.domain.revision import RecordKind, RevisionAction
from app.errors import RefusedError, StillUsedError
from app.services import cases, pattern, records, signing
from app.services.versions import SIGNED_REVIEW
from app.storage.store import Store

pytestmark = pytest.mark.storage


@pytest.fixture
def case(store: Store) -> UUID:
    """Return an open case."""
    head = builders.case()
    cases.open_case(store, head)
    return head.id


def review(**fields: object) -> Review:
    return Review(reviewed_on=date(2026, 3, 14), judgement="Zorgelijk.", **fields)  # type: ignore[arg-type]  # any field


def since(store: Store, case: UUID) -> dict[str, Figure]:
    seen = pattern.pattern_of(store, case, at=store.clock.now().date(), window=90)
    return next(found.figures for found in seen.findings if found.rule == "R21")


def test_signing_keeps_what_lay_in_the_case(store: Store, case: UUID) -> None:
    incident = builders.incident()
    records.record(store, case, incident)

    change = signing.sign(store, case, review())

    (kept,) = cases.read_case(store, case).reviews
    assert (change.kind, kept.number, kept.signed_by) == (RecordKind.REVIEW, 1, store.user)
    assert [(one.record, one.name) for one in kept.seen] == [(incident.id, "I-1")]


@pytest.mark.parametrize("known", [False, True])
def test_a_signed_weighing_can_never_change(store: Store, case: UUID, *, known: bool) -> None:
    draft = review()
    if known:
        records.record(store, case, draft)
        draft = msgspec.structs.replace(draft, judgement="Nog eens bekeken.")
    signing.sign(store, case, draft)
    (kept,) = cases.read_case(store, case).reviews

    changes: tuple[Callable[[], object], ...] = (
        lambda: records.correct(store, case, msgspec.structs.replace(kept, judgement="Toch niet.")),
        lambda: records.withdraw(store, case, kept.id, reason="spijt"),
        lambda: signing.sign(store, case, kept),
    )
    for change in changes:
        with pytest.raises(RefusedError) as refused:
            change()
        assert refused.value.fields["reason"] == SIGNED_REVIEW
    assert cases.read_case(store, case).reviews == (kept,)
    last = records.history(store, kept.id)[-1].action
    assert last is (RevisionAction.SIGNED if known else RevisionAction.RECORDED)


def test_what_happened_since_is_found_in_the_vault(store: Store, case: UUID) -> None:
    stays, changes, goes = builders.incident(), builders.incident(), builders.incident()
    for one in (stays, changes, goes):
        records.record(store, case, one)
    signing.sign(store, case, review())
    assert since(store, case)["changes"] == 0

    records.correct(store, case, msgspec.structs.replace(changes, facts="Hij stond bij de achterdeur."))
    records.withdraw(store, case, goes.id, reason="andere zaak")
    records.record(store, case, builders.fear(9, "2026-03-01"))

    figures = since(store, case)
    assert (figures["added"], figures["changed"], figures["withdrawn"]) == (["A-1"], ["I-2"], ["I-3"])


def test_a_retracted_incident_cannot_be_withdrawn_while_the_retraction_names_it(store: Store, case: UUID) -> None:
    incident = builders.incident()
    records.record(store, case, incident)
    records.record(store, case, builders.retraction(incidents=(incident.id,)))

    with pytest.raises(StillUsedError) as used:
        records.withdraw(store, case, incident.id, reason="ingetrokken")
    assert "H-1" in str(used.value.fields["places"])
