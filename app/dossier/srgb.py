"""The colours of the dossier as an ICC profile (version 2), built from the published figures of IEC 61966-2-1.

No profile of others is shipped, so no licence of others comes with the files that the program makes.
"""

from functools import cache
from struct import pack
from typing import Final

# Primaries and white of sRGB, adapted to D50 as profiles ask.
_WHITE: Final = (0.9642, 1.0, 0.8249)
_RED: Final = (0.43607, 0.22249, 0.01392)
_GREEN: Final = (0.38515, 0.71687, 0.09708)
_BLUE: Final = (0.14307, 0.06061, 0.71410)
_STEPS: Final = 1024
_HEADER: Final = 128
_ENTRY: Final = 12


@cache
def srgb() -> bytes:
    """Return the profile."""
    described = b"sRGB IEC61966-2.1\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + pack(">I", len(described)) + described + bytes(8 + 3 + 67),
        b"cprt": b"text\0\0\0\0Public domain\0",
        b"wtpt": _point(_WHITE),
        b"rXYZ": _point(_RED),
        b"gXYZ": _point(_GREEN),
        b"bXYZ": _point(_BLUE),
    }
    curve = b"curv\0\0\0\0" + pack(">I", _STEPS) + b"".join(pack(">H", _linear(step)) for step in range(_STEPS))
    bodies = [*tags.items(), (b"rTRC", curve)]
    at = _HEADER + 4 + _ENTRY * (len(bodies) + 2)
    entries, data = [], []
    for name, body in bodies:
        entries.append(name + pack(">II", at, len(body)))
        data.append(body + bytes(-len(body) % 4))
        at += len(data[-1])
    # One curve serves all three colours.
    entries += [name + entries[-1][4:] for name in (b"gTRC", b"bTRC")]
    table = pack(">I", len(entries)) + b"".join(entries)
    return _header(at) + table + b"".join(data)


def _header(size: int) -> bytes:
    """Return the beginning of a profile for displays."""
    made = pack(">6H", 2000, 1, 1, 0, 0, 0)
    start = pack(">I", size) + bytes(4) + b"\x02\x10\0\0mntrRGB XYZ " + made + b"acsp"
    return start.ljust(68, b"\0") + _numbers(_WHITE) + bytes(_HEADER - 80)


def _linear(step: int) -> int:
    """Return how bright a step of a colour is, of 65535."""
    value = step / (_STEPS - 1)
    bright = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(bright * 65535)


def _point(numbers: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(numbers)


def _numbers(numbers: tuple[float, float, float]) -> bytes:
    return pack(">3i", *(round(number * 65536) for number in numbers))
