"""The paper with the recovery words of a vault. It is made in memory; nothing of it is written here."""

from app.clock import today
from app.dossier.recovery_sheet import recovery_sheet
from app.i18n import Language, Translator
from app.jobs import Job
from app.storage.store import Store

SUFFIX = ".vault"


def sheet_of(store: Store, words: tuple[str, ...], language: Language, job: Job) -> bytes:
    """Return the page as a PDF; heavy work."""
    job.check()
    name = store.folder.name.removesuffix(SUFFIX)
    return recovery_sheet(words, vault=name, made_on=today(store.clock), say=Translator(language))
