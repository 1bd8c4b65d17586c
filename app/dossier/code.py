"""A code of squares for a camera, drawn as filled rectangles: what it says stands beside it in words."""

from collections.abc import Iterator

import segno
from reportlab.pdfgen.canvas import Canvas


def draw_code(canvas: Canvas, words: str, left: float, low: float, size: float) -> None:
    """Draw words as a code in a square of ``size`` points; the colour is that of the canvas."""
    rows = [bytes(row) for row in segno.make(words, error="l", micro=False, boost_error=False).matrix]
    step = size / len(rows)
    path = canvas.beginPath()
    for index, row in enumerate(rows):
        for start, length in _runs(row):
            path.rect(left + start * step, low + size - (index + 1) * step, length * step, step)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Yield where dark squares begin in a row, and how many follow each other."""
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end] == row[start]:
            end += 1
        if row[start]:
            yield start, end - start
        start = end
