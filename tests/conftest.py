"""What every test stands on: no screen, repeatable properties, and nothing left behind."""

import gc
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "0")

import hypothesis
import pytest

hypothesis.settings.register_profile("house", deadline=None, max_examples=60, database=None)
hypothesis.settings.load_profile("house")

_HOUSE = Path(__file__).resolve().parent.parent
_FREE = tuple(
    str(place)
    for place in (
        _HOUSE / ".pytest_cache",
        _HOUSE / ".hypothesis",
        _HOUSE / ".import_linter_cache",
        _HOUSE / ".mypy_cache",
        _HOUSE / ".ruff_cache",
        "/dev",
        "/proc",
    )
)
_TEMPORARY = tempfile.gettempdir()  # asked before the hook below, which would wait for itself
_written: list[str] = []
_starts: dict[int, str] = {}
_start_thread = threading.Thread.start


def _remember_start(thread: threading.Thread) -> None:
    """Start a thread and remember where that was asked."""
    _starts[id(thread)] = "".join(traceback.format_stack(limit=8)[:-1])
    _start_thread(thread)


setattr(threading.Thread, "start", _remember_start)  # noqa: B010  a plain assignment would need a typing excuse


def _watch_writes(event: str, arguments: tuple[object, ...]) -> None:
    """Note every file that Python opens for writing inside the repository or the home folder."""
    if event != "open":
        return
    path, mode, flags = arguments
    writing = (isinstance(mode, str) and any(letter in mode for letter in "wax+")) or (
        mode is None and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    )
    if not writing or not isinstance(path, str | bytes):
        return
    place = os.path.abspath(os.fsdecode(path))  # noqa: PTH100  a Path here would open files of its own
    if "__pycache__" in place or place.startswith(_FREE) or place.startswith(_TEMPORARY):
        return
    if place.startswith((str(_HOUSE), os.path.expanduser("~"))):  # noqa: PTH111  as above
        _written.append(place)


sys.addaudithook(_watch_writes)


def pytest_collection_finish() -> None:
    """Leave the modules that were read out of every later search for garbage; it would take a tenth of the run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_file_left() -> Iterator[None]:
    """Fail a test that writes outside ``tmp_path``."""
    _written.clear()
    yield
    if _written:
        pytest.fail(f"wrote outside tmp_path: {sorted(set(_written))}")


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread running, and say where that thread was started."""
    before = set(threading.enumerate())
    yield
    patience = time.monotonic() + 2
    while (left := [thread for thread in threading.enumerate() if thread not in before]) and (
        time.monotonic() < patience
    ):
        time.sleep(0.01)
    if left:
        places = "\n".join(f"{thread.name}, started at:\n{_starts.get(id(thread), '?')}" for thread in left)
        pytest.fail(f"a thread was left running: {places}")


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Fail a test that leaves a window open."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    application = widgets.QApplication.instance()
    application.sendPostedEvents(None, 52)
    left = [widget for widget in application.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    if left:
        names = ", ".join(f"{type(widget).__name__} {widget.objectName()!r}" for widget in left)
        pytest.fail(f"a window was left open: {names}")
