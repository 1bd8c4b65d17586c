"""Behaviour per month as a field of numbers, and the same in rows."""

from datetime import date

import pytest

import builders
from app.charts.drawing import Drawing, Text
from app.charts.theme import PAPER
from app.domain.incident import Incident
from app.i18n import Translator
from app.risk.picture_matrix import matrix_picture


def drawn(*incidents: Incident, by_domain: bool = False) -> Drawing:
    """Return the matrix of some incidents."""
    case, say = builders.snapshot(*incidents), Translator("nl")
    return matrix_picture(case, at=date(2026, 3, 24), width=500, say=say, theme=PAPER, text=8.0, by_domain=by_domain)


def words(drawing: Drawing) -> list[str]:
    """Return everything that is written in a drawing."""
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def test_a_field_counts_what_was_recorded_in_a_month() -> None:
    drawing = drawn(
        builders.incident("2026-01-05"), builders.incident("2026-01-09"), builders.incident("2026-03-05", number=9)
    )
    (row,) = drawing.table.rows
    assert row.cells[1:] == ("3", "jan 2026: 2; mrt 2026: 1")
    assert {"2", "1", "3", "2026"} <= set(words(drawing))


def test_what_may_lie_in_another_month_is_marked() -> None:
    drawing = drawn(builders.incident(builders.between("2026-01-20", "2026-02-10")))
    assert "1?" in words(drawing)
    assert drawing.table.rows[0].cells[2].endswith("1?")


@pytest.mark.parametrize("year", [2025, 2020, 1990, 1926])
def test_every_number_can_be_read_however_long_it_lasted(year: int) -> None:
    drawing = drawn(builders.incident(f"{year}-01-05"), builders.incident("2026-03-05"))
    assert len({shape.key for shape in drawing.shapes if shape.key}) == 2
    assert all(shape.box[2] <= drawing.width + 1 for shape in drawing.shapes)


def test_an_empty_case_is_an_empty_matrix() -> None:
    assert drawn().table.rows == ()


def test_the_label_of_a_row_is_whole_in_two_lines_where_one_is_too_short() -> None:
    drawing = drawn(
        builders.incident("2024-01-05", behaviours=("thr-harm-others", "stk-watch")),
        builders.incident("2026-03-05", behaviours=("stk-watch",)),
    )
    told = " ".join(words(drawing))
    assert "…" not in told
    assert all(row.cells[0] in told for row in drawing.table.rows)
    assert max(shape.box[3] for shape in drawing.shapes) <= drawing.height


def test_where_not_every_month_has_room_for_its_name_the_first_of_a_year_has_it() -> None:
    told = words(drawn(builders.incident("2023-06-05"), builders.incident("2026-03-05")))
    assert told.count("jan") == 3
    assert "feb" not in told


def test_per_domain_an_incident_counts_once_for_all_its_behaviours_of_that_domain() -> None:
    drawing = drawn(
        builders.incident("2026-01-05", behaviours=("stk-watch", "stk-follow", "phy-push-grab")),
        builders.incident("2026-03-05", behaviours=("stk-follow",)),
        by_domain=True,
    )
    assert [row.cells for row in drawing.table.rows] == [
        ("Lichamelijk geweld", "1", "jan 2026: 1"),
        ("Stalking en achtervolging", "2", "jan 2026: 1; mrt 2026: 1"),
    ]
    assert (drawing.title, drawing.table.columns[0]) == ("Domein per maand", "Domein")
    assert drawing.description.startswith("2 domeinen, verdeeld over de maanden.")
