"""The demo as a new user meets it: one command, and everything is there."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from app.resources import resource

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the demo once and return its folder."""
    out = tmp_path_factory.mktemp("demo")
    done = run_demo(out)
    assert done.returncode == 0, done.stderr
    (out / "printed.txt").write_text(done.stdout, encoding="utf-8")
    return out


def run_demo(out: Path) -> subprocess.CompletedProcess[str]:
    """Run the demo into a folder."""
    command = [sys.executable, "-m", "app.cli", "demo", "--out", str(out)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603


def pdf_text(path: Path) -> str:
    """Return all text of a PDF with single spaces."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return re.sub(r"\s+", " ", " ".join(pages).replace("￾", "-"))


def findings(demo: Path) -> dict[str, Any]:
    """Return the findings of the demo by rule."""
    listed = json.loads((demo / "findings.json").read_text(encoding="utf-8"))
    return {finding["rule"]: finding for finding in listed}


def words(text: str) -> str:
    """Return text without spaces and line-break hyphens, to compare across line breaks."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def test_the_demo_makes_everything_it_names(demo: Path) -> None:
    """Vault, passphrase, dossier, drawing and findings."""
    made = {path.name for path in demo.iterdir()} - {"printed.txt"}
    assert made == {"demo.vault", "passphrase.txt", "dossier.pdf", "timeline.svg", "findings.json"}


def test_the_dossier_holds_every_row_of_the_case(demo: Path) -> None:
    """Facts and words of all rows stand in the PDF, word for word."""
    text = words(pdf_text(demo / "dossier.pdf"))
    case = json.loads(resource("training/tc1.json").read_bytes())
    rows = [row["quote"] or row["facts"] for row in case["incidents"]]
    assert len(rows) == 24
    assert [row for row in rows if words(row) not in text] == []


def test_the_findings_are_those_of_the_training_case(demo: Path) -> None:
    """Outcomes and figures as computed in the domain reference 7.1."""
    found = findings(demo)
    outcomes = {rule: found[rule]["outcome"] for rule in ("R01", "R02", "R03", "R04", "R07", "R08", "R14", "R20")}
    assert outcomes["R01"] == outcomes["R03"] == outcomes["R04"] == outcomes["R07"] == "signaal"
    assert outcomes["R02"] == "geen_signaal"
    assert outcomes["R08"] == "onvoldoende"
    assert (found["R01"]["figures"]["days_before"], found["R01"]["figures"]["days_now"]) == (3, 9)
    assert (found["R03"]["figures"]["median_first"], found["R03"]["figures"]["median_last"]) == (51, 7)


def test_every_finding_names_rule_figures_and_caution(demo: Path) -> None:
    """A sentence that cannot be traced has no place."""
    for finding in findings(demo).values():
        assert finding["version"] >= 1
        assert finding["outcome"] in {"signaal", "geen_signaal", "onvoldoende"}
        assert finding["text"]
        assert finding["caution"]
        assert all(re.fullmatch(r"I-\d+", number) for number in finding["incidents"])


def test_the_demo_tells_in_dutch_what_it_found(demo: Path) -> None:
    """The printed answer names rules and its limits."""
    printed = (demo / "printed.txt").read_text(encoding="utf-8")
    assert "FICTIEVE oefenzaak" in printed
    assert "R07" in printed
    assert "Er is geen totaalscore" in printed


def test_nothing_of_the_case_can_be_read_in_the_vault_folder(demo: Path) -> None:
    """No name, quote or behaviour in any file of the vault, in any of the usual encodings."""
    stored = b"".join(path.read_bytes() for path in (demo / "demo.vault").rglob("*") if path.is_file())
    for secret in (
        "Iris en Wout",
        "koffers",
        "hyperventilatie",
        "dig-tracker",
        "stk-watch",
        "ctx-moved-out",
        "incident",
    ):
        for encoding in ("utf-8", "utf-16-le"):
            assert secret.encode(encoding) not in stored, secret


def test_the_dossier_is_a_sound_pdf_with_bookmarks_and_page_numbers(demo: Path) -> None:
    """Bookmarks lead through the sections; every page says which of how many it is."""
    with pikepdf.open(demo / "dossier.pdf") as pdf:
        pages = len(pdf.pages)
        with pdf.open_outline() as outline:
            titles = [str(item.title) for item in outline.root]
    assert len(titles) >= 6
    assert f"pagina {pages} van {pages}" in pdf_text(demo / "dossier.pdf")


def test_a_second_demo_keeps_the_vault_of_the_first(demo: Path, tmp_path: Path) -> None:
    """Somebody may have worked in it; its passphrase stays with it."""
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    first = (tmp_path / "passphrase.txt").read_text(encoding="utf-8")
    ring = (tmp_path / "demo.vault" / "keyring.json").read_bytes()
    assert run_demo(tmp_path).returncode == 0
    assert (tmp_path / "demo-1.vault" / "keyring.json").read_bytes() == ring
    assert (tmp_path / "passphrase-1.txt").read_text(encoding="utf-8") == first
    assert (tmp_path / "passphrase.txt").read_text(encoding="utf-8") != first


def test_a_passphrase_file_that_is_not_text_is_told_in_words(demo: Path, tmp_path: Path) -> None:
    """No traceback, and nothing is moved."""
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    (tmp_path / "passphrase.txt").write_bytes(b"\xff\xfe\x00")
    done = run_demo(tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (tmp_path / "demo.vault").is_dir()


def test_a_passphrase_of_another_vault_is_not_overwritten(tmp_path: Path) -> None:
    """It may be the only copy."""
    kept = tmp_path / "passphrase.txt"
    kept.write_text("van een andere kluis", encoding="utf-8")
    done = run_demo(tmp_path)
    assert done.returncode == 1
    assert "passphrase.txt" in done.stderr
    assert list(tmp_path.iterdir()) == [kept]
    assert kept.read_text(encoding="utf-8") == "van een andere kluis"


def test_a_folder_that_is_not_a_demo_vault_is_left_alone(tmp_path: Path) -> None:
    """Somebody's own vault of that name is never removed."""
    kept = tmp_path / "demo.vault" / "keyring.json"
    kept.parent.mkdir()
    kept.write_text("{}", encoding="utf-8")
    done = run_demo(tmp_path)
    assert done.returncode == 1
    assert done.stderr
    assert kept.read_text(encoding="utf-8") == "{}"
