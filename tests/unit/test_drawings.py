"""Timelines and months as values: inside their box, complete, findable and the same every time."""

import time
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.drawing import Circle, Drawing, Polygon, Text
from app.charts.lettering import fit, measure, wrap
from app.charts.marks import MarkShape
from app.charts.scale import TimeScale, amounts, month_end, months, time_axis
from app.charts.severity import Column, MonthsPlan, Panel, per_month
from app.charts.svg import to_svg
from app.charts.theme import LIGHT, contrast, readable
from app.charts.timeline import Band, LineAt, LineStyle, Mark, Plan, Row, radius_of, timeline
from app.i18n import Translator

NAMES = Translator("nl").short_month
FIRST, LAST = date(2024, 1, 1), date(2026, 4, 30)
ROWS = tuple(
    Row(key=shape, label=f"Soort {shape}", colour=colour, mark=shape)
    for shape, colour in zip(
        get_args(MarkShape)[:5], ("#A4243B", "#6A1B2E", "#C8691C", "#0F4C5C", "#5E548E"), strict=True
    )
)

days = st.dates(min_value=FIRST, max_value=LAST)
words = st.text(max_size=80)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """Return an exact, uncertain or open-ended mark."""
    one, other = sorted((draw(days), draw(days)))
    first, last = draw(st.sampled_from([(one, one), (one, other), (None, other), (one, None)]))
    return Mark(
        key=draw(st.uuids()).hex,
        row=draw(st.sampled_from(ROWS)).key,
        first=first,
        last=last,
        severity=draw(st.integers(0, 5)),
        hollow=draw(st.booleans()),
        soft=draw(st.booleans()),
    )


@st.composite
def line_at(draw: st.DrawFn) -> LineAt:
    """Return a line on a day or somewhere between two days."""
    one, other = sorted((draw(days), draw(days)))
    style: LineStyle = draw(st.sampled_from(get_args(LineStyle)))
    return LineAt(key=draw(st.uuids()).hex, first=one, last=other, label=draw(words), style=style)


