"""Nothing of a case lies readable in the folder of its vault, open or closed."""

import math
from collections import Counter
from pathlib import Path

import pytest

import builders
from app.domain.incident import Incident
from app.services import cases, drafts, records
from app.storage.store import Store

pytestmark = pytest.mark.storage

WORDS = (
    "Sanne Proef",
    "Bakkerstraat 12",
    "Ik weet je te vinden",
    "stk-watch",
    "concept van iets",
    "wijkagent",
    "Anders verteld",
    "case.opened",
    "incident",
    "Z-2026-001",
)


def readable(folder: Path) -> list[str]:
    """Return which of the words stand in any file of a folder, in any of the usual encodings."""
    data = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()
    return [
        word
        for word in WORDS
        if any(word.lower().encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


def fill(store: Store) -> None:
    """Write every kind of thing that must stay secret."""
    case, source = builders.case(), builders.source("wijkagent")
    cases.open_case(store, case, [builders.person(name="Sanne Proef")])
    told: Incident = builders.incident(
        where="Bakkerstraat 12", quote="Ik weet je te vinden", sources=(builders.citation(source),)
    )
    records.record(store, case.id, told, along=[source])
    records.correct(store, case.id, builders.incident(id=told.id, facts="Anders verteld"), reason="Anders verteld")
    for _ in range(60):
        records.record(store, case.id, builders.incident())
    drafts.keep_draft(store, "incident:new", case.id, {"facts": "concept van iets"})


def test_no_word_of_a_case_is_readable(store: Store) -> None:
    fill(store)
    while_open = readable(store.folder)
    store.close()

    assert while_open == []
    assert readable(store.folder) == []


def test_the_database_cannot_be_told_from_noise(store: Store) -> None:
    fill(store)
    store.close()
    data = (store.folder / "vault.db").read_bytes()

    counts = Counter(data).values()
    entropy = -sum(count / len(data) * math.log2(count / len(data)) for count in counts)

    assert entropy > 7.99


def test_nothing_but_the_files_of_the_vault_lies_in_its_folder(store: Store) -> None:
    fill(store)
    while_open = {path.name for path in store.folder.iterdir()}
    store.close()

    assert while_open == {"vault.db", "vault.db-wal", "vault.db-shm", "keyring.json", "keyring.json.bak", "lock"}
    assert {path.name for path in store.folder.iterdir()} == {"vault.db", "keyring.json", "keyring.json.bak"}


def test_an_error_does_not_tell_what_was_written(store: Store) -> None:
    case = builders.case()
    cases.open_case(store, case)
    drafts.keep_draft(store, "a", case.id, {"facts": "Ik weet je te vinden"})

    with pytest.raises(Exception, match="UNIQUE") as error, store.write() as uow:
        uow._session.connection().exec_driver_sql(
            "INSERT INTO draft SELECT * FROM draft WHERE content LIKE ?", ("%Ik weet je te vinden%",)
        )

    assert "Ik weet" not in str(error.value)
