"""Text as every file can hold it.

A keyboard, the clipboard or a command line can hand over half of a character (a lone surrogate), which no file and no
database can keep. It becomes the sign for a character that was lost, so that the rest of what was typed is saved.
Control characters are kept as they were typed; paper shows them as a mark.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeVar, cast

import msgspec

T = TypeVar("T")
_HALF: Final = re.compile("[\ud800-\udfff]")
_LOST: Final = "\ufffd"


def whole(value: T) -> T:
    """Return a value whose texts hold whole characters only; what is whole already is returned itself."""
    return cast("T", _whole(value))


def _whole(value: object) -> object:
    """Return a text, a record, or whatever holds them."""
    if isinstance(value, str):
        # An enum is a text as well; it stays what it is.
        return _HALF.sub(_LOST, value) if _HALF.search(value) else value
    if isinstance(value, msgspec.Struct):
        changed: dict[str, Any] = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            new = _whole(old)
            if new is not old:
                changed[name] = new
        return msgspec.structs.replace(value, **changed) if changed else value
    if isinstance(value, tuple | list):
        parts = [_whole(part) for part in value]
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else type(value)(parts)
    if isinstance(value, Mapping):
        return {_whole(key): _whole(part) for key, part in value.items()}
    return value
