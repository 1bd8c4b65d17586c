"""Make a filled vault as the program at hand writes it, and a list of every row in it.

``tests/vaults/`` keeps one per schema. They were made by running this with the code of the last commit of that schema:

    git worktree add /some/place COMMIT
    PYTHONPATH=/some/place:/some/place/tests .venv/bin/python tests/vault_maker.py tests/vaults/NUMBER

It therefore uses only what every version of the program has, and what a later one has only from its schema on. The
people in it are invented.
"""

import json
import sys
from pathlib import Path

from msgspec.structs import replace

import builders
import vaults
from app.clock import SystemClock
from app.domain.record import Sensitivity
from app.services import cases, drafts, records, signing
from app.storage.probe import SCHEMA
from app.storage.store import Store

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'alembic_version' ORDER BY name"


def fill(store: Store) -> None:
    """Write something of everything that this version of the program has."""
    head, source = builders.case(), builders.source("wijkagent")
    cases.open_case(store, head, [builders.person(name="Sanne Proef", sensitivity=Sensitivity.R1)])
    told = builders.incident(quote="Ik weet je te vinden", sources=(builders.citation(source),))
    records.record(store, head.id, told, along=[source])
    records.correct(store, head.id, replace(told, facts="Hij stond er twee keer."), reason="Verhoor")
    gone = builders.measure()
    records.record(store, head.id, gone)
    records.withdraw(store, head.id, gone.id, reason="Dubbel")
    records.record(store, head.id, builders.event())
    signing.sign(store, head.id, builders.assessment([builders.answer("nfs.q01")]))
    cases.open_case(store, builders.case(reference="Z-2026-002", name="Tweede zaak"))
    drafts.keep_draft(store, f"incident:{head.id}:new", head.id, {"facts": "half getypt"})
    if SCHEMA >= 2:
        from own_texts import ELDERS  # noqa: PLC0415  not there before schema 2

        from app.services import own_texts  # noqa: PLC0415  as above

        own_texts.add_own(store, ELDERS.encode(), name="lijst.toml")
    if SCHEMA >= 3:
        from app.domain.member import MemberRole  # noqa: PLC0415  not there before schema 3
        from app.services import exhibits, members  # noqa: PLC0415  as above

        exhibits.attach(store, head.id, builders.exhibit(), [b"foto" * 500])
        # The rest of every kind of record; the vaults before schema 3 were made without them.
        told_by = (builders.citation(source),)
        records.record(store, head.id, builders.fear(words="Hij doet het echt.", sources=told_by))
        records.record(store, head.id, builders.protection(note="Haar zus woont om de hoek."))
        records.record(store, head.id, builders.retraction(incidents=(told.id,), sources=told_by))
        records.record(store, head.id, builders.outcome(sensitivity=Sensitivity.R2))
        records.record(store, head.id, builders.review(judgement="Ik maak me zorgen."))
        members.add_member(store, "Bea Proef", "de tweede lange zin", [MemberRole.READER], cost=vaults.CHEAP)
        members.new_recovery_words(store)
    if SCHEMA >= 4:
        from app.domain.erasure import ErasureGround  # noqa: PLC0415  not there before schema 4
        from app.services import erasures  # noqa: PLC0415  as above

        third = builders.case(reference="Z-2026-003", name="Derde zaak")
        cases.open_case(store, third)
        records.record(store, third.id, builders.incident(facts="Dit gaat weg."))
        proposed = erasures.propose_erasure(store, third.id, next(iter(ErasureGround)), reason="Termijn voorbij")
        erasures.erase(store, proposed.id, number="Z-2026-003", reason="Nagekeken")


def rows_of(store: Store) -> dict[str, list[list[object]]]:
    """Return every row of every table, sorted, bytes as hexadecimal digits."""
    connection = store._engine.raw_connection()
    cursor = connection.cursor()
    found = {}
    for (name,) in cursor.execute(TABLES).fetchall():
        rows = cursor.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608  names of tables of our own
        plain = [[part.hex() if isinstance(part, bytes) else part for part in row] for row in rows]
        found[name] = sorted(plain, key=json.dumps)
    connection.close()
    return found


def main() -> None:
    """Make the vault in the folder that was named."""
    place = Path(sys.argv[1])
    place.mkdir(parents=True)
    with vaults.new(place / "Proef.vault", SystemClock()) as store:
        fill(store)
        written = json.dumps(rows_of(store), ensure_ascii=False, indent=1)
    (place / "rows.json").write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
