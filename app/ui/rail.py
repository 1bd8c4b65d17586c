"""The rail at the left: the name, the pages, and the state of the lock."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from app.i18n import Translator
from app.ui.lock import countdown
from app.ui.theme import BASE_SIZE, FONT, Theme
from app.ui.widgets.kind import set_kind
from app.ui.widgets.reading_order import ReadingOrder
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text import Text

GENERAL = ("knowledge", "log", "settings", "guide")
"""Pages below those of a case, about no case."""

_WIDTH = 228
_WIDEST = 300
_SIDES = 34
_LARGE = 150


class Rail(QWidget):
    """Leads to the pages (``chosen`` carries a page name) and the search, locks (``lock``) and hides (``hide_all``)."""

    chosen = Signal(str)
    lock = Signal()
    hide_all = Signal()
    help = Signal()
    search = Signal()

    def __init__(self, user: str, say: Translator, theme: Theme) -> None:
        super().__init__()
        self._say = say
        set_kind(self, "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._room = min(theme.px(_WIDTH), _WIDEST)
        self._letters = QFont(FONT)
        self._letters.setPixelSize(theme.px(BASE_SIZE))
        self.setFixedWidth(self._room)
        self.setAccessibleName(say("Pages"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 1, 12)
        column.setSpacing(2)
        column.addWidget(self._label("Patroonzicht", "brand"))
        column.addSpacing(10)
        self._brief = theme.percent >= _LARGE
        self.search_button = self._foot(say("Search"), "Ctrl+K", "search")
        self.search_button.clicked.connect(self.search)
        found = QVBoxLayout()
        found.setContentsMargins(14, 0, 14, 10)
        found.addWidget(self.search_button)
        column.addLayout(found)
        scroll = ScrollColumn(gap=0)
        column.addWidget(scroll, 1)
        self._pages = scroll.column
        self._pages.setSpacing(1)
        self._add("cases", say("All cases"), self._pages)
        self._case_label = self._label("", "case")
        self._case_label.setContentsMargins(18, 14, 8, 4)
        self._case_label.hide()
        self._pages.addWidget(self._case_label)
        self._case_pages = QVBoxLayout()
        self._case_pages.setSpacing(1)
        self._pages.addLayout(self._case_pages)
        self._pages.addSpacing(14)
        for name, words in (
            ("knowledge", say("Knowledge")),
            ("log", say("Log")),
            ("settings", say("Settings")),
            ("guide", say("Guide")),
        ):
            self._add(name, words, self._pages)
        self._pages.addStretch(1)
        self.state = self._label("")
        self.state.setWordWrap(True)
        column.addWidget(self.state)
        who = self._label(user)
        who.setWordWrap(True)
        column.addWidget(who)
        self.lock_button = self._foot(say("Lock now"), "Ctrl+L")
        self.hide_button = self._foot(say("Hide now"), "F12")
        self.help_button = self._foot(say("Keys"), "F1")
        for button, signal in (
            (self.lock_button, self.lock),
            (self.hide_button, self.hide_all),
            (self.help_button, self.help),
        ):
            button.clicked.connect(signal)
            column.addWidget(button)

    def set_case(self, reference: str, pages: Sequence[tuple[str, str]]) -> None:
        """Show the pages (name, words) of an open case; none when no case is open."""
        for name in [name for name in self._buttons if name not in {"cases", *GENERAL}]:
            button = self._buttons.pop(name)
            self._group.removeButton(button)
            self._case_pages.removeWidget(button)
            button.deleteLater()
        self._case_label.setText(reference)
        self._case_label.setVisible(bool(reference))
        for name, words in pages:
            self._add(name, words, self._case_pages)
        ReadingOrder(self).follow()

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        button = self._buttons.get(name)
        if button is not None:
            button.setChecked(True)

    def show_left(self, seconds: int) -> None:
        """Show when the vault locks."""
        self.state.setText(self._say("Encrypted · locks in {time}", time=countdown(seconds)))

    def button(self, name: str) -> QPushButton:
        """Return the button of a page."""
        return self._buttons[name]

    def names(self) -> tuple[str, ...]:
        """Return the names of the pages in the rail, from the top down."""
        return (*(name for name in self._buttons if name not in GENERAL), *GENERAL)

    def _add(self, name: str, words: str, column: QVBoxLayout) -> None:
        """Add the button of a page."""
        button = QPushButton(in_rows(words, QFontMetrics(self._letters), self._room - _SIDES))
        button.setAccessibleName(words)
        button.setCheckable(True)
        button.setProperty("page", name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._clicked)
        self._group.addButton(button)
        self._buttons[name] = button
        column.addWidget(button)

    def _clicked(self) -> None:
        """Tell which page was chosen."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            self.chosen.emit(str(chosen.property("page")))

    def _label(self, words: str, kind: str = "") -> Text:
        """Build a quiet label."""
        label = Text(words, kind, wrap=False)
        label.setContentsMargins(18, 0, 10, 0)
        return label

    def _foot(self, words: str, keys: str, kind: str = "foot") -> QPushButton:
        """Build a small button with its key; with large text there is no room for the key."""
        button = QPushButton(words if self._brief else f"{words}  {keys}")
        button.setAccessibleName(words)
        button.setToolTip(keys)
        set_kind(button, kind)
        return button


def in_rows(words: str, metrics: QFontMetrics, room: int) -> str:
    """Return words broken into rows that fit, because a button does not do that by itself."""
    rows: list[str] = []
    for word in words.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and metrics.horizontalAdvance(longer) <= room:
            rows[-1] = longer
        else:
            rows.append(word)
    return "\n".join(rows)
