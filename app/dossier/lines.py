"""Break words into lines of a width and put each line in the order in which it is drawn."""

import unicodedata
from collections.abc import Sequence

import msgspec

from app.dossier.direction import JOINERS
from app.dossier.fonts import base_font
from app.dossier.text import (
    HardLine,
    Run,
    Span,
    Token,
    hard_line,
    is_plain,
    make_run,
    typed_lines,
    width_of,
    words_and_spaces,
)

_SOFT_ENDS = frozenset("-/_.,@&?=")


class Line(msgspec.Struct, gc=False):
    """The runs of one line in the order in which they are drawn; ``said`` are its words as read, where that differs."""

    runs: list[Run]
    width: float
    right_to_left: bool
    said: str = ""


def break_lines(spans: Sequence[Span], width: float) -> list[Line]:
    """Break spans of printable text into lines no wider than ``width``; an empty text gives one empty line."""
    lines: list[Line] = []
    for typed in typed_lines(spans):
        simple = len(typed) == 1 and not typed[0].page_of and is_plain(typed[0])
        lines += (_fill(typed[0], width) if simple else None) or _break(hard_line(typed), width)
    return lines


def _fill(span: Span, width: float) -> list[Line] | None:
    """Break plain words of one style, as ``_break`` does in more steps; nothing where a word is wider than a line.

    Most of a long dossier is such words.
    """
    style, font = span.style, base_font(span.style.face)
    lines: list[Line] = []
    row: list[str] = []
    used = 0.0

    def end(*gap: str) -> None:
        runs = [Run("".join([*row, *gap]), style, font, 0, used, span.link, None, span.language)] if row else []
        lines.append(Line(runs, used, right_to_left=False))

    parts = iter(["", *words_and_spaces(span.text)])
    for gap, word in zip(parts, parts, strict=True):
        wide, space = (width_of(part, font, style.size) for part in (word, gap))
        if wide > width:
            return None
        if row and used + space + wide > width:
            end(gap)
            row, used = [], 0.0
        if row and gap:
            row.append(gap)
            used += space
        if word:
            row.append(word)
            used += wide
    end()
    return lines


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
    start = 0
    for index, run in enumerate(ordered):
        if index + 1 == len(ordered) or not _is_alike(run, ordered[index + 1]):
            joined.append(_joined(ordered[start : index + 1]))
            start = index + 1
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


def _is_alike(one: Run, other: Run) -> bool:
    """Whether two runs look the same and lead to the same place."""
    return (
        one.font is other.font
        and one.link == other.link
        and one.glyphs is None
        and other.glyphs is None
        and not one.page_of
        and not other.page_of
        and one.language == other.language
        and one.style == other.style
    )


def _joined(alike: list[Run]) -> Run:
    """Return runs that look the same as one."""
    first = alike[0]
    if len(alike) == 1:
        return first
    width = sum([run.width for run in alike])
    return Run(
        "".join([run.text for run in alike]),
        first.style,
        first.font,
        first.level,
        width,
        first.link,
        None,
        first.language,
    )


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
