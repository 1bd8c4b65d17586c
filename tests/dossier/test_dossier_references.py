"""References that work on paper and on screen: the page behind a number is the page on which it stands."""

import re
from io import BytesIO

import pikepdf
from dossier_copies import copy_of, finding, page_texts

import builders
from app.domain.dossier import Choice
from app.domain.snapshot import CaseSnapshot
from app.dossier.render import render
from app.jobs import Job


def long_case(count: int = 40) -> CaseSnapshot:
    """Return a case whose chronology takes several pages."""
    return builders.snapshot(
        *(
            builders.incident(
                f"2025-{1 + index % 12:02}-{1 + index % 28:02}", number=index, facts=f"Feit {index} hier. " * 9
            )
            for index in range(1, count)
        )
    )


def test_the_page_behind_a_number_is_where_it_is_told() -> None:
    seen = finding(incidents=("I-1", "I-12", "I-25", "I-39"))
    pages = page_texts(render(copy_of(long_case(), findings=(seen,)), Job()))
    told = re.findall(r"I-(\d+) \(p\. (\d+) ?\)", " ".join(pages))
    assert {number for number, _ in told} >= {"1", "12", "25", "39"}
    for number, page in told:
        assert f"I-{number} " in pages[int(page) - 1]
        assert f"Feit {number} hier." in pages[int(page) - 1]


def test_a_link_on_a_page_number_tells_that_number_to_whoever_listens() -> None:
    with pikepdf.open(BytesIO(render(copy_of(long_case()), Job()))) as opened:
        numbers = {page.obj.objgen: str(index) for index, page in enumerate(opened.pages, start=1)}
        links = [link for page in opened.pages for link in page.obj.get("/Annots", ())]
        told = [(str(link.Contents), numbers[link.Dest[0].objgen]) for link in links]
    pages = [(said, page) for said, page in told if said.isdigit()]
    assert len({page for _, page in pages}) > 3
    assert [pair for pair in pages if pair[0] != pair[1]] == []


def test_the_contents_name_the_page_of_every_section() -> None:
    pages = page_texts(render(copy_of(long_case()), Job()))
    contents = re.findall(r"(\d+) (Chronologie|Kinderen|Manifest|Patroonweergave) (\d+)", pages[0])
    assert len(contents) == 4
    for number, title, page in contents:
        assert f"{number} {title}" in pages[int(page) - 1]


def test_a_number_leads_nowhere_when_its_section_is_not_in_the_copy() -> None:
    seen = finding(incidents=("I-1",))
    pdf = render(copy_of(long_case(3), findings=(seen,), choice=Choice(sections=("D4",))), Job())
    text = " ".join(page_texts(pdf))
    assert "Rust op: I-1 " in text
    assert "(p. -" not in text
    with pikepdf.open(BytesIO(pdf)) as opened:
        places = {str(link.Dest[1]) for page in opened.pages for link in page.obj.get("/Annots", ())}
    assert places <= {"/XYZ"}


def test_a_sign_of_the_program_in_typed_words_becomes_no_page_number() -> None:
    typed = "\x01section-1\x02 en (p. 88)"
    pages = page_texts(render(copy_of(builders.snapshot(builders.incident(facts=typed, number=1))), Job()))
    assert "[U+0001]section-1[U+0002] en (p. 88)" in " ".join(pages)


def test_every_page_carries_the_code_for_a_camera_as_decoration() -> None:
    with pikepdf.open(BytesIO(render(copy_of(long_case(3)), Job()))) as opened:
        for page in opened.pages:
            code = page.obj.Contents.read_bytes()
            assert re.search(rb"/Artifact <<[^>]*Footer>> BDC.*?/\S*code Do.*?EMC", code, re.DOTALL)
