"""What makes a file fit for the archive and for everybody: PDF/A-3a or PDF/A-2a, and PDF/UA-1, in one.

The catalogue gets the tree, the metadata, the colour profile and the attached files; ReportLab's own writer does not
know these.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import IO, Any, Final

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFZCompress,
)
from reportlab.pdfbase.pdfdoc import format as formatted
from reportlab.pdfgen.canvas import Canvas

from app.dossier.container import Container
from app.dossier.metadata import Told, metadata
from app.dossier.srgb import srgb
from app.dossier.syntax import moment, name, reference, text_string
from app.dossier.tagging import Tags
from app.jobs import Job

_STREAM_END: Final = b"endstream\n"


class Relation(StrEnum):
    """What an attached file is to the dossier (ISO 19005-3, annex E)."""

    SOURCE = "Source"
    DATA = "Data"
    SUPPLEMENT = "Supplement"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file; ``media_type`` is as in ``image/jpeg``, ``title`` says what it is to whoever reads."""

    file_name: str
    data: bytes
    media_type: str
    title: str
    modified: datetime
    relation: Relation = Relation.SUPPLEMENT


@dataclass(frozen=True, slots=True)
class Archive:
    """What the file tells about itself, and its part of ISO 19005: 3, or 2 where nothing is attached."""

    told: Told
    attachments: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        """Refuse attachments where the standard has none."""
        if self.attachments and self.told.part < 3:
            raise ValueError("PDF/A-2 carries no files of other kinds")


class Raw(PDFObject):
    """An object that is written already."""

    def __init__(self, body: bytes) -> None:
        """Hold it."""
        self._body = body

    def format(self, _document: PDFDocument) -> bytes:
        """Return it."""
        return self._body


class Packed(PDFObject):
    """A stream that the container packs and writes itself, without a copy of its data."""

    def __init__(self, entries: bytes, data: bytes) -> None:
        """Hold data, and the entries of its dictionary."""
        self.entries = entries
        self.data = data


def write(target: IO[bytes], canvas: Canvas, tags: Tags, archive: Archive, job: Job) -> None:
    """Write the file of a canvas whose pages are all shown; raises ``Cancelled`` when the job is stopped."""
    document: Any = vars(canvas)["_doc"]
    for font in document.delayedFonts:
        font.addObjects(document)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    first = document.objectcounter + 1
    document.objectcounter += tags.numbered(first)
    _complete(document.Catalog, document, archive, first)
    root = _number(document, document.Reference(document.Catalog))
    info = _number(document, document.Reference(Raw(_info(archive.told))))
    container = Container(target, job.check)
    number = 1
    while number <= document.objectcounter:
        if number == first:
            for body in tags.written(lambda page: document.idToObjectNumberAndVersion[f"Page{page + 1}"][0]):
                container.add(number, body)
                number += 1
            continue
        _add(container, number, document.idToObject[document.numberToId[number]], document)
        number += 1
    container.finish(root=root, info=info)


def _add(container: Container, number: int, told: object, document: PDFDocument) -> None:
    if isinstance(told, Packed):
        container.add_stream(number, told.entries, told.data)
        return
    body = formatted(told, document, toplevel=1)
    if body.endswith(_STREAM_END):
        container.add_raw(number, body.removesuffix(_STREAM_END))
    else:
        container.add(number, body)


def _number(document: Any, told: PDFObjectReference) -> int:  # noqa: ANN401  ReportLab's types are incomplete
    """Return the number of an object."""
    number: int = document.idToObjectNumberAndVersion[told.name][0]
    return number


def _complete(catalog: Any, document: Any, archive: Archive, tree: int) -> None:  # noqa: ANN401  as above
    """Put everything into the catalogue that archives and screen readers ask for."""
    catalog.StructTreeRoot = reference(tree)
    catalog.MarkInfo = b"<</Marked true>>"
    catalog.ViewerPreferences = b"<</DisplayDocTitle true>>"
    about = PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), metadata(archive.told))
    catalog.Metadata = document.Reference(about)
    profile = PDFStream(PDFDictionary({"N": 3}), srgb(), [PDFZCompress])
    number = _number(document, document.Reference(profile))
    catalog.OutputIntents = (
        b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        b"/DestOutputProfile %s>>]" % reference(number)
    )
    catalog.__NoDefault__ = (*catalog.__NoDefault__, "OutputIntents", "AF")
    if archive.attachments:
        files = [_number(document, _attached(document, one)) for one in archive.attachments]
        catalog.AF = b"[%s]" % b" ".join(map(reference, files))
        catalog.Names = b"<</EmbeddedFiles<</Names[%s]>>>>" % _names(archive.attachments, files)


def _attached(document: Any, one: Attachment) -> PDFObjectReference:  # noqa: ANN401  as above
    """Put a file into the file; returns the reference to its description."""
    checksum = hashlib.md5(one.data, usedforsecurity=False).hexdigest().encode()
    told_of = (name(one.media_type), len(one.data), moment(one.modified), checksum)
    packed = Packed(b"/Type/EmbeddedFile/Subtype%s/Params<</Size %d/ModDate%s/CheckSum<%s>>>" % told_of, one.data)
    data = reference(_number(document, document.Reference(packed)))
    called, title = text_string(one.file_name), text_string(one.title)
    told: PDFObjectReference = document.Reference(
        Raw(
            b"<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship%s/EF<</F %s/UF %s>>>>"
            % (called, called, title, name(one.relation), data, data)
        )
    )
    return told


def _names(attachments: Sequence[Attachment], files: Iterable[int]) -> bytes:
    """Return names and files in the order of the bytes of the names."""
    pairs = sorted((one.file_name.encode("utf-16-be"), number) for one, number in zip(attachments, files, strict=True))
    return b" ".join(b"<FEFF%s>%s" % (called.hex().upper().encode(), reference(number)) for called, number in pairs)


def _info(told: Told) -> bytes:
    """Return what the file tells about itself in the old way; the same as in the metadata."""
    at = moment(told.made_at)
    return b"<</Title%s/Subject%s/Creator%s/Producer%s/CreationDate%s/ModDate%s>>" % (
        text_string(told.title),
        text_string(told.subject),
        text_string(told.creator),
        text_string(told.producer),
        at,
        at,
    )
