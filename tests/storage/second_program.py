"""Open a vault, say so, save what is asked over standard input, and stop at its end. Run by ``test_read_only.py``."""

import sys
from pathlib import Path

import builders
import vaults
from app.clock import SystemClock
from app.services import cases, vault


def main() -> None:
    """Open, save, close."""
    with vault.unlock_vault(Path(sys.argv[1]), vaults.PASSPHRASE, SystemClock()) as store:
        sys.stdout.write("open\n")
        sys.stdout.flush()
        for line in sys.stdin:
            cases.open_case(store, builders.case(reference=line.strip()))
            sys.stdout.write("saved\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
