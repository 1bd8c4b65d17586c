"""Check a dossier that came back: by itself, and against the vault that it says it came from."""

from pathlib import Path

from app.domain.brought_back import BroughtBack, InVault
from app.dossier.reading_back import read_back
from app.errors import AnchorGoneError, AnchorReplacedError, RefusedError
from app.jobs import Job
from app.services.dossier import copy_with_hash
from app.services.files import read_file
from app.storage.store import Store
from app.storage.verify import check_anchor


def read_dossier(path: Path, job: Job) -> BroughtBack:
    """Return what a file tells about itself; raises ``DossierError`` when it is no readable PDF."""
    data = read_file(path)
    job.check()
    return read_back(data)


def found_in(store: Store, brought: BroughtBack) -> InVault:
    """Return what the log knows of a file."""
    with store.read() as reader:
        try:
            entry = check_anchor(reader, brought.code) if brought.code else None
        except (AnchorGoneError, AnchorReplacedError, RefusedError):
            entry = None
        return InVault(given=copy_with_hash(reader, brought.sha256), entry=entry)
