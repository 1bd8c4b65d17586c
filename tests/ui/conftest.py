"""Ground for tests of the screen: the bundled font and style, words in Dutch, and proof that pages are freed."""

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.i18n import Translator
from app.ui.stylesheet import dress
from app.ui.theme import LIGHT, Theme


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as a test of the screen."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.ui)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Return the light theme, worn by the application."""
    dress(qapp, LIGHT)
    return LIGHT


@pytest.fixture
def say() -> Translator:
    """Return Dutch words."""
    return Translator("nl")


@pytest.fixture
def assert_freed(qapp: QApplication) -> Callable[[Callable[[], QWidget]], None]:
    """Return a check that a widget dies by reference count alone once it is closed."""

    def check(make: Callable[[], QWidget]) -> None:
        gc.collect()
        was_on = gc.isenabled()
        gc.disable()
        try:
            widget = make()
            widget.show()
            qapp.processEvents()
            dead = weakref.ref(widget)
            widget.close()
            widget.deleteLater()
            del widget
            qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            qapp.processEvents()
            found = dead()
            holders = [type(holder).__name__ for holder in gc.get_referrers(found)] if found is not None else []
            assert found is None, f"{type(found).__name__} is still held by {holders}"
        finally:
            if was_on:
                gc.enable()

    return check
