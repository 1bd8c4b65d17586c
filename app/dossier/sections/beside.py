"""What stands beside the incidents: fear, protection, outcomes of instruments, and statements taken back."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.domain.period_text import describe
from app.domain.person import Role
from app.domain.snapshot import visible_number
from app.dossier.flow import Grid, Passage, Row
from app.dossier.sheet import Sheet
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, QUOTE, SMALL
from app.i18n import Translator


def has_beside(sheet: Sheet) -> bool:
    """Whether there is anything to print."""
    snapshot = sheet.input.snapshot
    return bool(snapshot.fears or snapshot.protections or snapshot.outcomes or snapshot.retractions)


def beside(sheet: Sheet, number: int) -> list[Flowable]:
    """Return the section."""
    story = sheet.section(number, sheet.say("Fear, protection and outcomes"))
    for title, key, caution, head, widths, rows in (_fears(sheet), _protections(sheet), _outcomes(sheet), _back(sheet)):
        if rows:
            story += sheet.subsection(title, key)
            story.append(Grid(widths, rows, head=sheet.head(*head)))
            story.append(sheet.paragraph(caution, CAUTION))
    return story


_Table = tuple[str, str, str, tuple[str, ...], tuple[float, ...], Sequence[Row]]


def _fears(sheet: Sheet) -> _Table:
    say = sheet.say
    rows = [
        Row(
            [
                sheet.cell(visible_number(fear), CELL_STRONG),
                sheet.cell(say.day(fear.given_on)),
                sheet.cell(_roles(say)[fear.role]),
                sheet.cell(say("{number} of 10", number=fear.score)),
                [sheet.passage(f"“{fear.words}”", QUOTE)] if fear.words else sheet.cell("—"),
            ]
        )
        for fear in sorted(sheet.input.snapshot.fears, key=lambda one: (one.given_on, one.number))
    ]
    head = (say("No."), say("Date"), say("Who"), say("Fear"), say("Own words"))
    caution = say("High fear is a reason to ask. Little fear takes nothing away from what is recorded.")
    return say("Fear"), "beside-fear", caution, head, (0.09, 0.15, 0.22, 0.13, 0.41), rows


def _protections(sheet: Sheet) -> _Table:
    say, names = sheet.say, sheet.input.labels.protections
    rows = []
    for one in sheet.input.snapshot.protections:
        told = [sheet.passage(names.get(one.fact, one.fact), CELL)]
        if one.note:
            told.append(sheet.passage(one.note, SMALL, before=1))
        if one.depends_on:
            told.append(
                sheet.passage(say("takes cooperation: {whom}", whom=_roles(say)[one.depends_on]), SMALL, before=1)
            )
        since = say.day(one.since) if one.since else say("start not known")
        until = say.day(one.until) if one.until else say("no end known")
        if one.verified_on:
            who = one.verified_by
            day = say.day(one.verified_on)
            verified = say("verified {day} by {who}", day=day, who=who) if who else say("verified {day}", day=day)
        else:
            verified = say("not verified")
        rows.append(
            Row(
                [
                    sheet.cell(visible_number(one), CELL_STRONG),
                    told,
                    sheet.cell(f"{since} – {until}"),
                    sheet.cell(verified),
                ]
            )
        )
    head = (say("No."), say("What protects"), say("In force"), say("Verified"))
    caution = say("What protects is never subtracted from what is recorded.")
    return say("What protects"), "beside-protection", caution, head, (0.09, 0.43, 0.25, 0.23), rows


def _outcomes(sheet: Sheet) -> _Table:
    say, names = sheet.say, sheet.input.labels.instruments
    rows = []
    for one in sorted(sheet.input.snapshot.outcomes, key=lambda one: (one.taken_on, one.number)):
        trained = {True: say("trained"), False: say("not trained"), None: say("training not known")}[one.trained]
        name = names.get(one.instrument, one.instrument)
        told = [sheet.passage(name, CELL)]
        if one.version:
            told.append(sheet.passage(say("version {version}", version=one.version), SMALL, before=1))
        until = say("holds until {day}", day=say.day(one.valid_until)) if one.valid_until else ""
        outcome = [sheet.passage(f"“{one.outcome}”", QUOTE)]
        if until:
            outcome.append(sheet.passage(until, SMALL, before=1))
        rows.append(
            Row(
                [
                    sheet.cell(visible_number(one), CELL_STRONG),
                    told,
                    sheet.cell(say.day(one.taken_on)),
                    sheet.cell(" · ".join(part for part in (one.taken_by, trained) if part)),
                    outcome,
                ]
            )
        )
    head = (say("No."), say("Instrument"), say("Date"), say("Used by"), say("Outcome"))
    caution = say("Only the outcome is printed, in the words of the instrument; its questions are in no copy.")
    return say("Outcomes of instruments"), "beside-outcome", caution, head, (0.09, 0.27, 0.14, 0.2, 0.3), rows


def _back(sheet: Sheet) -> _Table:
    say, snapshot = sheet.say, sheet.input.snapshot
    names = {incident.id: visible_number(incident) for incident in snapshot.incidents}
    rows = []
    for one in sorted(snapshot.retractions, key=lambda one: (one.when.sort_key, one.number)):
        told = [sheet.passage(one.what, CELL)]
        if one.quote:
            told.append(sheet.passage(f"“{one.quote}”", QUOTE, before=1))
        numbers = [names[incident] for incident in one.incidents if incident in names]
        about = [Passage(*sheet.numbers(numbers, CELL))] if numbers else sheet.cell("—")
        rows.append(
            Row([sheet.cell(visible_number(one), CELL_STRONG), sheet.cell(describe(one.when, say)), told, about])
        )
    head = (say("No."), say("When"), say("What was taken back"), say("About"))
    caution = say("Taking back does not mean that it did not happen. What was told stays and keeps counting.")
    return say("Statements taken back"), "beside-retraction", caution, head, (0.09, 0.2, 0.51, 0.2), rows


def _roles(say: Translator) -> dict[Role, str]:
    return {
        Role.VICTIM: say("alleged victim"),
        Role.PERPETRATOR: say("alleged perpetrator"),
        Role.CHILD: say("child"),
        Role.RELATIVE: say("relative"),
        Role.WITNESS: say("witness"),
        Role.PROFESSIONAL: say("professional"),
        Role.OTHER: say("somebody else"),
    }
