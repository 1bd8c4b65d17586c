"""Accounts of one kind, each whole with who told it, as a table: statements, and what was told as an effect."""

from collections.abc import Callable, Iterable

from reportlab.platypus import Flowable

from app.domain.incident import EntryKind, Incident
from app.domain.period_text import describe
from app.domain.snapshot import visible_number
from app.dossier.flow import Passage, Row
from app.dossier.sections.chronology import Teller
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL, CELL_STRONG


def accounts(
    sheet: Sheet, kind: EntryKind, title: str, more: Callable[[Incident], Iterable[Passage]] = lambda _: ()
) -> list[Flowable]:
    """Return the accounts of a kind by day, with what ``more`` says below each; nothing where there are none."""
    say, teller = sheet.say, Teller(sheet)
    told = sorted(
        (one for one in sheet.input.snapshot.incidents if one.kind is kind),
        key=lambda one: (one.when.sort_key, one.number),
    )
    if not told:
        return []
    widths = (0.2, 0.6, 0.2) if sheet.shows_sources else (0.2, 0.8)
    rows = [Row([_when(sheet, one), [*teller.told(one), *more(one)], *teller.cited(one.sources)]) for one in told]
    return [sheet.table(widths, rows, *(say("When"), title, say("Source"))[: len(widths)])]


def _when(sheet: Sheet, one: Incident) -> list[Passage]:
    return [
        Passage(*sheet.number(visible_number(one), CELL_STRONG)),
        sheet.passage(describe(one.when, sheet.say), CELL),
    ]
