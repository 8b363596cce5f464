"""Coverage: the figures of the school, now or at any past moment, in any of five cuts."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args

from bluezone_desktop.domain.counting import (
    Coverage,
    CoverageRow,
    Figures,
    GroupRow,
    ThreeFigures,
)
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS, Group
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import past, tallies
from bluezone_desktop.storage.database import Connection
from bluezone_desktop.storage.past import Moment

By = Literal["school", "grade", "class", "group", "day"]
CUTS: tuple[By, ...] = get_args(By)


def coverage(office: Office, by: By = "class", as_of: datetime | None = None) -> Coverage:
    """The school's figures, cut by school, grade, class, group or day.

    as_of  an aware moment; what was done before it counts. None, or a moment still to come, is now:
           figures of the future are nobody's, and ``Coverage.as_of`` says which moment was counted.
           Asking for that moment again gives the same figures for ever.

    By day there is a row for every day from the first step to the moment asked for. Raises
    KnownError where no school is set up.
    """
    school = office.require_school()
    # The last step may be dated after the clock (set back, or read within the same millisecond).
    now = max(office.clock(), office.journal.last_moment() or office.clock())
    moment = now if as_of is None else min(as_of, now)
    with office.file.reading() as connection:
        if by == "day":
            return _by_day(office, connection, moment)
        cut = office.journal.cut(moment)
        name = (past.school_at(connection, cut) or school).name
        with past.moment_at(connection, cut) as then:
            return _coverage(connection, name, by, moment, then)


def _coverage(
    connection: Connection, school_name: str, by: By, moment: datetime, then: Moment
) -> Coverage:
    groups = tallies.group_tallies(connection, then)
    total = _three(groups)
    return Coverage(
        as_of=moment,
        rows=_rows(connection, school_name, by, then, total),
        total=total,
        households=tallies.household_reach(connection, then),
        groups=tuple(GroupRow(group, figures) for group, figures in groups.items()),
        staff_relatives=tallies.staff_relatives(connection, then),
    )


def _rows(
    connection: Connection, school_name: str, by: By, then: Moment, total: ThreeFigures
) -> tuple[CoverageRow, ...]:
    if by == "school":
        return (CoverageRow(school_name, total),)
    if by == "group":
        return ()
    classes = tallies.class_tallies(connection, then)
    if by == "class":
        return tuple(
            CoverageRow(c.name, ThreeFigures(c.pupils, c.relatives), c.teacher) for c in classes
        )
    relatives = tallies.grade_relatives(connection, then)
    pupils: dict[int | None, Figures] = {}
    for one in classes:
        pupils[one.grade] = pupils.get(one.grade, Figures()) + one.pupils
    grades = sorted(pupils, key=lambda grade: (grade is None, grade or 0))
    return tuple(
        CoverageRow(
            "" if grade is None else str(grade),
            ThreeFigures(pupils[grade], relatives.get(grade, Figures())),
        )
        for grade in grades
    )


def _by_day(office: Office, connection: Connection, moment: datetime) -> Coverage:
    first = office.journal.first_moment()
    rows = []
    by_cut: dict[int, ThreeFigures] = {}  # days on which nothing was done are not counted again
    for day in _days(first, moment):
        end = min(datetime.combine(day, time.max).astimezone(), moment)
        cut = office.journal.cut(end)
        if cut not in by_cut:
            with past.moment_at(connection, cut) as then:
                by_cut[cut] = _three(tallies.group_tallies(connection, then))
        rows.append(CoverageRow(day.isoformat(), by_cut[cut]))
    with past.moment_at(connection, office.journal.cut(moment)) as then:
        whole = _coverage(connection, "", "group", moment, then)
    return Coverage(
        whole.as_of, tuple(rows), whole.total, whole.households, whole.groups, whole.staff_relatives
    )


def _days(first: datetime | None, last: datetime) -> Sequence[date]:
    if first is None or first > last:
        return ()
    start, end = first.astimezone().date(), last.astimezone().date()
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def _three(groups: dict[Group, Figures]) -> ThreeFigures:
    staff = Figures()
    for group in STAFF_GROUPS:
        staff = staff + groups[group]
    return ThreeFigures(groups[Group.PUPIL], groups[Group.RELATIVE], staff)
