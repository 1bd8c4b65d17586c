"""A place that is a folder or a pipe: nothing is written on it, and the user is told in a clear sentence."""

import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from dossier_copies import copy_of, secrets_for

import builders
from app.domain.backup import BackupReason
from app.domain.exhibit import Exhibit
from app.errors import NoFolderError, NotAFileError
from app.i18n import Translator
from app.risk.walked import Walk
from app.services import backups, cases, crosswalk, dossier, exchange, exhibits, log, pattern
from app.services.exhibits import attach_file
from app.services.files import write_file
from app.storage.store import Store

pytestmark = pytest.mark.storage
WHY = "voor de overdracht"
DAY = date(2026, 3, 14)
HEAD = builders.case(reference="Z-2026-004")


def _folder(place: Path) -> None:
    place.mkdir()


def _pipe(place: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes here")
    os.mkfifo(place)


def _link_to_a_pipe(place: Path) -> None:
    _pipe(place.with_name("pijp"))
    place.symlink_to(place.with_name("pijp"))


def _exported(store: Store, target: Path) -> None:
    exchange.export_case(store, HEAD.id, target, WHY)


def _pictured(store: Store, target: Path) -> None:
    pattern.deliver_picture(store, HEAD.id, target, b"<svg/>", WHY)


def _logged(store: Store, target: Path) -> None:
    log.deliver_log(store, None, [["wie"]], target, reason=WHY)


def _tabled(store: Store, target: Path) -> None:
    crosswalk.deliver(store, HEAD.id, Walk.FLAGS, target, at=DAY, window=90, language="nl", reason=WHY)


def _given(store: Store, target: Path) -> None:
    with store.read() as reader:
        snapshot = reader.snapshot(HEAD.id)
    made = copy_of(snapshot)
    copy = dossier.PreparedCopy(input=made, secrets=secrets_for(snapshot, made.snapshot, made.request))
    dossier.deliver(store, copy, b"%PDF-", target)


def _copied(store: Store, target: Path) -> None:
    file = target.with_name("foto.txt")
    file.write_bytes(b"foto")
    change = attach_file(store, HEAD.id, file, Exhibit(title="Foto", file_name="foto.txt"))
    file.unlink()
    exhibits.save_copy(store, HEAD.id, change.record, target, reason=WHY)


def _formed(_store: Store, target: Path) -> None:
    write_file(target, b"%PDF-")


WAYS = [_exported, _pictured, _logged, _tabled, _given, _copied, _formed]


@pytest.mark.parametrize("there", [_folder, _pipe, _link_to_a_pipe])
@pytest.mark.parametrize("leave", WAYS)
def test_nothing_is_written_on_what_is_no_file(
    store: Store, tmp_path: Path, leave: Callable[[Store, Path], None], there: Callable[[Path], None]
) -> None:
    cases.open_case(store, HEAD)
    target = tmp_path / "uit" / "weg.pdf"
    target.parent.mkdir()
    there(target)
    kind, beside = target.lstat().st_mode, sorted(target.parent.iterdir())
    with pytest.raises(NotAFileError) as caught:
        leave(store, target)
    told = Translator("nl").error(caught.value)
    assert told.endswith("zoals een map of een apparaat. Kies een andere naam. Er is niets geschreven.")
    assert (target.lstat().st_mode, sorted(target.parent.iterdir())) == (kind, beside)
    with store.read() as reader:
        actions = {entry.action for entry in reader.audit()}
    assert not {action for action in actions if action.endswith(("exported", "copied", "not_written"))}
    with store.inspect() as reader:
        assert reader.announced() == ()


def test_a_link_to_a_file_and_a_link_to_nothing_are_places_of_a_file(store: Store, tmp_path: Path) -> None:
    cases.open_case(store, HEAD)
    (tmp_path / "oud.json").write_bytes(b"oud")
    (tmp_path / "een.json").symlink_to(tmp_path / "oud.json")
    (tmp_path / "twee.json").symlink_to(tmp_path / "nergens.json")
    for name in ("een.json", "twee.json"):
        exchange.export_case(store, HEAD.id, tmp_path / name, WHY)
        assert (tmp_path / name).read_bytes().startswith(b"{")
    assert (tmp_path / "oud.json").read_bytes() == b"oud"


def test_a_backup_goes_into_no_pipe(store: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "pijp"
    _pipe(pipe)
    with pytest.raises(NoFolderError):
        backups.set_second_place(store, str(pipe))
    made = backups.back_up(store, BackupReason.ASKED).made
    assert made is not None
    place = backups.restore(made, pipe)
    assert place != pipe
    assert stat.S_ISFIFO(pipe.stat().st_mode)
