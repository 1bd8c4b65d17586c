"""What was reported and decided before: reports, charges, hearings, orders and what came of them (D10)."""

from collections.abc import Iterator
from datetime import time
from operator import itemgetter

from reportlab.platypus import Flowable

from app.domain.event import DECISIONS, REPORT, ContextEvent
from app.domain.measure import Measure
from app.domain.period_text import describe
from app.domain.snapshot import visible_number
from app.domain.source import Source, SourceKind
from app.dossier.flow import Passage, Row
from app.dossier.sheet import Sheet, named
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, NOT_FOUND, SMALL, SMALL_STRONG
from app.i18n import Translator


def reports(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, snapshot, at = sheet.say, sheet.input.snapshot, sheet.input.request.at
    rows = [
        *(
            (event.when.sort_key, 0, event.number, _event(sheet, event))
            for event in snapshot.events
            if event.type in DECISIONS
        ),
        *(
            ((one.start, one.end, time.min), 1, one.number, _ended(sheet, one))
            for one in snapshot.measures
            if one.end is not None and one.end < at
        ),
    ]
    ordered = [row[-1] for row in sorted(rows, key=itemgetter(0, 1, 2))]
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
    """Return the complaint, the decision and its reason; of what already happened also that nothing was noted.

    Where they have no words of their own, the note stands for them.
    """
    say = sheet.say
    found = decided(sheet, event)
    if event.note.strip():
        is_report = event.type == REPORT
        noted = say("Complaint and outcome, as noted:") if is_report else say("Decision and reason, as noted:")
        found.append(_named(sheet, say("Note:") if found else noted, event.note))
    if event.planned:
        return found
    return found + [sheet.passage(words, NOT_FOUND, before=1) for words in _missing(event, say)]


def decided(sheet: Sheet, event: ContextEvent) -> list[Passage]:
    """Return the day of the complaint, the decision and its reason, each by its name, where they were recorded."""
    say, found = sheet.say, []
    if event.complaint_on is not None:
        found.append(_named(sheet, say("Complaint made on:"), say.day(event.complaint_on)))
    if event.decision.strip():
        name = say("What came of it:") if event.type == REPORT else say("Decision:")
        found.append(_named(sheet, name, event.decision))
    if event.decision_reason.strip():
        found.append(_named(sheet, say("Reason of the decision:"), event.decision_reason))
    return found


def _named(sheet: Sheet, name: str, words: str) -> Passage:
    return Passage(sheet.span(f"{name} ", SMALL_STRONG), sheet.span(words, CELL), before=1)


def _missing(event: ContextEvent, say: Translator) -> Iterator[str]:
    """Yield what a report or a decision should tell and does not; a note alone may tell all of it."""
    structured = event.complaint_on is not None or event.decision.strip() or event.decision_reason.strip()
    if not structured:
        if not event.note.strip():
            yield (
                say("Whether and when a complaint was made and what came of it: not noted, or not in this copy.")
                if event.type == REPORT
                else say("The decision and its reason: not noted, or not in this copy.")
            )
        return
    if event.type == REPORT and event.complaint_on is None:
        yield say("Whether and when a complaint was made: not noted, or not in this copy.")
    if not event.decision_reason.strip():
        yield say("The reason of the decision: not noted, or not in this copy.")


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
