"""Who helps with what, and what protects; never an address (D13)."""

from collections import defaultdict

from reportlab.platypus import Flowable

from app.domain.person import Role
from app.domain.protection import Protection
from app.domain.snapshot import visible_number
from app.dossier.flow import Row
from app.dossier.sections.persons import role_words
from app.dossier.sheet import Sheet, anchor_of
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, SMALL


def contacts(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, snapshot = sheet.say, sheet.input.snapshot
    since: defaultdict[str, list[str]] = defaultdict(list)
    for source in snapshot.sources:
        if source.organisation.strip():
            since[source.organisation.strip()] += [say.day(source.dated)] if source.dated else []
    rows = [
        *(
            Row([sheet.cell(person.name or say("not named"), CELL_STRONG), sheet.cell(person.relation or "—")])
            for person in snapshot.in_role(Role.PROFESSIONAL)
        ),
        *(
            Row(
                [
                    sheet.cell(organisation, CELL_STRONG),
                    sheet.cell(
                        say("keeps sources in this file, dated {days}", days=", ".join(dict.fromkeys(days)))
                        if days
                        else say("keeps sources in this file, the day not recorded")
                    ),
                ]
            )
            for organisation, days in since.items()
        ),
    ]
    story: list[Flowable] = []
    if rows:
        story.append(sheet.table((0.35, 0.65), rows, say("Who"), say("What and since when")))
    else:
        story.append(sheet.paragraph(say("No helping organisation or professional is in this copy."), CELL))
    return [*story, *_protections(sheet)]


def _protections(sheet: Sheet) -> list[Flowable]:
    """Return what protects."""
    say, protections = sheet.say, sheet.input.snapshot.protections
    if not protections:
        return []
    rows = [_protection(sheet, one) for one in protections]
    return [
        *sheet.subsection(say("What protects"), "protections"),
        sheet.table((0.09, 0.43, 0.25, 0.23), rows, say("No."), say("What protects"), say("In force"), say("Verified")),
        sheet.paragraph(say("What protects is never subtracted from what is recorded."), CAUTION),
    ]


def _protection(sheet: Sheet, one: Protection) -> Row:
    say, names = sheet.say, sheet.input.labels.protections
    told = [sheet.passage(names.get(one.fact, one.fact), CELL)]
    if one.note:
        told.append(sheet.passage(one.note, SMALL, before=1))
    if one.depends_on:
        whom = role_words(say)[one.depends_on]
        told.append(sheet.passage(say("takes cooperation: {whom}", whom=whom), SMALL, before=1))
    since = say.day(one.since) if one.since else say("start not known")
    until = say.day(one.until) if one.until else say("no end known")
    if one.verified_on:
        day = say.day(one.verified_on)
        who = one.verified_by
        verified = say("verified {day} by {who}", day=day, who=who) if who else say("verified {day}", day=day)
    else:
        verified = say("not verified")
    number = visible_number(one)
    return Row(
        [sheet.cell(number, CELL_STRONG), told, sheet.cell(f"{since} – {until}"), sheet.cell(verified)],
        anchor=anchor_of(number),
    )
