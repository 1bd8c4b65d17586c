"""The weighings of a case, and what was added, changed or withdrawn since the last one that was signed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from app.domain.code_step import CodeStep
from app.domain.finding import Outcome
from app.domain.record import Record
from app.domain.review import Review, Seen
from app.domain.revision import RecordKind, Withdrawn
from app.domain.seen import changes_since
from app.domain.snapshot import CaseSnapshot, number_in, visible_number
from app.i18n import Translator
from app.viewmodels.choice import Choice
from app.viewmodels.circumstances import RecordList
from app.viewmodels.desk import Desk
from app.viewmodels.event_lines import WithdrawnLine
from app.viewmodels.record_form import FormDraft, RecordForm
from app.viewmodels.record_page import FormKind, Read, RecordPage
from app.viewmodels.step_form import StepFields, StepForm
from app.viewmodels.step_lines import no_steps, step_line, step_list
from app.viewmodels.weighing_form import WeighingFields, WeighingForm, WeighingServices, rule_words

_PLACES = {
    RecordKind.INCIDENT: "incidents",
    RecordKind.EVENT: "events",
    RecordKind.MEASURE: "events",
    RecordKind.SOURCE: "sources",
    RecordKind.FEAR: "circumstances",
    RecordKind.PROTECTION: "circumstances",
    RecordKind.OUTCOME: "circumstances",
    RecordKind.RETRACTION: "circumstances",
    RecordKind.EXHIBIT: "sources",
    RecordKind.STEP: "weighings",
}


@dataclass(frozen=True)
class WeighingLine:
    """One weighing in the list."""

    id: str
    number: str
    when: str
    title: str
    status: str
    signed: bool
    note: str
    asks: bool = False


@dataclass(frozen=True)
class ChangedLink:
    """Something that changed; ``page`` is where it can be seen, "" for what can only be named."""

    text: str
    page: str = ""
    record: str = ""


@dataclass(frozen=True)
class ChangedGroup:
    """What changed in one way since the last weighing."""

    title: str
    links: tuple[ChangedLink, ...]


@dataclass(frozen=True)
class WeighingsState:
    """The page in ready words."""

    title: str
    steps: RecordList
    lines: tuple[WeighingLine, ...] = ()
    empty: str = ""
    since_title: str = ""
    since: tuple[ChangedGroup, ...] = ()
    since_none: str = ""
    withdrawn: tuple[WithdrawnLine, ...] = ()


@dataclass(frozen=True)
class _ReadWeighings(Read):
    """What was read, with the findings that a reason can lean on."""

    findings: tuple[Choice, ...] = ()


class Weighings(RecordPage):
    """The view-model of the page of weighings."""

    kinds: ClassVar[tuple[FormKind, ...]] = (
        FormKind("review", Review, FormDraft[WeighingFields], WeighingForm),
        FormKind("step", CodeStep, FormDraft[StepFields], StepForm),
    )

    def __init__(
        self, case: UUID, services: WeighingServices, desk: Desk, say: Translator, now: Callable[[], datetime]
    ) -> None:
        """Show the weighings of ``case``; ``load`` fills the list."""
        self.state = WeighingsState(title=say("Weighing"), steps=no_steps(say))
        self._rules = services
        super().__init__(case, services, desk, say, now)

    def begin(self) -> None:
        """Open an empty form, or the one that was half typed."""
        self.new("review")

    def _read(self, record: UUID | None, *, drafts_of: str = "") -> Read:
        """Read the case, and what the rules see in it today."""
        read = super()._read(record, drafts_of=drafts_of)
        seen = self._rules.pattern_of(self.case, at=self._now().date(), window=read.snapshot.case.window)
        findings = (
            Choice(found.rule, rule_words(found.rule, self._say))
            for found in sorted(seen.findings, key=lambda found: (found.outcome is not Outcome.SIGNAL, found.rule))
            if found.outcome is not Outcome.INSUFFICIENT
        )
        return _ReadWeighings(read.snapshot, read.withdrawn, read.history, read.drafts, tuple(findings))

    def _make(self, kind: FormKind, read: Read, record: Record | None, *, withdrawn: bool) -> RecordForm[Any]:
        """Return a form that knows the findings."""
        form = super()._make(kind, read, record, withdrawn=withdrawn)
        if isinstance(form, WeighingForm) and isinstance(read, _ReadWeighings):
            form.offer(read.findings)
        return form

    def _write(self, read: Read) -> None:
        """Make the state anew: the latest weighing on top."""
        say, snapshot = self._say, read.snapshot
        reviews = sorted(snapshot.reviews, key=lambda one: (one.reviewed_on, one.number), reverse=True)
        last = last_signed(snapshot)
        groups = self._groups(last, self._seen.snapshot) if last and self._seen else ()
        self.state = WeighingsState(
            title=self.state.title,
            lines=tuple(self._line(one, latest=one is reviews[0]) for one in reviews),
            empty="" if reviews else say("This case was not weighed yet. The rules only count; weighing is your work."),
            since_title=self._since(last),
            since=groups,
            since_none=""
            if groups
            else say("Nothing was added, changed or withdrawn since.")
            if last
            else say("Once a weighing is signed, everything that changes after it is listed here."),
            withdrawn=tuple(line for one in read.withdrawn if (line := self._gone(one)) is not None),
            steps=step_list(snapshot, self.screen, say),
        )

    def _gone(self, gone: Withdrawn) -> WithdrawnLine | None:
        """Return what was withdrawn in words, or nothing for a record of another page."""
        say, record = self._say, gone.record
        match record:
            case Review():
                when, title = "", say("Weighing")
            case CodeStep():
                line = step_line(record, self.screen, say)
                when, title = line.when, line.title
            case _:
                return None
        note = say("withdrawn {moment} by {who}: {reason}", moment=say.moment(gone.at), who=gone.by, reason=gone.reason)
        return WithdrawnLine(str(record.id), visible_number(record), when, title, note)

    def _line(self, review: Review, *, latest: bool) -> WeighingLine:
        """Return one weighing in words; only the latest asks to be made again."""
        say, today = self._say, self._now().date()
        signed = review.signed_at is not None
        overdue = latest and review.next_on is not None and review.next_on < today
        note = ""
        if review.next_on is not None:
            day = say.day(review.next_on)
            note = say("to be weighed again since {day}", day=day) if overdue else say("weigh again on {day}", day=day)
        return WeighingLine(
            id=str(review.id),
            number=visible_number(review),
            when=say.day(review.reviewed_on),
            title=_first_words(review.judgement) or say("nothing written yet"),
            status=say("signed by {who}", who=review.signed_by) if signed else say("draft, not signed"),
            signed=signed,
            note=note,
            asks=overdue,
        )

    def _since(self, last: Review | None) -> str:
        """Return what the list of changes is about."""
        if last is None or last.signed_at is None:
            return self._say("Since the last weighing")
        return self._say(
            "Since weighing {number} of {moment}",
            number=visible_number(last),
            moment=self._say.day(last.signed_at.date()),
        )

    def _groups(self, last: Review, snapshot: CaseSnapshot) -> tuple[ChangedGroup, ...]:
        """Return what changed since a weighing, a way at a time (domain reference 4.1, R21)."""
        say, changes = self._say, changes_since(last, snapshot)
        groups = (
            ChangedGroup(say("Added"), self._links(changes.added)),
            ChangedGroup(say("Changed"), self._links(changes.changed)),
            ChangedGroup(say("Withdrawn"), tuple(ChangedLink(self._name(one)) for one in changes.withdrawn)),
        )
        return tuple(group for group in groups if group.links)

    def _links(self, records: Sequence[Seen]) -> tuple[ChangedLink, ...]:
        return tuple(
            ChangedLink(self._name(one), _PLACES[one.kind], str(one.record))
            if one.kind in _PLACES
            else ChangedLink(self._name(one))
            for one in records
        )

    def _name(self, one: Seen) -> str:
        """Return the visible number of a record; one without a letter with its kind."""
        if one.kind is RecordKind.ASSESSMENT:
            return self._say("checklist {number}", number=one.name)
        if one.kind is RecordKind.PERSON:
            return self._say("person {number}", number=one.name)
        return number_in(one.name, self._say)


def last_signed(snapshot: CaseSnapshot) -> Review | None:
    """Return the weighing that was signed last."""
    signed = [(one.signed_at, one.number, one) for one in snapshot.reviews if one.signed_at is not None]
    return max(signed, key=lambda one: one[:2])[2] if signed else None


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SNIPPET else f"{words[: _SNIPPET - 1].rstrip()}…"


_SNIPPET = 90
