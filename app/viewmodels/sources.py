"""The sources of a case: who said or holds what, and which organisation knew it."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.domain.snapshot import CaseSnapshot, visible_number
from app.domain.source import Source
from app.i18n import Translator
from app.viewmodels.circumstance_lines import RecordLine
from app.viewmodels.circumstances import ListsState, RecordList
from app.viewmodels.desk import Desk
from app.viewmodels.event_lines import WithdrawnLine
from app.viewmodels.pattern_state import Link
from app.viewmodels.record_form import EventsServices, FormDraft
from app.viewmodels.record_page import FormKind, Read, RecordPage
from app.viewmodels.source_form import SourceForm, SourceFormFields, source_kind


class Sources(RecordPage):
    """The view-model of the page of sources."""

    kinds: ClassVar[tuple[FormKind, ...]] = (FormKind("source", Source, FormDraft[SourceFormFields], SourceForm),)

    def __init__(
        self, case: UUID, services: EventsServices, desk: Desk, say: Translator, now: Callable[[], datetime]
    ) -> None:
        """Show the sources of ``case``; ``load`` fills the list."""
        self.state = ListsState(title=say("Sources"), lists=(_list((), say),))
        super().__init__(case, services, desk, say, now)

    def _write(self, read: Read) -> None:
        """Make the state anew."""
        say, snapshot = self._say, read.snapshot
        lines = tuple(_line(source, snapshot, say) for source in snapshot.sources)
        gone = [(one, one.record) for one in read.withdrawn]
        self.state = ListsState(
            title=self.state.title,
            lists=(_list(lines, say),),
            withdrawn=tuple(
                WithdrawnLine(
                    str(source.id),
                    visible_number(source),
                    say.day(source.dated) if source.dated else "",
                    source.label,
                    say(
                        "withdrawn {moment} by {who}: {reason}",
                        moment=say.moment(one.at),
                        who=one.by,
                        reason=one.reason,
                    ),
                )
                for one, source in gone
                if isinstance(source, Source)
            ),
        )


def _list(lines: tuple[RecordLine, ...], say: Translator) -> RecordList:
    return RecordList(
        "source",
        say("Sources"),
        say("+ Source"),
        lines,
        empty=say("No source is recorded yet. A source also comes with an incident."),
        caution=say("With the organisation and the day, the pattern shows who knew what and when."),
    )


def _line(source: Source, snapshot: CaseSnapshot, say: Translator) -> RecordLine:
    """Return one source in words, with the incidents that rest on it."""
    resting = [one for one in snapshot.incidents if any(cited.source == source.id for cited in one.sources)]
    parts = (source_kind(source.kind, say), say.day(source.dated) if source.dated else "")
    return RecordLine(
        id=str(source.id),
        number=visible_number(source),
        title=source.label,
        when=" · ".join(part for part in parts if part),
        told=(source.note,) if source.note else (),
        status=source.organisation,
        note="" if resting else say("no incident rests on it"),
        links=tuple(Link(visible_number(one), str(one.id)) for one in resting),
    )
