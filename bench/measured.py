"""One process, measured from the inside: the command line, or typst; the last line it prints is its memory.

Run by ``bench.dossier`` as ``-m bench.measured cli ARGUMENTS`` or ``-m bench.measured typst SOURCE FONTS TARGET``. The
kernel's own peak of this process is read (VmHWM): what ``getrusage`` says is inherited from whoever started it.
"""

import re
import sys
from pathlib import Path


def main() -> int:
    """Do what is asked and print the megabytes at its peak, and those that stood before the pages were made."""
    kind, *given = sys.argv[1:]
    before = [0.0]
    code = _typst(*given) if kind == "typst" else _command(given, before)
    print(f"{_megabytes('VmHWM'):.1f} {before[0]:.1f}")
    return code


def _command(given: list[str], before: list[float]) -> int:
    """Run the command line as it is, and note what stands when it begins to render."""
    from app.cli import main as command_line  # noqa: PLC0415  typst is measured without this program
    from app.clock import Clock  # noqa: PLC0415  as above
    from app.jobs import Job  # noqa: PLC0415  as above
    from app.services import vault  # noqa: PLC0415  as above
    from app.storage.store import Store  # noqa: PLC0415  as above

    unlock = vault.unlock_vault

    def unlocked(
        folder: Path, passphrase: str, clock: Clock, *, user: str = "", whole_up_to: int | None = None
    ) -> Store:
        store = unlock(folder, passphrase, clock, user=user, whole_up_to=whole_up_to)
        from app.services import dossier  # noqa: PLC0415  the command line loads it no earlier either

        render = dossier.render

        def noted(copy: dossier.PreparedCopy, job: Job) -> bytes:
            before[0] = _megabytes("VmRSS")
            return render(copy, job)

        dossier.render = noted
        return store

    vault.unlock_vault = unlocked
    return command_line(given)


def _typst(source: str, fonts: str, target: str) -> int:
    """Let typst set a file."""
    import typst  # noqa: PLC0415  this program is measured without typst

    Path(target).write_bytes(typst.compile(source, font_paths=[fonts], pdf_standards=["a-2a", "ua-1"]))
    return 0


def _megabytes(name: str) -> float:
    """Return a line of what the kernel tells about this process."""
    found = re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
