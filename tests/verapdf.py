"""The outside validator of the standards for archive and access: veraPDF.

It is the command named by ``VERAPDF`` (called with a flavour and files), the script of the shared tools beside the
checkout, or ``verapdf`` on the path.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "tools" / "verapdf" / "verapdf.sh"
_QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_LONG_RUN = "-XX:+UseSerialGC -Xmx6g"
_FLAVOURS = ("auto", "ua1")
"""PDF/A as the file says of itself, and PDF/UA-1."""


def needs_validator() -> None:
    """Skip where there is none."""
    _command("auto")


def refused(files: Sequence[Path], *, large: bool = False) -> list[str]:
    """Return what the validator says of files that do not keep PDF/A as they say they do, or PDF/UA-1.

    All files are read by one process for each standard, and the two run beside each other. ``large`` files are worth
    the time it takes to make a process fast.
    """
    runs = [
        subprocess.Popen(  # noqa: S603
            [*_command(flavour), *map(str, files)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "JAVA_TOOL_OPTIONS": _LONG_RUN if large else _QUICK_START},
        )
        for flavour in _FLAVOURS
    ]
    told = [run.communicate() for run in runs]
    found = []
    for run, (words, trouble) in zip(runs, told, strict=True):
        lines = [line for line in words.splitlines() if line.strip()]
        if run.returncode not in (0, 1) and not lines:
            pytest.skip(f"veraPDF does not run here: {trouble.strip()[-200:]}")
        passed = [line for line in lines if line.startswith("PASS")]
        found += [] if len(passed) == len(files) else [line for line in lines if line not in passed] or ["nothing told"]
    return found


def unread(files: Sequence[Path]) -> list[str]:
    """Return what ``qpdf --check`` says of files that are not whole, or skip where it is not installed."""
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    done = [
        subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)  # noqa: S603, S607
        for file in files
    ]
    return [f"{one.args[-1]}: {one.stdout}{one.stderr}" for one in done if one.returncode]


def _command(flavour: str) -> list[str]:
    """Return how the validator is called, or skip."""
    named = os.environ.get("VERAPDF") or (str(_BESIDE) if _BESIDE.exists() else "")
    if named:
        return [named, flavour]
    found = shutil.which("verapdf")
    if found is None:
        pytest.skip("veraPDF is not installed")
    return [found, "--format", "text", "-f", "0" if flavour == "auto" else flavour]
