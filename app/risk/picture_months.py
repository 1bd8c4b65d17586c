"""The months of a case in numbers: how many incidents, and the sum of their severity."""

from collections import Counter
from datetime import date

from app.charts.drawing import Drawing
from app.charts.scale import months
from app.charts.severity import Column, MonthsPlan, Panel, per_month
from app.charts.table import Table, TableRow
from app.charts.theme import Theme
from app.charts.timeline import BASE_TEXT, gutter_of
from app.domain.incident import Incident
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.catalogue import load_catalogue
from app.risk.picture import rows_of, span_of
from app.risk.shown import shown_at

_SEVERE = 4


class _Months:
    """The acts of a case put into months; those that touch several months stand in the middle one, unsure."""

    def __init__(self, acts: tuple[Incident, ...]) -> None:
        self.number: Counter[date] = Counter()
        self.severe: Counter[date] = Counter()
        self.weight: Counter[date] = Counter()
        self.unsure: Counter[date] = Counter()
        self.unsure_weight: Counter[date] = Counter()
        self.nowhere = 0
        self.without = sum(1 for incident in acts if incident.severity is None)
        for incident in acts:
            self._put(incident)

    def _put(self, incident: Incident) -> None:
        """Count one incident in its month."""
        first, last = incident.when.first, incident.when.last
        if first is None or last is None:
            self.nowhere += 1
            return
        sure = (first.year, first.month) == (last.year, last.month) and not incident.when.approximate
        month = (first + (last - first) / 2).replace(day=1)
        severity = incident.severity or 0
        if sure:
            self.number[month] += 1
            self.weight[month] += severity
            self.severe[month] += severity >= _SEVERE
        else:
            self.unsure[month] += 1
            self.unsure_weight[month] += severity


def severity_picture(
    snapshot: CaseSnapshot,
    *,
    at: date,
    width: float,
    say: Translator,
    theme: Theme,
    text: float = BASE_TEXT,
    window: int,
) -> Drawing:
    """Draw the number of incidents and the sum of their severity per month, up to a reference date."""
    shown = shown_at(snapshot, at)
    first, last = span_of(shown, window)
    shelves = _Months(shown.certain)
    every = months(first, last)
    number = Panel(
        title=say("Number per month"),
        unit=say("incidents; full colour: severity 4 or 5"),
        columns=tuple(
            Column(
                key=month_key(month),
                month=month,
                sure=shelves.number[month],
                firm=shelves.severe[month],
                unsure=shelves.unsure[month],
            )
            for month in every
        ),
    )
    weight = Panel(
        title=say("Severity per month"),
        unit=say("sum of severity (1–5)"),
        columns=tuple(
            Column(
                key=month_key(month),
                month=month,
                sure=shelves.weight[month],
                unsure=shelves.unsure_weight[month],
            )
            for month in every
        ),
    )
    labels = [row.label for row in rows_of(shown, load_catalogue(), say)]
    plan = MonthsPlan(
        first=first,
        last=last,
        panels=(number, weight),
        gutter=gutter_of(labels, width, text),
        reference=at,
        notes=_notes(shelves, len(shown.acts) - len(shown.certain), say, fictional=snapshot.case.fictional),
        title=say("Number and severity per month"),
        description=_description(shelves, say),
        table=_table(shelves, every, say),
    )
    return per_month(plan, width=width, theme=theme, text=text, month_name=say.short_month)


def month_key(month: date) -> str:
    """Return the key of a month's columns."""
    return f"month:{month:%Y-%m}"


def _notes(shelves: _Months, unknown: int, say: Translator, *, fictional: bool) -> tuple[str, ...]:
    """Return how to read this picture and what it leaves out."""
    legend = [say("Severity describes acts, not the situation as a whole.")]
    if shelves.unsure:
        legend.append(say("Hatched = may also lie in another month."))
    if shelves.nowhere:
        legend.append(
            say.n("{n} with an open date is not here.", "{n} with an open date are not here.", shelves.nowhere)
        )
    if shelves.without:
        legend.append(
            say.n(
                "{n} without a severity counts only in the number.",
                "{n} without a severity count only in the number.",
                shelves.without,
            )
        )
    if unknown:
        legend.append(
            say.n("{n} with an unknown actor is not counted.", "{n} with an unknown actor are not counted.", unknown)
        )
    fiction = (say("FICTIONAL: practice case with invented people."),) if fictional else ()
    return " ".join(legend), *fiction


def _description(shelves: _Months, say: Translator) -> str:
    """Return the picture in words, for who cannot see it."""
    placed = shelves.number + shelves.unsure
    if not placed:
        return say("There is nothing to draw yet.")
    month, most = max(placed.items(), key=lambda item: (item[1], item[0]))
    return say(
        "{count} in {months}. Most in {month}: {most}.",
        count=say.n("{n} incident", "{n} incidents", placed.total()),
        months=say.n("{n} month", "{n} different months", len(placed)),
        month=say.month(month),
        most=most,
    )


def _table(shelves: _Months, every: tuple[date, ...], say: Translator) -> Table:
    """Return the months in rows; the months without anything are there too."""
    rows = []
    for month in every:
        unsure, unsure_weight = shelves.unsure[month], shelves.unsure_weight[month]
        count = shelves.number[month] + unsure
        weight = shelves.weight[month] + unsure_weight
        doubt = say("{n} of uncertain month", n=unsure) if unsure else ""
        cells = (
            say.month(month),
            say.n("{n} incident", "{n} incidents", count),
            say("{n} with severity 4 or 5", n=shelves.severe[month]) if shelves.severe[month] else "",
            str(weight),
            doubt,
        )
        rows.append(TableRow(month_key(month), cells))
    columns = (say("Month"), say("Number"), say("Severity 4 or 5"), say("Sum of severity"), say("Uncertain"))
    return Table(columns=columns, rows=tuple(rows))
