"""Who knew what, and when, as a picture: a row per organisation, a column per incident, oldest first."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from app.charts.drawing import Anchor, Drawing, Line, Rect, Shape, Text
from app.charts.lettering import fit, measure, wrap
from app.charts.marks import mark
from app.charts.table import Table, TableRow
from app.charts.theme import Theme
from app.charts.timeline import BASE_TEXT
from app.domain.incident import Incident
from app.domain.period_text import describe
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.knowledge import Knower, Known, WhoKnewWhat
from app.risk.view import in_order

_PART = 0.3
_NARROWEST = 30
_ROW = 2.3


def knowledge_picture(
    seen: WhoKnewWhat, snapshot: CaseSnapshot, *, width: float, say: Translator, theme: Theme, text: float = BASE_TEXT
) -> Drawing:
    """Draw which incidents each organisation knew; a mark's key is its incident, ``@`` and the row."""
    return _Sheet(seen, snapshot, max(width, _NARROWEST * text), say, theme, text).drawing()


class _Sheet:
    """The measures of the picture, and its shapes while they are made."""

    def __init__(
        self, seen: WhoKnewWhat, snapshot: CaseSnapshot, width: float, say: Translator, theme: Theme, text: float
    ) -> None:
        self.seen, self.say, self.theme, self.text, self.width = seen, say, theme, text, width
        self.small = 0.85 * text
        self.sources = {source.id: visible_number(source) for source in snapshot.sources}
        self.columns = _columns(seen, snapshot)
        self.left = width * _PART
        self.shapes: list[Shape] = []

    def drawing(self) -> Drawing:
        """Return the finished picture."""
        say, rows = self.say, len(self.seen.knowers)
        top = self.head()
        height = _ROW * self.text
        for index, knower in enumerate(self.seen.knowers):
            self.row(knower, index, top + index * height, height)
        self.together(top + rows * height, height)
        bottom = self.legend(top + (rows + 1) * height)
        told = [
            say(
                "{organisation} knew {known} of {all}",
                organisation=knower.organisation,
                known=len(knower.known),
                all=say.n("{n} incident", "{n} incidents", len(self.columns)),
            )
            for knower in self.seen.knowers
        ]
        return Drawing(
            width=self.width,
            height=bottom,
            shapes=tuple(self.shapes),
            title=say("Who knew what, and when"),
            description="; ".join(told),
            table=self.table(),
        )

    def head(self) -> float:
        """Write a year above its first incident, and return where the rows begin."""
        before: int | None = None
        free = 0.0
        for index, incident in enumerate(self.columns):
            first = incident.when.first or incident.when.last
            if first is None or first.year == before:
                continue
            before = first.year
            x = self.across(index)
            if x >= free:
                self.write(x - 0.3 * self.text, 1.1 * self.text, str(first.year), self.theme.muted, self.small)
                free = x + measure(str(first.year), self.small) + 0.5 * self.text
        return 1.7 * self.text

    def row(self, knower: Knower, index: int, top: float, height: float) -> None:
        """Draw what one organisation knew; what it did not know is a small stroke."""
        middle = top + height / 2
        if index % 2 == 0:
            self.shapes.append(Rect(x=0, y=top, width=self.width, height=height, fill=self.theme.stripe))
        name = fit(knower.organisation, self.left - 2 * self.text, self.text)
        self.write(0.4 * self.text, middle + 0.35 * self.text, name, self.theme.ink, self.text)
        known = {one.incident: one for one in knower.known}
        colour = self.theme.shape(self.theme.primary)
        for column, incident in enumerate(self.columns):
            x, one = self.across(column), known.get(incident.id)
            if one is None:
                reach = 0.2 * self.text
                self.shapes.append(Line(x1=x - reach, y1=middle, x2=x + reach, y2=middle, stroke=self.theme.muted))
            else:
                fill = colour if one.since else self.theme.card
                key = f"{incident.id}@{index}"
                self.shapes.append(
                    mark("circle", x, middle, self.radius(), fill=fill, stroke=colour, width=1.4, key=key)
                )

    def together(self, top: float, height: float) -> None:
        """Draw what all of it together shows."""
        middle = top + height / 2
        self.shapes.append(Line(x1=0, y1=top, x2=self.width, y2=top, stroke=self.theme.muted))
        words = fit(self.say("All together"), self.left - 2 * self.text, self.text, bold=True)
        self.write(0.4 * self.text, middle + 0.35 * self.text, words, self.theme.ink, self.text, bold=True)
        counted = frozenset(self.seen.together.incidents)
        for column, incident in enumerate(self.columns):
            x = self.across(column)
            self.shapes.append(
                mark(
                    "square",
                    x,
                    middle,
                    self.radius(),
                    fill=self.theme.ink if incident.id in counted else self.theme.card,
                    stroke=self.theme.ink,
                    key=f"{incident.id}@",
                )
            )

    def legend(self, top: float) -> float:
        """Say what the marks mean, and return where that ends."""
        words = self.say(
            "Disc: knew of it. Open circle: knew of it, the day is not recorded. Dash: did not know of it, as far as "
            "is recorded. Open square: not counted."
        )
        lines = wrap(words, self.width, 0.92 * self.text)
        for index, line in enumerate(lines):
            self.write(0, top + (index + 1.2) * 1.4 * self.text, line, self.theme.muted, 0.92 * self.text)
        return top + (len(lines) + 0.8) * 1.4 * self.text

    def table(self) -> Table:
        """Return the same in rows: what each organisation knew, and since when."""
        say = self.say
        by_id = {incident.id: incident for incident in self.columns}
        rows = [
            TableRow(f"{one.incident}@{index}", self.cells(by_id[one.incident], knower, one))
            for index, knower in enumerate(self.seen.knowers)
            for one in knower.known
            if one.incident in by_id
        ]
        rows += [
            TableRow(f"{one.id}@", (visible_number(one), describe(one.when, say), say("All together"), "", ""))
            for one in self.columns
        ]
        columns = (say("No."), say("When"), say("Organisation"), say("Knew since"), say("Through"))
        return Table(columns=columns, rows=tuple(rows))

    def cells(self, incident: Incident, knower: Knower, one: Known) -> tuple[str, ...]:
        """Return one row of the table."""
        say = self.say
        through = say.series([self.sources[source] for source in one.sources if source in self.sources])
        return (
            visible_number(incident),
            describe(incident.when, say),
            knower.organisation,
            say.day(one.since) if one.since else say("day not recorded"),
            through,
        )

    def across(self, column: int) -> float:
        """Return where a column stands."""
        room = self.width - self.left - self.text
        return self.left + room * (column + 0.5) / max(len(self.columns), 1)

    def radius(self) -> float:
        """Return how large a mark is: as large as its column allows."""
        room = (self.width - self.left - self.text) / max(len(self.columns), 1)
        return max(min(0.45 * self.text, 0.38 * room), 1.5)

    def write(
        self, x: float, y: float, words: str, colour: str, size: float, *, bold: bool = False, anchor: Anchor = "start"
    ) -> None:
        """Write one line."""
        length = measure(words, size, bold=bold)
        self.shapes.append(
            Text(x=x, y=y, text=words, size=size, colour=colour, length=length, anchor=anchor, bold=bold)
        )


def _columns(seen: WhoKnewWhat, snapshot: CaseSnapshot) -> Sequence[Incident]:
    """Return every incident that counts or that somebody knew of, oldest first."""
    wanted: set[UUID] = set(seen.together.incidents)
    wanted |= {one.incident for knower in seen.knowers for one in knower.known}
    return in_order(incident for incident in snapshot.incidents if incident.id in wanted)


def first_day(knower: Knower) -> date | None:
    """Return the first day on which an organisation knew of anything."""
    return min((one.since for one in knower.known if one.since is not None), default=None)
