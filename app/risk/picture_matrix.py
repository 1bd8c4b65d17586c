"""Which behaviour was recorded in which month, as a field of numbers (domain reference 5.3, D5)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from app.charts.drawing import Drawing
from app.charts.matrix import Field, Heading, MatrixPlan, matrix, most_of
from app.charts.table import Table, TableRow
from app.charts.theme import Theme
from app.charts.timeline import BASE_TEXT
from app.domain.incident import Incident
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.risk.catalogue import Catalogue, load_catalogue
from app.risk.shown import shown_at

_MOST_ROWS: Final = 34
_MOST_COLUMNS: Final = 36
_STEPS: Final = (1, 3, 12, 60, 120, 600)
_YEAR: Final = 12


class _Calendar:
    """The columns: months, or as many together as keeps every number readable."""

    def __init__(self, acts: Sequence[Incident]) -> None:
        days = [day for one in acts for day in _days(one)]
        numbers = [_month(day) for day in days]
        first, last = min(numbers, default=0), max(numbers, default=-1)
        self.step = next((step for step in _STEPS if (last - first) // step < _MOST_COLUMNS), _STEPS[-1])
        self._first = first // self.step
        self.count = last // self.step - self._first + 1 if numbers else 0

    def column(self, one: Incident) -> tuple[int, bool]:
        """Return the column of an incident, and whether it surely lies in it; otherwise it is put in the middle."""
        first, last = (_month(day) // self.step for day in _days(one))
        return (first + last) // 2 - self._first, first == last and not one.when.approximate

    def heading(self, index: int, say: Translator) -> Heading:
        """Return the head of a column."""
        year, month = divmod((index + self._first) * self.step, _YEAR)
        if self.step == 1:
            return Heading(str(year), say.short_month(date(year, month + 1, 1)))
        if self.step == _STEPS[1]:
            return Heading(str(year), say("Q{n}", n=month // self.step + 1))
        return Heading(str(max(year, 1)), "")

    def name(self, index: int, say: Translator) -> str:
        """Return what a column is called in the table."""
        head = self.heading(index, say)
        return f"{head.label} {head.group}".strip()


def matrix_picture(
    snapshot: CaseSnapshot,
    *,
    at: date,
    width: float,
    say: Translator,
    theme: Theme,
    text: float = BASE_TEXT,
    by_domain: bool = False,
) -> Drawing:
    """Draw how often each behaviour, or each domain of behaviour, was recorded per month, up to a reference date.

    Where there are many behaviours a row is a kind of behaviour, and where there are many months a column is a quarter
    or more: every number can be read.
    """
    counted = shown_at(snapshot, at).certain
    acts = [one for one in counted if one.when.first is not None and one.when.last is not None]
    rows = (_by_domain if by_domain else _rows)(counted, load_catalogue(), say)
    calendar = _Calendar(acts)
    sure: Counter[tuple[int, int]] = Counter()
    unsure: Counter[tuple[int, int]] = Counter()
    for one in acts:
        column, certain = calendar.column(one)
        for index, behaviours in enumerate(rows.values()):
            if behaviours & set(one.behaviours):
                (sure if certain else unsure)[index, column] += 1
    totals = tuple(sum(1 for one in counted if behaviours & set(one.behaviours)) for behaviours in rows.values())
    labels = tuple(rows)
    plan = MatrixPlan(
        rows=labels,
        columns=tuple(calendar.heading(index, say) for index in range(calendar.count)),
        fields=tuple(
            Field(row, column, sure[row, column], unsure[row, column], f"matrix:{row}:{column}")
            for row, column in sorted({*sure, *unsure})
        ),
        totals=totals,
        notes=_notes(len(counted) - len(acts), say, unsure=bool(unsure)),
        title=say("Domain per month") if by_domain else say("Behaviour per month"),
        description=_description(labels, totals, say, by_domain=by_domain),
        table=_table(labels, calendar, sure, unsure, totals, say, by_domain=by_domain),
    )
    return matrix(plan, width=width, theme=theme, text=text)


def matrix_incidents(snapshot: CaseSnapshot, key: str, *, at: date, say: Translator) -> tuple[str, frozenset[UUID]]:
    """Return what a number of the field (``matrix:2:5``) counts, in words, and the incidents that it counts."""
    counted = shown_at(snapshot, at).certain
    acts = [one for one in counted if one.when.first is not None and one.when.last is not None]
    row, column = (int(part) for part in key.removeprefix("matrix:").split(":"))
    label, behaviours = list(_rows(counted, load_catalogue(), say).items())[row]
    calendar = _Calendar(acts)
    found = frozenset(one.id for one in acts if behaviours & set(one.behaviours) and calendar.column(one)[0] == column)
    return f"{label}, {calendar.name(column, say)}", found


def _days(one: Incident) -> tuple[date, date]:
    """Return the first and last day of an incident that has both."""
    return one.when.first or date.min, one.when.last or date.min


def _month(day: date) -> int:
    """Return the number of a month, counted from the year 0."""
    return day.year * _YEAR + day.month - 1


def _rows(acts: Sequence[Incident], catalogue: Catalogue, say: Translator) -> Mapping[str, frozenset[str]]:
    """Return a row per behaviour in the order of the catalogue, or per kind where that would be too many."""
    used = {name for one in acts for name in one.behaviours}
    known = [one for name, one in catalogue.behaviours.items() if name in used]
    if len(known) <= _MOST_ROWS:
        return {say.label(one.label): frozenset({one.id}) for one in known}
    return _by_domain(acts, catalogue, say)


def _by_domain(acts: Sequence[Incident], catalogue: Catalogue, say: Translator) -> Mapping[str, frozenset[str]]:
    """Return a row per domain with the behaviours of it that were recorded (domain reference 5.3, D5)."""
    used = {name for one in acts for name in one.behaviours}
    known = [one for name, one in catalogue.behaviours.items() if name in used]
    kinds = dict.fromkeys(one.domain for one in known)
    return {
        say.label(catalogue.domains[kind].label): frozenset(one.id for one in known if one.domain == kind)
        for kind in kinds
    }


def _notes(undated: int, say: Translator, *, unsure: bool) -> tuple[str, ...]:
    """Return how to read it and what it leaves out."""
    notes = [say("One incident may hold several behaviours. The last column is the total.")]
    if unsure:
        notes.append(say("? = may also lie in another column."))
    if undated:
        notes.append(
            say.n(
                "{n} with an open date is only in the total.", "{n} with an open date are only in the total.", undated
            )
        )
    return (" ".join(notes),)


def _description(labels: Sequence[str], totals: Sequence[int], say: Translator, *, by_domain: bool) -> str:
    """Return the picture in words, for who cannot see it."""
    if not labels:
        return say("There is nothing to draw yet.")
    most = most_of(totals)
    return say(
        "{count} over the months. Most often: {behaviour}, {most}.",
        count=say.n("{n} domain", "{n} domains", len(labels))
        if by_domain
        else say.n("{n} behaviour", "{n} behaviours", len(labels)),
        behaviour=labels[most],
        most=say.n("{n} time", "{n} times", totals[most]),
    )


def _table(
    labels: Sequence[str],
    calendar: _Calendar,
    sure: Counter[tuple[int, int]],
    unsure: Counter[tuple[int, int]],
    totals: Sequence[int],
    say: Translator,
    *,
    by_domain: bool,
) -> Table:
    """Return a row per behaviour or domain with its months."""
    spots = sorted({*sure, *unsure})
    rows = []
    for index, (label, total) in enumerate(zip(labels, totals, strict=True)):
        told = [
            f"{calendar.name(column, say)}: {sure[spot] + unsure[spot]}{'?' if unsure[spot] else ''}"
            for spot in spots
            for row, column in (spot,)
            if row == index
        ]
        first = next((column for row, column in spots if row == index), 0)
        rows.append(TableRow(f"matrix:{index}:{first}", (label, str(total), "; ".join(told))))
    name = say("Domain") if by_domain else say("Behaviour")
    return Table(columns=(name, say("Number"), say("In which months")), rows=tuple(rows))
