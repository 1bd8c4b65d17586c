"""What every section is handed: the input, the words, and ways to make passages, headings and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable

from app.domain.record import Record
from app.domain.snapshot import visible_number
from app.dossier.flow import Cell, Grid, Heading, Paragraph, Passage, Row
from app.dossier.model import DossierInput
from app.dossier.styles import BODY, CELL, SECTION, STRONG, SUBSECTION, TABLE_HEAD
from app.dossier.text import Span, Style, Typesetter
from app.i18n import Translator
from app.jobs import Job


@dataclass(frozen=True)
class Sheet:
    """The tools of a section. ``job`` is asked now and then whether to stop."""

    input: DossierInput
    say: Translator
    job: Job
    typesetter: Typesetter = field(default_factory=Typesetter)

    def span(self, text: str, style: Style = BODY, link: str = "") -> Span:
        """Return printable words in a style."""
        return Span(self.typesetter.clean(text), style, link)

    def passage(self, text: str, style: Style = BODY, *, before: float = 0.0) -> Passage:
        """Return a passage in one style."""
        return Passage(self.span(text, style), before=before)

    def paragraph(self, text: str, style: Style = BODY, *, before: float = 0.0, after: float = 4.0) -> Flowable:
        """Return a paragraph in one style."""
        return Paragraph(self.passage(text, style), before=before, after=after)

    def section(self, number: int, title: str) -> list[Flowable]:
        """Return the heading of a section."""
        words = self.typesetter.clean(f"{number} {title}")
        passage = Passage(Span(words, SECTION))
        return [Heading(passage, words, f"section-{number}")]

    def subsection(self, title: str, key: str) -> list[Flowable]:
        """Return a smaller heading."""
        words = self.typesetter.clean(title)
        return [Heading(Passage(Span(words, SUBSECTION)), words, key, level=1, before=10)]

    def head(self, *titles: str) -> Row:
        """Return the head of a table."""
        return Row([[self.passage(title, TABLE_HEAD)] for title in titles])

    def cell(self, text: str, style: Style = CELL) -> Cell:
        """Return a cell with one passage."""
        return [self.passage(text, style)]

    def pairs(self, rows: Sequence[tuple[str, str]], style: Style = BODY) -> Grid:
        """Return a table of names and values."""
        return Grid(
            (0.28, 0.72), [Row([self.cell(name, STRONG), self.cell(value or "—", style)]) for name, value in rows]
        )

    def numbers(self, numbers: Sequence[str], style: Style) -> list[Span]:
        """Return visible numbers, each a link to its row in the chronology."""
        spans: list[Span] = []
        for index, number in enumerate(numbers):
            if index:
                spans.append(Span(", ", style))
            spans.append(self.span(number, style, anchor_of(number)))
        return spans


def anchor_of(number: str) -> str:
    """Return the anchor of the row with a visible number."""
    return f"row-{number.replace(' ', '-')}"


def named(record: Record) -> str:
    """Return the visible number, or a dash for a record that may not be told apart."""
    return visible_number(record) if record.number else "—"
