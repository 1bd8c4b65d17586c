"""The log as it is read and written down."""

import csv
from pathlib import Path

import pytest

import builders
from app.domain.snapshot import visible_number
from app.errors import RefusedError
from app.services import cases, records
from app.services.log import deliver_log, read_log
from app.services.vault import held_by, verify
from app.storage.store import Store

pytestmark = pytest.mark.storage


def test_the_log_names_what_each_entry_is_about(store: Store) -> None:
    one, other = builders.case(), builders.case(reference="Z-2026-002")
    cases.open_case(store, one)
    cases.open_case(store, other)
    told = builders.incident()
    records.record(store, one.id, told)
    records.withdraw(store, one.id, told.id, reason="dubbel")
    part = read_log(store, one.id)
    assert [line.entry.action for line in part.lines] == ["incident.withdrawn", "incident.recorded", "case.opened"]
    assert {line.reference for line in part.lines} == {"Z-2026-001"}
    record = part.lines[0].record
    assert record is not None
    assert visible_number(record) == "I-1"
    whole = read_log(store)
    assert whole.total == 5
    assert held_by(store, whole.code).number == 5


def test_a_log_leaves_with_an_entry_and_without_formulas(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    deliver_log(store, None, [("Nr.", "Reden"), ("1", "=1+1"), ("2", "@SUM(A1)")], target, reason="toezicht")
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";")) == [["Nr.", "Reden"], ["1", "'=1+1"], ["2", "'@SUM(A1)"]]
    assert read_log(store).lines[0].entry.action == "log.exported"
    verify(store)
    with pytest.raises(RefusedError):
        deliver_log(store, None, [], tmp_path / "leeg.csv", reason=" ")
    assert not (tmp_path / "leeg.csv").exists()
