"""Requests are logged with their reason, and own statements stay word for word."""

from datetime import date

import pytest

import builders
from app.domain.incident import Actor, EntryKind
from app.domain.person import Role
from app.domain.rights import Decision, RequestKind
from app.domain.source import Knowledge
from app.errors import RefusedError
from app.services import cases, log, rights
from app.storage.store import Store

pytestmark = pytest.mark.storage
DAY = date(2026, 3, 14)


def test_a_request_of_the_alleged_perpetrator_is_an_event_and_a_refusal_has_a_reason(store: Store) -> None:
    head, daan = builders.case(), builders.person(name="Daan Vermeer", role=Role.PERPETRATOR)
    cases.open_case(store, head, [daan])
    rights.record_request(store, head.id, daan.id, RequestKind.ACCESS, Decision.OPEN, day=DAY, reason="")
    with pytest.raises(RefusedError):
        rights.record_request(store, head.id, daan.id, RequestKind.ACCESS, Decision.REFUSED, day=DAY, reason=" ")
    why = "Om een ander te beschermen."
    rights.record_request(store, head.id, daan.id, RequestKind.ACCESS, Decision.REFUSED, day=DAY, reason=why)
    (event,) = cases.read_case(store, head.id).events
    assert (event.type, event.note, event.when.first) == (rights.DISCLOSED, "inzage", DAY)
    newest = log.read_log(store, head.id).lines[0].entry
    assert newest.action == "request.recorded"
    assert why in newest.detail


def test_an_own_statement_is_kept_word_for_word_with_its_source(store: Store) -> None:
    head, daan = builders.case(), builders.person(name="Daan Vermeer", role=Role.PERPETRATOR)
    cases.open_case(store, head, [daan])
    words = "Zo was het niet.\n\n  Ik was er niet eens.  "
    rights.record_statement(store, head.id, daan.id, words, day=DAY, title="Eigen verklaring")
    snapshot = cases.read_case(store, head.id)
    entry = snapshot.incidents[0]
    assert (entry.kind, entry.actor, entry.quote) == (EntryKind.STATEMENT, Actor.PERPETRATOR, words)
    assert entry.sources[0].knowledge is Knowledge.OWN_STATEMENT
    assert snapshot.sources[0].label == "Eigen verklaring"
    with pytest.raises(RefusedError):
        rights.record_statement(store, head.id, daan.id, " ", day=DAY, title="Eigen verklaring")


def test_a_statement_tells_where_its_words_come_from(store: Store) -> None:
    head, sanne = builders.case(), builders.person(name="Sanne Dijkgraaf")
    cases.open_case(store, head, [sanne])
    rights.record_statement(store, head.id, sanne.id, "Zo was het.", day=DAY, title="Verbetering", origin="brief")
    snapshot = cases.read_case(store, head.id)
    assert (snapshot.sources[0].label, snapshot.incidents[0].facts) == ("brief", "Verbetering")
