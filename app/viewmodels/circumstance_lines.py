"""Fear, protection, outcomes and statements taken back as lines of a list, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.fear import FearScore
from app.domain.instrument import InstrumentOutcome
from app.domain.period_text import describe
from app.domain.protection import Protection
from app.domain.record import Record
from app.domain.retraction import Retraction
from app.domain.revision import Withdrawn
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.risk.instruments import load_instruments
from app.risk.protective import load_protective
from app.viewmodels.event_lines import SOON, WithdrawnLine
from app.viewmodels.fear_form import score_words
from app.viewmodels.pattern_state import Link
from app.viewmodels.roles import role_name
from app.viewmodels.sensitivity import Screen
from app.viewmodels.source_fields import source_words


@dataclass(frozen=True)
class RecordLine:
    """One record in a list; ``links`` lead to incidents and ``asks`` marks a status that asks to be looked at.

    Of a ``hidden`` one nothing but its number is told.
    """

    id: str
    number: str
    title: str
    when: str
    told: tuple[str, ...] = ()
    status: str = ""
    asks: bool = False
    note: str = ""
    links: tuple[Link, ...] = ()
    hidden: bool = False


def hidden_line(record: Record, word: str) -> RecordLine:
    """Return the line of a hidden record."""
    return RecordLine(str(record.id), visible_number(record), word, "", hidden=True)


class CircumstanceWriter:
    """Writes the lines of one case on one day."""

    def __init__(self, snapshot: CaseSnapshot, today: date, say: Translator, screen: Screen) -> None:
        """Write about ``snapshot`` as it is ``today`` and as ``screen`` may show it."""
        self._today, self._say, self._screen = today, say, screen
        self._sources = {source.id: visible_number(source) for source in snapshot.sources}
        self._incidents = {incident.id: visible_number(incident) for incident in snapshot.incidents}

    def line(self, record: Record) -> RecordLine | None:
        """Return one record in words, or nothing for a record that does not belong here."""
        match record:
            case FearScore() | Protection() | InstrumentOutcome() | Retraction() if self._screen.covers_all(record):
                return hidden_line(record, self._screen.word)
            case FearScore():
                return self._fear(record)
            case Protection():
                return self._protection(record)
            case InstrumentOutcome():
                return self._outcome(record)
            case Retraction():
                return self._retraction(record)
            case _:
                return None

    def lines(self, records: Sequence[Record]) -> tuple[RecordLine, ...]:
        """Return records in words."""
        return tuple(line for record in records if (line := self.line(record)) is not None)

    def withdrawn(self, gone: Withdrawn) -> WithdrawnLine | None:
        """Return one withdrawn record, or nothing for a record that does not belong here."""
        say, line = self._say, self.line(gone.record)
        if line is None:
            return None
        note = say("withdrawn {moment} by {who}: {reason}", moment=say.moment(gone.at), who=gone.by, reason=gone.reason)
        return WithdrawnLine(line.id, line.number, line.when, line.title, note)

    def _fear(self, fear: FearScore) -> RecordLine:
        say = self._say
        return RecordLine(
            id=str(fear.id),
            number=visible_number(fear),
            title=say("{number} of 10", number=fear.score) if fear.score > 0 else score_words(fear.score, say),
            when=say.day(fear.given_on),
            told=(f"“{fear.words}”",) if fear.words else (),
            note=f"{role_name(fear.role, say)} · {source_words(fear.sources, self._sources, say)}",
        )

    def _protection(self, protection: Protection) -> RecordLine:
        say = self._say
        known = load_protective().get(protection.fact)
        status, asks = self._force(protection)
        told = (
            [say("takes cooperation: {whom}", whom=role_name(protection.depends_on, say))]
            if (protection.depends_on)
            else []
        )
        return RecordLine(
            id=str(protection.id),
            number=visible_number(protection),
            title=say.label(known.label) if known else protection.fact,
            when=self._period(protection),
            told=(*told, *([protection.note] if protection.note else [])),
            status=status,
            asks=asks,
            note=self._verified(protection),
        )

    def _outcome(self, outcome: InstrumentOutcome) -> RecordLine:
        say = self._say
        known = load_instruments().get(outcome.instrument)
        trained = {True: say("trained"), False: say("not trained"), None: say("training not known")}[outcome.trained]
        who = say("used by {who}", who=outcome.taken_by) if outcome.taken_by else say("used by an unknown person")
        version = say("version {version}", version=outcome.version) if outcome.version else ""
        status, asks = "", False
        if outcome.valid_until is not None:
            asks = outcome.valid_until < self._today
            day = say.day(outcome.valid_until)
            status = say("held until {day}", day=day) if asks else say("holds until {day}", day=day)
        return RecordLine(
            id=str(outcome.id),
            number=visible_number(outcome),
            title=say.label(known.name) if known else outcome.instrument,
            when=say.day(outcome.taken_on),
            told=tuple(part for part in (f"“{outcome.outcome}”", outcome.note) if part),
            status=status,
            asks=asks,
            note=" · ".join(part for part in (version, who, trained) if part),
        )

    def _retraction(self, retraction: Retraction) -> RecordLine:
        return RecordLine(
            id=str(retraction.id),
            number=visible_number(retraction),
            title=retraction.what,
            when=describe(retraction.when, self._say),
            told=(f"“{retraction.quote}”",) if retraction.quote else (),
            note=source_words(retraction.sources, self._sources, self._say),
            links=self._links(retraction.incidents),
        )

    def _links(self, incidents: Sequence[UUID]) -> tuple[Link, ...]:
        return tuple(Link(self._incidents[one], str(one)) for one in incidents if one in self._incidents)

    def _period(self, protection: Protection) -> str:
        """Return from when until when something protects."""
        say = self._say
        since = say.day(protection.since) if protection.since else say("start not known")
        return f"{since} – {say.day(protection.until) if protection.until else say('no end known')}"

    def _verified(self, protection: Protection) -> str:
        """Return by whom and when it was verified."""
        say, who = self._say, protection.verified_by
        if protection.verified_on is None:
            return say("not verified, told by {who}", who=who) if who else say("not verified")
        day = say.day(protection.verified_on)
        return say("verified {day} by {who}", day=day, who=who) if who else say("verified {day}", day=day)

    def _force(self, protection: Protection) -> tuple[str, bool]:
        """Return whether it still protects, and whether its end asks to be looked at."""
        say, today = self._say, self._today
        if protection.since is not None and protection.since > today:
            return say("starts on {day}", day=say.day(protection.since)), False
        if protection.until is None:
            return "", False
        left = (protection.until - today).days
        if left < 0:
            return say("ended on {day}", day=say.day(protection.until)), True
        if left == 0:
            return say("ends today"), True
        if left <= SOON:
            return say.n("ends in {n} day", "ends in {n} days", left), True
        return "", False
