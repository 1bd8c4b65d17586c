"""What was reported and decided before: reports, charges, hearings, orders and what came of them (D10)."""

from typing import Final

from reportlab.platypus import Flowable

from app.domain.event import ContextEvent
from app.domain.measure import Measure
from app.domain.period_text import describe
from app.domain.snapshot import visible_number
from app.domain.source import Source, SourceKind
from app.dossier.flow import Passage, Row
from app.dossier.sheet import Sheet, named
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, NOT_FOUND, SMALL, SMALL_STRONG

_REPORT: Final = "ctx-police-report"
_DECISIONS: Final = frozenset(
    {_REPORT, "ctx-court-date", "ctx-measure-imposed", "ctx-measure-ended", "ctx-detention-release"}
)


def reports(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, snapshot, at = sheet.say, sheet.input.snapshot, sheet.input.request.at
    rows = [
        *(
            (event.when.sort_key, 0, event.number, _event(sheet, event))
            for event in snapshot.events
            if event.type in _DECISIONS
        ),
        *(
            ((one.start, one.end), 1, one.number, _ended(sheet, one))
            for one in snapshot.measures
            if one.end is not None and one.end < at
        ),
    ]
    ordered = [row[-1] for row in sorted(rows, key=lambda row: (str(row[0]), row[1], row[2]))]
    told = [_report(sheet, one) for one in snapshot.sources if one.kind is SourceKind.REPORT]
    if not ordered and not told:
        return [
            sheet.paragraph(
                say("No reports or decisions are in this copy. That does not mean that there were none."), CELL
            )
        ]
    story: list[Flowable] = []
    if ordered:
        story.append(
            sheet.table((0.17, 0.25, 0.58), ordered, say("No."), say("When"), say("What and with which reason"))
        )
    if told:
        story += sheet.subsection(say("Reports in this file"), "reports")
        story.append(sheet.table((0.17, 0.45, 0.2, 0.18), told, say("No."), say("Report"), say("Kept by"), say("Date")))
    story.append(
        sheet.paragraph(
            say("A decision not to prosecute says nothing about what happened; ask for its reason."), CAUTION
        )
    )
    return story


def _event(sheet: Sheet, event: ContextEvent) -> Row:
    told = [sheet.passage(sheet.input.labels.contexts.get(event.type, event.type), CELL_STRONG)]
    told += _reason(sheet, event)
    if event.planned:
        told.append(sheet.passage(sheet.say("planned"), SMALL, before=1))
    number = [Passage(*sheet.number(visible_number(event), CELL))]
    return Row([number, sheet.cell(describe(event.when, sheet.say)), told])


def _reason(sheet: Sheet, event: ContextEvent) -> list[Passage]:
    """Return what was noted with an event as its reason; of what already happened also that nothing was."""
    say, is_report = sheet.say, event.type == _REPORT
    if event.note.strip():
        name = say("Complaint and outcome, as noted:") if is_report else say("Decision and reason, as noted:")
        return [Passage(sheet.span(f"{name} ", SMALL_STRONG), sheet.span(event.note, CELL), before=1)]
    if event.planned:
        return []
    missing = (
        say("Whether and when a complaint was made and what came of it: not noted, or not in this copy.")
        if is_report
        else say("The decision and its reason: not noted, or not in this copy.")
    )
    return [sheet.passage(missing, NOT_FOUND, before=1)]


def _ended(sheet: Sheet, measure: Measure) -> Row:
    say = sheet.say
    until = f"{say.day(measure.start)} – {say.day(measure.end) if measure.end else say('no end known')}"
    told = [sheet.passage(measure.label, CELL_STRONG)]
    if measure.issued_by:
        told.append(sheet.passage(say("issued by {who}", who=measure.issued_by), SMALL, before=1))
    return Row([[Passage(*sheet.number(named(measure), CELL))], sheet.cell(until), told])


def _report(sheet: Sheet, source: Source) -> Row:
    number = named(source)
    return Row(
        [
            [Passage(*sheet.number(number, CELL))],
            sheet.cell(source.label),
            sheet.cell(source.organisation or "—"),
            sheet.cell(sheet.say.day(source.dated) if source.dated else "—"),
        ]
    )
