"""What is due is listed for managers, follows from the choice of the vault, and changes nothing by itself."""

from datetime import date

import pytest
from fixed_clock import FixedClock

import builders
import vaults
from app.domain.member import MemberRole
from app.domain.person import Role
from app.domain.retention import Children, Term
from app.errors import NoRightError, RefusedError
from app.services import cases, members, retention, vault
from app.storage.store import Store

pytestmark = pytest.mark.storage
TERM = Term(years=15, children=Children.UNTIL_ADULT, reason="Zo besloten.")


def test_the_list_follows_the_choice_and_the_case(store: Store) -> None:
    old = builders.case(reference="Z-2001-001", opened_on=date(2001, 2, 3))
    young = builders.case(reference="Z-2005-001", opened_on=date(2005, 2, 3))
    cases.open_case(store, old)
    cases.open_case(store, young, [builders.person(role=Role.CHILD, birth_year=2004)])
    assert [one.day for one in retention.list_due(store)] == [None, None]

    told = retention.choose_term(store, TERM)
    assert [(one.reference, one.day) for one in told] == [
        ("Z-2001-001", date(2016, 2, 3)),
        ("Z-2005-001", date(2022, 12, 31)),
    ]

    retention.choose_for_case(store, old.id, Term(years=30, reason="Er loopt een procedure."))
    told = retention.list_due(store)
    assert [(one.reference, one.own) for one in told] == [("Z-2005-001", False), ("Z-2001-001", True)]
    assert len(cases.list_cases(store)) == 2
    vault.verify(store)


def test_a_term_needs_a_reason(store: Store) -> None:
    with pytest.raises(RefusedError):
        retention.choose_term(store, Term(years=15, reason=" "))


def test_only_a_manager_chooses_and_sees_the_list(store: Store, clock: FixedClock) -> None:
    members.add_member(store, "Cas Proef", "weer een zin van niks", [MemberRole.CASEWORKER], cost=vaults.CHEAP)
    store.close()
    with vault.unlock_vault(store.folder, "weer een zin van niks", clock) as other:
        with pytest.raises(NoRightError):
            retention.list_due(other)
        with pytest.raises(NoRightError):
            retention.choose_term(other, TERM)
