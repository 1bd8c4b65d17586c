"""Turn a prepared copy into the bytes of a PDF, in memory: pages, running heads, bookmarks, progress and cancel.

The same input gives the same bytes: the moment comes from the input, and nothing else is asked from outside.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Final, cast

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.charts.drawing import Text
from app.domain.anchor import anchor_code
from app.dossier.archival import Archive, Attachment
from app.dossier.canvas import TaggedCanvas
from app.dossier.check import check
from app.dossier.code import draw_code
from app.dossier.contents import Part, Section, parts_of
from app.dossier.fonts import fonts
from app.dossier.ink import colour, draw_text, fitted
from app.dossier.metadata import Told
from app.dossier.model import DossierInput
from app.dossier.room import with_room
from app.dossier.sections.cover import cover
from app.dossier.sections.exhibit_pages import attached_exhibits
from app.dossier.sections.overview import overview
from app.dossier.sheet import Sheet
from app.dossier.styles import FICTION, FICTION_GROUND, FOOT_ROOM, FOOTER, HEAD_ROOM, MARGIN, RUNNING, SIZES, around
from app.dossier.text import Style
from app.i18n import Translator
from app.jobs import Job

_PREPARED: Final = 0.05
_CODE: Final = "code"
_FOOT_LINE: Final = 13.0
_CODE_SIZE: Final = 30.0
_CODE_LOW: Final = 16.0
_LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}


def render(dossier: DossierInput, job: Job, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the PDF of a prepared copy, read back and found sound; raises ``Cancelled`` when the job is stopped.

    It keeps PDF/UA-1 and PDF/A-3a, or PDF/A-2a where that is asked for, which cannot hold ``attachments``.
    """
    fonts()
    say = Translator(dossier.request.language)
    sheet = Sheet(dossier, say, job)
    job.progress(0.0, say("Preparing the pages"))
    parts = parts_of(sheet) if dossier.request.extent == "whole" else []
    story = _story(sheet, parts)
    buffer = BytesIO()
    press = _Press(buffer, sheet, story)
    attachments = (*attachments, *attached_exhibits(sheet))
    press.archive = Archive(_told(sheet), attachments)
    press.build(story, canvasmaker=_NumberedCanvas)
    pdf = buffer.getvalue()
    numbered = (f"{number} {title}" for number, (title, *_) in enumerate(parts, start=1))
    names = [one.file_name for one in attachments]
    check(pdf, pages=press.page, titles=(say("Cover") if parts else say("Overview"), *numbered), files=names, job=job)
    job.progress(1.0, say("The dossier is ready"))
    return pdf


def text_width(paper: str) -> float:
    """Return how wide a drawing may be on a paper size."""
    return SIZES[paper][0] - 2 * MARGIN


def _story(sheet: Sheet, parts: Sequence[Part]) -> list[Flowable]:
    """Return everything between the first and the last page; sections are made when their turn comes."""
    for shape in sheet.input.picture.shapes:
        if isinstance(shape, Text):
            sheet.typesetter.clean(shape.text)
    begin = cover(sheet, [part.title for part in parts]) if parts else overview(sheet)
    return [*with_room(begin), *(Section(sheet, number, part) for number, part in enumerate(parts, start=1))]


