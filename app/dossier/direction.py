"""Which way each character runs: the Unicode bidirectional algorithm, with its rule for brackets.

There are no embedding characters left in a text that comes here (they were made visible), so a line is one run.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from bidi.algorithm import (
    explicit_embed_and_overrides,
    get_base_level,
    get_embedding_levels,
    get_empty_storage,
    resolve_implicit_levels,
    resolve_neutral_types,
    resolve_weak_types,
)

JOINERS: Final = frozenset("\u200c\u200d")
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "⟦": "⟧", "⟨": "⟩"}
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
_STRONG: Final = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
_DEEPEST: Final = 63


def levels_of(text: str) -> tuple[int, list[int]]:
    """Return the base level of a line and the embedding level of each of its characters."""
    if not any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return 0, [0] * len(text)
    base = get_base_level(text)
    storage = get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = "LR"[base]
    joined = [index for index, char in enumerate(text) if char not in JOINERS]
    get_embedding_levels("".join(text[index] for index in joined), storage)
    explicit_embed_and_overrides(storage)
    resolve_weak_types(storage)
    chars = storage["chars"]
    for index, direction in _bracket_types([char["ch"] for char in chars], [char["type"] for char in chars], base):
        chars[index]["type"] = direction
    resolve_neutral_types(storage, debug=False)
    resolve_implicit_levels(storage, debug=False)
    levels = [base] * len(text)
    for index, resolved in zip(joined, chars, strict=True):
        levels[index] = resolved["level"]
    for index, char in enumerate(text):
        if char in JOINERS and index:
            levels[index] = levels[index - 1]
    return base, levels


def _bracket_types(chars: Sequence[str], types: Sequence[str], base: int) -> Iterator[tuple[int, str]]:
    """Yield (index, type) for both brackets of every pair that has a direction (rule N0)."""
    running = "LR"[base]
    other = "RL"[base]
    known = [_STRONG.get(kind, "") for kind in types]
    before: list[str] = []
    last = running
    for kind in known:
        before.append(last)
        last = kind or last
    for start, end in _pairs(chars):
        inside = set(known[start + 1 : end])
        if running in inside:
            direction = running
        elif other in inside:
            direction = other if before[start] == other else running
        else:
            continue
        yield start, direction
        yield end, direction


def _pairs(chars: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, in the order in which they open."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for index, char in enumerate(chars):
        if char in _BRACKETS:
            if len(waiting) == _DEEPEST:
                break
            waiting.append((_BRACKETS[char], index))
            continue
        depth = next((place for place in range(len(waiting) - 1, -1, -1) if waiting[place][0] == char), None)
        if depth is not None:
            found.append((waiting[depth][1], index))
            del waiting[depth:]
    return sorted(found)
