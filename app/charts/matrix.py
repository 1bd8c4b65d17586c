"""How often each row has something in each column, as a field of numbers: the number is the sign, the shade helps."""

from collections.abc import Sequence

import msgspec

from app.charts.drawing import Anchor, Drawing, Rect, Shape, Text
from app.charts.lettering import fit, measure, wrap
from app.charts.table import Table
from app.charts.theme import Theme, blend, contrast
from app.charts.timeline import BASE_TEXT

_SPACED = (1, 2, 3, 6)
_LINE = 1.15
_HIGHEST = 64.0
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
        self.labels = self._labels()
        self.shapes: list[Shape] = []

    def _labels(self) -> list[list[str]]:
        """Return the lines of every label: two where one is too short, unless the whole would become too high."""
        room = self.left - 0.6 * self.text
        cut = [[fit(row, room, self.text)] for row in self.plan.rows]
        broken = []
        for row in self.plan.rows:
            first, *rest = wrap(row, room, self.text) or ("",)
            broken.append([first, fit(" ".join(rest), room, self.text)] if rest else [first])
        more = sum(len(lines) - 1 for lines in broken) * _LINE * self.text
        return broken if len(cut) * self.high + more <= _HIGHEST * self.text else cut

    def height_of(self, row: int) -> float:
        """Return the height of a row."""
        return self.high + (len(self.labels[row]) - 1) * _LINE * self.text

    def top_of(self, row: int, top: float) -> float:
        """Return where a row begins, below the heads of the columns."""
        return top + sum(self.height_of(index) for index in range(row))

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
        columns = self.plan.columns
        widest = max((measure(column.label, self.small) for column in columns), default=0.0)
        apart = next((many for many in _SPACED if widest < many * self.step - 1), 0) if widest else 0
        # The first month of a year has its name.
        start = next((index for index in range(1, len(columns)) if columns[index].group != columns[index - 1].group), 0)
        for index, column in enumerate(columns):
            x = self.left + index * self.step
            if column.group != before and x >= free:
                before = column.group
                self.write(x, 1.1 * self.text, column.group, self.theme.ink, self.small, bold=True)
                free = x + measure(column.group, self.small, bold=True) + 0.4 * self.text
            if apart and (index - start) % apart == 0:
                half = measure(column.label, self.small) / 2
                middle = min(max(x + self.step / 2, self.left + half), self.right - half)
                self.write(middle, 2.4 * self.text, column.label, self.theme.muted, self.small, anchor="middle")
        return (2.8 if apart else 1.6) * self.text

    def rows(self, top: float) -> float:
        """Write the rows with their totals and return where they end."""
        y = top
        for index, (lines, total) in enumerate(zip(self.labels, self.plan.totals, strict=True)):
            high = self.height_of(index)
            if index % 2 == 0:
                self.shapes.append(Rect(x=0, y=y, width=self.width, height=high, fill=self.theme.stripe))
            for place, line in enumerate(lines):
                low = y + 0.5 * self.high + (0.35 + place * _LINE) * self.text
                self.write(0, low, line, self.theme.ink, self.text)
            base = y + 0.5 * high + 0.35 * self.text
            self.write(self.width, base, str(total), self.theme.ink, self.text, bold=True, anchor="end")
            y += high
        return y

    def field(self, field: Field, top: float) -> None:
        """Draw one field: a shade, and the number on it."""
        theme = self.theme
        every = field.sure + field.unsure
        shade = blend(theme.card, theme.shape(theme.primary), _SHADES[min(every, len(_SHADES) - 1)])
        x, y = self.left + field.column * self.step, self.top_of(field.row, top)
        high = self.height_of(field.row)
        place = Rect(x=x + 0.5, y=y + 0.5, width=max(self.step - 1, 1), height=high - 1, fill=shade, key=field.key)
        self.shapes.append(place)
        words = f"{every}?" if field.unsure else str(every)
        size = min(self.small, self.small * (self.step - 0.5) / max(measure(words, self.small), 1))
        colour = theme.ink if contrast(theme.ink, shade) >= contrast(theme.card, shade) else theme.card
        self.write(x + self.step / 2, y + 0.5 * high + 0.35 * size, words, colour, size, anchor="middle")

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
