"""The main job on a fictional case: a vault, an evaluation, a drawing and a dossier.

The case is training case TC1; the people in it are invented.
"""

import secrets
from itertools import count
from pathlib import Path
from uuid import UUID

import msgspec

from app.charts.svg import to_svg
from app.charts.theme import PAPER
from app.clock import Clock
from app.domain.dossier import DossierRequest
from app.errors import AppError, NotWritableError, RefusedError, VaultExistsError
from app.i18n import Translator
from app.jobs import Job
from app.resources import resource
from app.risk.engine import Pattern
from app.risk.listing import finding_list
from app.risk.picture import timeline_picture
from app.services import cases, dossier, exchange, pattern, vault
from app.services.files import read_passphrase, write_file
from app.storage.store import Store

USER = "Oefengebruiker"
PICTURE_WIDTH = 1000.0


class Demo(msgspec.Struct, frozen=True, kw_only=True):
    """What the demo made."""

    pattern: Pattern
    files: tuple[Path, ...]


def make_demo(out: Path, *, clock: Clock, say: Translator) -> Demo:
    """Make ``demo.vault/``, ``passphrase.txt``, ``dossier.pdf``, ``timeline.svg`` and ``findings.json`` in ``out``.

    A demo vault of an earlier run is kept beside the new one, as ``demo-1.vault`` with ``passphrase-1.txt``. Anything
    else at that place is left alone and ``VaultExistsError`` is raised. So is a passphrase that belongs to no demo
    vault: it may be the only way into another one.
    """
    folder, passphrase_file = out / "demo.vault", out / "passphrase.txt"
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritableError(folder=out) from error
    if folder.exists():
        _move_aside(folder, passphrase_file, clock)
    elif passphrase_file.exists():
        raise RefusedError(reason="A file passphrase.txt without a demo vault is there already. Choose another folder.")
    passphrase = "-".join(secrets.token_hex(2) for _ in range(5))
    write_file(passphrase_file, f"{passphrase}\n".encode())
    try:
        store = vault.create_vault(folder, user=USER, passphrase=passphrase, clock=clock)
    except BaseException:
        passphrase_file.unlink(missing_ok=True)
        raise
    try:
        change = exchange.import_case(store, resource("training/tc1.json").read_bytes(), name="tc1.json")
        seen = _evaluate(store, change.case)
        drawing = timeline_picture(
            seen.snapshot, at=seen.at, window=seen.window, width=PICTURE_WIDTH, say=say, theme=PAPER
        )
        write_file(out / "timeline.svg", to_svg(drawing).encode())
        found = msgspec.json.format(msgspec.json.encode(finding_list(seen, say)), indent=2)
        write_file(out / "findings.json", found + b"\n")
        _write_dossier(store, seen, out / "dossier.pdf", say)
    finally:
        store.close()
    names = ("demo.vault", "passphrase.txt", "dossier.pdf", "timeline.svg", "findings.json")
    return Demo(pattern=seen, files=tuple(out / name for name in names))


def _evaluate(store: Store, case: UUID) -> Pattern:
    """Evaluate at the reference date and window that the case itself names."""
    head = cases.read_case(store, case).case
    at = head.reference_date or store.clock.now().date()
    return pattern.pattern_of(store, case, at=at, window=head.window)


def _write_dossier(store: Store, seen: Pattern, target: Path, say: Translator) -> None:
    """Write the dossier of the fictional case for a practice meeting."""
    request = DossierRequest(
        recipient=say("Practice group"),
        purpose=say("Practising with a fictional case"),
        ground=say("Not needed: fictional case"),
        reason=say("Not needed: fictional case"),
        informed=True,
        profile="zorg_straf_overleg",
        author=store.user,
        language=say.language,
        at=seen.at,
        window=seen.window,
    )
    prepared = dossier.prepare(store, seen.snapshot.case.id, request)
    dossier.deliver(store, prepared, dossier.render(prepared, Job()), target)


def _move_aside(folder: Path, passphrase_file: Path, clock: Clock) -> None:
    """Keep the vault of an earlier demo under a free number, with its passphrase: somebody may have worked in it.

    Raises ``VaultExistsError`` when the passphrase beside it does not open it.
    """
    try:
        vault.unlock_vault(folder, read_passphrase(passphrase_file), clock).close()
    except AppError as error:
        raise VaultExistsError(folder=folder) from error
    number = next(number for number in count(1) if not folder.with_name(f"demo-{number}.vault").exists())
    folder.rename(folder.with_name(f"demo-{number}.vault"))
    passphrase_file.replace(passphrase_file.with_name(f"passphrase-{number}.txt"))
