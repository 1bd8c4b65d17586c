"""A request is logged with its decision, and own words are kept whole; nothing half typed is lost."""

from datetime import date

from rights_desk import DAAN, NOW, SANNE, SAY, RightsDesk

from app.domain.rights import Decision, RequestKind
from app.errors import RefusedError
from app.viewmodels.rights_words import logged_request


def test_a_decision_asks_its_reason_and_a_refusal_names_the_ground_to_check() -> None:
    desk = RightsDesk()
    form = desk.form(statement=False)
    form.edit(person=str(DAAN.id), what="inzage", decision="geweigerd", day="12 maart 2026")
    form.save()
    assert set(form.state.asked) == {"reason"}
    assert "art. 5.3.2 lid 4 Wmo 2015" in form.state.hints["reason"].words
    assert desk.requests == []
    form.edit(reason="Om een ander te beschermen.")
    assert form.state.asked == {}
    form.save()
    assert desk.requests == [
        (DAAN.id, RequestKind.ACCESS, Decision.REFUSED, date(2026, 3, 12), "Om een ander te beschermen.")
    ]
    assert form.state.saved


def test_a_request_that_is_not_decided_needs_no_reason_and_nothing_is_chosen_beforehand() -> None:
    desk = RightsDesk()
    form = desk.form(statement=False)
    form.save()
    assert set(form.state.asked) == {"person", "what", "decision", "reason"}
    form.edit(person=str(SANNE.id), what="verbetering", decision="open")
    form.save()
    assert desk.requests == [(SANNE.id, RequestKind.CORRECTION, Decision.OPEN, NOW.date(), "")]


def test_own_words_stay_word_for_word_with_their_source() -> None:
    desk = RightsDesk()
    form = desk.form(statement=True)
    words = "Zo was het niet.\n\n  Ik was er niet eens.  "
    form.edit(person=str(DAAN.id), what="correction", words=words, source=" brief ")
    form.save()
    assert desk.statements == [(DAAN.id, words, NOW.date(), "Verbetering, gevraagd door Daan Proef", "brief")]


def test_own_words_without_a_source_or_a_day_that_can_be_read_are_asked_again() -> None:
    desk = RightsDesk()
    form = desk.form(statement=True)
    form.edit(person=str(SANNE.id), what="statement", words="Zo was het.", day="ooit")
    form.save()
    assert set(form.state.asked) == {"source", "day"}
    assert desk.statements == []


def test_a_hidden_name_stays_hidden_where_a_person_is_chosen() -> None:
    labels = [one.label for one in RightsDesk().form(statement=False).state.persons]
    assert labels[2] == "Verborgen (R0) · persoon 3 · kind"


def test_half_typed_words_come_back_and_go_when_they_are_recorded_or_thrown_away() -> None:
    desk = RightsDesk()
    form = desk.form(statement=True)
    form.keep()
    assert desk.drafts == {}
    form.edit(person=str(SANNE.id), what="statement", words="Half", source="gesprek")
    form.keep()
    again = desk.form(statement=True)
    assert (again.state.typed.words, again.state.note) == ("Half", "Dit was eerder half ingevuld.")
    assert desk.form(statement=False).state.typed.words == ""
    again.save()
    assert (len(desk.statements), desk.drafts) == (1, {})
    form.edit(words="Anders")
    form.keep()
    form.discard()
    form.keep()
    assert desk.drafts == {}


def test_a_refusal_by_the_vault_keeps_what_was_typed() -> None:
    desk = RightsDesk(refusal=RefusedError(reason="Give a reason."))
    form = desk.form(statement=False)
    form.edit(person=str(SANNE.id), what="inzage", decision="open")
    form.save()
    assert form.state.error
    assert (form.state.typed.what, form.state.saved, form.state.busy) == ("inzage", False, False)


def test_the_log_tells_a_request_in_words_and_leaves_those_of_a_later_version() -> None:
    assert logged_request("inzage", "geweigerd", SAY) == "zien wat er is vastgelegd: geweigerd"
    assert logged_request("overdracht", "later", SAY) == "overdracht: later"
