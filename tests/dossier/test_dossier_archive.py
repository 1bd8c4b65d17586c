"""The standards for archive and access, as outside validators read them: PDF/A-3a, PDF/A-2a and PDF/UA-1.

A small choice of copies; ``test_dossier_matrix`` has every kind of copy of every kind of case.
"""

from io import BytesIO
from itertools import cycle
from pathlib import Path

import pytest
from certificates import PASSWORD, certificate
from dossier_copies import MADE_AT, checklist, copy_of, finding, request
from msgspec.structs import replace
from PIL import Image
from training_cases import training_case
from typed_case import typed_copy
from verapdf import needs_validator, refused, unread

import builders
from app.charts.theme import PAPER
from app.domain.assessment import AnswerValue
from app.domain.dossier import ExhibitsShown
from app.domain.erasure import ErasureGround
from app.domain.snapshot import CaseSnapshot
from app.dossier.archival import Attachment
from app.dossier.certificate import Certificate, HeldBy, print_certificate
from app.dossier.recovery_sheet import recovery_sheet
from app.dossier.render import render, text_width
from app.dossier.seal import sealed
from app.i18n import LANGUAGES, Translator
from app.jobs import Job
from app.risk.picture import timeline_picture
from app.risk.profiles import load_profiles

NAMES = (
    "Łucja Ñandú-Ørsted é̂ q̇ Ελληνικά Кирилица السلام عليكم (12) שלום עולם ሰላም ለዓለም 王小明 渡辺さくら 김민준 "
    "😀 👩\u200d👧 ❤\ufe0f 👍🏽 🇪🇹 1\ufe0f\u20e3 𓀀 \u202e → ●"
)
EXHIBIT = Attachment("bijlage 1.txt", b"verzonnen", "text/plain", "Bijlage 1: verzonnen bericht", MADE_AT)

TYPED = ("<b>unclosed", "&lt; ]]> \\ ((", "a\x00\u202e\ufeff\uffff", "een\n\ntwee", "w" * 2_000)


def _pictured(snapshot: CaseSnapshot, language: str, **fields: object) -> bytes:
    """Return a copy with its real timeline."""
    day = snapshot.case.reference_date or MADE_AT.date()
    drawing = timeline_picture(
        snapshot,
        at=day,
        width=text_width("A4"),
        say=Translator("nl" if language == "nl" else "en"),
        theme=PAPER,
        text=8.0,
        window=snapshot.case.window,
    )
    return render(copy_of(snapshot, language=language, picture=drawing, **fields), Job())


def _named(text: str) -> CaseSnapshot:
    """Return a case in which every typed field is ``text``."""
    source = builders.source(text, number=1, organisation=text, note=text)
    incident = builders.incident(
        number=1, facts=text * 40, quote=text, interpretation=text, where=text, sources=(builders.citation(source),)
    )
    return builders.snapshot(incident, sources=(source,), measures=(builders.measure(number=1, label=text),))


def _many(count: int) -> CaseSnapshot:
    source = builders.source("buurvrouw", number=1)
    incidents = [
        builders.incident(
            f"{2020 + index // 300}-{1 + index % 12:02}-{1 + index % 28:02}",
            number=index + 1,
            facts="Hij riep naar boven en bleef staan. " * (1 + index % 5),
            sources=(builders.citation(source),),
        )
        for index in range(count)
    ]
    return builders.snapshot(*incidents, sources=(source,), case=builders.case(fictional=True))


def _drawing() -> bytes:
    """Return a picture with a see-through corner."""
    kept = BytesIO()
    Image.new("RGBA", (40, 20), (200, 30, 30, 90)).save(kept, "PNG")
    return kept.getvalue()


def _erased() -> Certificate:
    """Return what a certificate of erasure tells, with names in every script and a backup that nobody can read."""
    return Certificate(
        reference="Z-2011-077",
        ground=ErasureGround.TERM,
        proposed_at=MADE_AT,
        proposed_by=NAMES,
        reason=NAMES,
        erased_at=MADE_AT,
        erased_by=NAMES,
        second_reason=" ".join(TYPED[:-1]),
        parts=(("incident", 12), ("person", 3)),
        versions=40,
        drafts=1,
        exhibit_bytes=123_456,
        copies=2,
        entry=81,
        head="ab" * 32,
        backups=(HeldBy(name="2026-03-12.backup", made_at=MADE_AT), HeldBy(name=NAMES, made_at=None)),
        made_at=MADE_AT,
        made_by=NAMES,
        program_version="1",
    )


def _copies() -> dict[str, bytes]:
    """Return a few kinds of copies that have little in common."""
    one = builders.snapshot(builders.incident(number=1))
    copies = {"tc1-nl": _pictured(training_case("tc1"), "nl"), "tc3-en": _pictured(training_case("tc3"), "en")}
    copies["none"] = render(copy_of(builders.snapshot(), checklists=(), findings=()), Job(), attachments=(EXHIBIT,))
    copies["names"] = _pictured(
        _named(NAMES),
        "nl",
        findings=(finding(title=NAMES, sentence=NAMES, incidents=("I-1",)),),
        checklists=(checklist(AnswerValue.YES, name=NAMES, judgement=NAMES),),
        safe_reference=NAMES,
    )
    copies["typed"] = render(typed_copy(" ".join(TYPED)), Job())
    shown = builders.exhibit(number=12, title=NAMES, media_type="text/plain")
    printed = copy_of(
        builders.snapshot(exhibits=(shown, builders.exhibit(number=13, media_type="image/png"))),
        request=request(exhibits=ExhibitsShown.PAGES, profile="intern"),
    )
    first, second = (one.id for one in printed.snapshot.exhibits)
    copies["exhibits"] = render(replace(printed, exhibit_bytes={first: NAMES.encode(), second: _drawing()}), Job())
    copies["sealed"] = sealed(render(copy_of(one), Job()), certificate(), PASSWORD)
    copies["recovery"] = recovery_sheet(("woord",) * 24, vault=NAMES, made_on=MADE_AT.date(), say=Translator("en"))
    copies["erased"] = print_certificate(_erased(), Translator("nl"), Job())
    copies["part-2"] = render(copy_of(one, request=request(archive="2a")), Job())
    return copies


def _written(copies: dict[str, bytes], folder: Path) -> list[Path]:
    for name, pdf in copies.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    return [folder / f"{name}.pdf" for name in copies]


def test_copies_of_many_kinds_keep_the_standards_for_archive_and_access(tmp_path: Path) -> None:
    needs_validator()
    files = _written(_copies(), tmp_path)
    assert refused(files) == []


@pytest.mark.slow
def test_every_profile_keeps_the_standards_whatever_was_typed(tmp_path: Path) -> None:
    needs_validator()
    typed = " ".join((*TYPED[:-1], NAMES))
    copies = {
        profile: render(typed_copy(typed, profile=profile, language=language), Job())
        for profile, language in zip(load_profiles(), cycle(LANGUAGES), strict=False)
    }
    files = _written(copies, tmp_path)
    assert refused(files) == []


@pytest.mark.slow
def test_a_long_copy_keeps_the_standards_for_archive_and_access(tmp_path: Path) -> None:
    needs_validator()
    files = _written({"many": _pictured(_many(300), "nl")}, tmp_path)
    assert refused(files) == []


def test_an_outside_reader_finds_a_copy_with_an_attachment_whole(tmp_path: Path) -> None:
    pdf = render(copy_of(_named(NAMES)), Job(), attachments=(EXHIBIT,))
    assert unread(_written({"attached": pdf}, tmp_path)) == []
