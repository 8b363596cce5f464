"""Counting in SQL: people per status, now or at a past moment.

SQL only tallies; what a tally means (who has a smartphone, what a rate is) is the domain's.

Who counts: staff and pupils at school, a pupil being at school only in a class of the school year
that is running, and the relatives of those. So the rows of the classes always add up to the school.
"""

import sqlite3
from dataclasses import dataclass

from bluezone_desktop.domain.class_names import class_order_key
from bluezone_desktop.domain.counting import Figures, Ratio
from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.vocabulary import Group, Status
from bluezone_desktop.storage.past import Moment


@dataclass(frozen=True, slots=True)
class ClassTally:
    """Figures of one class."""

    id: ClassId
    name: str
    grade: int | None
    teacher: str | None
    pupils: Figures
    relatives: Figures


def group_tallies(connection: sqlite3.Connection, moment: Moment) -> dict[Group, Figures]:
    """Figures per group, everyone counted once; relatives of those at school only."""
    tally: dict[Group, dict[Status, int]] = {group: {} for group in Group}
    for group, status, number in connection.execute(
        f"""{_heads(moment)}
            SELECT grp, status, count(*) FROM head GROUP BY grp, status
            UNION ALL
            SELECT 'relative', status, count(*) FROM {moment.people}
            WHERE grp = 'relative' AND attendance = 'attending'
              AND id IN (SELECT relative_id FROM {moment.ties} JOIN head ON head.id = of_id)
            GROUP BY status""",
        (moment.school_year,),
    ):
        tally[Group(group)][Status(status)] = number
    return {group: Figures.from_tally(one) for group, one in tally.items()}


def staff_relatives(connection: sqlite3.Connection, moment: Moment) -> Figures:
    """Figures of the relatives of staff, each counted once."""
    rows = connection.execute(
        f"""{_heads(moment)}
            SELECT status, count(*) FROM {moment.people}
            WHERE attendance = 'attending' AND id IN (
                SELECT relative_id FROM {moment.ties} JOIN head ON head.id = of_id
                WHERE head.grp <> 'pupil')
            GROUP BY status""",
        (moment.school_year,),
    )
    return Figures.from_tally({Status(status): number for status, number in rows})


def class_tallies(connection: sqlite3.Connection, moment: Moment) -> list[ClassTally]:
    """Figures per class of the year, in class order, empty classes included.

    A parent is counted once in each class where a child of theirs is.
    """
    pupils: dict[str, dict[Status, int]] = {}
    for class_id, status, number in connection.execute(
        f"""{_heads(moment)}
            SELECT class_id, status, count(*) FROM head
            WHERE grp = 'pupil' GROUP BY class_id, status""",
        (moment.school_year,),
    ):
        pupils.setdefault(class_id, {})[Status(status)] = number
    relatives: dict[str, dict[Status, int]] = {}
    for class_id, status, number in connection.execute(
        f"""{_heads(moment)}
            SELECT head.class_id, relative.status, count(DISTINCT relative.id)
            FROM head
            JOIN {moment.ties} AS tie ON tie.of_id = head.id
            JOIN {moment.people} AS relative ON relative.id = tie.relative_id
            WHERE head.grp = 'pupil' AND relative.attendance = 'attending'
            GROUP BY head.class_id, relative.status""",
        (moment.school_year,),
    ):
        relatives.setdefault(class_id, {})[Status(status)] = number
    classes = connection.execute(
        f"SELECT id, name, grade, homeroom_teacher FROM {moment.classes} WHERE school_year = ?",
        (moment.school_year,),
    )
    return [
        ClassTally(
            ClassId(class_id),
            name,
            grade,
            teacher,
            Figures.from_tally(pupils.get(class_id, {})),
            Figures.from_tally(relatives.get(class_id, {})),
        )
        for class_id, name, grade, teacher in sorted(
            classes, key=lambda row: (class_order_key(row[1]), row[0])
        )
    ]


def grade_relatives(connection: sqlite3.Connection, moment: Moment) -> dict[int | None, Figures]:
    """Figures of relatives per grade, each counted once in a grade."""
    tally: dict[int | None, dict[Status, int]] = {}
    for grade, status, number in connection.execute(
        f"""{_heads(moment)}
            SELECT class.grade, relative.status, count(DISTINCT relative.id)
            FROM head
            JOIN {moment.classes} AS class ON class.id = head.class_id
            JOIN {moment.ties} AS tie ON tie.of_id = head.id
            JOIN {moment.people} AS relative ON relative.id = tie.relative_id
            WHERE relative.attendance = 'attending'
            GROUP BY class.grade, relative.status""",
        (moment.school_year,),
    ):
        tally.setdefault(grade, {})[Status(status)] = number
    return {grade: Figures.from_tally(one) for grade, one in tally.items()}


def household_reach(connection: sqlite3.Connection, moment: Moment) -> Ratio:
    """Pupils in whose household (pupil or any relative) at least one has it installed / pupils."""
    reached, total = connection.execute(
        f"""{_heads(moment)}
            SELECT coalesce(sum(head.status = 'installed' OR EXISTS (
                SELECT 1 FROM {moment.ties} AS tie
                JOIN {moment.people} AS relative ON relative.id = tie.relative_id
                WHERE tie.of_id = head.id AND relative.status = 'installed'
                  AND relative.attendance = 'attending')), 0), count(*)
            FROM head WHERE head.grp = 'pupil'""",
        (moment.school_year,),
    ).fetchone()
    return Ratio(int(reached), int(total))


def _heads(moment: Moment) -> str:
    """Those who count by themselves, and not as somebody's relative."""
    return f"""
        WITH head AS (
            SELECT id, grp, class_id, status FROM {moment.people}
            WHERE attendance = 'attending' AND (
                +grp IN ('manager', 'teacher', 'employee')
                OR +class_id IN (SELECT id FROM {moment.classes} WHERE school_year = ?)))
    """
