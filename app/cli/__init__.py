"""The command line: a second, equally thin face on the same services.

Exit codes: 0 done, 1 refused (the reason is on standard error), 2 wrong use, 70 a fault of the program itself (a report
without a word of a case is on standard error).
"""

import argparse
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import Final

import msgspec

from app.cli import backups, rights
from app.cli.members import change_members, recover
from app.cli.opened import find_case, open_vault, passphrase_of, print_json, reference_of
from app.cli.usage import Command, language_of, parser_of
from app.clock import SystemClock
from app.crash_report import report
from app.domain.hidden import hide
from app.domain.member import Right
from app.domain.snapshot import CaseSnapshot
from app.dumps import forbid_dumps
from app.errors import AppError
from app.i18n import Translator
from app.risk.engine import Pattern
from app.risk.explain import explain
from app.risk.knowledge import WhoKnewWhat
from app.risk.listing import finding_list, pattern_report
from app.risk.walked import Walk
from app.services import cases, crosswalk, exchange, pattern, vault
from app.services.files import read_file
from app.viewmodels.knowledge_words import sight_cards
from app.viewmodels.pattern_shown import as_shown, knowledge_as_shown
from app.viewmodels.sensitivity import hidden_words

_OUR_FAULT: Final = 70
"""What ``sysexits.h`` calls EX_SOFTWARE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    forbid_dumps()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name that the terminal cannot show is no reason to stop.
            stream.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    options = parser_of(_COMMANDS, language_of(given)).parse_args(given)
    say = Translator(options.lang)
    command: Command = options.command
    try:
        code = command(options, say)
        sys.stdout.flush()
    except AppError as error:
        print(say.error(error), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read the answer had enough; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  the last resort: what it says may quote a case
        print(say("Something went wrong in the program"), report(error), sep="\n\n", file=sys.stderr)
        return _OUR_FAULT
    return code


def _new(options: argparse.Namespace, say: Translator) -> int:
    """Make a vault."""
    passphrase = passphrase_of(options, say, twice=True)
    vault.create_vault(options.vault, user=options.user, passphrase=passphrase, clock=SystemClock()).close()
    if options.json:
        print_json({"vault": str(options.vault), "user": options.user})
        return 0
    print(
        say(
            "The vault {folder} was made. Keep the passphrase well: without it nobody can open the vault.",
            folder=options.vault.name,
        )
    )
    return 0


def _cases(options: argparse.Namespace, say: Translator) -> int:
    """List the cases."""
    with open_vault(options, say) as store:
        listed = cases.list_cases(store)
        seen = store.member.may(Right.READ)
    word = hidden_words(say)
    found = [msgspec.structs.replace(one, case=hide(one.case, word)) for one in listed]
    if options.json:
        print_json(found)
        return 0
    for summary in found:
        incidents = say.n("{n} incident", "{n} incidents", summary.incidents)
        print(f"{summary.case.reference}  {summary.case.name}  ({incidents})")
    if not found:
        none = say("There are no cases in this vault yet.")
        print(none if seen else say("Your role in this vault does not show cases."))
    return 0


def _import(options: argparse.Namespace, say: Translator) -> int:
    """Bring in a case file."""
    data = read_file(options.file)
    with open_vault(options, say) as store:
        change = exchange.import_case(store, data, name=options.file.name, reason=options.reason)
        snapshot = cases.read_case(store, change.case)
    if options.json:
        print_json({"case": snapshot.case.reference, "incidents": len(snapshot.incidents)})
    else:
        incidents = say.n("{n} incident", "{n} incidents", len(snapshot.incidents))
        print(say("Imported: {case}, {incidents}.", case=snapshot.case.reference, incidents=incidents))
    return 0


def _export(options: argparse.Namespace, say: Translator) -> int:
    """Write a case file."""
    with open_vault(options, say) as store:
        exchange.export_case(store, find_case(store, options.case), options.to, options.reason)
    if options.json:
        print_json({"file": str(options.to), "case": options.case})
        return 0
    print(say("Written: {file}. This file is not encrypted and holds everything of the case.", file=options.to))
    return 0


def _pattern(options: argparse.Namespace, say: Translator) -> int:
    """Tell what the rules see."""
    with open_vault(options, say) as store:
        case_id = find_case(store, options.case)
        at, window = reference_of(options, cases.enter_case(store, case_id, options.reason))
        whole = pattern.pattern_of(store, case_id, at=at, window=window, ahead=options.ahead)
    seen, known = as_shown(whole, hidden_words(say)), knowledge_as_shown(whole, hidden_words(say))
    if options.json:
        print_json(pattern_report(seen, known, say))
        return 0
    print(
        say("Case {case}; reference date {at}, window {window} days.", case=options.case, at=say.day(at), window=window)
    )
    print()
    _print_pattern(seen, say)
    _print_knowledge(known, seen.snapshot, say)
    return 0


def _crosswalk(options: argparse.Namespace, say: Translator) -> int:
    """Follow a case along the flags, signals or elements of others."""
    walk = Walk(options.list)
    with open_vault(options, say) as store:
        case_id = find_case(store, options.case)
        at, window = reference_of(options, cases.enter_case(store, case_id, options.reason))
        word = hidden_words(say)
        rows = crosswalk.followed(store, case_id, walk, at=at, window=window, language=options.lang, hidden=word)
        if options.to is not None:
            crosswalk.deliver(
                store,
                case_id,
                walk,
                options.to,
                at=at,
                window=window,
                language=options.lang,
                reason=options.reason,
            )
    if options.json:
        print_json({"case": options.case, "list": walk.value, "at": at, "window": window, "entries": rows})
    elif options.to is not None:
        print(say("Written: {file}", file=options.to))
    else:
        print(crosswalk.walk_name(walk, say))
        for row, before in zip(rows, ("", *(one.block for one in rows)), strict=False):
            if row.block != before:
                print(row.block)
            print(f"{row.letter}. {row.label}" if row.letter else row.label)
            for label, words in crosswalk.recorded(row, say):
                if words:
                    print(f"    {label}: {words}")
    return 0


def _verify(options: argparse.Namespace, say: Translator) -> int:
    """Check the log and the database."""
    with open_vault(options, say) as store:
        whole = vault.verify(store)
        code = vault.newest_code(store)
        held = vault.held_by(store, options.anchor) if options.anchor else None
    if options.json:
        told = {} if held is None else {"anchor": {"number": held.number, "at": held.at, "by": held.by}}
        print_json({**msgspec.structs.asdict(whole), "code": code, **told})
        return 0
    print(say("The log holds: {n} entries, head {head}. The database is whole.", n=whole.entries, head=whole.head))
    print(say("Code of the newest entry: {code}", code=code))
    if held is not None:
        print(
            say(
                "The code belongs to entry {number} of {moment} by {who}: it is still there, and so is all before it.",
                number=held.number,
                moment=say.moment(held.at),
                who=held.by,
            )
        )
    return 0


def _demo(options: argparse.Namespace, say: Translator) -> int:
    """Do the main job on a fictional case."""
    from app.services.demo import make_demo  # noqa: PLC0415  as below

    made = make_demo(options.out, clock=SystemClock(), say=say)
    if options.json:
        print_json({"files": [str(path) for path in made.files], "findings": finding_list(made.pattern, say)})
        return 0
    print(
        say(
            "FICTIONAL practice case {name}; reference date {at}, window {window} days.",
            name=made.pattern.snapshot.case.name,
            at=say.day(made.pattern.at),
            window=made.pattern.window,
        )
    )
    print()
    _print_pattern(made.pattern, say)
    print(say("Made in {folder}:", folder=options.out))
    for path in made.files:
        print(f"  {path.relative_to(options.out)}")
    return 0


def _print_pattern(seen: Pattern, say: Translator) -> None:
    """Print every finding with its sentence, what is missing and its caution."""
    for finding in seen.findings:
        told = explain(finding, seen.snapshot, say)
        print(f"{finding.rule} {told.title} [{told.outcome}]")
        named = (one.words for one in told.unplaced)
        for line in (told.sentence, *told.beside, *told.missing, *named, told.caution):
            if line:
                print(f"    {line}")
    print()
    print(say("This supports a professional's own judgement; it does not predict. There is no total score."))
    print()


def _print_knowledge(known: WhoKnewWhat, snapshot: CaseSnapshot, say: Translator) -> None:
    """Print what each organisation knew and since when and what that shows alone, beside the whole."""
    if not known.knowers:
        return
    print(say("Who knew what, and when:"))
    for card in sight_cards(known, snapshot, say):
        print(f"  {card.name}")
        knew = f"{card.known_title} {'; '.join(link.text for link in card.known)}" if card.known else ""
        unseen = f"{card.unseen_title} {', '.join(link.text for link in card.unseen)}" if card.unseen else ""
        for line in (*card.lines, *card.signals, card.no_signals, knew, unseen):
            if line:
                print(f"    {line}")
    print()


# What makes pages is a third of the program: only who prints waits for it, and a passphrase is stretched without it.


def _dossier(options: argparse.Namespace, say: Translator) -> int:
    """Make a dossier."""
    with open_vault(options, say) as store:
        from app.cli import copies  # noqa: PLC0415

        # What is imported stays until the end: looking through it for garbage takes a while, again and again.
        gc.freeze()
        return copies.make(store, options, say)


def _verify_dossier(options: argparse.Namespace, say: Translator) -> int:
    """Check a dossier that came back."""
    from app.cli import sealing  # noqa: PLC0415

    return sealing.verify_dossier(options, say)


def _retention(options: argparse.Namespace, say: Translator) -> int:
    """Say how long cases are kept."""
    from app.cli import erasing  # noqa: PLC0415

    return erasing.keep(options, say)


def _erase(options: argparse.Namespace, say: Translator) -> int:
    """Propose or do an erasure."""
    from app.cli import erasing  # noqa: PLC0415

    return erasing.erase(options, say)


def _form(options: argparse.Namespace, say: Translator) -> int:
    """Print a checklist for pen and paper."""
    from app.cli import forms  # noqa: PLC0415

    return forms.print_form(options, say)


_COMMANDS: Final[Mapping[str, Command]] = {
    "new": _new,
    "cases": _cases,
    "import": _import,
    "export": _export,
    "pattern": _pattern,
    "crosswalk": _crosswalk,
    "dossier": _dossier,
    "members": change_members,
    "recover": recover,
    "verify": _verify,
    "verify-dossier": _verify_dossier,
    "backup": backups.back_up,
    "backups": backups.list_them,
    "drill": backups.drill,
    "restore": backups.restore,
    "salvage": backups.save_what_is_left,
    "rights": rights.answer,
    "retention": _retention,
    "erase": _erase,
    "form": _form,
    "demo": _demo,
}
