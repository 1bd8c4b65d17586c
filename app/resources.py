"""Find and read the data files that travel with the program, in a checkout, an installed wheel and a frozen build."""

from pathlib import Path
from typing import TypeVar

import msgspec

from app.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")

T = TypeVar("T")


def resource(name: str) -> Path:
    """Return the path of a shipped file such as ``icons/lock.svg``; raise ``ResourceError`` when it is missing."""
    for root in _ROOTS:
        path = root / name
        if path.exists():
            return path
    raise ResourceError(name=name, reason="it is missing")


def decode_toml(data: bytes, as_type: type[T], name: str) -> T:
    """Read TOML as a typed value; unknown keys and wrong types are refused with their place."""
    try:
        return msgspec.toml.decode(data, type=as_type)
    except msgspec.DecodeError as error:
        raise ResourceError(name=name, reason=str(error)) from error


def read_toml(name: str, as_type: type[T]) -> T:
    """Read a shipped TOML file as a typed value."""
    return decode_toml(resource(name).read_bytes(), as_type, name)
