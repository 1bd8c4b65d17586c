"""One checklist put to somebody: answer, say what it rests on, confirm support, weigh, sign and lock.

Nothing here sets an answer but the professional. An unsigned assessment is an ordinary record: every answer is saved
within a second of the last change; text that is being typed is kept as a draft until its field is left. The page calls
``keep`` one second after the last change and ``commit`` when a text field is left.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from app.domain.assessment import Answer, AnswerValue, Assessment, Basis
from app.domain.change import Change
from app.domain.dossier import Paper
from app.domain.hidden import hide_in
from app.domain.record import Sensitivity
from app.domain.revision import RecordKind
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError
from app.i18n import Translator
from app.jobs import Job
from app.observable import Signal
from app.risk.checklist import Checklist
from app.risk.own_translation import Translation
from app.risk.shelf import list_as_used
from app.viewmodels.checklist_services import ChecklistDraft, ChecklistServices
from app.viewmodels.checklist_state import ChecklistState, covered, show_assessment
from app.viewmodels.checklist_work import Work, letting_go, typed_over
from app.viewmodels.desk import Desk
from app.viewmodels.field_marks import markable, marked, marks_of
from app.viewmodels.kept_draft import Kept, RunningSave, read_kept, saved_or_kept
from app.viewmodels.known_day import read_day
from app.viewmodels.paper_view import PaperView
from app.viewmodels.sensitivity import Screen, hidden_words


class ChecklistForm:
    """The view-model of one checklist in one case."""

    def __init__(
        self,
        case: UUID,
        checklist: Checklist,
        services: ChecklistServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
    ) -> None:
        """Show ``checklist`` for ``case``; ``load`` fills it."""
        self.case = case
        self.checklist = checklist
        self._newest = checklist
        self.changed = Signal()
        self.state = ChecklistState(title=say.label(checklist.name))
        self._services = services
        self._desk = desk
        self._say = say
        self._now = now
        self._snapshot: CaseSnapshot | None = None
        self._translations: Sequence[Translation] = ()
        self._language = ""
        self._work = Work(self._fresh())
        self._saved = ""
        self._asking = False
        self._screen = Screen(say)
        desk.on_change(self._on_change)

    def blank(self, paper: Paper) -> PaperView:
        """Return the blank form of this list on a size of paper, to look at before it is printed or saved."""
        services, checklist, language = self._services.blank, self.checklist, self._say.language

        def render(_nothing: object, job: Job) -> bytes:
            return services.render(checklist, language, paper, job)

        return PaperView(
            title=self._say("Blank form"),
            file_name=f"leeg-formulier-{checklist.id}.pdf",
            prepare=lambda: None,
            render=render,
            picture=services.picture,
            deliver=services.deliver,
            desk=self._desk,
            say=self._say,
        )

    def load(self, assessment: UUID | None = None) -> None:
        """Read the case and open an assessment: the given one, else the unsigned one, else the last."""

        def read() -> tuple[CaseSnapshot, Assessment, Kept[ChecklistDraft]]:
            snapshot = self._read_case()
            opened = self._choose(snapshot, assessment)
            if assessment is None and opened.signed_at is not None:
                begun = self._read_draft(self._fresh(), stored=False)
                if begun.draft is not None:
                    return snapshot, self._fresh(), begun
            return snapshot, opened, self._read_draft(opened, stored=bool(opened.number))

        self._desk.ask(read, self._opened)
        self._desk.ask(self._services.translations, self._translated)

    def answer(self, item: str, value: AnswerValue) -> None:
        """Set an answer; a new answer is asked today by who works now, "not asked" forgets what it rested on."""
        now = self._work.on_screen.answer(item)
        if now.value is value:
            return
        if value is AnswerValue.NOT_ASKED:
            self._work.days.pop(item, None)
            fresh = msgspec.structs.replace(now, value=value, asked_on=None, asked_by="", basis=None)
        elif now.value is AnswerValue.NOT_ASKED:
            fresh = msgspec.structs.replace(
                now, value=value, asked_on=self._now().date(), asked_by=self._services.author
            )
        else:
            fresh = msgspec.structs.replace(now, value=value)
        self._set(fresh)

    def rest_on(self, item: str, basis: str) -> None:
        """Say what an answer rests on; an empty basis takes it back."""
        now = self._work.on_screen.answer(item)
        self._set(msgspec.structs.replace(now, basis=Basis(basis) if basis else None))

    def asked(self, item: str, words: str) -> None:
        """Say on which day the question was asked, in words; only one known day is taken over."""
        if self._held:
            return
        self._work.days[item] = words
        now = self._work.on_screen.answer(item)
        day, hint = read_day(words, self._now().date(), self._say)
        if hint.wrong:
            self._type()
        else:
            self._set(msgspec.structs.replace(now, asked_on=day))

    def note(self, item: str, text: str) -> None:
        """Write something beside an answer."""
        now = self._work.on_screen.answer(item)
        if now.note != text and self._put(msgspec.structs.replace(now, note=text)):
            self._type()

    def mark_note(self, item: str, mark: str) -> None:
        """Say how far the note beside an answer may travel; "" means as the whole assessment."""
        now = self._work.on_screen.answer(item)
        fresh = msgspec.structs.replace(now, note_sensitivity=Sensitivity(mark) if mark else Sensitivity.R3)
        if fresh != now and not self._held:
            self._screen.show(self._work.on_screen.id)
            self._set(fresh)

    def judge(self, text: str) -> None:
        """Write the professional's own judgement."""
        if self._work.on_screen.judgement != text and not self._held:
            self._work.on_screen = msgspec.structs.replace(self._work.on_screen, judgement=text)
            self._type()

    def travel(self, sensitivity: str) -> None:
        """Say how far the whole assessment may travel."""
        self._class(sensitivity=Sensitivity(sensitivity))

    def mark(self, field: str, mark: str) -> None:
        """Say how far the judgement may travel; "" means as the whole assessment."""
        if field in markable(RecordKind.ASSESSMENT):
            marks = marked(marks_of(self._work.on_screen), field, mark)
            self._class(field_sensitivity={name: Sensitivity(one) for name, one in marks.items()})

    def show(self) -> None:
        """Show what is hidden until the page is left."""
        self._screen.show(self._work.on_screen.id)
        self._show()

    def hide_again(self) -> None:
        """Hide what was shown, because the page is left; what was typed is kept."""
        self.keep()
        self._screen.hide_again()
        self._show()

    def confirm(self, item: str, incident: UUID) -> None:
        """Confirm one proposed incident as support, or take it back; the answer stays as it is."""
        now = self._work.on_screen.answer(item)
        kept = tuple(id_ for id_ in now.incidents if id_ != incident)
        fresh = kept if incident in now.incidents else (*kept, incident)
        self._set(msgspec.structs.replace(now, incidents=fresh))

    def keep(self) -> None:
        """Save what was answered, or keep what is being typed as a draft."""
        if self._held:
            return
        work, run = self._work, self._work.run
        if run is not None and run.passed(work.edits):
            self._keep_draft(run.key)
        elif run is None and work.answered:
            self._save()
        elif run is None and work.typed:
            key = self._key(work.on_screen, stored=work.stored)
            self._keep_draft(lambda: key)

    def commit(self) -> None:
        """Put typed text into the record; for when its field is left."""
        if self._work.typed and not self._held:
            self._work.answered = True
            self._save()

    def ask_to_sign(self) -> None:
        """Show what is still open before the assessment is locked."""
        self._asking = self.state.may_sign
        self._show()

    def turn_back(self) -> None:
        """Do not sign yet."""
        self._asking = False
        self._show()

    def sign(self) -> None:
        """Save the assessment as it is on the screen and lock it; only after ``ask_to_sign``."""
        if not self._asking:
            return
        self._asking = False
        work, run, assessment = self._work, self._work.run, self._work.on_screen
        key = self._key(assessment, stored=work.stored)
        keep = partial(self._services.keep_draft, key, self.case, self._content())
        work.signing = True

        def sign() -> Change:
            return self._services.sign(self.case, assessment, draft=run.key() if run is not None else key)

        def signed(_change: Change) -> None:
            work.stored, work.answered, work.typed, work.signing = True, False, False, False
            self._desk.say_done(self._say("The assessment is finished and locked."))

        def failed(error: AppError) -> None:
            work.signing = False
            self._failed(error)

        self._desk.do(lambda: saved_or_kept(sign, keep), signed, failed)
        self._show()

    def start_new(self) -> None:
        """Start an empty assessment, or the one that was begun; nothing is taken over from an earlier one."""
        if self.state.may_start:
            self._desk.ask(lambda: self._read_draft(self._fresh(), stored=False), self._begin)

    def _begin(self, kept: Kept[ChecklistDraft]) -> None:
        """Show an assessment that was never saved."""
        if self.state.may_start:
            self._wanted = None
            self._put_on_screen(self._fresh(), kept)
            self._show()

    def speak(self, language: str) -> None:
        """Show the questions in another language beside our own words; "" for no other one."""
        if language != self._language:
            self._language = language
            self._show()

    @property
    def recorded(self) -> str:
        """Return the id of the assessment on the screen, "" while it was never saved."""
        return str(self._work.on_screen.id) if self._work.stored else ""

    @property
    def _held(self) -> bool:
        """Whether nothing can be changed: (being) signed, hidden, its draft not read yet, or one may only read."""
        not_now = self._snapshot is None or not self._services.may_record or self._work.signing
        on_screen = self._work.on_screen
        return not_now or on_screen.signed_at is not None or self._screen.covers(on_screen)

    def _read_case(self) -> CaseSnapshot:
        """Read the case as it may be shown; the assessments stay whole, because one of them is worked on here."""
        read = self._services.read_case(self.case)
        return msgspec.structs.replace(hide_in(read, hidden_words(self._say)), assessments=read.assessments)

    def _read_draft(self, assessment: Assessment, *, stored: bool) -> Kept[ChecklistDraft]:
        """Read what was being typed in an assessment, in the data lane."""
        return read_kept(self._services, self._key(assessment, stored=stored), self.case, ChecklistDraft)

    def _fresh(self) -> Assessment:
        """Return an assessment in which nothing was asked."""
        return Assessment(checklist=self._newest.id, version=self._newest.version, started_on=self._now().date())

    def _key(self, assessment: Assessment, *, stored: bool) -> str:
        """Return the key of the draft of an assessment; one that was never saved is known by its list."""
        name = str(assessment.id) if stored else f"new-{self.checklist.id}"
        return f"assessment:{self.case}:{name}"

    def _own(self, snapshot: CaseSnapshot) -> list[Assessment]:
        """Return the assessments of this list in the order in which they were made."""
        own = [assessment for assessment in snapshot.assessments if assessment.checklist == self.checklist.id]
        return sorted(own, key=lambda assessment: assessment.number)

    def _choose(self, snapshot: CaseSnapshot, wanted: UUID | None) -> Assessment:
        """Return the wanted assessment, else the unsigned one, else the last one, else an empty one."""
        own = self._own(snapshot)
        named = [assessment for assessment in own if assessment.id == wanted]
        unsigned = [assessment for assessment in own if assessment.signed_at is None]
        return next(iter(named or unsigned[-1:] or own[-1:]), None) or self._fresh()

    def _opened(self, read: tuple[CaseSnapshot, Assessment, Kept[ChecklistDraft]]) -> None:
        """Show the opened assessment with what was typed but not saved."""
        self._snapshot, opened, kept = read
        self._put_on_screen(opened, kept)
        self._show()

    def _put_on_screen(self, opened: Assessment, kept: Kept[ChecklistDraft]) -> None:
        """Start to work on an assessment, at what was typed in it."""
        if kept.draft is not None and not opened.number:
            opened = msgspec.structs.replace(opened, version=kept.draft.assessment.version)
        self._wear(opened)
        self._work = Work(opened, stored=bool(opened.number))
        self._saved = self._say("an older draft cannot be shown; it is kept apart") if kept.apart else ""
        if kept.draft is not None and opened.signed_at is None:
            typed = kept.draft.assessment
            self._work.days = dict(kept.draft.days)
            self._work.typed = True
            self._saved = self._say("draft taken up again")
            self._type_over(opened, typed)

    def _type_over(self, stored: Assessment, typed: Assessment) -> None:
        """Put what was typed over what is stored; it lets go of incidents that were withdrawn meanwhile."""
        self._work.on_screen = typed_over(stored, typed)
        if self._snapshot is not None and stored.signed_at is None:
            self._work.on_screen, gone = letting_go(self._work.on_screen, self._snapshot)
            if gone:
                words = self._say.n(
                    "{n} incident that supported an answer here was withdrawn. The answer and what you typed stay.",
                    "{n} incidents that supported answers here were withdrawn. The answers and what you typed stay.",
                    gone,
                )
                self._desk.say_done(words)

    def _wear(self, opened: Assessment) -> None:
        """Show the questions in the words of the version that an assessment uses."""
        used = list_as_used(self._snapshot, opened) if self._snapshot else None
        self.checklist = used or self._newest

    def _translated(self, translations: Sequence[Translation]) -> None:
        """Take over the translations of the vault."""
        self._translations = translations
        self._show()

    def _set(self, answer: Answer) -> None:
        """Put an answer on the screen that is saved within a second."""
        if self._put(answer):
            self._work.answered = True
            self._work.edits += 1
            self._saved = self._say("not saved yet")
            self._show()

    def _class(self, **fields: Any) -> None:  # noqa: ANN401  a class, or the classes of fields
        """Take another class over; who chooses R0 goes on working in what is on the screen."""
        fresh = msgspec.structs.replace(self._work.on_screen, **fields)
        if self._held or fresh == self._work.on_screen:
            return
        self._screen.show(fresh.id)
        self._work.on_screen = fresh
        self._work.answered = True
        self._work.edits += 1
        self._saved = self._say("not saved yet")
        self._show()

    def _type(self) -> None:
        """Mark that text is being typed."""
        self._work.typed = True
        self._work.edits += 1
        self._saved = self._say("not saved yet")
        self._show()

    def _put(self, answer: Answer) -> bool:
        """Put an answer in the assessment on the screen, in the order of the list; a held one refuses."""
        if self._held:
            return False
        answers = {old.item: old for old in self._work.on_screen.answers} | {answer.item: answer}
        empty = Answer(item=answer.item, value=AnswerValue.NOT_ASKED)
        if answer == empty:
            del answers[answer.item]
        order = {item.id: place for place, item in enumerate(self.checklist.items)}
        kept = sorted(answers.values(), key=lambda kept: order.get(kept.item, len(order)))
        self._work.on_screen = msgspec.structs.replace(self._work.on_screen, answers=tuple(kept))
        return True

    def _save(self) -> None:
        """Save the assessment as it is on the screen; one save at a time, what is typed meanwhile comes after it."""
        if self._work.run is not None:
            return
        work, edits, assessment = self._work, self._work.edits, self._work.on_screen
        save = self._services.correct if work.stored else self._services.record
        key = self._key(assessment, stored=work.stored)
        run = work.run = RunningSave(key, self._key(assessment, stored=True), edits)

        def saved(_change: Change) -> None:
            work.run, work.stored = None, True
            if work.edits == edits:
                work.answered = work.typed = False
            self._saved = self._say("saved {time}", time=f"{self._now():%H:%M:%S}")
            if work.edits != edits and work is self._work:
                self.keep()
            self._show()

        def failed(error: AppError) -> None:
            work.run = None
            self._failed(error)
            if work.edits != edits and work is self._work:
                self._keep_draft(lambda: key)

        keep = partial(self._services.keep_draft, key, self.case, self._content())

        def store() -> Change:
            return run.work(lambda: save(self.case, assessment, draft=key))

        self._desk.do(lambda: saved_or_kept(store, keep), saved, failed)

    def _keep_draft(self, key: Callable[[], str]) -> None:
        """Keep what is on the screen as a draft; ``key`` is asked for in the data lane."""
        content = self._content()
        self._desk.ask(lambda: self._services.keep_draft(key(), self.case, content), self._kept)

    def _content(self) -> dict[str, object]:
        """Return what is kept of what is being typed."""
        return {"assessment": msgspec.to_builtins(self._work.on_screen), "days": dict(self._work.days)}

    def _failed(self, error: AppError) -> None:
        """Tell that nothing was saved; everything stays on the screen."""
        self._saved = self._say("not saved")
        self._desk.tell(error)
        self._show()

    def _kept(self, at: datetime) -> None:
        """Tell when the draft was kept."""
        self._saved = self._say("draft kept {time}", time=f"{at:%H:%M:%S}")
        self._show()

    def _on_change(self, change: Change) -> None:
        """Read the case again when something in it changed."""
        if change.case == self.case and self._snapshot is not None:
            self._desk.ask(self._read_case, self._reloaded)

    def _reloaded(self, snapshot: CaseSnapshot) -> None:
        """Take over the case; what is on the screen and not saved yet stays."""
        self._snapshot = snapshot
        work = self._work
        stored = next((own for own in self._own(snapshot) if own.id == work.on_screen.id), None)
        if stored is not None and work.pending and stored.signed_at is None:
            self._type_over(stored, work.on_screen)
        elif work.pending and stored is None:
            self._type_over(work.on_screen, work.on_screen)
        elif stored is not None:
            work.on_screen = stored
        self._show()

    def _show(self) -> None:
        """Make the state anew and tell the page when it differs."""
        if self._snapshot is None:
            return
        state = self._state(self._snapshot)
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _state(self, snapshot: CaseSnapshot) -> ChecklistState:
        """Return everything that the page shows; nothing of what is hidden and was not asked for."""
        if self._screen.covers(self._work.on_screen):
            return covered(self.checklist, self._work.on_screen, self._screen.gate(self._work.on_screen), self._say)
        own = self._own(snapshot)
        return show_assessment(
            self.checklist,
            self._work.on_screen,
            snapshot,
            own,
            days=self._read_days(),
            saved=self._saved,
            asking=self._asking,
            translations=[
                one
                for one in self._translations
                if (one.checklist, one.version) == (self.checklist.id, self.checklist.version)
            ],
            language=self._language,
            may_record=self._services.may_record,
            say=self._say,
        )

    def _read_days(self) -> dict[str, tuple[str, str, bool]]:
        """Return how the typed days are read: one known day, or what is asked for."""
        read: dict[str, tuple[str, str, bool]] = {}
        for item, words in self._work.days.items():
            _, hint = read_day(words, self._now().date(), self._say)
            read[item] = (words, hint.words, hint.wrong)
        return read
