"""The pattern page as a user sees it."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.charts.canvas import ChartCanvas
from app.ui.charts.chart_view import ChartView
from app.ui.pages.pattern import PatternPage


class PatternProbe:
    """Clicks numbers and dots, types dates, walks with the keyboard; ``went`` is where the page wanted to go."""

    def __init__(self, page: PatternPage, qtbot: QtBot) -> None:
        self.page = page
        self._qtbot = qtbot
        self.went: list[tuple[str, str]] = []
        page.goto.connect(self._goes)

    def _goes(self, page: str, record: str) -> None:
        self.went.append((page, record))

    @property
    def titles(self) -> list[str]:
        """Return the titles of the findings."""
        return [view.card.title for view in self.page.findings]

    def click_link(self, rule: str, text: str) -> None:
        """Click a number in a finding."""
        view = next(view for view in self.page.findings if view.card.rule == rule)
        link = next(link for link in view.links.values() if link.text() == text)
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)

    def open_how(self, rule: str) -> str:
        """Ask how a finding was counted and return what is told."""
        view = next(view for view in self.page.findings if view.card.rule == rule)
        view.more.click()
        return " ".join(label.text() for label in view.how.findChildren(QLabel) if self.seen(label))

    def click_mark(self, key: str) -> None:
        """Click the dot of a record in the timeline."""
        self._click(self.canvas, key)

    def click_month(self, key: str) -> None:
        """Click the column of a month."""
        self._click(self.page.months.canvas, key)

    def _click(self, canvas: ChartCanvas, key: str) -> None:
        assert canvas.drawing is not None
        left, top, right, bottom = canvas.drawing.spots(key)[-1]
        QTest.mouseClick(
            canvas, Qt.MouseButton.LeftButton, pos=QPoint(round((left + right) / 2), round((top + bottom) / 2))
        )

    def words_at(self, key: str) -> str:
        """Return what is told when the mouse rests on a mark."""
        assert self.canvas.drawing is not None
        left, top, right, bottom = self.canvas.drawing.spots(key)[-1]
        return self.canvas.words_at(QPointF((left + right) / 2, (top + bottom) / 2))

    def press(self, key: Qt.Key) -> None:
        """Press a key in the timeline."""
        self.canvas.setFocus()
        QTest.keyClick(self.canvas, key)

    @property
    def canvas(self) -> ChartCanvas:
        """Return the timeline."""
        return self.page.timeline.canvas

    def type_reference(self, words: str) -> None:
        """Type another reference date and press Enter."""
        field = self.page.head.reference
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def choose(self, shown: str) -> None:
        """Choose single incidents (``loose``) or the pattern (``pattern``)."""
        QTest.mouseClick(self.page.switch.button(shown), Qt.MouseButton.LeftButton)

    def rows(self, view: ChartView | None = None) -> list[str]:
        """Return the first cell of every row of the single incidents, or of a picture's table."""
        table = self.page.incidents if view is None else view.table
        model = table.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def open_row(self, row: int) -> None:
        """Open a row of the single incidents with the keyboard."""
        table = self.page.incidents
        table.setFocus()
        table.selectRow(row)
        table.activated.emit(table.model().index(row, 0))

    def seen(self, widget: QWidget) -> bool:
        """Whether something is shown."""
        return widget.isVisibleTo(self.page)

    def go_to_question(self, place: int) -> None:
        """Click the button of an open question."""
        rows = self.page.questions.rows()
        QTest.mouseClick(rows[place].button, Qt.MouseButton.LeftButton)

    def dialog(self) -> QDialog | None:
        """Return the question that is asked."""
        found = [dialog for dialog in self.page.findChildren(QDialog) if dialog.isVisible()]
        return found[-1] if found else None
