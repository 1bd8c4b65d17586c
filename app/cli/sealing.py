"""The command about dossiers that came back: who signed, what is in them, and whether a vault knows them."""

import argparse

from app.cli.opened import open_vault, print_json
from app.dossier.reading_back import BroughtBack
from app.dossier.seal import Seal
from app.i18n import Translator
from app.services.files import read_file
from app.services.verify_dossier import InVault, found_in, read_back


def verify_dossier(options: argparse.Namespace, say: Translator) -> int:
    """Check a dossier by itself and, where one is named, against a vault; 1 when anything does not fit."""
    brought = read_back(read_file(options.file))
    known = None
    if options.vault is not None:
        with open_vault(options, say) as store:
            known = found_in(store, brought)
    fits = brought.is_sound and (known is None or (known.given is not None and known.entry is not None))
    if options.json:
        print_json({"file": brought, "vault": known, "fits": fits})
        return 0 if fits else 1
    for line in (*_about_file(brought, say), *(_about_vault(known, say) if known else ())):
        print(line)
    return 0 if fits else 1


def _about_file(brought: BroughtBack, say: Translator) -> list[str]:
    """Return what the file tells by itself."""
    lines = [
        say("Dossier id {id}", id=brought.dossier or "—"),
        say("SHA-256 of the file: {hash}", hash=brought.sha256),
        say("Code of the log on its pages: {code}", code=brought.code or "—"),
    ]
    for seal in brought.seals:
        lines += _about_seal(seal, say)
    if not brought.seals:
        lines.append(say("There is no electronic signature in it."))
    for one in brought.files:
        words = say("its hash is the one on the pages") if one.listed else say("ITS HASH IS NOT ON THE PAGES")
        lines.append(f"{one.name}: {words}")
    return lines


def _about_seal(seal: Seal, say: Translator) -> list[str]:
    """Return what a signature tells."""
    unchanged = say("The signed bytes are unchanged.") if seal.unchanged else say("THE SIGNED BYTES WERE CHANGED.")
    lines = [
        say("Signed with the certificate of {signer}, issued by {issuer}.", signer=seal.signer, issuer=seal.issuer),
        say("Fingerprint of the certificate: {hash}", hash=seal.fingerprint),
        unchanged,
    ]
    if not seal.whole:
        lines.append(say("SOMETHING WAS ADDED TO THE FILE AFTER IT WAS SIGNED."))
    if seal.moment is not None:
        lines.append(say("Moment by the computer of who signed: {moment}", moment=say.moment(seal.moment)))
    lines.append(
        say("Whether this certificate can be trusted is not checked here: compare the fingerprint with its holder.")
    )
    return lines


def _about_vault(known: InVault, say: Translator) -> list[str]:
    """Return what a vault knows of the file."""
    lines = []
    if known.given is None:
        lines.append(say("THIS VAULT DID NOT GIVE A COPY WITH THESE BYTES."))
    else:
        given = known.given
        lines.append(
            say(
                "Given as copy {number} to {recipient} on {moment} by {who}.",
                number=given.number,
                recipient=given.recipient,
                moment=say.moment(given.at),
                who=given.by,
            )
        )
    if known.entry is None:
        lines.append(say("THE CODE ON ITS PAGES IS NOT IN THE LOG OF THIS VAULT."))
    else:
        lines.append(
            say("The code on its pages belongs to entry {number}: it is still there.", number=known.entry.number)
        )
    return lines
