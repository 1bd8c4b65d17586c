"""The people of a vault: who may come in, what each may do, with which passphrase, and the words on paper."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from app.domain.member import Member, MemberRole, Right, in_order
from app.domain.strength import MIN_PASSPHRASE, counted
from app.domain.vault_settings import Recovery
from app.domain.whole_text import whole
from app.errors import RefusedError, WrongPassphraseError, WrongWordsError
from app.services.door import inside
from app.storage.keyring import Cost
from app.storage.reading import Reader
from app.storage.recovery_words import bits_of, fresh_bits, words_of
from app.storage.store import Store

DRILL_EVERY: Final = timedelta(days=365)


class RecoveryState(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands with the recovery words; ``due`` when they are to be made, or to be asked back.

    ``older`` says that words of before open the vault as well, until the newest were typed back.
    """

    made_at: datetime | None = None
    asked_at: datetime | None = None
    due: bool = True
    older: bool = False


def list_members(store: Store) -> tuple[Member, ...]:
    """Return the members of the vault and those who were, in the order in which they came."""
    with store.read() as reader:
        return reader.members()


def add_member(
    store: Store, name: str, passphrase: str, roles: Iterable[MemberRole], *, cost: Cost | None = None
) -> tuple[Member, ...]:
    """Let somebody in with a first passphrase, which that member can change; return everybody."""
    store.refuse_without(Right.MANAGE)
    refuse_short(passphrase)
    called, given = whole(name.strip()), _refuse_no_role(roles)
    if not called:
        raise RefusedError(reason="Fill in a name.")
    slot = store.new_slot(called, passphrase, cost)
    with store.change_keys(Right.MANAGE, slot) as uow:
        if any(_folded(one.name) == _folded(called) for one in _living(uow)):
            raise RefusedError(reason="There is a member with this name already. Choose another name.")
        uow.membership.add(slot.id, called, given)
        uow.commit("member.added", str(slot.id), f"{called}: {', '.join(given)}")
    return list_members(store)


def remove_member(store: Store, slot: UUID, *, reason: str) -> tuple[Member, ...]:
    """Let a member in no longer and take the key slot away; return everybody."""
    if not reason.strip():
        raise RefusedError(reason="Give a reason.")
    with store.change_keys(Right.MANAGE) as uow:
        member = _member(uow, slot)
        _refuse_no_manager(uow, without=slot)
        uow.membership.remove(slot)
        uow.commit("member.removed", str(slot), f"{member.name}: {reason.strip()}")
    return list_members(store)


def change_roles(store: Store, slot: UUID, roles: Iterable[MemberRole]) -> tuple[Member, ...]:
    """Give a member other roles; return everybody."""
    given = _refuse_no_role(roles)
    with store.change_keys(Right.MANAGE) as uow:
        member = _member(uow, slot)
        if MemberRole.MANAGER not in given:
            _refuse_no_manager(uow, without=slot)
        uow.membership.set_roles(slot, given)
        uow.commit("member.roles", str(slot), f"{member.name}: {', '.join(given)}")
    return list_members(store)


def change_passphrase(store: Store, old: str, new: str, *, cost: Cost | None = None) -> None:
    """Give oneself another passphrase; the old one opens nothing any more.

    Wrong old ones are counted as at the door: then it raises ``TooSoonError`` for a while.
    """
    refuse_short(new)
    with inside(store):
        if store.slot_of(old) is None:
            raise WrongPassphraseError
    _rewrap(store, store.member.slot, new, None, "member.passphrase", cost)


def give_passphrase(store: Store, slot: UUID, new: str, *, cost: Cost | None = None) -> tuple[Member, ...]:
    """Give a member who forgot it another passphrase, as a manager; return everybody."""
    store.refuse_without(Right.MANAGE)
    refuse_short(new)
    _rewrap(store, slot, new, Right.MANAGE, "member.passphrase_given", cost)
    return list_members(store)


def recover(store: Store, new: str, *, cost: Cost | None = None) -> None:
    """Give the member as whom the recovery words opened the vault a new passphrase."""
    refuse_short(new)
    _rewrap(store, store.member.slot, new, None, "member.recovered", cost)


