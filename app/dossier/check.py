"""Read a finished PDF back before anybody sees it: a damaged one, or one that does something, never leaves."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Final

import pikepdf

from app.dossier.tagging import LEAVES
from app.errors import DossierError
from app.jobs import Job

DAMAGED: Final = "The finished dossier did not pass its own check and was not kept. Nothing was written. Make it again."
# How much of a file is looked at before it is opened anew, counted in marks; a link weighs as much as eight of them.
_FEW_MARKS: Final = 12_000
_MARKS_A_PAGE: Final = 25
_MARKS_A_LINK: Final = 8
_ACTIONS: Final = ("/OpenAction", "/AA", "/AcroForm", "/Collection")
_STRINGS: Final = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-F]+>", re.DOTALL)
_MARKS: Final = re.compile(rb"\b(BDC|BMC|EMC)\b")
_PAINTS: Final = re.compile(rb"(?<![\w/])(?:Tj|TJ|Do|S|s|f|F|B|b|sh)(?![\w*])|(?<!\w)[fBb]\*")
_NUMBERS: Final = re.compile(rb"/MCID (\d+)")


def check(pdf: bytes, *, pages: int, titles: Sequence[str], job: Job, files: Collection[str] = ()) -> None:
    """Raise ``DossierError`` unless the PDF is whole and tagged, has its bookmarks and its fonts, and starts nothing.

    ``titles`` are the bookmarks of the first level, ``files`` the names of what is attached.
    """
    try:
        sound = _is_whole(pdf, pages, titles, files)
        page = 0
        while sound and page < pages:
            sound, page = _read_on(pdf, page, pages, job)
    except (pikepdf.PdfError, pikepdf.DataDecodingError, AttributeError, LookupError) as error:
        raise DossierError(reason=DAMAGED) from error
    if not sound:
        raise DossierError(reason=DAMAGED)


def _is_whole(pdf: bytes, pages: int, titles: Sequence[str], files: Collection[str]) -> bool:
    """Whether a file has all its pages, bookmarks and attachments, and starts nothing."""
    with _opened(pdf) as opened, opened.open_outline() as outline:
        return (
            len(opened.pages) == len(opened.Root.Pages.Kids) == pages
            and [item.title for item in outline.root] == list(titles)
            and _is_still(opened.Root)
            and sorted(opened.attachments) == sorted(files)
        )


def _read_on(pdf: bytes, page: int, pages: int, job: Job) -> tuple[bool, int]:
    """Return whether some pages from one on are sound, and the page at which the next reading begins.

    An open file keeps all of it that was looked at, and a long dossier has tens of thousands of links and marks.
    Whoever asks for its pages looks at every object: they are taken from the tree, which is known to be flat.
    """
    read: list[pikepdf.Object] = []
    seen = 0
    with _opened(pdf) as opened:
        tree = opened.Root.Pages.Kids
        leaves = opened.Root.StructTreeRoot.ParentTree.Kids
        while page < pages and seen < max(_FEW_MARKS, pages * _MARKS_A_PAGE):
            read.append(tree[page])
            marks = _marks_told(leaves, int(read[-1].StructParents))
            if not _is_sound(read[-1], marks, job):
                return False, page
            seen += marks + _MARKS_A_LINK * len(read[-1].get("/Annots", ()))
            page += 1
        return all(_is_embedded(font) for font in _fonts(read)), page


def _marks_told(leaves: pikepdf.Object, key: int) -> int:
    """Return of how many marks the tree tells under the key of a page; raises ``LookupError`` when it has no such key.

    Asking pikepdf to find it would look at leaves all over the tree, and keep them.
    """
    leaf = leaves[key // LEAVES]
    first, last = map(int, leaf.Limits)
    at = 2 * (key - first)
    if not first <= key <= last or int(leaf.Nums[at]) != key:
        raise LookupError(key)
    return len(leaf.Nums[at + 1])


def _opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a file that must need no mending, and in which every page says itself what it needs."""
    return pikepdf.open(BytesIO(pdf), attempt_recovery=False, inherit_page_attributes=False)


def _is_still(root: pikepdf.Object) -> bool:
    """Whether opening the file starts nothing and it carries no script."""
    names = root.get("/Names", pikepdf.Dictionary())
    return not any(key in root for key in _ACTIONS) and "/JavaScript" not in names


def _is_sound(page: pikepdf.Object, marks: int, job: Job) -> bool:
    """Whether what is drawn on a page can be read and is marked, and its links only lead to a place in the file."""
    job.check()
    drawn = page.get("/Contents")
    links = page.get("/Annots", ())
    return (
        drawn is not None
        and _is_marked(drawn.read_bytes(), marks)
        and "/AA" not in page
        and all("/A" not in link and "/StructParent" in link for link in links)
    )


def _is_marked(code: bytes, marks: int) -> bool:
    """Whether everything that is drawn is part of the text, with a number of its own, or decoration."""
    bare = _STRINGS.sub(b"", code)
    depth = 0
    first, *others = _MARKS.split(bare)
    outside = [first]
    for mark, rest in zip(others[::2], others[1::2], strict=True):
        depth += -1 if mark == b"EMC" else 1
        if depth == 0:
            outside.append(rest)
        elif depth < 0:
            return False
    numbers = [int(number) for number in _NUMBERS.findall(bare)]
    return not depth and not any(map(_PAINTS.search, outside)) and numbers == list(range(marks)) and bool(others)


def _fonts(pages: Iterable[pikepdf.Object]) -> Iterator[pikepdf.Object]:
    """Yield every font that pages use, or what they draw from elsewhere such as the form with a number, each once."""
    seen: set[tuple[int, int]] = set()
    for page in pages:
        for owner in (page, *page.Resources.get("/XObject", pikepdf.Dictionary()).values()):
            fonts = owner.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
            if not fonts.is_indirect or fonts.objgen not in seen:
                seen.add(fonts.objgen)
                yield from fonts.values()


def _is_embedded(font: pikepdf.Object) -> bool:
    """Whether the letters of a font are in the file."""
    return "/FontFile2" in font.get("/FontDescriptor", pikepdf.Dictionary())
