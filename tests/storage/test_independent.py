"""Another program, written along SECURITY.md, opens a vault and finds what the program says is in it."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

import builders
import vaults
from app.domain.member import MemberRole
from app.resources import resource
from app.services import cases, drafts, exchange, exhibits, members, records, vault
from app.storage.store import Store

READER = Path(__file__).parents[1] / "independent_reader.py"
pytestmark = pytest.mark.storage


def read(folder: Path, secret: str, *wordlist: str) -> dict[str, Any]:
    """Return what the other program finds."""
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-I", "-B", str(READER), str(folder), *wordlist],
        input=secret,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a vault with a training case, an exhibit, a draft, a correction and a second member."""
    change = exchange.import_case(store, resource("training/tc1.json").read_bytes(), name="tc1.json")
    told = builders.incident(facts='Hij zei: "kom terug" \\ \n\t\x7f é 🙂', quote="\u2028\x01")
    records.record(store, change.case, told)
    records.correct(store, change.case, msgspec.structs.replace(told, facts="Anders."), reason="Verhoor")
    exhibits.attach(store, change.case, builders.exhibit(), [bytes(700_000)])
    drafts.keep_draft(store, "incident:new", change.case, {"facts": "half"})
    members.add_member(store, "Béa Proef", "de tweede lange zin", [MemberRole.READER], cost=vaults.CHEAP)
    return store


def test_another_program_reads_what_is_in_a_vault(filled: Store) -> None:
    report = vault.verify(filled)
    summary = cases.list_cases(filled)[0]
    snapshot = cases.read_case(filled, summary.case.id)
    with filled.read() as reader:
        log = [entry.action for entry in reader.audit()]
    filled.close()

    found = read(filled.folder, vaults.PASSPHRASE)

    assert found["faults"] == []
    assert found["log"] == log
    assert found["head"] == report.head
    assert found["members"] == ["Anke Proef", "Béa Proef"]
    assert found["records"] == {str(one.id): json.loads(msgspec.json.encode(one)) for one in snapshot.records()}
    assert list(found["exhibits"].values()) == [True]
    assert found["drafts"] == {"incident:new": {"facts": "half"}}


def test_another_program_opens_a_vault_with_the_recovery_words(store: Store) -> None:
    words = members.new_recovery_words(store)
    store.close()

    found = read(store.folder, " ".join(words), str(resource("recovery/dutch.txt")))

    assert found["log"] == ["vault.created", "recovery.made"]


def test_another_program_opens_a_vault_that_another_member_opens(filled: Store) -> None:
    filled.close()

    assert read(filled.folder, "de tweede lange zin")["faults"] == []


def test_the_other_program_uses_nothing_of_ours() -> None:
    """Without this the others would not prove that SECURITY.md says everything."""
    tree = ast.parse(READER.read_text("utf-8"))
    named = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]

    assert not {name.split(".")[0] for name in named} & {"app", "vaults", "builders", "."}
