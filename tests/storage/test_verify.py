"""Walking through the whole vault finds what was altered behind the program's back."""

from uuid import UUID

import msgspec
import pytest

import builders
from app.errors import ChainBrokenError, RecordAlteredError
from app.services import cases, records, vault
from app.storage.store import Store

pytestmark = pytest.mark.storage


@pytest.fixture
def incident(store: Store) -> UUID:
    """Return an incident with two versions; it was written with entries 3 and 4 of the log."""
    case, told = builders.case(), builders.incident()
    cases.open_case(store, case)
    records.record(store, case.id, told)
    records.correct(store, case.id, msgspec.structs.replace(told, facts="Anders."))
    return told.id


def behind(store: Store, *statements: str) -> None:
    """Change the database without the program."""
    with store._writing.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_sound_vault_is_counted(store: Store, incident: UUID) -> None:
    report = vault.verify(store)

    assert len(records.history(store, incident)) == 2
    assert (report.entries, report.records, report.revisions) == (4, 2, 3)
    assert report.exhibits == 0
    assert len(report.head) == 64


@pytest.mark.parametrize(
    ("statements", "entry"),
    [
        (["UPDATE record SET content = replace(content, 'Anders', 'Nee') WHERE kind = 'incident'"], 4),
        (["DELETE FROM record WHERE kind = 'incident'"], 3),
        (["DROP TRIGGER tr_revision_update", "UPDATE revision SET by = 'x' WHERE number = 1 AND kind = 'incident'"], 3),
        (["DROP TRIGGER tr_revision_delete", "DELETE FROM revision WHERE number = 2"], 4),
    ],
)
@pytest.mark.usefixtures("incident")
def test_what_was_altered_is_named_by_the_entry_that_saved_it(store: Store, statements: list[str], entry: int) -> None:
    connection = store._engine.raw_connection()
    connection.cursor().execute("PRAGMA foreign_keys = OFF")
    connection.close()
    behind(store, *statements)

    with pytest.raises((RecordAlteredError, ChainBrokenError)) as error:
        vault.verify(store)

    assert error.value.fields == {"entry": entry}


@pytest.mark.usefixtures("incident")
def test_a_changed_entry_breaks_the_chain_at_its_place(store: Store) -> None:
    behind(store, "DROP TRIGGER tr_audit_update", "UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE number = 2")

    with pytest.raises(ChainBrokenError) as error:
        vault.verify(store)

    assert error.value.fields == {"number": 2}
