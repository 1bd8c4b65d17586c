"""What a dossier tells about itself when somebody brings it back: its code of the log, its files and their hashes."""

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pikepdf
import pypdfium2

from app.domain.anchor import read_anchor
from app.domain.brought_back import AttachedFile, BroughtBack
from app.dossier.seal import seals_of
from app.dossier.sections.manifest import FILES_INSIDE
from app.errors import DossierError
from app.i18n import LANGUAGES, Translator

_CODE: Final = re.compile(r"\b\d{1,12}(?:-[0-9A-Z]{4}){4}\b")
_ID: Final = re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b")


def read_back(pdf: bytes) -> BroughtBack:
    """Return what a file tells about itself; raises ``DossierError`` when it is no readable PDF."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            subject = str(opened.docinfo.get("/Subject", ""))
            attached = [(name, one.get_file().read_bytes()) for name, one in opened.attachments.items()]
        each = list(_pages(pdf))
    except (pikepdf.PdfError, pypdfium2.PdfiumError, AttributeError, LookupError) as error:
        raise DossierError(reason="This is no PDF that can be read. Choose the dossier as it was saved.") from error
    pages = "".join(each)
    bare = "".join(pages.split())
    files = []
    for name, data in sorted(attached):
        found = hashlib.sha256(data).hexdigest()
        files.append(AttachedFile(name=name, sha256=found, listed=found in bare))
    told = _ID.search(subject)
    return BroughtBack(
        sha256=hashlib.sha256(pdf).hexdigest(),
        dossier=told[0] if told else "",
        code=next(filter(_is_code, _CODE.findall(pages)), ""),
        seals=seals_of(pdf),
        files=tuple(files),
        pages=any(_is_numbered(each, Translator(language)) for language in LANGUAGES),
        files_told=_files_told(bare),
    )


def _is_numbered(pages: list[str], say: Translator) -> bool:
    """Whether every page bears its own number and how many there are."""
    told = (say("page {page} of {pages}", page=page, pages=len(pages)) for page in range(1, len(pages) + 1))
    return all(words in " ".join(page.split()) for words, page in zip(told, pages, strict=True))


def _files_told(bare: str) -> int | None:
    """Return how many files the manifest says are inside."""
    titles = ("".join(Translator(language)(FILES_INSIDE).split()) for language in LANGUAGES)
    found = [number for title in titles for number in re.findall(rf"{title}(\d{{1,5}})", bare)]
    return int(found[-1]) if found else None


def _is_code(words: str) -> bool:
    """Whether words are a code of a log."""
    try:
        read_anchor(words)
    except ValueError:
        return False
    return True


def _pages(pdf: bytes) -> Iterator[str]:
    """Yield the text of every page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            reader = page.get_textpage()
            yield reader.get_text_range() + "\n"
            reader.close()
            page.close()
    finally:
        document.close()
