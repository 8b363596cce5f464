"""The same pupil twice in one file: put together, or told apart.

Sheets of one workbook often list a class twice, once for the register and once for telephones; what
one list has and the other lacks is put together then. The rules:

- the same code and the same name, or the same name and date of birth in the same class with codes
  that do not differ: one pupil;
- the same code and class but another name: a mistyped code, the second is taken without it;
- the same code and name in two classes: the second is not taken, for nobody sits in two classes;
- the same name in the same class without dates: one pupil where two sheets list them once each,
  namesakes where one sheet does.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.domain.roster import (
    NotCounted,
    Problem,
    PupilDraft,
    RelativeDraft,
    Severity,
)
from bluezone_desktop.domain.text import fold
from bluezone_desktop.exchange.grid import as_written
from bluezone_desktop.exchange.roster_results import PlacedPupil
from bluezone_desktop.exchange.roster_standing import changes_class

_MOST_NAMESAKES = 100
"""More than any class has: one name filled down a whole sheet must not be compared row by row."""


def put_together(placed: Sequence[PlacedPupil]) -> tuple[list[PlacedPupil], list[Problem]]:
    """The pupils of a file, each once, in order of first mention; and what that changed."""
    return _Collector(placed).collect()


def back_in_class(
    placed: Sequence[PlacedPupil], gone: Sequence[NotCounted]
) -> tuple[list[PlacedPupil], list[NotCounted]]:
    """Count those who "changed class" where they are listed, unless the file has them elsewhere.

    Gives the pupils, in the order of their sheets, and who is still not counted.
    """
    if not any(changes_class(one.reason) for one in gone):
        return list(placed), list(gone)
    known = {key for one in placed for key in _persons(one.pupil)}
    back: list[PlacedPupil] = []
    still_gone: list[NotCounted] = []
    for one in gone:
        pupil, name = one.draft, one.class_name
        if (
            name
            and isinstance(pupil, PupilDraft)
            and changes_class(one.reason)
            and known.isdisjoint(_persons(pupil))
        ):
            back.append(PlacedPupil(name, one.sheet, pupil))
        else:
            still_gone.append(one)
    sheets = dict.fromkeys([*(one.sheet for one in placed), *(one.sheet for one in gone)])
    order = {sheet: place for place, sheet in enumerate(sheets)}
    whole = sorted([*placed, *back], key=lambda one: (order[one.sheet], one.pupil.row))
    return whole, still_gone


def _persons(pupil: PupilDraft) -> tuple[object, ...]:
    """What tells that two rows are of one pupil: the code, or name and date of birth."""
    by_code = (pupil.code,) if pupil.code else ()
    return (*by_code, (match_key(pupil.full_name), pupil.date_of_birth))


class _Collector:
    def __init__(self, placed: Sequence[PlacedPupil]) -> None:
        self._placed = placed
        self._kept: list[PlacedPupil] = []
        self._problems: list[Problem] = []
        self._by_code: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], list[int]] = {}
        self._class_keys = {
            name: class_match_key(name) for name in dict.fromkeys(p.class_name for p in placed)
        }
        self._keys = self._name_keys()
        self._times = Counter(
            (one.sheet, *key) for one, key in zip(placed, self._keys, strict=True)
        )

    def _name_keys(self) -> list[tuple[str, str]]:
        """Class and name of every pupil, equal for two spellings of one name.

        Names that are alone even without accents, nearly all, are spared the longer comparison.
        """
        folded = [
            (self._class_keys[one.class_name], fold(one.pupil.full_name)) for one in self._placed
        ]
        times = Counter(folded)
        return [
            key if times[key] == 1 else (key[0], match_key(one.pupil.full_name))
            for one, key in zip(self._placed, folded, strict=True)
        ]

    def collect(self) -> tuple[list[PlacedPupil], list[Problem]]:
        for one, key in zip(self._placed, self._keys, strict=True):
            self._take(one, key)
        return self._kept, self._problems

    def _take(self, one: PlacedPupil, key: tuple[str, str]) -> None:
        code = one.pupil.code
        known = self._by_code.get(code) if code else None
        if code and known is not None:
            first = self._kept[known]
            same_name = match_key(first.pupil.full_name) == match_key(one.pupil.full_name)
            if not same_name:
                self._tell(one, first, "code_twice", value=code)
                one = replace(one, pupil=replace(one.pupil, code=None))
            elif self._class_keys[first.class_name] != key[0]:
                self._tell(one, first, "pupil_in_two_classes", severity=Severity.REJECTED)
                return
            else:
                self._merge(known, one)
                return
        namesake: PlacedPupil | None = None
        for place in self._by_name.get(key, ())[:_MOST_NAMESAKES]:
            verdict = self._same(self._kept[place], one, key)
            if verdict is True:
                self._merge(place, one)
                return
            if verdict is None:
                namesake = namesake or self._kept[place]
        if namesake:
            self._tell(one, namesake, "namesake")
        self._keep(one, key)

    def _keep(self, one: PlacedPupil, key: tuple[str, str]) -> None:
        self._by_name.setdefault(key, []).append(len(self._kept))
        if one.pupil.code:
            self._by_code.setdefault(one.pupil.code, len(self._kept))
        self._kept.append(one)

    def _same(self, first: PlacedPupil, second: PlacedPupil, key: tuple[str, str]) -> bool | None:
        """Whether two of one name and class are one pupil; None where nobody can tell."""
        one, other = first.pupil, second.pupil
        if one.code and other.code and one.code != other.code:
            return False
        if one.date_of_birth and other.date_of_birth:
            if one.date_of_birth != other.date_of_birth:
                return False
            return None if _parents_differ(one, other) else True
        once_each = all(self._times[sheet, *key] == 1 for sheet in {first.sheet, second.sheet})
        if first.sheet != second.sheet and once_each and not _parents_differ(one, other):
            return True
        return None

    def _merge(self, place: int, one: PlacedPupil) -> None:
        """Fill what the first mention lacks from the second."""
        first = self._kept[place]
        merged = _merged(first.pupil, one.pupil)
        if merged.code and not first.pupil.code:
            self._by_code.setdefault(merged.code, place)
        self._kept[place] = replace(first, pupil=merged)
        self._tell(one, first, "duplicate")

    def _tell(
        self,
        one: PlacedPupil,
        first: PlacedPupil,
        reason: str,
        *,
        value: str | None = None,
        severity: Severity = Severity.WARNING,
    ) -> None:
        self._problems.append(
            Problem(
                one.sheet,
                one.pupil.row,
                "",
                one.pupil.full_name if value is None else value,
                severity,
                f"roster.problem.{reason}",
                {
                    "other_row": first.pupil.row,
                    "other_sheet": first.sheet,
                    "other_name": first.pupil.full_name,
                    "other_class": first.class_name,
                    "class_name": one.class_name,
                    "staff": False,
                },
                tuple(map(as_written, one.row)) if severity is Severity.REJECTED else (),
            )
        )


def _parents_differ(one: PupilDraft, other: PupilDraft) -> bool:
    """Whether both name the same relation and mean different people by it."""
    names = {r.relation: match_key(r.full_name) for r in one.relatives if r.full_name}
    return any(
        names.get(relative.relation, match_key(relative.full_name)) != match_key(relative.full_name)
        for relative in other.relatives
        if relative.full_name
    )


def _merged(first: PupilDraft, second: PupilDraft) -> PupilDraft:
    return replace(
        first,
        date_of_birth=_fuller(first.date_of_birth, second.date_of_birth),
        sex=first.sex or second.sex,
        code=first.code or second.code,
        phone=first.phone or second.phone,
        relatives=_relatives(first.relatives, second.relatives),
    )


def _fuller(first: IsoDate | None, second: IsoDate | None) -> IsoDate | None:
    return second if second and (not first or len(second) > len(first)) else first


def _relatives(
    first: tuple[RelativeDraft, ...], second: tuple[RelativeDraft, ...]
) -> tuple[RelativeDraft, ...]:
    merged = list(first)
    for relative in second:
        for place, known in enumerate(merged):
            same = known.relation is relative.relation and (
                not known.full_name
                or not relative.full_name
                or match_key(known.full_name) == match_key(relative.full_name)
            )
            if same:
                merged[place] = replace(
                    known,
                    full_name=known.full_name or relative.full_name,
                    phone=known.phone or relative.phone,
                )
                break
        else:
            merged.append(relative)
    return tuple(merged)
