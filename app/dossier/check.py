"""Read a finished PDF back before anybody sees it: a damaged one, or one that does something, never leaves."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

import pikepdf

from app.errors import DossierError
from app.jobs import Job

DAMAGED: Final = "The finished dossier did not pass its own check and was not kept. Nothing was written. Make it again."
_ACTIONS: Final = ("/OpenAction", "/AA", "/AcroForm", "/Collection")
_NAMED: Final = ("/JavaScript", "/EmbeddedFiles")


def check(pdf: bytes, *, pages: int, titles: Sequence[str], job: Job) -> None:
    """Raise ``DossierError`` unless the PDF is whole, has its bookmarks and its fonts, and starts nothing.

    ``titles`` are the bookmarks of the first level.
    """
    try:
        with pikepdf.open(BytesIO(pdf), attempt_recovery=False) as opened, opened.open_outline() as outline:
            sound = (
                len(opened.pages) == pages
                and [item.title for item in outline.root] == list(titles)
                and _is_still(opened.Root)
                and all(_is_sound(page, job) for page in opened.pages)
                and all(_is_embedded(font) for font in _fonts(opened))
            )
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise DossierError(reason=DAMAGED) from error
    if not sound:
        raise DossierError(reason=DAMAGED)


def _is_still(root: pikepdf.Object) -> bool:
    """Whether opening the file starts nothing and it carries no script and no other file."""
    names = root.get("/Names", pikepdf.Dictionary())
    return not any(key in root for key in _ACTIONS) and not any(key in names for key in _NAMED)


def _is_sound(page: pikepdf.Page, job: Job) -> bool:
    """Whether what is drawn on a page can be read, and its links only lead to a place in the same file."""
    job.check()
    drawn = page.obj.get("/Contents")
    links = page.obj.get("/Annots", ())
    return bool(drawn and drawn.read_bytes()) and "/AA" not in page.obj and all("/A" not in link for link in links)


def _fonts(opened: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every font that a page or a part of a page uses, each once."""
    seen: set[tuple[int, int]] = set()
    for page in opened.pages:
        for owner in (page.obj, *_drawn_again(page)):
            fonts = owner.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
            if not fonts.is_indirect or fonts.objgen not in seen:
                seen.add(fonts.objgen)
                yield from fonts.values()


def _drawn_again(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """Yield the parts that a page draws from elsewhere, such as the form with its number."""
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    yield from resources.get("/XObject", pikepdf.Dictionary()).values()


def _is_embedded(font: pikepdf.Object) -> bool:
    """Whether the letters of a font are in the file."""
    return "/FontFile2" in font.get("/FontDescriptor", pikepdf.Dictionary())
