"""How hard the tests of the vault are on it: a little in a normal run, all the way with ``python3 dev.py torture``."""

import os
import sys

_NORMAL = 500


def wanted() -> int:
    """Return how many saves were asked for; 0 in a normal run."""
    return int(os.environ.get("PATROONZICHT_TORTURE", "0"))


def times(normal: int) -> int:
    """Return how often to do what a normal run does ``normal`` times, in proportion to its 500 saves."""
    return max(normal, normal * wanted() // _NORMAL)


def places(length: int, normal: int, most: int = sys.maxsize) -> range:
    """Return which of the bytes 0 to ``length`` to try: all of them, or about ``normal`` in a normal run.

    ``most`` is for what takes so long that all would take hours.
    """
    return range(0, length, max(1, length // (most if wanted() else normal)))
