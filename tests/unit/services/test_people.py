"""Looking people up, adding and mending them."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, PersonId
from bluezone_desktop.domain.roster import RelativeDraft, StaffDraft
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.services import marking, people, steps
from bluezone_desktop.services.office import Office
from tests.unit.school_office import (
    class_id,
    count_now,
    everyone,
    father,
    left,
    listed,
    mother,
    named,
    open_office,
    pupil,
    roster,
    take,
)

BA = father("Nguyễn Văn Ba", "0901000001")
LIST = roster(
    listed(
        "6A10",
        pupil("Nguyễn Thị Hoà", "2009-03-05", BA, mother("Lê Thị Tư"), code="HS_1"),
        pupil("Trần Văn Ân", "2009-03-05", phone="0907777777"),
    ),
    listed("6A2", pupil("Nguyễn Văn Út", None, BA), pupil("Đỗ Ý", None, code="100%")),
    listed("10A1", pupil("Kim Sang", None, RelativeDraft(Relation.UNCLE, *("Thạch Sáu", "0902")))),
    staff=[
        StaffDraft(1, "Sơn Bảy", Group.EMPLOYEE),
        StaffDraft(2, "Kim Tám", Group.MANAGER),
        StaffDraft(3, "Lý An", Group.EMPLOYEE),
    ],
)


@pytest.fixture
def office(office: Office) -> Office:
    take(office, LIST)
    return office


def found(office: Office, **asked: object) -> list[str | None]:
    """Names, in the order in which they come."""
    return [one.person.full_name for one in people.find(office, **asked)]  # type: ignore[arg-type]  # tests pass keywords through


def test_classes_come_in_their_order_with_their_figures(office: Office) -> None:
    """6A2 before 6A10 before 10A1; the figures are those of the oracle."""
    summaries = people.class_list(office)
    assert [one.school_class.name for one in summaries] == ["6A2", "6A10", "10A1"]
    counted = count_now(office).classes
    assert {s.school_class.name: (s.pupils, s.relatives) for s in summaries} == counted


def test_the_tick_sheet_has_a_row_per_pupil_with_the_family_in_order(office: Office) -> None:
    """Father before mother, whatever the order of entry; figures under it as counted."""
    sheet = people.tick_sheet(office, class_id(office, "6A10"))
    assert [row.person.full_name for row in sheet.rows] == ["Trần Văn Ân", "Nguyễn Thị Hoà"]
    family = [(r.relation, r.person.full_name) for r in sheet.rows[1].relatives]
    assert family == [(Relation.FATHER, "Nguyễn Văn Ba"), (Relation.MOTHER, "Lê Thị Tư")]
    assert (sheet.pupils, sheet.relatives) == count_now(office).classes["6A10"]


def test_a_class_that_is_gone_is_said(office: Office) -> None:
    """Its import may have been taken back elsewhere."""
    for ask in (
        lambda: people.tick_sheet(office, ClassId("gone")),
        lambda: people.add_pupil(office, ClassId("gone"), "Em Mới"),
        lambda: people.edit_class(office, ClassId("gone"), homeroom_teacher="x"),
    ):
        with pytest.raises(KnownError) as caught:
            ask()
        assert caught.value.key == "errors.class_gone"


def test_the_staff_sheet_goes_by_rank_then_by_name(office: Office) -> None:
    """Managers, teachers, employees."""
    assert [one.person.full_name for one in people.staff_sheet(office)] == [
        "Kim Tám", "Lý An", "Sơn Bảy",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("nguyen thi hoa", ["Nguyễn Thị Hoà"]),
        ("HÒA", ["Nguyễn Thị Hoà"]),
        ("do y", ["Đỗ Ý"]),
        ("0907", ["Trần Văn Ân"]),
        ("hs_1", ["Nguyễn Thị Hoà"]),
        ("_", ["Nguyễn Thị Hoà"]),
        ("100%", ["Đỗ Ý"]),
        ("%", ["Đỗ Ý"]),
        ("\\", []),
        ("không có ai", []),
    ],
)
def test_search_takes_words_as_they_are_typed(office: Office, text: str, names: list[str]) -> None:
    """No accents needed, tone placement free, and no character is a joker."""
    assert found(office, text=text) == names


def test_search_combines_what_is_asked(office: Office) -> None:
    """Group, status, class and text, in name order; blank text asks for nothing."""
    marking.mark(office, [named(office, "Đỗ Ý").id], Status.INSTALLED)
    assert found(office, group=Group.EMPLOYEE) == ["Lý An", "Sơn Bảy"]
    assert found(office, status=Status.INSTALLED) == ["Đỗ Ý"]
    assert found(office, class_name="lớp 6a2") == ["Nguyễn Văn Ba", "Nguyễn Văn Út", "Đỗ Ý"]
    assert found(office, class_name="6A2", group=Group.PUPIL, text="u") == ["Nguyễn Văn Út"]
    assert found(office, text="  ") == found(office)
    assert found(office, limit=2) == found(office)[:2]
    with pytest.raises(KnownError) as caught:
        found(office, class_name="9A9")
    assert caught.value.key == "errors.class_unknown"


def test_a_found_person_says_where_they_belong(office: Office) -> None:
    """A pupil their class, a relative all children at school, by which tie."""
    hoa = people.find(office, text="hoà")[0]
    assert (hoa.class_name, hoa.of, hoa.relations) == ("6A10", (), ())
    ba = people.find(office, text="nguyen van ba")[0]
    children = {named(office, name).id for name in ("Nguyễn Thị Hoà", "Nguyễn Văn Út")}
    assert (ba.class_name, set(ba.of)) == (None, children)
    assert ba.relations == (Relation.FATHER, Relation.FATHER)
    people.mark_left(office, named(office, "Nguyễn Văn Út").id)
    assert people.find(office, text="nguyen van ba")[0].of == (named(office, "Nguyễn Thị Hoà").id,)


def test_who_has_left_is_not_found_and_neither_is_their_family(office: Office) -> None:
    """Unless the family has another child at school."""
    people.mark_left(office, named(office, "Nguyễn Thị Hoà").id, " chuyển  trường ")
    assert named(office, "Nguyễn Thị Hoà").leaving_reason == "chuyển trường"
    assert "Nguyễn Thị Hoà" not in found(office)
    assert "Lê Thị Tư" not in found(office)
    assert "Nguyễn Văn Ba" in found(office)
    steps.undo(office)
    assert "Lê Thị Tư" in found(office)


def test_adding_people_and_a_class(office: Office) -> None:
    """By hand, each one step, names tidied, in the right place."""
    room = people.add_class(office, " 6A3 ", "  Cô  Lan ").value
    assert (room.name, room.grade, room.homeroom_teacher) == ("6A3", 6, "Cô Lan")
    child = people.add_pupil(office, room.id, " Lê   Mới ").value
    kin = people.add_relative(office, child, Relation.GRANDMOTHER, phone="0909").value
    staff = people.add_staff(office, "Trần Nữ", Group.TEACHER, job="Tổ trưởng").value
    on_record = everyone(office)
    assert (on_record[child].full_name, on_record[child].position) == ("Lê Mới", 1)
    assert (on_record[kin].full_name, on_record[kin].phone) == (None, "0909")
    assert on_record[staff].job == "Tổ trưởng"
    row = people.tick_sheet(office, room.id).rows[0]
    assert [(r.relation, r.person.id) for r in row.relatives] == [(Relation.GRANDMOTHER, kin)]
    for _ in range(4):
        steps.undo(office)
    assert child not in everyone(office)
    assert "6A3" not in [one.school_class.name for one in people.class_list(office)]


def test_what_cannot_be_added_is_said_and_changes_nothing(office: Office) -> None:
    """An empty name, a class that is there, a person who is not."""
    before = everyone(office)
    room = class_id(office, "6A2")
    for ask, key in (
        (lambda: people.add_class(office, " "), "errors.class_without_name"),
        (lambda: people.add_class(office, "lớp 6a2"), "errors.class_exists"),
        (lambda: people.add_pupil(office, room, "\u200b "), "errors.person_without_name"),
        (lambda: people.add_staff(office, "", Group.TEACHER), "errors.person_without_name"),
        (
            lambda: people.add_relative(office, PersonId("x"), Relation.AUNT, "Ai"),
            "errors.person_unknown",
        ),
        (lambda: people.edit_person(office, PersonId("x"), note=""), "errors.person_unknown"),
        (lambda: people.mark_left(office, PersonId("x")), "errors.person_unknown"),
        (
            lambda: people.edit_person(office, named(office, "Đỗ Ý").id, full_name=" "),
            "errors.person_without_name",
        ),
    ):
        with pytest.raises(KnownError) as caught:
            ask()
        assert caught.value.key == key
    assert everyone(office) == before
    step = steps.next_undo(office)
    assert step
    assert step.label == "steps.import"


def test_mending_a_person_changes_what_is_given_only(office: Office) -> None:
    """What is not given stays; a relative may be without a name."""
    who = named(office, "Nguyễn Văn Ba").id
    assert people.edit_person(office, who, full_name="Nguyễn  Văn Bá", note=" bận ").value
    one = everyone(office)[who]
    assert (one.full_name, one.phone, one.note) == ("Nguyễn Văn Bá", "0901000001", "bận")
    assert people.edit_person(office, who, full_name="", phone="").value
    assert (everyone(office)[who].full_name, everyone(office)[who].phone) == (None, None)
    again = people.edit_person(office, who, full_name="")
    assert (again.value, again.changes) == (False, Change.NOTHING)


def test_the_homeroom_teacher_can_be_set_and_cleared(office: Office) -> None:
    """And taken back."""
    room = class_id(office, "6A2")
    assert people.edit_class(office, room, homeroom_teacher="Cô Lan").value.homeroom_teacher
    assert people.edit_class(office, room, homeroom_teacher=" ").value.homeroom_teacher is None
    steps.undo(office)
    assert people.class_list(office)[0].school_class.homeroom_teacher == "Cô Lan"


def test_nobody_is_there_before_the_school_is(tmp_path: Path) -> None:
    """The window asks before the wizard is done; a command is told what to do."""
    with open_office(tmp_path) as office:
        assert people.class_list(office) == ()
        assert people.staff_sheet(office) == ()
        with pytest.raises(KnownError) as caught:
            people.find(office)
        assert caught.value.key == "errors.no_school"


def test_a_pupil_without_a_class_is_on_record_but_counts_nowhere(office: Office) -> None:
    """Listed as gone without a class; undoing that does not make them a pupil of no class."""
    take(office, roster(not_counted=[left(pupil("Em Cũ"), None)]))
    assert named(office, "Em Cũ").class_id is None
    assert "Em Cũ" not in found(office)
