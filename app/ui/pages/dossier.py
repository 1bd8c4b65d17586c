"""Making a dossier: the questions at the left, the real pages at the right."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton

from app.i18n import Translator
from app.ui.asked import AsksAgain
from app.ui.certificate_password import CertificatePassword
from app.ui.draft_timer import DraftTimer
from app.ui.files import choose_target
from app.ui.loose_words import LooseField
from app.ui.pages.dossier_form import DossierForm
from app.ui.pages.log import CHECK
from app.ui.pages.page import Page
from app.ui.rights_dialog import ASKS, RightsDialog, show_rights_form
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.kind import set_kind
from app.ui.widgets.paper import Paper
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text
from app.viewmodels.dossier import Dossier
from app.viewmodels.rights_form import RightsForm

_PAUSE_MS = 700
_FORM_WIDTH = 340
_SIDE_BY_SIDE = 640
_FORM_HEIGHT, _PAGE_HEIGHT = 220, 300
_NO_LIMIT = 16777215


class DossierPage(Page, AsksAgain):
    """Shows the state of ``Dossier``; the pages follow what is filled in after a short pause."""

    def __init__(
        self, model: Dossier[Any], say: Translator, theme: Theme, rights: Callable[[bool], RightsForm] | None = None
    ) -> None:
        super().__init__(say, theme)
        self._model, self._rights = model, rights
        self._shown: object = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(model.preview)
        self._keep = DraftTimer(self, model.keep)
        self.column.addLayout(self._make_head())
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(16)
        self.form = DossierForm(model, say)
        self.form.typed.connect(self._typed)
        self.form.rights.setVisible(rights is not None)
        self.form.wants_rights.connect(self._open_rights)
        self._preview = self._make_preview()
        self._body.addWidget(self.form)
        self._body.addWidget(self._preview, 1)
        self.column.addLayout(self._body, 1)
        self._arrange()
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the fields, what is asked and the page."""
        state = self._model.state
        self.form.refresh()
        self._show_picture()
        self.busy.setVisible(state.busy)
        self.stop.setVisible(state.busy)
        self.again.setVisible(state.stopped)
        missing = self.say("These are not the pages of what is filled in: something is missing or does not fit.")
        stopped = self.say("Stopped: these are not the pages of what is filled in.")
        self.stopped.setText(stopped if state.complete else missing)
        self.stopped.setVisible(state.picture is not None and (state.stopped or not state.complete))
        saved = state.saved if state.may_save else self.say("To read only: a copy is made where the log can note it.")
        self.saved.setText(saved)
        self.saved.setVisible(bool(saved))
        self.save.setVisible(state.may_save)
        if state.waiting and not self._pause.isActive() and self.isVisible():
            self._pause.start()

    def loose(self) -> Mapping[str, LooseField]:
        """Return where one looks for the incidents that are left out."""
        return {"without": self.form.without.search}

    def leave(self) -> None:
        """Keep what is half typed."""
        self._keep.stop()
        self._model.keep()
        for dialog in self.findChildren(RightsDialog):
            dialog.model.keep()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pages when there is something new to show."""
        super().showEvent(event)
        if self._model.state.waiting:
            self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make no pages that nobody sees."""
        super().hideEvent(event)
        self._pause.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pages below the questions where there is no room for both."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give the questions and the pages their places."""
        px = self.theme.px
        beside = self.width() >= px(_SIDE_BY_SIDE)
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.form.setMinimumSize(px(_FORM_WIDTH) if beside else 0, 0 if beside else px(_FORM_HEIGHT))
        self.form.setMaximumWidth(px(_FORM_WIDTH) if beside else _NO_LIMIT)
        self._preview.setMinimumHeight(0 if beside else px(_PAGE_HEIGHT))

    def _make_head(self) -> QHBoxLayout:
        """Build the title and the main action."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(self.say("Dossier"), "title", wrap=False))
        self.saved = Text("", "muted")
        row.addWidget(self.saved, 1)
        row.addStretch(1)
        self.check = QPushButton(self.say("Check a dossier …"))
        self.check.clicked.connect(self._check)
        row.addWidget(self.check)
        self.save = QPushButton(self.say("Save as PDF …"))
        set_kind(self.save, "primary")
        self.save.clicked.connect(self._ask_target)
        row.addWidget(self.save)
        return row

    def _make_preview(self) -> Card:
        """Build the pages."""
        say = self.say
        card = Card(say("Pages"))
        self.busy = Text(say("Pages are being made …"), "muted", wrap=False)
        self.stop = QPushButton(say("Stop"))
        self.stop.clicked.connect(self._model.cancel)
        self.stopped = Text("", "strong")
        self.again = QPushButton(say("Make the pages"))
        self.again.clicked.connect(self._model.preview)
        self.back = QPushButton(say("Previous"))
        self.forth = QPushButton(say("Next"))
        self.place_words = Text("", "muted", wrap=False)
        self.back.clicked.connect(self._back)
        self.forth.clicked.connect(self._forth)
        for widget in (self.busy, self.stop, self.again, self.back, self.place_words, self.forth):
            card.head.addWidget(widget)
        self.paper = Paper(self.theme.line, say("Page of the dossier"))
        self.paper.fitted.connect(self._model.fit)
        self._scroll = ScrollColumn(gap=0)
        self._scroll.column.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll.column.addStretch(1)
        self.empty = EmptyState(say("No pages yet"))
        card.body.addWidget(self.stopped)
        card.body.addWidget(self.empty, 1)
        card.body.addWidget(self._scroll, 1)
        return card

    def _show_picture(self) -> None:
        """Show the page that was painted."""
        state = self._model.state
        picture = state.picture
        self.empty.setVisible(picture is None)
        self._say_why_empty()
        self._scroll.setVisible(picture is not None)
        for widget in (self.back, self.forth, self.place_words):
            widget.setVisible(picture is not None)
        if picture is None:
            return
        self.place_words.setText(state.page_words)
        self.back.setEnabled(picture.index > 0)
        self.forth.setEnabled(picture.index + 1 < picture.pages)
        if picture is not self._shown:
            self._shown = picture
            self.paper.show_page(picture.pixels, picture.width, picture.height, state.page_words)

    def _say_why_empty(self) -> None:
        """Name, where the pages would stand, the rows that stopped them, else what is still to be filled in."""
        say, state = self.say, self._model.state
        words = (
            ""
            if state.complete
            else say(
                "Choose the kind of copy and fill in for whom it is, what for and on which ground. The real pages then "
                "appear here; nothing is written."
            )
        )
        self.empty.title.setText(say("Hidden words") if state.leaks else say("No pages yet"))
        self.empty.words.setText("\n".join(state.leaks) or words)
        self.empty.words.setVisible(bool(state.leaks or words))

    def _ask_target(self) -> None:
        """Ask where the copy is written, once nothing is missing."""
        if not self._model.check():
            asked = self.form.first_asked()
            asked.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.bring(asked)
            return
        proposal = self._model.state.file_name or "dossier.pdf"
        choose_target(self, self.say("Save the dossier"), proposal, self.say("PDF (*.pdf)"), self._save)

    def _check(self) -> None:
        """Go to where a dossier that came back is checked."""
        self.goto.emit("log", CHECK)

    def _save(self, path: str) -> None:
        """Write the copy."""
        target = Path(path)
        target = target if target.suffix else target.with_suffix(".pdf")
        certificate = self._model.state.certificate
        if certificate is None:
            self._model.save(target)
        else:
            CertificatePassword(self, certificate.name, self.say, partial(self._model.save, target)).open()

    def _typed(self) -> None:
        """Wait with the pages until the keys rest, then keep what was typed."""
        self._pause.stop()
        self._keep.touch()

    def ask_again(self, about: str) -> bool:
        """Open the form of somebody's own words, or that of a request, again."""
        if about not in ASKS.values() or self._rights is None:
            return False
        self._open_rights(about == ASKS[True])
        return True

    def _open_rights(self, statement: bool) -> None:
        """Open the form of somebody's own words, or that of a request."""
        if self._rights is not None:
            show_rights_form(self, self._rights(statement), self.say)

    def _back(self) -> None:
        """Show the page before."""
        self._turn(-1)

    def _forth(self) -> None:
        """Show the page after."""
        self._turn(1)

    def _turn(self, step: int) -> None:
        """Show another page from its top."""
        picture = self._model.state.picture
        if picture is not None:
            self._scroll.verticalScrollBar().setValue(0)
            self._model.show_page(picture.index + step)
