"""The tree that tells a reader what each piece of a page is: headings, paragraphs, tables, links (PDF 32000-1, 14.7).

Blocks add nodes while they draw; every drawn piece is a mark with a number on its page. The tree is written when all
pages are known. It holds one small object per paragraph or cell, none per word.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.dossier.syntax import reference, text_string

_LEAVES: Final = 64
_HEADINGS: Final = 6
# A mark is one number: that on the page, and above these bits that of the page. A link is turned round below zero.
_BITS: Final = 32
_BELOW: Final = (1 << _BITS) - 1


@dataclass(slots=True, eq=False)
class Node:
    """A piece of the structure: its role, what is in it, and entries for its dictionary (already in PDF syntax).

    In it are nodes, marks and links; a mark and a link is one number each, which holds that of the page.
    """

    role: str
    parent: "Node | None"
    entries: bytes = b""
    kids: "list[Node | int]" = field(default_factory=list)
    index: int = 0


class Tags:
    """Records the tree of one document."""

    def __init__(self) -> None:
        """Start with an empty document."""
        self.root = Node("Document", None)
        self._nodes = [self.root]
        self._keys: list[Node | list[Node]] = []
        self._pages: list[int] = []
        self._marks: list[Node] = []
        self._links: list[bytes] = []
        self._ends: list[int] = []
        self._first = 0
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
        self._ends.append(len(self._links))
        return self._pages[-1]

    def mark(self, node: Node) -> int:
        """Return the number of a new mark of a node on this page."""
        marks = self._begin_page()
        number = len(marks)
        marks.append(node)
        node.kids.append(len(self._pages) - 1 << _BITS | number)
        return number

    def _begin_page(self) -> list[Node]:
        """Return the marks of this page."""
        if not self._open:
            self._open = True
            self._marks = []
            self._pages.append(len(self._keys))
            self._keys.append(self._marks)
        return self._marks

    def link(self, node: Node, entries: bytes) -> None:
        """Put a link of this page in a node; ``entries`` are those of its dictionary."""
        self._links.append(b"<<%s/StructParent %d>>" % (entries, len(self._keys)))
        self._keys.append(node)
        node.kids.append(~(len(self._pages) - 1 << _BITS | len(self._links) - 1))

    def links(self, page: int) -> bytes:
        """Return the references to the links of a page, counted from 0; the first number must be known."""
        start, end = self._ends[page - 1] if page else 0, self._ends[page]
        base = self._first + self._tree_size
        return b"[%s]" % b" ".join(reference(base + index) for index in range(start, end))

    @property
    def _tree_size(self) -> int:
        return 2 + len(self._nodes) + -(-len(self._keys) // _LEAVES)

    def numbered(self, first: int) -> int:
        """Number the objects of the tree and the links from ``first``; returns how many there are."""
        self._first = first
        return self._tree_size + len(self._links)

    def written(self, page_number: Callable[[int], int]) -> Iterator[bytes]:
        """Yield the objects: the root, the nodes, the parents by key, the links.

        ``page_number`` is the object number of a page. What is written is let go of, so this can be done once.
        """
        pages = [page_number(index) for index in range(len(self._pages))]
        base = self._first + 1
        after = base + len(self._nodes)
        yield (
            b"<</Type/StructTreeRoot/K[%s]/ParentTree %s/ParentTreeNextKey %d>>"
            % (reference(base), reference(after), len(self._keys))
        )
        links = self._first + self._tree_size
        for node in self._nodes:
            yield _node(node, base, links, pages)
            node.kids.clear()
        leaves = range(0, len(self._keys), _LEAVES)
        yield b"<</Kids[%s]>>" % b" ".join(reference(after + 1 + index) for index in range(len(leaves)))
        for start in leaves:
            yield _leaf(start, self._keys[start : start + _LEAVES], base)
        yield from self._links


def _node(node: Node, base: int, links: int, pages: Sequence[int]) -> bytes:
    """Return the dictionary of a node; ``base`` and ``links`` are the numbers of the first node and link."""
    parent = base - 1 if node.parent is None else base + node.parent.index
    page = next((kid >> _BITS for kid in node.kids if isinstance(kid, int) and kid >= 0), None)
    kids = [_kid(kid, base, links, pages, page) for kid in node.kids]
    return b"".join(
        (
            b"<</S/%s/P %s" % (node.role.encode(), reference(parent)),
            b"" if page is None else b"/Pg " + reference(pages[page]),
            node.entries,
            b"/K[%s]" % b" ".join(kids) if kids else b"",
            b">>",
        )
    )


def _kid(kid: Node | int, base: int, links: int, pages: Sequence[int], page: int | None) -> bytes:
    """Return how a node names what is in it; ``page`` is the page that the node names."""
    if isinstance(kid, Node):
        return reference(base + kid.index)
    if kid < 0:
        link = ~kid
        return b"<</Type/OBJR/Pg %s/Obj %s>>" % (reference(pages[link >> _BITS]), reference(links + (link & _BELOW)))
    if kid >> _BITS == page:
        return b"%d" % (kid & _BELOW)
    return b"<</Type/MCR/Pg %s/MCID %d>>" % (reference(pages[kid >> _BITS]), kid & _BELOW)


def _leaf(start: int, keys: Sequence[Node | list[Node]], base: int) -> bytes:
    """Return a piece of the tree of parents."""
    told = []
    for key, owners in enumerate(keys, start):
        if isinstance(owners, Node):
            told.append(b"%d %s" % (key, reference(base + owners.index)))
        else:
            told.append(b"%d[%s]" % (key, b" ".join(reference(base + owner.index) for owner in owners)))
    return b"<</Limits[%d %d]/Nums[%s]>>" % (start, start + len(keys) - 1, b" ".join(told))
