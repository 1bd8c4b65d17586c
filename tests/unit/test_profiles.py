"""The kinds of copies: R0 in none, the narrowest first, no copy without its account."""

import msgspec
import pytest

from app.domain.profile import FIXED, NARROWEST, Profile, sections_of
from app.domain.record import Sensitivity
from app.domain.revision import RecordKind
from app.risk.profiles import load_profiles


@pytest.mark.parametrize("profile", list(load_profiles().values()), ids=list(load_profiles()))
def test_no_kind_of_copy_shows_r0_or_goes_without_its_account(profile: Profile) -> None:
    assert Sensitivity.R0 not in profile.classes
    assert set(profile.sections) >= FIXED
    assert (profile.sections[0], profile.sections[-1]) == ("D0", "D16")
    assert not profile.outside or profile.grounds


def test_the_narrowest_kind_of_copy_shows_one_class_only() -> None:
    assert load_profiles()[NARROWEST].classes == (Sensitivity.R3,)
    assert next(iter(load_profiles())) == NARROWEST


def test_only_a_copy_that_stays_inside_names_protected_sources() -> None:
    assert [one.id for one in load_profiles().values() if Sensitivity.R1 in one.classes] == ["intern"]
    assert [one.id for one in load_profiles().values() if not one.outside] == ["intern"]


def test_an_alleged_perpetrator_gets_no_sources_and_no_weighing() -> None:
    profile = load_profiles()["inzage_pleger"]
    assert profile.classes == (Sensitivity.R3,)
    assert not {RecordKind.SOURCE, RecordKind.REVIEW, RecordKind.ASSESSMENT} & set(profile.kinds)
    assert not profile.shows_weighing


def test_family_law_reads_the_pattern_first_and_then_the_children() -> None:
    first = load_profiles()["familierecht"].sections
    assert first[1:4] == ("D1", "D5", "D7")


def test_a_profile_that_would_let_r0_out_is_refused() -> None:
    profile = load_profiles()[NARROWEST]
    with pytest.raises(msgspec.ValidationError, match="R0"):
        msgspec.convert(msgspec.to_builtins(profile) | {"classes": ["R0"]}, Profile)


def test_the_account_of_a_copy_cannot_be_left_out() -> None:
    profile = load_profiles()[NARROWEST]
    assert sections_of(profile, ("D0", "D4", "D16")) == tuple(one for one in profile.sections if one != "D4")
