"""What people about whom a case is may ask for, and their own words (domain reference 5.2 rule 8, 5.7).

A request and what was decided about it stand in the log, a refusal with its ground. That an alleged perpetrator asks
what is in the file may be a moment of danger by itself, so it is an event of the case as well. An own statement is
recorded complete and word for word, with its source.
"""

from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from app.domain.change import Change
from app.domain.event import ContextEvent
from app.domain.incident import Actor, EntryKind, Incident
from app.domain.kinds import kind_of
from app.domain.period import on
from app.domain.person import Person, Role
from app.domain.rights import Decision, RequestKind
from app.domain.source import Citation, Contact, Knowledge, Source
from app.domain.whole_text import whole
from app.errors import RefusedError
from app.services.records import record
from app.services.versions import first_versions, in_case, refuse_closed, refuse_unsound
from app.storage.reading import Reader
from app.storage.store import Store

DISCLOSED: Final = "ctx-disclosure"
_SIDES: Final = {Role.VICTIM: Actor.VICTIM, Role.PERPETRATOR: Actor.PERPETRATOR}
_CONTACTS: Final = {Role.VICTIM: Contact.VICTIM, Role.PERPETRATOR: Contact.PERPETRATOR}


def record_request(
    store: Store, case_id: UUID, person_id: UUID, kind: RequestKind, decision: Decision, *, day: date, reason: str
) -> Change:
    """Log a request of a person and what was decided; a decision needs its reason, a refusal most of all.

    Access may be refused to protect somebody else or to end violence (art. 5.3.2(4) Wmo 2015).
    """
    words = whole(reason.strip())
    if decision is not Decision.OPEN and not words:
        raise RefusedError(reason="Give a reason.")
    with store.write() as uow:
        refuse_closed(uow, case_id)
        person = _person(uow, case_id, person_id)
        if person.role is Role.PERPETRATOR and decision is Decision.OPEN:
            event = ContextEvent(type=DISCLOSED, when=on(day), note=f"{kind.value}: {words}".removesuffix(": "))
            refuse_unsound(uow, case_id, event)
            uow.insert(case_id, first_versions(uow, case_id, [event]))
        told = {"kind": kind.value, "decision": decision.value, "day": day.isoformat(), "reason": words}
        uow.commit("request.recorded", str(person_id), msgspec.json.encode(told, order="sorted").decode())
    return Change(case_id, kind_of(person), person_id)


def record_statement(
    store: Store, case_id: UUID, person_id: UUID, words: str, *, day: date, title: str, origin: str = ""
) -> Change:
    """Record the own statement of a person, complete and word for word, as an entry with its source.

    ``title`` says in words what it is and stands as the facts of the entry; ``origin`` says where the words come from
    and stands as the label of its source, else the title does.
    """
    if not words.strip():
        raise RefusedError(reason="The statement has no words.")
    with store.read() as reader:
        person = _person(reader, case_id, person_id)
    source = Source(label=origin or title, dated=day, contact=_CONTACTS.get(person.role, Contact.OTHER))
    entry = Incident(
        when=on(day),
        kind=EntryKind.STATEMENT,
        facts=title,
        quote=words,
        actor=_SIDES.get(person.role, Actor.THIRD),
        sources=(Citation(source=source.id, knowledge=Knowledge.OWN_STATEMENT, told_on=day),),
    )
    return record(store, case_id, entry, along=[source])


def _person(reader: Reader, case_id: UUID, person_id: UUID) -> Person:
    stored = in_case(reader, case_id, person_id)
    if not isinstance(stored.record, Person) or stored.withdrawn:
        raise RefusedError(reason="This is not in the case.")
    return stored.record
