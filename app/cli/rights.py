"""The command about what people ask of their file, and about their own words."""

import argparse

from app.cli.opened import find_case, open_vault, print_json
from app.clock import SystemClock, today
from app.domain.rights import Decision, RequestKind
from app.errors import RefusedError
from app.i18n import Translator
from app.services import cases, rights
from app.services.files import read_file


def answer(options: argparse.Namespace, say: Translator) -> int:
    """Log a request and what was decided, or record an own statement from a text file."""
    with open_vault(options, say) as store:
        case_id = find_case(store, options.case)
        known = cases.enter_case(store, case_id, options.reason).persons
        people = [one.id for one in known if one.name == options.person]
        if len(people) != 1:
            raise RefusedError(reason="There is not one person with this name in the case.")
        day = options.day or today(SystemClock())
        if options.doing == "statement":
            if options.file is None:
                raise RefusedError(reason="Say with --file where the statement stands.")
            words = read_file(options.file).decode("utf-8-sig", errors="replace")
            title = say("Own statement of {name}", name=options.person)
            change = rights.record_statement(store, case_id, people[0], words, day=day, title=title)
        else:
            kind, decision = RequestKind(options.doing), Decision(options.decision)
            change = rights.record_request(store, case_id, people[0], kind, decision, day=day, reason=options.reason)
    if options.json:
        print_json(change)
    else:
        print(say("Recorded."))
    return 0
