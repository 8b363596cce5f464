"""Whose phone it is, said in the cell; whose list it is, said between the tables of a sheet."""

import pytest

from bluezone_desktop.domain.vocabulary import Group
from tests.unit.exchange.roster_reading import Reader, Rows, pupils, relatives, told


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("0901111111 (Bố Nam)", [("father", "Nam", "0901111111")]),
        ("Mẹ Lan 0901111111", [("mother", "Lan", "0901111111")]),
        ("0901111111 gặp bà nội", [("grandmother", None, "0901111111")]),
        ("(+84)901111111 mẹ", [("mother", None, "0901111111")]),
        (
            "Mẹ: 0901111111, Ba: 0902222222",
            [("mother", None, "0901111111"), ("father", None, "0902222222")],
        ),
        (
            "0901.111.111 mẹ - 0902 222 222 cha",
            [("mother", None, "0901111111"), ("father", None, "0902222222")],
        ),
        ("nhà 0299 3822 333", [("guardian", None, "02993822333")]),
    ],
)
def test_a_phone_that_says_whose_it_is(
    read: Reader, cell: str, expected: list[tuple[str, str | None, str]]
) -> None:
    """In a column for any of the family, the cell itself says who it is."""
    roster = read([["STT", "Họ tên", "ĐT phụ huynh"], [1, "Lê An", cell]], sheet="6A1")
    assert relatives(roster) == [expected]
    assert not told(roster)


def test_two_phones_of_one_mother_make_no_second_mother(read: Reader) -> None:
    """One phone is kept, the other is told."""
    cell = "0901111111 (mẹ), 0902222222 (mẹ)"
    roster = read([["STT", "Họ tên", "ĐT phụ huynh"], [1, "Lê An", cell]], sheet="6A1")
    assert len(relatives(roster)[0]) == 1
    assert [value for _, _, value, _ in told(roster)] == ["0902222222"]


HEADER = ["STT", "Họ tên", "Ngày sinh", "SĐT"]


@pytest.mark.parametrize("header", [HEADER, ["TT", "Họ tên", "SĐT", "Ngày sinh"]])
def test_staff_below_a_class_are_staff(read: Reader, header: list[str]) -> None:
    """Each table is whose its own title says, even under the same header as the one above it."""
    rows: Rows = [
        ["DANH SÁCH HỌC SINH LỚP 6A1"],
        HEADER,
        [1, "Lê An"],
        [],
        ["DANH SÁCH GIÁO VIÊN"],
        [*header],
        [1, "Lê Hai"],
        ["DANH SÁCH NHÂN VIÊN"],
        HEADER,
        [1, "Lê Ba"],
        ["DANH SÁCH HỌC SINH LỚP 6A2"],
        HEADER,
        [1, "Lê Tư"],
    ]
    roster = read(rows)
    assert pupils(roster) == {"6A1": ["Lê An"], "6A2": ["Lê Tư"]}
    groups = {one.full_name: one.group for one in roster.staff}
    assert groups == {"Lê Hai": Group.TEACHER, "Lê Ba": Group.EMPLOYEE}


def test_a_heading_of_staff_holds_below_the_next_header(read: Reader) -> None:
    """Columns in another order make no other list."""
    rows: Rows = [
        ["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"],
        ["STT", "Họ tên", "SĐT"],
        ["I. GIÁO VIÊN"],
        [1, "Lê Hai", "0901111111"],
        ["II. TỔ VĂN PHÒNG"],
        ["STT", "SĐT", "Họ tên"],
        [2, "0902222222", "Lê Ba"],
    ]
    groups = {one.full_name: one.group for one in read(rows).staff}
    assert groups == {"Lê Hai": Group.TEACHER, "Lê Ba": Group.EMPLOYEE}
