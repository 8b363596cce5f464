"""The program is killed at random moments, or the power goes: nothing shown as done is lost."""

import sys
from pathlib import Path

import pytest

from tests.benchmarks.kills import KINDS, Story, kills, look, make_school, snapshot


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_a_random_moment(kind: str) -> None:
    """Two of each; ``python -m tests.benchmarks.kills`` does five hundred."""
    found = kills(2, 1706, (kind,))[kind]
    assert (found.kills, found.wrong) == (2, [])


def test_what_is_missing_is_found(tmp_path: Path) -> None:
    """The look after a kill is no formality: a promise that was not kept is told."""
    make_school(tmp_path)
    before = snapshot(tmp_path)
    who = next(iter(before.statuses))
    for kind, done in (
        ("tick", ([who, "installed"], None)),
        ("import", ("6K1", None)),
        ("issue", ("7", None)),
        ("back up", ("", "2020-08-24_010000_000_manual.db")),
        ("restore", ("a", None)),
        ("erase", (who, None)),
    ):
        assert look(tmp_path, kind, before, Story(done=[done])) is not None
        assert look(tmp_path, kind, before, Story()) is None
