"""A timeline by rows: dots for what happened, soft bars where the day is not known, lines and bands around them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from app.charts.drawing import Drawing, Line, Polygon, Rect, Shape, Text
from app.charts.labels import Flag, place_flags
from app.charts.lettering import fit, measure, wrap
from app.charts.marks import MarkShape, mark
from app.charts.scale import Axis, MonthName, TimeScale, time_axis
from app.charts.table import Table
from app.charts.theme import Theme

BASE_TEXT = 12.0
LineStyle: TypeAlias = Literal["event", "turn", "planned", "reference"]

_DASHES: dict[LineStyle, tuple[float, ...]] = {
    "event": (2.0, 3.0),
    "turn": (5.0, 3.0),
    "planned": (1.5, 2.5),
    "reference": (1.0, 2.0),
}
_ROW = 28.0
_DENSE_ROW = 20.0
_FADE = (0.30, 0.24, 0.18, 0.12, 0.07)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the timeline, with its own colour and mark."""

    key: str
    label: str
    colour: str
    mark: MarkShape


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in a row. ``first`` and ``last`` bound it; ``None`` on one side is an open end.

    ``severity`` gives the size (0 when none was given), ``hollow`` marks an unknown actor and ``soft`` draws a bar even
    for a single day, because the day is an estimate.
    """

    key: str
    row: str
    first: date | None
    last: date | None
    severity: int = 0
    hollow: bool = False
    soft: bool = False


class LineAt(msgspec.Struct, frozen=True, kw_only=True):
    """Something on a moment across all rows, with its label below them."""

    key: str
    first: date
    last: date
    label: str
    style: LineStyle


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """Something that lasts, across all rows; without ``last`` no end is known."""

    key: str
    first: date
    last: date | None
    label: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a timeline shows; ``window`` is lightly shaded and ``notes`` stand below it."""

    first: date
    last: date
    rows: tuple[Row, ...]
    marks: tuple[Mark, ...] = ()
    lines: tuple[LineAt, ...] = ()
    bands: tuple[Band, ...] = ()
    window: tuple[date, date] | None = None
    window_label: str = ""
    notes: tuple[str, ...] = ()
    title: str
    description: str
    table: Table = Table()
    dense: bool = False
    """Whether the rows stand closer together, where there is little room."""


def radius_of(severity: int) -> float:
    """Return the radius of a dot for a severity of 1-5 (0: none given); source: the drawings of the screens."""
    return 2.6 + 1.25 * severity


def gutter_of(labels: Sequence[str], width: float, text: float) -> float:
    """Return the room left of the rows: for the widest label and its mark, at most 38 % of the width."""
    widest = max((measure(label, text) for label in labels), default=0.0)
    return min(widest + 3.2 * text, 0.38 * width)


