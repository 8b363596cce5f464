"""What a hand does on the tick sheet of a class: the same key presses for a test and for a clock.

Keys are called as X calls them ("Return", "ctrl+Up"), because ``tests.keyboard_run`` sends them
through a real X server; ``tests/gui/ticks/test_key_counts.py`` counts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office

PUPILS = 45
ANSWERS = "112131412"
"""The digits pressed one after the other: most have it, some of everything else."""

FAMILIES = "Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Lâm Thạch Sơn Kim Danh".split()
GIVEN = (
    "An Ánh Bảo Bình Châu Chi Cường Dũng Duy Đạt Giang Giàu Hân Hiếu Hoà Huy Huyền Khánh Kiệt Lan "
    "Linh Long Mai Minh My Nam Ngân Nghi Nghĩa Nhi Như Oanh Phát Phúc Quân Quyên Sang Sương Tâm "
    "Thảo Thư Trang Tú Vy Yến"
).split()
EXCEPTIONS = ("Hoà", "Phúc", "Yến")


@dataclass(frozen=True)
class Flow:
    """One piece of work and the keys for it."""

    name: str
    keys: tuple[str, ...]
    most_seconds: float


def make_class(office: Office) -> ClassId:
    """A class of 45 pupils, each with father and mother."""
    class_id = people.add_class(office, "6A1", "Lý Thị Cẩm Tú").value.id
    for place, given in enumerate(GIVEN):
        pupil = f"{FAMILIES[place % len(FAMILIES)]} Thanh {given}"
        added = people.add_pupil(office, class_id, pupil).value
        people.add_relative(office, added, Relation.FATHER, f"Cha {pupil}")
        people.add_relative(office, added, Relation.MOTHER, f"Mẹ {pupil}")
    return class_id


def every_cell(columns: int = 3) -> Flow:
    """A digit and Enter for each person; at the foot of a column up and over to the next."""
    keys: list[str] = []
    for column in range(columns):
        if column:
            keys += ["ctrl+Up", "Right"]
        for row in range(PUPILS):
            keys += [answer(column, row), "Return"]
        keys.pop()  # nothing is below the last row
    return Flow("every cell, a digit and Enter each", tuple(keys), 60)


def every_cell_going_down(columns: int = 3) -> Flow:
    """The same where a digit goes on by itself: nothing but digits."""
    keys = [answer(column, row) for column in range(columns) for row in range(PUPILS)]
    return Flow("every cell, digits alone", tuple(keys), 60)


def all_but_three(names: Sequence[str] = EXCEPTIONS) -> Flow:
    """ "Đánh dấu tất cả", then three names by their letters, each with another digit."""
    keys = ["alt+t", "1"]
    for name in names:
        keys += [*fold(name), "2"]
    return Flow("all installed but three", tuple(keys), 10)


def answer(column: int, row: int) -> str:
    """The digit for one person: the same whichever way it is typed."""
    return ANSWERS[(column * PUPILS + row) % len(ANSWERS)]
