"""A vault as the program made it before it knew members: database of form 2, key slots of form 1, no second copy."""

import hashlib
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import msgspec
from alembic import command
from alembic.config import Config
from sqlalchemy import insert
from sqlalchemy.orm import Session

import vaults
from app.domain.case import Case
from app.domain.kinds import kind_of
from app.domain.revision import Revision, RevisionAction
from app.storage import migrate
from app.storage.audit import content_hash, next_entry
from app.storage.contents import builtins_of, entry_columns, record_columns, revision_columns
from app.storage.engine import BEGIN, open_engine
from app.storage.folder import VaultFolder, write_new
from app.storage.keyring import Keyring, new_key, new_slot
from app.storage.rows import AuditRow, RecordRow, RevisionRow, VaultRow

USER = "Anke Proef"


def old_vault(path: Path, case: Case, *, at: datetime) -> None:
    """Make such a vault with one case in it."""
    path.mkdir()
    folder = VaultFolder(path)
    key, vault = new_key(), uuid4()
    slot = new_slot(key, vault, user=USER, passphrase=vaults.PASSPHRASE, cost=vaults.CHEAP, at=at)
    write_new(folder.keyring, first_form(Keyring(version=1, vault=vault, slots=(slot,))))
    write_new(folder.database, b"")
    engine = open_engine(folder.database, key)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    with engine.execution_options(**{BEGIN: "IMMEDIATE"}).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql("PRAGMA user_version = 2")
    made = Revision(
        record=case.id,
        kind=kind_of(case),
        number=1,
        action=RevisionAction.RECORDED,
        at=at,
        by=USER,
        content=builtins_of(case),
    )
    first = next_entry(None, at=at, by=USER, action="vault.created", subject=str(vault), detail="", content="")
    second = next_entry(
        first, at=at, by=USER, action="case.opened", subject=str(case.id), detail="", content=content_hash([made])
    )
    with Session(engine) as session:
        session.execute(insert(VaultRow), [{"one": 1, "id": vault, "made_at": at.isoformat()}])
        session.execute(insert(AuditRow), [entry_columns(entry) for entry in (first, second)])
        session.execute(insert(RecordRow), [record_columns(case.id, case, 1, withdrawn=False)])
        session.execute(insert(RevisionRow), [revision_columns(made, 2)])
        session.commit()
    engine.dispose()


def first_form(keyring: Keyring) -> bytes:
    """Return the file of a keyring as form 1 was written."""
    sealed = msgspec.structs.replace(keyring, checksum="")
    checksum = hashlib.sha256(_file(sealed)).hexdigest()
    return _file(msgspec.structs.replace(sealed, checksum=checksum))


def _file(keyring: Keyring) -> bytes:
    return msgspec.json.format(msgspec.json.encode(keyring), indent=2) + b"\n"