class _Sheet:
    """The measures of one timeline, and its shapes while they are made."""

    def __init__(self, plan: Plan, width: float, theme: Theme, text: float, name: MonthName) -> None:
        self.plan, self.theme, self.text = plan, theme, text
        self.unit = text / BASE_TEXT
        self.small = 0.92 * text
        self.width = max(width, 24 * text)
        self.scale = TimeScale(
            first=plan.first,
            last=plan.last,
            left=gutter_of([row.label for row in plan.rows], self.width, text),
            right=self.width - 0.8 * text,
        )
        self.axis: Axis = time_axis(self.scale, self.small, name)
        self.top = 3.2 * text if self.axis.months else 1.8 * text
        self.row_height = (_DENSE_ROW if plan.dense else _ROW) * self.unit
        self.bottom = self.top + self.row_height * max(len(plan.rows), 1)
        self.shapes: list[Shape] = []

    def middle_of(self, row: int) -> float:
        """Return the height of the middle of a row."""
        return self.top + self.row_height * (row + 0.5)

    def say(
        self, x: float, y: float, text: str, colour: str, *, bold: bool = False, size: float = 0.0, key: str = ""
    ) -> None:
        """Write one line of text."""
        size = size or self.small
        length = measure(text, size, bold=bold)
        self.shapes.append(Text(x=x, y=y, text=text, size=size, colour=colour, length=length, bold=bold, key=key))

    def grid(self) -> None:
        """Draw rows, months and the shaded window."""
        theme, scale = self.theme, self.scale
        for index in range(0, len(self.plan.rows), 2):
            y = self.top + index * self.row_height
            self.shapes.append(Rect(x=0, y=y, width=self.width, height=self.row_height, fill=theme.stripe))
        if self.plan.window:
            first, last = self.plan.window
            left, right = scale.start(first), scale.end(last)
            if right > left:
                height = self.bottom - self.top
                shade = Rect(x=left, y=self.top, width=right - left, height=height, fill=theme.focus, opacity=0.14)
                self.shapes.append(shade)
        for tick in self.axis.lines:
            self.shapes.append(
                Line(x1=tick.x, y1=self.top - 0.4 * self.text, x2=tick.x, y2=self.bottom, stroke=theme.line)
            )
        for tick in self.axis.years:
            self.say(tick.x, 1.1 * self.text, tick.label, theme.ink, bold=True)
        for tick in self.axis.months:
            self.say(tick.x, self.top - 0.7 * self.text, tick.label, theme.muted)

    def legend(self) -> None:
        """Write the label of every row behind its mark."""
        room = self.scale.left - 2.4 * self.text
        for index, row in enumerate(self.plan.rows):
            y = self.middle_of(index)
            colour = self.theme.shape(row.colour)
            self.shapes.append(mark(row.mark, 0.9 * self.text, y, 4.2 * self.unit, fill=colour, stroke=""))
            label = fit(row.label, room, self.text)
            self.say(1.9 * self.text, y + 0.35 * self.text, label, self.theme.ink, size=self.text)

    def bands(self) -> None:
        """Draw what lasts: a pale band with a firm edge along the bottom, the edges of several above each other."""
        pale = 0.1 if len(self.plan.bands) == 1 else 0.05
        for index, band in enumerate(self.plan.bands):
            left = self.scale.start(band.first)
            right = max(self.scale.end(band.last or self.plan.last), left + 1)
            right = min(right, self.scale.right)
            left = min(left, right - 1)
            height, edge = self.bottom - self.top, 2.5 * self.unit
            low = self.bottom - edge - index % 6 * (edge + self.unit)
            fill = self.theme.primary
            self.shapes.append(Rect(x=left, y=self.top, width=right - left, height=height, fill=fill, opacity=pale))
            self.shapes.append(Rect(x=left, y=low, width=right - left, height=edge, fill=fill))

    def flags(self) -> float:
        """Draw the lines across the rows with their labels below, and return where the labels end."""
        wanted = [self._band_flag(band) for band in self.plan.bands] + [
            self._line_flag(line) for line in self.plan.lines
        ]
        row_height = 1.35 * self.text
        placed = place_flags(wanted, left=0.2 * self.text, right=self.width - 0.2 * self.text, gap=0.5 * self.text)
        depth = 0
        for spot in placed:
            flag = spot.flag
            y = self.bottom + (spot.row + 1) * row_height
            depth = max(depth, spot.row + 1)
            low = y if spot.led else self.bottom
            if flag.line:
                self.shapes.append(
                    Line(
                        x1=flag.x,
                        y1=self.top,
                        x2=flag.x,
                        y2=low,
                        stroke=flag.colour,
                        width=1.4 * self.unit,
                        dash=flag.dash,
                    )
                )
            elif spot.led:
                self.shapes.append(Line(x1=flag.x, y1=self.bottom, x2=flag.x, y2=low, stroke=flag.colour))
            self.say(spot.left, y, flag.text, flag.colour, key=flag.key)
        return self.bottom + depth * row_height

    def _band_flag(self, band: Band) -> Flag:
        """Return the label of a band, hung at its start."""
        return self._flag(band.key, min(self.scale.start(band.first), self.scale.right - 1), band.label, "", ())

    def _line_flag(self, line: LineAt) -> Flag:
        """Return the label of a line, hung at its middle; an uncertain day gets a soft band."""
        if line.first != line.last:
            left, right = self.scale.start(line.first), self.scale.end(line.last)
            height = self.bottom - self.top
            fill = self.theme.muted
            self.shapes.append(Rect(x=left, y=self.top, width=right - left, height=height, fill=fill, opacity=0.08))
        return self._flag(
            line.key, self.scale.middle(line.first, line.last), line.label, line.style, _DASHES[line.style]
        )

    def _flag(self, key: str, x: float, label: str, style: str, dash: tuple[float, ...]) -> Flag:
        """Return a label with its line."""
        theme = self.theme
        colours = {"turn": theme.critical, "planned": theme.information, "reference": theme.ink, "": theme.primary}
        text = fit(label, 0.55 * self.width, self.small)
        dashes = tuple(length * self.unit for length in dash)
        length = measure(text, self.small)
        return Flag(
            key=key,
            x=x,
            text=text,
            length=length,
            colour=colours.get(style, theme.muted),
            dash=dashes,
            line=bool(style),
        )

    def marks(self) -> None:
        """Draw the dots, the smallest on top, those of one day and row beside each other."""
        order = {row.key: index for index, row in enumerate(self.plan.rows)}
        groups: dict[tuple[int, int], list[tuple[float, Mark]]] = defaultdict(list)
        for item in self.plan.marks:
            x = self._x(item)
            groups[order[item.row], round(x / 3)].append((x, item))
        drawn: list[tuple[float, float, Mark, Row]] = []
        for (index, _), members in groups.items():
            step = min(6 * self.unit, 0.4 * self.row_height / max(len(members) - 1, 1))
            for place, (x, item) in enumerate(members):
                y = self.middle_of(index) + (place - (len(members) - 1) / 2) * step
                drawn.append((x, y, item, self.plan.rows[index]))
        drawn.sort(key=lambda entry: (-entry[2].severity, entry[0], entry[1], entry[2].key))
        for x, y, item, row in drawn:
            self._bar(x, y, item, self.theme.shape(row.colour))
        for x, y, item, row in drawn:
            self._dot(x, y, item, row)

    def _bounds(self, item: Mark) -> tuple[float, float]:
        """Return from where to where a thing may have happened; an open end reaches a fixed length."""
        reach = 44 * self.unit
        if item.first is None and item.last is not None:
            right = self.scale.end(item.last)
            return max(right - reach, self.scale.left), right
        if item.last is None and item.first is not None:
            left = self.scale.start(item.first)
            return left, min(left + reach, self.scale.right)
        return self.scale.start(item.first or self.plan.first), self.scale.end(item.last or self.plan.last)

    def _x(self, item: Mark) -> float:
        """Return the middle of a dot, so far inside that the whole dot fits."""
        left, right = self._bounds(item)
        room = 1.4 * radius_of(item.severity) * self.unit
        return min(max((left + right) / 2, self.scale.left + room), self.scale.right - room + 0.4 * self.text)

    def _bar(self, x: float, y: float, item: Mark, colour: str) -> None:
        """Draw the soft bar of an uncertain day; an open end fades away into an arrow."""
        if item.first == item.last and not item.soft:
            return
        left, right = self._bounds(item)
        reach = (radius_of(item.severity) + 5) * self.unit
        left = max(min(left, x - reach), self.scale.left)
        right = min(max(right, x + reach), self.scale.right + 0.4 * self.text)
        high = 8 * self.unit
        if item.first is not None and item.last is not None:
            fill, top = colour, y - high / 2
            self.shapes.append(
                Rect(
                    x=left,
                    y=top,
                    width=right - left,
                    height=high,
                    fill=fill,
                    radius=high / 2,
                    opacity=0.3,
                    key=item.key,
                )
            )
            return
        part = (right - left) / len(_FADE)
        for index, opacity in enumerate(_FADE):
            start = left + index * part if item.last is None else right - (index + 1) * part
            self.shapes.append(
                Rect(x=start, y=y - high / 2, width=part, height=high, fill=colour, opacity=opacity, key=item.key)
            )
        tip, tail = (right, right - high) if item.last is None else (left, left + high)
        points = ((tip, y), (tail, y - high / 2), (tail, y + high / 2))
        self.shapes.append(Polygon(points=points, fill=colour, opacity=0.6))

    def _dot(self, x: float, y: float, item: Mark, row: Row) -> None:
        """Draw the dot of a thing."""
        colour, card = self.theme.shape(row.colour), self.theme.card
        fill, edge = (card, colour) if item.hollow else (colour, card)
        width = (1.7 if item.hollow else 0.8) * self.unit
        uncertain = item.soft or item.first != item.last
        self.shapes.append(
            mark(
                row.mark,
                x,
                y,
                radius_of(item.severity) * self.unit,
                fill=fill,
                stroke=edge,
                width=width,
                opacity=0.72 if uncertain else 0.94,
                key=item.key,
            )
        )

    def notes(self, top: float) -> float:
        """Write the notes below everything and return where they end."""
        lines = [line for note in self.plan.notes for line in wrap(note, self.width - 0.4 * self.text, self.small)]
        for index, line in enumerate(lines):
            self.say(0, top + (index + 1) * 1.45 * self.text, line, self.theme.muted)
        return top + (len(lines) + 0.4) * 1.45 * self.text


def timeline(plan: Plan, *, width: float, theme: Theme, text: float, month_name: MonthName) -> Drawing:
    """Draw a timeline; below a width of 24 letters it does not get narrower."""
    sheet = _Sheet(plan, width, theme, text, month_name)
    sheet.grid()
    sheet.bands()
    bottom = sheet.flags()
    sheet.legend()
    sheet.marks()
    height = sheet.notes(bottom + 0.5 * text)
    return Drawing(
        width=sheet.width,
        height=height,
        shapes=tuple(sheet.shapes),
        title=plan.title,
        description=plan.description,
        table=plan.table,
    )