def new_recovery_words(store: Store) -> tuple[str, ...]:
    """Make new recovery words and return them to be printed; older ones stay good for now.

    They are shown once: the vault does not keep them. Only ``confirm_recovery`` shows that they are on paper; until
    then the older paper may be the only one, so its words stay good.
    """
    store.refuse_without(Right.MANAGE)
    bits = fresh_bits()
    slot = store.new_recovery_slot(bits)
    with store.change_keys(Right.MANAGE, slot) as uow:
        settings = uow.settings()
        old = settings.recovery
        before = (*old.before, old.slot) if old is not None else ()
        made = Recovery(slot=slot.id, made_at=uow.now, made_by=uow.user, before=before)
        uow.set(msgspec.structs.replace(settings, recovery=made))
        uow.commit("recovery.made", str(slot.id))
    return words_of(bits)


def confirm_recovery(store: Store, words: str) -> RecoveryState:
    """Check the words that somebody typed from the paper and note the day; older words open nothing any more.

    Raises:
        RecoveryWordError: a word is not in the list, or the words do not fit together.
        RefusedError: they are older words, and newer ones were made that nobody typed back yet.
        WrongWordsError: they are words of another vault, or older ones that open nothing any more.
        TooSoonError: wrong words were typed too often, here or at the door.
    """
    store.refuse_without(Right.MANAGE)
    bits = bits_of(words)
    with inside(store):
        opened = store.slot_of(bits)
        if opened is None:
            raise WrongWordsError
    with store.change_keys(Right.MANAGE) as uow:
        settings = uow.settings()
        if settings.recovery is None or settings.recovery.slot != opened:
            raise RefusedError(
                reason="These are older words, which open the vault until newer ones are typed back. "
                "Type the newest words, or make new ones."
            )
        asked = msgspec.structs.replace(settings.recovery, asked_at=uow.now, before=())
        uow.set(msgspec.structs.replace(settings, recovery=asked))
        uow.commit("recovery.asked", str(asked.slot))
    return recovery_due(store)


def note_sheet_printed(store: Store) -> None:
    """Log that the paper with the recovery words goes to a printer; this comes before the printing."""
    with store.write(Right.MANAGE) as uow:
        recovery = uow.settings().recovery
        uow.commit("recovery.printed", str(recovery.slot) if recovery is not None else "")


def recovery_due(store: Store) -> RecoveryState:
    """Return whether the recovery words are to be made or asked back: after making them, and then every year."""
    with store.read() as reader:
        recovery = reader.settings().recovery
    if recovery is None:
        return RecoveryState()
    late = recovery.asked_at is None or store.clock.now() - recovery.asked_at >= DRILL_EVERY
    return RecoveryState(made_at=recovery.made_at, asked_at=recovery.asked_at, due=late, older=bool(recovery.before))


def refuse_short(passphrase: str) -> None:
    """Raise ``RefusedError`` when a passphrase is shorter than the least that is accepted."""
    if counted(passphrase) < MIN_PASSPHRASE:
        raise RefusedError(reason="Choose a passphrase of at least 12 characters.")


def _rewrap(store: Store, slot: UUID, new: str, needs: Right | None, action: str, cost: Cost | None) -> None:
    """Wrap the key for a member under a new passphrase."""
    with store.read() as reader:
        name = _member(reader, slot).name
    fresh = store.new_slot(name, new, cost)
    with store.change_keys(needs, fresh) as uow:
        uow.membership.give_slot(_member(uow, slot).slot, fresh.id)
        uow.commit(action, str(fresh.id), name)


def _living(reader: Reader) -> list[Member]:
    return [member for member in reader.members() if member.removed_at is None]


def _member(reader: Reader, slot: UUID) -> Member:
    """Return a member who is one now; raise ``RefusedError`` when there is none with this slot."""
    found = next((member for member in _living(reader) if member.slot == slot), None)
    if found is None:
        raise RefusedError(reason="This is no member of the vault any more.")
    return found


def _refuse_no_manager(reader: Reader, *, without: UUID) -> None:
    if not any(member.may(Right.MANAGE) for member in _living(reader) if member.slot != without):
        raise RefusedError(reason="This is the only manager. Make somebody else a manager first.")


def _refuse_no_role(roles: Iterable[MemberRole]) -> tuple[MemberRole, ...]:
    given = in_order(tuple(roles))
    if not given:
        raise RefusedError(reason="Choose at least one role.")
    return given


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
