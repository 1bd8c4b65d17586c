"""Sources and evidence: who said or holds what, the exhibits, and the form of one of them beside."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from app.i18n import Translator
from app.ui.asked import AsksAgain
from app.ui.exhibit_window import VIEWED, ExhibitWindow, show_exhibit
from app.ui.file_drop import FileDrop
from app.ui.files import choose_files
from app.ui.pages.plain_form import PlainFormView
from app.ui.pages.record_form import FormView
from app.ui.pages.record_lists import RecordListsPage, RecordRow
from app.ui.theme import Theme
from app.ui.widgets.link import RecordLink
from app.ui.widgets.text import Text
from app.viewmodels.circumstance_lines import RecordLine
from app.viewmodels.exhibit_form import ExhibitFactsForm
from app.viewmodels.record_form import RecordForm
from app.viewmodels.sources import EXHIBIT, Sources


class ExhibitRow(RecordRow):
    """One exhibit; ``looked_at`` carries its id."""

    looked_at = Signal(str)

    def __init__(self, line: RecordLine, say: Translator) -> None:
        super().__init__(line, say)
        self.look = RecordLink(say("View"), line.id, say("View {exhibit}", exhibit=line.number))
        self.look.clicked_key.connect(self.looked_at)
        self.head.addWidget(self.look, 0, Qt.AlignmentFlag.AlignTop)


class SourcesPage(RecordListsPage, AsksAgain):
    """The lists of sources and exhibits; files can be dragged onto it."""

    def __init__(self, model: Sources, say: Translator, theme: Theme) -> None:
        hint = say("Or add a source or an exhibit. What a source told is recorded with each incident.")
        self._sources = model
        self.viewer: ExhibitWindow | None = None
        self.intake = Text("", "muted")
        super().__init__(model, hint, say, theme)
        self.cards[EXHIBIT].body.insertWidget(1, self.intake)
        self.drop = FileDrop(self)
        self.drop.wanted = model.may_record
        self.drop.dropped.connect(self._take)
        self.follow(model.intake.changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the lists, the form that is open, and the file that is being taken in."""
        super().refresh()
        words = self._sources.intake.words
        self.intake.setText(words)
        self.intake.setVisible(bool(words))

    def make_row(self, kind: str, line: RecordLine) -> RecordRow:
        """Return a source, or an exhibit with a button to see it."""
        if kind != EXHIBIT:
            return super().make_row(kind, line)
        row = ExhibitRow(line, self.say)
        row.looked_at.connect(self.view)
        return row

    def make_form(self, form: RecordForm[object]) -> FormView[object]:
        """Return the form on the screen; that of an exhibit has a button to see it."""
        view = PlainFormView(form, self.say)
        if isinstance(form, ExhibitFactsForm):
            look = QPushButton(self.say("View"))
            look.clicked.connect(self._view_opened)
            view.add_button(look)
        return view

    def add(self, kind: str) -> None:
        """Open an empty form, or ask for the files of new exhibits."""
        if kind == EXHIBIT:
            choose_files(self, self.say("Choose the files to add as exhibits"), self._chosen)
        else:
            super().add(kind)

    def ask_again(self, about: str) -> bool:
        """Show an exhibit again over which something was asked."""
        if not about.startswith(VIEWED):
            return False
        self.view(about.removeprefix(VIEWED))
        return self.viewer is not None

    def view(self, exhibit: str) -> None:
        """Show an exhibit."""
        self.viewer = show_exhibit(self, self._sources.viewer(exhibit), self.say)

    def _view_opened(self) -> None:
        """Show the exhibit whose form is open."""
        self.view(self._sources.opened)

    def _chosen(self, paths: list[str]) -> None:
        """Take the chosen files in."""
        self._take([Path(path) for path in paths])

    def _take(self, paths: list[Path]) -> None:
        """Take files in."""
        self.leave()
        self._sources.add(paths)
