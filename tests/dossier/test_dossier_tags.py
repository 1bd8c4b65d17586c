"""What a screen reader is told: headings, paragraphs, tables, lists, links, languages and words in reading order."""

from io import BytesIO

import pikepdf
import pytest
from dossier_copies import MADE_AT, blank_canvas, copy_of, finding, picture, request
from pdf_tree import tree
from reportlab.platypus import Flowable

import builders
from app.dossier.archival import Attachment
from app.dossier.flow import Grid, Heading, Paragraph, Passage, Row
from app.dossier.fonts import fonts
from app.dossier.render import render
from app.dossier.styles import BODY, SECTION
from app.dossier.tagging import Tags
from app.dossier.text import Span
from app.jobs import Job

WIDTH = 400.0
PAGE = 700.0


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    fonts()


def words(text: str, **fields: str) -> Passage:
    """Return a passage of body text."""
    return Passage(Span(text, BODY, **fields))


def printed(*blocks: Flowable, room: float = PAGE) -> bytes:
    """Return blocks on pages, broken where the room ends."""
    target = BytesIO()
    canvas = blank_canvas(target)
    waiting = list(blocks)
    left = room
    while waiting:
        block = waiting.pop(0)
        height = block.wrap(WIDTH, left)[1]
        if height <= left:
            block.drawOn(canvas, 50, 50 + left - height)
            left -= height
            continue
        waiting = [*(block.split(WIDTH, left) or [block]), *waiting]
        if waiting[0] is block:
            canvas.showPage()
            left = room
    canvas.bookmarkPage("I-1")
    canvas.save()
    return target.getvalue()


def test_a_copy_is_a_document_of_headings_tables_lists_and_figures() -> None:
    document = tree(render(copy_of(builders.snapshot(builders.incident(number=1))), Job()))
    assert document.role == "Document"
    assert {kid.role for kid in document.kids} == {"H1", "H2", "P", "Table", "L", "Figure"}
    (figure,) = document.every("Figure")
    assert figure.entries["/Alt"] == "Tijdlijn\nDe tijdlijn in woorden."
    assert "/BBox" in figure.entries


def test_no_level_of_heading_is_skipped() -> None:
    tags = Tags()
    assert [tags.role(tags.heading(tags.root, level)) for level in (1, 2, 0, 2, 9)] == ["H1", "H2", "H1", "H2", "H3"]
    headings = [Heading(Passage(Span("kop", SECTION)), "kop", f"k{level}", level=level) for level in (0, 1)]
    assert [kid.role for kid in tree(printed(*headings)).kids] == ["H1", "H2"]


def test_a_paragraph_on_two_pages_is_one_paragraph() -> None:
    (paragraph,) = tree(printed(Paragraph(words("woord " * 400)), room=120)).kids
    assert paragraph.role == "P"
    assert paragraph.pages[:2] == (1, 2)


def test_a_row_on_two_pages_is_one_row_and_its_head_is_told_once() -> None:
    row = Row([[words("kort")], [words("eerst"), words("woord " * 2000), words("laatst")]])
    table = Grid((0.3, 0.7), [row, Row([[words("I-2")], [words("tweede")]])], head=Row([[words("Nr")], [words("Wat")]]))
    document = tree(printed(table))
    (told,) = document.kids
    assert [kid.role for kid in told.kids] == ["THead", "TBody"]
    assert [cell.entries["/Scope"] for cell in told.kids[0].every("TH")] == ["/Column", "/Column"]
    first, second = told.kids[1].kids
    assert [len(line.every("TD")) for line in (first, second)] == [2, 2]
    assert [part.role for part in first.kids[1].kids] == ["P", "P", "P"]
    assert set(first.kids[1].kids[1].pages) == {1, 2, 3, 4, 5}


def test_a_table_without_a_head_is_headed_by_its_first_column_or_is_a_list() -> None:
    pairs = tree(printed(Grid((0.3, 0.7), [Row([[words("Zaak")], [words("Z-1")]])]))).kids[0]
    assert pairs.every("TH")[0].entries["/Scope"] == "/Row"
    cards = tree(printed(Grid((1.0,), [Row([[words("een"), words("twee")]], ground="#F4F5F3")]))).kids[0]
    assert (cards.role, cards.kids[0].role, cards.kids[0].kids[0].role) == ("L", "LI", "LBody")


def test_a_row_with_words_in_its_first_cell_only_heads_the_rows_below() -> None:
    head = Row([[words("Vraag")], [words("Antwoord")]])
    title = Row([[words("A. Handeling")], [words("")]])
    (cell,) = tree(printed(Grid((0.5, 0.5), [title], head=head))).every("TBody")[0].every("TH")
    assert cell.entries["/ColSpan"] == "2"


