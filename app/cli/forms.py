"""The command that writes the blank form of a checklist; it opens no vault."""

import argparse
from pathlib import Path

from app.clock import SystemClock
from app.i18n import Translator
from app.jobs import Job
from app.risk.checklist import load_checklists
from app.risk.own_checklist import read_own_checklist
from app.services.blank_form import blank_form, render_blank_form
from app.services.files import read_file, write_file


def print_form(options: argparse.Namespace, say: Translator) -> int:
    """Write the form of a list of the program, or of an own list that is named by its file."""
    checklist = load_checklists().get(options.list)
    if checklist is None:
        path = Path(options.list)
        checklist = read_own_checklist(read_file(path), path.name)
    form = blank_form(checklist, say.language, paper=options.paper, made_at=SystemClock().now())
    write_file(options.to, render_blank_form(form, say.language, Job()))
    print(say("Written: {file}", file=options.to.name))
    return 0
