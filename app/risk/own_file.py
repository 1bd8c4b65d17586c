"""Read a TOML file that a professional wrote; a fault is told with its line and nothing of the file is used."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from app.errors import OwnFileError
from app.i18n import Label
from app.risk.toml_lines import Path, line_of

LARGEST = 1_000_000
_WIDEST = 60
_LONGEST_ID = 80
_AT = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_NAMED = re.compile(r"Object (?P<what>missing required|contains unknown) field `(?P<field>[^`]+)`")
_STEP = re.compile(r"\.(?P<key>[\w-]+)|\[(?P<index>\d+)\]")
_LINE = re.compile(r"at line (?P<line>\d+)")
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
# Letters, digits, punctuation and symbols; a mark, a space or a zero-width sign alone shows nothing.
_SEEN = frozenset("LNPS")
# Control characters, halves of a sign, signs for private use and codes that are no sign at all.
_UNSEEN = frozenset(("Cc", "Cs", "Co", "Cn"))
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")

T = TypeVar("T")


class Fault(NamedTuple):
    """What is wrong with a value, as a translatable sentence."""

    path: Path
    reason: str
    value: str = ""


def read_own_file(data: bytes, as_type: type[T], name: str) -> tuple[str, T]:
    """Return the text of an own file and what it says; unknown keys and wrong values are refused.

    Raises:
        OwnFileError: the file is too large, is not TOML or does not follow its form.
    """
    if len(data) > LARGEST:
        raise OwnFileError(name=name, line=1, place="TOML", reason="The file is larger than a megabyte.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OwnFileError(name=name, line=line, place="UTF-8", reason="The text is not UTF-8.") from error
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(text, name, str(error)) from error
    except RecursionError as error:
        raise _not_toml(text, name, "") from error
    try:
        return text, msgspec.convert(told, as_type)
    except msgspec.ValidationError as error:
        raise refusal(text, name, _fault(str(error))) from error


def refuse(text: str, name: str, faults: Iterable[Fault]) -> None:
    """Refuse a file with the first of its faults."""
    for fault in faults:
        raise refusal(text, name, fault)


def refusal(text: str, name: str, fault: Fault) -> OwnFileError:
    """Return the error that tells a fault with its line and place."""
    place = spelled(fault.path)
    if fault.value:
        place = f'{place} = "{_short(fault.value)}"'
    return OwnFileError(name=name, line=line_of(text, fault.path), place=place, reason=fault.reason)


def spelled(path: Path) -> str:
    """Return a path as ``items[3].supports[0]``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def wrong_id(one: str, path: Path) -> Iterator[Fault]:
    """Yield a fault when an id does not look like one."""
    if len(one) > _LONGEST_ID:
        yield Fault(path, "An id has at most 80 characters.", one)
    if not _ID.fullmatch(one):
        yield Fault(path, "An id has small letters and digits, with dots or hyphens between them.", one)


def empty_text(label: Label, path: Path) -> Iterator[Fault]:
    """Yield the languages in which a text is empty."""
    yield from empty_words(label.nl, (*path, "nl"))
    yield from empty_words(label.en, (*path, "en"))


def empty_words(words: str, path: Path) -> Iterator[Fault]:
    """Yield a fault when nobody can see anything of a text."""
    if not any(unicodedata.category(sign)[0] in _SEEN and sign not in _FILLERS for sign in words):
        yield Fault(path, "This text is empty.")
    if any(unicodedata.category(sign) in _UNSEEN and sign not in "\n\t" for sign in words):
        yield Fault(path, "This text holds a sign that cannot be shown, such as a control character.")


def named_twice(names: Sequence[str], path: Path) -> Iterator[Fault]:
    """Yield the names that stand in a row more than once."""
    for position, one in enumerate(names):
        if one in names[:position]:
            yield Fault((*path, position), "This stands here twice.", one)


def _not_toml(text: str, name: str, told: str) -> OwnFileError:
    """Return the error of a file that is not TOML, with the line itself as its place."""
    lines = text.removesuffix("\n").split("\n")
    found = _LINE.search(told)
    line = min(int(found["line"]) if found else len(lines), len(lines))
    reason = "This is not TOML. Look for an open quote, a missing equals sign or a key that is there twice."
    return OwnFileError(name=name, line=line, place=_short(lines[line - 1].strip()) or "TOML", reason=reason)


def _fault(told: str) -> Fault:
    """Return what the reader of types said as a fault."""
    at = _AT.search(told)
    path: Path = tuple(
        int(step["index"]) if step["index"] else step["key"] for step in _STEP.finditer(at["path"] if at else "")
    )
    if named := _NAMED.match(told):
        if named["what"].startswith("missing"):
            return Fault((*path, named["field"]), "This is missing.")
        return Fault((*path, named["field"]), "This key does not exist here.")
    if told.startswith("Invalid enum value"):
        return Fault(path, "This value is none of those that are possible here.")
    return Fault(path, "A value of another kind belongs here.")


def _short(words: str) -> str:
    """Return words that fit in a sentence."""
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST - 1]}…"
