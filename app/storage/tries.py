"""Wrong passphrases: when they were typed, and how long the door stays shut after too many of them.

They cannot be written into the vault, because that takes the key. So a small file beside it, ``tries.json``, keeps the
moments, and nothing else: no name, no word of what was typed. The next successful unlock chains them as an entry of the
log and takes the file away. Who only reads or salvages a vault writes nothing in its folder: those tries are kept in
memory until the program ends, wait along with the others, and are chained by an unlock in the same program.

What this can and cannot do. Somebody who may write in the folder can take the file away or change it: then the log
never tells of those tries, and the wait starts anew. That hides a try at the door of this program, not what was done in
the vault, which is in the chain. The wait is for whoever stands at the keyboard; a copy of the folder can be tried
elsewhere without any wait, and what protects it there is the cost of one try (``keyring.Cost``) and the passphrase. A
file that cannot be read counts as tries of which nothing is known: it is told in the log and makes nobody wait.
"""

import contextlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal

import msgspec

from app.domain.record import Moment
from app.storage.folder import replace_file

FREE: Final = 5
"""So many wrong passphrases in a row cost no wait."""

_FIRST_WAIT: Final = 5
LONGEST_WAIT: Final = 300
"""Seconds; a wrong clock or a damaged file can never keep anybody out longer than this."""

_MOST_KEPT: Final = 200
_MOST_BYTES: Final = 65_536


class Tries(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The moments of the wrong passphrases since the last unlock, the newest ones; ``count`` is how many there were.

    ``readable`` is false when the file was there but could not be read.
    """

    format: Literal["patroonzicht.tries"] = "patroonzicht.tries"
    version: Literal[1] = 1
    count: int = 0
    moments: tuple[Moment, ...] = ()
    readable: bool = True


_unwritten: Final[dict[Path, tuple[datetime, ...]]] = {}
"""The moments that this program keeps in memory, by the place of the file that they are not written to."""


def read_tries(path: Path) -> Tries:
    """Return what is known of the wrong passphrases at a vault, those in memory among them."""
    kept, here = _written(path), _unwritten.get(path.absolute(), ())
    moments = tuple(sorted((*kept.moments, *here)))[-_MOST_KEPT:] if here else kept.moments
    return msgspec.structs.replace(kept, count=kept.count + len(here), moments=moments)


def _written(path: Path) -> Tries:
    try:
        with path.open("rb") as file:
            tries = msgspec.json.decode(file.read(_MOST_BYTES), type=Tries)
    except FileNotFoundError:
        return Tries()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Tries(readable=False)
    return tries if 0 < len(tries.moments) <= tries.count else Tries(readable=False)


def note_wrong(path: Path, at: datetime) -> None:
    """Keep the moment of a wrong passphrase beside the vault; in memory when its folder cannot be written."""
    before = _written(path)
    tries = Tries(count=before.count + 1, moments=(*before.moments, at)[-_MOST_KEPT:])
    try:
        replace_file(path, msgspec.json.encode(tries) + b"\n")
    except OSError:
        note_unwritten(path, at)


def note_unwritten(path: Path, at: datetime) -> None:
    """Keep the moment of a wrong passphrase in memory, because nothing may be written beside the vault."""
    place = path.absolute()
    _unwritten[place] = (*_unwritten.get(place, ()), at)


def forget_tries(path: Path) -> None:
    """Take the file away and forget what is in memory, once the moments are in the log."""
    _unwritten.pop(path.absolute(), None)
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def wait_after(tries: Tries, now: datetime) -> int:
    """Return the whole seconds that the door stays shut: 5 after five wrong passphrases, then twice as long each time.

    Never more than ``LONGEST_WAIT``. When the clock was set back, so that the last try lies in the future, nothing can
    be known of the time since: then there is no wait, rather than one that might never end.
    """
    if tries.count < FREE or not tries.moments:
        return 0
    pause = timedelta(seconds=min(LONGEST_WAIT, _FIRST_WAIT * 2 ** min(tries.count - FREE, 16)))
    past = now - tries.moments[-1]
    if past < timedelta(0):
        return 0
    left = (pause - past).total_seconds()
    return max(0, int(-(-left // 1)))
