"""Searching from anywhere: what is found, in which order, and that it is never old news."""

from pathlib import Path

import pytest

from bluezone_desktop.domain.roster import StaffDraft
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.services import backups, everyone, marking, people, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.searching import MOST, Searcher
from bluezone_desktop.storage.tables import SCHOOL
from tests.unit.school_office import (
    class_id,
    father,
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
        pupil("Trần Thị Hoa", "2009-03-05", phone="0907777777"),
    ),
    listed(
        "6A1", pupil("Nguyễn Văn Út", None, BA), pupil("Đỗ Ý", None, father(None, "0902222222"))
    ),
    staff=[StaffDraft(1, "Sơn Bảy", Group.EMPLOYEE), StaffDraft(2, "Lý Hoà", Group.TEACHER)],
)


@pytest.fixture
def office(office: Office) -> Office:
    take(office, LIST)
    return office


@pytest.fixture
def searcher() -> Searcher:
    return Searcher()


def names(searcher: Searcher, office: Office, text: str) -> list[str | None]:
    """The names of the people found."""
    return [one.full_name for one in searcher.find(office, text).people]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("nguyen thi hoa", ["Nguyễn Thị Hoà"]),
        ("hs_1", ["Nguyễn Thị Hoà"]),
        ("0901 000 001", ["Nguyễn Văn Ba"]),
        ("+84 902 222 222", [None]),
        ("y 6a1", ["Đỗ Ý"]),
        ("bay", ["Sơn Bảy"]),
        ("ba 6a10", ["Nguyễn Văn Ba"]),
        ("ba 6a1", ["Nguyễn Văn Ba"]),
        ("xyz", []),
        ("", []),
        ("%", []),
    ],
)
def test_everybody_is_found(
    office: Office, searcher: Searcher, text: str, wanted: list[str | None]
) -> None:
    """Pupils, relatives and staff, by name, code, phone and class."""
    assert names(searcher, office, text) == wanted


def test_who_has_the_accents_that_were_typed_comes_first(
    office: Office, searcher: Searcher
) -> None:
    """ "hoà" finds Hoa as well, after every Hoà."""
    assert names(searcher, office, "hòa") == ["Lý Hoà", "Nguyễn Thị Hoà", "Trần Thị Hoa"]
    assert names(searcher, office, "hoa") == ["Trần Thị Hoa", "Lý Hoà", "Nguyễn Thị Hoà"]


def test_a_class_is_found_with_its_people(office: Office, searcher: Searcher) -> None:
    """The class itself, then those in just that class, relatives as well."""
    found = searcher.find(office, "lớp 6a1")
    assert [one.name for one in found.classes] == ["6A1", "6A10"]
    of_class = [one.full_name for one in found.people[:4]]
    assert of_class == ["Nguyễn Văn Ba", "Nguyễn Văn Út", "Đỗ Ý", None]
    assert len(found.people) == 7  # and those of 6A10


def test_what_is_found_says_where_it_belongs(office: Office, searcher: Searcher) -> None:
    """All that a line of the results shows, with the present status."""
    marking.mark(office, [named(office, "Nguyễn Văn Ba").id], Status.INSTALLED)
    (found,) = searcher.find(office, "van ba").people
    assert found.status is Status.INSTALLED
    assert found.phone == "0901000001"
    ties = [(tie.relation, tie.name, tie.place and tie.place.name) for tie in found.ties]
    assert sorted(ties, key=lambda tie: tie[1]) == [
        (Relation.FATHER, "Nguyễn Thị Hoà", "6A10"),
        (Relation.FATHER, "Nguyễn Văn Út", "6A1"),
    ]
    assert {place.name for place in found.places} == {"6A1", "6A10"}


def test_more_than_wanted_are_counted(office: Office, searcher: Searcher) -> None:
    """The list ends somewhere, and says after how many of how many."""
    found = searcher.find(office, "n", limit=2)
    assert (len(found.people), found.is_all) == (2, False)
    assert searcher.count(office, "n") == 3
    assert searcher.find(office, "n", limit=3).is_all
    assert searcher.count(office, "") == 0
    assert MOST == 200


def test_who_is_in_view_may_be_read_first(office: Office, searcher: Searcher) -> None:
    """The others follow, in the same order as if all were read at once."""
    for text in ("n", "6a", "hoà"):
        whole = searcher.find(office, text)
        assert whole.others == ()
        part = searcher.find(office, text, at_once=2)
        assert len(part.people) == 2
        assert (*part.people, *everyone.some(office, part.others)) == whole.people


def test_every_change_is_found_at_once(office: Office, searcher: Searcher) -> None:
    """Names, classes, ties, undo: nothing has to be told to the searcher."""
    assert names(searcher, office, "moi") == []
    added = people.add_pupil(office, class_id(office, "6A1"), "Lê Mới").value
    assert names(searcher, office, "moi 6a1") == ["Lê Mới"]
    people.edit_person(office, added, full_name="Lê Khác", phone="0909999999")
    assert names(searcher, office, "moi") == []
    assert names(searcher, office, "khac") == names(searcher, office, "0909999999") == ["Lê Khác"]
    people.add_relative(office, added, Relation.MOTHER, "Mẹ Khác")
    assert names(searcher, office, "me 6a1") == ["Mẹ Khác"]
    steps.undo(office)
    assert names(searcher, office, "me 6a1") == []
    people.add_class(office, "7B")
    assert [one.name for one in searcher.find(office, "7b").classes] == ["7B"]


