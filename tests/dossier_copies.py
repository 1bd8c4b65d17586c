"""Copies of invented cases, ready to render; and what can be read back from a PDF."""

# ruff: noqa: ANN401 -- a builder takes any field of its value
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import msgspec
import pikepdf
import pypdfium2

from app.charts.drawing import Drawing, Text
from app.domain.assessment import AnswerValue
from app.domain.dossier import DossierRequest
from app.domain.finding import Outcome, Weight
from app.domain.snapshot import CaseSnapshot
from app.dossier.archival import Archive
from app.dossier.canvas import TaggedCanvas
from app.dossier.fonts import fonts
from app.dossier.look import look_at
from app.dossier.metadata import Told
from app.dossier.model import (
    AnsweredChecklist,
    AnsweredGroup,
    AnsweredItem,
    DossierInput,
    ExplainedFinding,
    Labels,
)
from app.dossier.pseudonyms import pseudonymised
from app.dossier.secrets import Secrets, secrets_of
from app.dossier.select import select
from app.dossier.styles import FOOT_ROOM, LEADING, SECTION
from app.i18n import Translator, sentences
from app.risk.profiles import load_profiles

MADE_AT = datetime(2026, 3, 24, 14, 2, tzinfo=UTC)


def request(**fields: Any) -> DossierRequest:
    """Return what was asked for one copy."""
    return DossierRequest(
        **{
            "recipient": "Openbaar Ministerie",
            "purpose": "Beoordeling van vervolging",
            "ground": "art. 5.1.6 Wmo 2015",
            "author": "S. de Boer",
            "language": "nl",
            "at": date(2026, 3, 24),
            "window": 90,
            "profile": "zorg_straf_overleg",
            "reason": "Zonder dit patroon is niet te beslissen.",
            "informed": True,
            **fields,
        }
    )


def finding(**fields: Any) -> ExplainedFinding:
    """Return a finding that stands out."""
    return ExplainedFinding(
        **{
            "rule": "R01",
            "version": 1,
            "weight": Weight.HIGH,
            "outcome": Outcome.SIGNAL,
            "told": "signaal",
            "title": "Meer dagen met incidenten",
            "sentence": "In de laatste 90 dagen zijn 9 dagen vastgelegd, daarvoor 3.",
            "caution": "Minder registraties betekent niet minder gevaar.",
            **fields,
        }
    )


def checklist(*values: AnswerValue, **fields: Any) -> AnsweredChecklist:
    """Return a list with one critical question per answer."""
    items = tuple(
        AnsweredItem(label=f"Vraag {number} over de hals", weight=Weight.CRITICAL, value=value)
        for number, value in enumerate(values, start=1)
    )
    return AnsweredChecklist(
        **{
            "name": "Niet-fatale verwurging",
            "version": "1",
            "started_on": date(2026, 3, 20),
            "signed_at": None,
            "signed_by": "",
            "judgement": "",
            "groups": (AnsweredGroup(label="A. Handeling", items=items),),
            **fields,
        }
    )


def picture(*texts: str) -> Drawing:
    """Return a small drawing with some words."""
    shapes = tuple(
        Text(x=10, y=20 + 15 * index, text=text, size=9, colour="#1F2933", length=100)
        for index, text in enumerate(texts)
    )
    return Drawing(width=500, height=120, shapes=shapes, title="Tijdlijn", description="De tijdlijn in woorden.")


def copy_of(snapshot: CaseSnapshot, **fields: Any) -> DossierInput:
    """Return a copy of a case; some fields, such as ``profile``, are those of the request."""
    asked = fields.pop("request", None) or request(
        **{name: fields.pop(name) for name in DossierRequest.__struct_fields__ if name in fields}
    )
    say = Translator(asked.language)
    profile = load_profiles()[asked.profile]
    chosen = select(snapshot, profile=profile, say=say, choice=asked.choice)
    if profile.pseudonymised:
        chosen = msgspec.structs.replace(chosen, snapshot=pseudonymised(chosen.snapshot, snapshot, say))
    return DossierInput(
        **{
            "request": asked,
            "profile": profile,
            "snapshot": chosen.snapshot,
            "left_out": chosen.left_out,
            "labels": Labels(
                behaviours={"stk-watch": "in de gaten houden"},
                contexts={"ctx-separation-announced": "Breuk aangekondigd"},
                effects={},
            ),
            "findings": (finding(),),
            "closing": "Dit is geen oordeel.",
            "checklists": (checklist(*AnswerValue),),
            "picture": picture("Fysiek geweld"),
            "made_at": MADE_AT,
            "chain_number": 7,
            "chain_head": "5b1e" + "0" * 56 + "a07c",
            "program_version": "0.1.0",
            "safe_reference": "" if profile.pseudonymised else snapshot.case.reference,
            "look_at": look_at(
                snapshot,
                chosen.snapshot,
                secrets_for(snapshot, chosen.snapshot, asked),
                profile=profile,
                say=say,
            ),
            **fields,
        }
    )


def secrets_for(whole: CaseSnapshot, seen: CaseSnapshot, asked: DossierRequest) -> Secrets:
    """Return what a copy of ``whole`` that shows ``seen`` may not hold."""
    own = "\n".join(sentences(asked.language))
    profile = load_profiles()[asked.profile]
    return secrets_of(whole, seen, profile=profile, request=asked, own=own, say=Translator(asked.language))


def told(**fields: Any) -> Told:
    """Return what a file tells about itself."""
    return Told(
        **{
            "title": "Blad",
            "subject": "Proef",
            "creator": "Patroonzicht 0.1.0",
            "producer": "ReportLab",
            "language": "nl-NL",
            "made_at": MADE_AT,
            **fields,
        }
    )


def blank_canvas(target: BytesIO) -> TaggedCanvas:
    """Return an empty page that marks what is drawn."""
    fonts()
    canvas = TaggedCanvas(target, pagesize=(595.276, 841.89), initialFontName="NotoSans-Regular", invariant=1)
    canvas.archive = Archive(told())
    return canvas


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of every page, in one line each."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        reader = page.get_textpage()
        texts.append(" ".join(reader.get_text_range().split()))
        reader.close()
        page.close()
    document.close()
    return texts


def squeezed(pdf: bytes) -> str:
    """Return the text of all pages without spaces and breaks."""
    return "".join("".join(page_texts(pdf)).split())


def bookmarks(pdf: bytes) -> list[str]:
    """Return the titles of the bookmarks of the first level."""
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        return [item.title for item in outline.root]


def stranded(pdf: bytes) -> list[str]:
    """Return the bookmarks with nothing of their own below them on the page where they stand."""
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        numbers = {page.obj.objgen: index for index, page in enumerate(opened.pages)}
        places = [
            (item.title, numbers[item.destination[0].objgen], float(item.destination[3]))
            for root in outline.root
            for item in (root, *root.children)
            if isinstance(item.destination, pikepdf.Array)
        ]
    return [title for title, page, top in places if not _words_below(pdf, page, top)]


def _words_below(pdf: bytes, page: int, top: float) -> bool:
    """Whether anything is written between the line of a heading and the foot of its page."""
    document = pypdfium2.PdfDocument(pdf)
    words = document[page].get_textpage().get_text_bounded(None, FOOT_ROOM, None, top - SECTION.size * LEADING)
    document.close()
    return bool(words.strip())


def fonts_without_file(pdf: bytes) -> list[str]:
    """Return the names of fonts that are used but not embedded."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [
            str(font.BaseFont)
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
            for font in [thing]
            if "/FontDescriptor" not in font or "/FontFile2" not in font.FontDescriptor
        ]
