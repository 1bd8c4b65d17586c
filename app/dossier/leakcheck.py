"""The last look at a finished PDF: none of the hidden words may be anywhere in it (domain reference 5.4).

There is no way around it. What is found is told by place and by record, never by repeating it.
"""

from bisect import bisect_right
from collections.abc import Iterable

from app.dossier.pieces import Piece, pieces_of
from app.dossier.secrets import Secrets
from app.dossier.squeeze import squeeze_all
from app.errors import Leak, LeakFoundError
from app.jobs import Job


def check_leaks(pdf: bytes, secrets: Secrets, job: Job) -> None:
    """Raise ``LeakFoundError`` when a PDF holds hidden words, on a page or behind it."""
    if secrets.stops:
        found = leaks_in(pieces_of(pdf, job), secrets, job)
        if found:
            raise LeakFoundError(found)


def leaks_in(pieces: Iterable[Piece], secrets: Secrets, job: Job) -> tuple[Leak, ...]:
    """Return the places that hold hidden words: of every record each kind of place once, the first page of it."""
    by_place: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_place.setdefault(piece.place, []).append(piece)
    found: dict[tuple[str, str], Leak] = {}
    for place, several in by_place.items():
        joined, starts = squeeze_all(piece.text for piece in several)
        for secret in secrets.stops:
            job.check()
            at = joined.find(secret.letters, inside=secret.inside)
            if at >= 0:
                page = several[bisect_right(starts, at) - 1].page
                found.setdefault((place, secret.record), Leak(place, secret.record, page))
    return tuple(found.values())
