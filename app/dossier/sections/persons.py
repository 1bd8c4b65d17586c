"""Who the people are to each other, and how it came about (D2)."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Final

from reportlab.platypus import Flowable

from app.domain.event import ContextEvent
from app.domain.key_incidents import counted
from app.domain.period_text import describe
from app.domain.person import Role
from app.domain.snapshot import visible_number
from app.dossier.flow import Passage, Row
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL, CELL_STRONG, SMALL
from app.i18n import Translator

_RELATION: Final = frozenset(
    {
        "ctx-fast-commitment",
        "ctx-history",
        "ctx-separation-announced",
        "ctx-moved-out",
        "ctx-new-partner",
        "ctx-pregnancy",
        "ctx-custody-handover",
    }
)
"""Events that tell how two people came to and from each other."""


def role_words(say: Translator) -> Mapping[Role, str]:
    """Return the words for the roles; nobody is a victim or a perpetrator here, only alleged to be."""
    return {
        Role.VICTIM: say("alleged victim"),
        Role.PERPETRATOR: say("alleged perpetrator"),
        Role.CHILD: say("child"),
        Role.RELATIVE: say("relative"),
        Role.WITNESS: say("witness"),
        Role.PROFESSIONAL: say("professional"),
        Role.OTHER: say("somebody else"),
    }


def persons(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, snapshot = sheet.say, sheet.input.snapshot
    roles = role_words(say)
    rows = []
    for person in snapshot.persons:
        who = [sheet.passage(person.name or say("not named"), CELL_STRONG)]
        if person.birth_year:
            who.append(sheet.passage(say("born in {year}", year=person.birth_year), SMALL, before=1))
        relation = [sheet.passage(person.relation or "—", CELL)]
        if person.note:
            relation.append(sheet.passage(person.note, SMALL, before=1))
        rows.append(Row([who, sheet.cell(roles[person.role]), relation]))
    story: list[Flowable] = []
    if rows:
        story.append(sheet.table((0.3, 0.25, 0.45), rows, say("Name"), say("Role in this file"), say("Relation")))
    else:
        story.append(sheet.paragraph(say("No persons were recorded, or none may be in this copy."), CELL))
    return [*story, *_history(sheet)]


def _history(sheet: Sheet) -> list[Flowable]:
    """Return how the relation began and went on, and since when control is told of."""
    say = sheet.say
    rows = [_event(sheet, event) for event in _events(sheet)]
    first = next(iter(counted(sheet.input.snapshot.incidents)), None)
    if first is not None and not sheet.is_access:
        number = visible_number(first)
        kinds = dict.fromkeys(sheet.input.labels.kinds.get(one, one) for one in first.behaviours)
        told = [
            sheet.passage(say("The first incident of the alleged perpetrator that was recorded"), CELL),
            sheet.passage(", ".join(kinds), SMALL, before=1),
        ]
        days = (first.when.sort_key, Row([_at(sheet, number), sheet.cell(describe(first.when, say)), told]))
        rows.append(days)
    story = sheet.subsection(say("How it came about"), "relation")
    if not rows and sheet.is_access:
        return []
    if not rows:
        words = say("Nothing in this copy tells how the relation began or ended.")
        return [*story, sheet.paragraph(words, CELL)]
    ordered = [row for _, row in sorted(rows, key=lambda pair: pair[0])]
    story.append(sheet.table((0.17, 0.23, 0.6), ordered, say("No."), say("When"), say("What")))
    if not sheet.is_access:
        words = say("The first recorded incident need not be the first that happened: ask when control began.")
        story.append(sheet.paragraph(words, SMALL))
    return story


def _events(sheet: Sheet) -> Iterator[ContextEvent]:
    return (event for event in sheet.input.snapshot.events if event.type in _RELATION and not event.planned)


def _event(sheet: Sheet, event: ContextEvent) -> tuple[tuple[date, date, time], Row]:
    label = sheet.input.labels.contexts.get(event.type, event.type)
    told = [sheet.passage(label, CELL_STRONG)]
    if event.note:
        told.append(sheet.passage(event.note, CELL, before=1))
    when = sheet.cell(describe(event.when, sheet.say))
    return event.when.sort_key, Row([_at(sheet, visible_number(event)), when, told])


def _at(sheet: Sheet, number: str) -> list[Passage]:
    return [Passage(*sheet.number(number, CELL))]
