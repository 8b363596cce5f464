"""What was done to a person, in plain words: who, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bluezone_desktop.domain.dates import format_date
from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.gui.people.rows import Line
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.person_cards import Altered, Happening

_WORDED = {"status": "status", "sex": "sex", "store": "store", "grp": "group"}
_DAYS = ("date_of_birth", "installed_on")
_WITH_STATUS = ("store", "installed_on")
_TIED = ("relative", "head")


class HistoryWords:
    """The words of one person's history."""

    def __init__(self, texts: Texts, group: Group) -> None:
        """``group``: who has left a school is told otherwise of pupils than of others."""
        self._texts, self._group = texts, group

    def line(self, happening: Happening) -> Line:
        """One step as a row: when, who, what. All of it, with the computer, on hovering."""
        step = happening.step
        at = step.at.astimezone()
        when = f"{at:%H:%M} {format_date(at.date().isoformat())}"
        said = list(self._said(happening))
        what = " · ".join(said)
        if step.kind == "undo":
            what = self._texts("people.history.taken_back", what=what)
        where = self._texts("people.history.where", who=step.actor, computer=step.installation)
        return Line((when, step.actor, what), tip="\n".join((f"{when} · {where}", *said)))

    def _said(self, happening: Happening) -> Iterator[str]:
        marked = any(one.what == "status" for one in happening.altered)
        for one in happening.altered:
            if marked and one.what in _WITH_STATUS:
                # "Đã cài" is followed by where from and since when; with another status they go.
                if one.after:
                    yield self._value(one.what, one.after)
            elif one.what == "born":
                yield self._texts("people.history.born")
            elif one.what in ("gone", "merged"):
                yield self._texts(f"people.history.{one.what}")
            elif one.what in _TIED:
                yield self._tie(one)
            else:
                yield self._field(one)

    def _field(self, one: Altered) -> str:
        name = self._texts(f"people.field.{one.what}")
        before, after = (self._value(one.what, each) for each in (one.before, one.after))
        if not before:
            return self._texts("people.history.set", field=name, after=after)
        if not after:
            return self._texts("people.history.emptied", field=name, before=before)
        return self._texts("people.history.changed", field=name, before=before, after=after)

    def _value(self, field: str, value: object) -> str:
        if value is None or value == "":
            return ""
        words = str(value)
        if field in _WORDED:
            return self._texts(f"vocabulary.{_WORDED[field]}.{words}")
        if field in _DAYS:
            return format_date(words)
        if field == "attendance" and self._group is Group.PUPIL:
            return self._texts(f"vocabulary.attendance.{words}")
        return self._texts(f"people.attendance.{words}") if field == "attendance" else words

    def _tie(self, one: Altered) -> str:
        who = one.who or self._texts("classes.sheet.no_name")
        before, after = (
            self._texts(f"vocabulary.relation_inline.{each}") if each else ""
            for each in (one.before, one.after)
        )
        kind = "changed" if before and after else "added" if after else "removed"
        return self._texts(
            f"people.history.{one.what}_{kind}", who=who, before=before, after=after,
            relation=after or before,
        )  # fmt: skip
