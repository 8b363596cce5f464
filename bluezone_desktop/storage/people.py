"""Reading people, classes, ties and the school from their tables."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.domain.people import (
    ClassId,
    Household,
    Kinship,
    KinshipId,
    Person,
    PersonId,
    RelativeOf,
    School,
    SchoolClass,
)
from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import (
    STAFF_GROUPS,
    AppStore,
    Attendance,
    Group,
    Level,
    Relation,
    Sex,
    Status,
)
from bluezone_desktop.storage.tables import Row, Value

SCHOOL_ID = "school"
_PERSON = (
    "id, grp, full_name, sex, date_of_birth, code, phone, class_id, position, job, status, store,"
    " installed_on, attendance, leaving_reason, note"
)
_RELATIONS = {relation: place for place, relation in enumerate(Relation)}
_CLASS = "id, school_year, name, grade, homeroom_teacher"


def _head(person: str) -> str:
    """Those who count by themselves: staff, and pupils in a class of the running school year.

    The pluses keep SQLite from gathering them by their indexes: mostly few rows are asked about.
    """
    return f"""({person}.attendance = 'attending' AND (
        +{person}.grp IN ('manager', 'teacher', 'employee')
        OR +{person}.class_id IN (
            SELECT id FROM class WHERE school_year = (SELECT school_year FROM school))))"""


# Those who count: the above and their relatives. Asked about each match of a search, and not about
# everybody: hence the question by person.
_COUNTED = f"""({_head("person")} OR (
    +person.grp = 'relative' AND person.attendance = 'attending' AND EXISTS (
        SELECT 1 FROM kinship CROSS JOIN person AS head ON head.id = kinship.of_id
        WHERE kinship.relative_id = person.id AND {_head("head")})))"""


def person_row(person: Person) -> dict[str, Value]:
    """A person as the journal writes them."""
    return {
        "id": person.id,
        "grp": person.group.value,
        "full_name": person.full_name,
        "sex": person.sex and person.sex.value,
        "date_of_birth": person.date_of_birth,
        "code": person.code,
        "phone": person.phone,
        "class_id": person.class_id,
        "position": person.position,
        "job": person.job,
        "status": person.status.value,
        "store": person.store and person.store.value,
        "installed_on": person.installed_on,
        "attendance": person.attendance.value,
        "leaving_reason": person.leaving_reason,
        "note": person.note,
    }


def person_from_row(row: Row) -> Person:
    """The person that ``person_row`` wrote."""
    return _person([row[name] for name in _PERSON.replace(" ", "").split(",")])


def class_row(one: SchoolClass) -> dict[str, Value]:
    """A class as the journal writes it."""
    return {
        "id": one.id,
        "school_year": one.school_year,
        "name": one.name,
        "grade": one.grade,
        "homeroom_teacher": one.homeroom_teacher,
    }


def kinship_row(tie: Kinship) -> dict[str, Value]:
    """A tie as the journal writes it."""
    return {
        "id": tie.id,
        "relative_id": tie.relative_id,
        "of_id": tie.of_id,
        "relation": tie.relation.value,
    }


def school_row(school: School) -> dict[str, Value]:
    """The school as the journal writes it."""
    return {
        "id": SCHOOL_ID,
        "name": school.name,
        "level": school.level and school.level.value,
        "superior": school.superior,
        "place": school.place,
        "code": school.code,
        "head": school.head,
        "preparer": school.preparer,
        "school_year": school.school_year,
    }


def read_school(connection: sqlite3.Connection) -> School | None:
    """The school of this folder; None before the first set-up."""
    row = connection.execute(
        "SELECT name, level, superior, place, code, head, preparer, school_year FROM school"
    ).fetchone()
    if row is None:
        return None
    name, level, *rest = row
    return School(name, Level(level) if level else None, *rest)


def read_classes(connection: sqlite3.Connection, school_year: str) -> list[SchoolClass]:
    """The classes of a school year, in their natural order (6A2 before 6A10 before 10A1)."""
    rows = connection.execute(
        f"SELECT {_CLASS} FROM class WHERE school_year = ? ORDER BY order_key, id",
        (school_year,),
    )
    return [_class(row) for row in rows]


def all_classes(connection: sqlite3.Connection) -> list[SchoolClass]:
    """The classes of every school year."""
    return [_class(row) for row in connection.execute(f"SELECT {_CLASS} FROM class")]


def read_class(connection: sqlite3.Connection, class_id: ClassId) -> SchoolClass | None:
    """One class, or None where there is none such."""
    row = connection.execute(f"SELECT {_CLASS} FROM class WHERE id = ?", (class_id,)).fetchone()
    return _class(row) if row else None


def class_named(connection: sqlite3.Connection, school_year: str, name: str) -> SchoolClass | None:
    """The class of that name, whatever the case and blanks it is written with."""
    row = connection.execute(
        f"SELECT {_CLASS} FROM class WHERE school_year = ? AND match_key = ?",
        (school_year, class_match_key(name)),
    ).fetchone()
    return _class(row) if row else None


def last_position(connection: sqlite3.Connection, class_id: ClassId) -> int:
    """The highest place in the list of a class, 0 for an empty one."""
    row = connection.execute(
        "SELECT coalesce(max(position), 0) FROM person WHERE class_id = ?", (class_id,)
    ).fetchone()
    return int(row[0])


def pupils_of_class(connection: sqlite3.Connection, class_id: ClassId) -> list[PersonId]:
    """The pupils of a class who are at school, in the order of its list."""
    found = connection.execute(
        """SELECT id FROM person WHERE class_id = ? AND +grp = 'pupil'
           AND attendance = 'attending' ORDER BY position, order_key, id""",
        (class_id,),
    )
    return [PersonId(one) for (one,) in found]


def read_people(connection: sqlite3.Connection, ids: Sequence[PersonId]) -> dict[PersonId, Person]:
    """People by id; who is not there is left out."""
    found: dict[PersonId, Person] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ", ".join("?" * len(part))
        for row in connection.execute(
            f"SELECT {_PERSON} FROM person WHERE id IN ({marks})",
            part,
        ):
            person = _person(row)
            found[person.id] = person
    return found


def with_code(connection: sqlite3.Connection, code: str) -> list[Person]:
    """Everyone on record with that code."""
    found = connection.execute(f"SELECT {_PERSON} FROM person WHERE code = ?", (code,))
    return [_person(row) for row in found]


def read_marks(connection: sqlite3.Connection, ids: Sequence[PersonId]) -> dict[PersonId, Row]:
    """Per id the three fields that a tick sets; who is not there is left out."""
    found: dict[PersonId, Row] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ", ".join("?" * len(part))
        for person_id, status, store, installed_on in connection.execute(
            f"SELECT id, status, store, installed_on FROM person WHERE id IN ({marks})",
            part,
        ):
            found[person_id] = {"status": status, "store": store, "installed_on": installed_on}
    return found


def all_people(connection: sqlite3.Connection) -> list[Person]:
    """Everyone on record, those who left included."""
    return [_person(row) for row in connection.execute(f"SELECT {_PERSON} FROM person")]


def all_ties(connection: sqlite3.Connection) -> list[Kinship]:
    """Every tie on record."""
    return [
        Kinship(KinshipId(i), PersonId(r), PersonId(o), Relation(relation))
        for i, r, o, relation in connection.execute(
            "SELECT id, relative_id, of_id, relation FROM kinship"
        )
    ]


def households_of_class(connection: sqlite3.Connection, class_id: ClassId) -> list[Household]:
    """The pupils of a class who are at school, in name order, each with their relatives."""
    # The plus keeps SQLite from going through all pupils of the school by their group.
    return _households(
        connection, "class_id = ? AND +grp = 'pupil' AND attendance = 'attending'", (class_id,)
    )


def households_of_staff(connection: sqlite3.Connection) -> list[Household]:
    """The staff: managers, teachers, employees, each in name order, with their relatives."""
    found = _households(
        connection, "grp IN ('manager', 'teacher', 'employee') AND attendance = 'attending'", ()
    )
    places = {group: place for place, group in enumerate(STAFF_GROUPS)}
    return sorted(found, key=lambda one: places[one.person.group])


def household(connection: sqlite3.Connection, person_id: PersonId) -> Household | None:
    """One pupil or member of staff with their relatives, whether attending or not."""
    found = _households(connection, "id = ?", (person_id,))
    return found[0] if found else None


def find_people(
    connection: sqlite3.Connection,
    *,
    text: str | None = None,
    group: Group | None = None,
    status: Status | None = None,
    class_id: ClassId | None = None,
    limit: int | None = None,
) -> list[Person]:
    """People at school who match all that is asked, in name order.

    text      found in name, code or phone, whatever the accents, case and tone placement
    class_id  pupils of that class and their relatives
    """
    where, values = list[str](), list[Value]()
    if text and (wanted := fold(text)):
        where.append("search LIKE ? ESCAPE '\\'")
        escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values.append(f"%{escaped}%")
    if group:
        where.append("grp = ?")
        values.append(group.value)
    if status:
        where.append("status = ?")
        values.append(status.value)
    if class_id:
        where.append(
            """(class_id = ? OR id IN (SELECT relative_id FROM kinship WHERE of_id IN
               (SELECT id FROM person WHERE class_id = ? AND attendance = 'attending')))"""
        )
        values.extend((class_id, class_id))
    where.append(_COUNTED)  # last: it is the dearest question
    rows = connection.execute(
        f"""SELECT {_PERSON} FROM person WHERE {" AND ".join(where)}
            ORDER BY order_key, id LIMIT ?""",
        (*values, -1 if limit is None else limit),
    )
    return [_person(row) for row in rows]


def ties_of(
    connection: sqlite3.Connection, relatives: Iterable[PersonId], *, at_school: bool = False
) -> dict[PersonId, list[Kinship]]:
    """Per relative: whose relative they are, in the order of the relations.

    at_school  only ties to pupils and staff who count
    """
    ids = list(relatives)
    only = f" CROSS JOIN person AS head ON head.id = of_id AND {_head('head')}" if at_school else ""
    ties: dict[PersonId, list[Kinship]] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ", ".join("?" * len(part))
        for i, relative, of, relation in connection.execute(
            f"SELECT kinship.id, relative_id, of_id, relation FROM kinship{only}"
            f" WHERE relative_id IN ({marks}) ORDER BY kinship.id",
            part,
        ):
            tie = Kinship(KinshipId(i), PersonId(relative), PersonId(of), Relation(relation))
            ties.setdefault(tie.relative_id, []).append(tie)
    for found in ties.values():
        found.sort(key=lambda tie: _RELATIONS[tie.relation])
    return ties


def read_tie(connection: sqlite3.Connection, tie_id: KinshipId) -> Kinship | None:
    """One tie, or None where there is none such."""
    row = connection.execute(
        "SELECT relative_id, of_id, relation FROM kinship WHERE id = ?", (tie_id,)
    ).fetchone()
    return Kinship(tie_id, PersonId(row[0]), PersonId(row[1]), Relation(row[2])) if row else None


def ties_touching(connection: sqlite3.Connection, ids: Iterable[PersonId]) -> list[Kinship]:
    """Every tie that names one of these people, on either side."""
    wanted = list(ids)
    found: dict[str, Kinship] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ", ".join("?" * len(part))
        for i, relative, of, relation in connection.execute(
            f"""SELECT id, relative_id, of_id, relation FROM kinship
                WHERE relative_id IN ({marks}) OR of_id IN ({marks})""",
            (*part, *part),
        ):
            tie = Kinship(KinshipId(i), PersonId(relative), PersonId(of), Relation(relation))
            found[i] = tie
    return list(found.values())


def _households(
    connection: sqlite3.Connection, where: str, values: Sequence[Value]
) -> list[Household]:
    heads = [
        _person(row)
        for row in connection.execute(
            f"SELECT {_PERSON} FROM person WHERE {where} ORDER BY order_key, id",
            values,
        )
    ]
    columns = ", ".join(f"person.{name}" for name in _PERSON.replace(" ", "").split(","))
    relatives: dict[str, list[RelativeOf]] = {}
    for tie, of, relation, *row in connection.execute(
        f"""SELECT kinship.id, kinship.of_id, kinship.relation, {columns}
            FROM kinship JOIN person ON person.id = kinship.relative_id
            WHERE person.attendance = 'attending'
              AND kinship.of_id IN (SELECT id FROM person WHERE {where})
            ORDER BY kinship.id""",
        values,
    ):
        relatives.setdefault(of, []).append(RelativeOf(tie, _TIES[relation], _person(row)))
    return [
        Household(
            head, tuple(sorted(relatives.get(head.id, ()), key=lambda r: _RELATIONS[r.relation]))
        )
        for head in heads
    ]


_TIES: Mapping[str, Relation] = {one.value: one for one in Relation}
_GROUPS: Mapping[str, Group] = {one.value: one for one in Group}
_STATUSES: Mapping[str, Status] = {one.value: one for one in Status}
_SEXES: Mapping[str | None, Sex | None] = {None: None, **{one.value: one for one in Sex}}
_STORES: Mapping[str | None, AppStore | None] = {None: None, **{one.value: one for one in AppStore}}
_ATTENDANCES: Mapping[str, Attendance] = {one.value: one for one in Attendance}


def _person(row: Sequence[Any]) -> Person:
    # In the order of _PERSON and of Person's own fields. Without names and without a call for each
    # kind of id, a class opens in three quarters of the time.
    person_id, group, full_name, sex, date_of_birth, code, phone, class_id, *rest = row
    position, job, status, store, installed_on, attendance, leaving_reason, note = rest
    return Person(
        person_id,
        _GROUPS[group],
        full_name,
        _SEXES[sex],
        date_of_birth or None,
        code,
        phone,
        class_id or None,
        position,
        job,
        _STATUSES[status],
        _STORES[store],
        installed_on or None,
        _ATTENDANCES[attendance],
        leaving_reason,
        note,
    )


def _class(row: Sequence[Any]) -> SchoolClass:
    grade = row[3]
    return SchoolClass(
        ClassId(row[0]), row[1], row[2], None if grade is None else int(grade), row[4]
    )
