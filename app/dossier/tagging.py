"""The tree that tells a reader what each piece of a page is: headings, paragraphs, tables, links (PDF 32000-1, 14.7).

Blocks add nodes while they draw; every drawn piece is a mark with a number on its page. The tree is written when all
pages are known. It holds one small object per paragraph or cell, none per word.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from app.dossier.syntax import reference, text_string

_LEAVES: Final = 64
_HEADINGS: Final = 6


class Mark(NamedTuple):
    """A piece that was drawn: the page, counted from 0, and its number on that page."""

    page: int
    number: int


class Place(NamedTuple):
    """An annotation: the page, counted from 0, and the number of its object."""

    page: int
    annotation: int


@dataclass(slots=True, eq=False)
class Node:
    """A piece of the structure: its role, what is in it, and entries for its dictionary (already in PDF syntax)."""

    role: str
    parent: "Node | None"
    entries: bytes = b""
    kids: "list[Kid]" = field(default_factory=list)
    index: int = 0


Kid: TypeAlias = Node | Mark | Place


class Tags:
    """Records the tree of one document."""

    def __init__(self) -> None:
        """Start with an empty document."""
        self.root = Node("Document", None)
        self._nodes = [self.root]
        self._keys: list[Node | list[Node]] = []
        self._pages: list[int] = []
        self._marks: list[Node] = []
        self._open = False
        self._level = 0

    def add(self, parent: Node, role: str, entries: bytes = b"", *, language: str = "") -> Node:
        """Return a new node at the end of ``parent``; ``language`` (``ar``) where it is not the document's."""
        told = entries + b"/Lang" + text_string(language) if language else entries
        node = Node(role, parent, told, index=len(self._nodes))
        self._nodes.append(node)
        parent.kids.append(node)
        return node

    def heading(self, parent: Node, level: int, *, language: str = "") -> Node:
        """Return a new heading; 0 is the highest level, and no level is skipped on the way down."""
        self._level = min(level + 1, self._level + 1, _HEADINGS)
        return self.add(parent, f"H{self._level}", language=language)

    def end_page(self) -> int:
        """End a page; returns its key in the tree of parents."""
        self._begin_page()
        self._open = False
        return self._pages[-1]

    def mark(self, node: Node) -> int:
        """Return the number of a new mark of a node on this page."""
        marks = self._begin_page()
        number = len(marks)
        marks.append(node)
        node.kids.append(Mark(len(self._pages) - 1, number))
        return number

    def _begin_page(self) -> list[Node]:
        """Return the marks of this page."""
        if not self._open:
            self._open = True
            self._marks = []
            self._pages.append(len(self._keys))
            self._keys.append(self._marks)
        return self._marks

    @property
    def next_key(self) -> int:
        """Return the key that the next annotation gets in the tree of parents."""
        return len(self._keys)

    def place(self, node: Node, annotation: int) -> None:
        """Put an annotation of this page in a node; ``annotation`` is the number of its object."""
        self._keys.append(node)
        node.kids.append(Place(len(self._pages) - 1, annotation))

    @property
    def size(self) -> int:
        """Return how many objects the tree is written as."""
        return 2 + len(self._nodes) + -(-len(self._keys) // _LEAVES)

    def written(self, first: int, page_number: Callable[[int], int]) -> Iterator[bytes]:
        """Yield the objects of the tree, numbered from ``first``: its root, the nodes, then the parents by key.

        ``page_number`` is the object number of a page.
        """
        pages = [page_number(index) for index in range(len(self._pages))]
        base = first + 1
        after = base + len(self._nodes)
        yield (
            b"<</Type/StructTreeRoot/K[%s]/ParentTree %s/ParentTreeNextKey %d>>"
            % (reference(base), reference(after), len(self._keys))
        )
        for node in self._nodes:
            yield _node(node, first, base, pages)
        leaves = range(0, len(self._keys), _LEAVES)
        yield b"<</Kids[%s]>>" % b" ".join(reference(after + 1 + index) for index in range(len(leaves)))
        for start in leaves:
            yield _leaf(start, self._keys[start : start + _LEAVES], base)


def _node(node: Node, root: int, base: int, pages: Sequence[int]) -> bytes:
    """Return the dictionary of a node."""
    parent = root if node.parent is None else base + node.parent.index
    page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
    kids = [_kid(kid, base, pages, page) for kid in node.kids]
    return b"".join(
        (
            b"<</S/%s/P %s" % (node.role.encode(), reference(parent)),
            b"" if page is None else b"/Pg " + reference(pages[page]),
            node.entries,
            b"/K[%s]" % b" ".join(kids) if kids else b"",
            b">>",
        )
    )


def _kid(kid: Kid, base: int, pages: Sequence[int], page: int | None) -> bytes:
    """Return how a node names what is in it; ``page`` is the page that the node names."""
    if isinstance(kid, Node):
        return reference(base + kid.index)
    if isinstance(kid, Place):
        return b"<</Type/OBJR/Pg %s/Obj %s>>" % (reference(pages[kid.page]), reference(kid.annotation))
    if kid.page == page:
        return b"%d" % kid.number
    return b"<</Type/MCR/Pg %s/MCID %d>>" % (reference(pages[kid.page]), kid.number)


def _leaf(start: int, keys: Sequence[Node | list[Node]], base: int) -> bytes:
    """Return a piece of the tree of parents."""
    told = []
    for key, owners in enumerate(keys, start):
        if isinstance(owners, Node):
            told.append(b"%d %s" % (key, reference(base + owners.index)))
        else:
            told.append(b"%d[%s]" % (key, b" ".join(reference(base + owner.index) for owner in owners)))
    return b"<</Limits[%d %d]/Nums[%s]>>" % (start, start + len(keys) - 1, b" ".join(told))
