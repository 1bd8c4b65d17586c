"""The bytes of exhibits in a case file: every exhibit has them, once, and they are what its hash says."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from app.domain.case_file import CaseFile
from app.domain.exhibit import Exhibit
from app.domain.record import Record
from app.domain.snapshot import visible_number
from app.errors import CaseFileError


def check_files(file: CaseFile, records: Iterable[Record]) -> None:
    """Refuse a file that belongs to no exhibit or is not what was taken in, and an exhibit without its file.

    ``records`` are the records of the case file, also the withdrawn ones. Raises ``CaseFileError``.
    """
    waiting: dict[UUID, Exhibit] = {one.id: one for one in records if isinstance(one, Exhibit)}
    for index, one in enumerate(file.files):
        exhibit = waiting.pop(one.exhibit, None)
        if exhibit is None:
            raise CaseFileError(place=f"files[{index}].exhibit", reason="This file belongs to no exhibit.")
        if (len(one.data), hashlib.sha256(one.data).hexdigest()) != (exhibit.size, exhibit.sha256):
            raise CaseFileError(
                place=f"files[{index}].data", reason="The bytes of this exhibit are not those that its hash tells."
            )
    for exhibit in waiting.values():
        raise CaseFileError(place=visible_number(exhibit), reason="The bytes of this exhibit are missing.")
