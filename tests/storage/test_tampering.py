"""Whoever holds the key and changes a table behind the program's back is noticed, whatever the table."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from fixed_clock import FixedClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_texts import ELDERS

import builders
import vaults
from app.domain.anchor import anchor_code
from app.domain.revision import AuditEntry
from app.errors import AnchorGoneError, AnchorReplacedError, AppError, ChainBrokenError, RefusedError, TableAlteredError
from app.services import cases, drafts, own_texts, records, vault
from app.storage.audit import START, chain_hash, next_entry, verify_chain
from app.storage.store import Store

# ruff: noqa: S608 -- the words of every statement are constants and numbers of this file
pytestmark = pytest.mark.storage


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a vault with something in every table."""
    head, source = builders.case(), builders.source()
    cases.open_case(store, head)
    cases.open_case(store, builders.case(reference="Z-2026-002"))
    told = builders.incident(sources=(builders.citation(source),))
    records.record(store, head.id, told, along=[source])
    records.correct(store, head.id, msgspec.structs.replace(told, facts="Anders."))
    gone = builders.measure()
    records.record(store, head.id, gone)
    records.withdraw(store, head.id, gone.id, reason="dubbel")
    own_texts.add_own(store, ELDERS.encode(), name="lijst.toml")
    drafts.keep_draft(store, "incident:x:new", head.id, {"facts": "half"})
    with store.write() as uow:
        session = uow._session
        connection = session.connection()
        connection.exec_driver_sql(
            "INSERT INTO member (slot_id, name, roles, added_at, added_by) VALUES ('01', 'Bea', 'reader', '', '')"
        )
        connection.exec_driver_sql("INSERT INTO setting VALUES ('something', '15')")
        uow.commit("setting.changed", "something")
    vault.verify(store)
    return store


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault SET made_at = '2020-01-01T00:00:00+00:00'",
        "UPDATE member SET roles = 'manager'",
        "DELETE FROM member",
        "INSERT INTO member (slot_id, name, roles, added_at, added_by) VALUES ('02', 'X', 'manager', '', '')",
        "UPDATE setting SET value = '0'",
        "DELETE FROM setting",
        "UPDATE own_text SET text = replace(text, 'e', 'a')",
        "UPDATE own_text SET offered = 0",
        "DELETE FROM own_text",
        "UPDATE record SET number = number + 7 WHERE kind = 'incident'",
        "UPDATE record SET case_id = (SELECT id FROM record WHERE content LIKE '%Z-2026-002%') WHERE kind = 'incident'",
        "UPDATE record SET withdrawn = 1 WHERE kind = 'incident'",
        "UPDATE record SET withdrawn = 0 WHERE kind = 'measure'",
        "UPDATE record SET signed = 1 WHERE kind = 'incident'",
        "UPDATE record SET first_day = '2020-01-01' WHERE kind = 'incident'",
        "UPDATE record SET series = 'x' WHERE kind = 'incident'",
        "DELETE FROM reference",
        "INSERT INTO reference SELECT target_id, 'sources[9].source', record_id FROM reference",
        "UPDATE revision SET by = 'Iemand'",
        "UPDATE revision SET reason = 'Zomaar' WHERE action = 'withdrawn'",
        "UPDATE revision SET entry = entry - 1 WHERE action = 'corrected'",
        "DELETE FROM revision WHERE action = 'withdrawn'",
        "UPDATE audit SET by = 'Iemand' WHERE number = 3",
        "DELETE FROM audit WHERE number = 2",
        "UPDATE draft SET content = 'half'",
        "INSERT INTO exhibit_chunk SELECT id, 0, x'00' FROM record WHERE kind = 'incident'",
        "CREATE TRIGGER tr_more AFTER INSERT ON record BEGIN DELETE FROM draft; END",
        "DROP TABLE setting",
    ],
)
def test_a_change_in_any_table_is_noticed(filled: Store, statement: str) -> None:
    vaults.behind(filled, statement)
    with pytest.raises((AppError, Exception)) as error:
        vault.verify(filled)
    assert isinstance(error.value, AppError) or "no such table" in str(error.value)


def test_a_guard_that_was_taken_away_is_noticed(filled: Store) -> None:
    with filled._writing.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER tr_audit_update")
    with pytest.raises(TableAlteredError):
        vault.verify(filled)


def test_a_member_changed_between_two_openings_shows_for_ever(filled: Store) -> None:
    vaults.behind(filled, "UPDATE member SET roles = 'manager'")
    cases.open_case(filled, builders.case(reference="Z-2026-003"))
    with pytest.raises(TableAlteredError):
        vault.verify(filled)
    vaults.behind(filled, "UPDATE member SET roles = 'reader'")
    cases.open_case(filled, builders.case(reference="Z-2026-004"))
    with pytest.raises(TableAlteredError):
        vault.verify(filled)


