"""The log on the screen: in words, narrowed, and with the check of a printed code."""

import ast
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from brought_back import UNKNOWN, brought
from hypothesis import given
from hypothesis import strategies as st

import builders
from app.domain.anchor import anchor_code
from app.domain.log import LogLine, LogPart
from app.domain.record import Sensitivity
from app.domain.revision import AuditEntry
from app.errors import AnchorGoneError
from app.i18n import Translator
from app.services.log import guarded
from app.viewmodels.desk import InlineDesk
from app.viewmodels.dossier_check import CheckServices
from app.viewmodels.log import LogModel, LogServices
from app.viewmodels.log_words import deeds, reason_words, subject_words, things

NL = Translator("nl")
NOW = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)
TOLD = builders.incident(number=31)
CASE = builders.case()


def _entry(number: int, action: str, *, by: str = "Anke Proef", detail: str = "", day: int = 14) -> AuditEntry:
    return AuditEntry(
        number=number,
        at=datetime(2026, 3, day, 14, 2, tzinfo=UTC),
        by=by,
        action=action,
        subject=str(TOLD.id),
        detail=detail,
        content="",
        previous="",
        hash="ab" * 32,
    )


LINES = (
    LogLine(entry=_entry(3, "vault.unlocked", by="Bo Test")),
    LogLine(
        entry=_entry(2, "incident.corrected", detail="vergist", day=12),
        record=TOLD,
        case=CASE.id,
        reference="Z-2026-001",
    ),
    LogLine(entry=_entry(1, "case.opened", day=10), record=CASE, case=CASE.id, reference="Z-2026-001"),
)


class Shelf:
    """A log on a shelf; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[UUID | None] = []
        self.written: list[tuple[UUID | None, int, str, str]] = []

    def read_log(self, case: UUID | None) -> LogPart:
        """Give the log."""
        self.asked.append(case)
        return LogPart(lines=LINES, total=3, code=anchor_code(3, "ab" * 32))

    def deliver(self, case: UUID | None, rows: Sequence[Sequence[str]], target: Path, /, *, reason: str) -> None:
        """Remember what is written."""
        self.written.append((case, len(rows), target.name, reason))

    def held_by(self, code: str) -> AuditEntry:
        """Find an entry."""
        if code == "9":
            raise AnchorGoneError(number=9, last=3)
        return LINES[1].entry


@pytest.fixture
def shelf() -> Shelf:
    """Return a log."""
    return Shelf()


@pytest.fixture
def model(shelf: Shelf) -> LogModel:
    """Return a loaded model."""
    check = CheckServices(read=lambda _path, _job: brought(), find=lambda _brought: UNKNOWN)
    services = LogServices(read_log=shelf.read_log, deliver=shelf.deliver, held_by=shelf.held_by, check=check)
    made = LogModel(services, InlineDesk(), NL, lambda: NOW)
    made.load()
    return made


def test_an_entry_is_told_in_words(model: LogModel) -> None:
    assert model.state.rows[1].cells() == (
        "2",
        "12 mrt 2026 14:02",
        "Anke Proef",
        "incident: verbeterd",
        "Z-2026-001 · I-31",
        "vergist",
    )


def test_words_a_person_and_a_period_narrow_the_log(model: LogModel) -> None:
    model.narrow(text="VERGIST")
    assert [row.number for row in model.state.rows] == ["2"]
    model.narrow(text="", person="Bo Test")
    assert [row.number for row in model.state.rows] == ["3"]
    model.narrow(person="", period="12 maart 2026")
    assert [row.number for row in model.state.rows] == ["2"]
    model.narrow(period="gisteren of zo iets")
    assert model.state.period_wrong
    assert len(model.state.rows) == 3


def test_a_case_narrows_what_is_read(model: LogModel, shelf: Shelf) -> None:
    model.choose_case(str(CASE.id))
    assert shelf.asked == [None, CASE.id]
    assert [one.label for one in model.state.cases] == ["de hele kluis", "Z-2026-001"]


@pytest.mark.parametrize(
    ("code", "told", "wrong"),
    [("2-…", "regel 2", False), ("9", "houdt op bij regel 3", True), (" ", "", False)],
)
def test_a_code_from_paper_is_answered(model: LogModel, code: str, told: str, wrong: bool) -> None:
    model.check(code)
    assert told in model.state.answer
    assert bool(model.state.answer) == bool(told)
    assert model.state.answer_wrong is wrong


def test_what_is_shown_is_written_with_its_headings_and_the_reason(model: LogModel, shelf: Shelf) -> None:
    model.narrow(text="vergist")
    model.deliver("voor de klachtencommissie", "/h/log.csv")
    assert shelf.written == [(None, 2, "log.csv", "voor de klachtencommissie")]


def test_wrong_passphrases_are_told_with_their_number_and_moments() -> None:
    moments = [NOW.isoformat(), NOW.isoformat()]
    told = _entry(4, "unlock.failed", detail=json.dumps({"count": 2, "moments": moments, "readable": True}))
    assert reason_words(LogLine(entry=told), NL) == "2 verkeerde wachtzinnen · 14 mrt 2026 14:02, 14 mrt 2026 14:02"
    lost = _entry(4, "unlock.failed", detail=json.dumps({"count": 0, "moments": [], "readable": False}))
    assert reason_words(LogLine(entry=lost), NL) == "de lijst met verkeerde wachtzinnen was niet te lezen"


def test_a_hash_is_not_a_reason() -> None:
    assert reason_words(LogLine(entry=_entry(4, "case.imported", detail="zaak.json sha256:00ff")), NL) == "zaak.json"
    kept = "zaak.json sha256:00ff · overdracht"
    assert reason_words(LogLine(entry=_entry(4, "case.imported", detail=kept)), NL) == "zaak.json · overdracht"
    told = {"sha256": "00ff", "reason": "overdracht"}
    assert reason_words(LogLine(entry=_entry(4, "case.exported", detail=json.dumps(told))), NL) == "overdracht"


def test_every_action_that_the_program_logs_has_words() -> None:
    named = {action for path in Path("app").rglob("*.py") for action in _actions(ast.parse(path.read_text("utf-8")))}
    assert len(named) > 10
    # These reach ``commit`` by another name.
    named |= {"members.adopted", "keyring.repaired", "member.passphrase", "member.passphrase_given", "member.recovered"}
    missing = {
        action
        for action in named
        if (action.partition(".")[0] not in {*things(NL), "{}"}) or action.partition(".")[2] not in deeds(NL)
    }
    assert not missing


def _actions(tree: ast.Module) -> set[str]:
    """Return what is given to ``commit`` as the name of an action; a part that is filled in stands as {}."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
            elif isinstance(first, ast.JoinedStr):
                found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in first.values))
    return found


