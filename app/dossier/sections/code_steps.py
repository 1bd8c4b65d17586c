"""The steps of the reporting code: what was recorded of each, and which of them nobody recorded (D15)."""

from collections.abc import Iterator, Mapping
from datetime import date

from reportlab.platypus import Flowable

from app.domain.code_step import CodeStep, Standing, Step
from app.domain.snapshot import visible_number
from app.dossier.flow import Passage, Row
from app.dossier.sheet import Sheet
from app.dossier.styles import CELL, CELL_STRONG, SMALL
from app.i18n import Translator


def step_words(say: Translator) -> Mapping[Step, str]:
    """Return the words for the five steps, in their order."""
    return {
        Step.SIGNALS: say("1 Signals mapped"),
        Step.CONSULT: say("2 Colleague or Veilig Thuis consulted"),
        Step.TALK: say("3 Spoken with those concerned"),
        Step.WEIGH: say("4 Violence weighed"),
        Step.DECIDE: say("5 Decided on reporting and on help"),
    }


def standing_words(say: Translator) -> Mapping[Standing, str]:
    """Return the words for whether a step was taken."""
    return {
        Standing.TAKEN: say("taken"),
        Standing.SKIPPED: say("left out"),
        Standing.UNSAFE: say("left out, because it was not safe"),
    }


def code_steps(sheet: Sheet) -> list[Flowable]:
    """Return every step with what was recorded of it; a step without a record is never told as not taken."""
    say = sheet.say
    rows = [row for step, words in step_words(say).items() for row in _rows(sheet, step, words)]
    titles = say("Step"), say("Date"), say("By and with whom"), say("Outcome or decision, and why")
    return [
        *sheet.subsection(say("Steps of the reporting code"), "reporting-code"),
        sheet.table((0.27, 0.15, 0.22, 0.36), rows, *titles),
        sheet.paragraph(say("What is not recorded may still have been done, or may not be in this copy."), SMALL),
    ]


def _rows(sheet: Sheet, step: Step, words: str) -> Iterator[Row]:
    """Yield a row for every time that a step was taken or left out, oldest first."""
    say = sheet.say
    taken = [one for one in sheet.input.snapshot.steps if one.step is step]
    missing = say("not recorded")
    if not taken:
        yield Row([sheet.cell(words), sheet.cell(missing, SMALL), sheet.cell("—"), sheet.cell(missing, SMALL)])
    for one in sorted(taken, key=lambda one: (one.taken_on or date.max, one.number)):
        day = sheet.cell(say.day(one.taken_on)) if one.taken_on else sheet.cell(missing, SMALL)
        named = [sheet.passage(words, CELL), sheet.passage(visible_number(one), SMALL, before=1)]
        yield Row([named, day, list(_people(sheet, one)), list(_told(sheet, one))])


def _people(sheet: Sheet, step: CodeStep) -> Iterator[Passage]:
    """Yield by whom and with whom."""
    say = sheet.say
    yield sheet.passage(step.taken_by or say("not recorded"), CELL if step.taken_by else SMALL)
    if step.with_whom:
        yield sheet.passage(say("with {who}", who=step.with_whom), CELL, before=1)


def _told(sheet: Sheet, step: CodeStep) -> Iterator[Passage]:
    """Yield whether it was taken, what came out, and why."""
    say = sheet.say
    yield sheet.passage(standing_words(say)[step.standing], CELL_STRONG)
    if step.outcome:
        yield sheet.passage(step.outcome, CELL, before=1)
    if step.why:
        yield sheet.passage(say("Why: {why}", why=step.why), CELL, before=1)
