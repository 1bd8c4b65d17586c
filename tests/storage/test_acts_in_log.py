"""Every act stands in the log once, in the name of who did it and with the reason that was given for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from dossier_copies import request
from fixed_clock import FixedClock

import builders
import vaults
from app.domain.backup import Backup
from app.domain.erasure import ErasureGround
from app.domain.log import LogLine
from app.domain.member import MemberRole
from app.domain.revision import AuditEntry
from app.errors import RefusedError, WrongPassphraseError
from app.i18n import Translator
from app.jobs import Job
from app.risk.walked import Walk
from app.services import (
    backups,
    cases,
    certificate,
    crosswalk,
    dossier,
    erasures,
    exchange,
    exhibits,
    log,
    members,
    pattern,
    records,
    signing,
    vault,
)
from app.storage.restored import read_note
from app.storage.store import Store
from app.viewmodels.log_words import action_words, reason_words

pytestmark = pytest.mark.storage
NAME, PASSPHRASE = "Bea Tweede", "twee gele trams wachten"
WHY = "De rechter vraagt erom"
NL = Translator("nl")
CASE, CLOSED = builders.case(), builders.case(reference="Z-2025-003")
PHOTO = builders.exhibit(file_name="brief.txt")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, still: FixedClock) -> Path:
    """Return a vault with an open and a closed case and two managers, closed."""
    with vaults.new(tmp_path_factory.mktemp("shared") / "Team.vault", still) as store:
        members.add_member(store, NAME, PASSPHRASE, [MemberRole.CASEWORKER, MemberRole.MANAGER], cost=vaults.CHEAP)
        cases.open_case(store, CASE)
        records.record(store, CASE.id, builders.incident())
        exhibits.attach(store, CASE.id, PHOTO, (b"Hij stond voor de deur.",))
        cases.open_case(store, CLOSED)
        kept = cases.read_case(store, CLOSED.id).case
        records.correct(store, CLOSED.id, msgspec.structs.replace(kept, closed_on=kept.opened_on), reason="klaar")
        return store.folder


@pytest.fixture
def second(shared: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """Return a copy of that vault, opened by the second member."""
    with vaults.copied(shared, tmp_path, clock) as first:
        folder = first.folder
    with vault.unlock_vault(folder, PASSPHRASE, clock, user=NAME) as opened:
        yield opened


def entries(store: Store) -> list[AuditEntry]:
    """Return the log, the oldest entry first."""
    with store.read() as reader:
        return list(reader.audit())


def dossier_for(store: Store, place: Path) -> None:
    """Make a dossier of the open case."""
    prepared = dossier.prepare(store, CASE.id, request(purpose=WHY, author=store.user))
    dossier.deliver(store, prepared, dossier.render(prepared, Job()), place / "dossier.pdf")


ACTS: dict[str, Callable[[Store, Path], object]] = {
    "case.exported": lambda store, place: exchange.export_case(store, CASE.id, place / "zaak.json", WHY),
    "log.exported": lambda store, place: log.deliver_log(store, None, [["wie"]], place / "logboek.csv", reason=WHY),
    "picture.exported": lambda store, place: pattern.deliver_picture(
        store, CASE.id, place / "tijdlijn.svg", b"<svg/>", WHY
    ),
    "crosswalk.exported": lambda store, place: crosswalk.deliver(
        store,
        CASE.id,
        Walk.FLAGS,
        place / "vlaggen.csv",
        at=store.clock.now().date(),
        window=365,
        language="nl",
        reason=WHY,
    ),
    "exhibit.copied": lambda store, place: exhibits.save_copy(
        store, CASE.id, PHOTO.id, place / "kopie.txt", reason=WHY
    ),
    "dossier.exported": dossier_for,
    "case.read": lambda store, _place: cases.enter_case(store, CLOSED.id, WHY),
    "incident.withdrawn": lambda store, _place: records.withdraw(
        store, CASE.id, cases.read_case(store, CASE.id).incidents[0].id, reason=WHY
    ),
    "erasure.proposed": lambda store, _place: erasures.propose_erasure(
        store, CLOSED.id, ErasureGround.TERM, reason=WHY
    ),
}
"""What is done for a reason, by what the log calls it."""


@pytest.mark.parametrize("action", ACTS)
def test_what_needs_a_reason_stands_in_the_log_once_with_user_and_reason(
    action: str, second: Store, tmp_path: Path
) -> None:
    before = entries(second)
    ACTS[action](second, tmp_path)
    (entry,) = entries(second)[len(before) :]
    assert (entry.action, entry.by) == (action, NAME)
    assert WHY in entry.detail
    vault.verify(second)


@pytest.mark.parametrize("action", [action for action in ACTS if action != "dossier.exported"])
def test_without_a_reason_nothing_is_done(
    action: str, second: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "WHY", "  ")
    before, files = entries(second), sorted(tmp_path.iterdir())
    with pytest.raises(RefusedError):
        ACTS[action](second, tmp_path)
    assert entries(second) == before
    assert sorted(tmp_path.iterdir()) == files


def test_what_needs_no_reason_stands_in_the_log_with_the_user(second: Store, tmp_path: Path) -> None:
    backup = backups.back_up(second).made
    assert backup is not None
    exchange.export_case(second, CASE.id, tmp_path / "zaak.json", WHY)
    review = builders.review()
    acts: dict[str, Callable[[], object]] = {
        "review.signed": lambda: signing.sign(second, CASE.id, review),
        "recovery.made": lambda: members.new_recovery_words(second),
        "recovery.printed": lambda: members.note_sheet_printed(second),
        "backup.drilled": lambda: backups.drill(second, backup),
        "backup.restored": lambda: backups.restore_from(second, backup, tmp_path / "Terug.vault"),
    }
    for action, act in acts.items():
        before = entries(second)
        act()
        (entry,) = entries(second)[len(before) :]
        assert (entry.action, entry.by) == (action, NAME)


def test_bringing_a_case_in_stands_in_the_log_of_who_did_it(second: Store, tmp_path: Path, clock: FixedClock) -> None:
    data = vaults.case_file(second, CASE.id)
    with vaults.new(tmp_path / "Ander.vault", clock) as other:
        exchange.import_case(other, data, name="van collega.json", reason=WHY)
        last = entries(other)[-1]
    assert (last.action, last.by) == ("case.imported", "Anke Proef")
    assert "van collega.json" in last.detail
    assert WHY in last.detail


def test_coming_in_and_not_coming_in_stand_in_the_log(second: Store, clock: FixedClock) -> None:
    second.close()
    with pytest.raises(WrongPassphraseError):
        vault.unlock_vault(second.folder, "een verkeerde wachtzin", clock)
    with vault.unlock_vault(second.folder, vaults.PASSPHRASE, clock) as first:
        failed, unlocked = entries(first)[-2:]
    assert (failed.action, unlocked.action, unlocked.by) == ("unlock.failed", "vault.unlocked", "Anke Proef")


def made(store: Store) -> Backup:
    """Make a backup."""
    backup = backups.back_up(store).made
    assert backup is not None
    return backup


def told(store: Store) -> list[tuple[str, str]]:
    """Return what the log says since the backup, in the words of the page: what was done, and why."""
    lines = [LogLine(entry=entry) for entry in entries(store)[-2:]]
    return [(action_words(line.entry.action, NL), reason_words(line, NL)) for line in lines]


def test_a_restored_vault_says_of_which_backup_and_by_whom(second: Store, tmp_path: Path, clock: FixedClock) -> None:
    backup = made(second)
    place = backups.restore_from(second, backup, tmp_path / "Terug.vault")
    with vault.unlock_vault(place, vaults.PASSPHRASE, clock, user="Anke Proef") as back:
        assert told(back) == [
            ("kluis: hersteld", f"uit reservekopie {backup.place.name}, door {NAME}"),
            ("kluis: ontgrendeld", ""),
        ]
        assert read_note(place, bytes(back._key)) is None
        vault.verify(back)
        count = len(entries(back))
    with vault.unlock_vault(place, vaults.PASSPHRASE, clock, user="Anke Proef") as again:
        assert [entry.action for entry in entries(again)[count:]] == ["vault.unlocked"]


def test_a_vault_that_was_restored_at_the_door_says_so(second: Store, tmp_path: Path, clock: FixedClock) -> None:
    backup = made(second)
    place = backups.restore(backup, tmp_path / "Terug.vault")
    with vault.unlock_vault(place, vaults.PASSPHRASE, clock) as back:
        assert told(back)[0] == ("kluis: hersteld", f"uit reservekopie {backup.place.name}, bij de deur")


def test_a_restored_vault_that_is_opened_with_the_words_on_paper_says_so(
    second: Store, tmp_path: Path, clock: FixedClock
) -> None:
    words = " ".join(members.new_recovery_words(second))
    members.confirm_recovery(second, words)
    place = backups.restore_from(second, made(second), tmp_path / "Terug.vault")
    with vault.unlock_with_words(
        place, words, clock, user="Anke Proef", passphrase="een heel nieuwe zin", cost=vaults.CHEAP
    ) as back:
        done = [entry.action for entry in entries(back)[-3:]]
        assert done == ["vault.restored", "member.recovered", "vault.unlocked"]


def test_a_note_that_was_made_up_says_nothing(second: Store, tmp_path: Path, clock: FixedClock) -> None:
    backup = made(second)
    genuine = backups.restore_from(second, backup, tmp_path / "Terug.vault") / "restored.json"
    note = genuine.read_bytes()
    second.close()
    genuine.write_bytes(note.replace(NAME.encode(), b"Iemand Anders"))
    with vault.unlock_vault(genuine.parent, vaults.PASSPHRASE, clock) as back:
        assert told(back)[0][1].endswith("bij de deur")
    for made_up in (note, b"{}", b"\xff", b'{"backup": "x", "entries": -1, "head": "x"}', b""):
        (second.folder / "restored.json").write_bytes(made_up)
        with vault.unlock_vault(second.folder, vaults.PASSPHRASE, clock) as there:
            assert "vault.restored" not in {entry.action for entry in entries(there)}


def test_a_certificate_of_an_erasure_is_logged_before_it_is_printed(second: Store) -> None:
    asked = erasures.propose_erasure(second, CLOSED.id, ErasureGround.TERM, reason=WHY)
    second.close()
    with vault.unlock_vault(second.folder, vaults.PASSPHRASE, second.clock, user="Anke Proef") as first:
        erasures.erase(first, asked.id, number=CLOSED.reference, reason=WHY)
        certificate.note_printed(first, asked.id, b"%PDF")
        last = entries(first)[-1]
    assert (last.action, last.by, last.subject) == ("certificate.printed", "Anke Proef", str(asked.id))
