"""The form of one step of the reporting code: which, whether it was taken, when, by whom, what came out and why."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.code_step import CodeStep, Standing, Step
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import visible_number
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.known_day import Hint
from app.viewmodels.plain_input import Input, InputKind, identity
from app.viewmodels.record_form import Checked, RecordForm
from app.viewmodels.step_words import standing_words, step_words


@dataclass(frozen=True)
class StepFields:
    """The fields as they are typed; the day is in words."""

    step: str = ""
    standing: str = Standing.TAKEN.value
    taken: str = ""
    taken_by: str = ""
    with_whom: str = ""
    outcome: str = ""
    why: str = ""
    sensitivity: str = Sensitivity.R2.value
    reason: str = ""


class StepForm(RecordForm[StepFields]):
    """The view-model of the form of one step."""

    kind: ClassVar[str] = "step"

    def inputs(self) -> tuple[Input, ...]:
        """Return the fields from top to bottom."""
        say = self._say
        steps = tuple(Choice(step.value, words) for step, words in step_words(say).items())
        standings = tuple(Choice(standing.value, words) for standing, words in standing_words(say).items())
        return (
            Input("step", say("Which step"), InputKind.CHOICE, (Choice("", say("choose …")), *steps)),
            Input("standing", say("Was it taken"), InputKind.CHOICE, standings),
            Input("taken", say("On which day"), aside=say("(empty: not known)")),
            Input("taken_by", say("By whom")),
            Input("with_whom", say("With whom"), aside=say("(role or organisation)")),
            Input("outcome", say("Outcome or decision"), InputKind.TEXT),
            Input("why", say("Why"), InputKind.TEXT),
        )

    @property
    def _step(self) -> CodeStep | None:
        """Return the record that the form is about."""
        return self.record if isinstance(self.record, CodeStep) else None

    def _title(self) -> str:
        """Return the visible number, or that it is new."""
        if self.record is None or not self.record.number:
            return self._say("New step of the reporting code")
        return self._say("Step {number} of the reporting code", number=visible_number(self.record))

    def _stored(self) -> StepFields:
        """Return the fields as they are saved."""
        return _fields(self._step, self._say)

    def _check(self) -> Checked:
        """Read the fields."""
        say, fields, old = self._say, self._fields, self._step
        day, hint = self._day(fields.taken, old.taken_on if old else None)
        hints = {"taken": hint}
        if fields.standing == Standing.UNSAFE.value:
            hints["standing"] = Hint(say("Leaving out a step because it is not safe is also following the code."))
        problems = [] if fields.step else [say("Choose which step it is.")]
        if hint.wrong:
            problems.append(hint.words)
        elif day is not None and day > self._now().date():
            problems.append(say("This day has yet to come."))
        if fields.standing != Standing.TAKEN.value and not fields.why.strip():
            problems.append(say("Write why the step was left out."))
        return Checked(hints, (), tuple(problems))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the step."""
        fields, old = self._fields, self._step
        day, _ = self._day(fields.taken, old.taken_on if old else None)
        step = CodeStep(
            **identity(old, fields.sensitivity),
            step=Step(fields.step),
            standing=Standing(fields.standing),
            taken_on=day,
            taken_by=fields.taken_by.strip(),
            with_whom=fields.with_whom.strip(),
            outcome=fields.outcome.strip(),
            why=fields.why.strip(),
        )
        return step, (), fields.reason.strip()

    def _kept_by(self) -> str:
        """Return nothing: no record points to a step."""
        return ""


def _fields(step: CodeStep | None, say: Translator) -> StepFields:
    """Return the fields of a record as text."""
    if step is None:
        return StepFields()
    return StepFields(
        step=step.step.value,
        standing=step.standing.value,
        taken=say.day(step.taken_on) if step.taken_on else "",
        taken_by=step.taken_by,
        with_whom=step.with_whom,
        outcome=step.outcome,
        why=step.why,
        sensitivity=step.sensitivity.value,
    )
