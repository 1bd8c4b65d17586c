"""Whether everything in the open vault was checked: a large one is, part by part, while one works in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.vault_settings import Checked
from app.errors import AppError, ChainBrokenError, DatabaseDamagedError
from app.i18n import Translator
from app.jobs import Job
from app.observable import Signal
from app.viewmodels.desk import Desk


@dataclass(frozen=True)
class SoundnessServices:
    """What the check needs: how it stands, the next part of it (how much was checked, 0-1), and noting its end."""

    checked: Callable[[], Checked]
    check_on: Callable[[Job], float]
    note: Callable[[], Checked]


@dataclass(frozen=True)
class SoundnessState:
    """How it stands in words; ``damage`` is what to tell above every page once damage was found, "" for none."""

    words: str = ""
    damage: str = ""


class Soundness:
    """Checks a vault in the quiet lane, a part at a time, so that no other work waits for it.

    ``sound`` is emitted once everything was checked. Without services nothing is said: a vault that is only read says
    elsewhere what it is.
    """

    def __init__(self, services: SoundnessServices | None, desk: Desk, say: Translator) -> None:
        self.state = SoundnessState()
        self.changed, self.sound = Signal(), Signal()
        self._services, self._desk, self._say = services, desk, say

    def begin(self) -> None:
        """Look how it stands, and check what was not checked yet."""
        if self._services is not None:
            self._desk.ask(self._services.checked, self._seen)

    def show_damage(self) -> None:
        """Say that the vault was found to be damaged, by the check or by whoever read in it."""
        words = self._say(
            "This vault is damaged. What was saved is kept, but nothing can be saved here any more. Lock the vault "
            "and do not close the program: at the door you can save what can be read to a new vault, or restore a "
            "backup."
        )
        self._set(replace(self.state, damage=words))

    def _seen(self, checked: Checked) -> None:
        self._show(checked)
        if checked.under_way:
            self._go_on()

    def _go_on(self) -> None:
        if self._services is not None:
            self._desk.start(self._services.check_on, self._reached, self._failed, quiet=True)

    def _reached(self, part: float) -> None:
        services = self._services
        if services is None or part < 1:
            self._go_on()
        else:
            self._desk.ask(services.note, self._ended)

    def _ended(self, checked: Checked) -> None:
        self._show(checked)
        self.sound.emit()

    def _failed(self, error: AppError) -> None:
        say = self._say
        if isinstance(error, DatabaseDamagedError | ChainBrokenError):
            self.show_damage()
            self._set(replace(self.state, words=say("The check found damage in this vault.")))
        else:
            told = say("The check of the whole vault could not be finished. The next opening begins with it.")
            self._set(replace(self.state, words=told))

    def _show(self, checked: Checked) -> None:
        say = self._say
        parts = []
        if checked.under_way:
            parts.append(say("This vault is large: the whole of it is being checked while you work."))
        if checked.at is not None:
            moment = say.moment(checked.at)
            parts.append(say("The whole vault was last checked and found sound on {moment}.", moment=moment))
        self._set(SoundnessState(words=" ".join(parts)))

    def _set(self, state: SoundnessState) -> None:
        """Take a new state and tell."""
        if state != self.state:
            self.state = state
            self.changed.emit()
