"""The steps of the reporting code as lines of a list, in the order of the code, with what nobody recorded."""

from dataclasses import replace
from datetime import date

from app.domain.code_step import CodeStep, Standing
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.viewmodels.circumstance_lines import RecordLine, hidden_line
from app.viewmodels.circumstances import RecordList
from app.viewmodels.sensitivity import Screen
from app.viewmodels.step_words import standing_words, step_words


def no_steps(say: Translator) -> RecordList:
    """Return the list while it is empty."""
    return RecordList(
        "step",
        say("Steps of the reporting code"),
        say("+ Step"),
        empty=say("No step of the reporting code is recorded."),
        caution=say("What is not recorded here may still have been done."),
    )


def step_list(snapshot: CaseSnapshot, screen: Screen, say: Translator) -> RecordList:
    """Return the list; which steps nobody recorded is told only while no step is hidden."""
    words = step_words(say)
    order = list(words)
    steps = sorted(snapshot.steps, key=lambda one: (order.index(one.step), one.taken_on or date.max, one.number))
    hidden = any(screen.covers_all(one) for one in steps)
    known = {one.step for one in steps}
    missing = [told for step, told in words.items() if step not in known]
    empty = no_steps(say)
    caution = empty.caution
    if steps and missing and not hidden:
        caution = f"{say('Not recorded: {steps}.', steps=say.series(missing))} {caution}"
    return replace(empty, lines=tuple(step_line(one, screen, say) for one in steps), caution=caution)


def step_line(step: CodeStep, screen: Screen, say: Translator) -> RecordLine:
    """Return one step in words, as the screen may show it."""
    return hidden_line(step, screen.word) if screen.covers_all(step) else _line(step, say)


def _line(step: CodeStep, say: Translator) -> RecordLine:
    who = [say("by {who}", who=step.taken_by)] if step.taken_by else []
    who += [say("with {who}", who=step.with_whom)] if step.with_whom else []
    return RecordLine(
        id=str(step.id),
        number=visible_number(step),
        title=step_words(say)[step.step],
        when=say.day(step.taken_on) if step.taken_on else say("day not recorded"),
        told=tuple(words for words in (step.outcome, step.why) if words),
        status="" if step.standing is Standing.TAKEN else standing_words(say)[step.standing],
        note=" · ".join(who),
    )
