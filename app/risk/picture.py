"""The pictures of a case: its timeline by kind of behaviour, and its months in numbers.

Both are drawn from the same choice of incidents (``app.risk.shown``) on the same time scale, so that they stand below
each other, on the screen as on paper.
"""

from datetime import date, time, timedelta
from typing import Final, get_args

from app.charts.drawing import Drawing
from app.charts.marks import MarkShape
from app.charts.scale import days_before, month_end, month_start
from app.charts.table import Table, TableRow
from app.charts.theme import Theme
from app.charts.timeline import BASE_TEXT, Band, LineAt, LineStyle, Mark, Plan, Row, timeline
from app.domain.event import ContextEvent
from app.domain.incident import Actor, Incident
from app.domain.period import Period
from app.domain.period_text import describe
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.catalogue import Catalogue, load_catalogue
from app.risk.shown import Shown, absent_note, shown_at

TURNS: Final = frozenset({"ctx-separation-announced", "ctx-moved-out"})
"""Context events that are drawn as a turn: the separation and the departure (rule R07)."""

_OTHER: Final = "other"
_AHEAD: Final = 92
_MANY_EVENTS: Final = 9
_LEAST_DAYS: Final = 89


def timeline_picture(
    snapshot: CaseSnapshot,
    *,
    at: date,
    width: float,
    say: Translator,
    theme: Theme,
    text: float = BASE_TEXT,
    window: int,
    dense: bool = False,
) -> Drawing:
    """Draw the timeline of a case up to a reference date, with the last ``window`` days shaded.

    A ``dense`` one is lower: its rows stand closer together.
    """
    catalogue = load_catalogue()
    shown = shown_at(snapshot, at)
    first, last = span_of(shown, window)
    rows = rows_of(shown, catalogue, say)
    plan = Plan(
        first=first,
        last=last,
        rows=rows,
        marks=_marks(shown, catalogue),
        lines=_lines(shown, catalogue, say, last),
        bands=tuple(_bands(shown)),
        window=(days_before(at, window - 1), at),
        notes=_notes(shown, rows, catalogue, say, window=window, last=last, fictional=snapshot.case.fictional),
        title=say("Timeline by kind of behaviour"),
        description=_description(shown, rows, say),
        table=timeline_table(shown, catalogue, say),
        dense=dense,
    )
    return timeline(plan, width=width, theme=theme, text=text, month_name=say.short_month)


def span_of(shown: Shown, window: int) -> tuple[date, date]:
    """Return the first and last day of the picture, in whole months and at least a quarter."""
    days = [bound for period in _periods(shown) for bound in (period.first, period.last) if bound is not None]
    starts = [day for day in days if day <= shown.at] + [measure.start for measure in shown.measures]
    near = shown.at + timedelta(days=min(_AHEAD, (date.max - shown.at).days))
    ends = [day for day in days if day <= near]
    first = min([*starts, days_before(shown.at, min(window, _LEAST_DAYS))])
    return month_start(first), month_end(max([*ends, shown.at]))


def _periods(shown: Shown) -> list[Period]:
    """Return when everything that is drawn happened."""
    return [*(act.when for act in shown.acts), *(event.when for event in (*shown.past, *shown.planned))]


