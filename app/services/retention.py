"""How long cases are kept: the term of the vault, the term of a case, and the list of what is due."""

from uuid import UUID

import msgspec

from app.domain.case import Case
from app.domain.change import Change
from app.domain.member import Right
from app.domain.person import Role
from app.domain.retention import CaseDays, Due, Term, due
from app.domain.revision import RevisionAction
from app.domain.whole_text import whole
from app.errors import RefusedError
from app.services.versions import in_case, version
from app.storage.reading import Reader
from app.storage.store import Store


def term_of(store: Store) -> Term | None:
    """Return the term that was chosen for the vault, if one was."""
    with store.read() as reader:
        return reader.settings().retention


def choose_term(store: Store, term: Term | None) -> tuple[Due, ...]:
    """Choose how long the cases of this vault are kept, with the reason, or take the choice back; return the list."""
    if term is not None:
        term = _reasoned(term)
    with store.write(Right.MANAGE) as uow:
        uow.set(msgspec.structs.replace(uow.settings(), retention=term))
        told = msgspec.json.encode(term, order="sorted").decode() if term else ""
        uow.commit("retention.chosen", str(uow.vault_id()), told)
    return list_due(store)


def choose_for_case(store: Store, case_id: UUID, term: Term | None) -> Change:
    """Give one case a term of its own, with the reason, or take it back; a next version of the head of the case."""
    if term is not None:
        term = _reasoned(term)
    with store.write(Right.MANAGE) as uow:
        stored = in_case(uow, case_id, case_id)
        if not isinstance(stored.record, Case) or stored.withdrawn:
            raise RefusedError(reason="This case is not in the vault.")
        head = msgspec.structs.replace(stored.record, retention=term)
        next_one = version(
            head,
            stored.revision + 1,
            RevisionAction.CORRECTED,
            at=uow.now,
            by=uow.user,
            reason=term.reason if term else "",
        )
        uow.revise(case_id, head, next_one)
        uow.commit("case.retention", str(case_id), term.reason if term else "")
    return Change(case_id, stored.kind, case_id)


def list_due(store: Store) -> tuple[Due, ...]:
    """Return when somebody has to decide about each case, the earliest first; those without a day come last."""
    with store.read(Right.MANAGE) as reader:
        chosen = reader.settings().retention
        found = [due(_days(reader, summary.case), chosen) for summary in reader.cases()]
    return tuple(sorted(found, key=lambda one: (one.day is None, one.day.toordinal() if one.day else 0, one.reference)))


def _days(reader: Reader, case: Case) -> CaseDays:
    """Return what a term needs to know of a case."""
    return CaseDays(
        case=case.id,
        reference=case.reference,
        opened=case.opened_on,
        closed=case.closed_on,
        last=reader.last_change(case.id),
        births=tuple(one.birth_year for one in reader.persons(case.id) if one.role is Role.CHILD),
        own=case.retention,
    )


def _reasoned(term: Term) -> Term:
    """Return a term with its reason; a term without one cannot be defended."""
    words = whole(term.reason.strip())
    if not words:
        raise RefusedError(reason="Give a reason.")
    return msgspec.structs.replace(term, reason=words)
