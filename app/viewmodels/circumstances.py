"""Fear, what protects, outcomes of instruments and statements taken back: what rules look at beside the incidents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.domain.fear import FearScore
from app.domain.instrument import InstrumentOutcome
from app.domain.protection import Protection
from app.domain.record import Record
from app.domain.retraction import Retraction
from app.i18n import Translator
from app.risk.instruments import outcome_notice
from app.viewmodels.circumstance_lines import CircumstanceWriter, RecordLine
from app.viewmodels.desk import Desk
from app.viewmodels.event_lines import WithdrawnLine
from app.viewmodels.fear_form import FearFields, FearForm
from app.viewmodels.outcome_form import OutcomeFields, OutcomeForm
from app.viewmodels.protection_form import ProtectionFields, ProtectionForm
from app.viewmodels.record_form import EventsServices, FormDraft
from app.viewmodels.record_page import FormKind, Read, RecordPage
from app.viewmodels.retraction_form import RetractionFields, RetractionForm


@dataclass(frozen=True)
class RecordList:
    """One list on the page: ``kind`` is what its button begins, ``caution`` what it must not be taken for."""

    kind: str
    title: str
    add: str
    lines: tuple[RecordLine, ...] = ()
    empty: str = ""
    caution: str = ""


@dataclass(frozen=True)
class ListsState:
    """A page of lists in ready words."""

    title: str
    lists: tuple[RecordList, ...] = ()
    withdrawn: tuple[WithdrawnLine, ...] = ()


class Circumstances(RecordPage):
    """The view-model of the page of fear and protection."""

    kinds: ClassVar[tuple[FormKind, ...]] = (
        FormKind("fear", FearScore, FormDraft[FearFields], FearForm),
        FormKind("protection", Protection, FormDraft[ProtectionFields], ProtectionForm),
        FormKind("outcome", InstrumentOutcome, FormDraft[OutcomeFields], OutcomeForm),
        FormKind("retraction", Retraction, FormDraft[RetractionFields], RetractionForm),
    )

    def __init__(
        self, case: UUID, services: EventsServices, desk: Desk, say: Translator, now: Callable[[], datetime]
    ) -> None:
        """Show the lists of ``case``; ``load`` fills them."""
        self.state = ListsState(title=say("Fear and protection"), lists=_lists(say))
        super().__init__(case, services, desk, say, now)

    def _write(self, read: Read) -> None:
        """Make the state anew: the latest on top."""
        say, snapshot, today = self._say, read.snapshot, self._now().date()
        writer = CircumstanceWriter(snapshot, today, say, self.screen)
        fears = sorted(snapshot.fears, key=lambda one: (one.given_on, one.number), reverse=True)
        protections = sorted(snapshot.protections, key=lambda one: (_over(one, today), one.number))
        outcomes = sorted(snapshot.outcomes, key=lambda one: (one.taken_on, one.number), reverse=True)
        retractions = sorted(snapshot.retractions, key=lambda one: (one.when.sort_key, one.number), reverse=True)
        records: dict[str, Sequence[Record]] = {
            "fear": fears,
            "protection": protections,
            "outcome": outcomes,
            "retraction": retractions,
        }
        self.state = ListsState(
            title=self.state.title,
            lists=tuple(
                RecordList(one.kind, one.title, one.add, writer.lines(records[one.kind]), one.empty, one.caution)
                for one in _lists(say)
            ),
            withdrawn=tuple(line for one in read.withdrawn if (line := writer.withdrawn(one)) is not None),
        )


def _over(protection: Protection, today: date) -> bool:
    return protection.until is not None and protection.until < today


def _lists(say: Translator) -> tuple[RecordList, ...]:
    """Return the lists while they are empty."""
    return (
        RecordList(
            "fear",
            say("Fear"),
            say("+ Fear figure"),
            empty=say("Nobody's fear is recorded yet. Ask for a number from 0 to 10, and for the words."),
            caution=say("High fear is a reason to ask. Little fear takes nothing away from what is recorded."),
        ),
        RecordList(
            "protection",
            say("What protects"),
            say("+ Protective fact"),
            empty=say("Nothing that protects is recorded. That does not mean that there is nothing: ask."),
            caution=say("What protects is never subtracted from what is recorded."),
        ),
        RecordList(
            "outcome",
            say("Outcomes of instruments"),
            say("+ Outcome"),
            empty=say("No outcome of an instrument is recorded."),
            caution=say.label(outcome_notice()),
        ),
        RecordList(
            "retraction",
            say("Statements taken back"),
            say("+ Taken back"),
            empty=say("No statement was taken back, as far as is recorded."),
            caution=say("Taking back does not mean that it did not happen. What was told stays and keeps counting."),
        ),
    )
