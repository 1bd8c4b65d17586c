"""Texts without what a layout may change: capitals, accents, spaces, hyphens and breaks; where words begin is kept."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+")
# No squeezed words hold it: what ends one text and begins the next is not read together.
_GAP: Final = " "
_ALIKE: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


class Squeezed(NamedTuple):
    """Letters and figures of a text without anything between them; ``edges`` has a 1 wherever a word begins or ends."""

    letters: str
    edges: bytes

    def find(self, needle: str, *, inside: bool = False) -> int:
        """Return where some letters stand as whole words, or also ``inside`` a word; -1 when they do not."""
        at = self.letters.find(needle)
        while at >= 0 and not inside and not (self.edges[at] and self.edges[at + len(needle)]):
            at = self.letters.find(needle, at + 1)
        return at


def words_of(text: str) -> list[str]:
    """Return the words of a text without capitals and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_ALIKE)
    marks = {ord(letter): None for letter in set(apart) if unicodedata.combining(letter)}
    return _WORD.findall(apart.translate(marks) if marks else apart)


def squeeze(text: str) -> Squeezed:
    """Return a text squeezed together."""
    words = words_of(text)
    return Squeezed("".join(words), b"\1" + b"".join(b"%b\1" % bytes(len(word) - 1) for word in words))


def squeeze_all(texts: Iterable[str]) -> tuple[Squeezed, list[int]]:
    """Return texts squeezed one by one, with a gap between each two, and where each begins."""
    squeezed: list[str] = []
    edges: list[bytes] = []
    starts: list[int] = []
    length = 0
    for text in texts:
        letters, ends = squeeze(text)
        starts.append(length)
        squeezed.append(letters)
        edges.append(ends)
        length += len(ends)
    # A text has one edge more than letters: that one stands where the gap is.
    return Squeezed(_GAP.join(squeezed), b"".join(edges)), starts
