"""Files that the user names: what is in the way is said as it is, and nothing that stood there goes away."""

from pathlib import Path

import pytest

from app.errors import AppError, NameTooLongError, NoFolderError, NotAFileError, RefusedError
from app.services.files import hidden_file, hidden_name, read_file, write_file


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("weg/uit.json", NoFolderError),
        ("bestand.txt/uit.json", NoFolderError),
        ("map", NotAFileError),
        ("x" * 300, NameTooLongError),
    ],
)
def test_a_place_where_nothing_can_be_written_is_named_for_what_it_is(
    tmp_path: Path, place: str, kind: type[AppError]
) -> None:
    (tmp_path / "bestand.txt").write_text("al hier", encoding="utf-8")
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "oud.txt").write_text("al hier", encoding="utf-8")
    with pytest.raises(kind):
        write_file(tmp_path / place, b"nieuw")
    with pytest.raises(kind), hidden_file(tmp_path / place, b"nieuw", hidden_name(tmp_path / place)):
        pass
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["bestand.txt", "map", "oud.txt"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("map", "a folder"),
        ("weg.json", "not found"),
        ("bestand.txt/x.json", "not found"),
        ("x" * 300, "not found"),
        ("groot.json", "too large"),
    ],
)
def test_what_cannot_be_read_is_named_for_what_it_is(tmp_path: Path, place: str, words: str) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "bestand.txt").write_text("al hier", encoding="utf-8")
    (tmp_path / "groot.json").write_bytes(b"0123456789")
    with pytest.raises(RefusedError, match=words):
        read_file(tmp_path / place, most=9)
    assert read_file(tmp_path / "groot.json", most=10) == b"0123456789"
