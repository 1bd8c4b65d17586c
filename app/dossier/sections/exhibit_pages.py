"""The exhibits themselves: printed on pages, or put into the file as they are (D9, domain reference 5.6).

A file in the copy is named after its number, never after its own name, which may name somebody.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from reportlab.platypus import Flowable

from app.domain.dossier import ExhibitsShown
from app.domain.exhibit import Exhibit
from app.domain.snapshot import shown_number
from app.dossier.archival import Attachment, Relation
from app.dossier.figure import PhotoFlowable
from app.dossier.photo import PICTURES, photo_of, photos_of_pages
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL, MONO, SMALL
from app.errors import UnshownError

_MOST_LETTERS: Final = 60_000
_MOST_LINES: Final = 1_500
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}")
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def prints_exhibits(sheet: Sheet) -> bool:
    """Whether exhibits stand on pages of this copy."""
    made = sheet.input
    return made.request.exhibits is ExhibitsShown.PAGES and bool(made.exhibit_bytes)


def exhibit_pages(sheet: Sheet) -> list[Flowable]:
    """Return the exhibits on pages, each below its number; nothing where this copy has no such pages."""
    say = sheet.say
    if not prints_exhibits(sheet):
        return []
    story = sheet.subsection(say("Exhibits on pages"), "exhibits")
    told = say(
        "Pictures are scaled to the page and hold nothing of what a camera wrote into the file; documents are printed "
        "as pictures of their pages. Whether an exhibit is genuine is seen at the original, which has the hash."
    )
    story.append(sheet.paragraph(told, SMALL))
    for exhibit in sheet.input.snapshot.exhibits:
        data = sheet.input.exhibit_bytes.get(exhibit.id)
        if data is not None:
            sheet.job.check()
            title = f"{shown_number(exhibit, say)} · {exhibit.title}"
            story += sheet.subsection(title, f"exhibit-{exhibit.number}")
            story.append(sheet.paragraph(say("SHA-256 of the original: {hash}", hash=exhibit.sha256), MONO))
            story += _shown(sheet, exhibit, data)
    return story


def attached_exhibits(sheet: Sheet) -> tuple[Attachment, ...]:
    """Return the files of the exhibits, for a copy that carries them."""
    made = sheet.input
    if made.request.exhibits is not ExhibitsShown.EMBEDDED:
        return ()
    return tuple(
        Attachment(
            file_name=f"{shown_number(one, sheet.say).lower().replace(' ', '-')}{_ending(one.file_name)}",
            data=made.exhibit_bytes[one.id],
            media_type=one.media_type,
            title=sheet.typesetter.clean(f"{shown_number(one, sheet.say)}: {one.title}").replace("\n", " "),
            modified=one.recorded_at or made.made_at,
            relation=Relation.SUPPLEMENT,
        )
        for one in made.snapshot.exhibits
        if one.id in made.exhibit_bytes
    )


def files_inside(sheet: Sheet) -> int:
    """Return how many files of exhibits a copy carries."""
    made = sheet.input
    if made.request.exhibits is not ExhibitsShown.EMBEDDED:
        return 0
    return sum(one.id in made.exhibit_bytes for one in made.snapshot.exhibits)


def _ending(name: str) -> str:
    """Return the ending of a file name where it is an ordinary one."""
    ending = PurePath(name).suffix
    return ending.lower() if _ENDING.fullmatch(ending) else ""


def _shown(sheet: Sheet, exhibit: Exhibit, data: bytes) -> Iterator[Flowable]:
    """Yield what an exhibit looks like, or why it cannot be printed."""
    say = sheet.say
    try:
        if exhibit.media_type in PICTURES:
            words = f"{shown_number(exhibit, say)}: {exhibit.title}"
            yield PhotoFlowable(photo_of(data, exhibit.media_type, sheet.job), sheet.typesetter.clean(words))
        elif exhibit.media_type == "application/pdf":
            for photo, page, pages in photos_of_pages(data, sheet.job):
                number = shown_number(exhibit, say)
                place = say("{exhibit}, page {page} of {pages}", exhibit=number, page=page, pages=pages)
                yield PhotoFlowable(photo, f"{place}: {sheet.typesetter.clean(exhibit.title)}")
        elif exhibit.media_type.startswith("text/"):
            yield from _text(sheet, data)
        else:
            yield sheet.paragraph(say("A file of this kind cannot be printed; it is only in the list."), CELL)
    except UnshownError as error:
        yield sheet.paragraph(say("This exhibit could not be printed. {reason}", reason=say.error(error)), CELL)


def _text(sheet: Sheet, data: bytes) -> Iterator[Flowable]:
    """Yield the lines of a text, as far as they are worth printing."""
    whole = _decoded(data)
    lines = whole[:_MOST_LETTERS].splitlines()[:_MOST_LINES]
    for line in lines:
        if line.strip():
            yield sheet.paragraph(line, CELL, after=1)
    if len(whole) > _MOST_LETTERS or len(whole.splitlines()) > _MOST_LINES:
        yield sheet.paragraph(sheet.say("The rest of this text is only in the file."), SMALL)


def _decoded(data: bytes) -> str:
    """Return the words of a text file: as its first bytes say, else UTF-8, else as an older Windows wrote it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
