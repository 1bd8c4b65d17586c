"""How often each row has something in each column, as a field of numbers: the number is the sign, the shade helps."""

from collections.abc import Sequence

import msgspec

from app.charts.drawing import Anchor, Drawing, Rect, Shape, Text
from app.charts.lettering import fit, measure, wrap
from app.charts.table import Table
from app.charts.theme import Theme, blend, contrast
from app.charts.timeline import BASE_TEXT

_SHADES = (0.0, 0.18, 0.34, 0.5, 0.68, 0.86)


class Heading(msgspec.Struct, frozen=True):
    """The head of a column: ``group`` stands above the first column that has it."""

    group: str
    label: str


class Field(msgspec.Struct, frozen=True):
    """One field: its place, how often surely, and how often it may also lie in another column."""

    row: int
    column: int
    sure: int
    unsure: int
    key: str


class MatrixPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a matrix shows; ``totals`` stand behind the rows."""

    rows: tuple[str, ...]
    columns: tuple[Heading, ...]
    fields: tuple[Field, ...]
    totals: tuple[int, ...]
    notes: tuple[str, ...] = ()
    title: str
    description: str
    table: Table = Table()


class _Sheet:
    """The measures of the matrix, and its shapes while they are made."""

    def __init__(self, plan: MatrixPlan, width: float, theme: Theme, text: float) -> None:
        self.plan, self.theme, self.text = plan, theme, text
        self.small = 0.85 * text
        self.width = max(width, 24 * text)
        widest = max((measure(row, text) for row in plan.rows), default=0.0)
        self.left = min(widest + text, 0.38 * self.width)
        self.right = self.width - 2.6 * text
        self.step = (self.right - self.left) / max(len(plan.columns), 1)
        self.high = 1.75 * text
        self.shapes: list[Shape] = []

    def write(
        self, x: float, y: float, words: str, colour: str, size: float, *, bold: bool = False, anchor: Anchor = "start"
    ) -> None:
        """Write one line."""
        length = measure(words, size, bold=bold)
        shape = Text(x=x, y=y, text=words, size=size, colour=colour, length=length, anchor=anchor, bold=bold)
        self.shapes.append(shape)

    def head(self) -> float:
        """Write the heads of the columns and return where the rows begin."""
        before, free = "", 0.0
        labels = [column.label for column in self.plan.columns]
        named = all(measure(label, self.small) < self.step - 1 for label in labels)
        for index, column in enumerate(self.plan.columns):
            x = self.left + index * self.step
            if column.group != before and x >= free:
                before = column.group
                self.write(x, 1.1 * self.text, column.group, self.theme.ink, self.small, bold=True)
                free = x + measure(column.group, self.small, bold=True) + 0.4 * self.text
            if named:
                middle = x + self.step / 2
                self.write(middle, 2.4 * self.text, column.label, self.theme.muted, self.small, anchor="middle")
        return (2.8 if named else 1.6) * self.text

    def rows(self, top: float) -> float:
        """Write the rows with their totals and return where they end."""
        for index, (row, total) in enumerate(zip(self.plan.rows, self.plan.totals, strict=True)):
            y = top + index * self.high
            if index % 2 == 0:
                self.shapes.append(Rect(x=0, y=y, width=self.width, height=self.high, fill=self.theme.stripe))
            base = y + 0.5 * self.high + 0.35 * self.text
            self.write(0, base, fit(row, self.left - 0.6 * self.text, self.text), self.theme.ink, self.text)
            self.write(self.width, base, str(total), self.theme.ink, self.text, bold=True, anchor="end")
        return top + len(self.plan.rows) * self.high

    def field(self, field: Field, top: float) -> None:
        """Draw one field: a shade, and the number on it."""
        theme = self.theme
        every = field.sure + field.unsure
        shade = blend(theme.card, theme.shape(theme.primary), _SHADES[min(every, len(_SHADES) - 1)])
        x, y = self.left + field.column * self.step, top + field.row * self.high
        place = Rect(x=x + 0.5, y=y + 0.5, width=max(self.step - 1, 1), height=self.high - 1, fill=shade, key=field.key)
        self.shapes.append(place)
        words = f"{every}?" if field.unsure else str(every)
        size = min(self.small, self.small * (self.step - 0.5) / max(measure(words, self.small), 1))
        colour = theme.ink if contrast(theme.ink, shade) >= contrast(theme.card, shade) else theme.card
        self.write(x + self.step / 2, y + 0.5 * self.high + 0.35 * size, words, colour, size, anchor="middle")

    def notes(self, top: float) -> float:
        """Write the notes below and return where they end."""
        size = 0.92 * self.text
        lines = [line for note in self.plan.notes for line in wrap(note, self.width - 0.4 * self.text, size)]
        for index, line in enumerate(lines):
            self.write(0, top + (index + 1) * 1.45 * self.text, line, self.theme.muted, size)
        return top + (len(lines) + 0.4) * 1.45 * self.text


def matrix(plan: MatrixPlan, *, width: float, theme: Theme, text: float = BASE_TEXT) -> Drawing:
    """Draw a matrix; below a width of 24 letters it does not get narrower."""
    sheet = _Sheet(plan, width, theme, text)
    top = sheet.head()
    bottom = sheet.rows(top)
    for field in plan.fields:
        sheet.field(field, top)
    height = sheet.notes(bottom)
    return Drawing(
        width=sheet.width,
        height=height,
        shapes=tuple(sheet.shapes),
        title=plan.title,
        description=plan.description,
        table=plan.table,
    )


def most_of(totals: Sequence[int]) -> int:
    """Return the place of the highest total; the first of several."""
    return max(range(len(totals)), key=lambda index: (totals[index], -index))
