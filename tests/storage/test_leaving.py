"""What leaves the vault: logged before it stands there, for a reason, and by who may see the case."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from fixed_clock import FixedClock
from fresh_process import fresh_process

import builders
import vaults
from app.domain.backup import BackupReason
from app.domain.member import MemberRole
from app.domain.revision import AuditEntry
from app.errors import AppError, NoRightError, RefusedError
from app.risk.walked import Walk
from app.services import backups, cases, crosswalk, exchange, log, pattern, vault
from app.services.leaving import Leaving, let_leave, not_written
from app.storage.store import Store

pytestmark = pytest.mark.storage
WHY = "voor de overdracht"


def entries(store: Store) -> list[AuditEntry]:
    """Return the log, the oldest entry first."""
    with store.read() as reader:
        return list(reader.audit())


def test_a_program_killed_when_the_file_is_put_in_its_place_has_logged_it(store: Store, clock: FixedClock) -> None:
    head = builders.case()
    cases.open_case(store, head)
    store.close()
    target = store.folder.parent / "zaak.json"
    target.write_bytes(b"ouder")
    code = (
        "import os, sys; from pathlib import Path; from uuid import UUID; import vaults;"
        "from app.clock import SystemClock; from app.services import exchange, vault\n"
        "folder, case, target = sys.argv[1:]\n"
        "def die(event, told):\n"
        "    if event == 'os.rename' and target in map(str, told[:2]): print('killed', flush=True); os._exit(0)\n"
        "store = vault.unlock_vault(Path(folder), vaults.PASSPHRASE, SystemClock())\n"
        "sys.addaudithook(die)\n"
        "exchange.export_case(store, UUID(case), Path(target), 'voor de overdracht')\n"
    )
    assert fresh_process(code, str(store.folder), str(head.id), str(target)).split() == ["killed"]
    assert target.read_bytes() == b"ouder"
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened:
        assert "case.exported" in [entry.action for entry in entries(opened)]
        vault.verify(opened)


def test_a_file_that_cannot_be_put_in_its_place_gets_an_entry_that_says_so(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "uit" / "zaak.json"
    target.parent.mkdir()

    def pieces() -> Iterator[bytes]:
        yield b"heel"
        target.mkdir()

    with pytest.raises(AppError):
        let_leave(store, target, lambda _uow: Leaving(pieces(), "case.exported", "over", "{}"))

    exported, missing = entries(store)[-2:]
    assert (exported.action, missing.action, missing.subject) == ("case.exported", "file.not_written", "over")
    assert msgspec.json.decode(missing.detail) == {"entry": exported.number}
    with store.read() as reader:
        assert not_written(reader, "over") == {exported.number}
    assert [path.name for path in target.parent.iterdir()] == ["zaak.json"]
    vault.verify(store)


def test_nothing_leaves_without_a_reason(store: Store, tmp_path: Path) -> None:
    head = builders.case()
    cases.open_case(store, head)
    before, target, day = entries(store), tmp_path / "uit", date(2026, 3, 14)
    for attempt in (
        lambda: pattern.deliver_picture(store, head.id, target, b"<svg/>", " "),
        lambda: exchange.export_case(store, head.id, target, ""),
        lambda: crosswalk.deliver(store, head.id, Walk.FLAGS, target, at=day, window=90, language="nl", reason="\n"),
        lambda: log.deliver_log(store, head.id, [], target, reason=" "),
    ):
        with pytest.raises(RefusedError, match="Give a reason"):
            attempt()
    assert not target.exists()
    assert entries(store) == before


def test_a_trainer_writes_nothing_of_a_real_case_outside_the_vault(store: Store, tmp_path: Path) -> None:
    head = builders.case()
    cases.open_case(store, head)
    store.member = msgspec.structs.replace(store.member, roles=(MemberRole.TRAINER,))
    before, target, day = entries(store), tmp_path / "uit", date(2026, 3, 14)
    for attempt in (
        lambda: pattern.deliver_picture(store, head.id, target, b"<svg/>", WHY),
        lambda: exchange.export_case(store, head.id, target, WHY),
        lambda: crosswalk.deliver(store, head.id, Walk.FLAGS, target, at=day, window=90, language="nl", reason=WHY),
        lambda: log.deliver_log(store, head.id, [], target, reason=WHY),
    ):
        with pytest.raises(RefusedError, match="not in the vault"):
            attempt()
    assert not target.exists()
    assert entries(store) == before


def test_who_may_not_restore_a_backup_leaves_no_copy_of_the_vault(store: Store) -> None:
    backup = backups.back_up(store, BackupReason.ASKED).made
    assert backup is not None
    store.member = msgspec.structs.replace(store.member, roles=(MemberRole.TRAINER,))
    target = store.folder.with_name("Terug.vault")
    with pytest.raises(NoRightError):
        backups.restore_from(store, backup, target)
    assert not target.exists()
