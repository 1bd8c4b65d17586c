"""A program that is killed in the middle of its work loses nothing that it acknowledged."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
import vaults
from app.services import cases, drafts, vault
from app.storage.store import Store

HOUSE = Path(__file__).resolve().parents[2]
ROUNDS = 40


@pytest.mark.storage
@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills forked programs")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(store: Store, clock: FixedClock) -> None:
    case = builders.case()
    cases.open_case(store, case)
    store.close()

    done = subprocess.run(  # noqa: S603  our own script
        [
            sys.executable,
            "-B",
            str(Path(__file__).with_name("killed_saves.py")),
            str(store.folder),
            str(case.id),
            str(ROUNDS),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))},
        capture_output=True,
        text=True,
        check=True,
    )

    rounds = [line.split() for line in done.stdout.splitlines()]
    saved = {int(word) for words in rounds for word in words if word.isdigit()}
    last_draft = max(int(words[-1].removeprefix("draft=")) for words in rounds)
    assert len(rounds) == ROUNDS
    assert saved
    with vault.unlock_vault(store.folder, vaults.PASSPHRASE, clock) as again:
        told = cases.read_case(again, case.id).incidents
        found = {int(incident.facts.removeprefix("melding ")) for incident in told}
        draft = drafts.read_draft(again, "incident:new")
        report = vault.verify(again)
    assert saved <= found
    assert [incident.number for incident in told] == list(range(1, len(told) + 1))
    assert report.revisions == 1 + len(told)
    assert draft is not None
    assert int(str(draft["facts"]).removeprefix("concept ")) >= last_draft
