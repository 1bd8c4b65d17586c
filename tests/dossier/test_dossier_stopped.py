"""A copy can be stopped at any moment, tells how far it is, and leaves nothing when it is stopped or fails."""

import sys
from pathlib import Path

import pytest
from dossier_copies import copy_of
from fresh_process import fresh_process
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
import vaults
from app.dossier.render import render
from app.errors import NotWritableError
from app.jobs import Cancelled, Job
from app.services.files import hidden_file, hidden_name

MADE = copy_of(builders.snapshot(*(builders.incident(number=number, facts="q " * 900) for number in range(1, 41))))


def _reports() -> list[float]:
    told: list[float] = []
    render(MADE, Job(lambda fraction, _text: told.append(fraction)))
    return told


REPORTS = _reports()


def test_progress_goes_forward_in_small_steps_from_nothing_to_all() -> None:
    assert REPORTS[0] == 0.0
    assert REPORTS[-1] == 1.0
    assert sorted(REPORTS) == REPORTS
    assert len(REPORTS) > 20


@settings(max_examples=8)
@given(st.integers(0, len(REPORTS) - 2))
def test_a_copy_stops_at_whatever_moment_it_is_cancelled(stop: int) -> None:
    told: list[float] = []

    def report(fraction: float, _text: str) -> None:
        told.append(fraction)
        if len(told) == stop + 1:
            job.cancel()

    job = Job(report)
    with pytest.raises(Cancelled):
        render(MADE, job)
    assert len(told) == stop + 1


def test_a_file_that_cannot_be_finished_is_not_there(tmp_path: Path) -> None:
    """The system refuses to let a file grow, as a full disk does."""
    code = (
        "import resource, signal, sys; from pathlib import Path; from app.errors import AppError;"
        "from app.services.files import write_file;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: write_file(Path(sys.argv[1]), bytes(100_000))\n"
        "except AppError as error: print(type(error).__name__)"
    )
    if sys.platform == "win32":
        pytest.skip("needs the limits of a Unix system")
    assert fresh_process(code, str(tmp_path / "dossier.pdf")).strip() == "NotWritableError"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_gets_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        vaults.as_nobody(monkeypatch, tmp_path) as here,
        pytest.raises(NotWritableError),
        hidden_file(here / "dossier.pdf", b"%PDF", hidden_name(here / "dossier.pdf")),
    ):
        pytest.fail("it was written")
    assert list(tmp_path.iterdir()) == []
