"""The same dossier for other eyes and printers: without colour, in large print, on other paper, on one page."""

import re
from io import BytesIO

import msgspec
import pikepdf
import pypdfium2
import pytest
from dossier_copies import copy_of, finding, page_texts, stranded

import builders
from app.domain.dossier import Paper
from app.domain.finding import Outcome, Weight
from app.domain.record import Sensitivity
from app.domain.snapshot import CaseSnapshot
from app.dossier.render import render
from app.dossier.sections.summary import shortened
from app.i18n import LANGUAGES, Language
from app.jobs import Job
from app.risk.profiles import load_profiles

_COLOURS = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b")
_SIZES = re.compile(rb"/F\S+ ([\d.]+) Tf")


def case() -> CaseSnapshot:
    """Return a case with a little of everything that has a colour."""
    return builders.snapshot(
        builders.incident("2026-03-01", number=1, quote="Ik weet waar je bent", interpretation="Past in de opbouw."),
        builders.incident("2026-03-14", number=2, severity=5),
        measures=(builders.measure(number=1),),
    )


def codes(pdf: bytes) -> list[bytes]:
    """Return the code of every page."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [page.obj.Contents.read_bytes() for page in opened.pages]


def test_a_copy_without_colour_has_only_greys() -> None:
    pdf = render(copy_of(case(), grey=True), Job())
    found = {colour for code in codes(pdf) for colour in _COLOURS.findall(code)}
    assert found
    assert all(red == green == blue for red, green, blue in found)


def test_a_copy_without_colour_says_the_same() -> None:
    coloured, grey = (page_texts(render(copy_of(case(), grey=grey), Job())) for grey in (False, True))
    assert [re.sub(r"dossier-id \S+", "", text) for text in coloured][2:5] == [
        re.sub(r"dossier-id \S+", "", text) for text in grey
    ][2:5]


def test_in_large_print_nothing_to_be_read_is_smaller_than_16_points() -> None:
    pdf = render(copy_of(case(), large_print=True), Job())
    for code in codes(pdf):
        body = re.sub(rb"/Artifact.*?EMC|/Figure.*?EMC", b"", code, flags=re.DOTALL)
        assert all(float(size) >= 16 for size in _SIZES.findall(body))
    assert stranded(pdf) == []


def test_in_large_print_the_running_head_and_foot_have_at_least_10_points() -> None:
    pdf = render(copy_of(case(), large_print=True), Job())
    for code in codes(pdf):
        around = b"".join(re.findall(rb"/Artifact <</Type/Pagination.*?EMC", code, flags=re.DOTALL))
        assert around
        assert all(float(size) >= 10 for size in _SIZES.findall(around))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("extent", ["overview", "whole"])
def test_the_pattern_stays_on_one_page_with_long_sentences_and_says_what_was_cut(paper: str, extent: str) -> None:
    long = "Op deze dagen is dit gedrag vastgelegd, met deze bronnen en met deze gevolgen daarna. " * 14
    findings = tuple(finding(rule=rule, sentence=long.strip()) for rule in ("R11", "R06", "R05"))
    pages = page_texts(render(copy_of(case(), extent=extent, paper=paper, findings=findings), Job()))
    first = next(index for index, text in enumerate(pages) if "Gevaar nu" in text)
    assert "ingekort; heel" in pages[first]
    assert "Open vragen" in pages[first]
    if extent == "overview":
        assert len(pages) == 1
    else:
        assert "2 Personen en verhouding" in pages[first + 1]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("extent", ["overview", "whole"])
def test_in_large_print_the_pattern_stays_on_both_sides_of_a_sheet(paper: str, extent: str) -> None:
    long = "Op deze dagen is dit gedrag vastgelegd, met deze bronnen en met deze gevolgen daarna. " * 14
    findings = tuple(finding(rule=rule, sentence=long.strip()) for rule in ("R11", "R06", "R05"))
    made = copy_of(case(), extent=extent, paper=paper, findings=findings, large_print=True)
    pages = page_texts(render(made, Job()))
    if extent == "overview":
        assert len(pages) == 2
    else:
        first = next(index for index, text in enumerate(pages) if "1 Samenvatting van het patroon Periode" in text)
        assert "2 Personen en verhouding" in pages[first + 2]


def test_the_summary_begins_on_a_page_of_its_own_wherever_it_stands() -> None:
    copy = copy_of(case(), profile="familierecht")
    later = msgspec.structs.replace(copy.profile, sections=("D0", "D5", "D1", "D7", "D15", "D16"))
    pages = page_texts(render(msgspec.structs.replace(copy, profile=later), Job()))
    summary, after = (
        next(index for index, text in enumerate(pages) if words in text)
        for words in ("2 Samenvatting van het patroon Periode", "3 Kinderen Er")
    )
    assert "1 Patroonweergave" not in pages[summary]
    assert after == summary + 1


def test_in_large_print_every_cell_stands_below_the_title_of_its_column() -> None:
    text = " ".join(page_texts(render(copy_of(case(), large_print=True), Job())))
    assert "I-1 Wanneer 1 mrt 2026 Wat is waargenomen" in text


def test_every_page_has_the_size_of_the_paper() -> None:
    for paper, size in (("A4", (595, 842)), ("Letter", (612, 792))):
        document = pypdfium2.PdfDocument(render(copy_of(case(), paper=paper), Job()))
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {size}


def test_the_overview_is_one_page_with_the_danger_of_now_and_leads_nowhere() -> None:
    pdf = render(copy_of(case(), extent="overview", findings=(finding(rule="R11", title="Kritieke feiten"),)), Job())
    texts = page_texts(pdf)
    assert len(texts) == 1
    assert "Overzicht van het patroon" in texts[0]
    assert "Kritieke feiten" in texts[0]
    assert "Openbaar Ministerie" in texts[0]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not list(opened.pages[0].obj.get("/Annots", ()))


def test_the_summary_tells_what_else_stands_out_and_how_long_it_goes_on_as_far_as_there_is_room() -> None:
    told = (
        finding(rule="R11", weight=Weight.CRITICAL, title="Kritieke feiten eerst", sentence="Ernst 5: I-1."),
        finding(rule="R03", title="Tijd wordt korter", sentence="Van 51 naar 7 dagen."),
        finding(rule="R12", title="Kritieke vragen staan open", sentence="51 vragen."),
        finding(rule="R06", outcome=Outcome.NO_SIGNAL, title="Duur", sentence="732 dagen.", incidents=("I-1", "I-2")),
    )
    text = page_texts(render(copy_of(case(), findings=told), Job()))[1]
    assert "Tijd wordt korter" in text
    assert "Duur: 732 dagen." in text
    assert "51 vragen." not in text


def test_the_overview_tells_three_signals_in_full_where_they_fit() -> None:
    told = (
        finding(rule="R11", weight=Weight.CRITICAL, title="Kritieke feiten eerst", sentence="Ernst 5: I-1."),
        finding(rule="R03", title="Tijd wordt korter", sentence="Van 51 naar 7 dagen. " * 8),
        finding(rule="R08", title="Maatregel geschonden", sentence="Eén schending van het huisverbod. " * 5),
        finding(rule="R06", outcome=Outcome.NO_SIGNAL, title="Duur", sentence="732 dagen. " * 99, incidents=("I-1",)),
    )
    (text,) = page_texts(render(copy_of(case(), findings=told, extent="overview"), Job()))
    assert all(words in text for words in ("Kritieke feiten eerst", "Tijd wordt korter", "Maatregel geschonden"))
    assert "ingekort" not in text


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Slaan en schoppen", "Slaan en schoppen"),
        ("Slaan en schoppen in de gang", "Slaan en schoppen…"),
        ("Slaan, schoppen · duwen en trekken", "Slaan, schoppen…"),
        ("Uitputtingsverschijnselen", "Uitputtingsverschi…"),
    ],
)
def test_what_is_shortened_ends_with_a_whole_word_unless_that_is_long(words: str, short: str) -> None:
    assert shortened(words, 19) == short


def test_in_large_print_what_is_short_stands_on_one_line() -> None:
    witness = builders.source("buurvrouw", number=1)
    seen = builders.incident(number=1, sources=(builders.citation(witness),))
    pdf = render(copy_of(builders.snapshot(seen, sources=(witness,)), large_print=True), Job())
    document = pypdfium2.PdfDocument(pdf)
    lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    assert any("Soort persoon" in " ".join(line.split()) and "·" in line for line in lines)
    assert any(line.split()[:2] == ["Ontvanger", "Openbaar"] for line in lines)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_overview_is_one_page_however_much_was_said(paper: Paper) -> None:
    words = "Heel veel woorden. " * 40
    told = tuple(finding(rule=f"R{number:02}", title=f"Lang {number}", sentence=words) for number in (11, 6, 5, 3))
    copy = copy_of(case(), findings=told, extent="overview", paper=paper, reason=words, purpose=words, ground=words)
    assert len(page_texts(render(copy, Job()))) == 1


def test_what_it_does_to_a_child_is_no_effect_on_the_alleged_victim() -> None:
    seen = builders.incident(effects=("eff-child", "eff-fear"))
    copy = copy_of(builders.snapshot(seen), extent="overview")
    text = page_texts(render(copy, Job()))[0]
    assert "Gevolgen voor het vermoedelijke slachtoffer: eff-fear." in text


def test_the_overview_says_on_which_ground_and_why_it_was_shared_and_that_more_was_left_out() -> None:
    hidden = builders.incident(sensitivity=Sensitivity.R0)
    copy = copy_of(builders.snapshot(builders.incident(), hidden), extent="overview", reason="Het is nodig")
    text = page_texts(render(copy, Job()))[0]
    assert "Grondslag: art. 5.1.6 Wmo 2015. Nodig omdat: Het is nodig." in text
    assert "Niet in dit exemplaar: 1 regel, naam of veld." in text


@pytest.mark.parametrize("profile", list(load_profiles()))
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cover_with_its_contents_and_legend_is_one_page(profile: str, paper: Paper, language: Language) -> None:
    pages = page_texts(render(copy_of(case(), profile=profile, paper=paper, language=language), Job()))
    assert not any(words in pages[1] for words in ("Cijfers De", "Figures The", "Duiding De", "Interpretation The"))
