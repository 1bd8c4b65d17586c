"""How wide a text is in Noto Sans, without a screen: measured a little generously, so that labels always fit."""

import unicodedata

_REGULAR = (
    "260 269 408 646 572 831 732 225 300 300 551 572 268 322 268 372 572 572 572 572 572 572 572 572 572 572 268 268 "
    "572 572 572 434 899 639 650 632 730 556 519 728 741 339 273 619 524 907 760 781 605 781 622 549 556 731 600 930 "
    "586 566 572 329 372 329 572 444 281 561 615 480 615 564 344 615 618 258 258 534 258 935 618 605 615 615 413 479 "
    "361 618 508 786 529 510 470 380 551 380 572"
)
_BOLD = (
    "260 286 472 646 572 901 750 266 339 339 545 572 285 322 285 413 572 572 572 572 572 572 572 572 572 572 285 285 "
    "572 572 572 477 897 690 672 637 740 560 549 724 765 389 331 664 565 943 813 796 628 796 660 551 579 756 650 967 "
    "667 624 579 331 413 331 572 411 362 604 633 514 633 591 387 633 657 305 305 620 305 982 657 619 633 633 454 497 "
    "434 657 569 856 578 569 488 394 551 394 572"
)
_MARKS = {"–": 500, "—": 1000, "…": 860, "·": 290, "’": 290, "‘": 290, "“": 480, "”": 480, "•": 380, "€": 580}
_TABLES = {
    bold: {chr(32 + index): int(width) for index, width in enumerate(widths.split())} | _MARKS
    for bold, widths in ((False, _REGULAR), (True, _BOLD))
}
_UNKNOWN = {False: 780, True: 840}
_WIDE = 1050
_GENEROUS = 1.02
ELLIPSIS = "…"


def _units(char: str, bold: bool) -> int:
    """Return the advance of a character in thousandths of the size."""
    table = _TABLES[bold]
    if char in table:
        return table[char]
    total = 0
    for part in unicodedata.normalize("NFD", char):
        if unicodedata.combining(part):
            continue
        wide = unicodedata.east_asian_width(part) in {"W", "F"}
        total += table.get(part, _WIDE if wide else _UNKNOWN[bold])
    return total


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is at a size, rounded up a little."""
    return sum(_units(char, bold) for char in text) * size / 1000 * _GENEROUS


def fit(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text, shortened with an ellipsis when it is wider than ``width``."""
    if measure(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and measure(kept.rstrip() + ELLIPSIS, size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS if kept else ""


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most ``width``; a word that is wider than a line is shortened."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(fit(word, width, size, bold=bold))
    return tuple(lines)
