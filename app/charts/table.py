"""The table twin of a drawing: the same labels in rows, for screen readers and for black-and-white print."""

import msgspec


class TableRow(msgspec.Struct, frozen=True):
    """One row; ``key`` is the key of the mark that it tells in words."""

    key: str
    cells: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """Columns and rows; ``notes`` say what the drawing leaves out."""

    columns: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    notes: tuple[str, ...] = ()

    def row(self, key: str) -> TableRow | None:
        """Return the first row with a key."""
        return next((row for row in self.rows if row.key == key), None)

    def sentence(self, key: str) -> str:
        """Return the filled cells of a row as one line, for a tooltip or a screen reader."""
        row = self.row(key)
        return " · ".join(cell for cell in row.cells if cell) if row else ""
