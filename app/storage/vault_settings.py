"""The settings of a vault: one row for every field of ``VaultSettings`` that was ever set."""

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.domain.vault_settings import VaultSettings
from app.errors import DatabaseDamagedError
from app.storage.audit import canonical
from app.storage.readable import UNREADABLE
from app.storage.rows import SettingRow


def read_settings(session: Session) -> VaultSettings:
    """Return what the vault has been set to; a row of a newer version is left alone.

    Raises ``DatabaseDamagedError`` when one of the others cannot be read.
    """
    rows = session.execute(select(SettingRow.key, SettingRow.value))
    told = {row.key: msgspec.Raw(row.value.encode()) for row in rows if row.key in VaultSettings.__struct_fields__}
    try:
        return msgspec.json.decode(msgspec.json.encode(told), type=VaultSettings)
    except UNREADABLE as error:
        raise DatabaseDamagedError from error


def write_settings(session: Session, settings: VaultSettings) -> None:
    """Write what differs from what is there."""
    old = read_settings(session)
    for name in VaultSettings.__struct_fields__:
        value = getattr(settings, name)
        if value != getattr(old, name):
            row = {"value": canonical(value).decode()}
            session.execute(
                insert(SettingRow).values(key=name, **row).on_conflict_do_update(index_elements=["key"], set_=row)
            )
