"""Which backups go: tried on years in a moment."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bluezone_desktop.domain.backup_thinning import to_drop

NOW = datetime(2021, 6, 1, 9, 0, tzinfo=UTC)
ages = st.lists(st.integers(-3_000, 3 * 365 * 24 * 60), unique=True, max_size=150)


def kept(moments: list[datetime], now: datetime = NOW) -> set[datetime]:
    """What is left of backups made at these moments."""
    return set(moments) - to_drop({moment: moment for moment in moments}, now)


@settings(max_examples=150, deadline=None)
@given(ages)
def test_what_must_never_go_stays(minutes: list[int]) -> None:
    """The newest ten, the last day up to fifty, a day each of fourteen, and what is to come."""
    moments = sorted((NOW - timedelta(minutes=m) for m in minutes), reverse=True)
    left = kept(moments)
    assert set(moments[:10]) <= left
    assert {m for m in moments if m > NOW} <= left
    assert set([m for m in moments if m > NOW - timedelta(days=1)][:50]) <= left
    assert to_drop({m: m for m in left}, NOW) == set()  # thinning twice is thinning once


@settings(max_examples=150, deadline=None)
@given(ages)
def test_no_stretch_of_time_is_lost(minutes: list[int]) -> None:
    """Of days, weeks and months that have backups, as many as promised keep their last one."""
    moments = sorted(NOW - timedelta(minutes=m) for m in minutes)
    left = kept(moments)
    for how, number in (("%Y-%m-%d", 14), ("%G-%V", 8), ("%Y-%m", 12)):
        last_of = {m.strftime(how): m for m in moments}
        newest = sorted(last_of.values(), reverse=True)[:number]
        assert set(newest) <= left


def test_years_of_work_take_little_room() -> None:
    """Every two hours of every day for two years, thinned at each backup."""
    left: set[datetime] = set()
    moment = NOW
    for day in range(2 * 365):
        for hour in range(0, 8, 2):
            moment = NOW + timedelta(days=day, hours=hour)
            left.add(moment)
            left -= to_drop({m: m for m in left}, moment)
    assert len(left) <= 10 + 14 + 8 + 12
    assert min(left) < moment - timedelta(days=330)
    gaps = [later - earlier for earlier, later in pairwise(sorted(left))]
    assert max(gaps) <= timedelta(days=31)


def test_a_clock_that_ran_ahead_loses_nothing() -> None:
    """Backups dated 2030 are not "old"; those of today are not pushed out by them."""
    ahead = [NOW + timedelta(days=3000 + n) for n in range(30)]
    today = [NOW - timedelta(minutes=n) for n in range(12)]
    assert kept([*ahead, *today]) == {*ahead, *today}


def test_few_backups_are_all_kept_whatever_their_age() -> None:
    """A school that is opened once a year keeps what it has."""
    old = [NOW - timedelta(days=400 * n) for n in range(10)]
    assert kept(old) == set(old)
