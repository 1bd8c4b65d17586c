"""Erase a case for good, in two steps by two people where there are two (domain reference 5.7)."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from app.domain.backup import Backup
from app.domain.erasure import Erasure, ErasureGround
from app.domain.member import Member, Right
from app.domain.person import Person
from app.domain.whole_text import whole
from app.errors import RefusedError
from app.services.backups import back_up, list_backups
from app.services.names import names_somebody
from app.services.sweeping import finish_erasures
from app.services.versions import refuse_closed
from app.services.whole_check import check_now
from app.storage.backups import remove_backup
from app.storage.erasures import ERASED, words_of
from app.storage.faults import faults_told
from app.storage.reading import Reader
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork

_NAMES_SOMEBODY: Final = (
    "The reason names somebody of this case. Write it without names: it stays when the case is gone."
)


def list_erasures(store: Store) -> tuple[Erasure, ...]:
    """Return every proposal to erase a case and what became of it, the newest first."""
    with store.read(Right.MANAGE) as reader:
        return reader.erasures()


def propose_erasure(store: Store, case_id: UUID, ground: ErasureGround, *, reason: str) -> Erasure:
    """Propose that a case is erased; nothing of it changes."""
    with store.write(Right.MANAGE) as uow:
        refuse_closed(uow, case_id)
        if any(one.case == case_id and one.is_open for one in uow.erasures()):
            raise RefusedError(reason="It was proposed already to erase this case.")
        words = _sound(uow, case_id, reason)
        snapshot = uow.snapshot(case_id)
        number = snapshot.case.reference
        proposed = Erasure(
            case=case_id,
            reference="" if names_somebody(number, snapshot.persons) else number,
            ground=ground,
            reason=words,
            proposed_at=uow.now,
            proposed_by=uow.user,
        )
        uow.erasing.put(proposed)
        uow.commit("erasure.proposed", str(case_id), words_of(proposed, words))
    return proposed


def cancel_erasure(store: Store, erasure_id: UUID, *, reason: str) -> Erasure:
    """Decide that a case stays, with the reason: one that is not made concrete may not stand before a court."""
    with store.write(Right.MANAGE) as uow:
        open_one = _open(uow, erasure_id)
        words = _sound(uow, open_one.case, reason)
        kept = msgspec.structs.replace(open_one, cancelled_at=uow.now, second=uow.user, second_reason=words)
        uow.erasing.put(kept)
        uow.commit("erasure.cancelled", str(kept.case), words_of(kept, words))
    return kept


def erase(store: Store, erasure_id: UUID, *, number: str, reason: str) -> Erasure:
    """Erase a case that somebody else proposed to erase; whoever manages the vault alone may be the same.

    ``number`` is the case number, typed once more. Nothing of the case is left but what ``Erasure`` tells.
    The whole vault is checked first, if that was not done yet.
    """
    store.refuse_without(Right.MANAGE)
    check_now(store)
    with store.write(Right.MANAGE) as uow:
        open_one = _open(uow, erasure_id)
        if needs_other(uow.members(), open_one, store.member):
            raise RefusedError(reason="Another manager of this vault has to confirm this.")
        if number.strip() != uow.snapshot(open_one.case).case.reference:
            raise RefusedError(reason="This is not the number of the case.")
        words = _sound(uow, open_one.case, reason)
        done, told = uow.erasing.erase(open_one, by=uow.user, reason=words, at=uow.now)
        uow.commit(ERASED, str(done.case), told)
    finish_erasures(store)
    return done


def needs_other(members: Sequence[Member], erasure: Erasure, me: Member) -> bool:
    """Whether somebody else than the one who proposed has to confirm: that is so when the vault has another manager."""
    others = [one for one in members if one.may(Right.MANAGE) and one.name != erasure.proposed_by]
    return bool(others) and me.name == erasure.proposed_by


def backups_holding(store: Store, erasure: Erasure) -> tuple[Backup, ...]:
    """Return the backups that still hold an erased case, here and in the second place; also those nobody can read."""
    seen = list_backups(store)
    return tuple(one for one in (*seen.here, *seen.second) if one.label is None or erasure.was_in(one.label.entries))


def remove_backups(store: Store, erasure_id: UUID, *, reason: str) -> tuple[Backup, ...]:
    """Remove the backups that still hold an erased case, once there is a backup without it; return those removed."""
    with store.read(Right.MANAGE) as reader:
        done = next((one for one in reader.erasures() if one.id == erasure_id and one.erased_at is not None), None)
    if done is None:
        raise RefusedError(reason="This case was not erased.")
    if not reason.strip():
        raise RefusedError(reason="Give a reason.")
    check_now(store)
    going = [one for one in backups_holding(store, done) if one.label is not None]
    if not any(one.label is not None and one.label.entries >= done.entry for one in list_backups(store).here):
        made = back_up(store)
        if made.made is None:
            raise RefusedError(reason="No backup without the case could be made, so the older ones stay.")
    told = {"reason": whole(reason.strip()), "backups": [one.place.name for one in going]}
    with store.write(Right.MANAGE) as uow:
        uow.commit("backup.removed", str(done.id), msgspec.json.encode(told, order="sorted").decode())
    for one in going:
        with faults_told(one.place):
            if one.place.exists():  # the new backup may have taken its place already
                remove_backup(one)
    return tuple(going)


def _open(reader: Reader, erasure_id: UUID) -> Erasure:
    """Return a proposal on which nobody decided yet."""
    found = next((one for one in reader.erasures() if one.id == erasure_id and one.is_open), None)
    if found is None:
        raise RefusedError(reason="There is no such proposal any more.")
    return found


def _sound(uow: UnitOfWork, case_id: UUID, reason: str) -> str:
    """Return a reason that may stay when the case is gone."""
    words = whole(reason.strip())
    if not words:
        raise RefusedError(reason="Give a reason.")
    if names_somebody(words, _people(uow, case_id)):
        raise RefusedError(reason=_NAMES_SOMEBODY)
    return words


def _people(uow: UnitOfWork, case_id: UUID) -> list[Person]:
    """Return everybody whom a case ever named, also those who were withdrawn."""
    gone = [one.record for one in uow.withdrawn(case_id)]
    return [*uow.snapshot(case_id).persons, *(one for one in gone if isinstance(one, Person))]
