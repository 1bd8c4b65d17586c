"""The list of checklists with their last assessment and where they stand, and the one that is open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.assessment import Assessment
from app.domain.change import Change
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.observable import Signal
from app.risk.checklist import Checklist, how_to_ask, load_checklists
from app.risk.shelf import checklists_of, is_own, list_as_used
from app.risk.standing import standing
from app.risk.walked import Walk
from app.viewmodels.checklist import ChecklistForm
from app.viewmodels.checklist_services import ChecklistServices
from app.viewmodels.crosswalk import Crosswalk, CrosswalkServices, walk_note, walk_title
from app.viewmodels.desk import Desk


@dataclass(frozen=True)
class AssessmentLine:
    """One assessment of a list in words; ``stand`` counts the four answers apart."""

    id: str
    text: str
    stand: str


@dataclass(frozen=True)
class ListLine:
    """One checklist: what it is, its last assessment, and the critical questions that are open.

    ``own`` marks a list that a professional of this vault wrote.
    """

    id: str
    title: str
    note: str
    last: str
    stand: str
    critical: str
    action: str
    assessments: tuple[AssessmentLine, ...]
    own: str = ""


@dataclass(frozen=True)
class ChecklistsState:
    """The list of lists, in ready words; ``walks`` are the lists of others: key, title and what they are."""

    title: str
    stop_title: str = ""
    stop_rules: tuple[str, ...] = ()
    how_to_ask: str = ""
    lists: tuple[ListLine, ...] = ()
    walks_title: str = ""
    walks: tuple[tuple[str, str, str], ...] = ()


class Checklists:
    """The view-model of the checklists page."""

    def __init__(
        self,
        case: UUID,
        services: ChecklistServices,
        desk: Desk,
        say: Translator,
        now: Callable[[], datetime],
    ) -> None:
        """Show the checklists for ``case``; ``load`` fills them."""
        self.case = case
        self.changed = Signal()
        self.state = ChecklistsState(title=say("Checklists"))
        self.form: ChecklistForm | None = None
        self._services = services
        self._desk = desk
        self._say = say
        self._now = now
        self._lists: Mapping[str, Checklist] = load_checklists()
        self._snapshot: CaseSnapshot | None = None
        desk.on_change(self._on_change)

    def load(self) -> None:
        """Read the case."""
        self._desk.ask(lambda: self._services.read_case(self.case), self._show)

    def open(self, checklist: str, assessment: UUID | None = None) -> ChecklistForm:
        """Open one list, at an assessment when given."""
        self.form = ChecklistForm(self.case, self._lists[checklist], self._services, self._desk, self._say, self._now)
        self.form.load(assessment)
        return self.form

    def follow(self, walk: str) -> Crosswalk:
        """Follow the case along a list of others."""
        services = CrosswalkServices(self._services.read_case, self._services.deliver)
        crosswalk = Crosswalk(self.case, Walk(walk), services, self._desk, self._say, self._now)
        crosswalk.load()
        return crosswalk

    def list_of(self, assessment: str) -> str:
        """Return the id of the list to which an assessment belongs, or "" when it is not known."""
        for line in self.state.lists:
            if any(made.id == assessment for made in line.assessments):
                return line.id
        return ""

    def _on_change(self, change: Change) -> None:
        """Read the case again when something in it changed."""
        if change.case == self.case and self.state.lists:
            self.load()

    def _show(self, snapshot: CaseSnapshot) -> None:
        """Show where every list stands."""
        say = self._say
        self._snapshot, self._lists = snapshot, checklists_of(snapshot)
        rules = dict.fromkeys(say.label(rule) for list_ in self._lists.values() for rule in list_.stop_rules)
        state = ChecklistsState(
            title=say("Checklists"),
            stop_title=say("Before you start"),
            stop_rules=tuple(rules),
            how_to_ask=how_to_ask(say),
            lists=tuple(self._line(list_, snapshot) for list_ in self._lists.values()),
            walks_title=say("The same case along lists of others"),
            walks=tuple((walk.value, walk_title(walk, say), walk_note(walk, say)) for walk in Walk),
        )
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _line(self, list_: Checklist, snapshot: CaseSnapshot) -> ListLine:
        """Return one list with its assessments, the last one first."""
        say = self._say
        made = sorted(
            (assessment for assessment in snapshot.assessments if assessment.checklist == list_.id),
            key=lambda assessment: assessment.number,
            reverse=True,
        )
        note = say(
            "version {version} · {n} questions, {critical} of them critical",
            version=list_.version,
            n=len(list_.items),
            critical=sum(item.cls.value == "critical" for item in list_.items),
        )
        if not made:
            return ListLine(
                list_.id,
                say.label(list_.name),
                note,
                say("Not asked in this case yet."),
                "",
                "",
                say("Start") if self._services.may_record else say("Look at"),
                (),
                say("own list") if is_own(list_.id) else "",
            )
        open_ = len(standing(self._as_used(list_, made[0]), made[0]).critical_open)
        return ListLine(
            id=list_.id,
            title=say.label(list_.name),
            note=note,
            last=self._words(made[0]),
            stand=self._stand(list_, made[0]),
            critical=say.n("{n} critical question open", "{n} critical questions open", open_) if open_ else "",
            action=say("Look at") if made[0].signed_at or not self._services.may_record else say("Go on"),
            assessments=tuple(
                AssessmentLine(str(assessment.id), self._words(assessment), self._stand(list_, assessment))
                for assessment in made
            ),
            own=say("own list") if is_own(list_.id) else "",
        )

    def _words(self, assessment: Assessment) -> str:
        """Return number, day and whether it is locked."""
        say = self._say
        return " · ".join(
            (
                say("assessment {number}", number=assessment.number),
                say.day(assessment.started_on),
                say("finished") if assessment.signed_at else say("draft"),
            )
        )

    def _as_used(self, list_: Checklist, assessment: Assessment) -> Checklist:
        """Return a list in the version that an assessment used."""
        used = list_as_used(self._snapshot, assessment) if self._snapshot else None
        return used or list_

    def _stand(self, list_: Checklist, assessment: Assessment) -> str:
        """Return the four counts in words; they are never added up."""
        stand = standing(self._as_used(list_, assessment), assessment)
        return self._say(
            "{yes} yes · {no} no · {unknown} unknown · {not_asked} not asked",
            yes=stand.yes,
            no=stand.no,
            unknown=stand.unknown,
            not_asked=stand.not_asked,
        )
