"""What every section is handed: the input, the words, and ways to make passages, headings and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from reportlab.platypus import Flowable

from app.domain.incident import Incident
from app.domain.profile import SectionId
from app.domain.record import Record
from app.domain.revision import RecordKind
from app.domain.snapshot import visible_number
from app.dossier.flow import Cell, Grid, Heading, Paragraph, Passage, Row
from app.dossier.model import DossierInput
from app.dossier.styles import (
    BODY,
    CAUTION,
    CELL,
    FOOT_ROOM,
    HEAD_ROOM,
    SECTION,
    SIZES,
    SMALL_STRONG,
    STRONG,
    SUBSECTION,
    TABLE_HEAD,
    enlarged,
)
from app.dossier.text import Span, Style, Typesetter
from app.i18n import Translator
from app.jobs import Job

MOST_PAGED: Final = 10
"""So many numbers in a row are printed with their pages; more would be longer than what they tell."""

_MANY: Final = 60
_IN_LINE: Final = 40
_LINE: Final = 56
_APART: Final = "  ·  "
_FIXED: Final = "\u00a0"


@dataclass(frozen=True)
class Sheet:
    """The tools of a section. ``job`` is asked now and then whether to stop."""

    input: DossierInput
    say: Translator
    job: Job
    typesetter: Typesetter = field(default_factory=Typesetter)

    @property
    def is_large(self) -> bool:
        """Whether this copy is in large print, where tables become lists."""
        return self.input.request.large_print

    @property
    def page_height(self) -> float:
        """Return how high the part of a page is that is filled, in points."""
        return SIZES[self.input.request.paper][1] - HEAD_ROOM - FOOT_ROOM

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        """Return the incidents of this copy by their visible numbers."""
        return {visible_number(incident): incident for incident in self.input.snapshot.incidents}

    @cached_property
    def sections(self) -> frozenset[SectionId]:
        """Return the sections of this copy."""
        return frozenset(self.input.sections)

    @property
    def is_access(self) -> bool:
        """Whether this copy is for somebody about whom the case is, and not for a professional."""
        return self.input.profile.about is not None

    @property
    def shows_sources(self) -> bool:
        """Whether this copy tells where its rows come from."""
        return RecordKind.SOURCE in self.input.profile.kinds

    def style(self, style: Style) -> Style:
        """Return a style as it is in this copy."""
        return enlarged(style) if self.is_large else style

    def span(self, text: str, style: Style = BODY, link: str = "") -> Span:
        """Return printable words in a style."""
        return Span(self.typesetter.clean(text), self.style(style), link)

    def passage(self, text: str, style: Style = BODY, *, before: float = 0.0) -> Passage:
        """Return a passage in one style."""
        return Passage(self.span(text, style), before=before)

    def paragraph(self, text: str, style: Style = BODY, *, before: float = 0.0, after: float = 4.0) -> Flowable:
        """Return a paragraph in one style."""
        return Paragraph(self.passage(text, style), before=before, after=after)

    def section(self, number: int, title: str) -> list[Flowable]:
        """Return the heading of a section."""
        words = self.typesetter.clean(f"{number} {title}")
        return [Heading(Passage(Span(words, self.style(SECTION))), words, section_anchor(number))]

    def subsection(self, title: str, key: str) -> list[Flowable]:
        """Return a smaller heading."""
        words = self.typesetter.clean(title)
        return [Heading(Passage(Span(words, self.style(SUBSECTION))), words, key, level=1, before=10)]

    def head(self, *titles: str) -> Row:
        """Return the head of a table."""
        return Row([[self.passage(title, TABLE_HEAD)] for title in titles])

    def cell(self, text: str, style: Style = CELL) -> Cell:
        """Return a cell with one passage."""
        return [self.passage(text, style)]

    def table(
        self,
        widths: Sequence[float],
        rows: Iterable[Row],
        *titles: str,
        after: float = 8.0,
    ) -> Grid:
        """Return a table with ``titles`` above its columns; in large print a list, each cell below its title."""
        if not self.is_large:
            head = self.head(*titles) if titles else None
            return Grid(widths, rows, head=head, after=after, again=self._again)
        names = titles or ("",) * len(widths)
        return Grid((1.0,), (self._stacked(row, names) for row in rows), after=after, again=self._again)

    def pairs(self, rows: Sequence[tuple[str, str]], style: Style = BODY) -> Grid:
        """Return a table of names and values; in large print each value stands behind its name."""
        strong = Style(STRONG.face, style.size, STRONG.colour)
        if self.is_large:
            lines = ([self.span(f"{name}  ", strong), self.span(value or "—", style)] for name, value in rows)
            return Grid((1.0,), [Row([[Passage(*spans)]]) for spans in lines], again=self._again)
        return self.table(
            (0.28, 0.72), [Row([self.cell(name, strong), self.cell(value or "—", style)]) for name, value in rows]
        )

    def numbers(self, numbers: Sequence[str], style: Style) -> list[Span]:
        """Return visible numbers, each a link to where it is told, with the page on paper."""
        spans: list[Span] = []
        paged = len(numbers) <= MOST_PAGED
        for index, number in enumerate(numbers):
            if index:
                spans.append(self.span("  " if paged else ", ", style))
            spans += self.number(number, style) if paged else [self.span(number, style, self.anchor(number))]
        return spans

    def number(self, number: str, style: Style) -> list[Span]:
        """Return a visible number as a link, with the page on which it stands."""
        anchor = self.anchor(number)
        if not anchor:
            return [self.span(number, style)]
        before, _, after = self.say("p. {page}", page="\n").partition("\n")
        return [
            self.span(f"{number} ({before}".replace(" ", _FIXED), style, anchor),
            self.page(anchor, style, f"{after})"),
        ]

    def page(self, anchor: str, style: Style = CELL, after: str = "") -> Span:
        """Return the number of the page on which an anchor stands."""
        room = "88" if len(self.input.snapshot.incidents) < _MANY else "888"
        return Span(f"{room}{after}", self.style(style), anchor, page_of=anchor)

    def anchor(self, number: str) -> str:
        """Return where a visible number leads in this copy, or nothing where that is not printed."""
        home = _HOMES.get(number.partition("-")[0].partition(" ")[0])
        printed = self.input.request.extent == "whole" and home in self.sections
        return anchor_of(number) if printed else ""

    def _again(self, name: str, title: str) -> Passage:
        """Say above the rest of a broken row which row it is, and under which title it goes on."""
        what = " · ".join(part for part in (name, title) if part)
        words = self.say("Continued: {what}", what=what) if what else self.say("Continued")
        return Passage(self.span(words, CAUTION), again=True)

    def _stacked(self, row: Row, names: Sequence[str]) -> Row:
        """Return a row as one cell: the cells below each other, with the titles of their columns.

        What is short stands behind its title, and several of these on one line.
        """
        passages: list[Passage] = []
        shared = False
        for index, (name, cell) in enumerate(zip(names, row.cells, strict=True)):
            if all(passage.is_blank for passage in cell):
                continue
            if not (index and name and len(cell) == 1 and len(cell[0].text) <= _IN_LINE):
                shared = False
                if index and name:
                    passages.append(Passage(self.span(name, SMALL_STRONG), before=4, leads=True))
                passages += cell
                continue
            short = cell[0].titled(self.span(f"{name}  ", SMALL_STRONG), before=2)
            if shared and short.goes_behind(passages[-1], _LINE):
                passages[-1] = passages[-1].followed(self.span(_APART, SMALL_STRONG), short)
            else:
                passages.append(short)
            shared = True
        return Row([passages], row.anchor, row.outline, row.bar, row.ground, row.rule, row.gap, row.keep)


_HOMES: Final = {
    "I": "D4",
    "G": "D4",
    "B": "D4",
    "A": "D6",
    "U": "D8",
    "Bijlage": "D9",
    "Exhibit": "D9",
    "M": "D11",
    "H": "D12",
    "P": "D13",
}


def anchor_of(number: str) -> str:
    """Return the anchor of the row with a visible number; only that of an exhibit has a word before it."""
    word, _, digits = number.rpartition(" ")
    return f"row-exhibit-{digits}" if word else f"row-{number}"


def section_anchor(number: int) -> str:
    """Return the anchor of the heading of a section."""
    return f"section-{number}"


def named(record: Record) -> str:
    """Return the visible number, or a dash for a record that may not be told apart."""
    return visible_number(record) if record.number else "—"
