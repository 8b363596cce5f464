"""Several records become one person: nothing known is lost, whatever is chosen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.duplicates import Reason, lookalikes
from bluezone_desktop.domain.merging import Part, may_be_one, plan_merge
from bluezone_desktop.domain.people import (
    ClassId,
    IsoDate,
    Kinship,
    KinshipId,
    Person,
    PersonId,
)
from bluezone_desktop.domain.vocabulary import (
    AppStore,
    Attendance,
    Group,
    Relation,
    Sex,
    Status,
)

IDS = [PersonId(one) for one in "abc"]
_empty_or = st.none() | st.sampled_from(["Nguyễn Thị Hoà", "Nguyen Thi Hoa", "Lê Ba"])


@st.composite
def records(draw: st.DrawFn) -> list[Person]:
    """Two or three records of pupils, each knowing something."""
    return [
        Person(
            one,
            Group.PUPIL,
            draw(_empty_or),
            sex=draw(st.none() | st.sampled_from(Sex)),
            date_of_birth=draw(st.sampled_from([None, IsoDate("2009"), IsoDate("2009-03-05")])),
            code=draw(st.sampled_from([None, "HS1", "HS2"])),
            phone=draw(st.sampled_from([None, "0901000001"])),
            class_id=draw(st.sampled_from([None, ClassId("k1"), ClassId("k2")])),
            position=draw(st.integers(0, 3)),
            status=draw(st.sampled_from(Status)),
            store=draw(st.none() | st.sampled_from(AppStore)),
            attendance=draw(st.sampled_from(Attendance)),
            note=draw(st.sampled_from(["", "ở xa", "chuyển đến"])),
        )
        for one in IDS[: draw(st.integers(2, 3))]
    ]


choices = st.dictionaries(st.sampled_from(Part), st.sampled_from(IDS))
told = st.dictionaries(st.sampled_from(IDS), st.integers(1, 9))
FIELDS = ("full_name", "sex", "date_of_birth", "code", "phone", "class_id")


@given(records(), told, choices)
def test_nothing_known_is_given_up_for_nothing(
    people: list[Person], set_at: dict[PersonId, int], chosen: dict[Part, PersonId]
) -> None:
    """Each value comes from a record; none is empty where one of them had it."""
    by_id = {one.id: one for one in people}
    union = plan_merge(by_id, (), [one.id for one in people], set_at, chosen).unions[0]
    made = union.person
    for name in FIELDS:
        known = {getattr(one, name) for one in people} - {None}
        assert getattr(made, name) in (known or {None}), name
    asked = [one for one in people if one.status.is_asked]
    assert made.status.is_asked == bool(asked)
    if asked:
        marks = {(one.status, one.store, one.installed_on) for one in asked}
        assert (made.status, made.store, made.installed_on) in marks
    assert all(one.note in made.note for one in people)
    assert {made.id, *union.gone} == by_id.keys()


@given(records(), told, choices)
def test_what_is_chosen_is_taken_where_it_says_anything(
    people: list[Person], set_at: dict[PersonId, int], chosen: dict[Part, PersonId]
) -> None:
    """The person at the keyboard knows best; an empty cell is no knowledge."""
    by_id = {one.id: one for one in people}
    union = plan_merge(by_id, (), list(by_id), set_at, chosen).unions[0]
    for part, field in ((Part.NAME, "full_name"), (Part.CODE, "code"), (Part.CLASS, "class_id")):
        wanted = by_id.get(chosen.get(part, PersonId("")))
        if wanted is not None and getattr(wanted, field):
            assert getattr(union.person, field) == getattr(wanted, field)
            assert union.taken[part] == wanted.id


@given(records(), told)
def test_the_status_told_last_holds_where_nobody_chose(
    people: list[Person], set_at: dict[PersonId, int]
) -> None:
    """A later answer of the same person is the truer one."""
    by_id = {one.id: one for one in people}
    union = plan_merge(by_id, (), list(by_id), set_at, {}).unions[0]
    asked = [one for one in people if one.status.is_asked]
    if asked:
        last = max(set_at.get(one.id, 0) for one in asked)
        assert set_at.get(union.taken[Part.STATUS], 0) == last


@given(records(), told, choices)
def test_whoever_attends_in_one_record_attends(
    people: list[Person], set_at: dict[PersonId, int], chosen: dict[Part, PersonId]
) -> None:
    """Nobody drops out of the count by being found twice."""
    by_id = {one.id: one for one in people}
    made = plan_merge(by_id, (), list(by_id), set_at, chosen).unions[0].person
    if any(one.attendance is Attendance.ATTENDING for one in people):
        assert made.attendance is Attendance.ATTENDING


@given(
    st.lists(
        st.tuples(st.sampled_from("fgh"), st.sampled_from("abx"), st.sampled_from(Relation)),
        max_size=8,
    )
)
def test_everyone_keeps_a_tie_with_everyone(ties: list[tuple[str, str, Relation]]) -> None:
    """Whoever was a relative of one of them is a relative of the one who stays, once."""
    people = {PersonId(i): Person(PersonId(i), Group.PUPIL, "Hoà") for i in "abx"}
    people |= {PersonId(i): Person(PersonId(i), Group.RELATIVE, f"Tên {i}") for i in "fgh"}
    kin = [
        Kinship(KinshipId(str(n)), PersonId(relative), PersonId(of), relation)
        for n, (relative, of, relation) in enumerate(ties)
    ]
    plan = plan_merge(people, kin, IDS[:2], {}, {})
    moved = {one: union.person.id for union in plan.unions for one in union.gone}
    assert plan.unions[0].gone == (IDS[1],)

    def led(one: PersonId) -> PersonId:
        while one in moved:
            one = moved[one]
        return one

    changed = {tie.id: tie for tie in plan.ties}
    now = [changed.get(tie.id, tie) for tie in kin if tie.id not in plan.ties_gone]
    pairs = [(tie.relative_id, tie.of_id) for tie in now]
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == {(led(tie.relative_id), led(tie.of_id)) for tie in kin}


FATHER, OTHER_FATHER, CHILD, TWIN = (PersonId(one) for one in ("f", "g", "a", "b"))


def family(first: Person, second: Person) -> dict[PersonId, Person]:
    """Two records of one child, each with a father."""
    pupils = [Person(one, Group.PUPIL, "Trần Văn An") for one in (CHILD, TWIN)]
    return {one.id: one for one in (*pupils, first, second)}


TIES = (
    Kinship(KinshipId("1"), FATHER, CHILD, Relation.FATHER),
    Kinship(KinshipId("2"), OTHER_FATHER, TWIN, Relation.FATHER),
)


@pytest.mark.parametrize(
    ("one", "other", "united"),
    [
        (("Nguyễn Văn Ba", None), ("Nguyen Van Ba", "0901"), True),
        (("Nguyễn Văn Ba", "0901"), ("Nguyễn Văn Bá", "0902"), True),
        (("Nguyễn Văn Ba", "0901"), (None, None), True),
        (("Nguyễn Văn Ba", "0901"), (None, "0902"), False),
        (("Nguyễn Văn Ba", None), ("Thạch Sên", None), False),
    ],
)
def test_fathers_of_one_child_become_one_where_they_may(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], united: bool
) -> None:
    """The same father, entered twice with the child; two fathers of other names stay two."""
    first = Person(FATHER, Group.RELATIVE, one[0], phone=one[1])
    second = Person(OTHER_FATHER, Group.RELATIVE, other[0], phone=other[1])
    second = replace(second, status=Status.INSTALLED)
    plan = plan_merge(family(first, second), TIES, [CHILD, TWIN], {}, {})
    assert (len(plan.unions) == 2) is united
    if united:
        father = plan.unions[1]
        assert father.gone == (OTHER_FATHER,)
        assert father.person.full_name == "Nguyễn Văn Ba"
        assert father.person.status is Status.INSTALLED
        assert plan.ties_gone == (KinshipId("2"),)


def test_pupils_staff_and_relatives_are_never_one_record() -> None:
    """They are counted in different rows of the return; staff of any group may be one."""
    pupil, relative, teacher, head = (
        Person(PersonId("p"), group, "An")
        for group in (Group.PUPIL, Group.RELATIVE, Group.TEACHER, Group.MANAGER)
    )
    assert may_be_one([teacher, head])
    assert not may_be_one([pupil, relative])
    assert not may_be_one([relative, teacher])


# Finding them


def pupil(one: str, name: str, born: str | None = None, **more: str) -> Person:
    return Person(
        PersonId(one),
        Group.PUPIL,
        name,
        date_of_birth=IsoDate(born) if born else None,
        code=more.get("code"),
        class_id=ClassId(more.get("room", f"room of {one}")),
    )


def mother_of(child: str, name: str, phone: str | None = None) -> tuple[Person, Kinship]:
    one = PersonId(f"mother of {child}")
    return Person(one, Group.RELATIVE, name, phone=phone), Kinship(
        KinshipId(f"tie of {child}"), one, PersonId(child), Relation.MOTHER
    )


@pytest.mark.parametrize(
    ("one", "other", "mothers", "reason"),
    [
        (pupil("a", "Lê Hoà", "2009-03-05"), pupil("b", "Lê Hòa", "2009-03-05"), "", "name_birth"),
        (pupil("a", "Lê Hoà", "2009-03-05"), pupil("b", "LE HOA", "2009-03-05"), "", "name_birth"),
        (pupil("a", "Lê Hoà", "2009-03-05"), pupil("b", "Lê Hoà", "2009-05-03"), "", None),
        (pupil("a", "Lê Hoà", "2009-03-05"), pupil("b", "Lê Hoà"), "same", "name_parent"),
        (pupil("a", "Lê Hoà", "2009-03-05"), pupil("b", "Lê Hoà", "2009-05-03"), "same",
         "name_parent"),
        (pupil("a", "Lê Hoà", "2009-03-05"), pupil("b", "Lê Hoà"), "", None),
        (pupil("a", "Lê Hoà", room="6A1"), pupil("b", "Lê Hoà", room="6A1"), "", "name_birth"),
        (pupil("a", "Lê Hoà", "2009-03-05"), pupil("b", "Lê Hoà", "2009-03-05"), "other", None),
        (pupil("a", "Lê Hoà", "2009-03-05"), pupil("b", "Lê Hoàn", "2009-03-05"), "same",
         "spelling"),
        (pupil("a", "Lê Hoà", "2009-03-05"), pupil("b", "Lê Hoàn", "2009-03-05"), "", None),
        (pupil("a", "Lê Hoà", "2009-03-05", code="1"), pupil("b", "Lê Hoà", "2009-03-05", code="2"),
         "", None),
        (pupil("a", "Lê Hoà", code="1"), pupil("b", "Ai Khác", code="1"), "", "same_code"),
    ],
)  # fmt: skip
def test_pupils_are_found_by_name_birth_and_parents(
    one: Person, other: Person, mothers: str, reason: str | None
) -> None:
    """Enough agrees and nothing contradicts; else nobody is asked about."""
    people, ties = [one, other], []
    if mothers:
        for child, name in (("a", "Đỗ Thị Mai"), ("b", "Đỗ Thị Mai" if mothers == "same" else "X")):
            woman, tie = mother_of(child, name, None if mothers == "same" else f"09{child}")
            people.append(woman)
            ties.append(tie)
    found = [each for each in lookalikes(people, ties) if each.ids == ("a", "b")]
    assert [each.reason for each in found] == ([Reason(reason)] if reason else [])
    if reason:
        apart = frozenset({frozenset({one.id, other.id})})
        assert not [each for each in lookalikes(people, ties, apart) if each.ids == ("a", "b")]


def test_who_left_is_found_beside_somebody_who_attends_only() -> None:
    """A pupil who came back as a new record; not two who are both gone."""
    here = pupil("a", "Lê Hoà", "2009-03-05")
    gone = replace(pupil("b", "Lê Hoà", "2009-03-05"), attendance=Attendance.LEFT)
    assert len(lookalikes([here, gone], ())) == 1
    assert not lookalikes([replace(here, attendance=Attendance.MOVED), gone], ())


def test_one_parent_of_several_pupils_is_found_by_name_and_phone() -> None:
    """Three children, three records of the mother: one group; the name alone says nothing."""
    people = [pupil(one, f"Em {one}") for one in "abcd"]
    ties = []
    for child, name, phone in (
        ("a", "Đỗ Thị Mai", "0901"),
        ("b", "Do Thi Mai", "0901"),
        ("c", "Đỗ Thị Mại", "0901"),
        ("d", "Đỗ Thị Mai", None),
    ):
        woman, tie = mother_of(child, name, phone)
        people.append(woman)
        ties.append(tie)
    found = lookalikes(people, ties)
    assert [(each.reason, len(each.ids)) for each in found] == [(Reason.NAME_PHONE, 3)]


def test_couples_of_the_same_two_names_are_asked_about() -> None:
    """Father and mother both named alike for two children: the same family, most likely."""
    people = [pupil("a", "Trần An"), pupil("b", "Trần Bình")]
    ties = []
    for child in "ab":
        woman, tie = mother_of(child, "Đỗ Thị Mai")
        man = Person(PersonId(f"father of {child}"), Group.RELATIVE, "Trần Văn Hai")
        people += [woman, man]
        ties += [
            tie,
            Kinship(KinshipId(f"t {child}"), man.id, PersonId(child), Relation.FATHER),
        ]
    found = lookalikes(people, ties)
    assert [each.reason for each in found] == [Reason.COUPLE, Reason.COUPLE]
    other = [replace(p, phone=p.id[-1]) if p.full_name == "Trần Văn Hai" else p for p in people]
    assert len(lookalikes(other, ties)) == 1
