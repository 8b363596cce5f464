"""Which backups may go: a pure rule, so that it can be tried on years in a moment."""

from collections.abc import Hashable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

KEEP_NEWEST = 10
KEEP_DAYS = 14
KEEP_WEEKS = 8
KEEP_MONTHS = 12


def to_drop(backups: Mapping[K, datetime], now: datetime) -> set[K]:
    """The backups that thinning removes, out of ``backups`` (each with the moment it was made).

    Kept are the newest ten whatever their age, everything of the last 24 hours up to fifty, and the
    last one of each of 14 days, 8 weeks and 12 months. Backups dated in the future (a clock set
    back) are kept.
    """
    newest_first = sorted(backups, key=lambda one: backups[one], reverse=True)
    keep = set(newest_first[:KEEP_NEWEST])
    keep.update(one for one in newest_first if backups[one] > now)
    day_old = [one for one in newest_first if backups[one] > now - timedelta(days=1)]
    keep.update(day_old[:50])
    for limit, bucket in (
        (KEEP_DAYS, "%Y-%m-%d"),
        (KEEP_WEEKS, "%G-%V"),
        (KEEP_MONTHS, "%Y-%m"),
    ):
        seen: dict[str, K] = {}
        for one in newest_first:
            seen.setdefault(backups[one].strftime(bucket), one)
        keep.update(list(seen.values())[:limit])
    return set(backups) - keep
