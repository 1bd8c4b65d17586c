"""Hidden names, houses and numbers in other rows, and words inside attached files: no form of them gets through."""

import email.message
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from dossier_copies import copy_of, request, secrets_for
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import builders
from app.domain.dossier import ExhibitsShown
from app.domain.incident import Incident
from app.domain.period import Period, Precision
from app.domain.person import Role
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.dossier.attached import has_place
from app.dossier.codes import codes_in, houses_in
from app.dossier.leakcheck import leaks_in
from app.dossier.pieces import TEXT, Piece, pieces_of
from app.dossier.secrets import Secret, Secrets
from app.i18n import Translator
from app.jobs import Job
from app.services.exhibit_copies import PLACES, looked_at

PROFILE = "zorg_straf_overleg"
SAY = Translator("nl")
HOUSE = builders.incident(
    number=1, facts="Zij slaapt nu aan de Vlierstraat 12a bij kennissen.", sensitivity=Sensitivity.R0
)
LINE = builders.incident(number=2, facts="Vast nummer: 010 - 412 34 56.", sensitivity=Sensitivity.R0)
WITNESS = builders.person(number=3, name="Roos van der Zwaan-Ng", role=Role.WITNESS, sensitivity=Sensitivity.R1)
NEIGHBOUR = builders.source("Ömer Şahin, buurman", number=4, sensitivity=Sensitivity.R1)


def _case(words: str, *others: Incident, **fields: object) -> CaseSnapshot:
    shown = builders.incident(number=9, facts=words, behaviours=())
    hidden = {"persons": (WITNESS,), "sources": (NEIGHBOUR,)}
    return builders.snapshot(HOUSE, LINE, shown, *others, **(hidden | fields))


def _stops(words: str) -> bool:
    case = _case(words)
    secrets = secrets_for(case, copy_of(case, profile=PROFILE).snapshot, request(profile=PROFILE))
    return bool(leaks_in([Piece(TEXT, words, 1)], secrets, Job()))


@pytest.mark.parametrize(
    "words",
    [
        "Hij reed naar Vlierstraat 12.",
        "hij zei vlierstraat 12a",
        "Hij wees op de Vlier-\nstraat 12 A.",
        "Hij riep: Vlierstr. 12!",
        "Hij belde 412 34 56 de hele nacht.",
        "Hij belde 4123456.",
        "Hij zag dat Roos de deur opendeed.",
        "Hij vroeg naar Roos' huis.",
        "Hij kent mevrouw Van der Zwaan.",
        "Hij belde G. Zwaan op.",
        "Hij sprak mevrouw Ng aan.",
        "Hij stond bij Zwaans deur.",
        "Volgens Sahin stond hij er elke avond.",
    ],
)
def test_a_shown_row_with_a_hidden_house_number_or_name_stops_the_copy(words: str) -> None:
    assert _stops(words)


@pytest.mark.parametrize(
    "words",
    [
        "Hij gaf haar een roos.",
        "Een zwaan, een buurman en 12 straten verder.",
        "Hij stond er op 14-03-2026 om 12.30 uur.",
        "Roos gekleurd papier lag op de mat.",
    ],
)
def test_everyday_words_stop_no_copy(words: str) -> None:
    assert not _stops(words)


def test_a_day_that_shown_rows_have_as_well_stops_no_copy() -> None:
    hidden = builders.event(when=_said("8 mei 2026"), number=6, sensitivity=Sensitivity.R0)
    told = builders.incident(when=_said("begin mei", approximate=True), number=7, sensitivity=Sensitivity.R0)
    again = builders.incident(when=_said("begin mei", approximate=True), number=8)
    measure = builders.measure("2026-03-01", "2026-05-08", number=5)
    case = _case("Iets.", told, again, events=(hidden,), measures=(measure,))
    secrets = secrets_for(case, copy_of(case, profile=PROFILE).snapshot, request(profile=PROFILE))
    assert leaks_in([Piece(TEXT, "1 mrt 2026 – 8 mei 2026, gezegd: begin mei", 1)], secrets, Job()) == ()


def _said(words: str, *, approximate: bool = False) -> Period:
    day = date(2026, 5, 8)
    return Period(words=words, first=day, last=day, precision=Precision.DAY, approximate=approximate)


def _office(words: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w:p><w:t>{words[:4]}</w:t><w:t>{words[4:]}</w:t></w:p>" + "<x/>" * 99)
    return out.getvalue()


def _mail(words: str) -> bytes:
    message = email.message.EmailMessage()
    message["Subject"] = "bericht"
    message.set_content(f"zij is op {words}", cte="base64")
    return message.as_bytes()


def _photo(words: str) -> bytes:
    exif = Image.Exif()
    exif[0x013B] = words
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def _drawing(words: str) -> bytes:
    told, out = PngInfo(), BytesIO()
    told.add_text("Comment", f"gemaakt op {words}", zip=True)
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def _page(words: str) -> bytes:
    return f"<html><p>{words[:3]}<b>{words[3:]}</b></p></html>".encode()


@pytest.mark.parametrize("made", [_office, _mail, _photo, _drawing, _page])
def test_hidden_words_inside_an_attached_file_are_found(made: Callable[[str], bytes]) -> None:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["bijlage-1"] = made("Zwaan")
        pdf.save(out)
    secrets = Secrets(stops=(Secret("zwaan", "I-1"),))
    assert leaks_in(pieces_of(out.getvalue(), Job()), secrets, Job()) != ()


def _placed() -> bytes:
    exif, out = Image.Exif(), BytesIO()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 55.0, 0.0), 3: "E", 4: (4.0, 28.0, 0.0)})
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_an_attached_photograph_that_knows_its_place_is_named_to_be_looked_at() -> None:
    placed, plain = builders.exhibit(number=1), builders.exhibit(number=2)
    files = {placed.id: _placed(), plain.id: _photo("niets")}
    told = {one.reason: one.rows for one in looked_at((placed, plain), files, ExhibitsShown.EMBEDDED, SAY)}
    assert told[PLACES] == ("Bijlage 1",)
    assert PLACES not in {one.reason for one in looked_at((placed,), files, ExhibitsShown.PAGES, SAY)}
    assert not has_place(b"geen beeld")


@pytest.mark.parametrize("part", ["a", "1", "straat", "x.y@", "1 ", "Aa "])
def test_a_text_without_end_is_searched_in_no_time(part: str) -> None:
    text = part * (60_000 // len(part))
    began = time.process_time()
    for _ in (*codes_in(text), *houses_in(text)):
        pass
    assert time.process_time() - began < 2
