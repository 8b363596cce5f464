"""Merging what comes home with what the school has by now: three ways, field by field.

A copy of a class sheet claims a value where a field no longer is as it left. A claim is taken where
nobody changed the field here since; the same on both sides is fine; different on both is a
conflict, which a person settles or a rule. Of the copies of one sheet the last one saved that
claims anything of a field speaks for it, in whatever order they arrive. Silence claims nothing: an
untouched cell of a newer copy does not undo what an older one brought, but where it stands
against it, a person is asked.

So merging is idempotent, does not depend on the order unless a conflict is decided by hand, and
loses nothing that was changed on one side only; and since *not asked* is never claimed, nothing
that is known becomes *not asked*.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Key = tuple[str, str]
"""A record and one of its fields."""


class Kept(StrEnum):
    """Which side of a conflict holds."""

    OURS = "ours"
    THEIRS = "theirs"


class Outcome(StrEnum):
    """What became of a file, in the words of the command line's JSON."""

    MERGED = "merged"
    ALREADY = "already merged"
    OLDER = "older copy"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Ours:
    """A field as the school has it, and the moment of the last change that holds (0 for none)."""

    value: str
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a class sheet.

    sheet  which sheet it is a copy of
    left   the moment it left the school
    stamp  orders the copies of one sheet; equal only for copies saved at once
    said   the fields that hold a value, changed or not; never *not asked*
    base   the same fields as they left
    """

    sheet: str
    left: int
    stamp: str
    said: Mapping[Key, str]
    base: Mapping[Key, str]

    @property
    def claims(self) -> dict[Key, str]:
        """What is no longer as it left."""
        return {key: value for key, value in self.said.items() if value != self.base[key]}

    @property
    def digest(self) -> str:
        """A print of what the copy says, whatever the program that saved it."""
        found = hashlib.blake2b(digest_size=12)
        for (record, name), value in sorted(self.claims.items()):
            found.update(f"{record}\x1f{name}\x1f{value}\x1e".encode())
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Seen:
    """A copy that was merged: what it settled, as prints. Holds no data of people.

    left, came  the moments it left the school and was merged
    settled     per field (``mark``) the value (``mark``) that has been dealt with
    """

    sheet: str
    stamp: str
    digest: str
    left: int
    came: int
    settled: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, each otherwise. ``kept`` is None where nobody decided."""

    key: Key
    ours: str
    theirs: str
    base: str
    kept: Kept | None = None


Decide = Callable[[Conflict], Kept | None]


@dataclass(slots=True)
class Merged:
    """What merging one copy gives: the values to take, the conflicts, and what to remember.

    settled    what has been dealt with; confirmed  what had been, and a newer copy says again
    """

    outcome: Outcome
    takes: dict[Key, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    settled: dict[str, str] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)

    @property
    def is_news(self) -> bool:
        """Whether there is anything to remember."""
        return self.outcome is Outcome.MERGED or bool(self.settled or self.confirmed)


@dataclass(slots=True)
class _Memory:
    """What the copies merged before say of one sheet's fields.

    last   per field the newest claim that was dealt with: value, stamp, moment of merging
    floor  per field when the newest of the *other* sheets left whose claim was dealt with
    """

    last: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    floor: dict[str, int] = field(default_factory=dict)
    digests: set[str] = field(default_factory=set)
    newest: str = ""


def mark(*words: str) -> str:
    """A short print, for comparing and never for reading back."""
    return hashlib.blake2b("\x1f".join(words).encode("utf-8"), digest_size=6).hexdigest()


def merge(
    copy: Copy,
    ours: Callable[[Key], Ours],
    seen: list[Seen],
    decide: Decide = lambda _: None,
) -> Merged:
    """Merge one copy.

    ours    the school's own value of a field
    seen    the copies merged before, of this sheet and others of the class
    decide  settles a conflict; None leaves it open: ours holds, and it is asked again next time
    """
    memory = _remembered(copy, seen)
    merged = Merged(Outcome.MERGED)
    for key, theirs in sorted(copy.said.items()):
        _field(copy, key, theirs, ours(key), memory, merged, decide)
    if not merged.takes and not merged.conflicts and not merged.settled:
        if copy.stamp < memory.newest and copy.claims:
            merged.outcome = Outcome.OLDER
        elif copy.digest in memory.digests:
            merged.outcome = Outcome.ALREADY
        elif copy.stamp < memory.newest:
            merged.outcome = Outcome.OLDER
    return merged


def remember(copy: Copy, merged: Merged, came: int) -> Seen:
    """What to keep of a copy that was merged at the moment ``came``."""
    settled = merged.settled | merged.confirmed
    return Seen(copy.sheet, copy.stamp, copy.digest, copy.left, came, settled)


def _remembered(copy: Copy, seen: list[Seen]) -> _Memory:
    memory = _Memory()
    for one in sorted(seen, key=lambda one: one.stamp):
        if one.sheet == copy.sheet:
            memory.digests.add(one.digest)
            memory.newest = max(memory.newest, one.stamp)
        for name, value in one.settled.items():
            if one.sheet != copy.sheet:
                memory.floor[name] = max(memory.floor.get(name, 0), one.left)
            else:
                before = memory.last.get(name)
                # What a newer copy only says again was dealt with when it came first.
                again = before is not None and before[0] == value
                came = min(one.came, before[2]) if before and again else one.came
                memory.last[name] = value, one.stamp, came
    return memory


def _field(
    copy: Copy,
    key: Key,
    theirs: str,
    ours: Ours,
    memory: _Memory,
    merged: Merged,
    decide: Decide,
) -> None:
    name, base = mark(*key), copy.base[key]
    value = mark(name, theirs)
    last = memory.last.get(name)
    if last and last[0] == value:
        if last[1] < copy.stamp:
            merged.confirmed[name] = value
        return
    if last and last[1] > copy.stamp:
        return  # a copy saved later has said otherwise
    if theirs == base:
        # Nothing was changed here, unless an older copy of this sheet did and it was put back.
        if last and last[0] == mark(name, ours.value) and last[1] < copy.stamp:
            _conflict(key, name, Conflict(key, ours.value, theirs, base), merged, decide)
        return
    if ours.value == theirs:
        merged.settled[name] = value
        return
    if last:
        untouched = mark(name, ours.value) == last[0] and ours.changed <= last[2]
    else:
        since = max(ours.changed, memory.floor.get(name, 0))
        untouched = ours.value == base and since <= copy.left
    if untouched:
        merged.takes[key] = theirs
        merged.settled[name] = value
    else:
        _conflict(key, name, Conflict(key, ours.value, theirs, base), merged, decide)


def _conflict(key: Key, name: str, found: Conflict, merged: Merged, decide: Decide) -> None:
    kept = decide(found)
    merged.conflicts.append(Conflict(key, found.ours, found.theirs, found.base, kept))
    if kept is not None:
        merged.settled[name] = mark(name, found.theirs)
    if kept is Kept.THEIRS:
        merged.takes[key] = found.theirs
