"""The pictures of a case: what is drawn, what is left out, and the same words in the table."""

from datetime import date
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import msgspec
import pytest

import builders
from app.charts.drawing import Circle, Drawing, Polygon, Rect, Text
from app.charts.marks import MarkShape
from app.charts.svg import to_svg
from app.charts.theme import LIGHT, PAPER
from app.domain.case_file import CaseFile
from app.domain.incident import Actor, EntryKind
from app.domain.period import Period, Precision
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.resources import resource
from app.risk.catalogue import load_catalogue
from app.risk.picture import timeline_picture
from app.risk.picture_months import severity_picture

NL = Translator("nl")
GOLDEN = Path(__file__).parent.parent / "golden" / "tc1-timeline.svg"


def drawn(case: CaseSnapshot, at: str = "2026-03-20", say: Translator = NL) -> Drawing:
    """Draw the timeline of a case."""
    return timeline_picture(case, at=date.fromisoformat(at), width=760, say=say, theme=LIGHT, window=90)


def tc1() -> CaseSnapshot:
    """Return the first training case."""
    return msgspec.json.decode(resource("training/tc1.json").read_bytes(), type=CaseFile).snapshot()


def words(drawing: Drawing) -> list[str]:
    """Return everything that is written."""
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def marks(drawing: Drawing, key: object) -> list[Circle | Polygon]:
    """Return the marks of a record."""
    return [shape for shape in drawing.shapes if isinstance(shape, Circle | Polygon) and shape.key == str(key)]


def test_the_timeline_of_the_first_training_case_is_the_golden_one() -> None:
    """Byte for byte; after a wanted change, look at the new drawing and replace the file."""
    case = tc1()
    drawing = timeline_picture(case, at=date(2025, 3, 14), width=720, say=NL, theme=PAPER, text=12, window=90)
    assert to_svg(drawing) == GOLDEN.read_text(encoding="utf-8")


def test_every_counted_incident_of_the_first_training_case_is_drawn() -> None:
    """Twenty acts by the alleged perpetrator; effect, statement, other address and double telling are not drawn."""
    case = tc1()
    drawing = drawn(case, "2025-03-14")
    numbers = {incident.number for incident in case.incidents if marks(drawing, incident.id)}
    assert numbers == {2, 3, 4, 5, 6, 8, 10, 11, 12, 13, 14, 15, 17, 18, 20, 22, 23, 25, 26, 27}
    assert any("Niet getekend" in text for text in words(drawing))


def test_every_lane_of_the_catalogue_has_a_mark_of_its_own_that_can_be_drawn() -> None:
    """Colour is never the only carrier."""
    shapes = [lane.mark for lane in load_catalogue().lanes.values()]
    assert set(shapes) <= set(get_args(MarkShape))
    assert len(shapes) == len(set(shapes))


def test_only_rows_that_hold_something_are_drawn() -> None:
    """An empty kind of behaviour takes no room."""
    text = words(drawn(builders.snapshot(builders.incident("2026-03-01", behaviours=("stk-watch",)))))
    assert "Stalking" in text
    assert "Verwurging" not in text


def test_an_incident_of_two_kinds_stands_in_two_rows_under_one_key() -> None:
    """A tracker in a child's bag is digital and about the child."""
    incident = builders.incident("2026-03-01", behaviours=("dig-tracker", "chi-messenger"))
    drawing = drawn(builders.snapshot(incident))
    assert len(marks(drawing, incident.id)) == 2
    assert drawing.keys().count(str(incident.id)) == 1


def test_an_incident_without_a_behaviour_is_still_drawn() -> None:
    """Nothing that counts is lost."""
    incident = builders.incident("2026-03-01", behaviours=())
    drawing = drawn(builders.snapshot(incident))
    assert marks(drawing, incident.id)
    assert "Geen gedraging gekozen" in words(drawing)


def test_an_unknown_actor_is_an_open_mark_and_is_explained() -> None:
    """Hollow on the timeline, and not in the months."""
    known, unknown = builders.incident("2026-03-01"), builders.incident("2026-03-02", actor=Actor.UNKNOWN)
    case = builders.snapshot(known, unknown)
    drawing = drawn(case)
    assert marks(drawing, known.id)[0].fill != LIGHT.card
    assert marks(drawing, unknown.id)[0].fill == LIGHT.card
    assert any("niet bekend wie het deed" in text for text in words(drawing))
    months = severity_picture(case, at=date(2026, 3, 20), width=760, say=NL, theme=LIGHT, window=90)
    row = months.table.row("month:2026-03")
    assert row is not None
    assert row.cells[1] == "1 incident"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"set_aside": "ander adres"}, "1 terzijde gelegd"),
        ({"duplicate_of": builders.incident().id}, "1 dubbele vermelding"),
        ({"kind": EntryKind.STATEMENT}, "1 gevolg of verklaring"),
        ({"actor": Actor.VICTIM}, "1 handeling van een ander"),
        ({"when": Period(words="ooit")}, "1 zonder datum"),
        ({"when": builders.day("2026-04-02")}, "1 na de peildatum"),
    ],
)
def test_what_is_left_out_is_counted_with_its_reason(fields: dict[str, Any], reason: str) -> None:
    """On the drawing and in its table."""
    left_out = builders.incident(**{"when": builders.day("2026-03-02"), **fields})
    drawing = drawn(builders.snapshot(builders.incident("2026-03-01"), left_out))
    assert not marks(drawing, left_out.id)
    assert any(reason in text for text in words(drawing))
    assert any(reason in note for note in drawing.table.notes)


