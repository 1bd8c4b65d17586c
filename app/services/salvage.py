"""Save what can be read of a damaged vault to a new one beside it."""

from pathlib import Path

from app.clock import Clock
from app.domain.salvage import SalvageReport
from app.services.door import at_the_door
from app.storage.open_to_read import salvage_to


def salvage_vault(folder: Path, passphrase: str, target: Path, clock: Clock, *, name: str = "?") -> SalvageReport:
    """Make a new vault at ``target`` and return what was saved and what was not; the damaged one is only read.

    The new vault opens with the same passphrases. ``name`` is what a case is called whose own name is lost.
    """
    with at_the_door(folder, clock, writing=False):
        return salvage_to(folder, passphrase, target, clock, name=name)
