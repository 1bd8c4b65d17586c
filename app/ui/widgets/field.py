"""A field with its label above and a hint below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.kind import set_kind, set_look
from app.ui.widgets.text import Text


class Field(QWidget):
    """A labelled ``widget``; ``aside`` stands in italics behind the label, the hint below tells or warns.

    Put what belongs to the hint, such as its sources, into ``below``, and a small button into ``head``.
    """

    def __init__(self, label: str, widget: QWidget, hint: str = "", aside: str = "") -> None:
        super().__init__()
        self.widget = widget
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        head = self.head = QHBoxLayout()
        head.setSpacing(4)
        self.label = Text(label, "label", wrap=False)
        self.label.setBuddy(widget)
        head.addWidget(self.label)
        if aside:
            # It runs on below where there is no room: a form must not become wider than its card because of it.
            head.addWidget(Text(aside, "aside"), 1)
        else:
            head.addStretch(1)
        self.hint = Text("", "hint")
        column.addLayout(head)
        column.addWidget(widget)
        column.addWidget(self.hint)
        self.below = QVBoxLayout()
        column.addLayout(self.below)
        # Not by aligning the layout: that gives a wrapped hint fewer lines than it needs.
        if not widget.sizePolicy().expandingDirections() & Qt.Orientation.Vertical:
            column.addStretch(1)
        name = self.name = label.replace("&", "")
        widget.setAccessibleName(f"{name} {aside}".strip())
        proxy = widget.focusProxy()
        if proxy is not None and not proxy.accessibleName():
            proxy.setAccessibleName(name)
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus and proxy is None and not _takes_cursor_inside(widget):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_hint(hint)

    def set_hint(self, words: str, *, wrong: bool = False) -> None:
        """Show a hint below the field; ``wrong`` marks the field as not acceptable."""
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        set_kind(self.hint, "error" if wrong else "hint")
        set_look(self.widget, invalid="true" if wrong else "false")
        self.widget.setAccessibleDescription(words)


def _takes_cursor_inside(widget: QWidget) -> bool:
    """Whether a part of the widget has the cursor instead of the widget itself."""
    parts = widget.findChildren(QWidget)
    return any(part.focusPolicy() is not Qt.FocusPolicy.NoFocus for part in parts)
