"""Break words into lines of a width and put each line in the order in which it is drawn."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.dossier.direction import JOINERS
from app.dossier.text import HardLine, Run, Span, Token, hard_lines, make_run

_SOFT_ENDS = frozenset("-/_.,@&?=")


@dataclass(slots=True)
class Line:
    """The runs of one line in the order in which they are drawn; ``said`` are its words as read, where that differs."""

    runs: list[Run]
    width: float
    right_to_left: bool
    said: str = ""


def break_lines(spans: Sequence[Span], width: float) -> list[Line]:
    """Break spans of printable text into lines no wider than ``width``; an empty text gives one empty line."""
    return [line for hard in hard_lines(spans) for line in _break(hard, width)]


def _break(hard: HardLine, width: float) -> list[Line]:
    """Break the words between two typed line breaks."""
    lines: list[Line] = []
    current: list[Run] = []
    used = 0.0
    for token in hard.tokens:
        gap = token.gap.width if token.gap else 0.0
        wide = token.width
        if current and used + gap + wide > width:
            lines.append(_line(current, hard.base, token.gap))
            current, used = [], 0.0
        if current and token.gap:
            current.append(token.gap)
            used += gap
        if wide <= width:
            current.extend(token.runs)
            used += wide
            continue
        *full, rest = _cut(token, width)
        lines.extend(_line(runs, hard.base) for runs in full)
        current, used = rest, sum(run.width for run in rest)
    lines.append(_line(current, hard.base))
    return lines


def _cut(token: Token, width: float) -> list[list[Run]]:
    """Cut a word that is wider than a line into rows of runs."""
    rows: list[list[Run]] = [[]]
    used = 0.0
    for run in token.runs:
        if run.page_of:
            rows[-1].append(run)
            continue
        start = 0
        while start < len(run.text):
            end = _fitting(run, start, width - used)
            if end == start and rows[-1]:
                rows.append([])
                used = 0.0
                continue
            end = max(end, start + 1)
            piece = make_run(run.text[start:end], run, run.font, run.level)
            rows[-1].append(piece)
            used += piece.width
            start = end
            if start < len(run.text):
                rows.append([])
                used = 0.0
    return rows


def _fitting(run: Run, start: int, room: float) -> int:
    """Return the end of the longest piece of a run that fits; it ends after a hyphen or the like where one is near."""
    limit = room * 1000 / run.style.size * (0.9 if run.glyphs is not None else 1.0)
    widths = run.font.widths
    text = run.text
    used = 0.0
    end = start
    soft = start
    while end < len(text):
        used += widths.get(text[end], 0.0)
        if used > limit:
            break
        end += 1
        if text[end - 1] in _SOFT_ENDS:
            soft = end
    if end == len(text):
        return end
    if soft - start > (end - start) / 2:
        return soft
    while end > start and (
        unicodedata.category(text[end])[0] == "M" or not JOINERS.isdisjoint(text[end - 1 : end + 1])
    ):
        end -= 1
    return end


def _line(runs: list[Run], base: int, gap: Run | None = None) -> Line:
    """Put the runs of a line in visual order (rules L1 and L2) and join what looks the same.

    ``gap`` is the space where the line was broken; it stays at the end, without width, so that the last word of the
    line and the first of the next are told apart by who reads aloud or copies.
    """
    turned = base or any(run.level for run in runs)
    ordered = _visual(runs, base) if turned else runs
    joined: list[Run] = []
    for run in ordered:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.glyphs is None
            and run.glyphs is None
            and not last.page_of
            and not run.page_of
            and last.font is run.font
            and last.style == run.style
            and last.link == run.link
            and last.language == run.language
        ):
            wide = last.width + run.width
            joined[-1] = Run(last.text + run.text, run.style, run.font, last.level, wide, run.link, None, run.language)
        else:
            joined.append(run)
    width = sum(run.width for run in joined)
    if turned:
        return Line(joined, width, bool(base), "".join(run.text for run in runs) + (gap.text if gap else ""))
    if gap and joined:
        last = joined[-1]
        if last.glyphs is None and last.font is gap.font and not last.page_of:
            joined[-1] = Run(
                last.text + gap.text, last.style, last.font, last.level, last.width, last.link, None, last.language
            )
        else:
            joined.append(Run(gap.text, gap.style, gap.font, gap.level, 0.0, gap.link, None, gap.language))
    return Line(joined, width, right_to_left=False)


def _visual(runs: list[Run], base: int) -> list[Run]:
    """Reverse the runs of every level from the highest to the lowest odd one."""
    ordered = list(runs)
    highest = max((run.level for run in ordered), default=base)
    lowest = min((run.level for run in ordered if run.level % 2), default=highest + 1)
    for level in range(highest, lowest - 1, -1):
        start = 0
        while start < len(ordered):
            if ordered[start].level < level:
                start += 1
                continue
            end = start
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = end
    return ordered
