"""What leaves the vault: logged before it stands there, for a reason, and by who may see the case."""

import signal
import subprocess
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
from app.services.leaving import Leaving, let_go_outside, let_leave, not_written, sweep_outside
from app.storage.outside import announced_here
from app.storage.store import Store

pytestmark = pytest.mark.storage
WHY = "voor de overdracht"


def entries(store: Store) -> list[AuditEntry]:
    """Return the log, the oldest entry first."""
    with store.read() as reader:
        return list(reader.audit())


KILLED = (
    "import os, signal, sys; from pathlib import Path; from uuid import UUID; import vaults;"
    "from app.clock import SystemClock; from app.services import exchange, vault\n"
    "from app.services.leaving import Leaving, let_leave\n"
    "folder, case, target, how = sys.argv[1:]\n"
    "def killed(): print('killed', flush=True); os.kill(os.getpid(), signal.SIGKILL)\n"
    "def die(event, told):\n"
    "    if event == 'os.rename' and target in map(str, told[:2]): killed()\n"
    "def pieces():\n"
    "    yield b'het adres is hier'; yield b' geheim' * 100_000; killed()\n"
    "store = vault.unlock_vault(Path(folder), vaults.PASSPHRASE, SystemClock())\n"
    "sys.addaudithook(die)\n"
    "if how == 'naming': exchange.export_case(store, UUID(case), Path(target), 'voor de overdracht')\n"
    "else: let_leave(store, Path(target), lambda _uow: Leaving(pieces(), 'exhibit.copied', '', '{}'))\n"
)


def killed_while(how: str, store: Store) -> Path:
    """Export a case in another program that is killed while it writes the file or gives it its name; return where."""
    head = builders.case()
    cases.open_case(store, head)
    store.close()
    target = store.folder.parent / "uit" / "zaak.json"
    target.parent.mkdir()
    target.write_bytes(b"ouder")
    with pytest.raises(subprocess.CalledProcessError) as ended:
        fresh_process(KILLED, str(store.folder), str(head.id), str(target), how)
    assert (ended.value.returncode, ended.value.stdout.split()) == (-signal.SIGKILL, ["killed"])
    return target


def left_beside(target: Path) -> list[Path]:
    """Return what lies beside a file."""
    return [path for path in target.parent.iterdir() if path != target]


def test_what_a_killed_program_logged_and_did_not_name_is_taken_away_at_the_next_opening(
    store: Store, clock: FixedClock
) -> None:
    target = killed_while("naming", store)
    (hidden,) = left_beside(target)
    assert b"Z-2026-001" in hidden.read_bytes()

    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened:
        log = entries(opened)
        exported = next(entry for entry in log if entry.action == "case.exported")
        missing = log[-1]
        assert (missing.action, missing.subject) == ("file.not_written", exported.subject)
        assert msgspec.json.decode(missing.detail) == {"entry": exported.number}
        assert sweep_outside(opened) == ()
        vault.verify(opened)
    assert left_beside(target) == []
    assert target.read_bytes() == b"ouder"


def test_what_a_killed_program_wrote_before_it_logged_it_is_taken_away_too(store: Store, clock: FixedClock) -> None:
    target = killed_while("writing", store)
    assert len(left_beside(target)) == 1

    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened:
        assert [entry.action for entry in entries(opened)][-1] == "file.removed"
    assert left_beside(target) == []
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened:
        assert [entry.action for entry in entries(opened)][-1] == "vault.unlocked"


def test_what_lies_on_a_disk_that_is_away_is_told_and_taken_away_when_it_is_back(
    store: Store, clock: FixedClock
) -> None:
    target = killed_while("naming", store)
    (hidden,) = left_beside(target)
    away = target.parent.rename(target.parent.with_name("weg"))
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened:
        assert sweep_outside(opened) == (hidden,)
    away.rename(target.parent)
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened:
        assert sweep_outside(opened) == ()
    assert not hidden.exists()


def test_what_lies_on_a_disk_that_never_comes_back_is_not_told_any_more_once_somebody_says_so(
    store: Store, clock: FixedClock
) -> None:
    target = killed_while("naming", store)
    (hidden,) = left_beside(target)
    away = target.parent.rename(target.parent.with_name("weg"))
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened:
        with pytest.raises(RefusedError):
            let_go_outside(opened, sweep_outside(opened), "  ")
        let_go_outside(opened, sweep_outside(opened), "de stick is kwijt")
        last = entries(opened)[-1]
        exported = next(entry for entry in entries(opened) if entry.action == "case.exported")
        assert (last.action, last.by, last.subject) == ("file.let_go", "Anke Proef", exported.subject)
        assert msgspec.json.decode(last.detail) == {"entries": [exported.number], "reason": "de stick is kwijt"}
        assert sweep_outside(opened) == ()
        vault.verify(opened)
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened:
        assert sweep_outside(opened) == ()
        count = len(entries(opened))
        let_go_outside(opened, (hidden,), "nog eens")
        assert len(entries(opened)) == count
    away.rename(target.parent)
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened:
        assert sweep_outside(opened) == ()
    assert not hidden.exists()


def test_a_vault_removes_no_other_file_and_none_for_another_computer(store: Store, tmp_path: Path) -> None:
    own, elsewhere = tmp_path / "dagboek.txt", tmp_path / ".zaak.json-0123abcd"
    for path in (own, elsewhere):
        path.write_bytes(b"van mij")
    with store.drafts(needs=None) as kept:
        kept.announce(announced_here(own))
        kept.announce(msgspec.structs.replace(announced_here(elsewhere), computer="een andere"))
    assert sweep_outside(store) == ()
    assert own.exists()
    assert elsewhere.exists()


def test_a_file_that_has_its_name_is_not_kept_in_mind(store: Store, tmp_path: Path) -> None:
    let_leave(store, tmp_path / "zaak.json", lambda _uow: Leaving(b"heel", "case.exported", "over", "{}"))
    with pytest.raises(AppError):
        let_leave(store, tmp_path / "geen" / "zaak.json", lambda _uow: Leaving(b"heel", "case.exported", "over", "{}"))
    with store.inspect() as reader:
        assert reader.announced() == ()
    assert [path.name for path in tmp_path.glob("*.json")] == ["zaak.json"]


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
