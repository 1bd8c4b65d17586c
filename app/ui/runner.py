"""The desk of the program: three lanes of one thread each, and one queued signal back to the screen's thread.

What has to happen with a result stays in the screen's thread under a ticket number; the lanes only ever hold the work
itself. So no widget or view-model can die on a lane's thread, and what was dropped is simply not delivered.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from types import MethodType
from typing import TypeVar, cast
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.domain.change import Change
from app.errors import AppError
from app.jobs import Cancelled, Job
from app.ui.garbage import Garbage
from app.viewmodels.desk import Failed, Lane, Then, ignore

T = TypeVar("T")
PATIENCE_MS = 600


class Lanes(QObject):
    """Single-thread executors, one for each lane, that deliver closures on the screen's thread.

    The signal carries nothing: Qt would copy a Python object while it holds a lock of its own, and that copy waits for
    the interpreter, which the screen's thread may hold while it waits for the same lock. For the same reason no lane
    may collect garbage: a widget that is destroyed there takes Qt's lock and then waits for the interpreter.
    """

    _arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._garbage = Garbage(self)
        self._waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._executors = {lane: ThreadPoolExecutor(1, thread_name_prefix=lane.value) for lane in Lane}
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(self, lane: Lane, task: Callable[[], object]) -> None:
        """Do a task in a lane, after what was asked of that lane before."""
        self._executors[lane].submit(task)

    def deliver(self, closure: Callable[[], None]) -> None:
        """Have a closure called on the screen's thread; safe from any thread."""
        self._waiting.put(closure)
        self._arrived.emit()

    def close(self) -> None:
        """Wait until the lanes have done what was asked, and end their threads."""
        for executor in self._executors.values():
            executor.shutdown(wait=True)
        self._garbage.stop()

    def _deliver(self) -> None:
        """Call the next closure that came from a lane; there is one for every signal."""
        self._waiting.get_nowait()()


@dataclass(frozen=True)
class Running:
    """How far a heavy job is, for the progress panel."""

    ticket: int
    title: str
    fraction: float = 0.0
    text: str = ""


@dataclass
class _Ticket:
    """What to do with the result of one piece of work."""

    then: Callable[[object], None]
    failed: Failed
    job: Job | None = None
    quiet: bool = False


