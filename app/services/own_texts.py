"""Own checklists and translations of a vault: add them, offer them, take them away."""

import hashlib
import tomllib

from app.domain.own_text import OwnKind, OwnText
from app.errors import RefusedError
from app.risk.own_checklist import read_own_checklist
from app.risk.own_translation import Translation, read_own_translation
from app.storage.store import Store
from app.storage.unit_of_work import UnitOfWork

OTHER_WORDS = "The vault has this version of the list with other words. Give the changed list a new version."


def list_own(store: Store) -> tuple[OwnText, ...]:
    """Return the own checklists and translations, checklists first."""
    with store.read() as reader:
        return reader.own_texts()


def translations(store: Store) -> tuple[Translation, ...]:
    """Return the translations, read."""
    return tuple(
        read_own_translation(own.text.encode(), own.file) for own in list_own(store) if own.kind is OwnKind.TRANSLATION
    )


def add_own(store: Store, data: bytes, *, name: str) -> tuple[OwnText, ...]:
    """Add a checklist or a translation from the bytes of its file and return everything that is there now.

    Raises:
        OwnFileError: the file is refused as a whole, with the line and the place of its first fault.
        RefusedError: the vault has it already, or has other words under its version.
    """
    if _is_translation(data):
        translation = read_own_translation(data, name)
        kind, key, version = OwnKind.TRANSLATION, f"{translation.checklist}/{translation.language}", translation.version
    else:
        checklist = read_own_checklist(data, name)
        kind, key, version = OwnKind.CHECKLIST, checklist.id, checklist.version
    text = text_of(data)
    with store.write() as uow:
        found = find(uow, kind, key, version)
        if found is not None and found.text == text and found.offered:
            raise RefusedError(reason="This is in the vault already.")
        if kind is OwnKind.CHECKLIST:
            refuse_other_words(found, text)
            if found is not None and found.text != text:
                uow.own.drop(kind, key, version)
        uow.own.put(kind, key, version, file=name, text=text, offered=True)
        if kind is OwnKind.CHECKLIST:
            uow.own.offer(key, version)
        uow.commit(f"{kind}.added", f"{key} {version}", f"{name} {print_of(text)}")
    return list_own(store)


def offer_own(store: Store, key: str, version: str) -> tuple[OwnText, ...]:
    """Offer one version of a checklist for new assessments, in the place of another version."""
    with store.write() as uow:
        _needed(uow, OwnKind.CHECKLIST, key, version)
        uow.own.offer(key, version)
        uow.commit("checklist.offered", f"{key} {version}")
    return list_own(store)


def remove_own(store: Store, kind: OwnKind, key: str, version: str) -> tuple[OwnText, ...]:
    """Take a text away; a checklist that was used is only offered no longer, because its words have to stay."""
    with store.write() as uow:
        found = _needed(uow, kind, key, version)
        if not found.used:
            uow.own.drop(kind, key, version)
        elif found.offered:
            uow.own.offer(key, "")
        else:
            raise RefusedError(reason="An assessment uses this list. Its words have to stay.")
        uow.commit(f"{kind}.removed", f"{key} {version}", print_of(found.text))
    return list_own(store)


def find(uow: UnitOfWork, kind: OwnKind, key: str, version: str) -> OwnText | None:
    """Return an own text, or ``None``."""
    wanted = (kind, key, version)
    return next((own for own in uow.own_texts() if (own.kind, own.key, own.version) == wanted), None)


def refuse_other_words(found: OwnText | None, text: str) -> None:
    """Raise ``RefusedError`` when a list that was used has other words under the same version."""
    if found is not None and found.used and found.text != text:
        raise RefusedError(reason=OTHER_WORDS)


def text_of(data: bytes) -> str:
    """Return the text of a file as it is kept, without the marks of an editor or a system."""
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def print_of(text: str) -> str:
    """Return the fingerprint by which the log knows a text."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _needed(uow: UnitOfWork, kind: OwnKind, key: str, version: str) -> OwnText:
    found = find(uow, kind, key, version)
    if found is None:
        raise RefusedError(reason="This is not in the vault any more.")
    return found


def _is_translation(data: bytes) -> bool:
    """Whether a file says that it is in another language; one that cannot be read is refused as a checklist."""
    try:
        return "language" in tomllib.loads(text_of(data))
    except (ValueError, RecursionError):
        return False
