"""A tagged dossier of 2,000 incidents beside the same one by typst: seconds, peak memory, pages, size, and the growth.

Run with: .venv/bin/python -m bench.dossier [INCIDENTS ...] on Linux
Ours is the whole command line on a vault, as its user waits for it: start, passphrase, selection, pages, the check that
reads the file back, the entry in the log. Typst is a process of its own too, gets its words ready made and writes
PDF/A-2a and PDF/UA-1.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

from app.domain.dossier import DossierRequest
from app.resources import resource as shipped
from app.services import dossier
from bench.bench_vault import PASSPHRASE, new_vault, open_bench_case
from bench.generated import LAST_DAY, case, machine
from bench.typst_twin import TEMPLATE, twin

SIZES = (2_000, 10_000)
_SAID = ("--recipient", "Meting", "--purpose", "meting", "--ground", "geen", "--reason", "meting", "--informed")


def main() -> None:
    """Print the figures per size."""
    print(machine())
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            prepare(folder, size)
            print(f"dossier of {size:>6} incidents")
            print(f"  command line, PDF/A-3a and PDF/UA-1, checked: {_by_us(folder, size)}")
            print(f"  typst, PDF/A-2a and PDF/UA-1: {_by_typst(folder)}")


def prepare(folder: Path, incidents: int) -> None:
    """Make a vault with a case of so many incidents, and what typst prints of it."""
    request = DossierRequest(
        recipient="Meting",
        purpose="meting",
        ground="geen",
        reason="meting",
        informed=True,
        author="Meter",
        language="nl",
        at=LAST_DAY,
        window=90,
    )
    with new_vault(folder) as store:
        made = dossier.prepare(store, open_bench_case(store, case(incidents)), request)
    (folder / "word").write_text(PASSPHRASE, "utf-8")
    (folder / "word").chmod(0o600)
    (folder / "data.json").write_text(twin(made.input), "utf-8")
    (folder / "main.typ").write_text(TEMPLATE, "utf-8")


def _by_us(folder: Path, incidents: int) -> str:
    """Make a copy as a user does."""
    target = folder / "ours.pdf"
    reference = ("--at", LAST_DAY.isoformat(), "--window", "90")
    given = (str(folder / "bench.vault"), f"Z-{incidents}", "--to", str(target), *_SAID, *reference)
    return _measured(target, "cli", "dossier", *given, "--passphrase-file", str(folder / "word"))


def _by_typst(folder: Path) -> str:
    """Let typst set the same words."""
    target = folder / "typst.pdf"
    fonts = str(shipped("fonts/OFL.txt").parent)
    return _measured(target, "typst", str(folder / "main.typ"), fonts, str(target))


def _measured(target: Path, *given: str) -> str:
    """Run a process to its end; its last line is its memory."""
    start = time.perf_counter()
    run = (sys.executable, "-m", "bench.measured", *given)
    done = subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own program
    seconds = time.perf_counter() - start
    peak, before = map(float, done.stdout.splitlines()[-1].split())
    with pikepdf.open(target) as opened:
        pages = len(opened.pages)
    stood = f" ({before:.0f} MB before the pages)" if before else ""
    size = target.stat().st_size / 1e6
    return f"{seconds:.1f} s, peak {peak:.0f} MB{stood}, {pages} pages, {size:.1f} MB"


if __name__ == "__main__":
    main()
