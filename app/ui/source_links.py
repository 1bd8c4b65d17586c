"""Source keys beside a text; each opens what it stands for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import Translator
from app.ui.dialog import Dialog
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.link import RecordLink
from app.ui.widgets.pill import Pill
from app.ui.widgets.text import Text
from app.viewmodels.source_words import SourceCard, source_card


class SourceDialog(Dialog):
    """Shows one source: its citation, how it was verified and where it is found."""

    def __init__(self, parent: QWidget, card: SourceCard, say: Translator) -> None:
        super().__init__(parent, say("Source {key}", key=card.key), card.citation)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label, words in ((say("Verified"), card.mark), (say("Where"), card.where)):
            if words:
                self.body.addWidget(Text(label, "label"))
                line = Text(words)
                line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self.body.addWidget(line)
        if card.check:
            self.body.addWidget(Pill("neutral", card.check), 0, Qt.AlignmentFlag.AlignLeft)
        self.close_button = self.add_button(say("Close"), main=True, default=True)
        self.close_button.clicked.connect(self.accept)


class SourceLinks(QWidget):
    """A row of source keys after some words; a click on a key opens its ``SourceDialog``."""

    def __init__(self, keys: Sequence[str], say: Translator, lead: str = "") -> None:
        super().__init__()
        self._say = say
        self._flow = FlowLayout(self, gap=5)
        self.links: dict[str, RecordLink] = {}
        self._lead = lead
        self._keys: tuple[str, ...] | None = None
        self.show_keys(keys)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show other keys; without any nothing is shown."""
        if self._keys == tuple(keys):
            return
        self._keys = tuple(keys)
        self._flow.clear()
        self.links = {}
        if self._lead and keys:
            self._flow.addWidget(Text(self._lead, "hint", wrap=False))
        for key in keys:
            link = RecordLink(key, key, source_card(key, self._say).citation)
            link.setAccessibleName(self._say("Source {key}", key=key))
            link.clicked_key.connect(self.open_source)
            self.links[key] = link
            self._flow.addWidget(link)
        if not keys:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()

    def open_source(self, key: str) -> SourceDialog:
        """Open a source."""
        return open_source(self, key, self._say)


class CheckedSources(QWidget):
    """Source keys below a hint, with the mark of what must still be checked."""

    def __init__(self, say: Translator) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.links = SourceLinks((), say, say("Sources:"))
        self.check = Pill("neutral", "")
        row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.links, 1)
        self.show_sources((), "")

    def show_sources(self, keys: Sequence[str], check: str) -> None:
        """Show other keys and whether something must still be checked; without either nothing is shown."""
        self.links.show_keys(keys)
        self.check.setText(check)
        self.check.setVisible(bool(check))
        self.setVisible(bool(keys or check))


def open_source(near: QWidget, key: str, say: Translator) -> SourceDialog:
    """Open a source above the window in which its key stands."""
    dialog = SourceDialog(near.window(), source_card(key, say), say)
    dialog.open()
    return dialog
