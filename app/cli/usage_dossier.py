"""How the command that makes a dossier is written down."""

import argparse
from datetime import date
from functools import partial
from pathlib import Path
from typing import get_args

from app.domain.day_limits import is_far
from app.domain.dossier import Archive, ExhibitsShown, Paper
from app.domain.profile import NARROWEST
from app.i18n import Translator
from app.risk.profiles import load_profiles


def about_dossier(paper: argparse.ArgumentParser, say: Translator) -> None:
    """Describe what is asked before a copy is made."""
    profiles = list(load_profiles())
    about = say("kind of copy (default: {profile}, the narrowest)", profile=NARROWEST)
    about_whom = say("about whom an access copy is, when there are several")
    paper.add_argument(
        "--seal", type=Path, metavar=say("FILE"), help=say("sign with this certificate (.p12, .pfx or .pem)")
    )
    paper.add_argument(
        "--seal-key", type=Path, metavar=say("FILE"), help=say("file with the key of a certificate in PEM text")
    )
    paper.add_argument(
        "--seal-passphrase-file",
        type=Path,
        metavar=say("FILE"),
        help=say("file whose first line is the password of the certificate"),
    )
    paper.add_argument(
        "--exhibits",
        choices=[shown.value for shown in ExhibitsShown],
        default=ExhibitsShown.LIST.value,
        help=say("how exhibits are given: a list, on pages, or as files in the PDF (default: list)"),
    )
    paper.add_argument("--person", default="", metavar=say("NAME"), help=about_whom)
    paper.add_argument("--profile", choices=profiles, default=NARROWEST, help=about)
    for name, needed, about in (
        ("--recipient", True, say("who receives this copy")),
        ("--purpose", True, say("what it is for")),
        ("--ground", False, say("legal ground for sharing")),
        ("--reason", False, say("why sharing is needed and why less will not do")),
        ("--not-informed", False, say("why the person concerned was not told")),
        ("--method", False, say("how it is handed over")),
    ):
        paper.add_argument(name, required=needed, default="", metavar=say("WORDS"), help=about)
    paper.add_argument(
        "--informed", action=argparse.BooleanOptionalAction, help=say("whether the person concerned was told")
    )
    day = partial(day_of, say=say)
    paper.add_argument("--paper", choices=get_args(Paper), default="A4", help=say("size of the paper (default: A4)"))
    paper.add_argument("--grey", action="store_true", help=say("black and white: no colour is needed to read it"))
    paper.add_argument("--large-print", action="store_true", help=say("letters of 16 points or more"))
    paper.add_argument("--overview", action="store_true", help=say("only the overview of one page"))
    paper.add_argument("--review-on", type=day, metavar=say("DAY"), help=say("when sharing is looked at again"))
    for name, place, about in (
        ("--from", "first", say("leave out what lies before this day")),
        ("--until", "last", say("leave out what lies after this day")),
    ):
        paper.add_argument(name, dest=place, type=day, metavar=say("DAY"), help=about)
    paper.add_argument(
        "--without-sections",
        default="",
        metavar=say("LIST"),
        help=say("sections to leave out, such as D5,D9"),
    )
    paper.add_argument(
        "--leave-out", default="", metavar=say("LIST"), help=say("incidents to leave out, such as I-12,I-31")
    )
    paper.add_argument(
        "--part",
        dest="archive",
        choices=get_args(Archive),
        default="3a",
        help=say("part of PDF/A: 3a, or 2a without files inside (default: 3a)"),
    )


def day_of(text: str, *, say: Translator) -> date:
    """Return a day of which a case can speak."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(say("{day} is not a day. Write it as 2026-03-14.", day=text)) from error
    if is_far(day):
        raise argparse.ArgumentTypeError(say("This date is far away. Check the year."))
    return day
