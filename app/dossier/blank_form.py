"""A checklist for pen and paper: its questions with boxes to tick, and nothing of any case.

Built from the blocks of the dossier, so it is tagged and fit for the archive as well.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

import msgspec
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.charts.theme import PAPER
from app.domain.dossier import Paper
from app.domain.finding import Weight
from app.dossier.archival import Archive
from app.dossier.canvas import TaggedCanvas, tagged
from app.dossier.check import check
from app.dossier.flow import Cell, Grid, Heading, Paragraph, Passage, Row
from app.dossier.fonts import Face, fonts
from app.dossier.ink import colour, draw_text, fitted
from app.dossier.metadata import Told
from app.dossier.room import with_room
from app.dossier.sections.findings import weight_words
from app.dossier.styles import (
    BODY,
    CELL,
    CELL_STRONG,
    FOOT_ROOM,
    HEAD_ROOM,
    INK,
    MARGIN,
    MUTED,
    RULE,
    SIZES,
    SMALL,
    SMALL_STRONG,
    SUBSECTION,
    TABLE_HEAD,
    TITLE,
    weight_colour,
)
from app.dossier.text import Span, Style, Typesetter
from app.i18n import Translator
from app.jobs import Job

_LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}
_LEAD: Final = Style(size=10, colour=MUTED)
_QUESTION: Final = Style(size=9.5, colour=INK)
_BOX: Final = Style(Face.MONO, 15, INK)
_RUNNING: Final = Style(Face.BOLD, 8, INK)
_FOOTER: Final = Style(size=8, colour=MUTED)
_TICK: Final = "□"
_COLUMNS: Final = (0.44, 0.07, 0.07, 0.12, 0.12, 0.18)
_LINE: Final = 24.0
_LINES: Final = 6
_MOST_LINES: Final = 20
_LINES_FOOT: Final = 8.0
_MOST_BELOW: Final = 400.0


class BlankItem(msgspec.Struct, frozen=True):
    """One question, how to ask it, and its class."""

    label: str
    guidance: str
    weight: Weight


class BlankGroup(msgspec.Struct, frozen=True):
    """The questions under one heading."""

    label: str
    items: tuple[BlankItem, ...]


class BlankForm(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that stands on the paper, in one language; it knows of no case.

    ``routes`` are (when, where to, how soon), ``evidence`` (what, how to secure it).
    """

    name: str
    version: str
    before: tuple[str, ...]
    groups: tuple[BlankGroup, ...]
    routes: tuple[tuple[str, str, str], ...]
    evidence: tuple[tuple[str, str], ...]
    paper: Paper
    made_at: datetime
    program_version: str


def print_blank_form(form: BlankForm, say: Translator, job: Job) -> bytes:
    """Return the form as a PDF, read back and found sound; the same input gives the same bytes."""
    fonts()
    # The first time tells of how many pages there are, so that a lost sheet is noticed.
    pages = _pressed(form, say, job, 0)[1]
    pdf, pages = _pressed(form, say, job, pages)
    check(pdf, pages=pages, titles=(form.name,), job=job)
    return pdf


def _pressed(form: BlankForm, say: Translator, job: Job, pages: int) -> tuple[bytes, int]:
    """Return the file, and of how many pages it is."""
    job.check()
    buffer = BytesIO()
    press = _Press(buffer, form, say, pages)
    press.build(with_room(_Writer(form, say).story()), canvasmaker=TaggedCanvas)
    return buffer.getvalue(), press.page


