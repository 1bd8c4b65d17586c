"""The people of a vault in its database: it says who may come in, ``keyring.json`` only how."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.domain.member import FOUNDER, Member, MemberRole, in_order
from app.errors import DatabaseDamagedError, NoMemberError
from app.storage.keyring import Slot
from app.storage.readable import UNREADABLE
from app.storage.rows import MemberRow
from app.storage.vault_settings import read_settings


def members(session: Session) -> tuple[Member, ...]:
    """Return everybody who may open the vault or could once, in the order in which they came.

    Raises ``DatabaseDamagedError`` when the row of one of them cannot be read.
    """
    try:
        rows = session.scalars(select(MemberRow).order_by(MemberRow.added_at, MemberRow.name, MemberRow.slot_id))
        return tuple(_member(row) for row in rows)
    except UNREADABLE as error:
        raise DatabaseDamagedError from error


def member_behind(session: Session, slot: Slot) -> Member:
    """Return the member to whom a passphrase slot belongs; raise ``NoMemberError`` when the vault knows it no more.

    In a vault from before there were members everybody who has a slot works in it and manages it.
    """
    everybody = members(session)
    if not everybody:
        return Member(slot=slot.id, name=slot.user, roles=FOUNDER, added_at=slot.made_at, added_by=slot.user)
    found = next((one for one in everybody if one.slot == slot.id and one.removed_at is None), None)
    if found is None:
        raise NoMemberError(user=slot.user)
    return found


def living_slots(session: Session) -> set[UUID]:
    """Return the key slots that may come in: those of the members, and those of the recovery words."""
    living = {member.slot for member in members(session) if member.removed_at is None}
    recovery = read_settings(session).recovery
    return living | {recovery.slot, *recovery.before} if recovery else living


class MemberKeeper:
    """Adds members to a vault and takes their rights away."""

    def __init__(self, session: Session, *, now: datetime, user: str) -> None:
        """Write through an open session."""
        self._session, self._now, self._user = session, now, user

    def add(self, slot: UUID, name: str, roles: Iterable[MemberRole]) -> None:
        """Let somebody in with a key slot."""
        row = {"slot_id": slot, "name": name, "roles": _written(roles)}
        self._session.execute(insert(MemberRow), [{**row, "added_at": self._now.isoformat(), "added_by": self._user}])

    def set_roles(self, slot: UUID, roles: Iterable[MemberRole]) -> None:
        """Give a member other roles."""
        self._change(slot, roles=_written(roles))

    def give_slot(self, slot: UUID, fresh: UUID) -> None:
        """Let a member in with another key slot, and no longer with the one so far."""
        self._change(slot, slot_id=fresh)

    def remove(self, slot: UUID) -> None:
        """Let a member in no longer; that he or she could come in once is kept."""
        self._change(slot, removed_at=self._now.isoformat(), removed_by=self._user)

    def _change(self, slot: UUID, **values: object) -> None:
        self._session.execute(update(MemberRow).where(MemberRow.slot_id == slot).values(**values))


def _member(row: MemberRow) -> Member:
    return Member(
        slot=row.slot_id,
        name=row.name,
        roles=tuple(MemberRole(role) for role in row.roles.split()),
        added_at=datetime.fromisoformat(row.added_at),
        added_by=row.added_by,
        removed_at=None if row.removed_at is None else datetime.fromisoformat(row.removed_at),
        removed_by=row.removed_by or "",
    )


def _written(roles: Iterable[MemberRole]) -> str:
    return " ".join(in_order(tuple(roles)))
