"""A small button beside a field that says, and changes, how far that one field may travel."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.i18n import Translator
from app.ui.widgets.field import Field
from app.ui.widgets.kind import set_kind, set_look
from app.ui.widgets.lines_head import LinesHead
from app.viewmodels.field_marks import mark_choices, shown_mark

KEY = "Ctrl+M"
_NONE = "⋯"


class MarkButton(QToolButton):
    """Shows the class of a field where that is stricter than of the whole record; ``chosen`` carries field and class.

    Tab skips it while there is nothing to tell, because it stands beside every text; its key works in the field.
    """

    chosen = Signal(str, str)

    def __init__(self, field: str, label: str, say: Translator) -> None:
        super().__init__()
        self.field, self._label, self._say = field, label, say
        self._mark, self._sensitivity = "", ""
        set_kind(self, "mark")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self.open)

    def show_mark(self, mark: str, sensitivity: str) -> None:
        """Show the class of the field within a record of a class."""
        self._mark, self._sensitivity = mark, sensitivity
        told, say = shown_mark(mark, sensitivity), self._say
        self.setText(told or _NONE)
        self.setVisible(bool(mark_choices(sensitivity, say)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if told else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(
            say("How far “{field}” may travel: {mark}", field=self._label, mark=told or say("as the whole entry"))
        )
        self.setToolTip(f"{self.accessibleName()} ({KEY})")
        set_look(self, marked="yes" if told else "no")

    def menu_of(self) -> QMenu:
        """Return the classes to choose from, with the present one ticked."""
        menu, group = QMenu(self), QActionGroup(self)
        menu.setAccessibleName(self.accessibleName())
        present = shown_mark(self._mark, self._sensitivity)
        for choice in mark_choices(self._sensitivity, self._say):
            action = QAction(choice.label, menu, checkable=True)
            action.setData(choice.key)
            action.setChecked(choice.key == present)
            group.addAction(action)
            menu.addAction(action)
        menu.triggered.connect(self._chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def open(self) -> None:
        """Open the menu below the button."""
        if self.isVisible() and self.isEnabled():
            self.menu_of().popup(self.mapToGlobal(QPoint(0, self.height())))

    def _chosen(self, action: QAction) -> None:
        """Tell which class was chosen."""
        self.chosen.emit(self.field, str(action.data()))


class FieldMarks(QObject):
    """The buttons of one form; ``chosen`` carries the field and its class."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget, say: Translator) -> None:
        super().__init__(parent)
        self._say = say
        self.buttons: dict[str, MarkButton] = {}

    def add(self, name: str, field: Field) -> None:
        """Put a button beside a field; its key works while the cursor is in the field."""
        field.head.addWidget(self.beside(name, field.name, field))

    def add_lines(self, name: str, head: LinesHead, lines: QWidget) -> None:
        """Put a button above lines that are marked together; its key works while the cursor is in one of them."""
        head.addWidget(self.beside(name, head.label, lines))

    def beside(self, name: str, label: str, widget: QWidget) -> MarkButton:
        """Return a button to put beside a widget; its key works while the cursor is in there."""
        button = self.buttons[name] = MarkButton(name, label, self._say)
        button.chosen.connect(self.chosen)
        key = QShortcut(QKeySequence(KEY), widget)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(button.open)
        return button

    def show_marks(self, marks: Mapping[str, str], sensitivity: str) -> None:
        """Show the class of every field of a record of a class."""
        for name, button in self.buttons.items():
            button.show_mark(marks.get(name, ""), sensitivity)