def test_entries_of_before_the_tables_were_covered_are_still_held_against_their_versions(store: Store) -> None:
    head = builders.case()
    cases.open_case(store, head)
    with store.read() as reader:
        entries = list(reader.audit())
        versions = reader.case_history(head.id)
    digest = hashlib.sha256()
    for one in sorted(versions, key=lambda version: (version.record, version.number)):
        digest.update(msgspec.json.encode(one, order="sorted") + b"\n")
    _rewrite(store, [msgspec.structs.replace(entries[0], content=""), entries[1]], {2: digest.hexdigest()})
    vault.verify(store)
    cases.open_case(store, builders.case(reference="Z-2026-002"))
    vault.verify(store)


def _rewrite(store: Store, entries: list[AuditEntry], contents: dict[int, str]) -> None:
    """Write the whole chain anew, as an older version of the program would have, or a forger with the key."""
    last: AuditEntry | None = None
    for entry in entries:
        content = contents.get(entry.number, entry.content)
        last = next_entry(
            last,
            at=entry.at,
            by=entry.by,
            action=entry.action,
            subject=entry.subject,
            detail=entry.detail,
            content=content,
        )
        vaults.behind(
            store,
            f"UPDATE audit SET content = '{last.content}', previous = '{last.previous}', hash = '{last.hash}' "
            f"WHERE number = {last.number}",
        )


def test_a_code_printed_long_ago_still_finds_its_entry(store: Store) -> None:
    code = vault.newest_code(store)
    for number in range(5):
        cases.open_case(store, builders.case(reference=f"Z-{number}"))
    assert vault.held_by(store, code.lower().replace("-", " ")).number == 1


def test_removing_the_newest_entries_shows_through_the_code(filled: Store) -> None:
    code = vault.newest_code(filled)
    with filled.read() as reader:
        last = reader.last_entry()
    assert last is not None
    vaults.behind(
        filled,
        f"DELETE FROM audit WHERE number = {last.number}",
        "DELETE FROM setting",
        "DELETE FROM member WHERE name = 'Bea'",
    )
    vault.verify(filled)
    with pytest.raises(AnchorGoneError) as error:
        vault.held_by(filled, code)
    assert error.value.fields == {"number": last.number, "last": last.number - 1}


def test_a_chain_that_was_written_anew_does_not_hold_the_code(filled: Store) -> None:
    code = vault.newest_code(filled)
    with filled.read() as reader:
        entries = list(reader.audit())
    entries[0] = msgspec.structs.replace(entries[0], by="Iemand")
    vaults.behind(filled, "UPDATE audit SET by = 'Iemand' WHERE number = 1")
    _rewrite(filled, entries, {})
    vault.verify(filled)
    with pytest.raises(AnchorReplacedError):
        vault.held_by(filled, code)


def test_what_is_no_code_is_refused_in_words(store: Store) -> None:
    with pytest.raises(RefusedError):
        vault.held_by(store, "214-7KQ4")


def _chain(length: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number in range(length):
        entries.append(
            next_entry(
                entries[-1] if entries else None,
                at=datetime(2026, 3, 14, 14, number % 60, tzinfo=UTC),
                by="Anke Proef",
                action="incident.recorded",
                subject=f"{number}",
                detail="",
                content="",
            )
        )
    return entries


FIELDS = ("by", "action", "subject", "detail", "content", "hash", "previous")


@given(st.integers(2, 12), st.data())
def test_any_edit_removal_or_reordering_within_the_chain_is_found(length: int, data: st.DataObject) -> None:
    entries = _chain(length)
    place = data.draw(st.integers(0, length - 1))
    kind = data.draw(st.sampled_from(["edit", "remove", "swap"]))
    if kind == "edit":
        field = data.draw(st.sampled_from(FIELDS))
        changed = {field: "f" * 64}
        entries[place] = msgspec.structs.replace(entries[place], **changed)
        if data.draw(st.booleans()) and field not in {"hash", "previous"} and place < length - 1:
            entries[place] = msgspec.structs.replace(entries[place], hash=chain_hash(entries[place]))
        elif field not in {"hash", "previous"}:
            assert chain_hash(entries[place]) != entries[place].hash
    elif kind == "remove":
        entries.pop(data.draw(st.integers(0, length - 2)))
    else:
        other = data.draw(st.integers(0, length - 1).filter(lambda chosen: chosen != place))
        entries[place], entries[other] = entries[other], entries[place]
    with pytest.raises(ChainBrokenError):
        verify_chain(entries)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6)
@given(st.integers(1, 5), st.integers(1, 4))
def test_however_many_of_the_newest_entries_go_the_code_of_the_newest_tells(
    tmp_path_factory: pytest.TempPathFactory, kept: int, removed: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("kluis") / "Proef.vault"
    with vaults.new(folder, FixedClock(datetime(2026, 3, 14, 14, 2, tzinfo=UTC))) as store:
        for number in range(kept + removed - 1):
            with store.write() as uow:
                uow.commit("vault.unlocked", f"{number}")
        code = vault.newest_code(store)
        vaults.behind(store, f"DELETE FROM audit WHERE number > {kept}")
        vault.verify(store)
        with pytest.raises(AnchorGoneError):
            vault.held_by(store, code)
        with store.read() as reader:
            last = reader.last_entry()
        assert anchor_code(kept, last.hash if last else START) != code
