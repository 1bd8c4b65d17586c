"""What every page has in common: it shows the state of a view-model and asks for navigation through ``goto``."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import Translator
from app.observable import Signal as Changed
from app.ui.cursor import first_field, put_in
from app.ui.loose_words import LooseField
from app.ui.theme import Theme


class Page(QWidget):
    """A page in the frame.

    Subclasses build their widgets in ``__init__``, call ``follow(model.changed)`` and show the whole state in
    ``refresh``; ``was_read`` once that happened. ``goto`` carries a page name and a record id ("" for none).
    ``column`` is the page's own layout.
    """

    goto = Signal(str, str)

    def __init__(self, say: Translator, theme: Theme) -> None:
        super().__init__()
        self.say = say
        self.theme = theme
        self.was_read = False
        self.setProperty("kind", "page")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    def follow(self, changed: Changed) -> None:
        """Show the state again whenever the view-model changed; held weakly, so a closed page drops out."""
        changed.connect(self._note_read)
        changed.connect(self.refresh)

    def _note_read(self) -> None:
        """Remember that there was something to show."""
        self.was_read = True

    def refresh(self) -> None:
        """Show the present state of the view-model."""
        raise NotImplementedError

    def show_record(self, record: str) -> None:
        """Bring a record (a UUID as text, or "new") into view; pages that hold no records ignore it."""

    def focus_first(self) -> None:
        """Put the cursor where typing or choosing begins, or on the page itself while it is empty."""
        put_in(first_field(self) or self)

    def leave(self) -> None:
        """Keep what is half typed; called before the vault locks, the language changes or the page is closed."""

    def hide_again(self) -> None:
        """Hide what was hidden before somebody asked for it; called when another page is shown."""

    def loose(self) -> Mapping[str, LooseField]:
        """Return the fields that belong to no record and no form, such as filters; what is typed there is kept too."""
        return {}

    def place(self) -> str:
        """Return what ``show_record`` needs to come back to here after a lock or a change of language."""
        return ""
