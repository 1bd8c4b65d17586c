"""A finished PDF is read back: a damaged one, or one that starts something, never leaves."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from dossier_copies import bookmarks, copy_of, page_texts

import builders
from app.dossier.check import check
from app.dossier.render import render
from app.errors import DossierError
from app.jobs import Cancelled, Job


@pytest.fixture(scope="module")
def sound() -> bytes:
    """Return a finished copy."""
    return render(copy_of(builders.snapshot(*(builders.incident(number=number) for number in range(1, 9)))), Job())


def _checked(pdf: bytes, like: bytes) -> None:
    """Check a PDF against the pages and bookmarks of another."""
    check(pdf, pages=len(page_texts(like)), titles=bookmarks(like), job=Job())


def _changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return a PDF with something changed in it."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened)
        opened.save(buffer)
    return buffer.getvalue()


def _without_fonts(opened: pikepdf.Pdf) -> None:
    """Take the letters out of every font."""
    for font in opened.pages[0].obj.Resources.Font.values():
        del font.FontDescriptor["/FontFile2"]


def _with_link_outside(opened: pikepdf.Pdf) -> None:
    """Let a link open something outside the file."""
    link = opened.pages[0].obj.Annots[0]
    link["/A"] = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


def _with_script(opened: pikepdf.Pdf) -> None:
    """Let the file run a script when it is opened."""
    opened.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _with_named_script(opened: pikepdf.Pdf) -> None:
    """Hide a script in the names of the file."""
    opened.Root["/Names"] = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[]))


def _with_attachment(opened: pikepdf.Pdf) -> None:
    """Put another file into the file."""
    opened.attachments["bijlage.txt"] = b"geheim"


def _without_bookmark(opened: pikepdf.Pdf) -> None:
    """Lose a bookmark."""
    with opened.open_outline() as outline:
        del outline.root[2]


def _with_empty_page(opened: pikepdf.Pdf) -> None:
    """Lose what is drawn on a page."""
    del opened.pages[0].obj["/Contents"]


def _with_ink_outside(opened: pikepdf.Pdf) -> None:
    """Draw something that no mark tells about."""
    page = opened.pages[1].obj
    page.Contents = opened.make_stream(page.Contents.read_bytes() + b"\n0 0 9 9 re f\n")


def _with_lost_mark(opened: pikepdf.Pdf) -> None:
    """Forget to whom the last piece of a page belongs."""
    owners = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)[int(opened.pages[1].obj.StructParents)]
    del owners[len(owners) - 1]


def _with_link_apart(opened: pikepdf.Pdf) -> None:
    """Take a link out of the tree."""
    del opened.pages[0].obj.Annots[0]["/StructParent"]


def _without_tree(opened: pikepdf.Pdf) -> None:
    """Lose the whole tree."""
    del opened.Root["/StructTreeRoot"]


CHANGES = {
    "a page less": lambda opened: opened.pages.__delitem__(-1),
    "an empty page": _with_empty_page,
    "a bookmark less": _without_bookmark,
    "fonts that are not in it": _without_fonts,
    "a link that starts a program": _with_link_outside,
    "a script when it opens": _with_script,
    "a script by name": _with_named_script,
    "another file inside": _with_attachment,
    "ink without a mark": _with_ink_outside,
    "a mark without a part": _with_lost_mark,
    "a link outside the tree": _with_link_apart,
    "no tree": _without_tree,
}


def test_a_finished_copy_passes(sound: bytes) -> None:
    _checked(sound, sound)
    _checked(_changed(sound, lambda _opened: None), sound)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_copy_that_is_not_what_was_made_is_refused(sound: bytes, kind: str) -> None:
    with pytest.raises(DossierError):
        _checked(_changed(sound, CHANGES[kind]), sound)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_copy_that_was_cut_off_is_refused(sound: bytes, part: float) -> None:
    with pytest.raises(DossierError):
        _checked(sound[: int(len(sound) * part)], sound)


def test_a_page_that_cannot_be_read_is_refused(sound: bytes) -> None:
    with pikepdf.open(BytesIO(sound)) as opened:
        drawn = opened.pages[1].obj.Contents.read_raw_bytes()
    spoilt = sound.replace(drawn, drawn[:40] + b"\x00\xff" + drawn[42:])
    assert len(spoilt) == len(sound)
    with pytest.raises(DossierError):
        _checked(spoilt, sound)


def test_checking_stops_when_asked(sound: bytes) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        check(sound, pages=len(page_texts(sound)), titles=bookmarks(sound), job=job)
