"""Columns per month, in panels below each other on one time scale: how many, and how severe.

What surely belongs to a month is drawn solid; what may belong to a neighbouring month as well is drawn pale and
hatched on top of it.
"""

from datetime import date

import msgspec

from app.charts.drawing import Anchor, Drawing, Line, Rect, Shape, Text
from app.charts.lettering import measure, wrap
from app.charts.scale import MonthName, TimeScale, amounts, month_end, time_axis
from app.charts.table import Table
from app.charts.theme import Theme
from app.charts.timeline import BASE_TEXT


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One month: the sure amount, the part of it to draw firmly, and the amount of which the month is unsure."""

    key: str
    month: date
    sure: int
    firm: int = 0
    unsure: int = 0


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One row of columns with its own axis; ``title`` and ``unit`` stand left of it."""

    title: str
    unit: str
    columns: tuple[Column, ...]


class MonthsPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the picture per month shows; ``gutter`` is the room left of the columns."""

    first: date
    last: date
    panels: tuple[Panel, ...]
    gutter: float
    reference: date | None = None
    notes: tuple[str, ...] = ()
    title: str
    description: str
    table: Table = Table()


class _Sheet:
    """The measures of the picture, and its shapes while they are made."""

    def __init__(self, plan: MonthsPlan, width: float, theme: Theme, text: float, name: MonthName) -> None:
        self.plan, self.theme, self.text, self.name = plan, theme, text, name
        self.unit = text / BASE_TEXT
        self.small = 0.85 * text
        self.width = max(width, 24 * text)
        left = max(min(plan.gutter, 0.4 * self.width), 7 * text)
        self.scale = TimeScale(first=plan.first, last=plan.last, left=left, right=self.width - 0.8 * text)
        self.shapes: list[Shape] = []

    def say(
        self, x: float, y: float, text: str, colour: str, size: float, *, bold: bool = False, anchor: Anchor = "start"
    ) -> None:
        """Write one line."""
        length = measure(text, size, bold=bold)
        self.shapes.append(Text(x=x, y=y, text=text, size=size, colour=colour, length=length, anchor=anchor, bold=bold))

    def panel(self, panel: Panel, top: float) -> float:
        """Draw one row of columns with its axis and return where it ends."""
        theme, scale, text = self.theme, self.scale, self.text
        steps = amounts(max((column.sure + column.unsure for column in panel.columns), default=0))
        high = 74 * self.unit
        base = top + 1.6 * text + high
        tick_room = max(measure(str(step), self.small) for step in steps) + 0.6 * text
        room = scale.left - tick_room - 0.4 * text
        heading = wrap(panel.title, room, text, bold=True)[:2]
        for index, line in enumerate(heading):
            self.say(0, top + (2.4 + 1.3 * index) * text, line, theme.ink, text, bold=True)
        below = top + (2.4 + 1.3 * len(heading)) * text
        fitting = int((base - below) / (1.2 * self.small)) + 1
        for index, line in enumerate(wrap(panel.unit, room, self.small)[:fitting]):
            self.say(0, below + 1.2 * index * self.small, line, theme.muted, self.small)
        for step in steps:
            y = base - high * step / steps[-1]
            line = theme.muted if step == 0 else theme.line
            self.shapes.append(Line(x1=scale.left, y1=y, x2=scale.right, y2=y, stroke=line))
            self.say(scale.left - 0.4 * text, y + 0.3 * self.small, str(step), theme.muted, self.small, anchor="end")
        if self.plan.reference:
            x = scale.middle(self.plan.reference, self.plan.reference)
            dash = (1.0 * self.unit, 2.0 * self.unit)
            self.shapes.append(
                Line(x1=x, y1=base - high, x2=x, y2=base, stroke=theme.ink, width=1.4 * self.unit, dash=dash)
            )
        for column in panel.columns:
            self.column(column, base, high / steps[-1])
        return base + 0.4 * text

    def column(self, column: Column, base: float, unit: float) -> None:
        """Draw one month: firm at the foot, then sure, then hatched for what may lie in a month beside it."""
        left, right = self.scale.start(column.month), self.scale.end(month_end(column.month))
        margin = min(2.5 * self.unit, 0.15 * (right - left))
        left, width = left + margin, right - left - 2 * margin
        colour = self.theme.shape(self.theme.primary)
        y = base
        for amount, opacity in ((column.firm, 1.0), (column.sure - column.firm, 0.62)):
            if amount > 0:
                y -= amount * unit
                self.shapes.append(
                    Rect(x=left, y=y, width=width, height=amount * unit, fill=colour, opacity=opacity, key=column.key)
                )
        if column.unsure > 0:
            height = column.unsure * unit
            y -= height
            self.shapes.append(Rect(x=left, y=y, width=width, height=height, fill=colour, opacity=0.18, key=column.key))
            self.hatch(left, y, width, height, colour)
        total = column.sure + column.unsure
        if total and measure(str(total), self.small) <= self.scale.end(month_end(column.month)) - self.scale.start(
            column.month
        ):
            self.say(left + width / 2, y - 0.3 * self.text, str(total), self.theme.muted, self.small, anchor="middle")

    def hatch(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """Draw slanting lines inside a box."""
        gap = 4.5 * self.unit
        count = min(int((width + height) / gap), 200)
        for index in range(1, count + 1):
            along = index * gap
            x1, y1 = (left + along, top) if along <= width else (left + width, top + along - width)
            x2, y2 = (left, top + along) if along <= height else (left + along - height, top + height)
            self.shapes.append(Line(x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, width=0.8 * self.unit))

    def axis(self, top: float) -> float:
        """Write months and years below the columns and return where they end."""
        axis = time_axis(self.scale, self.small, self.name)
        y = top + 0.9 * self.text
        for tick in axis.months:
            self.say(tick.x, y, tick.label, self.theme.muted, self.small)
        y += 1.25 * self.text if axis.months else 0
        for tick in axis.years:
            self.say(tick.x, y, tick.label, self.theme.ink, self.small, bold=True)
        return y + 0.5 * self.text

    def notes(self, top: float) -> float:
        """Write the notes below everything and return where they end."""
        size = 0.92 * self.text
        lines = [line for note in self.plan.notes for line in wrap(note, self.width - 0.4 * self.text, size)]
        for index, line in enumerate(lines):
            self.say(0, top + (index + 1) * 1.45 * self.text, line, self.theme.muted, size)
        return top + (len(lines) + 0.4) * 1.45 * self.text


def per_month(plan: MonthsPlan, *, width: float, theme: Theme, text: float, month_name: MonthName) -> Drawing:
    """Draw columns per month; below a width of 24 letters the picture does not get narrower."""
    sheet = _Sheet(plan, width, theme, text, month_name)
    top = 0.0
    for panel in plan.panels:
        top = sheet.panel(panel, top)
    height = sheet.notes(sheet.axis(top))
    return Drawing(
        width=sheet.width,
        height=height,
        shapes=tuple(sheet.shapes),
        title=plan.title,
        description=plan.description,
        table=plan.table,
    )
