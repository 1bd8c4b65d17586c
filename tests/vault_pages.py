"""Every byte of a vault in plain, also those that belong to no row any more."""

from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE: Final = 4096
_SALT, _VECTOR, _RESERVED = 16, 16, 80


def plain_pages(database: Path, key: bytes) -> bytes:
    """Return every page of a database of SQLCipher 4, decrypted one by one, without asking SQLite anything."""
    data = database.read_bytes()
    assert data
    assert len(data) % _PAGE == 0
    return b"".join(_plain(data[start : start + _PAGE], key, first=start == 0) for start in range(0, len(data), _PAGE))


def _plain(page: bytes, key: bytes, *, first: bool) -> bytes:
    vector = page[_PAGE - _RESERVED : _PAGE - _RESERVED + _VECTOR]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(page[_SALT if first else 0 : _PAGE - _RESERVED]) + decryptor.finalize()
