"""Nothing of a case lies readable in the folder of its vault, open or closed."""

import json
import math
import re
from collections import Counter
from pathlib import Path

import pytest
from fresh_process import fresh_process

import builders
from app.domain.incident import Incident
from app.errors import WrongPassphraseError
from app.resources import resource
from app.services import backups, cases, drafts, exchange, exhibits, records, vault
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

    assert entropy(data) > 7.99


PLAIN = {"keyring.json", "keyring.json.bak", "label.json", "lock", "tries.json", "vault.db-shm"}
"""What is not encrypted: key slots, labels, locks, moments of wrong passphrases, and an index without content."""


def texts_in(value: object) -> set[str]:
    """Return every text in a JSON value."""
    if isinstance(value, str):
        return {value}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for part in parts for text in texts_in(part)}


@pytest.fixture(scope="module")
def case_texts() -> set[str]:
    """Return every text of a training case and every longer word in them; chance would not make one of these."""
    whole = {text for text in texts_in(json.loads(resource("training/tc1.json").read_bytes())) if len(text) > 6}
    words = {word for text in whole for word in re.findall(r"\w{7,}", text)}
    return whole | words - {"patroonzicht"}  # the name of the program stands in the format of the plain files


@pytest.mark.parametrize("is_open", [True, False])
def test_a_whole_case_with_its_backup_is_noise_in_the_folder(
    store: Store, case_texts: set[str], *, is_open: bool
) -> None:
    """All files but the plain ones, each and together, have more than 7.9 bits of entropy per byte (8 is noise)."""
    change = exchange.import_case(store, resource("training/tc1.json").read_bytes(), name="tc1.json")
    exhibits.attach(store, change.case, builders.exhibit(), [bytes(300_000)])
    drafts.keep_draft(store, "incident:new", change.case, {"facts": "concept van iets"})
    assert backups.back_up(store).made
    with pytest.raises(WrongPassphraseError):
        vault.unlock_vault(store.folder, "niet de goede zin", store.clock)
    if not is_open:
        store.close()

    files = {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}
    hidden = [data for path, data in files.items() if path.name not in PLAIN and data]
    together = b"".join(files.values())

    assert len(hidden) == 2 + is_open
    assert min(map(entropy, [*hidden, b"".join(hidden)])) > 7.9
    assert {path.name for path in files} - PLAIN == {"vault.db", *(["vault.db-wal"] if is_open else [])}
    assert len(case_texts) > 300
    assert [text for text in case_texts if any(text.encode(name) in together for name in ("utf-8", "utf-16-le"))] == []
    assert [text for text in case_texts if text.encode("utf-16-be") in together] == []


def entropy(data: bytes) -> float:
    """Return the bits of entropy per byte."""
    return -sum(count / len(data) * math.log2(count / len(data)) for count in Counter(data).values())


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


LOOK_FOR_WORDS = """
import re, sys
from pathlib import Path
import vaults
from app.clock import SystemClock
from app.services import vault

wanted = re.compile(b"Ik weet je te [v]inden")

def found():
    count = 0
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            place, rights, *_ = line.split()
            if "r" not in rights or "[v" in line:
                continue
            start, end = (int(number, 16) for number in place.split("-"))
            memory.seek(start)
            count += len(wanted.findall(memory.read(end - start)))
    return count

store = vault.unlock_vault(Path(sys.argv[1]), vaults.PASSPHRASE, SystemClock())
pooled = store._engine.raw_connection()
pooled.cursor().execute("SELECT sum(length(content)) FROM revision").fetchall()
pooled.close()
print(found() > 0)
store.close()
print(found())
"""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="looks into its own memory through /proc")
def test_what_the_database_library_read_is_wiped_from_memory_at_a_lock(store: Store) -> None:
    """Python's own copies of what was shown are another matter (SECURITY.md)."""
    fill(store)
    store.close()

    assert fresh_process(LOOK_FOR_WORDS, str(store.folder)).split() == ["True", "0"]
