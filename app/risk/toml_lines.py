"""Find the line of a TOML file on which a value stands; the parser of the standard library does not keep it."""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_ARRAY = re.compile(r"\s*\[\[\s*(?P<name>[^\]]+?)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*(?P<name>[^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*(?P<name>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_LONG_TEXT = re.compile(r"\"\"\"|'''")


def line_of(text: str, path: Path) -> int:
    """Return the line, from 1, on which the value at a path starts, or the nearest thing around it that has a line."""
    lines: dict[Path, int] = {}
    for found, line in _starts(text):
        lines.setdefault(found, line)
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


def _starts(text: str) -> Iterator[tuple[Path, int]]:
    """Yield every table and key with its line; what stands inside a long text is skipped."""
    table: Path = ()
    sizes: dict[Path, int] = {}
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        started_inside = inside
        inside ^= len(_LONG_TEXT.findall(line)) % 2 == 1
        if started_inside:
            continue
        if array := _ARRAY.match(line):
            name = _indexed(_parts(array["name"]), sizes)
            table = (*name, sizes.get(name, 0))
            sizes[name] = sizes.get(name, 0) + 1
            yield table, number
        elif header := _TABLE.match(line):
            table = _indexed(_parts(header["name"]), sizes)
            yield table, number
        elif key := _KEY.match(line):
            parts = _parts(key["name"])
            for length in range(1, len(parts) + 1):
                yield (*table, *parts[:length]), number


def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a dotted name without quotes."""
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _indexed(parts: tuple[str, ...], sizes: dict[Path, int]) -> Path:
    """Return the path of a name; inside an array of tables it means the last one so far."""
    path: Path = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        if path in sizes and position < len(parts) - 1:
            path = (*path, sizes[path] - 1)
    return path
