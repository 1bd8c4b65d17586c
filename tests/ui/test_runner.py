"""The desk of the program: work goes to its lane, results come back to the screen's thread."""

import gc
import threading
import weakref
from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.change import Change
from app.domain.revision import RecordKind
from app.errors import AppError, DiskFullError
from app.i18n import Translator
from app.jobs import Job
from app.ui.message_bar import ProgressPanel
from app.ui.runner import PATIENCE_MS, LaneDesk, Lanes, Running


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[Lanes]:
    """Return running lanes and end their threads afterwards."""
    del qtbot
    made = Lanes()
    yield made
    made.close()


@pytest.fixture
def desk(lanes: Lanes) -> LaneDesk:
    """Return a desk on the lanes."""
    return LaneDesk(lanes)


class Listener:
    """Somebody who shows a case."""

    def __init__(self) -> None:
        self.heard: list[Change] = []

    def hear(self, change: Change) -> None:
        """Remember a change."""
        self.heard.append(change)


def test_work_runs_off_the_screens_thread_and_its_result_comes_back_on_it(desk: LaneDesk, qtbot: QtBot) -> None:
    seen: list[tuple[str, str]] = []
    desk.ask(lambda: threading.current_thread().name, lambda name: seen.append((name, threading.current_thread().name)))
    with qtbot.waitSignal(desk.rested):
        pass
    worked_in, delivered_in = seen[0]
    assert worked_in.startswith("data")
    assert delivered_in == threading.main_thread().name


def test_a_widget_in_a_ring_never_dies_in_a_lane(desk: LaneDesk, qtbot: QtBot) -> None:
    died_in: list[str] = []
    widget = QWidget()
    widget.__dict__["ring"] = widget
    weakref.finalize(widget, lambda: died_in.append(threading.current_thread().name))
    del widget
    desk.ask(lambda: [[] for _ in range(10 * gc.get_threshold()[0] * gc.get_threshold()[1])], lambda _: None)
    with qtbot.waitSignal(desk.rested):
        pass
    assert not died_in
    gc.collect()
    assert died_in == [threading.main_thread().name]


