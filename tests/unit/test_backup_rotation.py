"""Which backups are kept: 7 daily, 4 weekly, 12 monthly."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.backup import DAYS, MONTHS, WEEKS, kept

MOMENTS = st.frozensets(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    max_size=80,
)


@given(MOMENTS)
def test_the_newest_backup_is_always_kept(moments: frozenset[datetime]) -> None:
    assert not moments or max(moments) in kept(moments)


@given(MOMENTS)
def test_nothing_is_kept_that_was_not_there_and_never_more_than_the_terms_allow(moments: frozenset[datetime]) -> None:
    assert kept(moments) <= moments
    assert len(kept(moments)) <= DAYS + WEEKS + MONTHS


@given(MOMENTS)
def test_rotating_twice_removes_no_more(moments: frozenset[datetime]) -> None:
    assert kept(kept(moments)) == kept(moments)


@given(MOMENTS)
def test_every_one_of_the_last_twelve_months_with_a_backup_keeps_its_newest(moments: frozenset[datetime]) -> None:
    months = sorted({(one.year, one.month) for one in moments}, reverse=True)[:MONTHS]
    for year, month in months:
        assert max(one for one in moments if (one.year, one.month) == (year, month)) in kept(moments)


def test_two_years_of_daily_backups_leave_a_week_four_weeks_and_a_year() -> None:
    left: frozenset[datetime] = frozenset()
    day = datetime(2025, 1, 1, 17, 30, tzinfo=UTC)
    for _ in range(730):
        left = kept({*left, day})
        day += timedelta(days=1)
    last = day - timedelta(days=1)
    assert {last - timedelta(days=n) for n in range(DAYS)} <= left
    assert len({(one.year, one.month) for one in left}) == MONTHS
    assert len({one.isocalendar()[:2] for one in left if one > last - timedelta(weeks=WEEKS)}) >= WEEKS
    assert len(left) < DAYS + WEEKS + MONTHS
