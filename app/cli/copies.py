"""The command that makes a dossier: which copy, of which rows, and how the file is made."""

import argparse
import re
import sys
from uuid import UUID

from app.cli.opened import find_case, print_json, reference_of, seal_passphrase
from app.domain.dossier import Choice, DossierRequest, ExhibitsShown
from app.domain.profile import FIXED, sections_of
from app.domain.snapshot import CaseSnapshot
from app.errors import LeakFoundError, RefusedError
from app.i18n import Translator
from app.jobs import Job
from app.risk.profiles import load_profiles
from app.services import cases, dossier
from app.storage.store import Store
from app.viewmodels.dossier_words import leak_lines


def make(store: Store, options: argparse.Namespace, say: Translator) -> int:
    """Make the dossier of an open vault."""
    case_id = find_case(store, options.case)
    request = _request(store, case_id, options)
    prepared = dossier.prepare(store, case_id, request)
    look_at = [(say(part.reason), part.rows) for part in prepared.look_at]
    pdf = _without_leaks(prepared, say)
    if look_at and not options.json:
        print(say("Look at these rows before this copy leaves"))
        for reason, rows in look_at:
            print(f"  {reason} {', '.join(rows)}")
    if options.seal is not None:
        word = seal_passphrase(options.seal_passphrase_file, say)
        pdf = dossier.seal(pdf, options.seal, word, key=options.seal_key)
    dossier.deliver(store, prepared, pdf, options.to)
    if options.json:
        told = [{"reason": reason, "rows": rows} for reason, rows in look_at]
        print_json(
            {"file": str(options.to), "case": options.case, "at": request.at, "window": request.window, "look_at": told}
        )
    else:
        print(say("Written: {file}", file=options.to))
    return 0


def _request(store: Store, case_id: UUID, options: argparse.Namespace) -> DossierRequest:
    """Return what is asked for."""
    snapshot = cases.enter_case(store, case_id, options.reason or options.purpose)
    at, window = reference_of(options, snapshot)
    return DossierRequest(
        recipient=options.recipient,
        purpose=options.purpose,
        ground=options.ground,
        author=store.user,
        language=options.lang,
        profile=options.profile,
        person=_person(snapshot, options.person),
        reason=options.reason,
        informed=options.informed,
        not_informed=options.not_informed,
        method=options.method,
        review_on=options.review_on,
        exhibits=ExhibitsShown(options.exhibits),
        choice=_choice(options, snapshot),
        paper=options.paper,
        archive=options.archive,
        extent="overview" if options.overview else "whole",
        grey=options.grey,
        large_print=options.large_print,
        at=at,
        window=window,
    )


def _without_leaks(prepared: dossier.PreparedCopy, say: Translator) -> bytes:
    """Render a copy, and name where hidden words stand when it holds any."""
    try:
        return dossier.render(prepared, Job())
    except LeakFoundError as error:
        for line in leak_lines(error.leaks, say):
            print(line, file=sys.stderr)
        raise


def _person(snapshot: CaseSnapshot, name: str) -> UUID | None:
    """Return the person of a case with a name; nobody when none was given."""
    if not name:
        return None
    found = [one.id for one in snapshot.persons if one.name == name]
    if len(found) != 1:
        raise RefusedError(reason="There is not one person with this name in the case.")
    return found[0]


def _choice(options: argparse.Namespace, snapshot: CaseSnapshot) -> Choice:
    """Return what is left out of this copy; raises ``RefusedError`` for what cannot be."""
    known = {incident.number: incident.id for incident in snapshot.incidents}
    named = re.findall(r"[^\s,]+", options.leave_out)
    numbers = [re.fullmatch(r"(?:I-)?(\d{1,9})", one, re.IGNORECASE) for one in named]
    wrong = [one for one, number in zip(named, numbers, strict=True) if not number or int(number[1]) not in known]
    if wrong:
        raise RefusedError(reason="A number that was to be left out is no incident of this case.")
    sections = tuple(re.findall(r"[^\s,]+", options.without_sections.upper()))
    may = set(sections_of(load_profiles()[options.profile], ())) - set(FIXED)
    if not may.issuperset(sections):
        raise RefusedError(
            reason="A section that was to be left out is not in this kind of copy, or no copy goes without it."
        )
    if options.first and options.last and options.last < options.first:
        raise RefusedError(reason="This period ends before it starts.")
    without = tuple(known[int(number[1])] for number in numbers if number)
    return Choice(first=options.first, last=options.last, without=without, sections=sections)
