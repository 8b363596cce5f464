"""Whose name and whose phone a column holds, where a header speaks of several relatives."""

from pathlib import Path

import pytest

from tests.unit.exchange.roster_lists import HEAD, PUPIL, Merges, one_pupil, read, relatives
from tests.unit.exchange.table_writers import Value


@pytest.mark.parametrize(
    ("heads", "relation"),
    [
        (["Ông nội", "ĐT ông nội", "Ông ngoại", "ĐT ông ngoại"], "grandfather"),
        (["Họ tên bác", "SĐT bác", "Họ tên cậu", "SĐT cậu"], "uncle"),
        (["Họ tên cô", "Họ tên dì", "SĐT cô", "SĐT dì"], "aunt"),
        (["Người giám hộ 1", "SĐT", "Người giám hộ 2", "SĐT"], "guardian"),
    ],
)
def test_two_people_of_one_relation_are_two(
    tmp_path: Path, heads: list[str], relation: str
) -> None:
    """The second is not swallowed by the first, and each keeps the own phone."""
    people = [("Trần Văn Ba", "0901234567"), ("Võ Văn Tư", "0912345678")]
    phones = iter(phone for _, phone in people)
    named = iter(name for name, _ in people)
    cells = [next(phones if "ĐT" in head else named) for head in heads]
    assert relatives(one_pupil(tmp_path, heads, cells)) == [
        (relation, name, phone) for name, phone in people
    ]


def test_two_people_to_call_each_with_a_relation(tmp_path: Path) -> None:
    """Each "Quan hệ" speaks of the name beside it, and each phone is the nearest name's."""
    heads = ["Người thân 1", "Quan hệ", "SĐT", "Người thân 2", "Quan hệ", "SĐT"]
    cells = ["Lý Thị Sáu", "Mẹ", "0901234567", "Võ Văn Tư", "Ông ngoại", "0912345678"]
    pupil = one_pupil(tmp_path, heads, cells)
    assert relatives(pupil) == [
        ("mother", "Lý Thị Sáu", "0901234567"),
        ("grandfather", "Võ Văn Tư", "0912345678"),
    ]


def test_a_column_of_relations_speaks_of_the_guardian_not_of_the_father(tmp_path: Path) -> None:
    """A father named as such stays the father, whoever else the row knows."""
    heads = ["Họ tên cha", "Người giám hộ", "Quan hệ"]
    pupil = one_pupil(tmp_path, heads, ["Trần Văn Ba", "Lý Thị Sáu", "Bà nội"])
    assert relatives(pupil) == [
        ("father", "Trần Văn Ba", None),
        ("grandmother", "Lý Thị Sáu", None),
    ]


def test_another_relation_is_no_problem(tmp_path: Path) -> None:
    """ "Khác" is a word of the list, not a mistake in it."""
    pupil = one_pupil(tmp_path, ["Người liên hệ", "Quan hệ"], ["Lý Thị Sáu", "Khác"])
    assert relatives(pupil) == [("other", "Lý Thị Sáu", None)]


def test_names_and_phones_under_headings_of_their_own(tmp_path: Path) -> None:
    """ "Họ và tên" over cha and mẹ, "Số điện thoại" over cha and mẹ again."""
    top: list[Value] = [*HEAD, "Họ và tên", "", "Số điện thoại", ""]
    low: list[Value] = ["", "", "", "", "Cha", "Mẹ", "Cha", "Mẹ"]
    row: list[Value] = [*PUPIL, "Trần Văn Ba", "Lý Thị Sáu", "0901234567", "0912345678"]
    merges: Merges = [(0, 4, 0, 5), (0, 6, 0, 7), *((0, place, 1, place) for place in range(4))]
    [one] = read(tmp_path, [top, low, row], merges).classes
    assert one.pupils[0].phone is None
    assert relatives(one.pupils[0]) == [
        ("father", "Trần Văn Ba", "0901234567"),
        ("mother", "Lý Thị Sáu", "0912345678"),
    ]


def test_bare_phones_below_a_heading_for_both_parents(tmp_path: Path) -> None:
    """ "SĐT" after each parent is that parent's, though the heading above names both."""
    top: list[Value] = [*HEAD, "Cha mẹ học sinh", "", "", ""]
    low: list[Value] = ["", "", "", "", "Họ tên cha", "SĐT", "Họ tên mẹ", "SĐT"]
    row: list[Value] = [*PUPIL, "Trần Văn Ba", "0901234567", "Lý Thị Sáu", "0912345678"]
    merges: Merges = [(0, 4, 0, 7), *((0, place, 1, place) for place in range(4))]
    [one] = read(tmp_path, [top, low, row], merges).classes
    assert relatives(one.pupils[0]) == [
        ("father", "Trần Văn Ba", "0901234567"),
        ("mother", "Lý Thị Sáu", "0912345678"),
    ]


def test_a_colon_in_a_header_does_not_make_it_a_title(tmp_path: Path) -> None:
    """ "Họ tên bố: (ghi rõ)" heads a column; "Lớp: 6A1" heads nothing."""
    heads = ["Họ tên bố:\n(Ghi rõ)", "SĐT bố", "Họ tên mẹ:\n(Ghi rõ)"]
    pupil = one_pupil(tmp_path, heads, ["Trần Văn Ba", "0901234567", "Lý Thị Sáu"])
    assert relatives(pupil) == [
        ("father", "Trần Văn Ba", "0901234567"),
        ("mother", "Lý Thị Sáu", None),
    ]


@pytest.mark.parametrize("name", ["", "-", "không có"])
def test_a_phone_of_father_or_mother_without_a_name_is_kept(tmp_path: Path, name: str) -> None:
    """Nobody says whose it is, and nobody may lose it."""
    heads = ["Họ tên cha hoặc mẹ", "Số ĐT của cha hoặc mẹ"]
    pupil = one_pupil(tmp_path, heads, [name, "0901234567"])
    assert relatives(pupil) == [("guardian", None, "0901234567")]