@st.composite
def bands(draw: st.DrawFn) -> Band:
    """Return a band with or without an end."""
    one, other = sorted((draw(days), draw(days)))
    return Band(key=draw(st.uuids()).hex, first=one, last=draw(st.sampled_from([other, None])), label=draw(words))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return any timeline over a bit more than two years."""
    return Plan(
        first=FIRST,
        last=LAST,
        rows=ROWS,
        marks=tuple(draw(st.lists(marks(), max_size=12, unique_by=lambda mark: mark.key))),
        lines=tuple(draw(st.lists(line_at(), max_size=8))),
        bands=tuple(draw(st.lists(bands(), max_size=3))),
        window=draw(st.sampled_from([None, (date(2026, 1, 1), date(2026, 3, 31))])),
        notes=tuple(draw(st.lists(words, max_size=2))),
        title="Tijdlijn",
        description="Een tijdlijn",
    )


def drawn(plan: Plan, width: float = 760, text: float = 12) -> Drawing:
    """Draw a timeline in the light theme."""
    return timeline(plan, width=width, theme=LIGHT, text=text, month_name=NAMES)


def assert_inside(drawing: Drawing) -> None:
    """Every shape lies within the box, give or take the edge of a line."""
    for shape in drawing.shapes:
        left, top, right, bottom = shape.box
        assert left >= -0.6, shape
        assert top >= -0.6, shape
        assert right <= drawing.width + 0.6, shape
        assert bottom <= drawing.height + 0.6, shape


def overlap(one: Text, other: Text) -> bool:
    """Whether two texts touch."""
    a, b = one.box, other.box
    return a[0] < b[2] - 0.01 and b[0] < a[2] - 0.01 and a[1] < b[3] - 0.01 and b[1] < a[3] - 0.01


@given(plan=plans(), width=st.floats(200, 1600), text=st.floats(6, 24))
@settings(max_examples=60, deadline=None)
def test_every_shape_stays_inside_the_box(plan: Plan, width: float, text: float) -> None:
    """Whatever the data, the width and the size of the text."""
    assert_inside(drawn(plan, width, text))


@given(plan=plans(), width=st.floats(300, 1600))
@settings(max_examples=60, deadline=None)
def test_no_two_texts_overlap(plan: Plan, width: float) -> None:
    """Months, years, rows, labels of lines and notes all keep apart."""
    texts = [shape for shape in drawn(plan, width).shapes if isinstance(shape, Text) and shape.text.strip()]
    assert [(one.text, other.text) for one, other in combinations(texts, 2) if overlap(one, other)] == []


@given(plan=plans())
@settings(max_examples=60, deadline=None)
def test_every_mark_is_found_at_its_middle(plan: Plan) -> None:
    """Pointing at the middle of a dot gives that dot, even in a crowd."""
    drawing = drawn(plan)
    dots = [shape for shape in drawing.shapes if isinstance(shape, Circle | Polygon) and shape.key]
    assert {dot.key for dot in dots} == {mark.key for mark in plan.marks}
    for dot in dots:
        left, top, right, bottom = dot.box
        assert dot.key in drawing.hits((left + right) / 2, (top + bottom) / 2)


def test_pointing_at_a_dot_on_a_wide_bar_gives_the_dot() -> None:
    """The nearest middle wins, so a long bar never hides an exact day."""
    bar = Mark(key="bar", row="circle", first=FIRST, last=LAST, severity=1)
    dot = Mark(key="dot", row="circle", first=date(2024, 3, 3), last=date(2024, 3, 3), severity=5)
    plan = Plan(first=FIRST, last=LAST, rows=ROWS, marks=(dot, bar), title="t", description="d")
    drawing = drawn(plan)
    (place,) = [shape for shape in drawing.shapes if isinstance(shape, Circle) and shape.key == "dot"]
    assert drawing.hit(place.x, place.y) == "dot"


def test_two_incidents_on_one_day_stand_beside_each_other() -> None:
    """Nothing hides behind something else of the same day and row."""
    twins = tuple(Mark(key=key, row="circle", first=FIRST, last=FIRST, severity=3) for key in "ab")
    drawing = drawn(Plan(first=FIRST, last=LAST, rows=ROWS, marks=twins, title="t", description="d"))
    middles = {(dot.x, dot.y) for dot in drawing.shapes if isinstance(dot, Circle) and dot.key}
    assert len(middles) == 2


@given(plan=plans())
@settings(max_examples=20, deadline=None)
def test_the_same_plan_gives_the_same_svg(plan: Plan) -> None:
    """Output is deterministic and well-formed XML, whatever was typed."""
    svg = to_svg(drawn(plan))
    assert svg == to_svg(drawn(plan))
    ET.fromstring(svg)  # noqa: S314  our own output


def test_what_was_typed_is_never_markup_in_an_svg() -> None:
    """A label with tags and control characters is text."""
    line = LineAt(key="k", first=FIRST, last=FIRST, label='<script>"x"&\x00\x1b', style="event")
    svg = to_svg(drawn(Plan(first=FIRST, last=LAST, rows=ROWS, lines=(line,), title="<t>", description="&")))
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert "\x00" not in svg


def test_a_thousand_incidents_are_drawn_at_once() -> None:
    """A big case does not make the page wait."""
    many = tuple(
        Mark(
            key=str(n),
            row=ROWS[n % 5].key,
            first=FIRST + timedelta(n % 800),
            last=FIRST + timedelta(n % 800),
            severity=3,
        )
        for n in range(1000)
    )
    plan = Plan(first=FIRST, last=LAST, rows=ROWS, marks=many, title="t", description="d")
    start = time.perf_counter()
    drawing = drawn(plan)
    assert time.perf_counter() - start < 0.5
    assert len({shape.key for shape in drawing.shapes if shape.key}) == 1000


def test_a_dot_grows_with_severity() -> None:
    """The radius is 2.6 + 1.25 x severity; without a severity it is smallest."""
    assert [radius_of(severity) for severity in (0, 1, 5)] == [2.6, 3.85, 8.85]


def test_an_exact_day_has_no_bar_and_an_uncertain_one_has() -> None:
    """Only what is not known to the day is drawn wide."""
    exact = Mark(key="exact", row="circle", first=FIRST, last=FIRST, severity=3)
    month = Mark(key="month", row="circle", first=date(2025, 5, 1), last=date(2025, 5, 31), severity=3)
    estimate = Mark(key="soft", row="circle", first=LAST, last=LAST, severity=3, soft=True)
    plan = Plan(first=FIRST, last=LAST, rows=ROWS, marks=(exact, month, estimate), title="t", description="d")
    boxed = {shape.key for shape in drawn(plan).shapes if shape.key and not isinstance(shape, Circle)}
    assert boxed == {"month", "soft"}


@pytest.mark.parametrize("end", [date(2024, 2, 29), date(2025, 3, 31), date(2031, 12, 31), date(2064, 1, 31)])
@pytest.mark.parametrize("width", [300, 600, 1200])
def test_month_and_year_words_never_overlap(end: date, width: int) -> None:
    """From two months to forty years, on any width."""
    scale = TimeScale(FIRST, end, 120, width)
    axis = time_axis(scale, 12, NAMES)
    for ticks, bold in ((axis.months, False), (axis.years, True)):
        for one, other in pairwise(ticks):
            assert one.x + measure(one.label, 12, bold=bold) < other.x
        assert all(tick.x + measure(tick.label, 12, bold=bold) <= width + 6 for tick in ticks)
    assert axis.years


@pytest.mark.parametrize(
    ("highest", "steps"), [(0, (0, 1)), (3, (0, 1, 2, 3)), (40, (0, 10, 20, 30, 40)), (7, (0, 2, 4, 6, 8))]
)
def test_amounts_are_round(highest: int, steps: tuple[int, ...]) -> None:
    """Axes count in steps of 1, 2, 5 or 10."""
    assert amounts(highest) == steps


@given(text=st.text(max_size=60), width=st.floats(5, 400))
def test_a_shortened_text_fits(text: str, width: float) -> None:
    """Cut with an ellipsis, or left out when there is no room at all."""
    assert measure(fit(text, width, 12), 12) <= width
    assert all(measure(line, 12) <= width for line in wrap(text, width, 12))


@given(colour=st.integers(0, 0xFFFFFF), ground=st.sampled_from(["#FFFFFF", "#1C2329", "#000000"]))
def test_a_colour_is_made_to_stand_out(colour: int, ground: str) -> None:
    """Whatever colour a row has, on any ground."""
    assert contrast(readable(f"#{colour:06X}", on=ground, ratio=3), ground) >= 3


@given(amount=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)), min_size=28, max_size=28))
@settings(max_examples=30, deadline=None)
def test_months_stay_inside_their_box(amount: list[tuple[int, int, int]]) -> None:
    """Columns, hatching and amounts."""
    columns = tuple(
        Column(key=f"{month}", month=month, sure=sure, firm=min(firm, sure), unsure=unsure)
        for month, (sure, firm, unsure) in zip(months(FIRST, LAST), amount, strict=True)
    )
    plan = MonthsPlan(
        first=FIRST,
        last=month_end(LAST),
        panels=(Panel(title="Aantal per maand", unit="incidenten", columns=columns),) * 2,
        gutter=150,
        reference=date(2026, 4, 2),
        notes=("Een noot",),
        title="t",
        description="d",
    )
    drawing = per_month(plan, width=700, theme=LIGHT, text=12, month_name=NAMES)
    assert_inside(drawing)
    full = {column.key for column in columns if column.sure + column.unsure}
    assert {shape.key for shape in drawing.shapes if shape.key} == full


@pytest.mark.parametrize("text", [12.0, 24.0])
def test_an_empty_picture_per_month_keeps_every_word_of_its_axes(text: float) -> None:
    """The words left of the columns are wrapped, never cut."""
    unit = "incidenten; volle kleur: ernst 4 of 5"
    plan = MonthsPlan(
        first=FIRST,
        last=month_end(LAST),
        panels=(Panel(title="Aantal per maand", unit=unit, columns=()),),
        gutter=0,
        title="t",
        description="d",
    )
    drawing = per_month(plan, width=40 * text, theme=LIGHT, text=text, month_name=NAMES)
    written = " ".join(shape.text for shape in drawing.shapes if isinstance(shape, Text))
    assert unit in written
    assert_inside(drawing)
