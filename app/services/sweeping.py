"""Clean the file of a vault after a case was erased."""

from app.storage.erasures import SWEPT
from app.storage.store import Store


def finish_erasures(store: Store) -> None:
    """Write the file anew without what was erased, unless that was done; one that was cut short is done again."""
    if store.read_only is not None:
        return
    with store.inspect() as reader:
        if reader.is_swept():
            return
    store.sweep()
    with store.write(None) as uow:
        uow.commit(SWEPT, str(uow.vault_id()))
