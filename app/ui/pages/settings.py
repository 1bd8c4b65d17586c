"""Language, looks, text size and lock time, who may come in, and what the program says about itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.binding import show_options
from app.ui.pages.backups import BackupsCard
from app.ui.pages.members_card import MembersCard
from app.ui.pages.own_lists import OwnListsCard
from app.ui.pages.page import Page
from app.ui.pages.retention_card import RetentionCard
from app.ui.theme import Theme
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.rule_line import RuleLine
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.steady import Combo
from app.ui.widgets.text import Text
from app.viewmodels.backups import Backups
from app.viewmodels.members import Members
from app.viewmodels.own_lists import OwnLists
from app.viewmodels.retention import Retention
from app.viewmodels.settings import SettingsModel
from app.viewmodels.soundness import Soundness

_SIDE_BY_SIDE = 640


class SettingsPage(Page):
    """Shows the state of ``SettingsModel``; every change works at once."""

    def __init__(
        self,
        model: SettingsModel,
        own: OwnLists,
        members: Members,
        backups: Backups,
        soundness: Soundness,
        retention: Retention,
        say: Translator,
        theme: Theme,
    ) -> None:
        super().__init__(say, theme)
        self._model = model
        self.own = OwnListsCard(own, say)
        self.backups = BackupsCard(backups, soundness, say)
        self.retention = RetentionCard(retention, say)
        self.members = MembersCard(members, say, theme)
        self.column.addWidget(Text(say("Settings"), "title", wrap=False))
        scroll = ScrollColumn(snug=True)
        self.column.addWidget(scroll, 1)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(16)
        scroll.column.addLayout(self._cards)
        scroll.column.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self._make_choices())
        left.addWidget(self.members)
        left.addWidget(self.backups)
        left.addWidget(self.retention)
        left.addWidget(self.own)
        left.addStretch(1)
        self._cards.addLayout(left, 3)
        self._cards.addWidget(self._make_about(), 2, Qt.AlignmentFlag.AlignTop)
        self.follow(model.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the choices."""
        state = self._model.state
        self.language.choose(state.language)
        show_options(self.look, state.themes, state.theme)
        show_options(self.text_size, state.text_sizes, state.text_size)
        show_options(self.lock_time, state.lock_times, state.lock_time)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other where there is no room for both."""
        super().resizeEvent(event)
        beside = self.width() >= self.theme.px(_SIDE_BY_SIDE)
        self._cards.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _make_choices(self) -> QWidget:
        """Build the card with the choices."""
        say, state = self.say, self._model.state
        card = Card(say("On this computer"))
        self.language = Segmented(state.languages, say("Language"))
        self.look, self.text_size, self.lock_time = Combo(), Combo(), Combo()
        self.look.setObjectName("look")
        self.text_size.setObjectName("text_size")
        self.lock_time.setObjectName("lock_time")
        self.language.chosen.connect(self._model.choose_language)
        self.look.activated.connect(self._look)
        self.text_size.activated.connect(self._text_size)
        self.lock_time.activated.connect(self._lock_time)
        for label, widget, hint in (
            (say("Language"), self.language, say("Texts of cases stay as they were written.")),
            (say("Colours"), self.look, ""),
            (say("Text size"), self.text_size, say("Comes on top of the size that the system uses.")),
            (
                say("Lock after"),
                self.lock_time,
                say("Without a key or a click. Drafts are kept; Ctrl+L locks at once, F12 also hides the window."),
            ),
        ):
            if isinstance(widget, Combo):
                widget.setMaximumWidth(self.theme.px(220))
            card.body.addWidget(Field(label, widget, hint))
        return card

    def _make_about(self) -> QWidget:
        """Build the card about the program."""
        say, state = self.say, self._model.state
        card = Card("Patroonzicht")
        card.body.addWidget(
            Text(
                say(
                    "Records incidents and shows the pattern. It supports a professional's own judgement "
                    "and does not predict."
                ),
                "muted",
            )
        )
        card.body.addWidget(RuleLine())
        card.body.addLayout(_pairs(state.about))
        card.body.addWidget(RuleLine())
        card.body.addWidget(Text(say("Made with"), "strong"))
        card.body.addLayout(_pairs(state.licences))
        return card

    def _look(self) -> None:
        """Pass on the chosen colours."""
        self._model.choose_theme(str(self.look.currentData()))

    def _text_size(self) -> None:
        """Pass on the chosen text size."""
        self._model.choose_text_size(str(self.text_size.currentData()))

    def _lock_time(self) -> None:
        """Pass on the chosen lock time."""
        self._model.choose_lock_time(str(self.lock_time.currentData()))


def _pairs(pairs: tuple[tuple[str, str], ...]) -> QGridLayout:
    """Put names and values in two columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(pairs):
        grid.addWidget(Text(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(value), row, 1, Qt.AlignmentFlag.AlignTop)
    return grid
