"""Hidden words in a finished PDF: found wherever they stand, in every form, and never repeated."""

from io import BytesIO

import msgspec
import pikepdf
import pytest
from dossier_copies import copy_of, request, secrets_for
from reportlab.platypus import Flowable
from training_cases import training_case

import builders
from app.domain.dossier import LookAt
from app.domain.profile import NARROWEST
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.dossier.contents import SECTIONS
from app.dossier.leakcheck import check_leaks, leaks_in
from app.dossier.look import MASKED
from app.dossier.pieces import (
    ALTERNATIVE,
    ATTACHMENT,
    ATTACHMENT_NAME,
    BOOKMARK,
    FILE_DATA,
    IMAGE,
    LINK,
    TEXT,
    Piece,
    pieces_of,
)
from app.dossier.render import render
from app.dossier.secrets import Secret, Secrets
from app.dossier.sheet import Sheet
from app.errors import Leak, LeakFoundError
from app.i18n import Translator
from app.jobs import Job

HIDING = "Vijverlaan 12, 1234 AB Kwarteldorp"


def _case() -> CaseSnapshot:
    """Return a case with a hidden place beside a row that may be shown."""
    hidden = builders.incident(number=4, where=HIDING, field_sensitivity={"where": Sensitivity.R0})
    return builders.snapshot(hidden, builders.incident(number=5))


def _secrets(case: CaseSnapshot, profile: str = "zorg_straf_overleg") -> Secrets:
    return secrets_for(case, copy_of(case, profile=profile).snapshot, request(profile=profile))


def _leaks(text: str, case: CaseSnapshot) -> tuple[Leak, ...]:
    return leaks_in([Piece(TEXT, "rustig begin", 1), Piece(TEXT, text, 2)], _secrets(case), Job())


@pytest.mark.parametrize(
    "text",
    [
        HIDING,
        "zij woont aan de VIJVERLAAN 12, 1234 ab kwarteldorp.",
        "Vijver-\nlaan 12,\n1234AB Kwar\nteldorp",
        "post aan 1234 AB, of 1234AB",
        "zij slaapt in Kwarteldórp",
    ],
)
def test_a_hidden_place_is_found_in_every_form(text: str) -> None:
    assert _leaks(text, _case()) == (Leak(TEXT, "I-4", 2),)


@pytest.mark.parametrize(
    "text", ["06-12345678", "+31 6 1234 5678", "0031612345678", "bel (06) 12 34 56 78 na zes uur", "+31 (0)6 12345678"]
)
def test_a_telephone_number_is_found_with_and_without_its_country(text: str) -> None:
    number = builders.event(number=7, note="Nieuw nummer: 06-12345678", sensitivity=Sensitivity.R0)
    case = builders.snapshot(events=(number,))
    assert [leak.record for leak in _leaks(text, case)] == ["G-7"]


def test_everyday_words_and_names_of_people_in_the_copy_raise_no_alarm() -> None:
    sister = builders.person(name="Noor Proef", sensitivity=Sensitivity.R1, number=2)
    sanne = builders.source("Sanne", number=3, sensitivity=Sensitivity.R1)
    case = builders.snapshot(
        builders.incident(number=1, where="thuis", field_sensitivity={"where": Sensitivity.R0}),
        builders.incident(number=2, facts="Hij belde Sanne Proef thuis op."),
        persons=(builders.person(name="Sanne Proef"), sister),
        sources=(sanne,),
    )
    assert _leaks("Hij belde Sanne Proef thuis op.", case) == ()
    assert [leak.record for leak in _leaks("Noor deed open.", case)] == ["persoon 2"]


def test_a_shown_row_with_hidden_words_stops_the_copy_and_one_with_a_part_of_them_is_named() -> None:
    plain = builders.incident(number=6, facts="Hij reed langs Kwarteldorp.")
    case = msgspec.structs.replace(_case(), incidents=(*_case().incidents, plain))
    secrets = _secrets(case)
    assert "kwarteldorp" not in {one.letters for one in secrets.stops}
    assert "kwarteldorp" in {one.letters for one in secrets.doubts}
    said = builders.incident(number=6, facts=f"Hij weet het: {HIDING}.")
    copy = copy_of(msgspec.structs.replace(_case(), incidents=(*_case().incidents, said)))
    again = _secrets(msgspec.structs.replace(_case(), incidents=(*_case().incidents, said)))
    assert ("I-6",) in [part.rows for part in copy.look_at]
    with pytest.raises(LeakFoundError):
        check_leaks(render(copy, Job()), again, Job())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_honest_copy_holds_no_hidden_words(language: str) -> None:
    case = _case()
    copy = copy_of(case, language=language)
    check_leaks(render(copy, Job()), _secrets(case), Job())