class LaneDesk(QObject):
    """A ``Desk`` on the lanes, for as long as a vault is open.

    ``told`` carries an ``AppError``, ``confirmed`` a sentence, ``crashed`` any other exception, and ``progressed`` a
    ``Running`` once a heavy job takes longer than ``PATIENCE_MS``, and ``None`` when it is over. ``rested`` says that
    everything that was read has been delivered, whatever heavy job still runs.
    """

    told = Signal(object)
    confirmed = Signal(str)
    crashed = Signal(object)
    progressed = Signal(object)
    rested = Signal()

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._tickets: dict[int, _Ticket] = {}
        self._running: dict[int, Running] = {}
        self._listeners: list[Callable[[], Callable[[Change], None] | None]] = []
        self._last = 0
        self._open = True
        self._patient = QTimer(self)
        self._patient.setSingleShot(True)
        self._patient.setInterval(PATIENCE_MS)
        self._patient.timeout.connect(self._reveal)
        self._revealed = False

    def ask(self, work: Callable[[], T], then: Then[T], failed: Failed | None = None) -> None:
        """Read something in the data lane; an ``AppError`` goes to ``failed`` or else to the message bar."""
        self._hand_in(Lane.DATA, work, then, failed)

    def do(self, work: Callable[[], Change], then: Then[Change] = ignore, failed: Failed | None = None) -> None:
        """Change something in the data lane and tell every page that shows this case."""
        self._hand_in(Lane.DATA, work, partial(self._changed, then), failed)

    def start(
        self,
        work: Callable[[Job], T],
        then: Then[T],
        failed: Failed | None = None,
        title: str = "",
        *,
        quiet: bool = False,
    ) -> Job:
        """Do heavy work with progress and cancel; returns its job.

        What is ``quiet`` is not shown while it runs, and no other work waits for it.
        """
        ticket = self._last + 1
        job = Job(partial(self._report, ticket, title))
        if not self._open:
            job.cancel()
            return job
        if not quiet:
            self._running[ticket] = Running(ticket, title)
            if not self._patient.isActive() and not self._revealed:
                self._patient.start()
        self._hand_in(Lane.QUIET if quiet else Lane.HEAVY, partial(work, job), then, failed, job)
        self._tickets[ticket].quiet = quiet
        return job

    def on_change(self, listener: Callable[[Change], None]) -> None:
        """Call ``listener`` (a bound method is held weakly) after every change that was saved."""
        self._listeners.append(WeakMethod(listener) if isinstance(listener, MethodType) else lambda: listener)

    def tell(self, error: AppError) -> None:
        """Show an error's sentence in the message bar."""
        self.told.emit(error)

    def say_done(self, sentence: str) -> None:
        """Show a short confirmation (already translated) in the message bar."""
        self.confirmed.emit(sentence)

    @property
    def busy(self) -> bool:
        """Whether something was asked that has not been delivered yet, apart from what is done quietly."""
        return any(not found.quiet for found in self._tickets.values())

    def cancel(self, ticket: int) -> None:
        """Stop a heavy job; it delivers nothing any more."""
        found = self._tickets.pop(ticket, None)
        if found is not None and found.job is not None:
            found.job.cancel()
        self._over(ticket)

    def retire(self) -> None:
        """Take nothing in and deliver nothing any more; data work handed in before is still done, heavy work stops."""
        self._open = False
        for ticket in [number for number, found in self._tickets.items() if found.job is not None]:
            self.cancel(ticket)
        self._tickets.clear()
        self._listeners.clear()
        self._patient.stop()

    def _hand_in(
        self, lane: Lane, work: Callable[[], T], then: Then[T], failed: Failed | None, job: Job | None = None
    ) -> None:
        """Keep what has to happen with the result, and give the work to a lane."""
        if not self._open:
            return
        self._last += 1
        deliver = cast("Callable[[object], None]", then)
        self._tickets[self._last] = _Ticket(then=deliver, failed=failed or self.tell, job=job)
        self._lanes.submit(lane, partial(_perform, work, partial(self._hand_back, self._last)))

    def _hand_back(self, ticket: int, result: object, error: BaseException | None) -> None:
        """Send a result to the screen's thread; called on a lane."""
        self._lanes.deliver(partial(self._settle, ticket, result, error))

    def _settle(self, ticket: int, result: object, error: BaseException | None) -> None:
        """Deliver a result, then tell when nothing is left to read or save."""
        self._over(ticket)
        self._deliver(self._tickets.pop(ticket, None), result, error)
        if self._open and all(left.job is not None for left in self._tickets.values()):
            self.rested.emit()

    def _deliver(self, found: _Ticket | None, result: object, error: BaseException | None) -> None:
        """Deliver a result, unless nobody waits for it any more."""
        if found is None:
            self._settle_dropped(error)
        elif (found.job is not None and found.job.cancelled) or isinstance(error, Cancelled):
            return
        elif isinstance(error, AppError):
            found.failed(error)
        elif error is not None:
            self.crashed.emit(error)
        else:
            found.then(result)

    def _settle_dropped(self, error: BaseException | None) -> None:
        """Let nothing that went wrong pass in silence, such as a draft that could not be kept while locking."""
        if isinstance(error, AppError):
            if not self._open:
                self.told.emit(error)
        elif error is not None and not isinstance(error, Cancelled):
            self.crashed.emit(error)

    def _changed(self, then: Then[Change], change: Change) -> None:
        """Deliver a change, then tell every living listener."""
        then(change)
        living = [(reference, reference()) for reference in self._listeners]
        self._listeners = [reference for reference, listener in living if listener is not None]
        for _, listener in living:
            if listener is not None:
                listener(change)

    def _report(self, ticket: int, title: str, fraction: float, text: str) -> None:
        """Take the progress of a job to the screen's thread; called on a lane."""
        self._lanes.deliver(partial(self._note, Running(ticket, title, fraction, text)))

    def _note(self, running: Running) -> None:
        """Remember how far a job is and show it when jobs are shown."""
        if running.ticket in self._running:
            self._running[running.ticket] = running
            if self._revealed:
                self.progressed.emit(running)

    def _reveal(self) -> None:
        """Show the job that takes longer than one waits without a word."""
        if self._running:
            self._revealed = True
            self.progressed.emit(next(iter(self._running.values())))

    def _over(self, ticket: int) -> None:
        """A heavy job is over: show the next one, or nothing."""
        if self._running.pop(ticket, None) is None or self._running:
            return
        self._patient.stop()
        if self._revealed:
            self._revealed = False
            self.progressed.emit(None)


def _perform(work: Callable[[], object], hand_back: Callable[[object, BaseException | None], None]) -> None:
    """Do work on a lane and hand its result or its failure back."""
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001  the screen's thread decides what a failure means
        hand_back(None, error)
    else:
        hand_back(result, None)
