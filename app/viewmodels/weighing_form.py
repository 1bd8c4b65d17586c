"""The form of one weighing: the concern in own words, its reasons, what could happen, and what will be done.

There is no field for a figure. A weighing is an ordinary record until it is signed; from then on it can only be read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from app.domain.change import Change
from app.domain.period_text import describe
from app.domain.record import Record, Sensitivity
from app.domain.review import Action, Ground, Review
from app.domain.signing import Signable
from app.domain.snapshot import CaseSnapshot, visible_number
from app.errors import AppError
from app.i18n import Translator
from app.risk.rulebook import load_rulebook
from app.viewmodels.choice import Choice
from app.viewmodels.desk import Desk
from app.viewmodels.field_marks import with_marks
from app.viewmodels.known_day import Hint
from app.viewmodels.pattern import PatternOf
from app.viewmodels.pattern_state import Link
from app.viewmodels.plain_input import identity
from app.viewmodels.record_form import Checked, EventsServices, RecordForm
from app.viewmodels.retraction_form import incident_choices


class SignRecord(Protocol):
    """Save a record as it is and close it for good, dropping its draft in the same transaction."""

    def __call__(self, case: UUID, record: Signable, /, *, draft: str | None = None) -> Change:
        """Sign the record."""


@dataclass(frozen=True)
class WeighingServices(EventsServices):
    """What weighings need done beside what every form of a record needs."""

    sign: SignRecord
    pattern_of: PatternOf


@dataclass(frozen=True)
class GroundFields:
    """One reason as it is typed; ``incidents`` are ids, ``rules`` name the rules of findings."""

    words: str = ""
    incidents: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.words.strip() or self.incidents or self.rules)


@dataclass(frozen=True)
class ActionFields:
    """One action as it is typed; ``due`` is a day in words."""

    what: str = ""
    owner: str = ""
    due: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.what.strip() or self.owner.strip() or self.due.strip())


@dataclass(frozen=True)
class WeighingFields:
    """The fields as they are typed; days are words."""

    reviewed: str = ""
    judgement: str = ""
    grounds: tuple[GroundFields, ...] = ()
    scenarios: str = ""
    would_change: str = ""
    actions: tuple[ActionFields, ...] = ()
    next: str = ""
    sensitivity: str = Sensitivity.R1.value
    reason: str = ""


class WeighingForm(RecordForm[WeighingFields]):
    """The view-model of the form of one weighing."""

    kind: ClassVar[str] = "review"
    _signs = False

    def __init__(
        self,
        snapshot: CaseSnapshot,
        record: Review | None,
        services: WeighingServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
        *,
        withdrawn: bool = False,
    ) -> None:
        """Show ``record``, or an empty form of today."""
        self._sealer = services
        self._findings: tuple[Choice, ...] = ()
        super().__init__(snapshot, record, services, desk, say, now, withdrawn=withdrawn)

    @property
    def signed(self) -> str:
        """Return when and by whom it was signed, or nothing."""
        review, say = self._review, self._say
        if review is None or review.signed_at is None:
            return ""
        return say("signed {moment} by {who}", moment=say.moment(review.signed_at), who=review.signed_by)

    def offer(self, findings: Sequence[Choice]) -> None:
        """Take over the findings that a reason can lean on."""
        self._findings = tuple(findings)

    def mark(self, field: str, mark: str) -> None:
        """Say how far one field may travel; nothing changes in what was signed."""
        if not self.signed:
            self._signs = False
            super().mark(field, mark)

    def edit(self, **fields: Any) -> None:  # noqa: ANN401  the fields of the form
        """Take over what was typed; nothing changes in what was signed."""
        if not self.signed:
            self._signs = False
            super().edit(**fields)

    def add_ground(self) -> None:
        """Add an empty reason."""
        self.edit(grounds=(*self._fields.grounds, GroundFields()))

    def edit_ground(self, index: int, **fields: Any) -> None:  # noqa: ANN401  the fields of a reason
        """Take over what was typed in a reason."""
        grounds = list(self._fields.grounds)
        grounds[index] = replace(grounds[index], **fields)
        self.edit(grounds=tuple(grounds))

    def drop_ground(self, index: int) -> None:
        """Take a reason away."""
        self.edit(grounds=self._fields.grounds[:index] + self._fields.grounds[index + 1 :])

    def add_action(self) -> None:
        """Add an empty action."""
        self.edit(actions=(*self._fields.actions, ActionFields()))

    def edit_action(self, index: int, **fields: str) -> None:
        """Take over what was typed in an action."""
        actions = list(self._fields.actions)
        actions[index] = replace(actions[index], **fields)
        self.edit(actions=tuple(actions))

    def drop_action(self, index: int) -> None:
        """Take an action away."""
        self.edit(actions=self._fields.actions[:index] + self._fields.actions[index + 1 :])

    def incident_choices(self) -> tuple[Choice, ...]:
        """Return the incidents that a reason can lean on."""
        return incident_choices(self._snapshot, self._say)

    def finding_choices(self, ground: GroundFields) -> tuple[Choice, ...]:
        """Return the findings that a reason can lean on, also those that it already names."""
        offered = {choice.key for choice in self._findings}
        named = (Choice(rule, rule_words(rule, self._say)) for rule in ground.rules if rule not in offered)
        return (*self._findings, *named)

    def links(self, ground: GroundFields) -> tuple[Link, ...]:
        """Return what a reason leans on; a withdrawn incident is named but leads nowhere."""
        known = {str(incident.id): incident for incident in self._snapshot.incidents}
        seen = {str(one.record): one.name for one in self._review.seen} if self._review else {}
        say = self._say
        links = [
            Link(visible_number(known[one]), one, describe(known[one].when, say))
            if one in known
            else Link(say("{number}, withdrawn", number=seen[one]), "")
            for one in ground.incidents
            if one in known or one in seen
        ]
        return (*links, *(Link(rule_words(rule, say), rule) for rule in ground.rules))

    def sign(self) -> None:
        """Sign the weighing as it is on the screen, when nothing stands in its way; it is closed for good."""
        self._signs = self._told = True
        if self._saving or self._withdrawn or self.signed or self._check().problems:
            self._show()
            return
        key, case = self.key, self._snapshot.case.id
        record = with_marks(self._build()[0], self._marks)
        if not isinstance(record, Review):
            return
        self._saving = True

        def signed(_change: Change) -> None:
            self._saving = self._told = self._dirty = False
            self.record, self._note = record, ""
            self._show()

        def failed(error: AppError) -> None:
            self._saving = False
            self._note = self._say("not saved")
            self._desk.tell(error)
            self._show()

        self._desk.do(lambda: self._sealer.sign(case, record, draft=key), signed, failed)

    @property
    def _review(self) -> Review | None:
        """Return the weighing that the form is about."""
        return self.record if isinstance(self.record, Review) else None

    def _title(self) -> str:
        """Return the visible number, or that the weighing is new."""
        if self.record is None or not self.record.number:
            return self._say("New weighing")
        return self._say("Weighing {number}", number=visible_number(self.record))

    def _stored(self) -> WeighingFields:
        """Return the fields as they are saved."""
        return _fields(self._review, self._say, self._today())

    def _days(self) -> dict[str, tuple[date | None, Hint]]:
        """Read the days; that of an action under ``due`` and its place."""
        fields, old = self._fields, self._review
        days = {
            "reviewed": self._day(fields.reviewed, old.reviewed_on if old else self._today()),
            "next": self._day(fields.next, old.next_on if old else None),
        }
        before = {self._say.day(one.due): one.due for one in old.actions if one.due} if old else {}
        for index, action in enumerate(fields.actions):
            days[f"due{index}"] = self._day(action.due, before.get(action.due))
        return days

    def _check(self) -> Checked:
        """Read the fields."""
        say, fields, days = self._say, self._fields, self._days()
        hints = {name: hint for name, (_, hint) in days.items()}
        problems = [] if fields.reviewed.strip() else [say("Write the day of the weighing.")]
        problems += [hint.words for hint in hints.values() if hint.wrong]
        if any(not ground.words.strip() and not ground.empty for ground in fields.grounds):
            problems.append(say("Write a reason in own words; incidents alone are no reason."))
        if any(not action.what.strip() and not action.empty for action in fields.actions):
            problems.append(say("Write what will be done."))
        if self._signs and not fields.judgement.strip():
            problems.append(say("Write the concern in own words before signing."))
        if self._signs and all(ground.empty for ground in fields.grounds):
            problems.append(say("Write at least one reason before signing."))
        return Checked(hints, (), tuple(dict.fromkeys(problems)))

    def _build(self) -> tuple[Record, tuple[Record, ...], str]:
        """Return the weighing."""
        fields, old, days = self._fields, self._review, self._days()
        known = {str(incident.id) for incident in self._snapshot.incidents}
        review = Review(
            **identity(old, fields.sensitivity),
            reviewed_on=days["reviewed"][0] or self._today(),
            window=old.window if old else self._snapshot.case.window,
            judgement=fields.judgement.strip(),
            grounds=tuple(
                Ground(
                    words=ground.words.strip(),
                    incidents=tuple(UUID(one) for one in ground.incidents if one in known),
                    rules=ground.rules,
                )
                for ground in fields.grounds
                if not ground.empty
            ),
            scenarios=fields.scenarios.strip(),
            would_change=fields.would_change.strip(),
            actions=tuple(
                Action(what=action.what.strip(), owner=action.owner.strip(), due=days[f"due{index}"][0])
                for index, action in enumerate(fields.actions)
                if not action.empty
            ),
            next_on=days["next"][0],
        )
        return review, (), fields.reason.strip()

    def _kept_by(self) -> str:
        """Return that a signed weighing stays."""
        return self._say("A signed weighing stays as it is.") if self.signed else ""


def rule_words(rule: str, say: Translator) -> str:
    """Return a rule by its id and its name."""
    names = {text.id: text.name for text in load_rulebook().rules}
    return f"{rule} · {say.label(names[rule])}" if rule in names else rule


def _fields(review: Review | None, say: Translator, today: date) -> WeighingFields:
    """Return the fields of a weighing as text."""
    if review is None:
        return WeighingFields(reviewed=say.day(today), grounds=(GroundFields(),))
    return WeighingFields(
        reviewed=say.day(review.reviewed_on),
        judgement=review.judgement,
        grounds=tuple(
            GroundFields(ground.words, tuple(str(one) for one in ground.incidents), ground.rules)
            for ground in review.grounds
        ),
        scenarios=review.scenarios,
        would_change=review.would_change,
        actions=tuple(
            ActionFields(action.what, action.owner, say.day(action.due) if action.due else "")
            for action in review.actions
        ),
        next=say.day(review.next_on) if review.next_on else "",
        sensitivity=review.sensitivity.value,
    )
