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


class Ground(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reason for a concern, in own words, with the incidents and the rules whose findings it leans on.

    Like ``Seen`` the incidents are no references: one that is withdrawn later stays named in what was signed.
    """

    words: str
    incidents: tuple[UUID, ...] = ()
    rules: tuple[str, ...] = ()


class Action(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that somebody will do, and by which day."""

    what: str
    owner: str = ""
    due: date | None = None


class Review(Signable, frozen=True, kw_only=True):
    """A weighing at reference date ``reviewed_on`` over ``window`` days; shown as W-``number``.

    ``judgement`` is the concern in own words; there is no figure for it. ``scenarios`` says what could happen,
    ``would_change`` what would change the weighing, ``next_on`` when the case is weighed again (domain reference 5,
    D14). ``seen`` is filled when it is signed, so that a later look can list what was added, changed or withdrawn since
    (domain reference 4.1, R21).
    """

    reviewed_on: date
    window: int = 90
    judgement: str = ""
    grounds: tuple[Ground, ...] = ()
    scenarios: str = ""
    would_change: str = ""
    actions: tuple[Action, ...] = ()
    next_on: date | None = None
    seen: tuple[Seen, ...] = ()