class _Writer:
    """Puts the passages together."""

    def __init__(self, form: BlankForm, say: Translator) -> None:
        self._form, self._say, self._typesetter = form, say, Typesetter()

    def story(self) -> list[Flowable]:
        """Return everything on the paper."""
        form, say = self._form, self._say
        title = self._typesetter.clean(form.name)
        signed = self._pairs(((say("Name and signature"), ""), (say("Date"), say("day – month – year"))))
        return [
            Heading(Passage(Span(title, TITLE)), title, "top", before=0),
            self._paragraph(say("Version {version}. Blank form for pen and paper.", version=form.version), _LEAD),
            self._who(),
            *self._head(say("Before you start"), "before"),
            *(self._paragraph(f"– {rule}", BODY) for rule in form.before),
            *self._head(say("The questions"), "questions"),
            self._paragraph(
                say("Tick one box per question. A question without a tick was not asked; it is never a no."), SMALL
            ),
            self._questions(),
            *self._routes(),
            *self._evidence(),
            *self._head(say("Weighing by the professional"), "weighing"),
            self._paragraph(say("There is no total score. Write what the answers mean together, and why."), SMALL),
            WritingLines(_LINES, signed),
            signed,
        ]

    def _who(self) -> Grid:
        """Leave room for when, with whom and by whom; no name of a person belongs on loose paper."""
        say = self._say
        ticks = f"{_TICK} {say('yes')}    {_TICK} {say('no')}"
        return self._pairs(
            (
                (say("Case number"), say("no name: a loose sheet can be found by anybody")),
                (say("Date and time"), say("day – month – year, hour")),
                (say("Spoken with"), say("role, such as client or neighbour")),
                (say("Asked by"), say("name and organisation")),
                (say("Spoken alone, in a safe place"), ticks),
                (say("Interpreter"), f"{ticks}    {say('language:')}"),
            )
        )

    def _questions(self) -> Grid:
        say = self._say
        titles = (say("Question"), say("Yes"), say("No"), say("Unknown"), say("Not asked"), say("Notes, told when"))
        rows = [row for group in self._form.groups for row in self._group(group)]
        return Grid(_COLUMNS, rows, head=Row([self._cell(title, TABLE_HEAD) for title in titles]), after=10)

    def _group(self, group: BlankGroup) -> Iterator[Row]:
        """Yield the heading of a group and its questions."""
        blank = [self._cell("", SMALL)] * (len(_COLUMNS) - 1)
        yield Row([self._cell(group.label, SMALL_STRONG), *blank], ground=PAPER.stripe, keep=True)
        words = weight_words(self._say)
        for item in group.items:
            question = [self._passage(item.label, _QUESTION)]
            if item.weight in {Weight.CRITICAL, Weight.HIGH}:
                mark = Style(SMALL_STRONG.face, SMALL.size, weight_colour(item.weight))
                question.append(self._passage(words[item.weight], mark))
            if item.guidance.strip():
                question.append(self._passage(item.guidance, SMALL, before=1))
            boxes = [self._cell(_TICK, _BOX)] * 4
            yield Row([question, *boxes, self._cell("", SMALL)], bar=weight_colour(item.weight))

    def _routes(self) -> list[Flowable]:
        say, routes = self._say, self._form.routes
        if not routes:
            return []
        rows = [
            Row([self._cell(when, CELL), self._cell(where, CELL), self._cell(soon, CELL)])
            for when, where, soon in routes
        ]
        head = Row([self._cell(title, TABLE_HEAD) for title in (say("When"), say("Where to"), say("How soon"))])
        return [
            *self._head(say("Medical routes"), "routes"),
            self._paragraph(say("This shows the way. A doctor makes the diagnosis."), SMALL),
            Grid((0.4, 0.38, 0.22), rows, head=head),
        ]

    def _evidence(self) -> list[Flowable]:
        say, evidence = self._say, self._form.evidence
        if not evidence:
            return []
        titles = say("Done"), say("What"), say("How")
        rows = [
            Row([self._cell(_TICK, _BOX), self._cell(what, CELL_STRONG), self._cell(how, CELL)])
            for what, how in evidence
        ]
        head = Row([self._cell(title, TABLE_HEAD) for title in titles])
        return [*self._head(say("Evidence to secure"), "evidence"), Grid((0.1, 0.32, 0.58), rows, head=head)]

    def _pairs(self, rows: Sequence[tuple[str, str]]) -> Grid:
        """Return names with room to write; a hint says what belongs there."""
        hint = Style(size=7.5, colour=MUTED)
        return Grid(
            (0.3, 0.7),
            [
                Row(
                    [
                        [self._passage(name, CELL_STRONG), self._passage(" ", CELL)],
                        self._cell(value or "…", CELL if _TICK in value else hint),
                    ]
                )
                for name, value in rows
            ],
        )

    def _head(self, title: str, key: str) -> list[Flowable]:
        words = self._typesetter.clean(title)
        return [Heading(Passage(Span(words, SUBSECTION)), words, key, level=1, before=10)]

    def _passage(self, text: str, style: Style, *, before: float = 0.0) -> Passage:
        return Passage(Span(self._typesetter.clean(text), style), before=before)

    def _cell(self, text: str, style: Style) -> Cell:
        return [self._passage(text, style)]

    def _paragraph(self, text: str, style: Style) -> Flowable:
        return Paragraph(self._passage(text, style), after=4)