def test_a_section_that_draws_from_the_whole_case_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    case = _case()

    def careless(sheet: Sheet) -> list[Flowable]:
        return [sheet.paragraph(f"gezien: {one.where}") for one in case.incidents]

    monkeypatch.setitem(SECTIONS, "D1", careless)
    pdf = render(copy_of(case, profile=NARROWEST), Job())
    with pytest.raises(LeakFoundError) as caught:
        check_leaks(pdf, _secrets(case, NARROWEST), Job())
    assert [(leak.place, leak.record) for leak in caught.value.leaks] == [(TEXT, "I-4")]
    assert caught.value.leaks[0].page == 2
    assert "Vijverlaan" not in str(caught.value)
    assert "Vijverlaan" not in Translator("nl").error(caught.value)


def _with_words_behind_the_page(words: str) -> bytes:
    """Return a PDF that holds words in every place but its text."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = words
        pdf.attachments[f"{words}.txt"] = b"niets"
        pdf.attachments["brief.txt"] = f"zij woont op {words}".encode()
        pdf.Root.Marked = pikepdf.Dictionary(Alt=pikepdf.String(words))
        pdf.pages[0].Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Dest=pikepdf.String(words))]
        )
        image = pdf.make_stream(b"\xff\xd8\x00\x01" + words.encode() + b"\x00\xff\xd9")
        image.Subtype, image.Filter = pikepdf.Name.Image, pikepdf.Name.DCTDecode
        pdf.Root.Picture = pdf.make_indirect(image)
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(words, 0))
        pdf.save(out)
    return out.getvalue()


def test_words_behind_the_page_are_found_with_their_place() -> None:
    secrets = Secrets(stops=(Secret("zandweg7", "I-1"),))
    found = {
        leak.place for leak in leaks_in(pieces_of(_with_words_behind_the_page("Zandweg 7"), Job()), secrets, Job())
    }
    assert found >= {FILE_DATA, ATTACHMENT_NAME, ATTACHMENT, ALTERNATIVE, LINK, IMAGE, BOOKMARK}


def test_a_pdf_in_a_pdf_is_read_as_well() -> None:
    inside = _with_words_behind_the_page("Zandweg 7")
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["stuk.pdf"] = inside
        pdf.save(out)
    secrets = Secrets(stops=(Secret("zandweg7", "I-1"),))
    assert {leak.place for leak in leaks_in(pieces_of(out.getvalue(), Job()), secrets, Job())} == {ATTACHMENT}


@pytest.mark.parametrize("name", ["tc1", "tc2", "tc3"])
@pytest.mark.parametrize("profile", [NARROWEST, "intern", "inzage_slachtoffer"])
def test_the_practice_cases_raise_no_false_alarm(name: str, profile: str) -> None:
    case = training_case(name)
    asked = request(profile=profile)
    copy = copy_of(case, request=asked)
    check_leaks(render(copy, Job()), secrets_for(case, copy.snapshot, asked), Job())


def test_a_row_that_rests_on_a_source_whose_name_alone_is_held_back_is_named() -> None:
    aunt = builders.source("tante Proef", field_sensitivity={"label": Sensitivity.R1})
    case = builders.snapshot(builders.incident(number=7, sources=(builders.citation(aunt),)), sources=(aunt,))
    assert LookAt(reason=MASKED, rows=("I-7",)) in copy_of(case).look_at


def test_a_short_sentence_that_stands_in_another_row_as_well_is_only_named() -> None:
    told = "Hij belde weer."
    case = builders.snapshot(
        builders.incident(number=1, facts=told, sensitivity=Sensitivity.R0), builders.incident(number=2, facts=told)
    )
    assert _leaks(told, case) == ()
    assert ("I-2",) in [part.rows for part in copy_of(case).look_at]
