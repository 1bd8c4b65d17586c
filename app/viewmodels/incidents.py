"""The incidents of a case: the chronology with its filters, and the form that is open."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.change import Change
from app.domain.incident import Incident
from app.domain.period import Period
from app.domain.period_text import describe, read_period
from app.domain.revision import Withdrawn
from app.domain.snapshot import CaseSnapshot, visible_number
from app.i18n import Translator
from app.observable import Signal
from app.risk.catalogue import load_catalogue
from app.viewmodels.choice import Choice
from app.viewmodels.desk import Desk
from app.viewmodels.exhibit_services import ExhibitIntake, ExhibitServices
from app.viewmodels.exhibit_viewer import ExhibitViewer
from app.viewmodels.incident_form import IncidentForm, IncidentsServices
from app.viewmodels.incident_state import BehaviourChip, chip_of
from app.viewmodels.record_form import draft_key

__all__ = ["Filter", "Incidents", "IncidentsServices", "IncidentsState", "Row"]


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty fields narrow nothing. ``period`` is read as people say it.

    ``withdrawn`` shows what was taken out of the case instead of what is in it.
    """

    withdrawn: bool = False
    text: str = ""
    behaviour: str = ""
    period: str = ""
    severity: str = ""
    source: str = ""


@dataclass(frozen=True)
class Row:
    """One incident in the list; ``mark`` says why it does not count ("" when it does)."""

    id: str
    number: str
    when: str
    told: str
    quoted: bool
    behaviours: tuple[BehaviourChip, ...]
    severity: str
    sources: str
    mark: str
    draft: bool


@dataclass(frozen=True)
class IncidentsState:
    """The list in words; ``period_hint`` tells how the period was read, ``standings`` what can be shown."""

    ready: bool = False
    rows: tuple[Row, ...] = ()
    summary: str = ""
    filter: Filter = Filter()
    narrowed: bool = False
    period_hint: str = ""
    period_wrong: bool = False
    standings: tuple[Choice, ...] = ()
    behaviours: tuple[Choice, ...] = ()
    severities: tuple[Choice, ...] = ()
    sources: tuple[Choice, ...] = ()
    new_draft: bool = False
    open: str = ""


