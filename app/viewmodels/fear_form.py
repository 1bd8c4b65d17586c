"""The form of one statement of fear: a number from 0 to 10 on a day, and the words that came with it."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.fear import HIGHEST, FearScore
from app.domain.person import Role
from app.domain.record import Record, Sensitivity
from app.domain.snapshot import visible_number
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.plain_input import Input, InputKind, identity
from app.viewmodels.record_form import Checked
from app.viewmodels.roles import role_name
from app.viewmodels.source_fields import SourcedFields, SourcedForm, source_fields


@dataclass(frozen=True)
class FearFields(SourcedFields):
    """The fields as they are typed; days are words."""

    score: str = ""
    given: str = ""
    words: str = ""
    role: str = Role.VICTIM.value
    sensitivity: str = Sensitivity.R2.value
    reason: str = ""


class FearForm(SourcedForm[FearFields]):
    """The view-model of the form of one statement of fear."""

    kind: ClassVar[str] = "fear"

    def inputs(self) -> tuple[Input, ...]:
        """Return the fields from top to bottom."""
        say = self._say
        return (
            Input("role", say("Whose fear"), InputKind.CHOICE, _roles(say)),
            Input("score", say("How afraid, from 0 to 10"), InputKind.CHOICE, _scores(say)),
            Input("given", say("Said on")),
            Input("words", say("In own words"), InputKind.TEXT),
            Input("sources", say("Sources"), InputKind.SOURCES),
        )

    @property
    def _fear(self) -> FearScore | None:
        """Return the statement that the form is about."""
        return self.record if isinstance(self.record, FearScore) else None

    def _title(self) -> str:
        """Return the visible number, or that the statement is new."""
        if self.record is None or not self.record.number:
            return self._say("New fear figure")
        return self._say("Fear figure {number}", number=visible_number(self.record))

    def _stored(self) -> FearFields:
        """Return the fields as they are saved."""
        return _fields(self._fear, self._say)

    def _check(self) -> Checked:
        """Read the fields."""
        say, fields, old = self._say, self._fields, self._fear
        day, given = self._day(fields.given, old.given_on if old else None)
        sources, wrong = self._check_sources()
        problems = [] if fields.score else [say("Choose the number that was said.")]
        if not fields.given.strip():
            problems.append(say("Write on which day it was said."))
        elif given.wrong:
            problems.append(given.words)
        elif day is not None and day > self._today():
            problems.append(say("This day has yet to come."))
        return Checked({"given": given, **sources}, (), tuple(dict.fromkeys([*problems, *wrong])))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the statement with the sources that are new."""
        fields, old = self._fields, self._fear
        day, _ = self._day(fields.given, old.given_on if old else None)
        citations, new = self._cited()
        fear = FearScore(
            **identity(old, fields.sensitivity),
            score=int(fields.score),
            given_on=day or self._today(),
            words=fields.words.strip(),
            role=Role(fields.role),
            sources=citations,
        )
        return fear, new, fields.reason.strip()

    def _kept_by(self) -> str:
        """Return nothing: no record points to a statement of fear."""
        return ""


def score_words(score: int, say: Translator) -> str:
    """Return a number with what its ends mean."""
    if score == 0:
        return say("0 · no fear")
    return say("10 · the worst fear there is") if score == HIGHEST else str(score)


def _scores(say: Translator) -> tuple[Choice, ...]:
    return (
        Choice("", say("choose …")),
        *(Choice(str(score), score_words(score, say)) for score in range(HIGHEST + 1)),
    )


def _roles(say: Translator) -> tuple[Choice, ...]:
    return tuple(Choice(role.value, role_name(role, say)) for role in Role)


def _fields(fear: FearScore | None, say: Translator) -> FearFields:
    """Return the fields of a statement as text."""
    if fear is None:
        return FearFields()
    return FearFields(
        score=str(fear.score),
        given=say.day(fear.given_on),
        words=fear.words,
        role=fear.role.value,
        sensitivity=fear.sensitivity.value,
        sources=source_fields(fear.sources, say),
    )
