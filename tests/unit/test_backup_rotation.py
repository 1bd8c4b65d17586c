"""Which backups are kept: 7 daily, 4 weekly, 12 monthly, and a month long what was made before a migration."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.backup import DAYS, MIGRATION, MONTHS, WEEKS, BackupLabel, BackupReason, kept, needed

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


def label(made_at: datetime, reason: BackupReason = BackupReason.CLOSING, schema: int = 5) -> BackupLabel:
    """Return the label of a backup."""
    return BackupLabel(
        vault=UUID(int=1),
        made_at=made_at,
        reason=reason,
        program="1.0",
        schema=schema,
        entries=1,
        head="",
        database="",
        keyring="",
    )


def test_the_backup_of_before_a_migration_stays_thirty_days() -> None:
    start = datetime(2026, 3, 10, 9, tzinfo=UTC)
    before = label(start, BackupReason.MIGRATION, 4)
    left = frozenset({before, label(start + timedelta(hours=1))})
    for day in range(MIGRATION.days + 1):
        left = needed({*left, label(start + timedelta(days=day))})
        assert before in left
    assert before not in needed({*left, label(start + MIGRATION + timedelta(days=1))})


def test_of_migrations_that_failed_only_the_newest_backup_of_a_schema_stays_for_its_reason() -> None:
    start = datetime(2026, 3, 10, 9, tzinfo=UTC)
    tried = [label(start + timedelta(minutes=n), BackupReason.MIGRATION, 3) for n in range(4)]
    other = label(start + timedelta(minutes=9), BackupReason.MIGRATION, 4)
    last = label(start + timedelta(minutes=10))
    assert needed({*tried, other, last}) == {tried[-1], other, last}


@given(MOMENTS)
def test_without_a_migration_the_terms_alone_decide(moments: frozenset[datetime]) -> None:
    assert {one.made_at for one in needed(map(label, moments))} == kept(moments)