class Incidents:
    """The view-model of the page; ``form`` is the open form, if any."""

    def __init__(
        self,
        case: UUID,
        services: IncidentsServices,
        exhibits: ExhibitServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
    ) -> None:
        """Show the incidents of ``case`` once it is loaded."""
        self.case = case
        self.changed = Signal()
        self.state = IncidentsState()
        self.form: IncidentForm | None = None
        self._services, self._desk, self._say, self._now = services, desk, say, now
        self._catalogue = load_catalogue()
        self._snapshot: CaseSnapshot | None = None
        self._gone: dict[UUID, Withdrawn] = {}
        self._drafts: frozenset[str] = frozenset()
        self._filter = Filter()
        self._wanted = ""
        self.intake = ExhibitIntake(case, exhibits, desk, say, now)
        self._exhibits = exhibits
        desk.on_change(self._on_change)

    @property
    def may_record(self) -> bool:
        """Whether something can be added or changed."""
        return self._services.may_record

    def load(self) -> None:
        """Read the case, what was withdrawn from it, and its drafts."""
        services, case = self._services, self.case

        def work() -> tuple[CaseSnapshot, tuple[Withdrawn, ...], tuple[str, ...]]:
            return services.read_case(case), services.withdrawn(case), services.list_drafts(case)

        self._desk.ask(work, self._loaded)

    def narrow(self, **fields: Any) -> None:  # noqa: ANN401  the fields of Filter
        """Narrow the list."""
        self._filter = replace(self._filter, **fields)
        self._show()

    def widen(self) -> None:
        """Show every incident again; what was withdrawn stays apart."""
        self._filter = Filter(withdrawn=self._filter.withdrawn)
        self._show()

    def new(self) -> None:
        """Open an empty form, or the draft of a new incident."""
        if self.may_record:
            self.open("new")

    def open(self, incident: str) -> None:
        """Open the form of an incident (its id as text), or of a new one ("new"); before loading it is remembered."""
        if self._snapshot is None:
            self._wanted = incident
            return
        gone = self._withdrawn()
        found = next((each for each in (*self._snapshot.incidents, *gone) if str(each.id) == incident), None)
        if found is None and incident != "new":
            return
        if self.form is not None:
            if self.form.incident == found:
                return
            self.form.keep_draft()
        self.form = IncidentForm(
            self._snapshot,
            found,
            self._services,
            self._desk,
            self._say,
            self._now,
            self._form_left,
            withdrawn=found in gone,
        )
        self.form.open()
        self._show(force=True)

    def close(self) -> None:
        """Keep what is typed and go back to the list."""
        if self.form is not None:
            self.form.leave()

    def step(self, by: int) -> None:
        """Open the next or previous incident of the list."""
        ids = [row.id for row in self.state.rows]
        if self.form is not None and self.form.incident is not None and str(self.form.incident.id) in ids:
            index = ids.index(str(self.form.incident.id)) + by
            if 0 <= index < len(ids):
                self.open(ids[index])

    def add_exhibits(self, paths: Sequence[Path]) -> None:
        """Take files in as exhibits and link them to the incident in the form."""
        form = self.form
        if form is not None and not form.state.held:
            self.intake.add(paths, form.link_exhibit)

    def viewer(self, exhibit: str) -> ExhibitViewer | None:
        """Return the viewer of an exhibit of the case."""
        known = self._snapshot.exhibits if self._snapshot is not None else ()
        found = next((one for one in known if str(one.id) == exhibit), None)
        if found is None or self._snapshot is None:
            return None
        return ExhibitViewer(self._snapshot, found, self._exhibits, self._desk, self._say)

    def _form_left(self) -> None:
        """Go back to the list."""
        self.form = None
        self._show(force=True)
        self.load()

    def _on_change(self, change: Change) -> None:
        """Read again when something in this case changed."""
        if change.case == self.case:
            self.load()

    def _withdrawn(self) -> list[Incident]:
        """Return the incidents that were withdrawn."""
        return [gone.record for gone in self._gone.values() if isinstance(gone.record, Incident)]

    def _loaded(self, read: tuple[CaseSnapshot, tuple[Withdrawn, ...], tuple[str, ...]]) -> None:
        """Take over the case as it is now."""
        self._snapshot, withdrawn, drafts = read
        self._gone = {gone.record.id: gone for gone in withdrawn}
        self._drafts = frozenset(drafts)
        if self.form is not None:
            self.form.renew(self._snapshot)
        self._show()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.open(wanted)

    def _show(self, *, force: bool = False) -> None:
        """Make the state anew and tell the page when it differs."""
        state = self._make_state()
        if state != self.state or force:
            self.state = state
            self.changed.emit()

    def _make_state(self) -> IncidentsState:
        snapshot, say = self._snapshot, self._say
        if snapshot is None:
            return IncidentsState(filter=self._filter)
        period, hint, wrong = self._period()
        gone = self._withdrawn()
        listed = gone if self._filter.withdrawn else list(snapshot.incidents)
        shown = [incident for incident in _ordered(listed) if self._fits(incident, snapshot, period)]
        narrowed = replace(self._filter, withdrawn=False) != Filter()
        summary = say.n("{n} incident", "{n} incidents", len(listed))
        if self._filter.withdrawn:
            summary = say.n("{n} withdrawn incident", "{n} withdrawn incidents", len(listed))
        if narrowed:
            summary = say("{shown} of {total}", shown=len(shown), total=summary)
        present = [key for key in self._catalogue.behaviours if any(key in each.behaviours for each in listed)]
        form = self.form
        return IncidentsState(
            ready=True,
            rows=tuple(self._row(incident, snapshot) for incident in shown),
            summary=summary,
            filter=self._filter,
            narrowed=narrowed,
            period_hint=hint,
            period_wrong=wrong,
            standings=(
                Choice("", say("in the case")),
                Choice("withdrawn", say("withdrawn ({n})", n=len(gone))),
            ),
            behaviours=(
                Choice("", say("all behaviour")),
                *(Choice(key, say.label(self._catalogue.behaviours[key].label)) for key in present),
            ),
            severities=(
                Choice("", say("all severities")),
                *(Choice(str(level), say("severity {level} and up", level=level)) for level in (2, 3, 4)),
                Choice("5", say("severity 5")),
                Choice("none", say("no severity given")),
            ),
            sources=(
                Choice("", say("all sources")),
                *(Choice(str(each.id), f"{visible_number(each)} · {each.label}") for each in snapshot.sources),
            ),
            new_draft=draft_key("incident", self.case, None) in self._drafts,
            open=("new" if form.incident is None else str(form.incident.id)) if form else "",
        )

    def _period(self) -> tuple[Period | None, str, bool]:
        """Read the period of the filter; of two meanings none is taken."""
        say, words = self._say, self._filter.period
        if not words.strip():
            return None, "", False
        reading = read_period(words, self._now().date(), say.language)
        if reading.period is None:
            return None, say(reading.problem), True
        return reading.period, say("read as: {when}", when=describe(reading.period, say)), False

    def _fits(self, incident: Incident, snapshot: CaseSnapshot, period: Period | None) -> bool:
        """Whether an incident is within the filter; an uncertain date fits when it may lie within the period."""
        wanted = self._filter
        if wanted.behaviour and wanted.behaviour not in incident.behaviours:
            return False
        if wanted.source and all(str(citation.source) != wanted.source for citation in incident.sources):
            return False
        if wanted.severity == "none" and incident.severity is not None:
            return False
        if wanted.severity.isdigit() and (incident.severity or 0) < int(wanted.severity):
            return False
        if period is not None and not incident.when.possibly_within(period.first or date.min, period.last or date.max):
            return False
        return all(word in self._text(incident, snapshot) for word in _folded(wanted.text).split())

    def _text(self, incident: Incident, snapshot: CaseSnapshot) -> str:
        """Return everything in an incident that can be searched, folded."""
        say, known = self._say, self._catalogue.behaviours
        sources = {citation.source for citation in incident.sources}
        return _folded(
            "\n".join(
                (
                    visible_number(incident),
                    incident.when.words,
                    incident.where,
                    incident.facts,
                    incident.quote,
                    incident.interpretation,
                    incident.set_aside,
                    *(say.label(known[key].label) if key in known else key for key in incident.behaviours),
                    *(source.label for source in snapshot.sources if source.id in sources),
                )
            )
        )

    def _row(self, incident: Incident, snapshot: CaseSnapshot) -> Row:
        say = self._say
        labels = {source.id: source.label for source in snapshot.sources}
        mark, gone = "", self._gone.get(incident.id)
        if gone is not None:
            mark = say("withdrawn {day}: {reason}", day=say.day(gone.at.date()), reason=gone.reason)
        elif incident.set_aside:
            mark = say("set aside")
        elif incident.duplicate_of is not None:
            other = next((each for each in snapshot.incidents if each.id == incident.duplicate_of), None)
            mark = say("same as {number}", number=visible_number(other)) if other else ""
        return Row(
            id=str(incident.id),
            number=visible_number(incident),
            when=describe(incident.when, say),
            told=" ".join((incident.facts or incident.quote).split()),
            quoted=not incident.facts.strip(),
            behaviours=tuple(chip_of(key, self._catalogue, say) for key in incident.behaviours),
            severity=str(incident.severity or ""),
            sources=", ".join(labels.get(citation.source, "") for citation in incident.sources),
            mark=mark,
            draft=draft_key("incident", self.case, incident) in self._drafts,
        )


def _ordered(incidents: Sequence[Incident]) -> list[Incident]:
    """Return the newest first; those without any date last."""
    dated = [each for each in incidents if each.when.first or each.when.last]
    undated = [each for each in incidents if not (each.when.first or each.when.last)]
    return [*sorted(dated, key=lambda each: (each.when.sort_key, each.number), reverse=True), *undated]


def _folded(text: str) -> str:
    """Return text in which accents and capitals make no difference."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
