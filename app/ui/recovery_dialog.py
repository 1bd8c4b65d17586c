"""The recovery words on the screen: put on paper once, then asked back; and the yearly drill."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.i18n import Translator
from app.ui.binding import clear_layout
from app.ui.dialog import Dialog
from app.ui.printing import PrintDialog
from app.ui.theme import Theme
from app.ui.widgets.dialog_column import DialogColumn
from app.ui.widgets.text import Text
from app.ui.widgets.word_grid import WordFields, WordTable
from app.viewmodels.recovery import RecoveryModel, Step


class RecoveryDialog(Dialog):
    """Shows the steps of ``RecoveryModel``; closing forgets the words. ``done`` is called when they were typed right.

    ``step`` stands above the heading, such as "Step 3 of 3".
    """

    def __init__(
        self,
        parent: QWidget,
        model: RecoveryModel,
        say: Translator,
        theme: Theme,
        done: Callable[[], None],
        *,
        step: str = "",
    ) -> None:
        super().__init__(parent, say("Recovery words"), step)
        self._model, self._say, self._theme, self._done = model, say, theme, done
        self._shown: Step | None = None
        self.fields: WordFields | None = None
        self.form = DialogColumn(parent)
        self.body.addWidget(self.form)
        self.later = self.add_button(say("Later"))
        self.back = self.add_button(say("Show them again"))
        self.print = self.add_button(say("Print …"))
        self.go_on = self.add_button("", main=True, default=True)
        self.later.clicked.connect(self.reject)
        self.back.clicked.connect(model.show_again)
        self.print.clicked.connect(model.draw_sheet)
        self.go_on.clicked.connect(self._go_on)
        self.finished.connect(self._forget)
        self._printing: PrintDialog | None = None
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the present step, and print a paper that is ready."""
        state, say = self._model.state, self._say
        if self._shown is not state.step:
            self._shown = state.step
            self._show_step()
        self.go_on.setText(
            {
                Step.OFFER: say("Make recovery words"),
                Step.SHOW: say("They are on paper"),
                Step.ASK: say("Check the words"),
                Step.DONE: say("Close"),
            }[state.step]
        )
        self.print.setVisible(state.step is Step.SHOW)
        self.back.setVisible(state.step is Step.ASK and bool(state.words))
        self.later.setVisible(state.step is not Step.DONE)
        for button in (self.go_on, self.print, self.back):
            button.setEnabled(not state.busy)
        self.show_error(state.error)
        if state.sheet and self._printing is None:
            self._printing = PrintDialog(self, state.sheet, self._model.log_printing)
            self._printing.finished.connect(self._printed)
            self._printing.show()

    def _show_step(self) -> None:
        """Put the widgets of a step in their place."""
        clear_layout(self.form.column)
        self.fields = None
        say, state = self._say, self._model.state
        for words in self._told():
            self.form.column.addWidget(Text(words))
        if state.step is Step.SHOW:
            self.form.column.addWidget(WordTable(state.words, self._theme))
        elif state.step is Step.ASK:
            self.fields = WordFields(say, self._theme)
            self.fields.finished.connect(self._go_on)
            self.form.column.addWidget(self.fields)
            self.fields.focus_gap()
        if self.fields is None:
            # A button that is grey for a moment loses the cursor to "Later", and Enter there would drop the words.
            QTimer.singleShot(0, self.go_on, self.go_on.setFocus)
        self.form.column.addStretch(1)
        self.form.updateGeometry()
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Give every step the room that it needs, once its widgets have their size."""
        for _ in range(2):  # the width decides how high the words run
            self.form.updateGeometry()
            self.resize(self.sizeHint())

    def _told(self) -> tuple[str, ...]:
        """Return what is to be known at a step."""
        say = self._say
        match self._model.state.step:
            case Step.OFFER:
                return (
                    say(
                        "A forgotten passphrase cannot be recovered. With 24 words on paper there is a second way in. "
                        "They are shown once; print them or copy them by hand."
                    ),
                    say(
                        "Words that were made before stay good until the new ones are typed back. "
                        "After that they open nothing."
                    ),
                    say(
                        "It can be done later. Until then the settings remind of it and a forgotten passphrase is "
                        "final."
                    ),
                )
            case Step.SHOW:
                return (
                    say(
                        "Print the words or copy them by hand, with their numbers. Keep the paper in a safe place, "
                        "away from this computer. Make no photo of this screen."
                    ),
                )
            case Step.ASK:
                drill = say("Fetch the paper and type the words. It shows that the paper can be found and read.")
                fresh = say("Type the words from the paper. It shows that the paper can be read.")
                return (
                    drill if self._model.drill else fresh,
                    say("The first four letters of each are enough; a space goes on to the next."),
                )
            case Step.DONE:
                return (say("The words are right. They are asked again in a year."),)

    def _go_on(self) -> None:
        """Do what the main button says."""
        match self._model.state.step:
            case Step.OFFER:
                self._model.make()
            case Step.SHOW:
                self._model.ask_back()
            case Step.ASK:
                if self.fields is not None:
                    self._model.confirm(self.fields.typed())
            case Step.DONE:
                self.accept()

    def _printed(self) -> None:
        """Printing is over."""
        self._printing = None

    def _forget(self) -> None:
        """Let go of the words."""
        was_done = self._model.state.step is Step.DONE
        self._model.forget()
        if was_done:
            self._done()
