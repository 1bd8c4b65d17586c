#!/usr/bin/env python3
"""One door to the project: prepare the environment, run the program, test it and check it.

    python3 dev.py demo [--out DIR] [--no-window]   do the main job on a fictional case, then open the program on it
    python3 dev.py run [VAULT]                      open the program
    python3 dev.py test [PYTEST ARGUMENTS]          pass the tests, offscreen
    python3 dev.py torture [--saves N] [PYTEST ARGUMENTS]
                                                    kill, fill, flip and tear a vault: N saves (10,000), every byte
    python3 dev.py check                            format, lint, types, import contracts
    python3 dev.py shots [--out DIR]                a picture of every page, nl and en, light and dark
    python3 dev.py golden                           write the golden files anew and show what changed
    python3 dev.py lock                             renew the lock files

Only the standard library is used here. The first call makes .venv and installs the locked packages; a later call does
so again when a lock file changed.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCKS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}
OLDEST, NEWEST = (3, 11), (3, 13)
COOL_DOWN_DAYS = 7

# What Qt's xcb and offscreen platforms load on Debian and Ubuntu.
QT_PACKAGES = [
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
]
QT_PROBE = (
    "import ctypes, sys\n"
    "from PySide6 import QtGui, QtWidgets\n"
    "if sys.platform == 'linux':\n"
    "    for name in ('libxcb-cursor.so.0', 'libxkbcommon-x11.so.0', 'libxcb-icccm.so.4', 'libxcb-keysyms.so.1'):\n"
    "        ctypes.CDLL(name)\n"
)


class Stop(SystemExit):
    """End with a sentence on standard error and exit code 1."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=["demo", "run", "test", "torture", "check", "shots", "golden", "lock"])
    known, rest = parser.parse_known_args(arguments)
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Stop(f"Patroonzicht needs Python 3.11, 3.12 or 3.13; this is {platform.python_version()}.")
    commands = {
        "demo": demo,
        "run": run,
        "test": test,
        "torture": torture,
        "check": check,
        "shots": shots,
        "golden": golden,
        "lock": lock,
    }
    return commands[known.command](rest)


def demo(rest: Sequence[str]) -> int:
    """Make the fictional demo vault, its dossier and its findings; open the program where there is a display."""
    parser = argparse.ArgumentParser(prog="dev.py demo")
    parser.add_argument("--out", type=Path, default=Path("patroonzicht-demo"), help="folder for what the demo makes")
    parser.add_argument("--no-window", action="store_true", help="do not open the program afterwards")
    options = parser.parse_args(rest)
    prepare("run")
    out = options.out.absolute()
    code = call("-P", "-m", "app.cli", "demo", "--out", str(out))
    if code or options.no_window:
        return code
    if not has_display():
        print(f"\nGeen beeldscherm gevonden; het programma wordt niet geopend. Alles staat in {out}")
        return 0
    prepare_qt()
    return call("-P", "-m", "app", "--passphrase-file", str(out / "passphrase.txt"), str(out / "demo.vault"))


def run(rest: Sequence[str]) -> int:
    """Open the program."""
    if not has_display():
        raise Stop(
            "Hier is geen beeldscherm, dus het venster kan niet open. "
            "`python3 dev.py demo` doet het werk zonder venster en maakt een dossier."
        )
    prepare("run")
    prepare_qt()
    return call("-P", "-m", "app", *rest, folder=Path.cwd())


def test(rest: Sequence[str], **extra: str) -> int:
    """Pass the tests offscreen, in random order, on all cores."""
    prepare("dev")
    prepare_qt()
    workers = [] if any(part.startswith("-n") for part in rest) else ["-n", str(min(os.cpu_count() or 1, 8))]
    return call("-m", "pytest", *workers, *rest, folder=ROOT, QT_QPA_PLATFORM="offscreen", **extra)


def torture(rest: Sequence[str]) -> int:
    """Pass the tests that are hard on a vault, many more times than a normal run does; takes hours."""
    parser = argparse.ArgumentParser(prog="dev.py torture")
    parser.add_argument("--saves", type=int, default=10_000, help="how many saves to be killed in")
    options, arguments = parser.parse_known_args(rest)
    asked = str(max(1, options.saves))
    return test(["-m", "torture", "--timeout", "0", "--durations", "0", *arguments], PATROONZICHT_TORTURE=asked)


