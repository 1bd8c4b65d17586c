"""A short code for one entry of the audit chain, to be printed and typed back from paper: ``214-7KQ4-M2XD-9PT3-VW8C``.

The number of the entry, the first 75 bits of its hash, and one check sign. The chain makes that enough: an entry
covers everything before it (domain reference 5.6). Fewer bits would be easier to type, but whoever holds the key could
then try other entries until one has the same code; 2 to the power 75 tries are out of reach.

The signs are those of Crockford's base 32, which has no I, L, O and U. The check sign makes a polynomial over the field
of 32 elements come out at nothing, so that every single wrong sign and every two signs that changed places are noticed.
"""

from typing import Final

import msgspec

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN: Final = str.maketrans("", "", " -–—._")
_KEPT: Final = 15
_BITS: Final = 5
_GROUP: Final = 4
_OVERFLOW: Final = 0b100000
_POLYNOMIAL: Final = 0b100101
_LONGEST: Final = 12


class Anchor(msgspec.Struct, frozen=True):
    """Entry ``number`` of a chain and the first signs of its hash."""

    number: int
    signs: str


def anchor_code(number: int, head: str) -> str:
    """Return the code of entry ``number`` whose SHA-256 is ``head`` (64 hexadecimal digits)."""
    signs = _signs_of(head)
    signs += SIGNS[_check(number, signs)]
    return "-".join((str(number), *(signs[place : place + _GROUP] for place in range(0, len(signs), _GROUP))))


def read_anchor(words: str) -> Anchor:
    """Read a code as somebody types it: small letters, other dashes and an O for a 0 are no matter.

    Raises ``ValueError`` when a sign is missing, is no sign of a code or does not fit the others.
    """
    plain = words.upper().translate(_BETWEEN).translate(_MEANT)
    number, signs = plain[: -_KEPT - 1], plain[-_KEPT - 1 :]
    readable = number.isascii() and number.isdecimal() and len(number) <= _LONGEST
    if not readable or any(sign not in SIGNS for sign in signs):
        raise ValueError("this is not a code of the log")
    if SIGNS[_check(int(number), signs[:-1])] != signs[-1]:
        raise ValueError("a sign of this code is wrong")
    return Anchor(int(number), signs[:-1])


def fits(anchor: Anchor, head: str) -> bool:
    """Whether an entry with this hash has the code."""
    return _signs_of(head) == anchor.signs


def _signs_of(head: str) -> str:
    """Return the first 75 bits of a hash, five to a sign."""
    bits = int(head, 16) >> (4 * len(head) - _BITS * _KEPT)
    return "".join(SIGNS[(bits >> shift) & 31] for shift in range(_BITS * (_KEPT - 1), -1, -_BITS))


def _check(number: int, signs: str) -> int:
    """Return the check sign: each sign counts the element 2 to the power of its place from the right."""
    total = 0
    for sign in f"{number}{signs}":
        total = _doubled(total ^ SIGNS.index(sign))
    return total


def _doubled(element: int) -> int:
    """Return an element of the field of 32 times 2."""
    twice = element << 1
    return twice ^ _POLYNOMIAL if twice & _OVERFLOW else twice
