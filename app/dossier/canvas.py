"""The canvas of a dossier: everything that is drawn is marked, as part of the text or as decoration."""

import hashlib
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, cast

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFStream
from reportlab.pdfgen.canvas import Canvas

from app.charts.theme import greyed
from app.dossier.archival import Archive, Raw, write
from app.dossier.photo import Photo
from app.dossier.syntax import reference, text_string
from app.dossier.tagging import Node, Tags
from app.jobs import Job

END: Final = "EMC"
# Signs that no text brings onto a page: in strings they are written as numbers.
_PAGE_MARK: Final = re.compile("\x01([^\x02]*)\x02")
_MARK_SIGN: Final = "\x01"
_BORDER: Final = "no-border"
_PLACE: Final = "place:"
# Places and the border are shared: a long dossier has tens of thousands of links, and whoever opens it holds them all.
_LINK: Final = b"/Subtype/Link/F 4/Rect[%s]/Dest %s/Border %s/Contents%s"


class TaggedCanvas(Canvas):
    """Draws pages and records what each piece is; ``archive`` must be set before it is saved, ``job`` may be."""

    archive: Archive

    def __init__(self, target: str | IO[bytes], **options: Any) -> None:  # noqa: ANN401  ReportLab's options
        """Start the first page of a file that is written to an open target."""
        self.tags = Tags()
        self.job = Job()
        self._target = cast("IO[bytes]", target)
        self._decoration = 0
        self.grey = False
        self._places: dict[str, int] = {}
        self._targets: dict[str, bytes] = {}
        self._unfinished: list[Any] = []
        super().__init__(target, **options)

    @contextmanager
    def marked(self, node: Node) -> Iterator[None]:
        """Mark what is drawn as a piece of a node."""
        self.put(self.begun(node))
        yield
        self.put(END)

    def begun(self, node: Node) -> str:
        """Return the code that begins a piece of a node."""
        return f"/{self.tags.role(node)} <</MCID {self.tags.mark(node)}>> BDC"

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """Mark what is drawn as no part of the text; ``kind`` is ``Header`` or ``Footer`` where every page has it."""
        if not self._decoration:
            self.put(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC" if kind else "/Artifact BMC")
        self._decoration += 1
        yield
        self._decoration -= 1
        if not self._decoration:
            self.put(END)

    @property
    def is_decorating(self) -> bool:
        """Whether what is drawn now is no part of the text."""
        return self._decoration > 0

    def link(self, node: Node, target: str, words: str, area: tuple[float, float, float, float]) -> None:
        """Make an area lead to a place in the file; ``words`` say what it leads to, or are the mark of its page."""
        own: Any = self
        place = self._targets.get(target)
        if place is None:
            place = self._targets[target] = self._shared(own._bookmarkReference(target), _PLACE + target)  # noqa: SLF001
        border = self._targets.get(_BORDER)
        if border is None:
            border = self._targets[_BORDER] = self._shared(Raw(b"[0 0 0]"), _BORDER)
        edges = b"%.2f %.2f %.2f %.2f" % tuple(own._absRect(area, 1))  # noqa: SLF001
        told = f"({words})".encode() if words.startswith(_MARK_SIGN) else text_string(words)
        self.tags.link(node, _LINK % (edges, place, border, told))

    def _shared(self, told: PDFObject, name: str) -> bytes:
        """Put an object into the file under a name; returns the reference to it."""
        self.document.Reference(told, name)
        return reference(self.document.idToObjectNumberAndVersion[name][0])

    def photo(self, photo: Photo, width: float, height: float) -> None:
        """Draw a photograph with its lower left corner here; the same dots are in the file once."""
        name = hashlib.sha256(photo.jpeg).hexdigest()
        document = self.document
        called = document.getXObjectName(name)
        if called not in document.idToObject:
            told = {"Type": "/XObject", "Subtype": "/Image", "Width": photo.width, "Height": photo.height}
            told |= {"ColorSpace": "/DeviceRGB", "BitsPerComponent": 8, "Filter": "/DCTDecode"}
            document.Reference(PDFStream(PDFDictionary(told), photo.jpeg), called)
        vars(self)["_formsinuse"].append(name)
        self.put(f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /{called} Do Q")

    def showPage(self) -> None:  # noqa: N802  ReportLab's name
        """End a page: only its packed code is kept."""
        super().showPage()
        page = self.document.Pages.pages[-1]
        if _PAGE_MARK.search(page.stream):
            self._unfinished.append(page)
        page.Contents = _packed(page.stream)
        page.stream = page.Trans = None
        page.StructParents, page.Tabs = self.tags.end_page(), "/S"
        page.Annots = _Links(self.tags, self.getPageNumber() - 2)
        page.__NoDefault__ = (*page.__NoDefault__, "StructParents", "Tabs")

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: ANN401, N802, N803  ReportLab's
        """Choose the colour of surfaces, as a grey in a copy without colour."""
        super().setFillColor(_without_colour(aColor) if self.grey else aColor, alpha)

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: ANN401, N802, N803  as above
        """Choose the colour of lines, as a grey in a copy without colour."""
        super().setStrokeColor(_without_colour(aColor) if self.grey else aColor, alpha)

    def bookmarkHorizontal(self, key: str, *place: float, **options: Any) -> None:  # noqa: ANN401, N802  ReportLab's
        """Mark a place to which links lead, and remember its page."""
        self._places.setdefault(key, self.getPageNumber())
        super().bookmarkHorizontal(key, *place, **options)

    def save(self) -> None:
        """Write the file, and let go of all that is in it."""
        if vars(self)["_code"]:
            self.showPage()
        for page in self._unfinished:
            code = zlib.decompress(page.Contents.content).decode("latin-1")
            page.Contents = _packed(_PAGE_MARK.sub(self._page_number, code))
        self._unfinished = []
        self.tags.tell_pages(_MARK_SIGN.encode(), self._with_page)
        write(self._target, self, self.tags, self.archive, self.job)
        self.tags = Tags()
        del vars(self)["_doc"]

    @property
    def document(self) -> Any:  # noqa: ANN401  ReportLab's types are incomplete
        """Return ReportLab's collection of objects."""
        return vars(self)["_doc"]

    def put(self, code: str) -> None:
        """Add code to the page."""
        vars(self)["_code"].append(code)

    def _with_page(self, link: bytes) -> bytes:
        """Return a link that tells the number of its page instead of the mark."""
        return _PAGE_MARK.sub(self._page_number, link.decode("latin-1")).encode("latin-1")

    def _page_number(self, mark: re.Match[str]) -> str:
        """Return the number of the page on which an anchor stands."""
        return str(self._places.get(mark[1], "-"))


def _without_colour(colour: Color) -> Color:
    """Return a grey that is as light."""
    return HexColor(greyed(f"#{colour.hexval()[2:]}"))


def page_mark(anchor: str) -> str:
    """Return what stands in the code of a page for the page number of an anchor until it is known."""
    return f"\x01{anchor}\x02"


def _packed(code: str) -> PDFStream:
    """Return the code of a page as a packed stream."""
    return PDFStream(PDFDictionary({"Filter": "/FlateDecode"}), zlib.compress(code.encode("latin-1")))


def tagged(canvas: Canvas) -> TaggedCanvas:
    """Return the canvas that a block is drawn on; every dossier is drawn on one that marks."""
    return cast("TaggedCanvas", canvas)


class _Links(PDFObject):
    """The links of a page, told when all objects have their numbers."""

    def __init__(self, tags: Tags, page: int) -> None:
        self._tags = tags
        self._page = page

    def format(self, _document: object) -> bytes:
        """Return the references."""
        return self._tags.links(self._page)
