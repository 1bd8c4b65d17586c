"""The children: who they are, what they saw and what it does to them (D7)."""

from reportlab.platypus import Flowable

from app.domain.incident import Incident
from app.domain.period_text import describe
from app.domain.person import Role
from app.domain.snapshot import visible_number
from app.dossier.flow import Passage, Row
from app.dossier.sections.flags import CHILDREN_LIST, answered_list
from app.dossier.sheet import Sheet
from app.dossier.styles import CAUTION, CELL, SMALL

_ON_CHILDREN = "eff-child"


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
    concerned = [one for one in snapshot.incidents if one.children_present or _ON_CHILDREN in one.effects]
    if concerned:
        ordered = sorted(concerned, key=lambda one: (one.when.sort_key, one.number))
        rows = [
            _row(sheet, one, {child: known.get(child, say("a child")) for child in one.children_present})
            for one in ordered
        ]
        story.append(
            sheet.table((0.17, 0.2, 0.43, 0.2), rows, say("No."), say("When"), say("Behaviour"), say("Who was there"))
        )
    else:
        story.append(sheet.paragraph(say("No incident was recorded in which a child was present."), CELL))
    story.append(
        sheet.paragraph(say("A child that is not named at an incident may still have seen or heard it."), CAUTION)
    )
    for checklist in sheet.input.checklists:
        if checklist.key == CHILDREN_LIST:
            story += answered_list(sheet, checklist, "children-list")
    return story


def _row(sheet: Sheet, incident: Incident, present: dict[object, str]) -> Row:
    labels = sheet.input.labels
    behaviours = " · ".join(labels.behaviours.get(one, one) for one in incident.behaviours)
    told = [sheet.passage(behaviours or "—", CELL)]
    if _ON_CHILDREN in incident.effects:
        told.append(sheet.passage(labels.effects.get(_ON_CHILDREN, _ON_CHILDREN), SMALL, before=1))
    return Row(
        [
            [Passage(*sheet.number(visible_number(incident), CELL))],
            sheet.cell(describe(incident.when, sheet.say)),
            told,
            sheet.cell(", ".join(present.values()) or "—"),
        ]
    )
