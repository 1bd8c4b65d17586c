"""The history of a record in the words of the screen, for every kind of record."""

from datetime import UTC, date, datetime

import msgspec
import pytest

import builders
from app.domain.assessment import AnswerValue
from app.domain.incident import Breach
from app.domain.kinds import RECORD_TYPES, kind_of
from app.domain.record import Record, Sensitivity
from app.domain.review import Action, Ground
from app.domain.revision import Revision, RevisionAction
from app.i18n import Translator
from app.viewmodels.history import Version, versions_of

NL = Translator("nl")
AT = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)
SOURCE = builders.source("Buurvrouw", number=8)
MEASURE = builders.measure(number=2)
TOLD = builders.incident(
    number=31,
    sources=(builders.citation(SOURCE, told_on=date(2026, 3, 15)),),
    breaches=(Breach(measure=MEASURE.id, reaction="politie gebeld", reaction_hours=2),),
)
CASE = builders.snapshot(TOLD, sources=(SOURCE,), measures=(MEASURE,))
RECORDS: tuple[Record, ...] = (
    CASE.case,
    builders.person(birth_year=1990),
    SOURCE,
    TOLD,
    builders.event(),
    MEASURE,
    builders.assessment([builders.answer("nfs.neck", AnswerValue.YES, incidents=(TOLD.id,))]),
    builders.fear(),
    builders.protection(),
    builders.outcome(trained=True),
    builders.review(grounds=(Ground(words="Hij dreigt.", incidents=(TOLD.id,)),), actions=(Action(what="Bellen"),)),
    builders.retraction(incidents=(TOLD.id,)),
    builders.exhibit(),
    builders.step(with_whom="Veilig Thuis"),
)


def _history(*records: Record, reasons: tuple[str, ...] = ()) -> tuple[Version, ...]:
    """Return the versions that these records make."""
    revisions = tuple(
        Revision(
            record=record.id,
            kind=kind_of(record),
            number=place,
            action=RevisionAction.RECORDED if place == 1 else RevisionAction.CORRECTED,
            at=AT,
            by="Anke Proef",
            reason=reasons[place - 1] if reasons else "",
            content=msgspec.json.decode(msgspec.json.encode(record)),
        )
        for place, record in enumerate(records, start=1)
    )
    return versions_of(revisions, CASE, NL)


def test_every_kind_of_record_has_a_history() -> None:
    assert {type(record) for record in RECORDS} == set(RECORD_TYPES.values())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: kind_of(record).value)
def test_the_first_account_is_told_in_words_and_not_in_keys(record: Record) -> None:
    (version,) = _history(record)
    told = "\n".join(version.changes)
    assert version.heading == "1 · vastgelegd 14 mrt 2026 14:02 door Anke Proef"
    assert version.changes
    for key in ("stk-watch", "ctx-", "pf.", "inst.", "niet_gevraagd", "zelf_gezien", "{", str(TOLD.id), str(SOURCE.id)):
        assert key not in told


def test_a_change_names_the_field_before_and_after_and_the_first_account_comes_first() -> None:
    later = msgspec.structs.replace(TOLD, facts="Hij stond achter de heg.", severity=3)
    first, last = _history(TOLD, later, reasons=("", "beter onthouden"))
    assert "Bronnen: B-8 Buurvrouw · zelf gezien · 15 mrt 2026" in first.changes
    assert "In strijd met: M-2 Contactverbod · politie gebeld · 2 u later" in first.changes
    assert last.changes == (
        "Wat is waargenomen: Hij stond voor de deur. → Hij stond achter de heg.",
        "Ernst: 4 → 3",
    )
    assert (last.reason, first.older, last.older) == ("beter onthouden", True, False)


def test_what_was_emptied_and_a_source_that_is_gone_are_told() -> None:
    gone = builders.citation(builders.source())
    first, last = _history(msgspec.structs.replace(TOLD, sources=(gone,)), msgspec.structs.replace(TOLD, sources=()))
    assert "staat niet meer in de zaak" in "\n".join(first.changes)
    assert any(line.endswith("→ –") for line in last.changes)


def test_a_field_that_became_more_sensitive_is_told() -> None:
    first, last = _history(TOLD, msgspec.structs.replace(TOLD, field_sensitivity={"where": Sensitivity.R0}))
    assert "Gevoeligheid van ‘Waar’: – → R0" in last.changes
    assert first.number == 1
