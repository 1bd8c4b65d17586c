"""A tagged dossier of 2,000 incidents beside the same one by typst: seconds, peak memory, pages, size, and the growth.

Run with: .venv/bin/python -m bench.dossier [INCIDENTS ...]
Every figure comes from a process of its own, because peak memory is a figure of a whole process. Typst gets its words
ready made and writes PDF/A-2a and PDF/UA-1; our own figures include the check that reads the file back.
"""

import multiprocessing
import pickle
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import typst

from app.domain.dossier import DossierRequest
from app.jobs import Job
from app.resources import resource as shipped
from app.services import dossier
from bench.bench_vault import new_vault, open_bench_case
from bench.generated import LAST_DAY, case, machine
from bench.typst_twin import TEMPLATE, twin

SIZES = (200, 2_000)
PEAK_UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024


def main() -> None:
    """Print the figures per size."""
    print(machine())
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for step in (prepare, render, set_by_typst):
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    print(pool.apply(step, (folder, size)))


def prepare(folder: Path, incidents: int) -> str:
    """Read and select a case of so many incidents, and keep what is printed of it."""
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
        opened = open_bench_case(store, case(incidents))
        start = time.perf_counter()
        made = dossier.prepare(store, opened, request)
        seconds = time.perf_counter() - start
    (folder / "input").write_bytes(pickle.dumps(made))
    (folder / "data.json").write_text(twin(made.input), "utf-8")
    (folder / "main.typ").write_text(TEMPLATE, "utf-8")
    return f"dossier of {incidents:>6} incidents: read and selected in {seconds:.1f} s"


def render(folder: Path, _incidents: int) -> str:
    """Render it."""
    made: dossier.PreparedCopy = pickle.loads((folder / "input").read_bytes())  # noqa: S301  written by the step before
    return _measured("tagged, PDF/A-3a and PDF/UA-1, checked", lambda: dossier.render(made, Job()))


def set_by_typst(folder: Path, _incidents: int) -> str:
    """Let typst set the same words."""
    fonts = str(shipped("fonts/OFL.txt").parent)
    return _measured(
        "typst, PDF/A-2a and PDF/UA-1",
        lambda: typst.compile(str(folder / "main.typ"), font_paths=[fonts], pdf_standards=["a-2a", "ua-1"]),
    )


def _measured(name: str, make: Callable[[], bytes]) -> str:
    before = _peak()
    start = time.perf_counter()
    pdf = make()
    seconds = time.perf_counter() - start
    peak = _peak()
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    took = f"{seconds:.1f} s, peak {peak:.0f} MB (before {before:.0f} MB)"
    return f"  {name}: {took}, {pages} pages, {len(pdf) / 1e6:.1f} MB"


def _peak() -> float:
    """Return the most memory this process has taken, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PEAK_UNIT


if __name__ == "__main__":
    main()
