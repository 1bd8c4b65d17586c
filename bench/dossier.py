"""A dossier of 2,000 incidents: seconds, peak memory, pages and size, and the growth from 200.

Run with: .venv/bin/python -m bench.dossier
Each size runs in a process of its own, because peak memory is a figure of a whole process.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

from app.domain.dossier import DossierRequest
from app.jobs import Job
from app.services import dossier
from bench.bench_vault import new_vault, open_bench_case
from bench.generated import LAST_DAY, case, machine

SIZES = (200, 2_000)
PEAK_UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024


def main() -> None:
    """Print the figures per size."""
    print(machine())
    for size in SIZES:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(pool.apply(measure, (size,)))


def measure(incidents: int) -> str:
    """Make one dossier and tell what it took."""
    snapshot = case(incidents)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with new_vault(folder) as store:
            opened = open_bench_case(store, snapshot)
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
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PEAK_UNIT
            start = time.perf_counter()
            prepared = dossier.prepare(store, opened, request)
            pdf = dossier.render(prepared, Job())
            seconds = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PEAK_UNIT
            (folder / "dossier.pdf").write_bytes(pdf)
            with pikepdf.open(folder / "dossier.pdf") as opened_pdf:
                pages = len(opened_pdf.pages)
    return (
        f"dossier of {incidents:>5} incidents: {seconds:5.1f} s, peak {peak:.0f} MB (before {before:.0f} MB), "
        f"{pages} pages, {len(pdf) / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
