"""What a user action changed, so that whoever shows it can reload."""

from uuid import UUID

import msgspec

from app.domain.revision import RecordKind


class Change(msgspec.Struct, frozen=True):
    """A change in one case; ``record`` is the record that was written."""

    case: UUID
    kind: RecordKind
    record: UUID