def test_a_month_is_a_bar_with_the_dot_in_its_middle() -> None:
    """Uncertain dates are wide."""
    incident = builders.incident(builders.month("2026-02"))
    drawing = drawn(builders.snapshot(incident, builders.incident("2025-06-01")))
    (bar,) = [shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.key == str(incident.id)]
    (dot,) = marks(drawing, incident.id)
    left, _, right, _ = dot.box
    assert bar.width > right - left
    assert (left + right) / 2 == pytest.approx(bar.x + bar.width / 2, abs=0.6)


def test_an_open_date_fades_into_an_arrow() -> None:
    """Before a day: paler and paler towards the past."""
    before = Period(words="voor mei", last=date(2026, 2, 28), precision=Precision.BEFORE)
    incident = builders.incident(before)
    drawing = drawn(builders.snapshot(incident, builders.incident("2025-06-01")))
    bars = [shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.key == str(incident.id)]
    assert len(bars) > 2
    assert [bar.opacity for bar in bars] == sorted((bar.opacity for bar in bars), reverse=True)
    assert any("Pijl" in text for text in words(drawing))


def test_separation_measure_and_planned_hearing_are_named_below_the_rows() -> None:
    """With their numbers, and for what is planned how far away it is."""
    case = builders.snapshot(
        builders.incident("2026-01-05"),
        events=(
            builders.event("ctx-separation-announced", "2026-01-10", number=41),
            builders.event("ctx-court-date", "2026-03-29", planned=True, number=42),
        ),
        measures=(builders.measure("2026-01-20", "2026-02-17", label="Huisverbod", number=1),),
    )
    drawing = drawn(case)
    text = words(drawing)
    assert "G-41 Scheiding of breuk aangekondigd" in text
    assert "G-42 Zitting of beschikking · over 9 dagen" in text
    assert "M-1 Huisverbod" in text
    assert "peildatum 20 mrt 2026" in text
    told = [row.cells[0] for row in drawing.table.rows]
    assert told[1:] == ["G-41", "M-1", "G-42"]


def test_a_far_appointment_is_told_instead_of_stretching_the_timeline() -> None:
    """What lies more than three months ahead is named in a note."""
    event = builders.event("ctx-court-date", "2027-03-29", planned=True, number=42)
    assert any(
        "Later gepland: G-42" in text
        for text in words(drawn(builders.snapshot(builders.incident("2026-01-05"), events=(event,))))
    )


def test_the_table_tells_every_mark_with_the_same_words() -> None:
    """Whoever cannot see the drawing reads the same."""
    case = tc1()
    drawing = drawn(case, "2025-03-14")
    for key in drawing.keys():  # noqa: SIM118  a drawing is no mapping
        if key != "reference":
            assert drawing.table.sentence(key)


def test_an_empty_case_says_that_there_is_nothing_to_draw() -> None:
    """No empty axes without a word."""
    drawing = drawn(builders.snapshot())
    assert "niets te tekenen" in drawing.description
    months = severity_picture(builders.snapshot(), at=date(2026, 3, 20), width=760, say=NL, theme=LIGHT, window=90)
    assert "niets te tekenen" in months.description


def test_months_count_first_and_severity_beside_it() -> None:
    """Many small acts are visible as a number (domain reference 3.1)."""
    acts = [builders.incident(f"2026-03-{day:02}", severity=2, behaviours=("mon-checkin",)) for day in range(1, 7)]
    months = severity_picture(
        builders.snapshot(*acts, builders.incident("2026-02-02", severity=5)),
        at=date(2026, 3, 20),
        width=760,
        say=NL,
        theme=LIGHT,
        window=90,
    )
    march, february = months.table.row("month:2026-03"), months.table.row("month:2026-02")
    assert march is not None
    assert february is not None
    assert march.cells[1] == "6 incidenten"
    assert march.cells[3] == "12"
    assert february.cells[2] == "1 met ernst 4 of 5"
    assert words(months).index("Aantal per maand") < words(months).index("Ernst per maand")


def test_an_incident_that_may_lie_in_two_months_is_marked_uncertain() -> None:
    """Hatched in the drawing, told in the table."""
    months = severity_picture(
        builders.snapshot(builders.incident(builders.between("2026-02-20", "2026-03-10"))),
        at=date(2026, 3, 20),
        width=760,
        say=NL,
        theme=LIGHT,
        window=90,
    )
    assert any("Gearceerd" in text for text in words(months))
    assert any("1 met onzekere maand" in row.cells for row in months.table.rows)


@pytest.mark.parametrize("name", ["tc1", "tc2", "tc3"])
@pytest.mark.parametrize("width", [420, 760, 1300])
def test_the_pictures_of_the_training_cases_stay_inside_their_box(name: str, width: int) -> None:
    """In both languages, on narrow and wide screens."""
    case = msgspec.json.decode(resource(f"training/{name}.json").read_bytes(), type=CaseFile).snapshot()
    at = case.case.reference_date
    assert at is not None
    for language in ("nl", "en"):
        say = Translator(language)
        for picture in (timeline_picture, severity_picture):
            drawing = picture(case, at=at, width=width, say=say, theme=LIGHT, window=case.case.window)
            ET.fromstring(to_svg(drawing))  # noqa: S314  our own output
            for shape in drawing.shapes:
                left, top, right, bottom = shape.box
                assert -0.6 <= left <= right <= drawing.width + 0.6, shape
                assert -0.6 <= top <= bottom <= drawing.height + 0.6, shape
