"""What a screen reader finds in a PDF: the tree of its parts, and the marks on the pages."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf


class Part(NamedTuple):
    """A piece of the tree: its role, its own entries, the pages it was drawn on and the roles around it."""

    role: str
    entries: dict[str, Any]
    pages: tuple[int, ...]
    kids: tuple["Part", ...]

    def every(self, role: str) -> list["Part"]:
        """Return all pieces of a role in this one, in reading order."""
        return [part for part in self._all() if part.role == role]

    def _all(self) -> Iterator["Part"]:
        yield self
        for kid in self.kids:
            yield from kid._all()


def tree(pdf: bytes) -> Part:
    """Return the tree of a file, read back."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, start=1)}
        return _part(opened.Root.StructTreeRoot.K[0], numbers)


def _part(node: Any, numbers: dict[tuple[int, int], int]) -> Part:  # noqa: ANN401  a kid is a number or an object
    kids, pages = [], []
    for kid in node.get("/K", ()):
        if isinstance(kid, int):
            pages.append(numbers[node.Pg.objgen])
        elif "/S" in kid:
            kids.append(_part(kid, numbers))
        else:
            pages.append(numbers[kid.Pg.objgen])
    told = {key: str(node[key]) for key in ("/Alt", "/ActualText", "/Lang") if key in node}
    told |= {key: str(value) for key, value in node.get("/A", {}).items()}
    return Part(str(node.S)[1:], told, tuple(pages), tuple(kids))
