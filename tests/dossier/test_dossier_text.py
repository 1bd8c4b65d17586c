"""Typed text on paper: nothing is markup, nothing is lost, nothing becomes an empty box."""

from io import BytesIO

import pytest
from dossier_copies import page_texts
from fresh_process import fresh_process
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.dossier.fonts import Face
from app.dossier.ink import draw_lines, fitted
from app.dossier.lines import break_lines
from app.dossier.text import Span, Style, Typesetter

STYLE = Style(Face.REGULAR, 9)
WIDTH = 240.0


def _printed(text: str) -> str:
    """Draw a text and read it back."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 4000))
    lines = break_lines([Span(Typesetter().clean(text), STYLE)], WIDTH)
    draw_lines(canvas, lines, 20, 3990, WIDTH, 12)
    canvas.save()
    return " ".join(page_texts(buffer.getvalue()))


def _joined(lines: list[str]) -> str:
    return "".join("".join(lines).split())


@pytest.mark.parametrize(
    "typed",
    ["<b>unclosed", "<img src=x.png>", "a & b < c > d", '<a href="javascript:x">', "&amp; &lt;", "%s {x} \\n \\u0041"],
)
def test_markup_prints_as_it_was_typed(typed: str) -> None:
    assert typed in _printed(typed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b", "a[U+0000]b"),
        ("gnp.\u202egpj", "gnp.[U+202E]gpj"),
        ("soft\u00adhyphen", "soft[U+00AD]hyphen"),
        ("\u200bhidden", "[U+200B]hidden"),
        ("one\u2028two\r\nthree", "one\ntwo\nthree"),
        ("tab\there", "tab here"),
        ("\ue000", "[U+E000]"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(typed: str, shown: str) -> None:
    assert Typesetter().clean(typed) == shown


def test_a_character_without_a_glyph_becomes_a_mark_and_is_reported() -> None:
    typesetter = Typesetter()
    assert typesetter.clean("teken 𓀀 en 𓀀 én ꔀ") == "teken [U+13000] en [U+13000] én [U+A500]"
    assert typesetter.missing == {"𓀀": 2, "ꔀ": 1}


@pytest.mark.parametrize(
    "typed",
    [
        *("Ελληνικά", "Кирилица", "naïve Ñandú łódź", "السلام عليكم", "على الأقل", "שלום עולם", "→ ● ○ ▭ ◇"),
        *("ሰላም ለዓለም", "王小明", "陳美玲", "渡辺さくら", "김민준", "ｶﾅ（全角）"),
    ],
)
def test_every_script_of_the_fonts_can_be_found_again(typed: str) -> None:
    assert typed in _printed(typed)


@pytest.mark.parametrize("typed", ["😀🚨❤", "👩\u200d👧\u200d👦", "🇪🇹👍🏽", "❤\ufe0f🔥"])
def test_pictures_are_drawn_and_can_be_found_again(typed: str) -> None:
    clean = Typesetter().clean(typed)
    assert clean == typed
    assert "".join(_printed(typed).split()).replace("\ufe0f", "") == typed.replace("\ufe0f", "")


def test_the_members_of_a_family_are_drawn_as_one_sign() -> None:
    (line,) = break_lines([Span("👩\u200d👧\u200d👦", STYLE)], WIDTH)
    (single,) = break_lines([Span("👩", STYLE)], WIDTH)
    assert line.width == single.width


def test_a_joiner_that_joins_nothing_is_made_visible() -> None:
    assert Typesetter().clean("a\u200db 😀\u200dx") == "a[U+200D]b 😀[U+200D]x"


def test_a_font_of_a_script_is_only_opened_for_that_script() -> None:
    opened = fresh_process(
        "from app.dossier.text import Typesetter; from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames;"
        "Typesetter().clean('Zij zei: łódź ‰'); print(*getRegisteredFontNames())"
    )
    assert [name for name in opened.split() if name.startswith("Noto")] == ["NotoSans-Regular"]


def test_a_right_to_left_line_ends_at_the_right_edge() -> None:
    (line,) = break_lines([Span("مرحبا بكم", STYLE)], WIDTH)
    assert line.right_to_left
    assert line.runs[0].text == "بكم"


def test_arabic_inside_dutch_keeps_the_words_around_it_in_order() -> None:
    (line,) = break_lines([Span("Zij zei: سلام عليكم en ging weg", STYLE)], WIDTH)
    shown = [run.text.strip() for run in line.runs if run.text.strip()]
    assert shown == ["Zij zei:", "عليكم", "سلام", "en ging weg"]


@pytest.mark.parametrize("letter", ["x", "و", "ש"])
def test_a_hundred_thousand_letters_without_a_space_stay_inside_the_column(letter: str) -> None:
    lines = break_lines([Span(letter * 100_000, STYLE)], WIDTH)
    assert max(line.width for line in lines) <= WIDTH
    assert sum(len(run.text) for line in lines for run in line.runs) == 100_000


def test_a_long_address_breaks_after_a_slash_or_a_dot() -> None:
    lines = break_lines([Span("https://voorbeeld.example/een/lange/weg/" * 3, STYLE)], WIDTH)
    assert all(line.runs[-1].text[-1] in "/." for line in lines)


@given(st.text(max_size=200), st.floats(min_value=30, max_value=400))
def test_any_text_is_laid_out_whole_and_inside_its_column(text: str, width: float) -> None:
    clean = Typesetter().clean(text)
    lines = break_lines([Span(clean, STYLE)], width)
    letters = sorted(char for line in lines for run in line.runs for char in run.text if char != " ")
    assert letters == sorted(char for char in clean if char not in " \n")
    assert all(line.width <= width + 0.01 for line in lines)


@given(st.text(max_size=120))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    clean = Typesetter().clean(text)
    assert Typesetter().clean(clean) == clean


def test_a_text_that_does_not_fit_ends_with_an_ellipsis() -> None:
    assert fitted("kort", STYLE, 100) == "kort"
    short = fitted("een ontvanger met een heel erg lange naam", STYLE, 100)
    assert short.endswith("…")
    assert len(break_lines([Span(short, STYLE)], 100)) == 1
    assert _joined([short[:-1]]) in _joined(["een ontvanger met een heel erg lange naam"])


def test_brackets_around_a_number_stay_with_the_arabic_before_them() -> None:
    (line,) = break_lines([Span("Zij zei: سلام (12) en ging weg", STYLE)], WIDTH)
    shown = [run.text for run in line.runs if run.text.strip()]
    assert shown == ["Zij zei: ", ")", "12", "(", "سلام", " en ging weg"]