def test_a_link_is_in_the_tree_and_says_what_it_leads_to() -> None:
    pdf = printed(Paragraph(Passage(Span("Zie ", BODY), Span("I-1", BODY, "I-1"), Span(" verder", BODY))))
    (paragraph,) = tree(pdf).kids
    assert [kid.role for kid in paragraph.kids] == ["Link"]
    assert len(paragraph.kids[0].pages) == 2
    with pikepdf.open(BytesIO(pdf)) as opened:
        (link,) = opened.pages[0].obj.Annots
        assert str(link.Contents) == "I-1"
        assert pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)[int(link.StructParent)].S == "/Link"


@pytest.mark.parametrize("typed", ["Zij zei: سلام عليكم en ging weg", "שלום עולם", "على الأقل (12)"])
def test_words_that_run_from_right_to_left_are_told_as_typed(typed: str) -> None:
    (paragraph,) = tree(printed(Paragraph(words(typed)))).kids
    assert [part.entries["/ActualText"] for part in paragraph.every("Span")] == [typed]


def test_a_link_among_words_from_right_to_left_keeps_its_words() -> None:
    passage = Passage(Span("سلام ", BODY), Span("عليكم", BODY, "I-1"))
    (paragraph,) = tree(printed(Paragraph(passage))).kids
    (link,) = paragraph.every("Link")
    assert link.every("Span")[0].entries["/ActualText"] == "عليكم"


def test_another_language_is_told() -> None:
    whole = Passage(Span("Witam", BODY), language="pl")
    assert tree(printed(Paragraph(whole))).kids[0].entries["/Lang"] == "pl"
    pdf = printed(Paragraph(Passage(Span("Zij zei: ", BODY), Span("dobry wieczór", BODY, language="pl"))))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert b"/Span <</Lang(pl)>> BDC" in opened.pages[0].Contents.read_bytes()


def test_the_file_tells_its_language_and_shows_its_title() -> None:
    copy = copy_of(builders.snapshot(builders.incident()), language="en")
    with pikepdf.open(BytesIO(render(copy, Job()))) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(opened.Root.MarkInfo.Marked)
        assert all(page.obj.Tabs == "/S" for page in opened.pages)


def test_typed_words_in_what_the_file_tells_stay_well_formed() -> None:
    copy = copy_of(
        builders.snapshot(builders.incident()),
        safe_reference="<a&b>\x00(\\",
        picture=picture("x"),
        findings=(finding(),),
    )
    with pikepdf.open(BytesIO(render(copy, Job()))) as opened:
        assert str(opened.docinfo.Title) == "Dossier <a&b>[U+0000](\\"
        with opened.open_metadata() as about:
            assert about["dc:title"] == str(opened.docinfo.Title)


EXHIBIT = Attachment("bijlage 1 é.txt", b"verzonnen bericht " * 40, "text/plain", "Bijlage 1: bericht", MADE_AT)


def test_an_attached_file_comes_back_as_it_was() -> None:
    other = Attachment("bijlage 0.bin", bytes(range(256)), "application/octet-stream", "Bijlage 0", MADE_AT)
    pdf = render(copy_of(builders.snapshot(builders.incident())), Job(), attachments=(EXHIBIT, other))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert {name: file.get_file().read_bytes() for name, file in opened.attachments.items()} == {
            one.file_name: one.data for one in (EXHIBIT, other)
        }
        told = opened.Root.AF[0]
        assert told.AFRelationship == "/Supplement"
        assert told.EF.F.Subtype == "/text/plain"
        assert str(told.EF.F.Params.ModDate) == "D:20260324140200+00'00'"


def test_the_part_of_the_standard_without_attachments_refuses_them() -> None:
    with pytest.raises(ValueError, match="PDF/A-2"):
        render(
            copy_of(builders.snapshot(builders.incident()), request=request(archive="2a")),
            Job(),
            attachments=(EXHIBIT,),
        )


def test_the_same_copy_has_the_same_identity_and_another_has_not() -> None:
    def identity(**fields: str) -> bytes:
        pdf = render(copy_of(builders.snapshot(case=builders.case(id=CASE)), **fields), Job())
        with pikepdf.open(BytesIO(pdf)) as opened:
            return bytes(opened.trailer.ID[0])

    assert identity() == identity()
    assert identity() != identity(recipient="Iemand anders")


CASE = builders.case().id