@given(st.text(max_size=30))
def test_no_cell_begins_like_a_formula_and_none_loses_a_letter(words: str) -> None:
    cell = guarded(words)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == words.removeprefix("'") or cell == words


def test_the_day_of_an_entry_is_that_of_the_clock_that_wrote_it(model: LogModel) -> None:
    assert model.state.rows[0].moment.startswith(NL.day(date(2026, 3, 14)))


def test_the_log_tells_no_name_and_no_reason_of_what_is_r0() -> None:
    hidden = builders.person(name="Kastanjehof", field_sensitivity={"name": Sensitivity.R0})
    entry = _entry(4, "person.corrected", detail="nu op Kastanjehof")
    line = LogLine(entry=entry, record=hidden, case=builders.case().id, reference="Z-1")
    assert subject_words(line, NL) == "Z-1 · Verborgen (R0)"
    assert reason_words(line, NL) == "Verborgen (R0)"


def test_why_a_case_was_given_out_is_told_also_when_its_name_is_r0() -> None:
    case = builders.case(field_sensitivity={"name": Sensitivity.R0})
    given = _entry(4, "dossier.exported", detail=json.dumps({"purpose": "zitting"}))
    changed = _entry(5, "case.corrected", detail="heet nu anders")
    assert reason_words(LogLine(entry=given, record=case), NL) == "zitting"
    assert reason_words(LogLine(entry=changed, record=case), NL) == "Verborgen (R0)"


@pytest.mark.parametrize(
    ("action", "detail", "words"),
    [
        ("backup.made", f"closing 23 {'ab' * 32}", "bij het sluiten"),
        ("backup.made", f"asked 2 {'ab' * 32}; second place: absent", "op verzoek, tweede plek: was er niet"),
        ("backup.drilled", "sound", "in orde"),
        ("backup.drilled", "damaged", "beschadigd"),
        ("backup.made", "of a later version", "of a later version"),
        ("member.added", "Bo: van hier: caseworker, manager", "Bo: van hier: behandelaar, beheerder"),
        ("member.roles", "Bo: of a later version", "Bo: of a later version"),
    ],
)
def test_the_log_tells_of_backups_and_roles_in_words(action: str, detail: str, words: str) -> None:
    assert reason_words(LogLine(entry=_entry(1, action, detail=detail)), NL) == words
