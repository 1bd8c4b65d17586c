"""A certificate of nobody, made for the tests, as a PKCS#12 file and as text."""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSWORD = "een proefwoord"


def certificate(name: str = "Anke Proef") -> bytes:
    """Return a certificate with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(datetime(2025, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2045, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    locked = BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"proef", key, made, None, locked)


def as_text(file: bytes, *, locked: bool) -> tuple[bytes, bytes]:
    """Return the certificate and the key of a PKCS#12 file as PEM text."""
    key, made, _ = pkcs12.load_key_and_certificates(file, PASSWORD.encode())
    assert key is not None
    assert made is not None
    lock = BestAvailableEncryption(PASSWORD.encode()) if locked else NoEncryption()
    return made.public_bytes(Encoding.PEM), key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
