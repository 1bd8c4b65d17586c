"""Write the objects of a document as one file: small objects packed together, and a table that says where each is.

ReportLab's own writer packs nothing, which costs a tagged dossier a third of its size, and ends streams in a way that
archives refuse (ISO 19005-2, 6.1.7.1). The identity of the file is a hash of what is in it.
"""

import hashlib
import zlib
from array import array
from collections.abc import Callable, Iterator
from typing import IO, Final

from app.dossier.syntax import reference

_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Whoever reads one packed object reads all of its stream.
_PACKED: Final = 200
_PACKED_BYTES: Final = 32 * 1024
_PIECE: Final = 1024 * 1024
_END: Final = b"\nendstream\nendobj\n"
_PACK: Final = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s"
# A row of the table: one byte for the kind of place, four for where it is, four for its index.
_FREE: Final = b"\0" + bytes(4) + (65535).to_bytes(4, "big")


class Container:
    """Takes numbered objects in any order and writes them at once, so that none is held twice."""

    def __init__(self, target: IO[bytes], pause: Callable[[], None]) -> None:
        """Start a file on an open target; ``pause`` is called now and then and raises when the work should stop."""
        self._target = target
        self._pause = pause
        self._length = 0
        self._digest = hashlib.sha256()
        # A long dossier has hundreds of thousands of objects: their rows are kept as they are written.
        self._rows = bytearray(_FREE)
        self._last = 0
        self._loose: list[tuple[int, bytes]] = []
        self._waiting = 0
        self._packs: list[tuple[array[int], int, bytes]] = []
        self._put(_HEADER)

    def add(self, number: int, body: bytes) -> None:
        """Add an object that is no stream."""
        self._last = max(self._last, number)
        self._loose.append((number, body))
        self._waiting += len(body)
        if len(self._loose) == _PACKED or self._waiting >= _PACKED_BYTES:
            self._pack()

    def add_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Add a stream, packed where that makes it smaller; ``entries`` are those of its dictionary.

        Pictures and films are packed already: of what is large a first piece shows whether to try.
        """
        packed = self._packed(data) if len(zlib.compress(data[:_PIECE])) < min(len(data), _PIECE) else [data]
        length = sum(map(len, packed))
        if length < len(data):
            entries += b"/Filter/FlateDecode"
        else:
            packed, length = [data], len(data)
        self._begin(number, b"<<%s/Length %d>>\nstream\n" % (entries, length))
        for piece in packed:
            self._put(piece)
        self._put(_END)

    def add_raw(self, number: int, body: bytes) -> None:
        """Add a stream with its dictionary, up to the last byte of its data."""
        self._begin(number, body)
        self._put(_END)

    def finish(self, *, root: int, info: int) -> None:
        """End the file; ``root`` and ``info`` are the numbers of its catalogue and of what it tells about itself."""
        self._pack()
        number = self._last + 1
        for numbers, first, data in self._packs:
            self.add_raw(number, _PACK % (len(numbers), first, len(data), data))
            for index, packed in enumerate(numbers):
                self._place(packed, 2, number, index)
            number += 1
        self._packs = []
        identity = self._digest.hexdigest()[:32].upper().encode()
        start = self._length
        self._place(number, 1, start, 0)
        told = (number + 1, reference(root), reference(info), identity, identity)
        entries = b"/Type/XRef/W[1 4 4]/Size %d/Root %s/Info %s/ID[<%s><%s>]" % told
        self.add_stream(number, entries, bytes(self._rows))
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def _place(self, number: int, kind: int, where: int, index: int) -> None:
        """Note where an object is."""
        self._last = max(self._last, number)
        row = b"%c%s%s" % (kind, where.to_bytes(4, "big"), index.to_bytes(4, "big"))
        start, end = number * len(row), (number + 1) * len(row)
        self._rows.extend(bytes(max(0, end - len(self._rows))))
        self._rows[start:end] = row

    def _begin(self, number: int, body: bytes) -> None:
        """Begin a stream."""
        self._place(number, 1, self._length, 0)
        self._put(b"%d 0 obj\n" % number)
        self._put(body)

    def _packed(self, data: bytes) -> list[bytes]:
        """Return the packed pieces of data."""
        packer = zlib.compressobj()
        return [*(packer.compress(piece) for piece in self._pieces(data)), packer.flush()]

    def _pieces(self, data: bytes) -> Iterator[memoryview]:
        """Yield data in pieces, with a moment to stop before each."""
        whole = memoryview(data)
        for start in range(0, len(data), _PIECE):
            self._pause()
            yield whole[start : start + _PIECE]

    def _put(self, part: bytes) -> None:
        self._target.write(part)
        self._length += len(part)
        self._digest.update(part)

    def _pack(self) -> None:
        """Put the objects that wait in one packed stream."""
        self._pause()
        if not self._loose:
            return
        head, at = [], 0
        for number, body in self._loose:
            head.append(b"%d %d" % (number, at))
            at += len(body) + 1
        first = b" ".join(head) + b"\n"
        data = zlib.compress(first + b"\n".join(body for _, body in self._loose))
        self._packs.append((array("L", [number for number, _ in self._loose]), len(first), data))
        self._loose, self._waiting = [], 0