def test_what_another_program_changes_is_found_at_once(
    tmp_path: Path, office: Office, searcher: Searcher
) -> None:
    """A command beside the window writes to the same folder."""
    assert names(searcher, office, "moi") == []
    with open_office(tmp_path / "data") as other:
        people.add_staff(other, "Cô Mới", Group.TEACHER)
    assert names(searcher, office, "moi") == ["Cô Mới"]


def test_a_tick_makes_nothing_ready_anew(office: Office, searcher: Searcher) -> None:
    """Forty ticks a minute: the words stay, the statuses are the present ones."""
    searcher.make_ready(office)
    ready = searcher.finder
    hoa = named(office, "Nguyễn Thị Hoà").id
    marking.mark(office, [hoa], Status.INSTALLED)
    people.edit_person(office, hoa, note="hỏi lại")
    assert searcher.find(office, "thi hoà").people[0].status is Status.INSTALLED
    assert searcher.finder is ready
    people.edit_person(office, hoa, full_name="Nguyễn Thị Hòa")
    searcher.make_ready(office)
    assert searcher.finder is not ready


def test_a_backup_that_was_put_back_is_searched(office: Office, searcher: Searcher) -> None:
    """Its steps have the same numbers as those that it took the place of."""
    backup = backups.create(office).value
    people.add_staff(office, "Cô Mới", Group.TEACHER)
    assert names(searcher, office, "moi") == ["Cô Mới"]
    backups.restore(office, backup)
    assert names(searcher, office, "moi") == []
    assert names(searcher, office, "bay") == ["Sơn Bảy"]


def test_who_left_comes_last(office: Office, searcher: Searcher) -> None:
    """They are on record and are found, with their relatives, after everybody who counts."""
    people.mark_left(office, named(office, "Trần Thị Hoa").id)
    assert names(searcher, office, "thi hoa") == ["Nguyễn Thị Hoà", "Trần Thị Hoa"]
    people.mark_left(office, named(office, "Nguyễn Thị Hoà").id)
    found = {one.full_name: one.is_at_school for one in searcher.find(office, "6a10").people}
    assert found == {
        "Nguyễn Văn Ba": True,  # another child of his is there
        "Lê Thị Tư": False,
        "Nguyễn Thị Hoà": False,
        "Trần Thị Hoa": False,
    }


def test_last_years_pupils_are_not_at_school(office: Office, searcher: Searcher) -> None:
    """A school year later those of last year's classes stay on record."""
    with office.journal.step("steps.edit_school") as writer:
        writer.set_all(SCHOOL, ["school"], {"school_year": "2021-2022"})
    found = searcher.find(office, "6a1")
    assert found.classes == ()
    assert {one.is_at_school for one in found.people} == {False}
    assert searcher.find(office, "bay").people[0].is_at_school


def test_an_empty_folder_is_searched_in_vain(tmp_path: Path, searcher: Searcher) -> None:
    """Ctrl+F before the school is set up."""
    with open_office(tmp_path / "new") as empty:
        found = searcher.find(empty, "an")
    assert (found.people, found.classes, found.is_all) == ((), (), True)


def test_the_list_of_everybody_is_that_of_the_figures(office: Office) -> None:
    """Who counts there, counts here; everybody stands in name order once."""
    people.mark_left(office, named(office, "Nguyễn Thị Hoà").id)
    found = everyone.read(office)
    counted = {one.id for one in found.people if one.is_at_school}
    assert counted == {one.person.id for one in people.find(office)}
    assert [one.order_key for one in found.people] == sorted(one.order_key for one in found.people)
    assert len({one.id for one in found.people}) == len(found.people) == 9


def test_the_list_finds_by_the_same_words(office: Office, searcher: Searcher) -> None:
    """Filtering the list and searching from anywhere never differ."""
    from bluezone_desktop.domain.finding import understand

    found = everyone.read(office)
    for text in ("n", "hoa", "6a1", "0901", "thi 6a10", "lop 6a", "xyz", "090"):
        rows = found.finder.every(understand(text))
        assert {found.people[row].id for row in rows} == {
            one.id for one in searcher.find(office, text).people
        }


def test_some_people_come_in_the_order_that_was_asked(office: Office) -> None:
    """Who is gone is left out, without an error: another program may have been quicker."""
    ids = [named(office, name).id for name in ("Sơn Bảy", "Lê Thị Tư", "Đỗ Ý")]
    found = everyone.some(office, [ids[2], "nobody", ids[0], ids[1]])  # type: ignore[list-item]  # an id that no program made
    assert [one.id for one in found] == [ids[2], ids[0], ids[1]]
    assert found[2].places[0].name == "6A10"
    assert everyone.some(office, []) == ()
