"""A vault of every form that there was opens with everything still in it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from fixed_clock import FixedClock
from sqlalchemy import Connection

import vaults
from app.domain.backup import BackupReason
from app.domain.code_step import CodeStep
from app.domain.erasure import ErasureGround
from app.domain.kinds import RECORD_TYPES
from app.domain.member import MemberRole
from app.errors import DatabaseDamagedError, NewerVersionError
from app.services import (
    backups,
    cases,
    drafts,
    erasures,
    exchange,
    exhibits,
    members,
    records,
    search,
    vault,
)
from app.storage.keyring import open_slot, read_keyring
from app.storage.probe import SCHEMA, keyed
from vault_maker import rows_of

pytestmark = pytest.mark.storage
KEPT = Path(__file__).parents[1] / "vaults"
NUMBERS = sorted(int(path.name) for path in KEPT.iterdir() if path.name.isdigit())
OLDER = [number for number in NUMBERS if number < SCHEMA]


LATER = {CodeStep}
"""The kinds of records that came after these vaults were made."""


def test_there_is_a_filled_vault_of_every_schema_that_was_released() -> None:
    assert [number for number in range(1, SCHEMA) if number not in NUMBERS] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_every_row_of_an_older_vault_is_there_after_opening(tmp_path: Path, clock: FixedClock, number: int) -> None:
    folder = vaults.of_schema(number, tmp_path)
    before = json.loads((KEPT / str(number) / "rows.json").read_text("utf-8"))
    assert sum(map(len, before.values())) > 20

    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as opened:
        vault.verify(opened)
        after = rows_of(opened)
        made = backups.list_backups(opened).here
        assert len(made) == (number in OLDER)
        for kept in made:
            assert kept.label is not None
            assert (kept.label.reason, kept.label.schema) == (BackupReason.MIGRATION, number)
            assert backups.drill(opened, kept).entries == len(before["audit"])

    for table, rows in before.items():
        missing = [row for row in rows if row not in after[table]]
        assert missing == [], table
        if table not in {"audit", "member"}:
            assert len(after[table]) == len(rows), table


@pytest.mark.parametrize("number", NUMBERS)
def test_an_older_vault_can_be_worked_in(tmp_path: Path, clock: FixedClock, number: int) -> None:
    folder = vaults.of_schema(number, tmp_path)

    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as opened:
        first, _ = sorted(cases.list_cases(opened), key=lambda one: one.case.reference)
        (incident,) = cases.read_case(opened, first.case.id).incidents
        assert incident.facts == "Hij stond er twee keer."
        assert [one.number for one in records.history(opened, incident.id)] == [1, 2]
        assert [one.signed_by for one in cases.read_case(opened, first.case.id).assessments] == ["Anke Proef"]
        assert drafts.read_draft(opened, f"incident:{first.case.id}:new") == {"facts": "half getypt"}
        (gone,) = records.withdrawn(opened, first.case.id)
        records.restore(opened, first.case.id, gone.record.id, reason="Toch niet")
        exchange.export_case(opened, first.case.id, tmp_path / "zaak.json", "voor de proef")
        assert members.list_members(opened)[0].name == "Anke Proef"
        vault.verify(opened)


@pytest.mark.parametrize("number", NUMBERS)
def test_looking_into_an_older_vault_changes_nothing(tmp_path: Path, clock: FixedClock, number: int) -> None:
    folder = vaults.of_schema(number, tmp_path)
    before = vaults.prints(folder)

    with vault.read_vault(folder, vaults.PASSPHRASE, clock) as reading:
        assert len(cases.list_cases(reading)) == 2

    assert vaults.prints(folder) == before


@pytest.mark.parametrize("number", [number for number in NUMBERS if number >= 3])
def test_every_kind_of_record_of_an_older_vault_can_be_read(tmp_path: Path, clock: FixedClock, number: int) -> None:
    folder = vaults.of_schema(number, tmp_path)

    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as opened:
        first, _ = sorted(cases.list_cases(opened), key=lambda one: one.case.reference)
        snapshot = cases.read_case(opened, first.case.id)
        gone = [one.record for one in records.withdrawn(opened, first.case.id)]
        assert {type(one) for one in (*snapshot.records(), *gone)} == set(RECORD_TYPES.values()) - LATER
        assert exhibits.read_exhibit(opened, first.case.id, snapshot.exhibits[0].id) == b"foto" * 500
        assert [one.roles for one in members.list_members(opened)][1:] == [(MemberRole.READER,)]
        assert [one.erased_at is not None for one in erasures.list_erasures(opened)] == [True] * (number >= 4)
        assert len(search.find(opened, "om de hoek").hits) == 1
    with vault.unlock_vault(folder, "de tweede lange zin", clock) as reading:
        assert len(cases.list_cases(reading)) == 2


@pytest.mark.parametrize("number", NUMBERS)
def test_a_case_of_an_older_vault_can_be_erased_and_the_rest_proven(
    tmp_path: Path, clock: FixedClock, number: int
) -> None:
    folder = vaults.of_schema(number, tmp_path)

    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as opened:
        first, second = sorted(cases.list_cases(opened), key=lambda one: one.case.reference)
        for one in (first, second):
            proposed = erasures.propose_erasure(opened, one.case.id, next(iter(ErasureGround)), reason="Termijn")
            erasures.erase(opened, proposed.id, number=one.case.reference, reason="Nagekeken")
            vault.verify(opened)
        assert cases.list_cases(opened) == ()


def stop(connection: Connection) -> None:
    """Be a step that fails halfway."""
    lose(connection)
    raise RuntimeError("halfway")


def lose(connection: Connection) -> None:
    """Be a step that loses rows without a word."""
    connection.exec_driver_sql("DELETE FROM draft")


def orphan(connection: Connection) -> None:
    """Be a step that takes the parent of rows away and puts another row in its place."""
    connection.exec_driver_sql("DROP TRIGGER tr_record_update")
    connection.exec_driver_sql("UPDATE record SET id = '0' WHERE kind = 'source'")


@pytest.mark.parametrize(
    ("step", "error"), [(stop, RuntimeError), (lose, DatabaseDamagedError), (orphan, DatabaseDamagedError)]
)
@pytest.mark.parametrize("after", [f"{number:04}" for number in range(OLDER[-1], SCHEMA + 1)])
def test_a_step_that_fails_or_loses_something_leaves_the_vault_as_it_was(
    tmp_path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    after: str,
    step: Callable[[Connection], None],
    error: type[Exception],
) -> None:
    folder = vaults.of_schema(OLDER[-1], tmp_path)
    before = vaults.prints(folder)
    upgrade = command.upgrade

    def with_a_step(config: Config, _: str) -> None:
        upgrade(config, after)
        step(config.attributes["connection"])

    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", with_a_step)
        with pytest.raises(error):
            vault.unlock_vault(folder, vaults.PASSPHRASE, clock)

    kept = {name: made for name, made in vaults.prints(folder).items() if not name.startswith("backups")}
    assert kept["keyring.json"] == before["keyring.json"]
    key = open_slot(read_keyring(folder / "keyring.json"), vaults.PASSPHRASE)[0]
    connection = keyed(folder / "vault.db", key, "mode=rw")
    assert connection.execute("PRAGMA user_version").fetchone() == (OLDER[-1],)
    assert connection.execute("SELECT count(*) FROM draft").fetchone() == (1,)
    connection.close()
    with vault.unlock_vault(folder, vaults.PASSPHRASE, clock) as opened:
        vault.verify(opened)


def test_a_vault_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path, clock: FixedClock) -> None:
    folder = vaults.of_schema(OLDER[-1], tmp_path)
    key = open_slot(read_keyring(folder / "keyring.json"), vaults.PASSPHRASE)[0]
    connection = keyed(folder / "vault.db", key, "mode=rw")
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    before = vaults.prints(folder)

    with pytest.raises(NewerVersionError):
        vault.unlock_vault(folder, vaults.PASSPHRASE, clock)

    assert vaults.prints(folder) == before
