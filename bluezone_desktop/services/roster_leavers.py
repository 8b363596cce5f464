"""Pupils whom lists call gone, and who of them is listed at school all the same.

A school keeps a sheet of who has moved, and the child's line in the class as well; or a child has
changed class, and both classes have a line. Both lines are one child, who is at school: taken for
two, the ticks would go with the line of the one who left.
"""

from collections.abc import Iterable, Sequence

from bluezone_desktop.domain.class_names import same_class
from bluezone_desktop.domain.doubts import another_family, is_full
from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.roster import NotCounted, Problem, PupilDraft, Roster, Severity
from bluezone_desktop.services.roster_families import signs_of_draft


class Leavers:
    """Per roster, by its place: which pupils have left, and what is to be said of who has not."""

    def __init__(self, rosters: Sequence[Roster]) -> None:
        self.gone: list[list[tuple[NotCounted, PupilDraft]]] = []
        self.remarks: dict[int, list[Problem]] = {}
        called_gone = [
            [(one, one.draft) for one in roster.not_counted if isinstance(one.draft, PupilDraft)]
            for roster in rosters
        ]
        listed = _Listed(rosters, [draft for of_file in called_gone for _, draft in of_file])
        for number, of_file in enumerate(called_gone):
            self.gone.append([])
            for one, draft in of_file:
                place = listed.place_of(draft)
                if place is None:
                    self.gone[number].append((one, draft))
                elif not one.class_name or same_class(one.class_name, place):
                    self.remarks.setdefault(number, []).append(_remark(one, place))


class _Listed:
    """The pupils of class lists who may be one of ``sought``, by birth and by code."""

    def __init__(self, rosters: Iterable[Roster], sought: Sequence[PupilDraft]) -> None:
        days = {one.date_of_birth for one in sought if is_full(one.date_of_birth)}
        codes = {one.code for one in sought if one.code}
        self._found: dict[str, list[tuple[PupilDraft, str]]] = {}
        for one in (one for roster in rosters for one in roster.classes) if sought else ():
            for pupil in one.pupils:
                if pupil.date_of_birth in days or pupil.code in codes:
                    namesakes = self._found.setdefault(match_key(pupil.full_name), [])
                    namesakes.append((pupil, one.name))

    def place_of(self, gone: PupilDraft) -> str | None:
        """The class that lists this very pupil, None where none does."""
        namesakes = self._found.get(match_key(gone.full_name), ()) if self._found else ()
        return next((place for pupil, place in namesakes if _is_one(pupil, gone)), None)


def _is_one(one: PupilDraft, other: PupilDraft) -> bool:
    """Whether two of one name are one child: by the code, else by the day of birth."""
    if one.code and other.code:
        return one.code == other.code
    same_day = is_full(one.date_of_birth) and one.date_of_birth == other.date_of_birth
    return same_day and not another_family(signs_of_draft(one), signs_of_draft(other))


def _remark(one: NotCounted, place: str) -> Problem:
    values: dict[str, object] = {"name": one.full_name, "school_class": place}
    reason = "matching.problem.left_but_listed"
    return Problem(one.sheet, one.row, "", one.reason, Severity.WARNING, reason, values)
