"""The electronic signature under a dossier: PAdES at level B-B, made and read without any network.

Level B-B holds no time from outside: the moment in it is that of this computer. What a signature shows is who holds
the key of a certificate and that the bytes did not change. Whether to trust the certificate is not for a program that
is offline: nobody is asked, and nobody is believed. The signature shows nothing on the page, so the file keeps its
standards.
"""

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, cast

from app.domain.brought_back import Seal
from app.errors import DossierError

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_FIELD: Final = "Seal"
_PEM: Final = b"-----BEGIN "
_UNREADABLE: Final = (
    "The certificate cannot be read. Choose a file with the certificate and its key (.p12, .pfx or .pem) and check its "
    "password."
)


def sealed(pdf: bytes, certificate: bytes, passphrase: str) -> bytes:
    """Return a dossier with a signature added; what was there stays byte for byte.

    ``certificate`` is a PKCS#12 file with its key, or PEM text with both. The passphrase is used here and kept
    nowhere. Raises ``DossierError`` when they do not fit.
    """
    # Only who signs pays for the library.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf  # noqa: PLC0415

    _quiet()
    try:
        signer = _signer(certificate, passphrase.encode() or None)
    except (ValueError, TypeError, StopIteration) as error:
        raise DossierError(reason=_UNREADABLE) from error
    if signer is None or signer.signing_cert is None:
        raise DossierError(reason=_UNREADABLE)
    told = PdfSignatureMetadata(field_name=_FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    kept = BytesIO()
    sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), told, signer, output=kept)
    made = kept.getvalue()
    if not all(seal.unchanged and seal.whole for seal in seals_of(made)):
        raise DossierError(reason="The key and the certificate do not belong together. Choose a file that holds both.")
    return made


def _signer(certificate: bytes, passphrase: bytes | None) -> "SimpleSigner | None":
    """Return who signs: of PEM text the key and the first certificate, else of PKCS#12.

    Raises ``ValueError``, ``TypeError`` or ``StopIteration`` when they are not there or the passphrase does not fit.
    """
    from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data  # noqa: PLC0415
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    if _PEM not in certificate:
        return cast("SimpleSigner | None", SimpleSigner.load_pkcs12_data(certificate, [], passphrase))
    chain = list(load_certs_from_pemder_data(certificate))
    key = load_private_key_from_pemder_data(certificate, passphrase)
    store = cast("Any", SimpleCertificateStore)()
    store.register_multiple(chain)
    return SimpleSigner(signing_cert=next(iter(chain)), signing_key=key, cert_registry=store)


def seals_of(pdf: bytes) -> tuple[Seal, ...]:
    """Return every signature of a file; raises ``DossierError`` when it is too damaged to be read."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.general import SigningError  # noqa: PLC0415

    _quiet()
    try:
        return tuple(_read(found) for found in PdfFileReader(BytesIO(pdf)).embedded_signatures)
    except (PdfError, SigningError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise DossierError(reason="The signature of this file is damaged. The file is not as it was signed.") from error


def _read(found: "EmbeddedPdfSignature") -> Seal:
    """Return one signature; the certificate is read, not trusted."""
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    status = validate_pdf_signature(found, ValidationContext(allow_fetching=False, trust_roots=[]))
    certificate = status.signing_cert
    return Seal(
        signer=certificate.subject.human_friendly,
        issuer=certificate.issuer.human_friendly,
        serial=f"{certificate.serial_number:X}",
        fingerprint=certificate.sha256.hex(),
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        unchanged=bool(status.intact and status.valid),
        whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        moment=status.signer_reported_dt,
    )


def _quiet() -> None:
    """Keep the library from writing about certificates that nobody vouches for to the terminal."""
    logging.getLogger("pyhanko").addHandler(logging.NullHandler())
    logging.getLogger("pyhanko_certvalidator").addHandler(logging.NullHandler())
