"""What a copy consists of: its sections by their ids, in the order of its profile (domain reference 5.3)."""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import NotAtTopPageBreak

from app.domain.profile import SectionId
from app.domain.section_titles import section_titles
from app.dossier.room import Together, with_room
from app.dossier.sections.account import account
from app.dossier.sections.anchors import anchors
from app.dossier.sections.children import children
from app.dossier.sections.chronology import chronology
from app.dossier.sections.contacts import contacts
from app.dossier.sections.effects import effects
from app.dossier.sections.evidence import evidence
from app.dossier.sections.flags import flags
from app.dossier.sections.manifest import manifest
from app.dossier.sections.measures import measures
from app.dossier.sections.pattern import pattern
from app.dossier.sections.persons import persons
from app.dossier.sections.reports import reports
from app.dossier.sections.statements import statements
from app.dossier.sections.summary import summary
from app.dossier.sections.weighing import weighing
from app.dossier.sheet import Sheet

Make: TypeAlias = Callable[[Sheet], list[Flowable]]


class Part(NamedTuple):
    """A section of a copy: its title, and what makes all that stands below it.

    One with its ``own_page`` can be taken out of the copy. The end of a copy (``is_end``) is not torn for a few lines.
    ``weight`` is how much of the work it is, beside the others.
    """

    title: str
    make: Make
    own_page: bool = False
    is_end: bool = False
    weight: int = 1


class Section(Flowable):
    """A section that is made when its turn comes, so that never more than one of them is held.

    What counts over all pages, such as the characters without a glyph, is known to the last one only.
    """

    def __init__(self, sheet: Sheet, number: int, part: Part) -> None:
        """Hold the section with a number; ``weight`` is how much of the work it is."""
        super().__init__()
        self._sheet, self._number, self._part = sheet, number, part
        self.weight = part.weight

    def made(self) -> list[Flowable]:
        """Return its heading and all that stands below it."""
        self._sheet.job.check()
        apart: list[Flowable] = [NotAtTopPageBreak()] if self._part.own_page else []
        below = [*self._sheet.section(self._number, self._part.title), *self._part.make(self._sheet)]
        return with_room([*apart, *([Together(below)] if self._part.is_end else []), *below, *apart])


def parts_of(sheet: Sheet) -> list[Part]:
    """Return the sections of a copy after its cover, in the order in which they are printed."""
    titles, snapshot = section_titles(sheet.say), sheet.input.snapshot
    long = {_CHRONOLOGY: len(snapshot.incidents) + len(snapshot.events)}
    return [
        Part(titles[name], SECTIONS[name], name in _OWN_PAGE, name == _END, max(_SHORT, long.get(name, 0)))
        for name in sheet.input.sections
        if name in SECTIONS
    ]


SECTIONS: Final[dict[SectionId, Make]] = {
    "D1": summary,
    "D2": persons,
    "D3": anchors,
    "D4": chronology,
    "D5": pattern,
    "D6": effects,
    "D7": children,
    "D8": flags,
    "D9": evidence,
    "D10": reports,
    "D11": measures,
    "D12": statements,
    "D13": contacts,
    "D14": weighing,
    "D15": account,
    "D16": manifest,
}

_OWN_PAGE: Final = frozenset({"D1"})
_END: Final = "D16"
_CHRONOLOGY: Final = "D4"
_SHORT: Final = 20
"""The work for a section, counted in rows of the chronology."""
