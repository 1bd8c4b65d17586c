"""The incidents page as a user sees it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from app.ui.pages.incident_form import IncidentFormView
from app.ui.pages.incidents import IncidentsPage


class IncidentProbe:
    """Types, presses and reads; only this class knows the widgets."""

    def __init__(self, page: IncidentsPage) -> None:
        """Look at a page that is shown."""
        self.page = page

    @property
    def form(self) -> IncidentFormView:
        """Return the form that is open."""
        assert self.page.form_view is not None
        return self.page.form_view

    @property
    def has_form(self) -> bool:
        """Whether a form is open."""
        return self.page.form_view is not None

    @property
    def title(self) -> str:
        """Return the title of the form with the note behind it."""
        state = self.form.form.state
        return f"{state.title} {state.note}".strip()

    @property
    def rows(self) -> list[str]:
        """Return the list as text, a line per incident."""
        model = self.page.list.table_model
        return [
            " | ".join(str(model.data(model.index(row, column))) for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    @property
    def scrolls_sideways(self) -> bool:
        """Whether a part of the list is out of sight at the right."""
        return self.page.list.table.horizontalScrollBar().maximum() > 0

    @property
    def reading(self) -> str:
        """Return how the date was read."""
        return self.form.card.when.field.hint.text()

    @property
    def told(self) -> str:
        """Return what stands in the way of saving."""
        return self.form.problems.text() if self.form.problems.isVisible() else ""

    @property
    def chips(self) -> tuple[str, ...]:
        """Return the chosen behaviours."""
        return self.form.card.behaviours.chips

    @property
    def found(self) -> list[str]:
        """Return the behaviours that were found."""
        found = self.form.card.behaviours.found
        return [found.item(row).text() for row in range(found.count())] if found.isVisible() else []

    @property
    def direction(self) -> list[str]:
        """Return the kind of entry, who did it, against whom and who began, as far as the form shows them."""
        card = self.form.card
        return [box.currentText() for box in (card.kind, card.actor, card.target, card.began) if box.isVisible()]

    @property
    def assumed(self) -> str:
        """Return what stands below the field that asks against whom it was."""
        return self.form.card.target_field.hint.text()

    def choose(self, box: QComboBox, key: str) -> None:
        """Choose from a list."""
        box.setCurrentIndex(box.findData(key))
        box.activated.emit(box.currentIndex())

    def type_into(self, widget: QWidget, words: str) -> None:
        """Type with the keyboard; Qt can only type ASCII."""
        widget.setFocus()
        QTest.keyClicks(widget, words)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    def account(self, when: str, facts: str) -> None:
        """Type the two fields that every incident needs."""
        self.type_into(self.form.card.when.edit, when)
        self.type_into(self.form.card.facts, facts)

    def search(self, words: str) -> None:
        """Type into the behaviour field."""
        self.type_into(self.form.card.behaviours.edit, words)

    def click_row(self, number: int) -> None:
        """Click a row of the list."""
        table = self.page.list.table
        place = table.visualRect(self.page.list.table_model.index(number, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
