"""The certificate tells what was erased and names nobody of the case."""

from pathlib import Path

import pytest
from dossier_copies import page_texts

import builders
import vaults
from app.domain.backup import BackupReason
from app.domain.erasure import ErasureGround
from app.i18n import Language
from app.jobs import Job
from app.services import cases, certificate, erasures, log, records, vault
from app.storage.store import Store

pytestmark = pytest.mark.storage
REASON = "De bewaartermijn is voorbij."


@pytest.mark.parametrize(("language", "title"), [("nl", "Bewijs van wissen"), ("en", "Certificate of erasure")])
def test_it_tells_what_why_when_and_by_whom(store: Store, tmp_path: Path, language: Language, title: str) -> None:
    head = builders.case(reference="Z-2011-077", name="Zaak Gezienne")
    cases.open_case(store, head, [builders.person(name="Gezienne Zwartewaal")])
    records.record(store, head.id, builders.incident(facts="vuurtoren"))
    store.back_up(BackupReason.ASKED)
    proposed = erasures.propose_erasure(store, head.id, ErasureGround.TERM, reason=REASON)
    erasures.erase(store, proposed.id, number="Z-2011-077", reason=REASON)

    told = certificate.prepare_certificate(store, proposed.id)
    pdf = certificate.render_certificate(told, language, Job())
    target = tmp_path / "bewijs.pdf"
    certificate.deliver_certificate(store, proposed.id, pdf, target)
    certificate.note_printed(store, proposed.id, pdf)

    words = " ".join(page_texts(target.read_bytes()))
    assert title in words
    assert "Z-2011-077" in words
    assert REASON in words
    assert "Anke Proef" in words
    assert told.backups[0].name in words.replace("\n", " ")
    assert "Gezienne" not in words
    assert "vuurtoren" not in words
    assert pdf == certificate.render_certificate(told, language, Job())
    newest = [one.entry.action for one in log.read_log(store).lines[:2]]
    assert newest == ["certificate.printed", "certificate.exported"]
    assert vault.held_by(store, _code(words)).action == "case.erased"
    assert vaults.PASSPHRASE not in words


def _code(words: str) -> str:
    """Return the code of the log that is printed on the paper."""
    return next(word for word in words.split() if word.count("-") == 4)