class _Press(BaseDocTemplate):
    """Lays out the pages and says how far it is."""

    archive: Archive

    def __init__(self, target: BytesIO, sheet: Sheet, story: list[Flowable]) -> None:
        size = SIZES[sheet.input.request.paper]
        say = sheet.say
        super().__init__(
            target,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            initialFontName="NotoSans-Regular",
            lang=_LANGUAGES[say.language],
        )
        body = size[1] - HEAD_ROOM - FOOT_ROOM
        frame = Frame(MARGIN, FOOT_ROOM, size[0] - 2 * MARGIN, body, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate(frames=[frame], onPage=self._furnish)])
        self._sheet = sheet
        self._size = size
        self._total = sum(_weight(flowable) for flowable in story)
        self._done = 0
        self._end = sum(_weight(flowable) for flowable in story if not isinstance(flowable, Section))
        self._id = sheet.input.dossier_id
        made = sheet.input
        self._code = anchor_code(made.chain_number, made.chain_head) if made.chain_head else ""

    def filterFlowables(self, flowables: list[Flowable]) -> None:  # noqa: N802  ReportLab's name
        """Make a section when its turn has come."""
        while isinstance(section := flowables[0], Section):
            self._done, self._end = self._end, self._end + section.weight
            flowables[:1] = section.made()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  ReportLab's name
        """Report progress, and stop when asked to."""
        self._done = min(self._done + _weight(flowable), self._end)
        part = _PREPARED + (1 - _PREPARED) * self._done / self._total * 0.97
        self._sheet.job.progress(part, self._sheet.say("Page {page}", page=self.page))

    def _furnish(self, canvas: object, _document: BaseDocTemplate) -> None:
        """Draw what stands on every page."""
        made, say = self._sheet.input, self._sheet.say
        width, height = self._size
        if not isinstance(canvas, _NumberedCanvas):
            return
        if self.page == 1:
            canvas.tell(say, width - MARGIN, f"{self._id} {self._code}", around(FOOTER, large=self._sheet.is_large))
            canvas.archive, canvas.job = self.archive, self._sheet.job
            canvas.grey = made.request.grey
        fiction, running, footer = (around(style, large=self._sheet.is_large) for style in (FICTION, RUNNING, FOOTER))
        with canvas.artifact("Header"):
            if made.snapshot.case.fictional:
                canvas.setFillColor(colour(FICTION_GROUND))
                canvas.rect(0, height - 20, width, 20, stroke=0, fill=1)
                band = say("FICTITIOUS — practice case, all people and events are invented")
                draw_text(canvas, width / 2, height - 13.5, band, fiction, anchor="middle")
            head = say(
                "CONFIDENTIAL — copy {number} for: {recipient}",
                number=made.copy_number,
                recipient=made.request.recipient,
            )
            reference = fitted(made.safe_reference, running, 130)
            draw_text(canvas, MARGIN, height - 40, fitted(head, running, width - 2 * MARGIN - 150), running)
            draw_text(canvas, width - MARGIN, height - 40, reference, running, anchor="end")
        foot = say(
            "Made {day} by {author} · dossier id {id} · chain {head}",
            day=f"{made.made_at:%d-%m-%Y}",
            author=fitted(made.request.author, footer, 150),
            id=self._id,
            head=self._code or "—",
        )
        with canvas.artifact("Footer"):
            for line, words in enumerate(_foot_lines(foot, large=self._sheet.is_large)):
                draw_text(canvas, MARGIN, 30 - line * _FOOT_LINE, words, footer)
            canvas.number_here()


class _NumberedCanvas(TaggedCanvas):
    """Prints "page x of y": every page shows a small form that is filled in when the last page is known.

    Beside it stands what the foot says as a code for a camera; that is one form for all pages.
    """

    def tell(self, say: Translator, right: float, code: str, style: Style) -> None:
        """Set where and in which words pages are numbered, and what the code says."""
        self._say = say
        self._style = style
        self._right = right
        self._told = code.strip()

    def number_here(self) -> None:
        """Leave room for the number of this page."""
        self.doForm(f"page-{self.getPageNumber()}")
        self.doForm(_CODE)

    def save(self) -> None:
        """Fill in the numbers and write the file."""
        count = self.getPageNumber() - 1
        self.beginForm(_CODE)
        draw_code(self, self._told, self._right - _CODE_SIZE, _CODE_LOW, _CODE_SIZE)
        self.endForm()
        for page in range(1, count + 1):
            self.beginForm(f"page-{page}")
            words = self._say("page {page} of {pages}", page=page, pages=count)
            draw_text(self, self._right - _CODE_SIZE - 8, 30, words, self._style, anchor="end")
            self.endForm()
        super().save()


def _told(sheet: Sheet) -> Told:
    """Return what the file tells about itself; it names no person."""
    say, made = sheet.say, sheet.input
    reference = sheet.typesetter.clean(made.safe_reference).replace("\n", " ")
    return Told(
        title=say("Dossier {reference}", reference=reference).strip(),
        subject=say("Dossier id {id}", id=made.dossier_id),
        creator=f"Patroonzicht {made.program_version}",
        producer="ReportLab",
        language=_LANGUAGES[say.language],
        made_at=made.made_at,
        part=2 if made.request.archive == "2a" else 3,
    )


def _foot_lines(foot: str, *, large: bool) -> list[str]:
    """Return the foot on one line, or in large print on two."""
    if not large:
        return [foot]
    made, dossier, chain = foot.rsplit(" · ", 2)
    return [made, f"{dossier} · {chain}"]


def _weight(flowable: Flowable) -> int:
    """Return how much of the work a block is."""
    return cast("int", getattr(flowable, "weight", 1))
