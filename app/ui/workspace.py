"""The room in which one works while a vault is open: the rail, the head of the case, the page and the messages."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import Translator
from app.ui.ask import Question, ask_reason
from app.ui.asked import AsksAgain, ask_again, asked_over
from app.ui.case_forms import NEW, CaseForms
from app.ui.case_head import CaseHead, FictionBand
from app.ui.cursor import return_to, spot_of
from app.ui.history_dialog import HistoryDialog
from app.ui.left_outside import LeftOutside
from app.ui.loose_words import LooseKeeper
from app.ui.message_bar import MessageBar, ProgressPanel
from app.ui.pages.backups import VaultBand
from app.ui.pages.cases import CasesPage
from app.ui.pages.guide import GuidePage
from app.ui.pages.knowledge import KnowledgePage
from app.ui.pages.log import LogPage
from app.ui.pages.page import Page
from app.ui.pages.settings import SettingsPage
from app.ui.pages.unread import UnreadPlace
from app.ui.rail import Rail
from app.ui.recovery_dialog import RecoveryDialog
from app.ui.runner import LaneDesk
from app.ui.search_dialog import SearchDialog
from app.ui.session import Place, Session, page_name
from app.ui.sheet import Sheet
from app.ui.theme import Theme
from app.ui.widgets.kind import set_kind
from app.viewmodels.backups import Backups
from app.viewmodels.case_history import CaseHistory
from app.viewmodels.cases import Cases
from app.viewmodels.frame import Frame
from app.viewmodels.guide import Guide
from app.viewmodels.knowledge import Knowledge
from app.viewmodels.log import LogModel
from app.viewmodels.loose_words import ON_PAGE, LooseWords
from app.viewmodels.members import Members
from app.viewmodels.own_lists import OwnLists
from app.viewmodels.retention import Retention
from app.viewmodels.search import Goal, Search
from app.viewmodels.settings import SettingsModel
from app.viewmodels.soundness import Soundness

GUIDE = "guide"
LOG = "log"
HISTORY = "history"
SEARCH = "search"
_FIRST = ("pattern", "incidents")
# Once, and after the pages have laid out what they read.
_ONCE = Qt.ConnectionType(Qt.ConnectionType.SingleShotConnection.value | Qt.ConnectionType.QueuedConnection.value)


class Workspace(QWidget, AsksAgain):
    """Shows one page at a time; pages of a case are made when they are first asked for and dropped with the case."""

    lock = Signal()
    hide_all = Signal()
    help = Signal()

    def __init__(
        self,
        session: Session,
        desk: LaneDesk,
        settings: SettingsModel,
        say: Translator,
        theme: Theme,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        set_kind(self, "ground")
        self._session, self._desk, self._say, self._theme, self._now = session, desk, say, theme, now
        self._case: UUID | None = None
        self._name = "cases"
        self._frame: Frame | None = None
        self._head: CaseHead | None = None
        self._case_pages: dict[str, Page] = {}
        self.loose = LooseKeeper(self, LooseWords(session.loose, desk))
        self.cases = Cases(session.cases, desk, say, now)
        who = session.user if session.may_record else say("{user} · reads only", user=session.user)
        self.rail = Rail(who, say, theme)
        self.band = FictionBand(say)
        self.band.hide()
        self.backups = Backups(session.backups, desk, say)
        self.soundness = Soundness(session.soundness, desk, say)
        self.soundness.sound.connect(self.backups.make_daily)
        self.vault_band = VaultBand(self.backups, self.soundness, say)
        self.messages = MessageBar(say)
        self.outside = LeftOutside(self, session, desk, self.messages, say)
        self.progress = ProgressPanel(say)
        self.stack = QStackedWidget()
        self.unread = UnreadPlace(self.stack, say)
        self._place_parts()
        self.cases_page = CasesPage(self.cases, say, theme)
        self.cases_page.offer_new(may_record=session.may_record, sees_cases=session.sees_cases)
        self.own = OwnLists(session.own, desk, say)
        self.own.renewed.connect(self.renew_case)
        self.members = Members(session.members, desk, say)
        self.retention = Retention(session.retention, desk, say)
        self.retention.erasing.connect(self._case_goes)
        self.retention.erased.connect(self.cases.load)
        self.retention.removed.connect(self.backups.load)
        self.settings_page = SettingsPage(
            settings, self.own, self.members, self.backups, self.soundness, self.retention, say, theme
        )
        self.guide = Guide(say)
        self.guide_page = GuidePage(self.guide, say, theme)
        self._general: dict[str, Page] = {
            "cases": self.cases_page,
            "settings": self.settings_page,
            GUIDE: self.guide_page,
        }
        for name, page in self._general.items():
            self._take_in(name, page)
        self._forms = CaseForms(self, session, self.cases, desk, say, theme, now, self.retention)
        self._forms.saved.connect(self._case_saved)
        self._connect()
        self.cases.load()
        self.own.load()
        self.backups.begin()
        self.soundness.begin()
        self.outside.look()
        self.members.load()
        self.retention.load()
        self.show_page("cases")

    @property
    def case(self) -> UUID | None:
        """Return the open case."""
        return self._case

    @property
    def page(self) -> Page:
        """Return the page that is shown."""
        return self._pages()[self._name]

    @property
    def head(self) -> CaseHead | None:
        """Return the head of the open case."""
        return self._head

    def ask_case(self, case: UUID, page: str = "", record: str = "") -> None:
        """Open a case that was chosen; a closed one asks why first, once, because the log keeps that."""
        if case == self._case or self._session.backups.read_only is not None or not self.cases.is_closed(case):
            self._open_at(page, record, case)
            return
        say = self._say
        question = Question(
            say("Open a closed case?"),
            say("Reading a closed case is written in the log, with the reason."),
            say("Open the case"),
        )
        about = f"closed/{case}/{page}/{record}"
        ask_reason(self, question, say, partial(self._open_at, page, record, case), about=about)

    def open_case(self, case: UUID, page: str = "", reason: str = "") -> None:
        """Open a case at a page; at its pattern when none is named. ``reason`` is why a closed one is opened."""
        if case != self._case:
            self._drop_case()
            self._case = case
            self._frame = Frame(case, self._session.frame, self._desk, self._say, self._now, reason)
            self._frame.changed.connect(self._framed)
            self._head = CaseHead(self._frame, self._say, self._theme)
            self._head.offer(frozenset(self._session.pages), may_record=self._session.may_record)
            self._head.goto.connect(self.goto)
            self._head.new_incident.connect(self.new_incident)
            self._head.edit_case.connect(self.edit_case)
            self._head.history.connect(self._case_history)
            self._head_place.addWidget(self._head)
            self._frame.load()
        self.show_page(page or next((name for name in _FIRST if name in self._session.pages), "cases"))

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        if name == "knowledge" and name not in self._general:
            self._add_general(name, KnowledgePage(Knowledge(self._say), self._say, self._theme))
        if name == LOG:
            self._show_log()
        if self.unread.wants_anew(self._case_pages.get(name)):
            self._drop_page(name)
        if name in self._session.pages and self._case is not None and name not in self._case_pages:
            made = self._session.pages[name](self._case, self._desk, self._say, self._theme)
            made.goto.connect(self.goto)
            self._case_pages[name] = made
            self._take_in(f"{self._case}/{name}", made)
        if name not in self._pages() or (name == GUIDE and not self._open_guide()):
            return
        if name != self._name:
            self.page.hide_again()
        self._name = name
        self.stack.setCurrentWidget(self.page)
        self.rail.show_page(name)
        self._keep_focus()
        in_case = name in self._case_pages
        if self._head is not None:
            self._head.setVisible(in_case)
        self._show_band()

    def enter(self, name: str) -> None:
        """Show a page and put the cursor where it begins; a page that has yet to be read gets it after that."""
        self.show_page(name)
        self.page.focus_first()
        if self._desk.busy:
            self._desk.rested.connect(self._begin, _ONCE)

    def open_guide(self) -> None:
        """Open the guide at the chapter about the present page."""
        self.enter(GUIDE)

    def goto(self, name: str, record: str) -> None:
        """Show a page and bring a record into view; the history stands over the page."""
        if name == HISTORY:
            self.show_history(record)
            return
        self.show_page(name)
        if record and self._name == name:
            self.page.show_record(record)

    def look_for_words(self) -> None:
        """Open the search over the window; nothing of it is remembered when it closes."""
        if QApplication.activeModalWidget() is None:
            model = Search(self._case, self._session.search, self._desk, self._say)
            dialog = SearchDialog(self, model, self._say, self._theme)
            dialog.opened.connect(self._go_to_found)
            dialog.open()

    def new_incident(self) -> None:
        """Begin a new incident, or a new case where no case is open."""
        if self._case is None or self._refused():
            self.new_case()
        elif "incidents" in self._session.pages:
            self.goto("incidents", NEW)

    def new_case(self) -> None:
        """Open the form of a new case."""
        if self._refused():
            self.messages.refuse(self._say("Here one can read, not record."))
            return
        self._forms.new()

    def edit_case(self) -> None:
        """Open the form of the open case."""
        if self._case is not None and not self._refused():
            self._forms.edit(self._case)

    def show_history(self, record: str) -> None:
        """Show the versions of a person, an assessment, or the open case itself."""
        if self._case is not None:
            model = CaseHistory(self._case, self._session.history, self._desk, self._say)
            HistoryDialog(self, model, self._say, self._theme).open()
            model.load(record)

    def offer_words(self) -> None:
        """Offer the recovery words of a vault that was just made, as its last step."""
        step = self._say("Step {step} of {steps}", step=3, steps=3)
        model = self.members.recovery(drill=False)
        RecoveryDialog(self, model, self._say, self._theme, self.members.load, step=step).open()

    def leave(self) -> None:
        """Keep what is half typed on every page and in the form of a case."""
        for page in self._pages().values():
            page.leave()
        self._forms.keep()
        self.loose.keep()

    def place(self) -> Place:
        """Return where the user is."""
        form = self._forms.opened() or (SEARCH if self._searches() else "")
        asked, user = asked_over(self, self.page), self._session.user
        return Place(self._case, self._name, self.page.place(), spot_of(self.page), form, asked, user, back=True)

    def go_to_place(self, place: Place) -> None:
        """Go back to where the user was; the field follows once the page has read its data."""
        self.loose.words.load(back=place.back)
        if place.case is not None:
            self.open_case(place.case, place.page, self._say("gone on with after the door or another look"))
        else:
            self.show_page(place.page)
        if place.record:
            self.page.show_record(place.record)
        if place.form == SEARCH:
            self.look_for_words()
        elif place.form:
            self.new_case() if place.form == NEW else self.edit_case()

    def go_to_field(self, place: Place) -> None:
        """Put the cursor back where it was, else where the page begins; what was being asked is asked again."""
        if not return_to(self.page, place.spot):
            self.page.focus_first()
        if place.user == self._session.user and self._session.backups.read_only is None:
            ask_again(self, self._desk, place.asked)

    def ask_again(self, about: str) -> bool:
        """Ask again why a closed case is opened, or show the history again."""
        kind, _, rest = about.partition("/")
        if kind == HISTORY:
            self.show_history(rest)
        elif kind == "closed":
            case, page, record = rest.split("/")
            self.ask_case(UUID(case), page, record)
        return kind in {HISTORY, "closed"}

    def tell(self, error: AppError) -> None:
        """Show why something was refused."""
        self.messages.refuse(self._say.error(error))

    def _told(self, error: AppError) -> None:
        """Show why something was refused, and no empty lists on a page of a case that could not be read."""
        self.tell(error)
        if self._name in self._case_pages:
            self.unread.cover(self.page)

    def _see_damage(self) -> None:
        """Say above every page that the vault is damaged, once somebody met that."""
        if self._session.damage() is not None:
            self.soundness.show_damage()

    def _read_again(self) -> None:
        """Read the page anew that could not be read."""
        self.show_page(self._name)

    def renew_case(self) -> None:
        """Make the pages of the open case anew, because the lists that it can be asked with changed."""
        self._drop_pages()
        if self._frame is not None:
            self._frame.load()

    def _case_history(self) -> None:
        """Show the versions of the open case."""
        self.show_history(str(self._case))

    def _open_at(self, page: str, record: str, case: UUID, reason: str = "") -> None:
        """Open a case at a record; ``reason`` is why a closed one is opened."""
        self.open_case(case, page, reason)
        if record:
            self.page.show_record(record)

    def _refused(self) -> bool:
        """Whether whoever works here may only read."""
        return not self._session.may_record

    def _show_log(self) -> None:
        """Make the page of the log once, and let it begin with the open case."""
        if LOG not in self._general:
            model = LogModel(self._session.log, self._desk, self._say, self._now)
            self._add_general(LOG, LogPage(model, self.soundness, self._say, self._theme))
        page = self._general[LOG]
        if isinstance(page, LogPage) and self._name != LOG:
            page.model.choose_case(str(self._case or ""))

    def _add_general(self, name: str, page: Page) -> None:
        """Add a page that is about no case."""
        page.goto.connect(self.goto)
        self._general[name] = page
        self._take_in(name, page)

    def _take_in(self, place: str, page: Page) -> None:
        """Put a page in its place, and what was half typed in its fields back into them."""
        self.stack.addWidget(page)
        for name, field in page.loose().items():
            self.loose.watch(f"{ON_PAGE}{place}/{name}", field)

    def _pages(self) -> dict[str, Page]:
        """Return the pages that exist now."""
        return {**self._general, **self._case_pages}

    def _place_parts(self) -> None:
        """Put the parts in their places."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        row.addLayout(right, 1)
        right.addWidget(self.vault_band)
        right.addWidget(self.band)
        self.sheet = Sheet(self.stack, self._theme)
        self._head_place = self.sheet.above
        right.addWidget(self.sheet, 1)
        below = QVBoxLayout()
        below.setContentsMargins(22, 0, 22, 10)
        below.addWidget(self.progress)
        below.addWidget(self.messages)
        right.addLayout(below)

    def _connect(self) -> None:
        """Pass on what the parts ask for."""
        self.rail.chosen.connect(self.show_page)
        self.rail.lock.connect(self.lock)
        self.vault_band.lock.clicked.connect(self.lock)
        self.rail.hide_all.connect(self.hide_all)
        self.rail.help.connect(self.help)
        self.rail.search.connect(self.look_for_words)
        self.cases_page.opened.connect(self.ask_case)
        self.cases_page.new_case.connect(self.new_case)
        self.cases_page.brought_in.connect(self._open_brought_in)
        for page in (self.cases_page, self.settings_page):
            page.goto.connect(self.goto)
        self._desk.told.connect(self._told)
        self._desk.rested.connect(self._see_damage)
        self.unread.asked.connect(self._read_again)
        self._desk.confirmed.connect(self.messages.confirm)
        self._desk.progressed.connect(self.progress.show_running)
        self.progress.stop.connect(self._desk.cancel)

    def _open_guide(self) -> bool:
        """Open the guide at the chapter about the present page; return whether it can be shown."""
        if self._name != GUIDE:
            try:
                self.guide.open_at(self._name)
            except AppError as error:
                self.tell(error)
                self.rail.show_page(self._name)
                return False
        return True

    def _keep_focus(self) -> None:
        """Give the page the focus when what had it is no longer to be seen, so that keys keep working."""
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            self.page.setFocus()

    def _begin(self) -> None:
        """Put the cursor where the page begins, unless it is somewhere already."""
        if not spot_of(self.page).field:
            self.page.focus_first()

    def _framed(self) -> None:
        """Show the pages of the case under its number, and the band when it is fictional."""
        if self._frame is not None:
            pages = [(name, page_name(name, self._say)) for name in self._session.pages]
            self.rail.set_case(self._frame.state.reference, pages)
            self.rail.show_page(self._name)
        self._show_band()

    def _show_band(self) -> None:
        """Show that a case is fictional on each of its pages."""
        fictional = self._frame is not None and self._frame.state.fictional
        self.band.setVisible(fictional and self._name in self._case_pages)

    def _drop_pages(self) -> None:
        """Take the pages of the open case away."""
        for name in list(self._case_pages):
            self._drop_page(name)

    def _drop_page(self, name: str) -> None:
        """Take a page of the open case away."""
        page = self._case_pages.pop(name)
        page.leave()
        self.stack.removeWidget(page)
        page.deleteLater()

    def _searches(self) -> bool:
        """Whether somebody looks for words now."""
        return any(dialog.isVisible() for dialog in self.findChildren(SearchDialog))

    def _drop_case(self) -> None:
        """Close the open case."""
        self._drop_pages()
        if self._case is not None:
            self.loose.forget(f"{ON_PAGE}{self._case}/")
        if self._head is not None:
            self._head_place.removeWidget(self._head)
            self._head.hide()
            self._head.deleteLater()
            self._head = None
        self._frame, self._case, self._name = None, None, "cases"
        self.rail.set_case("", [])

    def _case_goes(self) -> None:
        """Close the open case when it is about to be erased, and let go of what was half typed and could name it."""
        self.loose.clear()
        if self._case is not None and self._case == self.retention.going:
            self._drop_case()
            self.show_page("settings")

    def _case_saved(self, case: UUID) -> None:
        """Go to a case that is new, and know its term."""
        self.retention.load()
        if case != self._case:
            page = "incidents" if "incidents" in self._session.pages else ""
            self.open_case(case, page, self._say("recorded a moment ago"))

    def _open_brought_in(self, case: UUID) -> None:
        """Go to a case that came in with a case file."""
        self.open_case(case, reason=self._say("brought in a moment ago"))

    def _go_to_found(self, goal: Goal) -> None:
        """Show what was found, in its case."""
        self.ask_case(goal.case, goal.page, goal.record)
