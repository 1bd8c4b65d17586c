"""What waits for its page: made only when a page is about to need it, and let go of when it is drawn.

A chronology of thousands of rows is never held whole.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Waiting(Generic[T]):
    """A queue that makes what is in it when somebody looks."""

    def __init__(self, things: Iterable[T]) -> None:
        """Hold things in their order; those that are not made yet are not asked for."""
        is_made = isinstance(things, Sequence)
        self._made: deque[T] = deque(things if is_made else ())
        self._others = iter(() if is_made else things)

    def __len__(self) -> int:
        """Return how many are made and were not taken yet."""
        return len(self._made)

    def __iter__(self) -> Iterator[T]:
        """Yield all of them and take none."""
        index = 0
        while self.reaches(index):
            yield self._made[index]
            index += 1

    def __getitem__(self, index: int) -> T:
        """Return one that is made already."""
        return self._made[index]

    def reaches(self, index: int) -> bool:
        """Whether there is one at an index, counted from 0."""
        while len(self._made) <= index:
            for one in self._others:
                self._made.append(one)
                break
            else:
                return False
        return True

    def take(self) -> T:
        """Take the first."""
        return self._made.popleft()

    def put_back(self, one: T) -> None:
        """Put one before the first."""
        self._made.appendleft(one)