class WritingLines(Flowable):
    """Lines to write on, as many as there is room for; they are no text."""

    def __init__(self, fewest: int, below: Flowable) -> None:
        """Leave room for at least so many lines, on the page of what stands ``below`` them."""
        super().__init__()
        self._count = self._fewest = fewest
        self._below = below

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Return the size at a width; without room for what stands below it is too high."""
        room = aH - self._room_below(aW)
        self._count = max(self._fewest, min(int((room - _LINES_FOOT) / _LINE), _MOST_LINES))
        self.width, self.height = aW, self._count * _LINE + _LINES_FOOT
        if self.height > room:
            return aW, aH + 1
        return aW, self.height

    def least(self, width: float) -> float:
        """Return the least height with what stands below: neither is broken."""
        return self._fewest * _LINE + _LINES_FOOT + self._room_below(width)

    def _room_below(self, width: float) -> float:
        return self._below.wrap(width, _MOST_BELOW)[1]

    def draw(self) -> None:
        """Draw the lines."""
        with tagged(self.canv).artifact():
            self.canv.setStrokeColor(colour(RULE))
            self.canv.setLineWidth(0.6)
            for line in range(1, self._count + 1):
                y = self.height - line * _LINE
                self.canv.line(0, y, self.width, y)


class _Press(BaseDocTemplate):
    """Lays out the pages."""

    def __init__(self, target: BytesIO, form: BlankForm, say: Translator, pages: int) -> None:
        self._size = SIZES[form.paper]
        super().__init__(
            target,
            pagesize=self._size,
            invariant=1,
            pageCompression=1,
            initialFontName="NotoSans-Regular",
            lang=_LANGUAGES[say.language],
        )
        width, height = self._size
        frame = Frame(MARGIN, FOOT_ROOM, width - 2 * MARGIN, height - HEAD_ROOM - FOOT_ROOM, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate(frames=[frame], onPage=self._furnish)])
        self._form, self._say, self._pages = form, say, pages

    def _furnish(self, canvas: object, _document: BaseDocTemplate) -> None:
        """Draw what stands on every page."""
        form, say = self._form, self._say
        drawn = tagged(canvas)  # type: ignore[arg-type]  # ReportLab hands over the canvas that it was told to make
        if self.page == 1:
            drawn.archive = Archive(
                Told(
                    title=form.name,
                    subject=say("Blank form, version {version}", version=form.version),
                    creator=f"Patroonzicht {form.program_version}",
                    producer="ReportLab",
                    language=_LANGUAGES[say.language],
                    made_at=form.made_at,
                )
            )
        width, height = self._size
        with drawn.artifact("Header"):
            draw_text(drawn, MARGIN, height - 40, say("CONFIDENTIAL once it is filled in"), _RUNNING)
            number = say("Case number and date: {room}", room="." * 44)
            draw_text(drawn, width - MARGIN, height - 40, number, _FOOTER, anchor="end")
        with drawn.artifact("Footer"):
            foot = f"Patroonzicht {form.program_version} · {form.name} {form.version}"
            draw_text(drawn, MARGIN, 30, fitted(foot, _FOOTER, width - 2 * MARGIN - 100), _FOOTER)
            words = say("page {page} of {pages}", page=self.page, pages=self._pages)
            draw_text(drawn, width - MARGIN, 30, words, _FOOTER, anchor="end")
