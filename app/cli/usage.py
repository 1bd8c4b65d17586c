"""How the commands are written down: arguments, help and what is wrong with them, in the language of the answer."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

from app.cli.usage_dossier import about_dossier, day_of
from app.domain.dossier import Paper
from app.domain.erasure import ErasureGround
from app.domain.member import MemberRole
from app.domain.retention import Children, CountsFrom
from app.domain.rights import Decision, RequestKind
from app.i18n import LANGUAGES, Translator
from app.risk.checklist import load_checklists
from app.risk.retention import load_retention
from app.risk.walked import Walk
from app.risk.windows import AHEAD, DEFAULT_AHEAD, WINDOWS

Command = Callable[[argparse.Namespace, Translator], int]
# What the parser of Python says, in the words of 3.11 to 3.13, and what it means.
_SAID: Final = (
    (re.compile(r"the following arguments are required: (?P<what>.*)"), "This is missing: {what}."),
    (re.compile(r"unrecognized arguments: (?P<what>.*)"), "This is not known here: {what}."),
    (
        re.compile(r"argument (?P<place>\S+): invalid choice: (?P<what>\S*) \(choose from (?P<known>.*)\)"),
        "{what} is not possible at {place}. Choose from {known}.",
    ),
    (re.compile(r"argument (?P<place>\S+): invalid \w+ value: (?P<what>.*)"), "{what} is not possible at {place}."),
    (re.compile(r"argument (?P<place>\S+): expected one argument"), "Something is missing behind {place}."),
    (re.compile(r"argument (?P<place>\S+): ignored explicit argument (?P<what>.*)"), "Nothing belongs behind {place}."),
    (re.compile(r"argument (?P<place>\S+): (?P<what>.*)"), "At {place}: {what}"),
)


class _Help(argparse.HelpFormatter):
    """Help that begins in the language of the answer."""

    def __init__(self, prog: str, *, say: Translator) -> None:
        super().__init__(prog)
        self._begin = say("usage: ")

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: "Iterable[argparse._MutuallyExclusiveGroup]",
        prefix: str | None = None,
    ) -> None:
        """Write the line with the form of a command."""
        super().add_usage(usage, actions, groups, self._begin if prefix is None else prefix)


class Usage(argparse.ArgumentParser):
    """A parser that explains itself in the language of the answer and ends with 2 on wrong use."""

    def __init__(
        self, *, say: Translator, prog: str, description: str, parents: Sequence[argparse.ArgumentParser] = ()
    ) -> None:
        self._say = say
        super().__init__(
            prog=prog,
            description=description,
            parents=list(parents),
            formatter_class=partial(_Help, say=say),
            add_help=False,
            allow_abbrev=False,
        )
        self.add_argument("-h", "--help", action="help", help=say("show this help and stop"))
        for group, title in zip(self._action_groups, (say("arguments"), say("options")), strict=False):
            group.title = title

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {said_in(message, self._say)}\n")


def said_in(message: str, say: Translator) -> str:
    """Return what the parser of Python says in the language of the answer."""
    for pattern, sentence in _SAID:
        found = pattern.fullmatch(message)
        if found is not None:
            return say(sentence, **found.groupdict())
    return say("This command was not understood ({what}).", what=message)


def language_of(arguments: Sequence[str]) -> Translator:
    """Return the words of the language that is asked for, before anything else is read; Dutch when it is none."""
    asked = [
        after if word == "--lang" else word.removeprefix("--lang=")
        for word, after in zip_longest(arguments, arguments[1:], fillvalue="")
        if word == "--lang" or word.startswith("--lang=")
    ]
    return Translator(next((known for known in LANGUAGES if asked and asked[-1] == known), "nl"))


def parser_of(commands: Mapping[str, Command], say: Translator) -> argparse.ArgumentParser:
    """Describe the commands."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, default="nl", help=say("language of the answer (default: nl)"))
    opened = argparse.ArgumentParser(add_help=False)
    opened.add_argument("vault", type=Path, metavar=say("vault"), help=say("folder of the vault"))
    opened.add_argument(
        "--passphrase-file", type=Path, metavar=say("FILE"), help=say("file whose first line is the passphrase")
    )
    told = argparse.ArgumentParser(add_help=False)
    told.add_argument("--json", action="store_true", help=say("answer as JSON"))
    of_case = argparse.ArgumentParser(add_help=False)
    of_case.add_argument("case", metavar=say("case"), help=say("case number, such as Z-2026-014"))
    at_date = argparse.ArgumentParser(add_help=False)
    at_date.add_argument(
        "--at",
        type=partial(day_of, say=say),
        metavar=say("DAY"),
        help=say("reference date T, YYYY-MM-DD (default: the case's own)"),
    )
    at_date.add_argument("--window", type=int, choices=WINDOWS, help=say("window W in days"))
    ahead = argparse.ArgumentParser(add_help=False)
    ahead.add_argument(
        "--ahead", type=int, choices=AHEAD, default=DEFAULT_AHEAD, help=say("days to look ahead for planned moments")
    )
    why = _with_reason(say("why, for the log; needed for a closed case and for a file"), say, required=False)
    target = argparse.ArgumentParser(add_help=False)
    target.add_argument("--to", type=Path, required=True, metavar=say("FILE"), help=say("file to write"))

    parser = Usage(
        say=say, prog="patroonzicht-cli", description=say("The command line does the same work as the window.")
    )
    places: argparse._SubParsersAction[Any] = parser.add_subparsers(
        required=True, metavar=say("COMMAND"), title=say("commands"), parser_class=Usage
    )

    def command(name: str, about: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = places.add_parser(
            name, say=say, help=about, description=about, parents=[shared, *parents]
        )
        sub.set_defaults(command=commands[name])
        return sub

    new = command("new", say("make a vault"), opened, told)
    new.add_argument("--user", required=True, metavar=say("NAME"), help=say("name of the person who works in it"))
    command("cases", say("list the cases"), opened, told)
    comes = (opened, _with_reason(say("why it comes in, for the log"), say, required=False), told)
    command("import", say("bring in a case file, whole or not at all"), *comes).add_argument(
        "file", type=Path, metavar=say("file"), help=say("case file (docs/help/case-format.md)")
    )
    leaves = _with_reason(say("why it leaves the vault, for the log"), say, required=True)
    command("export", say("write a case file; it is not encrypted"), opened, of_case, target, leaves, told)
    about = say("tell what the rules see and who knew what; JSON is explained in docs/help/pattern-json.md")
    command("pattern", about, opened, of_case, at_date, ahead, why, told)
    about = say("tell what is recorded at the Dutch flags, the signals of the decree or the elements of belaging")
    along = command("crosswalk", about, opened, of_case, at_date, why, told)
    lists = [walk.value for walk in Walk]
    along.add_argument("--list", choices=lists, default=Walk.SIGNALS.value, help=say("which list (default: signals)"))
    along.add_argument(
        "--to", type=Path, metavar=say("FILE"), help=say("file to write: text, or a table when its name ends in .csv")
    )
    about_dossier(command("dossier", say("make the dossier as PDF"), opened, of_case, at_date, target, told), say)
    check = command("verify", say("check the log and the database"), opened, told)
    check.add_argument(
        "--anchor", default="", metavar=say("CODE"), help=say("code that was printed before: is its entry still there?")
    )
    _about_forms(command, target, say)
    back = command("verify-dossier", say("check a dossier: signature, files in it, and whether a vault gave it"), told)
    back.add_argument("file", type=Path, metavar=say("FILE"), help=say("dossier as it was saved"))
    back.add_argument("--vault", type=Path, metavar=say("vault"), help=say("folder of the vault that should know it"))
    back.add_argument(
        "--passphrase-file", type=Path, metavar=say("FILE"), help=say("file whose first line is the passphrase")
    )
    _about_members(command, opened, told, say)
    _about_backups(command, opened, told, say)
    _about_erasing(command, opened, told, say)
    demo = command("demo", say("make a fictional vault, its dossier and its findings"), told)
    demo.add_argument(
        "--out",
        type=Path,
        default=Path("patroonzicht-demo"),
        metavar=say("FOLDER"),
        help=say("folder for what the demo makes"),
    )
    return parser


def _about_forms(
    command: Callable[..., argparse.ArgumentParser], target: argparse.ArgumentParser, say: Translator
) -> None:
    """Describe the command about forms for pen and paper."""
    blank = command("form", say("write the blank form of a checklist, for pen and paper; no vault is needed"), target)
    blank.add_argument(
        "list",
        metavar=say("LIST"),
        help=say("a list ({lists}) or the file of an own list", lists=", ".join(load_checklists())),
    )
    blank.add_argument("--paper", choices=get_args(Paper), default="A4", help=say("size of the paper (default: A4)"))


def _with_reason(about: str, say: Translator, *, required: bool) -> argparse.ArgumentParser:
    """Return the option for the reason that the log keeps."""
    why = argparse.ArgumentParser(add_help=False)
    why.add_argument("--reason", required=required, default="", metavar=say("WORDS"), help=about)
    return why


def _about_members(
    command: Callable[..., argparse.ArgumentParser],
    opened: argparse.ArgumentParser,
    told: argparse.ArgumentParser,
    say: Translator,
) -> None:
    """Describe the commands about the people of a vault."""
    people = command(
        "members", say("list, add or remove the people of a vault, or change one's passphrase"), opened, told
    )
    people.add_argument("doing", choices=("list", "add", "remove", "passphrase"), help=say("what to do"))
    people.add_argument("--name", default="", metavar=say("NAME"), help=say("name of the member"))
    roles = [role.value for role in MemberRole]
    people.add_argument("--role", action="append", default=[], choices=roles, help=say("role; give it once for each"))
    people.add_argument(
        "--reason", default="", metavar=say("WORDS"), help=say("why the member is removed, for the log")
    )
    back = command("recover", say("open a vault with its recovery words and give a member a new passphrase"), told)
    back.add_argument("vault", type=Path, metavar=say("vault"), help=say("folder of the vault"))
    back.add_argument("--words-file", type=Path, metavar=say("FILE"), help=say("file with the 24 words"))
    back.add_argument("--user", required=True, metavar=say("NAME"), help=say("name of the member"))
    for place in (people, back):
        place.add_argument(
            "--new-passphrase-file",
            type=Path,
            metavar=say("FILE"),
            help=say("file whose first line is the new passphrase"),
        )


def _about_backups(
    command: Callable[..., argparse.ArgumentParser],
    opened: argparse.ArgumentParser,
    told: argparse.ArgumentParser,
    say: Translator,
) -> None:
    """Describe the commands about backups and damage."""
    which = argparse.ArgumentParser(add_help=False)
    which.add_argument("--backup", metavar=say("NAME"), help=say("name or folder of the backup (default: the newest)"))
    beside = argparse.ArgumentParser(add_help=False)
    beside.add_argument("--to", type=Path, metavar=say("FOLDER"), help=say("the new vault (default: beside the vault)"))
    make = command("backup", say("make a backup"), opened, told)
    make.add_argument("--second", metavar=say("FOLDER"), help=say("from now on keep backups here as well"))
    command("backups", say("list the backups"), opened, told)
    command("drill", say("open a backup for reading and check everything in it"), opened, which, told)
    command("restore", say("make a new vault of a backup, beside the vault"), opened, which, beside, told)
    command("salvage", say("save what can be read of a damaged vault to a new one"), opened, beside, told)


def _about_erasing(
    command: Callable[..., argparse.ArgumentParser],
    opened: argparse.ArgumentParser,
    told: argparse.ArgumentParser,
    say: Translator,
) -> None:
    """Describe the commands about keeping and erasing."""
    keeping = command(
        "retention", say("list when somebody has to decide about each case, or choose the term"), opened, told
    )
    terms = [row.id for row in load_retention().rows if row.years is not None]
    keeping.add_argument("--term", choices=terms, help=say("choose the term of this source for the vault"))
    keeping.add_argument("--years", type=int, metavar=say("NUMBER"), help=say("choose a term of so many years"))
    sides = [one.value for one in CountsFrom]
    keeping.add_argument("--from", dest="counts_from", choices=sides, help=say("from when the years count"))
    keeping.add_argument(
        "--children", choices=[one.value for one in Children], help=say("what the youngest child does to the term")
    )
    keeping.add_argument("--case", default="", metavar=say("NUMBER"), help=say("choose it for this case only"))
    keeping.add_argument("--reason", default="", metavar=say("WORDS"), help=say("why this term"))
    asked = command(
        "rights", say("log what somebody asks of the file and the decision, or record an own statement"), opened, told
    )
    wishes = (*(kind.value for kind in RequestKind), "statement")
    asked.add_argument("doing", choices=wishes, help=say("what is asked, or that it is a statement"))
    asked.add_argument("--case", required=True, metavar=say("NUMBER"), help=say("number of the case"))
    asked.add_argument("--person", required=True, metavar=say("NAME"), help=say("whose request or statement it is"))
    decisions = [one.value for one in Decision]
    asked.add_argument("--decision", choices=decisions, default=Decision.OPEN.value, help=say("what was decided"))
    asked.add_argument("--reason", default="", metavar=say("WORDS"), help=say("why it was decided so"))
    asked.add_argument(
        "--day", type=partial(day_of, say=say), metavar=say("DAY"), help=say("day of it (default: today)")
    )
    asked.add_argument("--file", type=Path, metavar=say("FILE"), help=say("text file with the statement"))
    going = command(
        "erase", say("propose to erase a case, confirm or cancel that, or see what was erased"), opened, told
    )
    steps = ("list", "propose", "confirm", "cancel", "certificate", "backups")
    going.add_argument("doing", choices=steps, help=say("what to do"))
    going.add_argument("--case", default="", metavar=say("NUMBER"), help=say("number of the case"))
    going.add_argument("--ground", choices=[one.value for one in ErasureGround], help=say("on which ground"))
    going.add_argument("--reason", default="", metavar=say("WORDS"), help=say("why, without names: it stays"))
    going.add_argument("--to", type=Path, metavar=say("FILE"), help=say("where the certificate is written"))
