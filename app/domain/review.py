"""The professional's own weighing of a whole case, signed and then closed for good."""

from datetime import date
from uuid import UUID

import msgspec

from app.domain.revision import RecordKind
from app.domain.signing import Signable


class Seen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record as it lay there when the case was weighed; ``name`` is its visible number.

    ``fingerprint`` tells whether its content is still the same. It is no reference: what was seen may be withdrawn.
    """

    record: UUID
    kind: RecordKind
    name: str
    fingerprint: str


class Review(Signable, frozen=True, kw_only=True):
    """A weighing at reference date ``reviewed_on`` over ``window`` days; shown as W-``number``.

    ``seen`` is filled when it is signed, so that a later look can list what was added, changed or withdrawn since
    (domain reference 4.1, R21).
    """

    reviewed_on: date
    window: int = 90
    judgement: str = ""
    seen: tuple[Seen, ...] = ()
