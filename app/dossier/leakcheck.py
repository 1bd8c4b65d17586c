"""The last look at a finished PDF: none of the hidden words may be anywhere in it (domain reference 5.4).

There is no way around it. What is found is told by place and by record, never by repeating it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from app.dossier.pieces import Piece, pieces_of
from app.dossier.secrets import Secrets
from app.dossier.squeeze import squeeze_all
from app.errors import Leak, LeakFoundError
from app.jobs import Job

_TOGETHER: Final = 1_000_000


def check_leaks(pdf: bytes, secrets: Secrets, job: Job) -> None:
    """Raise ``LeakFoundError`` when a PDF holds hidden words, on a page or behind it."""
    if secrets.stops:
        found = leaks_in(pieces_of(pdf, job), secrets, job)
        if found:
            raise LeakFoundError(found)


def leaks_in(pieces: Iterable[Piece], secrets: Secrets, job: Job) -> tuple[Leak, ...]:
    """Return the places that hold hidden words: of every record each kind of place once, the first page of it."""
    found: dict[tuple[str, str], Leak] = {}
    waiting: dict[str, list[Piece]] = {}
    letters: Counter[str] = Counter()
    for piece in pieces:
        job.check()
        waiting.setdefault(piece.place, []).append(piece)
        letters[piece.place] += len(piece.text)
        if letters[piece.place] >= _TOGETHER:
            # An attached file of hundreds of megabytes is never held as words as well.
            _search(waiting[piece.place], secrets, found, job)
            waiting[piece.place], letters[piece.place] = [], 0
    for several in waiting.values():
        _search(several, secrets, found, job)
    order = {place: index for index, place in enumerate(waiting)}
    return tuple(sorted(found.values(), key=lambda leak: order[leak.place]))


def _search(several: Sequence[Piece], secrets: Secrets, found: dict[tuple[str, str], Leak], job: Job) -> None:
    """Look for hidden words in pieces of one place; what is found first stays."""
    joined, starts = squeeze_all(piece.text for piece in several)
    for secret in secrets.stops:
        job.check()
        at = joined.find(secret.letters, inside=secret.inside)
        if at >= 0:
            piece = several[bisect_right(starts, at) - 1]
            found.setdefault((piece.place, secret.record), Leak(piece.place, secret.record, piece.page))
