"""The incidents of a case: the chronology with its filters, and the form that is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.change import Change
from app.domain.incident import Incident
from app.domain.period import Period
from app.domain.period_text import describe, read_period
from app.domain.revision import Withdrawn
from app.domain.snapshot import CaseSnapshot, visible_number
from app.errors import HiddenExhibitError
from app.i18n import Translator
from app.observable import Signal
from app.risk.catalogue import load_catalogue
from app.viewmodels.choice import Choice
from app.viewmodels.desk import Desk
from app.viewmodels.exhibit_services import ExhibitIntake, ExhibitServices
from app.viewmodels.exhibit_viewer import ExhibitViewer
from app.viewmodels.incident_accounts import again, told_again
from app.viewmodels.incident_form import IncidentForm, IncidentsServices
from app.viewmodels.incident_list import Filter, ListWriter, Row, newest_first
from app.viewmodels.record_form import draft_key
from app.viewmodels.sensitivity import Gate, Screen

__all__ = ["Filter", "Incidents", "IncidentsServices", "IncidentsState", "Row"]


_EVERYTHING = Filter()


@dataclass(frozen=True)
class IncidentsState:
    """The list in words; ``period_hint`` tells how the period was read, ``standings`` what can be shown.

    ``account_draft`` is a half-typed new account of the event in the form.
    """

    ready: bool = False
    rows: tuple[Row, ...] = ()
    summary: str = ""
    filter: Filter = _EVERYTHING
    narrowed: bool = False
    period_hint: str = ""
    period_wrong: bool = False
    standings: tuple[Choice, ...] = ()
    behaviours: tuple[Choice, ...] = ()
    severities: tuple[Choice, ...] = ()
    sources: tuple[Choice, ...] = ()
    new_draft: bool = False
    account_draft: bool = False
    open: str = ""


class Incidents:
    """The view-model of the page; ``form`` is the open form, or ``gate`` stands in its place, if any."""

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
        self.gate: Gate | None = None
        self.screen = Screen(say)
        self._services, self._desk, self._say, self._now = services, desk, say, now
        self._catalogue = load_catalogue()
        self._snapshot: CaseSnapshot | None = None
        self._gone: dict[UUID, Withdrawn] = {}
        self._drafts: frozenset[str] = frozenset()
        self._filter = Filter()
        self._wanted = ""
        self._behind = ""  # the place of the new account that a gate hides, "" for an incident itself
        self.intake = ExhibitIntake(case, exhibits, desk, say, now)
        self._exhibits = exhibits
        desk.on_change(self._on_change)

    @property
    def opened(self) -> str:
        """Return the id of the incident in the form, "new" or the place of a new account, and "" for none."""
        if self.gate is not None:
            return self.gate.record
        if self.form is None:
            return ""
        if self.form.incident is not None:
            return str(self.form.incident.id)
        return again(self.form.first.id) if self.form.first is not None else "new"

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
        """Open the form at a place: the id of an incident, "new", or a new account; before loading it is remembered."""
        if self._snapshot is None:
            self._wanted = incident
            return
        gone = self._withdrawn()
        about = told_again(incident)
        found = next((each for each in (*self._snapshot.incidents, *gone) if str(each.id) == (about or incident)), None)
        if found is None and incident != "new":
            return
        if self.form is not None:
            if self.opened == incident and (about or self.form.incident == found):
                return
            typed = self.form.state.dirty
            self.form.keep_draft()
            if typed:
                self.load()
        self.gate = None
        self._behind = incident if about else ""
        if found is not None and self.screen.covers(found):
            self.form, self.gate = None, self.screen.gate(found)
            self._show(force=True)
            return
        first = found if about else None
        self._open(found if first is None else None, first, withdrawn=found in gone and first is None)

    def _open(self, found: Incident | None, first: Incident | None, *, withdrawn: bool) -> None:
        """Put the form of an incident, of a new one or of a new account of ``first`` on the page."""
        assert self._snapshot is not None
        known = found or first
        asked = self.screen.shows(known)
        self.form = IncidentForm(
            self._for_form(self._snapshot, known),
            found,
            self._services,
            self._desk,
            self._say,
            self._now,
            self._form_left,
            first=first,
            withdrawn=withdrawn,
            covered=partial(self._cover, known, asked=asked),
        )
        self.form.open()
        self._show(force=True)

    def tell_again(self) -> None:
        """Begin a new account of the event in the form, or go on with the one that was begun."""
        if self.form is not None:
            self.form.tell_again(self.open)

    def close(self) -> None:
        """Keep what is typed and go back to the list."""
        if self.form is not None:
            self.form.leave()
        elif self.gate is not None:
            self.gate = None
            self._show(force=True)

    def show(self, incident: str) -> None:
        """Show a hidden incident until the page is left; its form opens when that was asked for before."""
        self.screen.show_named(incident)
        if self.gate is not None and self.gate.record == incident:
            self.open(self._behind or incident)
        else:
            self._show()

    def hide_again(self) -> None:
        """Hide what was shown, because the page is left; what was typed in a hidden incident stays as a draft."""
        self.screen.hide_again()
        form = self.form
        known = (form.incident or form.first) if form is not None else None
        hidden = known is not None and self.screen.covers(known)
        if form is not None and (hidden or (form.state.dirty and form.holds_hidden)):
            form.keep_draft()
            self._cover(known, asked=False)
        else:
            self._show()

    def step(self, by: int) -> None:
        """Open the next or previous incident of the list."""
        ids = [row.id for row in self.state.rows]
        if self.opened in ids:
            index = ids.index(self.opened) + by
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
        if self.screen.covers(found):
            self._desk.tell(HiddenExhibitError(number=found.number))
            return None
        return ExhibitViewer(self.screen.case(self._snapshot), found, self._exhibits, self._desk, self._say)

    def _form_left(self) -> None:
        """Go back to the list."""
        self.form = None
        self._show(force=True)
        self.load()

    def _on_change(self, change: Change) -> None:
        """Read again when something in this case changed."""
        if change.case == self.case:
            self.load()

    def _cover(self, incident: Incident | None, *, asked: bool) -> bool:
        """Put the gate in the place of a form with something hidden, unless that was asked for; tells whether."""
        if asked:
            return False
        self.form, self.gate = None, self.screen.gate(incident, self._say("New incident"))
        self._show(force=True)
        return True

    def _withdrawn(self) -> list[Incident]:
        """Return the incidents that were withdrawn."""
        return [gone.record for gone in self._gone.values() if isinstance(gone.record, Incident)]

    def _for_form(self, snapshot: CaseSnapshot, incident: Incident | None) -> CaseSnapshot:
        """Return the case for a form: its own incident stays whole, also when it becomes R0 while it is open."""
        if incident is not None:
            self.screen.show(incident.id)
        return self.screen.case(snapshot)

    def _loaded(self, read: tuple[CaseSnapshot, tuple[Withdrawn, ...], tuple[str, ...]]) -> None:
        """Take over the case as it is now."""
        self._snapshot, withdrawn, drafts = read
        self._gone = {gone.record.id: gone for gone in withdrawn}
        self._drafts = frozenset(drafts)
        if self.form is not None:
            self.form.renew(self._for_form(self._snapshot, self.form.incident or self.form.first))
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
        say = self._say
        if self._snapshot is None:
            return IncidentsState(filter=self._filter)
        snapshot = self.screen.case(self._snapshot)
        period, hint, wrong = self._period()
        gone = self._withdrawn()
        hidden_gone = [one.record for one in self.screen.gone(self._gone.values()) if isinstance(one.record, Incident)]
        listed = hidden_gone if self._filter.withdrawn else list(snapshot.incidents)
        write = ListWriter(snapshot, self._gone, self._drafts, self.screen, say)
        shown = [incident for incident in newest_first(listed) if write.fits(incident, self._filter, period)]
        narrowed = replace(self._filter, withdrawn=False) != Filter()
        summary = say.n("{n} incident", "{n} incidents", len(listed))
        if self._filter.withdrawn:
            summary = say.n("{n} withdrawn incident", "{n} withdrawn incidents", len(listed))
        if narrowed:
            summary = say("{shown} of {total}", shown=len(shown), total=summary)
        open_ = [each for each in listed if not self.screen.covers_all(each)]
        present = [key for key in self._catalogue.behaviours if any(key in each.behaviours for each in open_)]
        return IncidentsState(
            ready=True,
            rows=tuple(write.row(incident) for incident in shown),
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
            account_draft=self._account_begun(),
            open=self.opened,
        )

    def _account_begun(self) -> bool:
        """Whether a new account of the event in the form was half typed."""
        known = self.form.incident if self.form is not None else None
        if known is None:
            return False
        return draft_key("incident", self.case, again(known.duplicate_of or known.id)) in self._drafts

    def _period(self) -> tuple[Period | None, str, bool]:
        """Read the period of the filter; of two meanings none is taken."""
        say, words = self._say, self._filter.period
        if not words.strip():
            return None, "", False
        reading = read_period(words, self._now().date(), say.language)
        if reading.period is None:
            return None, say(reading.problem), True
        return reading.period, say("read as: {when}", when=describe(reading.period, say)), False
