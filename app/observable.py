"""A signal without Qt: view-models tell that they changed, pages listen.

Bound methods are held weakly, so a closed page drops out of the listeners by itself.
"""

import weakref
from collections.abc import Callable
from types import MethodType

Listener = Callable[[], None]


class Signal:
    """Call every listener when something changed."""

    def __init__(self) -> None:
        """Start without listeners."""
        self._listeners: list[Callable[[], Listener | None]] = []

    def connect(self, listener: Listener) -> None:
        """Call ``listener`` from now on; a bound method is held weakly, a plain function strongly."""
        if isinstance(listener, MethodType):
            self._listeners.append(weakref.WeakMethod(listener))
        else:
            self._listeners.append(lambda: listener)

    def emit(self) -> None:
        """Call the living listeners in the order in which they came."""
        living = [(ref, ref()) for ref in self._listeners]
        self._listeners = [ref for ref, listener in living if listener is not None]
        for _, listener in living:
            if listener is not None:
                listener()
