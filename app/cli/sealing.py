"""The command about dossiers that came back: who signed, what is in them, and whether a vault knows them."""

import argparse

from app.cli.opened import open_vault, print_json
from app.i18n import Translator
from app.jobs import Job
from app.services.verify_dossier import found_in, read_dossier
from app.viewmodels.brought_back_words import conclusion, file_parts, told, vault_part


def verify_dossier(options: argparse.Namespace, say: Translator) -> int:
    """Check a dossier by itself and, where one is named, against a vault; 1 when anything does not fit."""
    brought = read_dossier(options.file, Job())
    known = None
    if options.vault is not None:
        with open_vault(options, say) as store:
            known = found_in(store, brought)
    fits = brought.is_sound and (known is None or known.is_known)
    if options.json:
        print_json({"file": brought, "vault": known, "fits": fits})
        return 0 if fits else 1
    for part in (*file_parts(brought, say), *((vault_part(known, say),) if known else ())):
        print(part.title)
        for finding in part.findings:
            print(f"    {told(finding, say)}")
    print(conclusion(brought, known, say).words)
    return 0 if fits else 1
