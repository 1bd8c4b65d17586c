"""The report of a fault of our own: it can be passed on, because it holds no values and no words of a case.

It names the kind of exception and where in the code it arose. Messages of exceptions are left out, because they may
quote what somebody typed.
"""

import platform
import sys
import traceback
from pathlib import PurePath

from app import __version__

_DEEPEST = 40


def report(error: BaseException, *running: str) -> str:
    """Return the report of an exception and of what caused it: kinds and places, no values.

    ``running`` is what else runs, with its version.
    """
    around = ", ".join((f"Python {platform.python_version()}", *running, sys.platform))
    lines = [f"Patroonzicht {__version__}", around]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}"]
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)[-_DEEPEST:]
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def _place(filename: str) -> str:
    """Return the end of a path: the file and two folders above it, without the name of the user's home."""
    return "/".join(PurePath(filename).parts[-3:])
