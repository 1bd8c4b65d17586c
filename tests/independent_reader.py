"""Open a vault without the program: written along SECURITY.md, importing nothing of ``app``.

    python tests/independent_reader.py FOLDER [WORDLIST] < passphrase or recovery words

Prints as JSON what is in it, after checking the log, the versions and the exhibits against each other. With WORDLIST,
the file with the 2048 words, the 24 words are read instead of a passphrase.
"""

import base64
import hashlib
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any
from uuid import UUID

import apsw
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# ruff: noqa: S608 -- the names of the tables are constants of this file
SMALL = {"vault": "one", "member": "slot_id", "setting": "key", "own_text": "kind, key, version"}
SAID = ("number", "at", "by", "action", "subject", "detail", "content")


def canonical(value: object) -> bytes:
    """Return the canonical JSON of a value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    """Return a hash as it is written."""
    return hashlib.sha256(data).hexdigest()


def bits_of(words: list[str], listed: list[str]) -> bytes:
    """Return the bytes of the recovery words."""
    number = 0
    for word in words:
        number = number << 11 | listed.index(word)
    bits = (number >> 8).to_bytes(32, "big")
    if hashlib.sha256(bits).digest()[0] != number & 255:
        raise ValueError("the words do not fit together")
    return bits


def key_in(keyring: dict[str, Any], secret: str | bytes) -> bytes:
    """Return the key of the database."""
    for slot in keyring["slots"]:
        salt = base64.b64decode(slot["salt"])
        if isinstance(secret, str) and slot["kind"] == "passphrase":
            wrapping = hash_secret_raw(
                unicodedata.normalize("NFKC", secret).encode(),
                salt,
                time_cost=slot["cost"]["iterations"],
                memory_cost=slot["cost"]["memory_kib"],
                parallelism=slot["cost"]["lanes"],
                hash_len=32,
                type=Type.ID,
                version=0x13,
            )
        elif isinstance(secret, bytes) and slot["kind"] == "recovery":
            wrapping = HKDF(SHA256(), 32, salt, b"patroonzicht recovery 1").derive(secret)
        else:
            continue
        bound = canonical({"slot": {**slot, "wrapped": ""}, "vault": keyring["vault"], "version": 1})
        try:
            return AESGCM(wrapping).decrypt(base64.b64decode(slot["nonce"]), base64.b64decode(slot["wrapped"]), bound)
        except InvalidTag:
            continue
    raise ValueError("no slot opens")


def connected(database: Path, key: bytes) -> apsw.Connection:
    """Open the database for reading with another implementation of its encryption."""
    connection = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    for setting in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key.hex()}'\""):
        connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def rows_of(connection: apsw.Connection, table: str, order: str) -> list[dict[str, Any]]:
    """Return the rows of a table."""
    found = connection.execute(f"SELECT * FROM {table} ORDER BY {order}")
    return [dict(zip((column[0] for column in found.get_description()), row, strict=True)) for row in found]


def tables_hash(connection: apsw.Connection) -> str:
    """Return the hash of the small tables."""
    parts = ([name, [list(row.values()) for row in rows_of(connection, name, key)]] for name, key in SMALL.items())
    return sha256(b"".join(canonical(part) + b"\n" for part in parts))


def dashed(id_: str) -> str:
    """Return an id with its hyphens."""
    return str(UUID(id_))


def version_hash(case: str, row: dict[str, Any]) -> str:
    """Return the hash of a version."""
    said = {name: row[name] for name in ("action", "by", "kind", "number", "reason")}
    at = row["at"].removesuffix("+00:00") + "Z" if row["at"].endswith("+00:00") else row["at"]
    whole = {**said, "at": at, "content": json.loads(row["content"]), "record": dashed(row["record_id"])}
    return sha256(canonical([dashed(case), whole]))


def faults(connection: apsw.Connection) -> list[str]:
    """Return what does not fit together; a vault with erased cases needs more than this."""
    found, before = [], "0" * 64
    cases = {row["id"]: row["case_id"] for row in rows_of(connection, "record", "id")}
    versions: dict[int, list[str]] = {}
    for row in rows_of(connection, "revision", "entry"):
        versions.setdefault(row["entry"], []).append(version_hash(cases[row["record_id"]], row))
    left = ""
    for row in rows_of(connection, "audit", "number"):
        said = canonical({name: row[name] for name in SAID})
        if row["previous"] != before or row["hash"] != sha256(bytes.fromhex(before) + said):
            found.append(f"entry {row['number']}")
        before = row["hash"]
        told = dict(part.split(":", 1) for part in row["content"].split())
        hashes = sorted(versions.pop(row["number"], []))
        if told.get("records", "") != (sha256("\n".join(hashes).encode()) if hashes else ""):
            found.append(f"versions of entry {row['number']}")
        first, _, last = told["tables"].partition(">")
        if left not in {"", first}:
            found.append(f"small tables before entry {row['number']}")
        left = last or first
    if left != tables_hash(connection):
        found.append("small tables")
    return found + [f"versions of entry {entry}" for entry in versions]


def contents(connection: apsw.Connection) -> dict[str, Any]:
    """Return what is in the vault."""
    pieces: dict[str, bytes] = {}
    for row in rows_of(connection, "exhibit_chunk", "exhibit_id, position"):
        pieces[row["exhibit_id"]] = pieces.get(row["exhibit_id"], b"") + row["data"]
    records = {dashed(row["id"]): json.loads(row["content"]) for row in rows_of(connection, "record", "id")}
    return {
        "schema": connection.execute("PRAGMA user_version").fetchall()[0][0],
        "members": [row["name"] for row in rows_of(connection, "member", "added_at") if row["removed_at"] is None],
        "log": [row["action"] for row in rows_of(connection, "audit", "number")],
        "head": rows_of(connection, "audit", "number")[-1]["hash"],
        "records": records,
        "exhibits": {dashed(id_): sha256(data) == records[dashed(id_)]["sha256"] for id_, data in pieces.items()},
        "drafts": {row["key"]: json.loads(row["content"]) for row in rows_of(connection, "draft", "key")},
        "faults": faults(connection),
    }


def main() -> None:
    """Read the vault that was named."""
    folder, typed = Path(sys.argv[1]), sys.stdin.read().strip()
    keyring = json.loads((folder / "keyring.json").read_bytes())
    listed = Path(sys.argv[2]).read_text("utf-8").split() if sys.argv[2:] else []
    key = key_in(keyring, bits_of(typed.split(), listed) if listed else typed)
    connection = connected(folder / "vault.db", key)
    json.dump(contents(connection), sys.stdout)
    connection.close()


if __name__ == "__main__":
    main()
