"""Lists with names, for those who go and ask: never part of a return, made only when wanted.

Not asked, not installed: a line for everybody concerned. The paper tick sheet: a line for every
pupil with a box for each of the family, to be filled in with the digits of the tick sheet's keys.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bluezone_desktop.domain.people import Household, Person
from bluezone_desktop.domain.return_table import Words
from bluezone_desktop.domain.vocabulary import Relation, Status

BOX = "☐"
DIGITS = {
    Status.INSTALLED: "1",
    Status.NOT_INSTALLED: "2",
    Status.NO_SMARTPHONE: "3",
    Status.UNSUPPORTED: "4",
    Status.NOT_ASKED: BOX,
}
"""What stands in a box of the paper tick sheet: the digit that sets it on the keyboard."""


class ListKind(StrEnum):
    """Which list is wanted."""

    NOT_ASKED = "not_asked"
    NOT_INSTALLED = "not_installed"
    TICK_SHEET = "tick_sheet"


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One sheet of paper: a class, or the staff.

    name    of the sheet, the class
    heads   of the columns; ``boxes`` is the first that holds boxes, None for none
    rows    as many cells as heads
    """

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hint: str = ""
    boxes: int | None = None


PAGE_CHARACTERS = 92.0
"""Characters of 12 points that stand side by side on the page."""


def column_shares(sheet: ListSheet) -> list[float]:
    """Widths in characters: numbers narrow, names wide, the rest shares what the page has left."""
    widths = [5.0, 30.0]
    rest = len(sheet.heads) - 2
    if sheet.boxes is not None:
        return widths + [max((PAGE_CHARACTERS - sum(widths)) / max(rest, 1), 9.0)] * rest
    wide = [26.0, *([13.0] if rest > 2 else [])]
    return [*widths, *wide, PAGE_CHARACTERS - sum(widths) - sum(wide)]


def list_sheet(
    kind: ListKind,
    name: str,
    title: str,
    households: Sequence[Household],
    words: Words,
    *,
    phones: bool = False,
) -> ListSheet | None:
    """The list of one class or of the staff; None where it has nobody.

    phones  whether phone numbers stand on it: only when asked for
    """
    if kind is ListKind.TICK_SHEET:
        return _tick_sheet(name, title, households, words) if households else None
    wanted = Status.NOT_ASKED if kind is ListKind.NOT_ASKED else Status.NOT_INSTALLED
    rows = [
        (str(number), who, what, *([person.phone or ""] if phones else []), "")
        for number, (who, what, person) in enumerate(_left(households, wanted, words), start=1)
    ]
    if not rows:
        return None
    heads = ["ordinal", "name", "who", *(["phone"] if phones else []), "note"]
    return ListSheet(name, title, tuple(words(f"names.head.{one}") for one in heads), tuple(rows))


def _left(
    households: Iterable[Household], status: Status, words: Words
) -> Iterator[tuple[str, str, Person]]:
    for one in households:
        name = one.person.full_name or ""
        if one.person.status is status:
            yield name, words(f"vocabulary.group.{one.person.group}"), one.person
        for tie in one.relatives:
            if tie.person.status is status:
                relation = words(f"vocabulary.relation.{tie.relation}")
                who = words("names.relative_of", relation=relation, name=name)
                yield tie.person.full_name or "", who, tie.person


def _tick_sheet(name: str, title: str, households: Sequence[Household], words: Words) -> ListSheet:
    """A column of boxes for the pupil, father and mother, and one for each further relative."""
    usual = (Relation.FATHER, Relation.MOTHER)
    others = max(
        (sum(tie.relation not in usual for tie in one.relatives) for one in households), default=0
    )
    people = "names.head.member" if households[0].person.group.is_staff else "names.head.pupil"
    heads = [
        words("names.head.ordinal"),
        words("names.head.name"),
        words(people),
        *(words(f"vocabulary.relation.{one}") for one in usual),
        *[words("names.head.other")] * max(others, 1),
    ]
    rows = []
    for number, one in enumerate(households, start=1):
        found = {tie.relation: tie.person for tie in reversed(one.relatives)}
        boxes = [DIGITS[found[each].status] if each in found else BOX for each in usual]
        further = [
            f"{words(f'vocabulary.relation.{tie.relation}')} {DIGITS[tie.person.status]}"
            for tie in one.relatives
            if tie.relation not in usual
        ]
        further += [""] * (max(others, 1) - len(further))
        mine = DIGITS[one.person.status]
        rows.append((str(number), one.person.full_name or "", mine, *boxes, *further))
    return ListSheet(name, title, tuple(heads), tuple(rows), words("names.digits"), boxes=2)
