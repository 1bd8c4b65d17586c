"""Backups and damage on the command line."""

from pathlib import Path

import pytest

import builders
import vaults
from app.cli import main
from app.clock import SystemClock
from app.services import cases, vault

pytestmark = pytest.mark.storage


def test_a_vault_is_backed_up_drilled_restored_and_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, stick, words = tmp_path / "Proef.vault", tmp_path / "stick", tmp_path / "zin.txt"
    stick.mkdir()
    words.write_text(vaults.PASSPHRASE)
    with vaults.new(folder, SystemClock()) as store:
        cases.open_case(store, builders.case())
    opened = [str(folder), "--passphrase-file", str(words)]

    assert main(["backup", *opened, "--second", str(stick)]) == 0
    assert "ook op de tweede plek" in capsys.readouterr().out
    assert main(["backups", str(folder)]) == 0
    assert "op verzoek" in capsys.readouterr().out
    assert main(["drill", *opened]) == 0
    assert main(["restore", *opened]) == 0
    (folder / "vault.db").write_bytes((folder / "vault.db").read_bytes()[:-4096])
    assert main(["salvage", *opened, "--to", str(tmp_path / "Gered.vault")]) == 0
    (restored,) = tmp_path.glob("Proef (teruggezet *).vault")
    for place in (restored, tmp_path / "Gered.vault"):
        with vault.unlock_vault(place, vaults.PASSPHRASE, SystemClock()) as back:
            assert [one.case.reference for one in cases.list_cases(back)] == ["Z-2026-001"]
    assert main(["drill", *opened, "--backup", "weg.backup"]) == 1
