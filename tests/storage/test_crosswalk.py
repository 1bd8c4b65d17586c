"""A case along the flags, signals and elements of others, on the screen's side of the vault and as a file."""

import csv
import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

import builders
import vaults
from app.cli import main
from app.domain.assessment import AnswerValue
from app.domain.record import Sensitivity
from app.i18n import Language
from app.resources import resource
from app.risk.crosswalk import load_crosswalks
from app.risk.walked import ToldRow, Walk
from app.services import cases, exchange, records
from app.services.crosswalk import deliver, followed
from app.services.vault import verify
from app.storage.store import Store

pytestmark = pytest.mark.storage
AT = date(2026, 6, 1)


@pytest.fixture
def case(store: Store) -> UUID:
    """Return a case with a threat, an incident that only leaves sealed, and answers."""
    head = builders.case()
    cases.open_case(store, head)
    source = builders.source()
    threat = builders.incident("2026-03-14", behaviours=("thr-kill-victim",), severity=4, sources=())
    sealed = builders.incident(
        "2026-03-20", behaviours=("thr-weapon-show",), severity=4, sources=(), sensitivity=Sensitivity.R1
    )
    records.record(store, head.id, threat, along=[source])
    records.record(store, head.id, sealed)
    answers = [
        builders.answer("lth.threat.kill", incidents=(threat.id,)),
        builders.answer("lth.weapon", AnswerValue.NO),
        builders.answer("stk.motive"),
    ]
    records.record(store, head.id, builders.assessment(answers[:2], checklist="lth", version="1.0"))
    records.record(store, head.id, builders.assessment(answers[2:], checklist="stk", version="1.0"))
    return head.id


def rows(store: Store, case: UUID, walk: Walk, language: Language = "nl") -> dict[str, ToldRow]:
    """Return the entries of a list by their id."""
    return {row.id: row for row in followed(store, case, walk, at=AT, window=90, language=language, hidden="—")}


def test_a_flag_names_the_answers_and_incidents_that_support_it(store: Store, case: UUID) -> None:
    flags = rows(store, case, Walk.FLAGS)
    assert len(flags) == 11
    threat = flags["rv.threat"]
    assert [answer.key for answer in threat.answers] == ["lth/lth.threat.kill"]
    assert [one.number for one in threat.confirmed] == ["I-1"]
    assert threat.not_asked == 2


def test_a_no_is_told_and_nothing_recorded_is_not_called_a_no(store: Store, case: UUID) -> None:
    weapon = rows(store, case, Walk.FLAGS)["rv.weapon"]
    assert [answer.value for answer in weapon.answers] == [AnswerValue.NO]
    pregnancy = rows(store, case, Walk.FLAGS)["rv.pregnancy"]
    assert pregnancy.silent
    assert pregnancy.not_asked == 1


def test_what_was_answered_after_the_reference_date_is_not_told(store: Store, case: UUID) -> None:
    before = {
        row.id: row
        for row in followed(store, case, Walk.FLAGS, at=date(2026, 3, 13), window=90, language="nl", hidden="—")
    }
    threat = before["rv.threat"]
    assert (threat.answers, threat.confirmed, threat.not_asked) == ((), (), 3)


def test_the_signals_are_the_words_of_the_decree_in_every_language(store: Store, case: UUID) -> None:
    told = rows(store, case, Walk.SIGNALS, "en")
    assert list(told) == [signal.id for signal in load_crosswalks().signals]
    for signal in load_crosswalks().signals:
        assert told[signal.id].label == signal.label.nl
        assert told[signal.id].facts == tuple(fact.nl for fact in signal.facts)
    assert [one.number for one in told["bth.2a"].pointing] == ["I-1", "I-2"]


def test_the_elements_name_what_is_recorded_and_conclude_nothing(store: Store, case: UUID) -> None:
    elements = rows(store, case, Walk.ELEMENTS)
    assert len(elements) == 6
    assert [answer.key for answer in elements["stk.el.oogmerk"].answers] == ["stk/stk.motive"]
    words = json.dumps([row.label + row.note for row in elements.values()]).casefold()
    assert "bewezen" not in words
    assert "strafbaar" not in words


def test_the_file_lists_everything_in_order_leaves_out_what_is_sealed_and_is_logged(
    store: Store, case: UUID, tmp_path: Path
) -> None:
    target = tmp_path / "signalen.txt"
    deliver(store, case, Walk.SIGNALS, target, at=AT, window=90, language="nl", reason="voor de officier")
    text = target.read_text(encoding="utf-8")
    places = [text.index(f"{signal.letter}. {signal.label.nl}") for signal in load_crosswalks().signals]
    assert places == sorted(places)
    assert all(f"- {fact.nl}" in text for signal in load_crosswalks().signals for fact in signal.facts)
    assert "I-1 (14 mrt 2026)" in text
    assert "I-2" not in text
    with store.read() as reader:
        entry = reader.last_entry()
    assert entry is not None
    assert entry.action == "crosswalk.exported"
    assert "voor de officier" in entry.detail
    verify(store)


def test_the_table_has_a_row_for_every_signal(store: Store, case: UUID, tmp_path: Path) -> None:
    target = tmp_path / "signalen.csv"
    deliver(store, case, Walk.SIGNALS, target, at=AT, window=90, language="nl", reason="voor de officier")
    with target.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file, delimiter=";"))
    assert len(table) == 21
    assert {len(row) for row in table} == {12}


def test_the_command_line_tells_a_list_of_a_training_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], store: Store
) -> None:
    exchange.import_case(store, resource("training/tc2.json").read_bytes(), name="tc2.json")
    reference = cases.list_cases(store)[0].case.reference
    store.close()
    words = tmp_path / "words"
    words.write_text(vaults.PASSPHRASE, encoding="utf-8")
    opened = [str(store.folder), reference, "--passphrase-file", str(words)]
    assert main(["crosswalk", *opened, "--list", "flags", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["list"], len(told["entries"])) == ("flags", 11)
    assert main(["crosswalk", *opened, "--to", str(tmp_path / "uit.csv")]) == 1
    assert not (tmp_path / "uit.csv").exists()
    assert main(["crosswalk", *opened, "--to", str(tmp_path / "uit.csv"), "--reason", "voor de officier"]) == 0
    assert (tmp_path / "uit.csv").exists()
    capsys.readouterr()
    assert main(["crosswalk", *opened, "--list", "elements", "--lang", "en"]) == 0
    assert "Intentional" in capsys.readouterr().out
