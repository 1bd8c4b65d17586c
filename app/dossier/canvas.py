"""The canvas of a dossier: everything that is drawn is marked, as part of the text or as decoration."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, cast

from reportlab.pdfbase.pdfdoc import Destination, PDFDictionary, PDFDocument, PDFObject, PDFStream
from reportlab.pdfgen.canvas import Canvas

from app.dossier.archival import Archive, written
from app.dossier.syntax import text_string
from app.dossier.tagging import Node, Tags

END: Final = "EMC"


class TaggedCanvas(Canvas):
    """Draws pages and records what each piece is; ``archive`` must be set before it is saved."""

    archive: Archive

    def __init__(self, target: str | IO[bytes], **options: Any) -> None:  # noqa: ANN401  ReportLab's options
        """Start the first page of a file that is written to an open target."""
        self.tags = Tags()
        self._target = cast("IO[bytes]", target)
        self._decoration = 0
        super().__init__(target, **options)

    @contextmanager
    def marked(self, node: Node) -> Iterator[None]:
        """Mark what is drawn as a piece of a node."""
        self._put(self.begun(node))
        yield
        self._put(END)

    def begun(self, node: Node) -> str:
        """Return the code that begins a piece of a node."""
        return f"/{node.role} <</MCID {self.tags.mark(node)}>> BDC"

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """Mark what is drawn as no part of the text; ``kind`` is ``Header`` or ``Footer`` where every page has it."""
        if not self._decoration:
            self._put(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC" if kind else "/Artifact BMC")
        self._decoration += 1
        yield
        self._decoration -= 1
        if not self._decoration:
            self._put(END)

    @property
    def is_decorating(self) -> bool:
        """Whether what is drawn now is no part of the text."""
        return self._decoration > 0

    def link(self, node: Node, target: str, words: str, area: tuple[float, float, float, float]) -> None:
        """Make an area lead to a place in the file; ``words`` say what it leads to."""
        key = self.tags.next_key
        rest = b"/F 4/Border[0 0 0]/Contents%s/StructParent %d" % (text_string(words), key)
        own: Any = self
        own._addAnnotation(_Link(own._absRect(area, 1), own._bookmarkReference(target), rest), f"link-{key}")  # noqa: SLF001
        document = self.document
        number, _ = document.idToObjectNumberAndVersion[document.annotationName(f"link-{key}")]
        self.tags.place(node, number)

    def showPage(self) -> None:  # noqa: N802  ReportLab's name
        """End a page: only its packed code is kept."""
        super().showPage()
        page = self.document.Pages.pages[-1]
        page.Contents = PDFStream(
            PDFDictionary({"Filter": "/FlateDecode"}), zlib.compress(page.stream.encode("latin-1"))
        )
        page.stream = page.Trans = None
        page.StructParents, page.Tabs = self.tags.end_page(), "/S"
        page.__NoDefault__ = (*page.__NoDefault__, "StructParents", "Tabs")

    def save(self) -> None:
        """Write the file."""
        if vars(self)["_code"]:
            self.showPage()
        self._target.write(written(self, self.tags, self.archive))

    @property
    def document(self) -> Any:  # noqa: ANN401  ReportLab's types are incomplete
        """Return ReportLab's collection of objects."""
        return vars(self)["_doc"]

    def _put(self, code: str) -> None:
        """Add code to the page."""
        vars(self)["_code"].append(code)


def tagged(canvas: Canvas) -> TaggedCanvas:
    """Return the canvas that a block is drawn on; every dossier is drawn on one that marks."""
    return cast("TaggedCanvas", canvas)


class _Link(PDFObject):
    """A link with all that its own annotation class refuses to write."""

    def __init__(self, area: tuple[float, ...], target: Destination, rest: bytes) -> None:
        self._area = area
        self._target = target
        self._rest = rest

    def format(self, document: PDFDocument) -> bytes:
        """Return the dictionary."""
        area = " ".join(f"{number:.2f}" for number in self._area).encode()
        return b"<</Type/Annot/Subtype/Link/Rect[%s]/Dest%s%s>>" % (area, self._target.format(document), self._rest)
