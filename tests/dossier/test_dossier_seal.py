"""The signature under a dossier: it adds and changes nothing, and reading it back promises no more than it can know."""

import hashlib
from io import BytesIO

import pikepdf
import pytest
from certificates import PASSWORD, as_text, certificate
from dossier_copies import copy_of, request
from msgspec.structs import replace
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

import builders
from app.domain.anchor import anchor_code
from app.domain.dossier import ExhibitsShown
from app.dossier.archival import Attachment
from app.dossier.model import DossierInput
from app.dossier.reading_back import read_back
from app.dossier.render import render
from app.dossier.seal import sealed, seals_of
from app.errors import DossierError
from app.jobs import Job

CERTIFICATE = certificate()
DATA = b"verzonnen"


def _copy() -> DossierInput:
    exhibit = builders.exhibit(
        number=12, file_name="a.txt", media_type="text/plain", sha256=hashlib.sha256(DATA).hexdigest()
    )
    asked = request(exhibits=ExhibitsShown.EMBEDDED, profile="intern")
    made = copy_of(builders.snapshot(builders.incident(number=1), exhibits=(exhibit,)), request=asked)
    return replace(made, exhibit_bytes={exhibit.id: DATA})


MADE = _copy()
PDF = render(MADE, Job())
SEALED = sealed(PDF, CERTIFICATE, PASSWORD)


def test_a_signature_is_added_and_nothing_else_changes() -> None:
    assert SEALED.startswith(PDF)
    assert seals_of(PDF) == ()
    (seal,) = seals_of(SEALED)
    assert seal.signer == "Common Name: Anke Proef"
    assert (seal.unchanged, seal.whole, seal.serial) == (True, True, "4D")


def test_a_changed_byte_is_seen() -> None:
    at = PDF.index(b"stream\n") + 40
    changed = SEALED[:at] + bytes([SEALED[at] ^ 1]) + SEALED[at + 1 :]
    (seal,) = seals_of(changed)
    assert not seal.unchanged


def test_what_was_added_after_the_signature_is_seen() -> None:
    (first, second) = seals_of(sealed_again := _signed_twice())
    assert (first.unchanged, first.whole) == (True, False)
    assert second.whole
    assert not read_back(sealed_again).is_sound


def _signed_twice() -> bytes:
    """Return a file to which something was added after its signature."""
    signer = SimpleSigner.load_pkcs12_data(CERTIFICATE, [], PASSWORD.encode())
    kept = BytesIO()
    sign_pdf(IncrementalPdfFileWriter(BytesIO(SEALED)), PdfSignatureMetadata(field_name="Other"), signer, output=kept)
    return kept.getvalue()


@pytest.mark.parametrize("locked", [True, False])
def test_a_key_and_a_certificate_as_text_sign_as_well(locked: bool) -> None:
    chain, key = as_text(CERTIFICATE, locked=locked)
    word = PASSWORD if locked else ""
    assert all(seal.unchanged for made in (chain + key, key + chain) for seal in seals_of(sealed(PDF, made, word)))


def test_a_key_of_another_certificate_signs_nothing() -> None:
    chain, _ = as_text(CERTIFICATE, locked=False)
    _, other = as_text(certificate("Iemand Anders"), locked=False)
    with pytest.raises(DossierError, match="belong together"):
        sealed(PDF, chain + other, "")


@pytest.mark.parametrize("half", [0, 1])
def test_a_certificate_without_its_key_or_a_key_alone_is_refused(half: int) -> None:
    with pytest.raises(DossierError):
        sealed(PDF, as_text(CERTIFICATE, locked=False)[half], "")


@pytest.mark.parametrize(("file", "password"), [(CERTIFICATE, "fout"), (CERTIFICATE, ""), (b"geen", PASSWORD)])
def test_a_wrong_password_or_another_file_is_refused(file: bytes, password: str) -> None:
    with pytest.raises(DossierError):
        sealed(PDF, file, password)


def test_a_dossier_tells_its_id_its_code_and_that_its_files_are_the_ones_on_its_pages() -> None:
    brought = read_back(SEALED)
    assert brought.dossier == MADE.dossier_id
    assert brought.code == anchor_code(MADE.chain_number, MADE.chain_head)
    assert [(one.name, one.listed) for one in brought.files] == [("bijlage-12.txt", True)]
    assert brought.is_sound


def test_a_file_whose_hash_is_not_on_the_pages_is_named() -> None:
    other = Attachment("bijlage-13.txt", b"iets anders", "text/plain", "Bijlage 13", MADE.made_at)
    brought = read_back(render(MADE, Job(), attachments=(other,)))
    assert [one.name for one in brought.files if not one.listed] == ["bijlage-13.txt"]
    assert not brought.is_sound


def test_another_file_is_refused() -> None:
    with pytest.raises(DossierError):
        read_back(b"geen PDF")


def test_pages_or_files_that_were_taken_out_are_missed_also_without_a_signature() -> None:
    with pikepdf.open(BytesIO(PDF)) as opened:
        del opened.pages[1]
        shorter = BytesIO()
        opened.save(shorter)
    assert read_back(PDF).pages
    assert not read_back(shorter.getvalue()).pages
    with pikepdf.open(BytesIO(PDF)) as opened:
        for name in list(opened.attachments):
            del opened.attachments[name]
        bare = BytesIO()
        opened.save(bare)
    brought = read_back(bare.getvalue())
    assert (brought.files_told, len(brought.files), brought.is_sound) == (1, 0, False)
