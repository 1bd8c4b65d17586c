"""What is half typed outside the forms: reasons that are asked for, filters, words to look for.

No record goes with it, so all of it is one draft of whoever works here. A place is the name of a field: ``ask/…`` for
a question, ``page/…`` for a field of a page, which matters only to who comes back to that page after a lock.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.errors import AppError, ReadOnlyError
from app.observable import Signal
from app.viewmodels.desk import Desk, ignore

ASKED: Final = "ask/"
ON_PAGE: Final = "page/"


@dataclass(frozen=True)
class LooseServices:
    """What keeps and reads the words of the member who works here."""

    keep: Callable[[Mapping[str, str]], object]
    read: Callable[[], Mapping[str, str]]


class LooseWords:
    """Remembers words by their place; ``changed`` once those of before the lock were read."""

    def __init__(self, services: LooseServices, desk: Desk) -> None:
        """Start without words; ``load`` reads those that were kept."""
        self.changed = Signal()
        self._services, self._desk = services, desk
        self._words: dict[str, str] = {}
        self._loaded = self._dirty = False

    def load(self, *, back: bool) -> None:
        """Read what was kept; fields of pages only for who comes ``back`` from a lock."""

        def loaded(kept: Mapping[str, str]) -> None:
            wanted = {place: words for place, words in kept.items() if back or not place.startswith(ON_PAGE)}
            self._words = wanted | self._words
            self._dirty = self._dirty or wanted != dict(kept)
            self._loaded = True
            self.changed.emit()

        self._desk.ask(self._services.read, loaded)

    def at(self, place: str) -> str:
        """Return the words of a place, "" for none."""
        return self._words.get(place, "")

    def type(self, place: str, words: str) -> None:
        """Take over what stands in a place now."""
        if words != self.at(place):
            self._dirty = True
            if words:
                self._words[place] = words
            else:
                del self._words[place]

    def forget(self, start: str) -> None:
        """Drop the words of every place that begins so, because they were used or are not wanted any more."""
        gone = [place for place in self._words if place.startswith(start)]
        for place in gone:
            self.type(place, "")

    def keep(self) -> None:
        """Keep the words as a draft when they are others than before."""
        if not self._dirty:
            return
        self._dirty = False
        words, services, known = dict(self._words), self._services, self._loaded
        self._desk.ask(lambda: services.keep(words if known else {**services.read(), **words}), ignore, self._failed)

    def _failed(self, error: AppError) -> None:
        """Tell why they could not be kept; who only reads the vault was told before."""
        if not isinstance(error, ReadOnlyError):
            self._desk.tell(error)
