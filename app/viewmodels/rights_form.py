"""Two forms about the people of a case: what somebody asks of the file, and somebody's own words.

A request is logged with what was decided, a refusal with its ground. Own words are kept complete and word for word,
with where they come from; they change nothing of what was recorded before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import TypedDict, Unpack
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.draft import APART
from app.domain.person import Person
from app.domain.rights import Decision, RequestKind
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.viewmodels.choice import Choice
from app.viewmodels.desk import Desk, ignore
from app.viewmodels.kept_draft import Kept, read_kept, saved_or_kept
from app.viewmodels.known_day import Hint, read_day
from app.viewmodels.rights_words import decision_words, request_words
from app.viewmodels.roles import people_called


class Words(StrEnum):
    """What kind of own words somebody has recorded."""

    STATEMENT = "statement"
    CORRECTION = "correction"


@dataclass(frozen=True)
class RightsServices:
    """What can be done about requests and own words, bound to the open vault."""

    read_case: Callable[[UUID], CaseSnapshot]
    record_request: Callable[[UUID, UUID, RequestKind, Decision, date, str], Change]
    record_statement: Callable[[UUID, UUID, str, date, str, str], Change]
    keep_draft: Callable[[str, UUID, dict[str, object]], datetime]
    read_draft: Callable[[str], Mapping[str, object] | None]
    drop_draft: Callable[[str], None]


@dataclass(frozen=True)
class RightsDraft:
    """What was typed; ``person`` is an id, ``day`` as it was typed."""

    person: str = ""
    what: str = ""
    decision: str = ""
    day: str = ""
    reason: str = ""
    words: str = ""
    source: str = ""


class RightsFields(TypedDict, total=False):
    """What the user can change."""

    person: str
    what: str
    decision: str
    day: str
    reason: str
    words: str
    source: str


@dataclass(frozen=True)
class RightsState:
    """What the form shows; ``hints`` stand below their fields, ``asked`` says what is still missing."""

    typed: RightsDraft = RightsDraft()
    persons: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    decisions: tuple[Choice, ...] = ()
    hints: dict[str, Hint] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    error: str = ""
    note: str = ""
    loaded: bool = False
    busy: bool = False
    saved: bool = False


class RightsForm:
    """One of the two forms; ``statement`` for own words, else for a request."""

    def __init__(
        self,
        case: UUID,
        services: RightsServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
        *,
        statement: bool,
    ) -> None:
        self.changed = Signal()
        self.statement = statement
        self._case, self._services, self._desk, self._say = case, services, desk, say
        self._today = now().date()
        self._key = f"{APART}{'statement' if statement else 'request'}:{case}"
        self._people: tuple[Person, ...] = ()
        self._day: date | None = None
        kinds = (
            (Choice(Words.STATEMENT, say("own statement")), Choice(Words.CORRECTION, say("correction")))
            if statement
            else tuple(Choice(one.value, request_words(one, say)) for one in RequestKind)
        )
        self._begun = self._kept = RightsDraft(day=say.day(self._today))
        self._dropped = False
        self.state = RightsState(
            typed=self._begun,
            kinds=kinds,
            decisions=() if statement else tuple(Choice(one.value, decision_words(one, say)) for one in Decision),
        )

    @property
    def half_typed(self) -> bool:
        """Whether something was typed that is neither saved nor kept."""
        state = self.state
        return state.loaded and not (state.busy or state.saved or self._dropped) and state.typed != self._kept

    def load(self) -> None:
        """Read the people of the case and what was half typed before."""
        services, case, key = self._services, self._case, self._key

        def read() -> tuple[CaseSnapshot, Kept[RightsDraft]]:
            return services.read_case(case), read_kept(services, key, case, RightsDraft)

        self._desk.ask(read, self._read)

    def edit(self, **changed: Unpack[RightsFields]) -> None:
        """Take over what was typed; not while it is being saved, because the form closes after that."""
        if self.state.loaded and not self.state.busy:
            self._show(replace(self.state, typed=replace(self.state.typed, **changed), error=""))

    def keep(self) -> None:
        """Keep what is half typed as a draft."""
        if self.half_typed:
            typed = self._kept = self.state.typed
            content: dict[str, object] = msgspec.to_builtins(typed)
            self._desk.ask(lambda: self._services.keep_draft(self._key, self._case, content), ignore)

    def discard(self) -> None:
        """Throw away what was typed, with its draft."""
        self._dropped = True
        self._desk.ask(lambda: self._services.drop_draft(self._key), ignore)

    def save(self) -> None:
        """Record it, once nothing is missing."""
        typed, day = self.state.typed, self._day
        asked = self._unanswered()
        if asked or day is None or self.state.busy:
            self._show(replace(self.state, asked=asked))
            return
        person = UUID(typed.person)
        self._show(replace(self.state, busy=True))

        def work() -> Change:
            change = self._record(person, typed, day)
            self._services.drop_draft(self._key)
            return change

        content: dict[str, object] = msgspec.to_builtins(typed)
        keep = partial(self._services.keep_draft, self._key, self._case, content)
        self._desk.do(lambda: saved_or_kept(work, keep), self._saved, self._failed)

    def _record(self, person: UUID, typed: RightsDraft, day: date) -> Change:
        services, case = self._services, self._case
        if not self.statement:
            kind, decision = RequestKind(typed.what), Decision(typed.decision)
            return services.record_request(case, person, kind, decision, day, typed.reason)
        name = next(one.name for one in self._people if one.id == person)
        say = self._say
        title = (
            say("Own statement of {name}", name=name)
            if typed.what == Words.STATEMENT
            else say("Correction asked by {name}", name=name)
        )
        return services.record_statement(case, person, typed.words, day, title, typed.source.strip())

    def _unanswered(self) -> dict[str, str]:
        """Return a sentence for every field that is missing."""
        typed, say = self.state.typed, self._say
        needed = {"person": typed.person, "what": typed.what, "day": typed.day}
        if self.statement:
            needed |= {"words": typed.words, "source": typed.source}
        else:
            needed["decision"] = typed.decision
            if typed.decision != Decision.OPEN:
                needed["reason"] = typed.reason
        asked = {name: say("Fill this in.") for name, words in needed.items() if not words.strip()}
        if self.state.hints.get("day", Hint("")).wrong:
            asked["day"] = self.state.hints["day"].words
        return asked

    def _read(self, read: tuple[CaseSnapshot, Kept[RightsDraft]]) -> None:
        whole, kept = read
        say = self._say
        self._people = whole.persons
        persons = tuple(Choice(str(one), called) for one, called in people_called(whole.persons, say).items())
        typed = self._kept = kept.draft or self._begun
        if typed.person not in {one.key for one in persons}:
            typed = replace(typed, person="")
        note = say("This was half typed before.") if kept.draft is not None else ""
        self._show(replace(self.state, persons=persons, typed=typed, loaded=True, note=note))

    def _saved(self, _change: Change) -> None:
        self._desk.say_done(self._say("Recorded."))
        self._show(replace(self.state, busy=False, saved=True))

    def _failed(self, error: AppError) -> None:
        self._show(replace(self.state, busy=False, error=self._say.error(error)))

    def _show(self, state: RightsState) -> None:
        """Show a state, with how its day was read; what was asked goes away as soon as it is answered."""
        self._day, hint = read_day(state.typed.day, self._today, self._say, self._today)
        hints = {"day": hint}
        if state.typed.decision == Decision.REFUSED:
            hints["reason"] = Hint(
                self._say(
                    "The ground of the refusal. Access may be refused as far as that protects somebody else or is "
                    "needed to end violence (art. 5.3.2(4) Wmo 2015). Check it."
                )
            )
        self.state = replace(state, hints=hints)
        still = self._unanswered()
        self.state = replace(self.state, asked={name: still[name] for name in state.asked if name in still})
        self.changed.emit()
