"""Keeping and erasing on the command line."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fixed_clock import FixedClock

import builders
import vaults
from app import cli
from app.services import cases

pytestmark = pytest.mark.storage
REASON = "De bewaartermijn is voorbij."


@pytest.fixture
def run_in(tmp_path: Path) -> Path:
    """Return a folder with a vault that holds one old case."""
    with vaults.new(tmp_path / "zaak.vault", FixedClock(datetime(2026, 3, 14, tzinfo=UTC))) as store:
        cases.open_case(store, builders.case(reference="Z-2001-001", opened_on=date(2001, 5, 1)))
    (tmp_path / "zin.txt").write_text(vaults.PASSPHRASE, encoding="utf-8")
    return tmp_path


def run(folder: Path, command: str, *rest: str) -> int:
    """Run one command on the vault of a folder."""
    return cli.main(
        [command, str(folder / "zaak.vault"), *rest, "--passphrase-file", str(folder / "zin.txt"), "--lang", "nl"]
    )


def test_a_term_is_chosen_and_the_list_follows(run_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(run_in, "retention") == 0
    assert "Z-2001-001  Er is geen termijn gekozen." in capsys.readouterr().out
    assert run(run_in, "retention", "--term", "wmo-15", "--reason", "Zo besloten.") == 0
    assert "Te beslissen sinds 1 mei 2016" in capsys.readouterr().out
    assert run(run_in, "retention", "--years", "40", "--case", "Z-2001-001", "--reason", "Rechtszaak.", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["term"]["years"], told["cases"][0]["day"], told["cases"][0]["own"]) == (15, "2041-05-01", True)


def test_a_case_is_proposed_confirmed_and_certified(run_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, why = ("--case", "Z-2001-001"), ("--reason", REASON)
    assert run(run_in, "erase", "confirm", *case, *why) == 1
    assert run(run_in, "erase", "propose", *case, *why, "--ground", "bewaartermijn") == 0
    assert run(run_in, "erase", "cancel", *case, "--reason", "Toch nog nodig.") == 0
    assert run(run_in, "erase", "propose", *case, *why, "--ground", "bewaartermijn") == 0
    assert run(run_in, "erase", "confirm", *case, *why) == 0
    assert "gewist" in capsys.readouterr().out
    assert run(run_in, "erase", "certificate", *case, "--to", str(run_in / "bewijs.pdf")) == 0
    assert run(run_in, "erase", "backups", *case, *why) == 0
    assert (run_in / "bewijs.pdf").read_bytes().startswith(b"%PDF")
    assert run(run_in, "verify") == 0
