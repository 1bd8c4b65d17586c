"""What lay there when a case was weighed, told by fingerprints of its records."""

import hashlib

import msgspec

from app.domain.case import Case
from app.domain.kinds import kind_of
from app.domain.record import Record
from app.domain.review import Review, Seen
from app.domain.snapshot import CaseSnapshot, visible_number

_NOT_CONTENT = frozenset({"number", "recorded_at", "recorded_by"})


def seen_in(snapshot: CaseSnapshot) -> tuple[Seen, ...]:
    """Return every record of a case as it lies there now, but the head of the case and the weighings themselves."""
    return tuple(
        Seen(
            record=record.id,
            kind=kind_of(record),
            name=visible_number(record),
            fingerprint=fingerprint(record),
        )
        for record in snapshot.records()
        if not isinstance(record, Case | Review)
    )


class Changes(msgspec.Struct, frozen=True):
    """What was added, changed or withdrawn since a weighing was signed."""

    added: tuple[Seen, ...]
    changed: tuple[Seen, ...]
    withdrawn: tuple[Seen, ...]


def changes_since(review: Review, snapshot: CaseSnapshot) -> Changes:
    """Compare a case with what a signed weighing saw (domain reference 4.1, R21)."""
    before = {one.record: one for one in review.seen}
    now = {one.record: one for one in seen_in(snapshot)}
    return Changes(
        added=tuple(one for key, one in now.items() if key not in before),
        changed=tuple(one for key, one in now.items() if key in before and one.fingerprint != before[key].fingerprint),
        withdrawn=tuple(one for key, one in before.items() if key not in now),
    )


def fingerprint(record: Record) -> str:
    """Return the SHA-256 of what a record says.

    Its number and author are left out, and so is every field that still has its default: a field that a later version
    of the program adds changes no fingerprint.
    """
    content = {key: value for key, value in _told(record).items() if key not in _NOT_CONTENT}
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()


def _told(value: msgspec.Struct) -> dict[str, object]:
    """Return the fields of a value that were filled in."""
    return {
        name: _plain(field)
        for name, default in zip(value.__struct_fields__, _defaults(value), strict=True)
        if (field := getattr(value, name)) != default
    }


def _plain(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        return _told(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _defaults(value: msgspec.Struct) -> tuple[object, ...]:
    """Return the default of every field; a field that must be given or is made anew has none."""
    given = value.__struct_defaults__
    return (*([msgspec.NODEFAULT] * (len(value.__struct_fields__) - len(given))), *given)
