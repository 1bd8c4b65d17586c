"""The command line: a second, equally thin face on the same services.

Exit codes: 0 done, 1 refused (the reason is on standard error), 2 wrong use.
"""

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec

from app.clock import SystemClock, today
from app.domain.day_limits import is_far
from app.domain.dossier import DossierRequest
from app.domain.snapshot import CaseSnapshot
from app.errors import AppError, RefusedError
from app.i18n import LANGUAGES, Translator
from app.jobs import Job
from app.risk.engine import Pattern
from app.risk.explain import explain
from app.risk.knowledge import who_knew_what
from app.risk.listing import finding_list, pattern_report
from app.risk.walked import Walk
from app.risk.windows import AHEAD, DEFAULT_AHEAD, WINDOWS
from app.services import cases, crosswalk, dossier, exchange, pattern, vault
from app.services.demo import make_demo
from app.services.files import read_file, write_file
from app.storage.store import Store

Command = Callable[[argparse.Namespace, Translator], int]

_PATTERN_ABOUT = (
    "tell what the rules R01 to R22 see and who knew what; --json returns all of it as one value, with for every "
    "figure what it holds (docs/help/pattern-json.md)"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    say = Translator(options.lang)
    command: Command = options.command
    try:
        return command(options, say)
    except AppError as error:
        print(say.error(error), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, default="nl", help="language of the answer (default: nl)")
    opened = argparse.ArgumentParser(add_help=False)
    opened.add_argument("vault", type=Path, help="folder of the vault")
    opened.add_argument("--passphrase-file", type=Path, help="file whose first line is the passphrase")
    told = argparse.ArgumentParser(add_help=False)
    told.add_argument("--json", action="store_true", help="answer as JSON")
    of_case = argparse.ArgumentParser(add_help=False)
    of_case.add_argument("case", help="case number, such as Z-2026-014")
    at_date = argparse.ArgumentParser(add_help=False)
    at_date.add_argument("--at", type=_day, help="reference date T, YYYY-MM-DD (default: the case's own)")
    at_date.add_argument("--window", type=int, choices=WINDOWS, help="window W in days")
    ahead = argparse.ArgumentParser(add_help=False)
    ahead.add_argument("--ahead", type=int, choices=AHEAD, default=DEFAULT_AHEAD, help="days to look ahead (rule R10)")

    parser = argparse.ArgumentParser(prog="patroonzicht-cli", description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, about: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about, parents=[shared, *parents])
        sub.set_defaults(command=run)
        return sub

    new = command("new", _new, "make a vault", opened, told)
    new.add_argument("--user", required=True, help="name of the person who works in it")
    command("cases", _cases, "list the cases", opened, told)
    bring = command("import", _import, "bring in a case file, whole or not at all", opened, told)
    bring.add_argument("file", type=Path, help="case file (docs/help/case-format.md)")
    take = command("export", _export, "write a case file; it is not encrypted", opened, of_case, told)
    take.add_argument("--to", type=Path, required=True, help="file to write")
    command("pattern", _pattern, _PATTERN_ABOUT, opened, of_case, at_date, ahead, told)
    along = command(
        "crosswalk", _crosswalk, "tell what is recorded at the lists of others", opened, of_case, at_date, told
    )
    along.add_argument(
        "--list", type=Walk, choices=list(Walk), default=Walk.SIGNALS, help="which list (default: signals)"
    )
    along.add_argument("--to", type=Path, help="file to write: text, or a table when its name ends in .csv")
    paper = command("dossier", _dossier, "make the dossier as PDF", opened, of_case, at_date, told)
    paper.add_argument("--to", type=Path, required=True, help="file to write")
    paper.add_argument("--recipient", required=True, help="who receives this copy")
    paper.add_argument("--purpose", required=True, help="what it is for")
    paper.add_argument("--ground", default="", help="legal ground for sharing")
    paper.add_argument("--internal", action="store_true", help="own file: protected sources are named")
    command("verify", _verify, "check the log and the database", opened, told)
    demo = command("demo", _demo, "make a fictional vault, its dossier and its findings", told)
    demo.add_argument("--out", type=Path, default=Path("patroonzicht-demo"), help="folder for what the demo makes")
    return parser


def _day(text: str) -> date:
    """Return a day of which a case can speak; argparse tells the rest."""
    day = date.fromisoformat(text)
    if is_far(day):
        raise ValueError(text)
    return day


def _new(options: argparse.Namespace, say: Translator) -> int:
    """Make a vault."""
    passphrase = _passphrase(options, say, twice=True)
    vault.create_vault(options.vault, user=options.user, passphrase=passphrase, clock=SystemClock()).close()
    if options.json:
        _print_json({"vault": str(options.vault), "user": options.user})
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
    with _open(options, say) as store:
        found = cases.list_cases(store)
    if options.json:
        _print_json(found)
        return 0
    for summary in found:
        incidents = say.n("{n} incident", "{n} incidents", summary.incidents)
        print(f"{summary.case.reference}  {summary.case.name}  ({incidents})")
    if not found:
        print(say("There are no cases in this vault yet."))
    return 0


def _import(options: argparse.Namespace, say: Translator) -> int:
    """Bring in a case file."""
    data = read_file(options.file)
    with _open(options, say) as store:
        change = exchange.import_case(store, data, name=options.file.name)
        snapshot = cases.read_case(store, change.case)
    if options.json:
        _print_json({"case": snapshot.case.reference, "incidents": len(snapshot.incidents)})
    else:
        incidents = say.n("{n} incident", "{n} incidents", len(snapshot.incidents))
        print(say("Imported: {case}, {incidents}.", case=snapshot.case.reference, incidents=incidents))
    return 0


def _export(options: argparse.Namespace, say: Translator) -> int:
    """Write a case file."""
    with _open(options, say) as store:
        write_file(options.to, exchange.export_case(store, _find(store, options.case)))
    if options.json:
        _print_json({"file": str(options.to), "case": options.case})
        return 0
    print(say("Written: {file}. This file is not encrypted and holds everything of the case.", file=options.to))
    return 0


def _pattern(options: argparse.Namespace, say: Translator) -> int:
    """Tell what the rules see."""
    with _open(options, say) as store:
        case_id = _find(store, options.case)
        at, window = _reference(options, cases.read_case(store, case_id))
        seen = pattern.pattern_of(store, case_id, at=at, window=window, ahead=options.ahead)
    if options.json:
        _print_json(pattern_report(seen, say))
        return 0
    print(
        say("Case {case}; reference date {at}, window {window} days.", case=options.case, at=say.day(at), window=window)
    )
    print()
    _print_pattern(seen, say)
    _print_knowledge(seen, say)
    return 0


def _crosswalk(options: argparse.Namespace, say: Translator) -> int:
    """Follow a case along the flags, signals or elements of others."""
    with _open(options, say) as store:
        case_id = _find(store, options.case)
        at, window = _reference(options, cases.read_case(store, case_id))
        rows = crosswalk.followed(store, case_id, options.list, at=at, window=window, language=options.lang)
        if options.to is not None:
            crosswalk.deliver(store, case_id, options.list, options.to, at=at, window=window, language=options.lang)
    if options.json:
        _print_json({"case": options.case, "list": options.list.value, "at": at, "window": window, "entries": rows})
        return 0
    if options.to is not None:
        print(say("Written: {file}", file=options.to))
        return 0
    print(crosswalk.walk_name(options.list, say))
    for row in rows:
        print(f"{row.letter}. {row.label}" if row.letter else row.label)
        for label, words in crosswalk.recorded(row, say):
            if words:
                print(f"    {label}: {words}")
    return 0


def _dossier(options: argparse.Namespace, say: Translator) -> int:
    """Make the dossier."""
    with _open(options, say) as store:
        case_id = _find(store, options.case)
        at, window = _reference(options, cases.read_case(store, case_id))
        request = DossierRequest(
            recipient=options.recipient,
            purpose=options.purpose,
            ground=options.ground,
            author=store.user,
            language=options.lang,
            internal=options.internal,
            at=at,
            window=window,
        )
        prepared = dossier.prepare(store, case_id, request)
        dossier.deliver(store, prepared, dossier.render(prepared, Job()), options.to)
    if options.json:
        _print_json({"file": str(options.to), "case": options.case, "at": at, "window": window})
    else:
        print(say("Written: {file}", file=options.to))
    return 0


def _verify(options: argparse.Namespace, say: Translator) -> int:
    """Check the log and the database."""
    with _open(options, say) as store:
        report = vault.verify(store)
    if options.json:
        _print_json(report)
    else:
        print(
            say("The log holds: {n} entries, head {head}. The database is whole.", n=report.entries, head=report.head)
        )
    return 0


def _demo(options: argparse.Namespace, say: Translator) -> int:
    """Do the main job on a fictional case."""
    made = make_demo(options.out, clock=SystemClock(), say=say)
    if options.json:
        _print_json({"files": [str(path) for path in made.files], "findings": finding_list(made.pattern, say)})
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
        for line in (told.sentence, *told.missing, told.caution):
            if line:
                print(f"    {line}")
    print()
    print(say("This supports a professional's own judgement; it does not predict. There is no total score."))
    print()


def _print_knowledge(seen: Pattern, say: Translator) -> None:
    """Print what each organisation knew and since when, beside the whole."""
    told = who_knew_what(seen.snapshot, at=seen.at, window=seen.window)
    if not told.knowers:
        return
    print(say("Who knew what, and when:"))
    whole = len(told.together.incidents)
    for knower in told.knowers:
        days = [known.since for known in knower.known if known.since is not None]
        print(
            "    "
            + say(
                "{organisation}: {part} of {whole} incidents, the first since {day}",
                organisation=knower.organisation,
                part=len(knower.alone.incidents),
                whole=whole,
                day=say.day(min(days)) if days else say("an unknown day"),
            )
        )
    print()


def _open(options: argparse.Namespace, say: Translator) -> Store:
    """Unlock the vault."""
    return vault.unlock_vault(options.vault, _passphrase(options, say), SystemClock())


def _passphrase(options: argparse.Namespace, say: Translator, *, twice: bool = False) -> str:
    """Read the passphrase from the given file, or ask for it on a terminal."""
    if options.passphrase_file is not None:
        try:
            words = read_file(options.passphrase_file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RefusedError(reason="The file with the passphrase is not UTF-8 text.") from error
        return words.partition("\n")[0].rstrip("\r")
    if not sys.stdin.isatty():
        raise RefusedError(reason="Give the passphrase with --passphrase-file.")
    first = getpass.getpass(say("Passphrase: "))
    if twice and getpass.getpass(say("Once more: ")) != first:
        raise RefusedError(reason="The two passphrases differ.")
    return first


def _find(store: Store, reference: str) -> UUID:
    """Return the case with a visible number."""
    for summary in cases.list_cases(store):
        if summary.case.reference == reference:
            return summary.case.id
    raise RefusedError(reason="There is no case with this number in the vault.")


def _reference(options: argparse.Namespace, snapshot: CaseSnapshot) -> tuple[date, int]:
    """Return reference date T and window W: as asked, else the case's own, else today and the case's window."""
    at = options.at or snapshot.case.reference_date or today(SystemClock())
    return at, options.window or snapshot.case.window


def _print_json(value: object) -> None:
    """Print a value as indented JSON."""
    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


if __name__ == "__main__":
    sys.exit(main())
