"""The form of one incident: it keeps what is typed, says how it reads it, and saves it as a first or a new version."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.incident import Incident
from app.domain.revision import RecordKind, Revision, Withdrawn
from app.domain.snapshot import CaseSnapshot, visible_number
from app.domain.source import Source
from app.errors import AppError
from app.i18n import Translator
from app.observable import Signal
from app.risk.catalogue import load_catalogue
from app.viewmodels.desk import Desk
from app.viewmodels.field_marks import holds_hidden, markable, marked
from app.viewmodels.history import Version, versions_of
from app.viewmodels.incident_accounts import account_fields, accounts_of, again, first_account, held_back, with_typed
from app.viewmodels.incident_backing import losing
from app.viewmodels.incident_check import FormReader
from app.viewmodels.incident_direction import direction_of
from app.viewmodels.incident_fields import (
    BreachRow,
    IncidentFields,
    SourceRow,
    as_drafted,
    fields_of,
    names_gone,
    next_fields,
    without_gone,
)
from app.viewmodels.incident_hints import HintWriter
from app.viewmodels.incident_state import BehaviourChip, Choices, IncidentFormState, chip_of, choices_of
from app.viewmodels.kept_draft import Kept, RunningSave, read_kept, saved_or_kept
from app.viewmodels.record_form import PutBack, SaveAgain, SaveFirst, TakeBack, draft_key, reads_only_words


@dataclass(frozen=True)
class IncidentDraft:
    """What is kept of a half-typed incident."""

    fields: IncidentFields
    kept: datetime


@dataclass(frozen=True)
class IncidentsServices:
    """What incidents need done, bound to the open vault; without ``may_record`` they can only be read."""

    read_case: Callable[[UUID], CaseSnapshot]
    record: SaveFirst
    correct: SaveAgain
    withdraw: TakeBack
    restore: TakeBack
    withdrawn: Callable[[UUID], tuple[Withdrawn, ...]]
    history: Callable[[UUID], tuple[Revision, ...]]
    put_back: PutBack
    keep_draft: Callable[[str, UUID, dict[str, object]], datetime]
    read_draft: Callable[[str], Mapping[str, object] | None]
    drop_draft: Callable[[str], None]
    list_drafts: Callable[[UUID], tuple[str, ...]]
    may_record: bool = True


class IncidentForm:
    """The view-model of one form; ``left`` is called when the form has nothing more to show."""

    def __init__(
        self,
        snapshot: CaseSnapshot,
        incident: Incident | None,
        services: IncidentsServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
        left: Callable[[], None],
        *,
        first: Incident | None = None,
        withdrawn: bool = False,
        covered: Callable[[], bool] = lambda: False,
    ) -> None:
        """Show ``incident``, or an empty form; one that was ``withdrawn`` can only be read and brought back.

        The empty form is for a new account of the event that ``first`` tells, if that is given. ``covered`` is asked
        about a draft that is hidden, and tells whether the form gave way to a gate.
        """
        self.changed = Signal()
        self.incident = incident
        self.first = first
        self._snapshot = snapshot
        self._services, self._desk, self._say, self._now, self._left = services, desk, say, now, left
        self._covered = covered
        self._catalogue = load_catalogue()
        self._fields = fields_of(incident, say) if first is None else account_fields(first, say)
        self._choices = self._make_choices()
        self._versions: tuple[Version, ...] = ()
        self._note = ""
        self._edits = self._kept_edits = 0
        self._dirty = self._saving = self._told = self._reading = False
        self._run: RunningSave | None = None
        self._withdrawn = withdrawn
        if withdrawn:
            self._note = say("withdrawn")
        self.state = self._make_state()

    @property
    def key(self) -> str:
        """Return the key of the draft."""
        about = self.incident or (again(self.first.id) if self.first is not None else None)
        return draft_key("incident", self._snapshot.case.id, about)

    @property
    def losing(self) -> str:
        """Return which answers lose support when this incident is withdrawn; "" for none."""
        return losing(self.incident.id if self.incident else None, self._snapshot, self._say)

    def open(self) -> None:
        """Take up the draft and the versions; nothing can be typed before the draft was read."""
        key, case = self.key, self._snapshot.case.id
        if not self._withdrawn:
            self._reading, self._note = True, self._say("the draft is being fetched")
            self._show()
            self._desk.ask(
                lambda: read_kept(self._services, key, case, IncidentDraft), self._take_up, self._draft_unread
            )
        self._read_history()

    def edit(self, **fields: Any) -> None:  # noqa: ANN401  the fields of IncidentFields
        """Take over what was typed; another "when" undoes an earlier choice of its meaning."""
        if self.state.held:
            return
        if "when" in fields and fields["when"] != self._fields.when:
            fields = {"meaning": -1, "when_unread": False} | fields
        fresh = replace(self._fields, **fields)
        if fresh != self._fields:
            self._fields = fresh
            self._edits += 1
            self._dirty = True
            self._note = self._say("not saved yet")
            self._show()

    def mark(self, field: str, mark: str) -> None:
        """Say how far one field may travel; "" means as the whole entry."""
        if field in markable(RecordKind.INCIDENT):
            self.edit(marks=marked(self._fields.marks, field, mark))

    @property
    def holds_hidden(self) -> bool:
        """Whether what is typed now, or a field of it, is hidden until asked for."""
        return holds_hidden(self._fields.sensitivity, self._fields.marks)

    def edit_source(self, index: int, **fields: str) -> None:
        """Change one source row."""
        rows = list(self._fields.sources)
        rows[index] = replace(rows[index], **fields)
        self.edit(sources=tuple(rows))

    def add_source(self) -> None:
        """Add an empty source row."""
        self.edit(sources=(*self._fields.sources, SourceRow()))

    def remove_source(self, index: int) -> None:
        """Take a source row away; one always stays."""
        rows = self._fields.sources[:index] + self._fields.sources[index + 1 :]
        self.edit(sources=rows or (SourceRow(),))

    def link_exhibit(self, exhibit: UUID) -> None:
        """Link an exhibit to the incident, once."""
        if str(exhibit) not in self._fields.exhibits:
            self.edit(exhibits=(*self._fields.exhibits, str(exhibit)))

    def choose_breaches(self, measures: tuple[str, ...]) -> None:
        """Choose the measures that were breached; what was written about them stays."""
        known = {row.measure: row for row in self._fields.breaches}
        self.edit(breaches=tuple(known.get(measure, BreachRow(measure)) for measure in measures))

    def edit_breach(self, index: int, **fields: str) -> None:
        """Change what was done about one breach."""
        rows = list(self._fields.breaches)
        rows[index] = replace(rows[index], **fields)
        self.edit(breaches=tuple(rows))

    def choose_severity(self, level: int) -> None:
        """Choose a severity; choosing what is proposed follows the proposal again."""
        proposed = self.state.read.proposed
        self.edit(severity=0 if level == proposed else level)

    def search(self, words: str) -> tuple[BehaviourChip, ...]:
        """Return the behaviours that words can mean and that were not chosen yet."""
        found = self._catalogue.search(words, self._say.language)
        return tuple(self._chip(each.id) for each in found if each.id not in self._fields.behaviours)

    def keep_draft(self) -> None:
        """Keep what was typed as a draft."""
        run = self._run
        if not self._dirty or self.state.reads_only or self._edits == self._kept_edits:
            return
        if run is not None and not run.passed(self._edits):
            return
        edits, key, case = self._edits, self.key, self._snapshot.case.id
        content = self._content()

        def kept(at: datetime) -> None:
            self._kept_edits = edits
            if self._dirty:
                self._note = self._say("draft kept {time}", time=f"{at:%H:%M:%S}")
                self._show()

        def failed(error: AppError) -> None:
            self._note = self._say("draft not kept")
            self._desk.tell(error)
            self._show()

        self._desk.ask(
            lambda: self._services.keep_draft(run.key() if run is not None else key, case, content), kept, failed
        )

    def save(self, *, then_next: bool = False) -> None:
        """Save when nothing stands in the way, else say what does; the form clears once the save is acknowledged."""
        self._told = True
        then_next = then_next and self.state.many
        if self._saving or self.state.held or self.state.read.problems:
            self._show()
            return
        old, edits, fields, key, case = self.incident, self._edits, self._fields, self.key, self._snapshot.case.id
        incident, new = self._reader().build(fields)
        if old is not None and incident == old and not new:
            self.discard()
            return
        self._saving = True
        run = self._run = RunningSave(key, draft_key("incident", case, incident), edits)
        self._show()

        def work() -> Change:
            if old is None:
                return self._services.record(case, incident, along=new, draft=key)
            return self._services.correct(case, incident, reason=fields.reason.strip(), along=new, draft=key)

        def saved(_change: Change) -> None:
            self._saving, self._told, self._run = False, False, None
            if edits != self._edits:
                # Somebody typed on while it was saved: the form stays, now as a correction of what was saved.
                self.incident, self._kept_edits = incident, edits
                self.keep_draft()
                self._show()
                return
            self._dirty = False
            self._desk.say_done(self._say("The incident was saved."))
            self._after_save(fields, new, then_next=then_next)

        def failed(error: AppError) -> None:
            self._saving, self._run = False, None
            self._note = self._say("not saved")
            self._desk.tell(error)
            if edits != self._edits:
                self.keep_draft()
            self._show()

        keep = partial(self._services.keep_draft, key, case, self._content())
        self._desk.do(lambda: saved_or_kept(lambda: run.work(work), keep), saved, failed)

    def tell_again(self, opened: Callable[[str], None]) -> None:
        """Begin a new account of the event, at the place that ``opened`` is handed; the first one stays as it is.

        What was typed over it goes along, unless a new account was begun before: then both stay as drafts.
        """
        first = first_account(self.incident, self._snapshot) if self.incident is not None else None
        if self.incident is None or first is None or not self.state.told_again:
            return
        place, services, case = again(first.id), self._services, self._snapshot.case.id
        if not self._dirty:
            opened(place)
            return
        old, new, edits = self.key, draft_key("incident", case, place), self._edits
        content = self._content(with_typed(account_fields(first, self._say), self._fields, self.incident, self._say))
        kept, self._kept_edits = self._kept_edits, edits

        def work() -> bool:
            if services.read_draft(new) is not None:
                return False
            services.keep_draft(new, case, content)
            services.drop_draft(old)
            return True

        def moved(gone_along: bool) -> None:
            if not gone_along:
                self._kept_edits = kept
            self._dirty = not gone_along or edits != self._edits
            opened(place)

        def failed(error: AppError) -> None:
            self._kept_edits = kept
            self._desk.tell(error)

        self._desk.ask(work, moved, failed)

    def discard(self) -> None:
        """Drop what was typed and leave the form."""
        key = self.key
        self._dirty = False
        self._desk.ask(lambda: self._services.drop_draft(key), lambda _none: self._left())

    def leave(self) -> None:
        """Keep what was typed and leave the form."""
        self.keep_draft()
        self._left()

    def withdraw(self, reason: str) -> None:
        """Withdraw the incident with a reason; its versions stay and it can be restored."""
        incident, case = self.incident, self._snapshot.case.id
        if incident is None or self._withdrawn or self._dirty or not reason.strip():
            return

        def gone(_change: Change) -> None:
            self._withdrawn = True
            self._note = self._say("withdrawn")
            self._show()
            self._read_history()

        self._desk.do(lambda: self._services.withdraw(case, incident.id, reason=reason.strip()), gone)

    def restore(self, reason: str) -> None:
        """Bring a withdrawn incident back with a reason."""
        incident, case = self.incident, self._snapshot.case.id
        if incident is None or not self._withdrawn or not reason.strip():
            return

        def back(_change: Change) -> None:
            self._withdrawn = False
            self._note = ""
            self.open()

        self._desk.do(lambda: self._services.restore(case, incident.id, reason=reason.strip()), back)

    def put_back(self, number: int, reason: str) -> None:
        """Make an older version the newest one again; only with a reason, and not over what is half typed."""
        incident, case = self.incident, self._snapshot.case.id
        if incident is not None and not (self._dirty or self.state.held) and reason.strip():
            self._desk.do(
                lambda: self._services.put_back(case, incident.id, number, reason=reason.strip()),
                lambda _change: self._read_history(),
            )

    def renew(self, snapshot: CaseSnapshot) -> None:
        """Take over the case as it is now; what was typed and not saved yet stays."""
        self._snapshot = snapshot
        self._choices = self._make_choices()
        for incident in snapshot.incidents:
            if self.incident is not None and incident.id == self.incident.id:
                self.incident = incident
                if not self._dirty and not self._saving:
                    self._fields = fields_of(incident, self._say)
        self._show()

    def _after_save(self, fields: IncidentFields, new: tuple[Source, ...], *, then_next: bool) -> None:
        """Clear the form, for the next incident or for good."""
        self._note = ""
        if then_next:
            self.incident = None
            self._versions = ()
            self._fields = next_fields(fields, new)
            self._show()
        else:
            self._left()

    def _content(self, fields: IncidentFields | None = None) -> dict[str, object]:
        """Return what is kept of the fields, and when."""
        return {"fields": msgspec.to_builtins(fields or self._fields), "kept": self._now().isoformat()}

    def _take_up(self, kept: Kept[IncidentDraft]) -> None:
        """Put a kept draft on the screen; from now on the form may be typed into."""
        self._reading = False
        self._note = self._say("an older draft cannot be shown; it is kept apart") if kept.apart else ""
        if kept.draft is not None:
            fields = as_drafted(kept.draft.fields)
            if self.first is not None:
                fields = held_back(fields, self.first, self._say)
            if holds_hidden(fields.sensitivity, fields.marks) and self._covered():
                return
            self._fields = without_gone(fields, self._snapshot)
            self._choices = self._make_choices()
            self._dirty = True
            self._note = self._say("draft of {moment} taken up again", moment=self._say.moment(kept.draft.kept))
            if self._fields != fields or names_gone(fields, self._snapshot):
                self._note = self._say("draft taken up again; something that it named was withdrawn meanwhile")
        self._show()

    def _draft_unread(self, error: AppError) -> None:
        """Leave the form held: a draft that could not be read must not be written over."""
        self._note = self._say("the draft cannot be read; open this form again")
        self._desk.tell(error)
        self._show()

    def _read_history(self) -> None:
        if self.incident is not None:
            incident = self.incident.id
            self._desk.ask(lambda: self._services.history(incident), self._show_history)

    def _show_history(self, revisions: tuple[Revision, ...]) -> None:
        self._versions = versions_of(revisions, self._snapshot, self._say)
        self._show()

    def _reader(self) -> FormReader:
        return FormReader(self._snapshot, self.incident, self._catalogue, self._say, self._now().date())

    def _show(self) -> None:
        """Make the state anew and tell the page when it differs."""
        state = self._make_state()
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _make_state(self) -> IncidentFormState:
        say, fields, incident = self._say, self._fields, self.incident
        read = self._reader().read(fields)
        own = incident.id if incident else None
        reads_only = not self._services.may_record
        return IncidentFormState(
            title=self._title(),
            note=" · ".join(part for part in (self._note, reads_only_words(say) if reads_only else "") if part),
            fields=fields,
            read=read,
            chips=tuple(self._chip(key) for key in fields.behaviours),
            choices=self._choices,
            direction=direction_of(fields, self._snapshot, own, say),
            hints=HintWriter(self._snapshot, self._catalogue, say).write(fields, read.when, own),
            told=tuple(dict.fromkeys(read.problems.values())) if self._told else (),
            accounts=accounts_of(fields, own, self._snapshot, say),
            is_new=incident is None,
            many=self.first is None,
            dirty=self._dirty,
            saving=self._saving,
            reading=self._reading,
            withdrawn=self._withdrawn,
            versions=self._versions,
            reads_only=reads_only,
        )

    def _title(self) -> str:
        if self.incident is not None:
            return visible_number(self.incident)
        if self.first is not None:
            return self._say("New account of {number}", number=visible_number(self.first))
        return self._say("New incident")

    def _chip(self, behaviour: str) -> BehaviourChip:
        return chip_of(behaviour, self._catalogue, self._say)

    def _make_choices(self) -> Choices:
        own = self.incident.id if self.incident else None
        return choices_of(self._snapshot, own, self._catalogue, self._say, breached=self._fields.breaches)
