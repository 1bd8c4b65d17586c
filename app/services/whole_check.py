"""The check as a whole of a vault that is too large for one at the door: it goes on once the vault is open."""

from contextlib import suppress

import msgspec

from app.domain.vault_settings import Checked, VaultSettings
from app.errors import AppError, VaultLockedError
from app.jobs import Cancelled, Job
from app.services.sweeping import finish_erasures
from app.storage.store import Store


def checked(store: Store) -> Checked:
    """Return when everything in the vault was found sound for the last time, and whether that has to come still."""
    if not store.unchecked:
        return Checked(at=store.checked_at)
    with store.read() as reader:
        told = reader.settings().checked
    return Checked(at=told.at if told is not None else None, under_way=True)


def check_on(store: Store, job: Job) -> float:
    """Check the next part of the vault and return how much was checked (0-1); it may run beside everything else.

    A vault that is locked meanwhile ends the job: there is nobody to tell.
    """
    job.check()
    try:
        return store.check_on()
    except VaultLockedError as error:
        raise Cancelled from error


def check_now(store: Store) -> None:
    """Check what was not checked yet, before something that would make damage worse or drop what could mend it."""
    if store.unchecked or store.damage is not None:
        while store.check_on() < 1:
            pass
        note_checked(store)


def note_checked(store: Store) -> Checked:
    """Note in the vault that everything was checked, and sweep what waited for it; the next opening may glance."""
    with store.write(None) as uow:
        settings = uow.settings()
        if store.checked_at is not None and settings.checked is not None and settings.checked.under_way:
            uow.set(msgspec.structs.replace(settings, checked=Checked(at=store.checked_at)))
            uow.commit("vault.checked", str(uow.vault_id()))
    with suppress(AppError):
        finish_erasures(store)  # a full disk is told elsewhere; the next opening tries again
    return checked(store)


def at_opening(store: Store, settings: VaultSettings) -> VaultSettings:
    """Return the settings of a vault that is opened: a check that has to come is under way, one that was made is not.

    So a check that never ended shows at the next opening, which then checks everything before it opens.
    """
    told = settings.checked or Checked()
    if store.unchecked:
        return msgspec.structs.replace(settings, checked=msgspec.structs.replace(told, under_way=True))
    if told.under_way:
        return msgspec.structs.replace(settings, checked=Checked(at=store.checked_at))
    return settings
