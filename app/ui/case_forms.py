"""The forms of a new case and of the open one, over the page that is shown."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.case import CaseSummary
from app.domain.snapshot import CaseSnapshot
from app.i18n import Translator
from app.ui.asked import AsksAgain
from app.ui.case_dialog import CaseDialog
from app.ui.pages.retention_card import ask_case_term
from app.ui.runner import LaneDesk
from app.ui.session import Session
from app.ui.theme import Theme
from app.viewmodels.case_draft import CaseDraft, read_case_draft
from app.viewmodels.case_form import CaseForm
from app.viewmodels.cases import Cases
from app.viewmodels.kept_draft import Kept
from app.viewmodels.retention import CaseRow, Retention

NEW, CASE = "new", "case"


class CaseForms(QObject, AsksAgain):
    """Opens one form at a time over ``over``; ``saved`` carries the case."""

    saved = Signal(object)

    def __init__(
        self,
        over: QWidget,
        session: Session,
        cases: Cases,
        desk: LaneDesk,
        say: Translator,
        theme: Theme,
        now: Callable[[], datetime],
        retention: Retention,
    ) -> None:
        super().__init__(over)
        self._session, self._cases, self._desk = session, cases, desk
        self._say, self._theme, self._now, self._retention = say, theme, now, retention
        self._term: CaseRow | None = None

    def new(self) -> None:
        """Open the form of a new case, with what was half typed before."""
        services = self._session.cases
        self._desk.ask(lambda: (services.list_cases(), read_case_draft(services, None)), self._new)

    def edit(self, case: UUID) -> None:
        """Open the form of a case, with what was half typed before."""
        services = self._session.cases
        self._desk.ask(lambda: (services.read_case(case), read_case_draft(services, case)), self._edit)

    def keep(self) -> None:
        """Keep what is half typed."""
        for dialog in self._over().findChildren(CaseDialog):
            dialog.keep()

    def ask_again(self, about: str) -> bool:
        """Ask for a term of one case again."""
        kind, _, case = about.partition("/")
        row = self._retention.case_row(UUID(case)) if kind == "case-term" else None
        if row is not None:
            ask_case_term(self._over(), self._retention, row, self._say)
        return row is not None

    def opened(self) -> str:
        """Return which form is open: "new", "case" or "" for none."""
        forms = [NEW if one.is_new else CASE for one in self._over().findChildren(CaseDialog) if one.isVisible()]
        return next(iter(forms), "")

    def _over(self) -> QWidget:
        """Return what the forms stand over: the parent, which must not be held here as well."""
        over = self.parent()
        assert isinstance(over, QWidget)
        return over

    def _new(self, read: tuple[tuple[CaseSummary, ...], Kept[CaseDraft]]) -> None:
        """Fill the form of a new case."""
        form = self._form()
        form.begin(frozenset(summary.case.reference for summary in read[0]), self._session.user, read[1])
        self._show(form)

    def _edit(self, read: tuple[CaseSnapshot, Kept[CaseDraft]]) -> None:
        """Fill the form of a case that was read."""
        form = self._form()
        form.begin_from(read[0], self._cases.references(), read[1])
        self._show(form, self._retention.case_row(read[0].case.id))

    def _form(self) -> CaseForm:
        """Return an empty form."""
        return CaseForm(self._session.cases, self._desk, self._say, self._now, self.saved.emit)

    def _show(self, form: CaseForm, term: CaseRow | None = None) -> None:
        """Show a form, unless one is open already; only a manager has a ``term`` to change."""
        if self.opened():
            return
        self._term = term
        dialog = CaseDialog(self._over(), form, self._say, self._theme)
        dialog.term.setVisible(term is not None)
        dialog.wants_term.connect(self._ask_term)
        dialog.open()

    def _ask_term(self) -> None:
        """Close the form first: it holds the head of the case as it was, and would write the old term back."""
        for dialog in self._over().findChildren(CaseDialog):
            dialog.reject()
        if self._term is not None:
            ask_case_term(self._over(), self._retention, self._term, self._say)