def lanes_of(incident: Incident, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the rows in which an incident stands: one per kind of behaviour, in the order of the catalogue."""
    known = {catalogue.lane_of(name).id for name in incident.behaviours if name in catalogue.behaviours}
    return tuple(lane for lane in catalogue.lanes if lane in known) or (_OTHER,)


def rows_of(shown: Shown, catalogue: Catalogue, say: Translator) -> tuple[Row, ...]:
    """Return the rows that hold something, in the order of the catalogue."""
    used = {lane for incident in shown.acts for lane in lanes_of(incident, catalogue)}
    rows = [
        Row(key=lane.id, label=say.label(lane.label), colour=lane.colour, mark=_shape(lane.mark))
        for lane in catalogue.lanes.values()
        if lane.id in used
    ]
    if _OTHER in used:
        rows.append(Row(key=_OTHER, label=say("No behaviour chosen"), colour="#5B6770", mark="circle"))
    return tuple(rows)


def _shape(name: str) -> MarkShape:
    """Return the mark of a lane; the catalogue names only marks that can be drawn (a test holds it to that)."""
    for shape in get_args(MarkShape):
        if shape == name:
            found: MarkShape = shape
            return found
    return "circle"


def _marks(shown: Shown, catalogue: Catalogue) -> tuple[Mark, ...]:
    """Return a mark for every incident in every row in which it stands."""
    return tuple(
        Mark(
            key=str(incident.id),
            row=lane,
            first=incident.when.first,
            last=incident.when.last,
            severity=incident.severity or 0,
            hollow=incident.actor is Actor.UNKNOWN,
            soft=incident.when.approximate,
        )
        for incident in shown.acts
        for lane in lanes_of(incident, catalogue)
    )


def _lines(shown: Shown, catalogue: Catalogue, say: Translator, last: date) -> tuple[LineAt, ...]:
    """Return the lines of events and of the reference date; many events keep only their numbers as labels."""
    near = [event for event in shown.planned if _bounds(event.when)[0] <= last]
    crowded = len(shown.past) + len(near) > _MANY_EVENTS
    lines = [
        LineAt(
            key="reference",
            first=shown.at,
            last=shown.at,
            label=say("reference date {day}", day=say.day(shown.at)),
            style="reference",
        )
    ]
    for event in shown.past:
        turn = event.type in TURNS
        label = visible_number(event) if crowded and not turn else _event_words(event, catalogue, say)
        first, final = _bounds(event.when)
        style: LineStyle = "turn" if turn else "event"
        lines.append(LineAt(key=str(event.id), first=first, last=min(final, last), label=label, style=style))
    for event in near:
        first, final = _bounds(event.when)
        days = (first - shown.at).days
        words = visible_number(event) if crowded else _event_words(event, catalogue, say)
        label = say.n("{what} · in {n} day", "{what} · in {n} days", days, what=words)
        lines.append(LineAt(key=str(event.id), first=first, last=min(final, last), label=label, style="planned"))
    return tuple(lines)


def _bounds(when: Period) -> tuple[date, date]:
    """Return the days between which a line is drawn; an open end stays on the side that is known."""
    first, last = when.first or when.last, when.last or when.first
    if first is None or last is None:
        raise ValueError("an event without any day is not drawn")
    return first, last


def _event_words(event: ContextEvent, catalogue: Catalogue, say: Translator) -> str:
    """Return what an event is, with its number."""
    known = catalogue.contexts.get(event.type)
    return f"{visible_number(event)} {say.label(known.label) if known else event.type}"


def _bands(shown: Shown) -> list[Band]:
    """Return the measures."""
    return [
        Band(
            key=str(measure.id),
            first=measure.start,
            last=measure.end,
            label=f"{visible_number(measure)} {measure.label}",
        )
        for measure in shown.measures
    ]


def _notes(
    shown: Shown,
    rows: tuple[Row, ...],
    catalogue: Catalogue,
    say: Translator,
    *,
    window: int,
    last: date,
    fictional: bool,
) -> tuple[str, ...]:
    """Return how to read this picture, and what it leaves out; only what occurs in it is explained."""
    legend = [say("Size = severity.")] if shown.acts else []
    if any(incident.when.exact is None for incident in shown.acts):
        legend.append(say("Wide bar = the date is not exact."))
    if any(incident.when.first is None or incident.when.last is None for incident in shown.acts):
        legend.append(say("Arrow = open end."))
    if any(incident.actor is Actor.UNKNOWN for incident in shown.acts):
        legend.append(say("Open mark = it is not known who did it; not counted."))
    if any(len(lanes_of(incident, catalogue)) > 1 for incident in shown.acts):
        legend.append(say("An incident with several kinds of behaviour stands in several rows."))
    legend.append(say.n("Shaded: the last {n} day.", "Shaded: the last {n} days.", window))
    if shown.measures:
        legend.append(say("Band = a measure in force."))
    if not rows:
        legend.insert(0, say("There is nothing to draw yet."))
    far = [event for event in shown.planned if _bounds(event.when)[0] > last]
    later = [f"{_event_words(event, catalogue, say)} ({describe(event.when, say)})" for event in far]
    planned = say("Planned later: {events}.", events=say.series(later)) if later else ""
    fiction = say("FICTIONAL: practice case with invented people.") if fictional else ""
    return tuple(note for note in (" ".join(legend), planned, absent_note(shown, say), fiction) if note)


def _description(shown: Shown, rows: tuple[Row, ...], say: Translator) -> str:
    """Return the picture in words, for who cannot see it."""
    if not shown.acts:
        return say("There is nothing to draw yet.")
    count = say.n("{n} incident", "{n} incidents", len(shown.acts))
    return say(
        "{count} from {first} to {last}, in these kinds of behaviour: {kinds}. Reference date {at}.",
        count=count,
        first=describe(shown.acts[0].when, say),
        last=describe(shown.acts[-1].when, say),
        kinds=say.series([row.label for row in rows]),
        at=say.day(shown.at),
    )


def timeline_table(shown: Shown, catalogue: Catalogue, say: Translator) -> Table:
    """Return the timeline in rows, oldest first: the same records with the same words."""
    lines = [
        (incident.when.sort_key, TableRow(str(incident.id), incident_cells(incident, catalogue, say)))
        for incident in shown.acts
    ]
    for event in (*shown.past, *shown.planned):
        kind = say("planned") if event in shown.planned else say("event")
        words = _event_words(event, catalogue, say).partition(" ")[2]
        cells = (visible_number(event), describe(event.when, say), words, kind, "")
        lines.append((event.when.sort_key, TableRow(str(event.id), cells)))
    for measure in shown.measures:
        start = say.day(measure.start)
        when = f"{start} – {say.day(measure.end)}" if measure.end else say("from {days}", days=start)
        cells = (visible_number(measure), when, measure.label, say("measure"), "")
        lines.append(((measure.start, measure.start, time.min), TableRow(str(measure.id), cells)))
    lines.sort(key=lambda line: (line[0], line[1].cells))
    return Table(
        columns=(say("No."), say("When"), say("What"), say("Kind"), say("Severity")),
        rows=tuple(row for _, row in lines),
        notes=tuple(note for note in (absent_note(shown, say),) if note),
    )


def incident_cells(incident: Incident, catalogue: Catalogue, say: Translator) -> tuple[str, ...]:
    """Return number, moment, behaviours, kinds and severity of an incident in words."""
    names = [
        say.label(catalogue.behaviours[name].label) if name in catalogue.behaviours else name
        for name in incident.behaviours
    ]
    kinds = [
        say.label(catalogue.lanes[lane].label) if lane in catalogue.lanes else say("No behaviour chosen")
        for lane in lanes_of(incident, catalogue)
    ]
    if incident.actor is Actor.UNKNOWN:
        kinds.append(say("actor unknown"))
    severity = say("severity {n}", n=incident.severity) if incident.severity else say("no severity given")
    return (
        visible_number(incident),
        describe(incident.when, say),
        "; ".join(names) or say("No behaviour chosen"),
        ", ".join(kinds),
        severity,
    )
