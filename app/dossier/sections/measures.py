"""What is in force now and until when, and every breach with what was done about it (D11)."""

from reportlab.platypus import Flowable

from app.domain.incident import Breach, Incident
from app.domain.measure import Measure
from app.domain.period_text import describe
from app.domain.snapshot import visible_number
from app.dossier.flow import Passage, Row
from app.dossier.sheet import Sheet, anchor_of, named
from app.dossier.styles import CAUTION, CELL, CELL_STRONG, SMALL
from app.i18n import Translator


def measures(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, snapshot = sheet.say, sheet.input.snapshot
    if snapshot.measures:
        rows = [_row(sheet, one) for one in sorted(snapshot.measures, key=lambda one: (one.start, one.number))]
        story: list[Flowable] = [
            sheet.table(
                (0.08, 0.32, 0.24, 0.22, 0.14),
                rows,
                say("No."),
                say("Measure"),
                say("In force"),
                say("Issued by"),
                say("Checked"),
            )
        ]
    else:
        story = [sheet.paragraph(say("No measures are in this copy."), CELL)]
    return [*story, *_breaches(sheet)]


def _row(sheet: Sheet, measure: Measure) -> Row:
    say, at = sheet.say, sheet.input.request.at
    end = say.day(measure.end) if measure.end else say("no end known")
    label = [sheet.passage(measure.label, CELL)]
    if measure.terms:
        label.append(sheet.passage(measure.terms, SMALL, before=1))
    force = [
        sheet.passage(f"{say.day(measure.start)} – {end}", CELL),
        sheet.passage(_standing(measure, sheet), SMALL if measure.end and measure.end < at else CELL_STRONG, before=1),
    ]
    checked = say.day(measure.verified_on) if measure.verified_on else say("not checked")
    return Row(
        [
            sheet.cell(named(measure)),
            label,
            force,
            sheet.cell(measure.issued_by or "—"),
            sheet.cell(checked),
        ],
        anchor=anchor_of(named(measure)),
    )


def _standing(measure: Measure, sheet: Sheet) -> str:
    """Say whether it is in force on the reference date, and for how long still."""
    say, at = sheet.say, sheet.input.request.at
    if measure.start > at:
        return say("not in force yet")
    if measure.end is None:
        return say("in force, end not known")
    if measure.end < at:
        return say("ended")
    return say.n("in force, {n} day left", "in force, {n} days left", (measure.end - at).days)


def reaction_words(breach: Breach, say: Translator) -> str:
    """Return what was done about a breach, and how soon."""
    reaction = breach.reaction or say("no reaction recorded")
    if breach.reaction_hours is None:
        return reaction
    return say("{reaction} (after {hours} hours)", reaction=reaction, hours=say.number(breach.reaction_hours))


def _breaches(sheet: Sheet) -> list[Flowable]:
    """Return every breach, oldest first."""
    say, snapshot = sheet.say, sheet.input.snapshot
    story = sheet.subsection(say("Breaches and what was done"), "breaches")
    names = {measure.id: named(measure) for measure in snapshot.measures}
    ordered = sorted(snapshot.incidents, key=lambda one: (one.when.sort_key, one.number))
    rows = [_breach(sheet, one, breach, names[breach.measure]) for one in ordered for breach in one.breaches]
    if not rows:
        return [] if sheet.is_access else [*story, sheet.paragraph(say("No breach is in this copy."), CELL)]
    return [
        *story,
        sheet.table((0.17, 0.2, 0.17, 0.46), rows, say("No."), say("When"), say("Measure"), say("Reaction")),
        sheet.paragraph(
            say("A breach without a reaction is a fact about the reaction, not about the breach."), CAUTION
        ),
    ]


def _breach(sheet: Sheet, incident: Incident, breach: Breach, measure: str) -> Row:
    return Row(
        [
            [Passage(*sheet.number(visible_number(incident), CELL))],
            sheet.cell(describe(incident.when, sheet.say)),
            [Passage(*sheet.number(measure, CELL))],
            sheet.cell(reaction_words(breach, sheet.say)),
        ]
    )