def check(rest: Sequence[str]) -> int:
    """Check format, lint, types and import contracts; all are run, so that one look shows everything."""
    del rest
    prepare("dev")
    steps = (
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "ruff", "check", "."),
        ("-m", "mypy"),
        ("-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"),
    )
    failed = [" ".join(step[1:3]) for step in steps if call(*step)]
    print("check: " + (f"not in order: {', '.join(failed)}" if failed else "all in order"))
    return 1 if failed else 0


def shots(rest: Sequence[str]) -> int:
    """Make a picture of every page."""
    prepare("run")
    prepare_qt()
    parser = argparse.ArgumentParser(prog="dev.py shots")
    parser.add_argument("--out", type=Path, default=Path("shots"), help="folder for the pictures")
    options = parser.parse_args(rest)
    return call("-m", "tools.shots", str(options.out.absolute()), QT_QPA_PLATFORM="offscreen")


def golden(rest: Sequence[str]) -> int:
    """Write the golden files anew and show the difference."""
    prepare("dev")
    prepare_qt()
    code = call("-m", "pytest", "-k", "golden", *rest, QT_QPA_PLATFORM="offscreen", PATROONZICHT_WRITE_GOLDEN="1")
    subprocess.run(["git", "diff", "--stat", "--", "tests/golden"], cwd=ROOT, check=False)
    return code


def lock(rest: Sequence[str]) -> int:
    """Renew the lock files from pyproject.toml; releases younger than a week wait."""
    del rest
    prepare("dev")
    newest = (datetime.now(UTC) - timedelta(days=COOL_DOWN_DAYS)).date().isoformat()
    for name, path in LOCKS.items():
        group = ["--group", "dev"] if name == "dev" else []
        code = call(
            *("-m", "uv", "pip", "compile", "pyproject.toml", *group, "--universal", "--python-version", "3.11"),
            *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--exclude-newer", newest),
            *("--custom-compile-command", "python3 dev.py lock", "--upgrade", "--quiet", "-o", str(path)),
        )
        if code:
            return code
    return 0


def call(*arguments: str, folder: Path = ROOT, **extra: str) -> int:
    """Run the environment's Python in a folder and return its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **extra}
    return subprocess.run([str(PYTHON), *arguments], cwd=folder, env=environment, check=False).returncode


def has_display() -> bool:
    """Whether a window can be shown."""
    if WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare(kind: str) -> None:
    """Make .venv and install a lock when it is not installed yet; dev contains run."""
    wanted = hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()
    stamp = VENV / f"installed-{kind}"
    contained = kind == "run" and is_installed("dev")
    if contained or is_installed(kind):
        return
    if not PYTHON.exists():
        make_venv()
    print(f"Installing the locked packages ({LOCKS[kind].name}); this happens once.", file=sys.stderr)
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    if call(*install, "-r", str(LOCKS[kind])):
        raise Stop("The packages could not be installed. Check the connection and run the command again.")
    stamp.write_text(wanted, encoding="ascii")


def is_installed(kind: str) -> bool:
    """Whether .venv holds exactly this lock."""
    stamp = VENV / f"installed-{kind}"
    wanted = hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()
    return PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted


def make_venv() -> None:
    """Make .venv; on Debian and Ubuntu the module for it may be a package of its own."""
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, check=False, capture_output=True).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    install_debian([package], "Python's venv module is missing.")
    subprocess.run(command, check=True)


def prepare_qt() -> None:
    """Make sure that Qt can load its system libraries."""
    found = subprocess.run([str(PYTHON), "-c", QT_PROBE], check=False, capture_output=True, text=True)
    if found.returncode == 0:
        return
    reason = found.stderr.strip().splitlines()[-1] if found.stderr.strip() else "unknown reason"
    if sys.platform != "linux":
        raise Stop(f"Qt cannot be loaded: {reason}")
    install_debian(QT_PACKAGES, f"Qt misses system libraries ({reason}).")


def install_debian(packages: Sequence[str], why: str) -> None:
    """Install Debian packages when we may; otherwise say exactly what to type."""
    command = f"apt-get install --no-install-recommends -y {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise Stop(f"{why} Install the packages that your system has for: {' '.join(packages)}")
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Stop(f"{why} Run this once, then try again:\n\n    sudo {command}\n")
    print(f"{why} Installing them once.", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, stdout=subprocess.DEVNULL)
    done = subprocess.run(command.split(), check=False, env=environment, stdout=subprocess.DEVNULL)
    if done.returncode:
        raise Stop(f"{why} Installing failed; run this by hand:\n\n    {command}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
