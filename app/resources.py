"""Find and read the data files that travel with the program, in a checkout, an installed wheel and a frozen build.

A wheel and a frozen build carry them inside the package, as ``app/_resources``. In a checkout they stand where people
look for them: the guide in ``docs/help``, everything else in ``resources``.
"""

import re
import tomllib
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from app.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_resources"
_ROOTS = (_PACKED,) if _PACKED.is_dir() else (_PACKAGE.parent / "resources", _PACKAGE.parent / "docs")

_PLACE: Final = re.compile(r"\$\.(?P<list>\w+)\[(?P<index>\d+)\]")

T = TypeVar("T")


def resource(name: str) -> Path:
    """Return the path of a shipped file such as ``icons/lock.svg``; raise ``ResourceError`` when it is missing."""
    for root in _ROOTS:
        path = root / name
        if path.exists():
            return path
    raise ResourceError(name=name, reason="it is missing")


def read_text(name: str) -> str:
    """Read a shipped text such as ``help/nl/start.md``."""
    return resource(name).read_text(encoding="utf-8")


def decode_toml(data: bytes, as_type: type[T], name: str) -> T:
    """Read TOML as a typed value; unknown keys and wrong types are refused with their place."""
    try:
        return msgspec.toml.decode(data, type=as_type)
    except msgspec.DecodeError as error:
        raise ResourceError(name=name, reason=f"{error}{_entry(data, str(error))}") from error


def _entry(data: bytes, told: str) -> str:
    """Return which entry of a list the reader of types means, by its id, or nothing."""
    place = _PLACE.search(told)
    try:
        entry: Any = tomllib.loads(data.decode("utf-8"))[place["list"]][int(place["index"])] if place else {}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, IndexError):
        return ""
    name = next((entry[key] for key in ("id", "key", "code") if key in entry), "")
    return f" ({name})" if name else ""


def read_toml(name: str, as_type: type[T]) -> T:
    """Read a shipped TOML file as a typed value."""
    return decode_toml(resource(name).read_bytes(), as_type, name)
