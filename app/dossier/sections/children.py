"""The children: who they are, what they saw and what it does to them (D7)."""

import re
from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from app.domain.incident import Incident
from app.domain.period_text import describe
from app.domain.person import Role
from app.domain.snapshot import visible_number
from app.dossier.flow import Paragraph, Passage, Row
from app.dossier.sections.effects import ON_CHILDREN
from app.dossier.sections.flags import CHILDREN_LIST, answered_list
from app.dossier.sheet import Sheet, named
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, FACT, QUOTE, SMALL

_ACTS: Final = re.compile(r"chi-|thr-(?:harm|take)-children$")
"""The behaviours of the catalogue that are about a child, also where none was there."""

_MOMENTS: Final = frozenset({"ctx-custody-handover", "ctx-pregnancy"})
_MOST: Final = 240


def children(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, snapshot = sheet.say, sheet.input.snapshot
    known = {person.id: person.name or say("a child") for person in snapshot.in_role(Role.CHILD)}
    story: list[Flowable] = []
    if known:
        names = say.series(list(known.values()))
        story.append(sheet.paragraph(say("Children in this file: {names}.", names=names), CELL))
    else:
        story.append(sheet.paragraph(say("No child was recorded, or none may be in this copy."), CELL))
    story += _measures(sheet)
    concerned = _concerned(snapshot.incidents)
    if concerned:
        ordered = sorted(concerned, key=lambda one: (one.when.sort_key, one.number))
        rows = [
            _row(sheet, one, {child: known.get(child, say("a child")) for child in one.children_present})
            for one in ordered
        ]
        story.append(
            sheet.table((0.17, 0.2, 0.45, 0.18), rows, say("No."), say("When"), say("What"), say("Who was there"))
        )
    else:
        words = say("No incident in this copy tells of a child that was there, or that was used or threatened.")
        story.append(sheet.paragraph(words, CELL))
    story.append(
        sheet.paragraph(say("A child that is not named at an incident may still have seen or heard it."), CAUTION)
    )
    story += _moments(sheet)
    for checklist in sheet.input.checklists:
        if checklist.key == CHILDREN_LIST:
            story += answered_list(sheet, checklist, "children-list")
    return story


def _short(words: str) -> str:
    """Return words as far as they fit in a list; they stand whole in the chronology."""
    stripped = words.strip().strip('“”"')
    return stripped if len(stripped) <= _MOST else f"{stripped[:_MOST].rstrip()}…"


def _concerns(incident: Incident) -> bool:
    """Whether an incident is about a child, or a child was there."""
    told = incident.children_present or ON_CHILDREN in incident.effects or any(map(_ACTS.match, incident.behaviours))
    return bool(told) and not incident.set_aside


def _of_child(incident: Incident) -> set[object]:
    """Return which children an incident names, and whether it tells what it did to one."""
    return {*incident.children_present, *(effect for effect in incident.effects if effect == ON_CHILDREN)}


def _concerned(incidents: Sequence[Incident]) -> list[Incident]:
    """Return the incidents about children; a later account only where it tells of a child and the first does not."""
    firsts = {one.id: one for one in incidents if _concerns(one)}
    found = []
    for one in filter(_concerns, incidents):
        first = firsts.get(one.duplicate_of) if one.duplicate_of is not None else None
        if first is None or not _of_child(one) <= _of_child(first):
            found.append(one)
    return found


def _moments(sheet: Sheet) -> list[Flowable]:
    """Return the moments at which parents meet over a child, and those that are to come."""
    say = sheet.say
    events = [one for one in sheet.input.snapshot.events if one.type in _MOMENTS]
    if not events:
        return []
    rows = [
        Row(
            [
                [Passage(*sheet.number(visible_number(one), CELL))],
                sheet.cell(describe(one.when, say)),
                [
                    sheet.passage(sheet.input.labels.contexts.get(one.type, one.type), CELL_STRONG),
                    *([sheet.passage(one.note, CELL, before=1)] if one.note else []),
                    *([sheet.passage(say("planned"), SMALL, before=1)] if one.planned else []),
                ],
            ]
        )
        for one in sorted(events, key=lambda one: (one.when.sort_key, one.number))
    ]
    return [
        *sheet.subsection(say("Hand-overs, contact and birth"), "moments"),
        sheet.table((0.17, 0.2, 0.63), rows, say("No."), say("When"), say("What")),
        sheet.paragraph(
            say("A hand-over can be used to keep control. Ask what is arranged for the child and for the parent."),
            CAUTION,
        ),
    ]


def _measures(sheet: Sheet) -> list[Flowable]:
    """Return the measures in force, by their numbers."""
    at = sheet.input.request.at
    running = [one for one in sheet.input.snapshot.measures if one.start <= at and (one.end is None or one.end >= at)]
    if not running or not running[0].number:
        return []
    before = sheet.say("Measures in force on the reference date:") + " "
    return [Paragraph(Passage(sheet.span(before, CELL), *sheet.numbers([named(one) for one in running], CELL)))]


def _row(sheet: Sheet, incident: Incident, present: dict[object, str]) -> Row:
    labels = sheet.input.labels
    behaviours = " · ".join(labels.behaviours.get(one, one) for one in incident.behaviours)
    facts, quote = _short(incident.facts), _short(incident.quote)
    told = [sheet.passage(facts, FACT) if facts else sheet.passage(f"“{quote}”", QUOTE)]
    if behaviours:
        told.append(sheet.passage(behaviours, SMALL, before=1))
    if ON_CHILDREN in incident.effects:
        told.append(sheet.passage(labels.effects.get(ON_CHILDREN, ON_CHILDREN), SMALL, before=1))
    return Row(
        [
            [Passage(*sheet.number(visible_number(incident), CELL))],
            sheet.cell(describe(incident.when, sheet.say)),
            told,
            sheet.cell(", ".join(present.values()) or "—"),
        ]
    )