def test_a_refusal_goes_to_whoever_asked_or_else_to_the_message_bar(desk: LaneDesk, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise DiskFullError

    own: list[AppError] = []
    desk.ask(refuse, lambda _: None, own.append)
    with qtbot.waitSignal(desk.told) as told:
        desk.ask(refuse, lambda _: None)
    assert isinstance(own[0], DiskFullError)
    assert isinstance(told.args[0], DiskFullError)


def test_our_own_fault_goes_to_the_crash_report_and_not_to_the_user_of_the_result(desk: LaneDesk, qtbot: QtBot) -> None:
    delivered: list[float] = []
    with qtbot.waitSignal(desk.crashed) as crashed:
        desk.ask(lambda: 1 / 0, delivered.append)
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert delivered == []


def test_everybody_who_shows_the_case_hears_of_a_change(desk: LaneDesk, qtbot: QtBot) -> None:
    change = Change(uuid4(), RecordKind.INCIDENT, uuid4())
    stays, goes = Listener(), Listener()
    desk.on_change(stays.hear)
    desk.on_change(goes.hear)
    del goes
    with qtbot.waitSignal(desk.rested):
        desk.do(lambda: change)
    assert stays.heard == [change]


def test_progress_is_shown_only_when_a_job_takes_long(desk: LaneDesk, qtbot: QtBot) -> None:
    gate = threading.Event()
    shown: list[object] = []
    desk.progressed.connect(shown.append)
    with qtbot.waitSignal(desk.rested):
        desk.start(lambda job: job.progress(0.5), lambda _: None, title="kort")
    assert shown == []

    def long(job: Job) -> str:
        job.progress(0.25, "bladzijde 3")
        gate.wait(5)
        return "klaar"

    done: list[str] = []
    with qtbot.waitSignal(desk.progressed, timeout=PATIENCE_MS + 2000):
        desk.start(long, done.append, title="lang")
    assert "lang" in repr(shown[0])
    with qtbot.waitSignal(desk.rested):
        gate.set()
    assert (done, shown[-1]) == (["klaar"], None)


def test_what_is_done_quietly_keeps_no_other_heavy_work_waiting(desk: LaneDesk, qtbot: QtBot) -> None:
    begun, gate = threading.Event(), threading.Event()
    done: list[str] = []

    def check(_job: Job) -> str:
        begun.set()
        gate.wait(30)
        return "kluis"

    desk.start(check, done.append, quiet=True)
    assert begun.wait(30)
    desk.start(lambda _job: "dossier", done.append)
    qtbot.waitUntil(lambda: done == ["dossier"], timeout=10_000)
    gate.set()
    qtbot.waitUntil(lambda: done == ["dossier", "kluis"], timeout=10_000)


def test_cancelled_work_delivers_nothing(desk: LaneDesk, qtbot: QtBot) -> None:
    started, gate = threading.Event(), threading.Event()
    delivered: list[str] = []

    def work(job: Job) -> str:
        started.set()
        gate.wait(5)
        job.check()
        return "klaar"

    job = desk.start(work, delivered.append)
    assert started.wait(5)
    with qtbot.waitSignal(desk.rested):
        job.cancel()
        gate.set()
    assert delivered == []


def test_whoever_waits_for_a_job_hears_that_the_progress_panel_stopped_it(desk: LaneDesk, qtbot: QtBot) -> None:
    gate = threading.Event()
    heard: list[str] = []

    def work(job: Job) -> None:
        gate.wait(5)
        job.check()

    job = desk.start(work, lambda _: heard.append("klaar"), title="dossier")
    job.on_cancel(lambda: heard.append("gestopt"))
    panel = ProgressPanel(Translator("nl"))
    qtbot.addWidget(panel)
    panel.stop.connect(desk.cancel)
    desk.progressed.connect(panel.show_running)
    qtbot.waitUntil(panel.isVisible, timeout=PATIENCE_MS + 2000)
    panel.cancel.click()
    gate.set()
    assert not panel.isVisible()
    desk.ask(lambda: None, lambda _: None)
    with qtbot.waitSignal(desk.rested):
        pass
    assert heard == ["gestopt"]


def test_a_retired_desk_delivers_nothing_but_tells_what_could_not_be_saved(
    lanes: Lanes, desk: LaneDesk, qtbot: QtBot
) -> None:
    gate, delivered = threading.Event(), list[int]()

    def save() -> int:
        gate.wait(5)
        raise DiskFullError

    desk.ask(lambda: 1, delivered.append)
    desk.ask(save, delivered.append, delivered.append)  # type: ignore[arg-type]  # whatever comes would be wrong
    desk.retire()
    desk.ask(lambda: 2, delivered.append)
    with qtbot.waitSignal(desk.told):
        gate.set()
    lanes.close()
    assert delivered == []


def test_closing_waits_for_what_was_handed_in(desk: LaneDesk, lanes: Lanes) -> None:
    written: list[str] = []
    desk.ask(lambda: written.append("concept"), lambda _: None)
    lanes.close()
    assert written == ["concept"]


def test_the_progress_panel_tells_how_long_it_still_takes(qtbot: QtBot) -> None:
    now = [0.0]
    panel = ProgressPanel(Translator("nl"), lambda: now[0])
    qtbot.addWidget(panel)
    panel.show_running(Running(1, "Dossier maken", 0.0))
    assert panel.words.text() == "Dossier maken"
    now[0] = 20.0
    panel.show_running(Running(1, "Dossier maken", 0.5))
    assert panel.words.text() == "Dossier maken · nog ongeveer 20 seconden"
    panel.show_running(Running(1, "Dossier maken", 0.1))
    assert panel.words.text() == "Dossier maken · nog ongeveer 3 minuten"
    panel.show_running(Running(2, "Iets anders", 0.5))
    assert panel.words.text() == "Iets anders"
