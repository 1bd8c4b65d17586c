"""The weighing of the professional: the last one that was signed, in own words. A draft is printed in no copy."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from app.domain.review import Ground, Review
from app.domain.snapshot import visible_number
from app.dossier.flow import Passage, Row
from app.dossier.sheet import Sheet
from app.dossier.styles import CAUTION, CELL, SMALL


def signed_review(sheet: Sheet) -> Review | None:
    """Return the weighing that was signed last and may be in this copy."""
    signed = [(one.signed_at, one.number, one) for one in sheet.input.snapshot.reviews if one.signed_at is not None]
    return max(signed, key=lambda one: one[:2])[2] if signed else None


def weighing(sheet: Sheet) -> list[Flowable]:
    """Return the section."""
    say, review = sheet.say, signed_review(sheet)
    if review is None or review.signed_at is None:
        return [sheet.paragraph(say("No signed weighing is in this copy."), CELL)]
    intro = say(
        "Weighing {number} of {day}, signed {moment} by {who}.",
        number=visible_number(review),
        day=say.day(review.reviewed_on),
        moment=say.moment(review.signed_at),
        who=review.signed_by or "—",
    )
    story: list[Flowable] = [sheet.paragraph(intro, CELL)]
    story.append(sheet.paragraph(review.judgement, after=6))
    if review.grounds:
        story.append(
            sheet.table((1.0,), [Row([list(_ground(sheet, ground))]) for ground in review.grounds], say("Reasons"))
        )
    told = [
        (say("What could happen"), review.scenarios),
        (say("What would change this weighing"), review.would_change),
        (say("Weigh again on"), say.day(review.next_on) if review.next_on else ""),
    ]
    story.append(sheet.pairs([(name, words) for name, words in told if words], CELL))
    if review.actions:
        rows = [
            Row(
                [
                    sheet.cell(action.what),
                    sheet.cell(action.owner or "—"),
                    sheet.cell(say.day(action.due) if action.due else "—"),
                ]
            )
            for action in review.actions
        ]
        story.append(sheet.table((0.6, 0.22, 0.18), rows, say("Action"), say("By whom"), say("By which day")))
    story.append(
        sheet.paragraph(say("This is the judgement of the one who signed, not a result of the rules."), CAUTION)
    )
    return story


def _ground(sheet: Sheet, ground: Ground) -> Iterator[Passage]:
    """Yield a reason, and what it leans on."""
    names = {incident.id: visible_number(incident) for incident in sheet.input.snapshot.incidents}
    yield sheet.passage(ground.words, CELL)
    numbers = [names[one] for one in ground.incidents if one in names]
    if numbers:
        yield Passage(sheet.span(sheet.say("Rests on:") + " ", SMALL), *sheet.numbers(numbers, SMALL), before=1)
    if ground.rules:
        rules = [sheet.input.labels.rules.get(rule, rule) for rule in ground.rules]
        yield sheet.passage(sheet.say("Findings: {which}", which=sheet.say.series(rules)), SMALL, before=1)
