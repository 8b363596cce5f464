"""The mathematics of merging, against a model: offices, sheets, teachers, copies, stale files.

A history is drawn: an office edits, sends sheets out, sometimes gets a copy in between; teachers
fill in copies, copy copies, save them at any time and send them several times. At the end all that
was sent comes home at once, in any order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluezone_desktop.domain.sheet_merge import (
    Conflict,
    Copy,
    Kept,
    Key,
    Merged,
    Ours,
    Outcome,
    Seen,
    merge,
    remember,
)

STATUSES = ("no_smartphone", "unsupported", "not_installed", "installed")
UNKNOWN = "not_asked"
KEYS: tuple[Key, ...] = tuple((f"person {n}", "status") for n in range(4))
MANY = settings(max_examples=1000, deadline=None)
# Drawn by a seed: evenly, where hypothesis itself prefers what is short.
histories = st.integers(0, 2**63).map(Random)


@dataclass
class School:
    """An office as a plain table of values, each with the moment it was last changed."""

    values: dict[Key, tuple[str, int]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    now: int = 0

    def twin(self) -> "School":
        """The same office on another computer, from a backup."""
        return School(dict(self.values), list(self.seen), self.now)

    def edit(self, key: Key, value: str) -> None:
        self.now += 1
        if self.value(key) != value:
            self.values[key] = value, self.now

    def value(self, key: Key) -> str:
        return self.values.get(key, (UNKNOWN, 0))[0]

    def take(self, copy: Copy, kept: Kept | None = None) -> Merged:
        """One file comes home."""
        self.now += 1

        def ours(key: Key) -> Ours:
            return Ours(*self.values.get(key, (UNKNOWN, 0)))

        merged = merge(copy, ours, self.seen, lambda _: kept)
        for key, value in merged.takes.items():
            self.values[key] = value, self.now
        if merged.is_news:
            self.seen.append(remember(copy, merged, self.now))
        return merged

    def plain(self) -> dict[Key, str]:
        return {key: self.value(key) for key in KEYS}


@dataclass
class Paper:
    """A file on some computer: which sheet it is, and what its cells hold."""

    sheet: str
    left: int
    base: dict[Key, str]
    cells: dict[Key, str]

    def saved(self, moment: int) -> Copy:
        """The copy that is sent."""
        said = {key: value for key, value in self.cells.items() if value != UNKNOWN}
        base = {key: self.base[key] for key in said}
        return Copy(self.sheet, self.left, f"{moment:09d}", said, base)


@dataclass
class History:
    """What came of a drawn history."""

    school: School
    start: School
    sent: list[Copy]


def history(random: Random) -> History:
    """Some weeks of an office and its teachers."""
    school = School()
    papers: list[Paper] = []
    sent: list[Copy] = []
    for key in KEYS:
        if random.random() < 0.5:
            school.edit(key, random.choice(STATUSES))
    for moment in range(random.randint(3, 14)):
        match random.choice(("edit", "out", "fill", "fill", "fill", "branch", "send", "home")):
            case "edit":
                school.edit(random.choice(KEYS), random.choice((*STATUSES, UNKNOWN)))
            case "out":
                values = school.plain()
                school.now += 1
                papers.append(Paper(f"sheet {len(papers)}", school.now, values, dict(values)))
            case "fill" if papers:
                paper = random.choice(papers)
                paper.cells[random.choice(KEYS)] = random.choice((*STATUSES, UNKNOWN))
                sent.append(paper.saved(moment))
            case "branch" if papers:
                paper = random.choice(papers)
                papers.append(Paper(paper.sheet, paper.left, paper.base, dict(paper.cells)))
            case "send" if sent:
                sent.append(random.choice(sent))
            case "home" if sent:
                school.take(random.choice(sent))
    return History(school, school.twin(), sent)


def shuffled(random: Random, copies: Iterable[Copy]) -> list[Copy]:
    found = list(copies)
    random.shuffle(found)
    return found


@MANY
@given(histories)
def test_a_file_that_comes_again_changes_nothing(random: Random) -> None:
    """At once, and with all the others where nothing was left open."""
    past = history(random)
    open_conflicts = False
    for copy in past.sent:
        open_conflicts |= bool(past.school.take(copy).conflicts)
        before = past.school.plain()
        again = past.school.take(copy)
        assert not again.takes
        assert past.school.plain() == before
        assert open_conflicts or again.outcome in (Outcome.ALREADY, Outcome.OLDER)
    before = past.school.plain()
    if not open_conflicts:
        for copy in shuffled(random, past.sent):
            assert not past.school.take(copy).takes
        assert past.school.plain() == before


@MANY
@given(histories)
def test_the_order_of_arrival_does_not_matter(random: Random) -> None:
    """Wherever no conflict is left to be decided by hand, any two orders give the same."""
    past = history(random)
    ends = []
    for _ in range(4):
        school = past.start.twin()
        results = [school.take(copy) for copy in shuffled(random, past.sent)]
        if not any(one.conflicts for one in results):
            ends.append(school.plain())
    assert all(end == ends[0] for end in ends)


@MANY
@given(histories)
def test_no_change_of_one_side_is_lost(random: Random) -> None:
    """What only the sheets changed is there afterwards; what only the office changed stays."""
    past = history(random)
    if past.start.seen:
        past.start.seen.clear()  # of what was merged in between the next test knows
    school = past.start.twin()
    for copy in shuffled(random, past.sent):
        school.take(copy)
    for key in KEYS:
        ours, changed = past.start.values.get(key, (UNKNOWN, 0))
        last: dict[str, Copy] = {}
        for copy in past.sent:
            if key in copy.claims and (
                copy.sheet not in last or last[copy.sheet].stamp < copy.stamp
            ):
                last[copy.sheet] = copy
        claimed = {copy.said[key] for copy in last.values()}
        if not claimed:
            assert school.value(key) == ours
        elif len(last) == 1:
            [copy] = last.values()
            if changed <= copy.left:
                assert school.value(key) == copy.said[key]


@MANY
@given(histories)
def test_a_newer_copy_has_the_last_word_on_what_it_says(random: Random) -> None:
    """Stale copies of the same sheet that come after it undo nothing."""
    past = history(random)
    school = past.school
    for newest in shuffled(random, past.sent):
        school.take(newest, Kept.THEIRS)
        said = {key: school.value(key) for key in newest.claims}
        for copy in shuffled(random, past.sent):
            if copy.sheet == newest.sheet and copy.stamp < newest.stamp:
                school.take(copy)
        assert {key: school.value(key) for key in said} == said


@MANY
@given(histories, st.sampled_from((None, Kept.OURS, Kept.THEIRS)))
def test_nothing_known_becomes_not_asked(random: Random, kept: Kept | None) -> None:
    """Whatever comes in whatever order and however conflicts are settled."""
    past = history(random)
    for copy in shuffled(random, past.sent):
        before = past.school.plain()
        past.school.take(copy, kept)
        after = past.school.plain()
        assert all(after[key] != UNKNOWN for key in KEYS if before[key] != UNKNOWN)


@MANY
@given(histories, st.sampled_from((Kept.OURS, Kept.THEIRS)))
def test_what_is_decided_is_not_asked_again(random: Random, kept: Kept) -> None:
    """Ours leaves everything in dispute as it is; either way the same file asks no more."""
    past = history(random)
    for copy in shuffled(random, past.sent):
        before = past.school.plain()
        merged = past.school.take(copy, kept)
        for conflict in merged.conflicts:
            now = past.school.value(conflict.key)
            assert now == (before[conflict.key] if kept is Kept.OURS else conflict.theirs)
        again = past.school.take(copy)
        assert not again.conflicts
        assert not again.takes


@MANY
@given(histories)
def test_two_computers_with_the_same_school_agree(random: Random) -> None:
    """A twin from a backup that gets the same files in another order ends with the same values."""
    past = history(random)
    one, other = past.start.twin(), past.start.twin()
    results = [one.take(copy) for copy in past.sent]
    results += [other.take(copy) for copy in shuffled(random, past.sent)]
    if not any(result.conflicts for result in results):
        assert one.plain() == other.plain()


def copy(said: str, base: str, stamp: str = "1", sheet: str = "a", left: int = 5) -> Copy:
    """A copy that says one thing of one person."""
    return Copy(sheet, left, stamp, {KEYS[0]: said}, {KEYS[0]: base})


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("not_asked", "not_asked", "installed", "installed"),
        ("not_installed", "not_installed", "installed", "installed"),
        ("not_installed", "installed", "installed", "installed"),
        ("not_installed", "installed", "not_installed", "installed"),
    ],
)
def test_three_ways_without_a_conflict(base: str, ours: str, theirs: str, expected: str) -> None:
    """Changed on one side is taken, the same on both is fine."""
    school = School()
    school.edit(KEYS[0], ours)
    merged = school.take(copy(theirs, base))
    assert school.value(KEYS[0]) == expected
    assert merged.conflicts == []


def test_different_on_both_sides_is_a_conflict() -> None:
    """Both values and what left are told; ours holds until somebody decides."""
    school = School()
    school.edit(KEYS[0], "unsupported")
    merged = school.take(copy("installed", "not_asked"))
    assert merged.conflicts == [Conflict(KEYS[0], "unsupported", "installed", "not_asked")]
    assert school.value(KEYS[0]) == "unsupported"


def test_a_change_and_back_since_it_left_is_a_change() -> None:
    """By values alone the late sheet would win over what has been corrected meanwhile."""
    school = School(now=10)
    school.edit(KEYS[0], "installed")
    school.edit(KEYS[0], "not_installed")
    assert school.take(copy("installed", "not_installed")).conflicts
    assert school.value(KEYS[0]) == "not_installed"


def test_a_correction_in_a_newer_copy_of_the_same_sheet_is_taken() -> None:
    """Nobody changed it here since the first copy: the teacher mended her own answer."""
    school = School()
    school.take(copy("not_installed", "not_asked", "1"))
    assert school.take(copy("installed", "not_asked", "2")).conflicts == []
    assert school.value(KEYS[0]) == "installed"
    assert school.take(copy("not_installed", "not_asked", "1")).outcome is Outcome.OLDER
    assert school.value(KEYS[0]) == "installed"


def test_putting_an_answer_back_asks() -> None:
    """It may be a correction, or a copy that never had the answer: a person knows."""
    school = School()
    school.edit(KEYS[0], "not_installed")
    school.take(copy("installed", "not_installed", "1"))
    merged = school.take(copy("not_installed", "not_installed", "2"))
    assert [one.theirs for one in merged.conflicts] == ["not_installed"]
    assert school.value(KEYS[0]) == "installed"
