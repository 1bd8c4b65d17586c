"""Make the certificate of an erasure: read (data lane), print (heavy lane), write and log (data lane)."""

import hashlib
from pathlib import Path
from uuid import UUID

import msgspec

from app import __version__
from app.domain.member import Right
from app.dossier.certificate import Certificate, HeldBy, print_certificate
from app.errors import RefusedError
from app.i18n import Language, Translator
from app.jobs import Job
from app.services.erasures import backups_holding
from app.services.leaving import Leaving, let_leave
from app.storage.store import Store


def prepare_certificate(store: Store, erasure_id: UUID) -> Certificate:
    """Return what the certificate says now about an erasure; the backups are those that can be found now."""
    with store.read(Right.MANAGE) as reader:
        done = next((one for one in reader.erasures() if one.id == erasure_id), None)
        entry = reader.entry(done.entry) if done is not None else None
    if done is None or done.erased_at is None or entry is None:
        raise RefusedError(reason="This case was not erased.")
    counts = done.counts
    return Certificate(
        reference=done.reference,
        ground=done.ground,
        proposed_at=done.proposed_at,
        proposed_by=done.proposed_by,
        reason=done.reason,
        erased_at=done.erased_at,
        erased_by=done.second,
        second_reason=done.second_reason,
        parts=tuple(sorted(counts.records.items())),
        versions=counts.versions,
        drafts=counts.drafts,
        exhibit_bytes=counts.exhibit_bytes,
        copies=counts.copies,
        entry=done.entry,
        head=entry.hash,
        backups=tuple(
            HeldBy(name=one.place.name, made_at=one.label.made_at if one.label is not None else None)
            for one in backups_holding(store, done)
        ),
        made_at=store.clock.now(),
        made_by=store.user,
        program_version=__version__,
    )


def render_certificate(told: Certificate, language: Language, job: Job) -> bytes:
    """Return the certificate as a PDF; heavy work."""
    return print_certificate(told, Translator(language), job)


def deliver_certificate(store: Store, erasure_id: UUID, pdf: bytes, target: Path) -> None:
    """Write the certificate where the user wants it, and log that; neither is there without the other."""
    detail = msgspec.json.encode({"sha256": hashlib.sha256(pdf).hexdigest()}).decode()
    leaving = Leaving(pdf, "certificate.exported", str(erasure_id), detail)
    let_leave(store, target, lambda _uow: leaving, Right.MANAGE)


def note_printed(store: Store, erasure_id: UUID, pdf: bytes) -> None:
    """Log that the certificate goes to a printer; this comes before the printing."""
    with store.write(Right.MANAGE) as uow:
        detail = msgspec.json.encode({"sha256": hashlib.sha256(pdf).hexdigest()}).decode()
        uow.commit("certificate.printed", str(erasure_id), detail)
