"""The tree that tells a reader what each piece of a page is: headings, paragraphs, tables, links (PDF 32000-1, 14.7).

Blocks add nodes while they draw; every drawn piece is a mark with a number on its page. The tree is written when all
pages are known. It holds one node per paragraph or cell, none per word; as a long dossier has hundreds of thousands of
them, what is known of a node stands in rows of numbers and not in an object of its own.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NewType

from app.dossier.syntax import reference, text_string

Node = NewType("Node", int)
"""The number of a piece of the structure, counted from the root, which is 0."""

LEAVES: Final = 64
"""So many keys stand together in a piece of the tree of parents."""

_HEADINGS: Final = 6
# What is in a node is one number each: a mark is that on its page, and above these bits that of the page; a link is
# turned round below zero; a node has a bit of its own.
_BITS: Final = 32
_BELOW: Final = (1 << _BITS) - 1
_IS_NODE: Final = 1 << 62


class Tags:
    """Records the tree of one document."""

    def __init__(self) -> None:
        """Start with an empty document."""
        self._kinds: list[tuple[str, bytes]] = []
        self._kind_of: dict[tuple[str, bytes], int] = {}
        # Of every node: its kind (a role with its entries) and the node that it is in.
        self._kind, self._parent = array("L"), array("L")
        # In the order of drawing: what was put into a node, and into which.
        self._kids, self._owners = array("q"), array("L")
        # Of every key: the node of a link, or turned round below zero the page of which the marks are told.
        self._keys = array("q")
        self._marks: list[array[int]] = []
        self._links: list[bytes] = []
        self._ends: list[int] = []
        self._first = 0
        self._open = False
        self._page = 0
        self._level = 0
        self.root = self._new(Node(0), "Document", b"")

    def add(self, parent: Node, role: str, entries: bytes = b"", *, language: str = "") -> Node:
        """Return a new node at the end of ``parent``.

        ``entries`` are those of its dictionary, already in PDF syntax; ``language`` (``ar``) is set where it is not the
        document's.
        """
        told = entries + b"/Lang" + text_string(language) if language else entries
        node = self._new(parent, role, told)
        self._put(parent, _IS_NODE | node)
        return node

    def role(self, node: Node) -> str:
        """Return what a node is."""
        return self._kinds[self._kind[node]][0]

    def heading(self, parent: Node, level: int, *, language: str = "") -> Node:
        """Return a new heading; 0 is the highest level, and no level is skipped on the way down."""
        self._level = min(level + 1, self._level + 1, _HEADINGS)
        return self.add(parent, f"H{self._level}", language=language)

    def end_page(self) -> int:
        """End a page; returns its key in the tree of parents."""
        self._begin_page()
        self._open = False
        self._ends.append(len(self._links))
        return self._page

    def mark(self, node: Node) -> int:
        """Return the number of a new mark of a node on this page."""
        marks = self._begin_page()
        marks.append(node)
        number = len(marks) - 1
        self._put(node, len(self._marks) - 1 << _BITS | number)
        return number

    def link(self, node: Node, entries: bytes) -> None:
        """Put a link of this page in a node; ``entries`` are those of its dictionary."""
        self._links.append(b"<<%s/StructParent %d>>" % (entries, len(self._keys)))
        self._keys.append(node)
        self._put(node, ~(len(self._marks) - 1 << _BITS | len(self._links) - 1))

    def tell_pages(self, sign: bytes, told: Callable[[bytes], bytes]) -> None:
        """Write every link with a ``sign`` in it anew, now that all pages are known."""
        for index, link in enumerate(self._links):
            if sign in link:
                self._links[index] = told(link)

    def links(self, page: int) -> bytes:
        """Return the references to the links of a page, counted from 0; the first number must be known."""
        start, end = self._ends[page - 1] if page else 0, self._ends[page]
        base = self._first + self._tree_size
        return b"[%s]" % b" ".join(reference(base + index) for index in range(start, end))

    def numbered(self, first: int) -> int:
        """Number the objects of the tree and the links from ``first``; returns how many there are."""
        self._first = first
        return self._tree_size + len(self._links)

    def written(self, page_number: Callable[[int], int]) -> Iterator[bytes]:
        """Yield the objects: the root, the nodes, the parents by key, the links.

        ``page_number`` tells the number of the object of a page, counted from 0.
        """
        pages = [page_number(page) for page in range(len(self._ends))]
        base = self._first + 1
        after = base + len(self._kind)
        yield (
            b"<</Type/StructTreeRoot/K[%s]/ParentTree %s/ParentTreeNextKey %d>>"
            % (reference(base), reference(after), len(self._keys))
        )
        links = self._first + self._tree_size
        for node, kids in enumerate(self._in_order()):
            yield self._node(Node(node), kids, base, links, pages)
        leaves = range(0, len(self._keys), LEAVES)
        yield b"<</Kids[%s]>>" % b" ".join(reference(after + 1 + index) for index in range(len(leaves)))
        for start in leaves:
            yield self._leaf(start, base)
        yield from self._links

    def _new(self, parent: Node, role: str, entries: bytes) -> Node:
        kind = self._kind_of.setdefault((role, entries), len(self._kinds))
        if kind == len(self._kinds):
            self._kinds.append((role, entries))
        self._kind.append(kind)
        self._parent.append(parent)
        return Node(len(self._kind) - 1)

    def _put(self, node: Node, kid: int) -> None:
        self._owners.append(node)
        self._kids.append(kid)

    def _begin_page(self) -> "array[int]":
        """Return the marks of this page."""
        if not self._open:
            self._open = True
            self._page = len(self._keys)
            self._keys.append(~len(self._marks))
            self._marks.append(array("L"))
        return self._marks[-1]

    @property
    def _tree_size(self) -> int:
        return 2 + len(self._kind) + -(-len(self._keys) // LEAVES)

    def _in_order(self) -> Iterator["array[int]"]:
        """Yield what is in every node, in the order in which it was put there."""
        ends = array("L", bytes(self._kind.itemsize * (len(self._kind) + 1)))
        for owner in self._owners:
            ends[owner + 1] += 1
        for node in range(len(self._kind)):
            ends[node + 1] += ends[node]
        starts = ends[:]
        sorted_kids = array("q", bytes(self._kids.itemsize * len(self._kids)))
        for owner, kid in zip(self._owners, self._kids, strict=True):
            sorted_kids[starts[owner]] = kid
            starts[owner] += 1
        return (sorted_kids[ends[node] : ends[node + 1]] for node in range(len(self._kind)))

    def _node(self, node: Node, kids: Sequence[int], base: int, links: int, pages: Sequence[int]) -> bytes:
        """Return the dictionary of a node; ``base`` and ``links`` are the numbers of the first node and link."""
        role, entries = self._kinds[self._kind[node]]
        parent = base + self._parent[node] if node else base - 1
        page = next((kid >> _BITS for kid in kids if 0 <= kid < _IS_NODE), None)
        told = [_kid(kid, base, links, pages, page) for kid in kids]
        return b"".join(
            (
                b"<</S/%s/P %s" % (role.encode(), reference(parent)),
                b"" if page is None else b"/Pg " + reference(pages[page]),
                entries,
                b"/K[%s]" % b" ".join(told) if told else b"",
                b">>",
            )
        )

    def _leaf(self, start: int, base: int) -> bytes:
        """Return a piece of the tree of parents."""
        told = []
        keys = self._keys[start : start + LEAVES]
        for key, owner in enumerate(keys, start):
            if owner >= 0:
                told.append(b"%d %s" % (key, reference(base + owner)))
            else:
                told.append(b"%d[%s]" % (key, b" ".join(reference(base + one) for one in self._marks[~owner])))
        return b"<</Limits[%d %d]/Nums[%s]>>" % (start, start + len(keys) - 1, b" ".join(told))


def _kid(kid: int, base: int, links: int, pages: Sequence[int], page: int | None) -> bytes:
    """Return how a node names what is in it; ``page`` is the page that the node names."""
    if kid < 0:
        link = ~kid
        return b"<</Type/OBJR/Pg %s/Obj %s>>" % (reference(pages[link >> _BITS]), reference(links + (link & _BELOW)))
    if kid & _IS_NODE:
        return reference(base + (kid ^ _IS_NODE))
    if kid >> _BITS == page:
        return b"%d" % (kid & _BELOW)
    return b"<</Type/MCR/Pg %s/MCID %d>>" % (reference(pages[kid >> _BITS]), kid & _BELOW)
