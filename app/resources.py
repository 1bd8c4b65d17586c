"""Find and read the data files that travel with the program, in a checkout, an installed wheel and a frozen build.

A wheel and a frozen build carry them inside the package, as ``app/_resources``. In a checkout they stand where people
look for them: the guide in ``docs/help``, everything else in ``resources``.
"""

from pathlib import Path
from typing import TypeVar

import msgspec

from app.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_resources"
_ROOTS = (_PACKED,) if _PACKED.is_dir() else (_PACKAGE.parent / "resources", _PACKAGE.parent / "docs")

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
        raise ResourceError(name=name, reason=str(error)) from error


def read_toml(name: str, as_type: type[T]) -> T:
    """Read a shipped TOML file as a typed value."""
    return decode_toml(resource(name).read_bytes(), as_type, name)
