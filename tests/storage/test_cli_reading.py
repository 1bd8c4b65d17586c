"""What the command line reads: a closed case leaves an entry, and what is hidden on the screen is hidden here."""

import msgspec
import pytest
from fixed_clock import FixedClock

import builders
import vaults
from app.cli import main
from app.domain.record import Sensitivity
from app.domain.revision import AuditEntry
from app.services import cases, members, records, vault
from app.storage.store import Store

pytestmark = pytest.mark.storage
SHARED = ("--recipient", "eigen dossier", "--purpose", "overleg", "--profile", "intern")


def run(store: Store, *asked: str) -> int:
    """Close the vault and run a command on it."""
    store.close()
    words = store.folder.parent / "words"
    words.write_text(vaults.PASSPHRASE, encoding="utf-8")
    return main([asked[0], str(store.folder), *asked[1:], "--passphrase-file", str(words)])


def reads(store: Store, clock: FixedClock) -> list[AuditEntry]:
    """Return the entries of reading a closed case."""
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as opened, opened.read() as reader:
        return [entry for entry in reader.audit() if entry.action == "case.read"]


def test_who_asks_something_of_a_closed_case_stands_in_the_log(store: Store, clock: FixedClock) -> None:
    head, person = builders.case(), builders.person(name="Sanne Proef")
    cases.open_case(store, head, [person])
    kept = cases.read_case(store, head.id).case
    records.correct(store, head.id, msgspec.structs.replace(kept, closed_on=kept.opened_on))
    asked = (
        "rights",
        "inzage",
        "--case",
        kept.reference,
        "--person",
        "Sanne Proef",
        "--decision",
        "toegestaan",
        "--reason",
        "mag",
    )
    assert run(store, *asked) == 0
    assert len(reads(store, clock)) == 1
    target = store.folder.parent / "eigen.pdf"
    assert run(store, "dossier", kept.reference, "--to", str(target), *SHARED) == 0
    assert [entry.subject for entry in reads(store, clock)] == [str(head.id)] * 2


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_the_list_of_cases_hides_the_name_of_a_hidden_case(
    store: Store, capsys: pytest.CaptureFixture[str], how: tuple[str, ...]
) -> None:
    head = builders.case(name="Zaak Zwartewaal", sensitivity=Sensitivity.R0)
    cases.open_case(store, head)
    assert run(store, "cases", *how) == 0
    told = capsys.readouterr().out
    assert head.reference in told
    assert "Zwartewaal" not in told


@pytest.mark.parametrize(
    "command", [("crosswalk", "--list", "flags"), ("crosswalk", "--list", "elements"), ("pattern",)]
)
def test_a_hidden_text_is_hidden_on_the_command_line(
    store: Store, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    head = builders.case()
    cases.open_case(store, head)
    source = builders.source("Blijfhuis Zwartewaal")
    cited = (builders.citation(source),)
    told = builders.incident(facts="Hij belde aan bij Zwartewaal.", sources=cited, sensitivity=Sensitivity.R0)
    records.record(store, head.id, told, along=[msgspec.structs.replace(source, sensitivity=Sensitivity.R0)])
    reference = cases.read_case(store, head.id).case.reference
    assert run(store, command[0], reference, *command[1:], "--json") == 0
    assert "Zwartewaal" not in capsys.readouterr().out


def test_printing_the_recovery_words_stands_in_the_log(store: Store) -> None:
    members.new_recovery_words(store)
    members.note_sheet_printed(store)
    with store.read() as reader:
        made, printed = list(reader.audit())[-2:]
    assert (made.action, printed.action, printed.subject) == ("recovery.made", "recovery.printed", made.subject)
