"""The list of what is due, and the two steps of erasing, as a manager sees them."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from retention_shelf import CASE, HELD, Shelf, model_of

from app.domain.retention import Children, CountsFrom, Term
from app.viewmodels.own_term import own_term
from app.viewmodels.retention import Retention


def test_who_does_not_manage_the_vault_sees_nothing_of_it() -> None:
    state = model_of(Shelf(manager=False)).state
    assert (state.may_manage, state.cases) == (False, ())


def test_a_case_that_is_due_says_since_when_and_why() -> None:
    row = model_of(Shelf()).state.cases[0]
    assert row.is_due
    assert "sinds 1 mei 2016" in row.words
    assert "15 jaar" in row.words


def test_every_source_is_shown_and_only_a_term_can_be_chosen() -> None:
    shelf = Shelf()
    model = model_of(shelf)
    assert [one.key for one in model.state.sources].count("") == 4
    model.choose("vt-20", "Zo besloten.")
    assert shelf.done == ["vt-20"]


def test_erasing_takes_two_steps_and_closes_the_case_first() -> None:
    shelf = Shelf()
    model = model_of(shelf)
    order: list[str] = []
    model.erasing.connect(lambda: order.append(f"{model.going == CASE} {len(shelf.done)}"))
    model.erased.connect(lambda: order.append("gone"))
    model.propose(CASE, "verzoek", "Er is om gevraagd.")
    assert model.state.cases == ()
    row = model.state.erasures[0]
    assert row.is_open
    model.confirm(row, "Z-2001-001", "Nagekeken.")
    assert order == ["True 0", "gone"]
    assert shelf.done == ["Z-2001-001 Nagekeken."]
    assert model.state.erasures[0].is_erased


def test_a_long_list_is_cut_and_says_so() -> None:
    first = Shelf().found[0]
    many = tuple(msgspec.structs.replace(first, case=uuid4()) for _ in range(25))
    state = model_of(replace(Shelf(), found=many)).state
    assert (len(state.cases), state.more) == (20, "en 5 latere zaken")


def test_a_long_list_can_be_read_on() -> None:
    first = Shelf().found[0]
    many = tuple(msgspec.structs.replace(first, case=uuid4()) for _ in range(25))
    model = model_of(replace(Shelf(), found=many))
    assert model.case_row(many[24].case) is not None
    model.show_more()
    assert (len(model.state.cases), model.state.more) == (25, "")


@pytest.mark.parametrize("typed", ["", "0", "101", "vijf", "1,5", "-3", "²", "9999"])
def test_figures_that_are_no_term_make_none(typed: str) -> None:
    assert own_term(typed, "ontvangst", "niet", "Zo besloten.") is None


def test_a_term_in_own_figures_needs_every_choice_and_a_reason() -> None:
    assert own_term("5", "", "niet", "Zo besloten.") is None
    assert own_term("5", "ontvangst", "", "Zo besloten.") is None
    assert own_term("5", "ontvangst", "niet", "  ") is None
    whole = Term(years=5, counts_from=CountsFrom.CLOSED, children=Children.UNTIL_ADULT, reason="Zo besloten.")
    assert own_term(" 5 ", "afsluiting", "tot_18", " Zo besloten. ") == whole


def test_a_case_gets_a_term_of_its_own_and_loses_it_again() -> None:
    shelf = Shelf()
    model = model_of(shelf)
    before = model.state.cases[0]
    model.choose_own(CASE, Term(years=5, reason="De rechter vroeg het."))
    given = model.state.cases[0]
    assert (before.own, given.own) == (False, True)
    assert "5 jaar" in given.words
    model.take_back(CASE)
    back = model.state.cases[0]
    assert (shelf.own[CASE], back.own) == (None, False)
    model.take_back(None)
    assert shelf.done == ["taken back"]


def erased(shelf: Shelf) -> Retention:
    """Return a model in which the case was erased."""
    model = model_of(shelf)
    model.propose(CASE, "verzoek", "Er is om gevraagd.")
    model.confirm(model.state.erasures[0], "Z-2001-001", "Nagekeken.")
    return model


def test_the_certificate_is_looked_at_and_only_then_printed_or_saved() -> None:
    shelf = Shelf()
    model = erased(shelf)
    view = model.certificate(model.state.erasures[0].id)
    view.load()
    assert (view.state.page_words, view.state.pdf) == ("pagina 1 van 2", b"bewijs")
    view.show_page(1)
    assert view.state.page_words == "pagina 2 van 2"
    assert shelf.done == ["Z-2001-001 Nagekeken."]
    view.log_printing(lambda: shelf.done.append("at the printer"))
    view.save(Path("bewijs.pdf"))
    assert shelf.done[1:] == ["printed bewijs", "at the printer", "bewijs.pdf bewijs"]
    view.close()
    assert (view.state.pdf, view.state.picture) == (b"", None)


def test_backups_that_hold_the_case_go_after_a_reason_and_those_nobody_can_read_stay() -> None:
    shelf = Shelf()
    model = erased(shelf)
    told: list[str] = []
    model.held_found.connect(lambda: told.append("found"))
    model.removed.connect(lambda: told.append("removed"))
    model.look_for_backups(model.state.erasures[0])
    assert model.held is not None
    assert (model.held.going, len(model.held.lines)) == (1, 2)
    assert "12 mrt 2026" in model.held.lines[0]
    model.remove_backups(model.held.erasure.id, "De zaak is gewist.")
    assert (told, shelf.done[-1], shelf.held) == (["found", "removed"], "removed De zaak is gewist.", HELD[1:])


def test_where_no_backup_holds_the_case_nothing_is_asked() -> None:
    model = erased(Shelf(held=()))
    told: list[str] = []
    model.held_found.connect(lambda: told.append("found"))
    model.look_for_backups(model.state.erasures[0])
    assert told == []
