"""The commands about how long cases are kept, and about erasing them."""

import argparse
from uuid import UUID

from app.cli.opened import open_vault, print_json
from app.clock import SystemClock, today
from app.domain.erasure import Erasure, ErasureGround
from app.domain.retention import Children, CountsFrom, Due, Term
from app.errors import RefusedError
from app.i18n import Translator
from app.jobs import Job
from app.risk.retention import load_retention
from app.services import certificate, erasures, retention
from app.storage.store import Store
from app.viewmodels.retention_words import due_words, erasure_words


def keep(options: argparse.Namespace, say: Translator) -> int:
    """Choose a term, for the vault or for one case, and list when somebody has to decide about each case."""
    term = _term(options)
    with open_vault(options, say) as store:
        if term is not None and options.case:
            retention.choose_for_case(store, _case(store, options.case), term)
        elif term is not None:
            retention.choose_term(store, term)
        chosen = retention.term_of(store)
        found = retention.list_due(store)
    if options.json:
        print_json({"term": chosen, "cases": found})
        return 0
    file = load_retention()
    print(say.label(file.ask))
    for row in file.rows:
        sources = f" [{', '.join((*row.sources, row.mark))}]"
        print(f"  {row.id}: {say.label(row.body)}: {say.label(row.period)}{sources}")
    print()
    for one in found:
        print(f"{one.reference}  {due_words(one, today(SystemClock()), say)}")
    return 0


def erase(options: argparse.Namespace, say: Translator) -> int:
    """Do one step of erasing a case, or list what was proposed and erased."""
    with open_vault(options, say) as store:
        _step(store, options)
        found = erasures.list_erasures(store)
        if options.doing == "certificate":
            one = _erased(found, options.case)
            if options.to is None:
                raise RefusedError(reason="Say with --to where the certificate is written.")
            told = certificate.prepare_certificate(store, one.id)
            pdf = certificate.render_certificate(told, options.lang, Job())
            certificate.deliver_certificate(store, one.id, pdf, options.to)
    if options.json:
        print_json(found)
        return 0
    for one in found:
        print(f"{one.reference or '—'}  {erasure_words(one, say)}")
    if not found:
        print(say("No case was erased, and nobody proposed that."))
    return 0


def _step(store: Store, options: argparse.Namespace) -> None:
    """Do what was asked."""
    match options.doing:
        case "propose":
            if options.ground is None:
                raise RefusedError(reason="Say on which ground the case is erased.")
            case_id = _case(store, options.case)
            erasures.propose_erasure(store, case_id, ErasureGround(options.ground), reason=options.reason)
        case "confirm":
            one = _proposed(store, options.case)
            erasures.erase(store, one.id, number=options.case, reason=options.reason)
        case "cancel":
            erasures.cancel_erasure(store, _proposed(store, options.case).id, reason=options.reason)
        case "backups":
            one = _erased(erasures.list_erasures(store), options.case)
            erasures.remove_backups(store, one.id, reason=options.reason)


def _term(options: argparse.Namespace) -> Term | None:
    """Return the term that was chosen: the one of a source, or one in own figures."""
    rows = {row.id: row for row in load_retention().rows}
    if options.term is not None:
        return rows[options.term].term(options.reason)
    if options.years is None:
        return None
    if not 1 <= options.years <= 100:
        raise RefusedError(reason="A term is 1 to 100 years.")
    return Term(
        years=options.years,
        counts_from=CountsFrom(options.counts_from or CountsFrom.RECEIVED),
        children=Children(options.children or Children.NOTHING),
        reason=options.reason,
    )


def _case(store: Store, number: str) -> UUID:
    """Return the case with a number; a manager knows cases by their number only."""
    found: list[Due] = [one for one in retention.list_due(store) if one.reference == number]
    if not found:
        raise RefusedError(reason="There is no case with this number in the vault.")
    return found[0].case


def _proposed(store: Store, number: str) -> Erasure:
    case_id = _case(store, number)
    found = [one for one in erasures.list_erasures(store) if one.case == case_id and one.is_open]
    if not found:
        raise RefusedError(reason="There is no such proposal any more.")
    return found[0]


def _erased(found: tuple[Erasure, ...], number: str) -> Erasure:
    gone = [one for one in found if one.erased_at is not None and one.reference == number]
    if not gone:
        raise RefusedError(reason="This case was not erased.")
    return gone[0]
