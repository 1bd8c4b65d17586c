"""The sources and exhibits of a case: who said or holds what, and what may prove it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from app.domain.exhibit import Exhibit
from app.domain.period_text import describe
from app.domain.revision import Withdrawn
from app.domain.snapshot import CaseSnapshot, shown_number, visible_number
from app.domain.source import Source
from app.i18n import Translator
from app.viewmodels.circumstance_lines import RecordLine, hidden_line
from app.viewmodels.circumstances import ListsState, RecordList
from app.viewmodels.desk import Desk
from app.viewmodels.event_lines import WithdrawnLine
from app.viewmodels.exhibit_form import ExhibitFactsForm, ExhibitFields
from app.viewmodels.exhibit_services import ExhibitIntake, ExhibitServices
from app.viewmodels.exhibit_viewer import ExhibitViewer
from app.viewmodels.exhibit_words import form_words, kind_words, size_words
from app.viewmodels.pattern_state import Link
from app.viewmodels.record_form import EventsServices, FormDraft
from app.viewmodels.record_page import FormKind, Read, RecordPage
from app.viewmodels.source_form import SourceForm, SourceFormFields, source_kind

EXHIBIT = "exhibit"


class Sources(RecordPage):
    """The view-model of the page of sources."""

    kinds: ClassVar[tuple[FormKind, ...]] = (
        FormKind("source", Source, FormDraft[SourceFormFields], SourceForm),
        FormKind(EXHIBIT, Exhibit, FormDraft[ExhibitFields], ExhibitFactsForm),
    )

    def __init__(
        self,
        case: UUID,
        services: EventsServices,
        exhibits: ExhibitServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
    ) -> None:
        """Show the sources and exhibits of ``case``; ``load`` fills the lists."""
        self.state = ListsState(title=say("Sources and evidence"), lists=(_list((), say), _exhibits((), say)))
        self.intake = ExhibitIntake(case, exhibits, desk, say, now)
        self._exhibits = exhibits
        super().__init__(case, services, desk, say, now)

    def add(self, paths: Sequence[Path]) -> None:
        """Take files in as exhibits; the form of the last one opens, to write down what is known of it."""
        if self.may_record:
            self.intake.add(paths, self._added)

    def viewer(self, exhibit: str) -> ExhibitViewer | None:
        """Return the viewer of an exhibit, also of a withdrawn one; a hidden one is asked for first."""
        if self._seen is None:
            return None
        records = (*self._seen.snapshot.exhibits, *(one.record for one in self._seen.withdrawn))
        found = next((one for one in records if isinstance(one, Exhibit) and str(one.id) == exhibit), None)
        if found is None:
            return None
        if self.screen.covers(found):
            self.open(exhibit)
            return None
        return ExhibitViewer(self._seen.snapshot, found, self._exhibits, self._desk, self._say)

    def _added(self, exhibit: UUID) -> None:
        """Open the form of an exhibit that was just taken in."""
        self.open(str(exhibit))

    def _write(self, read: Read) -> None:
        """Make the state anew."""
        say, snapshot = self._say, read.snapshot
        screen = self.screen
        lines = tuple(
            hidden_line(source, screen.word) if screen.covers_all(source) else _line(source, snapshot, say)
            for source in snapshot.sources
        )
        exhibits = tuple(
            hidden_line(one, screen.word) if screen.covers_all(one) else _shown(one, snapshot, say)
            for one in snapshot.exhibits
        )
        gone = [(one, one.record) for one in read.withdrawn]
        self.state = ListsState(
            title=self.state.title,
            lists=(_list(lines, say), _exhibits(exhibits, say)),
            withdrawn=tuple(
                WithdrawnLine(
                    str(source.id),
                    visible_number(source),
                    say.day(source.dated) if source.dated else "",
                    source.label,
                    _why_gone(one, say),
                )
                for one, source in gone
                if isinstance(source, Source)
            )
            + tuple(
                WithdrawnLine(
                    str(one.record.id),
                    shown_number(one.record, say),
                    kind_words(one.record, say),
                    one.record.title,
                    _why_gone(one, say),
                )
                for one in read.withdrawn
                if isinstance(one.record, Exhibit)
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


def _why_gone(one: Withdrawn, say: Translator) -> str:
    return say("withdrawn {moment} by {who}: {reason}", moment=say.moment(one.at), who=one.by, reason=one.reason)


def _exhibits(lines: tuple[RecordLine, ...], say: Translator) -> RecordList:
    return RecordList(
        EXHIBIT,
        say("Exhibits"),
        say("+ Exhibit"),
        lines,
        empty=say("No exhibit is kept yet. Drag files onto this page, or choose them with the button."),
        caution=say("The file goes into the vault as it is. Keep the original as well, and write down where."),
    )


def _shown(exhibit: Exhibit, snapshot: CaseSnapshot, say: Translator) -> RecordLine:
    """Return one exhibit in words, with the incidents that it shows."""
    shows = [one for one in snapshot.incidents if exhibit.id in one.exhibits]
    made = exhibit.made_on
    when = made.words or (describe(made, say) if made.first or made.last else "")
    return RecordLine(
        id=str(exhibit.id),
        number=shown_number(exhibit, say),
        title=exhibit.title,
        when=" · ".join(part for part in (kind_words(exhibit, say), when, exhibit.made_by) if part),
        told=(f"{exhibit.file_name} · {size_words(exhibit.size, say)} · SHA-256 {exhibit.sha256[:12]}…",),
        status=form_words(exhibit, say) if exhibit.form else say("original or copy: not recorded"),
        asks=exhibit.form is None,
        note="" if shows else say("not linked to an incident yet"),
        links=tuple(Link(visible_number(one), str(one.id)) for one in shows),
    )


def _line(source: Source, snapshot: CaseSnapshot, say: Translator) -> RecordLine:
    """Return one source in words, with the incidents that rest on it."""
    resting = [one for one in snapshot.incidents if any(cited.source == source.id for cited in one.sources)]
    kept = [shown_number(one, say) for one in snapshot.exhibits if one.source == source.id or one.id in source.exhibits]
    told = (source.note, say("exhibits: {which}", which=say.series(kept)) if kept else "")
    parts = (source_kind(source.kind, say), say.day(source.dated) if source.dated else "")
    return RecordLine(
        id=str(source.id),
        number=visible_number(source),
        title=source.label,
        when=" · ".join(part for part in parts if part),
        told=tuple(words for words in told if words),
        status=source.organisation,
        note="" if resting else say("no incident rests on it"),
        links=tuple(Link(visible_number(one), str(one.id)) for one in resting),
    )
