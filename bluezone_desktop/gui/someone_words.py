"""What the search and the list of the school say of somebody, and where they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Status
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Collection

    from bluezone_desktop.services.everyone import Someone, Tie


class SomeoneWords:
    """The words of one language. Looked up once: a list says them thousands of times."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._role = {each: texts(f"everyone.role.{each}") for each in Group}
        self._relation = {each: texts(f"vocabulary.relation.{each}") for each in Relation}
        self._status = {each: texts(f"vocabulary.status_short.{each}") for each in Status}
        self._attendance = {each: texts(f"everyone.gone.{each}") for each in Attendance}
        self._no_name = texts("everyone.no_name")

    def name(self, one: Someone) -> str:
        """The full name; a relative may be known by phone alone."""
        return one.full_name or one.phone or self._no_name

    def places(self, one: Someone) -> str:
        """The class, or the classes of a relative; "" for staff and their relatives."""
        return ", ".join([place.name for place in one.places])

    def role(self, one: Someone) -> str:
        """What they are: "Học sinh", "Mẹ của Nguyễn Thị Hoà", "Kế toán"."""
        if one.group is not Group.RELATIVE:
            return one.job or self._role[one.group]
        if not one.ties:
            return self._role[one.group]
        first = one.ties[0]
        words = self._texts(
            "everyone.relative", relation=self._relation[first.relation], of=first.name
        )
        more = len({tie.of for tie in one.ties}) - 1
        return self._texts("everyone.relative_more", words=words, number=more) if more else words

    def status(self, one: Someone) -> str:
        """The status in a word or two."""
        return self._status[one.status]

    def gone(self, one: Someone) -> str:
        """Why they do not count; "" for those who do."""
        if one.is_at_school:
            return ""
        if one.attendance is Attendance.ATTENDING and one.place and not one.place.is_present:
            return self._texts("everyone.gone.last_year", year=one.place.school_year)
        return self._attendance[one.attendance]

    def belongs(self, one: Someone) -> str:
        """Class and role in one line, and that they are gone where they are."""
        parts = (self.places(one), self.role(one), self.gone(one))
        return " · ".join([part for part in parts if part])


def place_of(one: Someone, words: Collection[str] = ()) -> tuple[str, object]:
    """The screen where somebody is ticked, and what to show there.

    words  folded words that were asked for: of a mother of two the child whose class is among them

    Who does not count stands on no sheet, but in the list of everybody.
    """
    if one.is_at_school:
        if one.group.is_staff:
            return "staff", one.id
        if one.place is not None:
            return "classes", (one.place.id, one.id)
        ties = [tie for tie in one.ties if tie.is_at_school]
        tie = next((tie for tie in ties if _is_asked(tie, words)), ties[0])
        if tie.place is None:
            return "staff", one.id
        return "classes", (tie.place.id, one.id)
    return "everyone", one.id


def _is_asked(tie: Tie, words: Collection[str]) -> bool:
    return tie.place is not None and tie.place.folded in words
