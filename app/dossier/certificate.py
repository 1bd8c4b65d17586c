"""The paper that stays when a case is gone: what was erased, when, why and by whom, and how to check it.

It names nobody of the case. Built from the blocks of the dossier, so it is tagged and fit for the archive as well.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

import msgspec
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.domain.anchor import anchor_code
from app.domain.erasure import ErasureGround
from app.domain.erasure_say import ground_words
from app.dossier.archival import Archive
from app.dossier.canvas import TaggedCanvas, tagged
from app.dossier.check import check
from app.dossier.flow import Grid, Heading, Paragraph, Passage, Row
from app.dossier.fonts import fonts
from app.dossier.ink import draw_text
from app.dossier.metadata import Told
from app.dossier.styles import (
    BODY,
    CELL,
    CELL_STRONG,
    FOOT_ROOM,
    FOOTER,
    HEAD_ROOM,
    MARGIN,
    MUTED,
    RUNNING,
    SMALL,
    SUBSECTION,
    TITLE,
)
from app.dossier.text import Span, Style, Typesetter
from app.i18n import Translator
from app.jobs import Job

_SIZE: Final = (595.276, 841.89)
_LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}
_LEAD: Final = Style(size=10, colour=MUTED)
_NAMES: Final = (0.32, 0.68)


class HeldBy(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that still holds the case; ``made_at`` is ``None`` when its label cannot be read."""

    name: str
    made_at: datetime | None


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that stands on the paper.

    ``parts`` are (kind of record, number). ``entry`` and ``head`` are the entry of the log with which the case
    went. ``backups`` are those that were still there when the paper was made.
    """

    reference: str
    ground: ErasureGround
    proposed_at: datetime
    proposed_by: str
    reason: str
    erased_at: datetime
    erased_by: str
    second_reason: str
    parts: tuple[tuple[str, int], ...]
    versions: int
    drafts: int
    exhibit_bytes: int
    copies: int
    entry: int
    head: str
    backups: tuple[HeldBy, ...]
    made_at: datetime
    made_by: str
    program_version: str


def print_certificate(told: Certificate, say: Translator, job: Job) -> bytes:
    """Return the paper as a PDF, read back and found sound; the same input gives the same bytes."""
    fonts()
    job.check()
    writer = _Writer(told, say)
    buffer = BytesIO()
    press = _Press(buffer, told, say)
    press.build(writer.story(), canvasmaker=TaggedCanvas)
    pdf = buffer.getvalue()
    check(pdf, pages=press.page, titles=(say("Certificate of erasure"),), job=job)
    return pdf


def kind_words(kind: str, say: Translator) -> str:
    """Return a kind of record in words, several of them."""
    return {
        "case": say("Head of the case"),
        "person": say("Persons"),
        "source": say("Sources"),
        "incident": say("Incidents"),
        "event": say("Events"),
        "measure": say("Measures"),
        "assessment": say("Checklists"),
        "fear": say("Fear figures"),
        "protection": say("Protective facts"),
        "outcome": say("Outcomes of instruments"),
        "review": say("Weighings"),
        "retraction": say("Statements taken back"),
        "exhibit": say("Exhibits"),
        "step": say("Steps of the reporting code"),
    }.get(kind, kind)


class _Writer:
    """Puts the passages together."""

    def __init__(self, told: Certificate, say: Translator) -> None:
        self._told, self._say, self._typesetter = told, say, Typesetter()

    def story(self) -> list[Flowable]:
        """Return everything on the paper."""
        told, say = self._told, self._say
        return [
            Heading(self._passage(say("Certificate of erasure"), TITLE), say("Certificate of erasure"), "top"),
            self._paragraph(
                say("A case was erased from a vault for good. This paper names nobody in it."),
                _LEAD,
            ),
            self._pairs(
                (
                    (say("Case"), told.reference or say("not named: its number named somebody")),
                    (say("Ground"), ground_words(told.ground, say)),
                    (say("Proposed"), self._who(told.proposed_at, told.proposed_by)),
                    (say("Reason"), told.reason),
                    (say("Confirmed and erased"), self._who(told.erased_at, told.erased_by)),
                    (say("Reason for confirming"), told.second_reason),
                )
            ),
            *self._head(say("What was erased"), "erased"),
            self._pairs(
                (
                    *((kind_words(kind, say), str(count)) for kind, count in told.parts),
                    (say("Versions of these"), str(told.versions)),
                    (say("Half-typed forms"), str(told.drafts)),
                    (say("Bytes of exhibits"), f"{told.exhibit_bytes:,}".replace(",", "\u00a0")),
                )
            ),
            self._paragraph(
                say(
                    "The words of the log about this case were erased too. The entries stay with their moment, user "
                    "and deed. The file of the vault was written anew without the room that the case took."
                ),
                SMALL,
            ),
            *self._head(say("What is not erased by this"), "left"),
            self._paragraph(
                say.n(
                    "{n} copy of this case was written outside the vault. It is not erased by this.",
                    "{n} copies of this case were written outside the vault. They are not erased by this.",
                    told.copies,
                )
                if told.copies
                else say("The log tells of no copy of this case outside the vault."),
                BODY,
            ),
            *self._backups(),
            *self._head(say("How to check this"), "check"),
            self._pairs(
                (
                    (say("Entry in the log"), str(told.entry)),
                    (say("Hash of that entry"), told.head),
                    (say("Code of that entry"), anchor_code(told.entry, told.head)),
                    (say("Paper made"), self._who(told.made_at, told.made_by)),
                    (say("Made with"), f"Patroonzicht {told.program_version}"),
                ),
            ),
            self._paragraph(
                say(
                    "Type the code where the program checks the vault: it then says whether this entry, and everything "
                    "before it, is still there as it was."
                ),
                SMALL,
            ),
        ]

    def _backups(self) -> list[Flowable]:
        """List the backups that still hold the case."""
        say, backups = self._say, self._told.backups
        if not backups:
            return [self._paragraph(say("No backup that the program can find holds this case."), BODY)]
        rows = [
            (one.name, say.moment(one.made_at) if one.made_at else say("its label cannot be read")) for one in backups
        ]
        return [
            self._paragraph(say("These backups still hold it, until they are rotated or removed:"), BODY),
            self._pairs(rows),
        ]

    def _who(self, moment: datetime, name: str) -> str:
        return self._say("{moment}, by {name}", moment=self._say.moment(moment), name=name)

    def _head(self, title: str, key: str) -> list[Flowable]:
        words = self._typesetter.clean(title)
        return [Heading(Passage(Span(words, SUBSECTION)), words, key, level=1, before=12)]

    def _passage(self, text: str, style: Style) -> Passage:
        return Passage(Span(self._typesetter.clean(text), style))

    def _paragraph(self, text: str, style: Style) -> Flowable:
        return Paragraph(self._passage(text, style), after=6)

    def _pairs(self, rows: Sequence[tuple[str, str]]) -> Grid:
        cells = [([self._passage(name, CELL_STRONG)], [self._passage(value or "—", CELL)]) for name, value in rows]
        return Grid(_NAMES, [Row(pair) for pair in cells])


class _Press(BaseDocTemplate):
    """Lays out the pages."""

    def __init__(self, target: BytesIO, told: Certificate, say: Translator) -> None:
        super().__init__(
            target,
            pagesize=_SIZE,
            invariant=1,
            pageCompression=1,
            initialFontName="NotoSans-Regular",
            lang=_LANGUAGES[say.language],
        )
        width, height = _SIZE
        frame = Frame(MARGIN, FOOT_ROOM, width - 2 * MARGIN, height - HEAD_ROOM - FOOT_ROOM, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate(frames=[frame], onPage=self._furnish)])
        self._told, self._say = told, say

    def _furnish(self, canvas: object, _document: BaseDocTemplate) -> None:
        """Draw what stands on every page."""
        told, say = self._told, self._say
        drawn = tagged(canvas)  # type: ignore[arg-type]  # ReportLab hands over the canvas that it was told to make
        if self.page == 1:
            drawn.archive = Archive(
                Told(
                    title=say("Certificate of erasure"),
                    subject=say("Code {code}", code=anchor_code(told.entry, told.head)),
                    creator=f"Patroonzicht {told.program_version}",
                    producer="ReportLab",
                    language=_LANGUAGES[say.language],
                    made_at=told.made_at,
                )
            )
        with drawn.artifact("Header"):
            draw_text(drawn, MARGIN, _SIZE[1] - 40, say("CONFIDENTIAL"), RUNNING)
        with drawn.artifact("Footer"):
            draw_text(drawn, _SIZE[0] - MARGIN, 30, say("page {page}", page=self.page), FOOTER, anchor="end")
