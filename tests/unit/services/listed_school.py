"""A list of two classes and its staff, and what an import made of it, in plain words."""

from bluezone_desktop.domain.roster import StaffDraft
from bluezone_desktop.domain.vocabulary import Group, Relation
from bluezone_desktop.services import people
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.roster_plan import GroupPlan, ImportPlan
from tests.unit.school_office import (
    class_id,
    everyone,
    father,
    listed,
    mother,
    named,
    pupil,
    roster,
    ties,
)

BORN = "2009-03-05"
BA, TU = father("Nguyễn Văn Ba", "0901000001"), mother("Lê Thị Tư", "0901000002")
HOA = pupil("Nguyễn Thị Hoà", BORN, BA, TU, code="1", phone="0901000009")
AN = pupil("Trần Văn Ân", "2009-11-20", father("Trần Văn Năm", "0901000003"))
LIST = roster(
    listed("6A1", HOA, AN, teacher="Thạch Thị Sáu"),
    listed("6A2", pupil("Lê Ý", "2009")),
    staff=[
        StaffDraft(4, "Sơn Bảy", Group.MANAGER, "Hiệu trưởng"),
        StaffDraft(5, "Kim Tám", Group.TEACHER, phone="0901000008"),
    ],
)


def names(office: Office, school_class: str) -> list[str | None]:
    """The tick sheet's rows."""
    sheet = people.tick_sheet(office, class_id(office, school_class))
    return [row.person.full_name for row in sheet.rows]


def group(plan: ImportPlan, school_class: str) -> GroupPlan:
    """What the plan says of a class."""
    return next(one for one in plan.classes.values() if one.name == school_class)


def family(office: Office, name: str) -> set[tuple[Relation, str | None, str | None]]:
    """Relation, name and phone of everyone who belongs to that pupil."""
    on_record = everyone(office)
    who = named(office, name).id
    return {
        (t.relation, on_record[t.relative_id].full_name, on_record[t.relative_id].phone)
        for t in ties(office)
        if t.of_id == who
    }


def without_ids(office: Office) -> set[tuple[str | None, ...]]:
    """Everyone on record, told without ids and places."""
    return {
        (p.full_name, p.code, p.phone, p.date_of_birth, p.group, p.status, p.attendance)
        for p in everyone(office).values()
    }
