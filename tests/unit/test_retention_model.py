"""The list of what is due, and the two steps of erasing, as a manager sees them."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import msgspec
from retention_shelf import CASE, Shelf, model_of


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
    model.certify(row.id, Path("bewijs.pdf"))
    assert shelf.done[-1] == "bewijs.pdf bewijs"


def test_a_long_list_is_cut_and_says_so() -> None:
    first = Shelf().found[0]
    many = tuple(msgspec.structs.replace(first, case=uuid4()) for _ in range(25))
    state = model_of(replace(Shelf(), found=many)).state
    assert (len(state.cases), state.more) == (20, "en 5 latere zaken")
