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


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Bà ngoại Lý Tư", [("grandmother", "Lý Tư")]),
        ("Anh ruột: Lê Ba", [("older_brother", "Lê Ba")]),
        ("Chú họ Lê Ba", [("uncle", "Lê Ba")]),
        ("Ông Hoàng Nam", [("guardian", "Ông Hoàng Nam")]),
    ],
)
def test_who_it_is_stands_before_the_name(
    read: Reader, cell: str, expected: list[tuple[str, str]]
) -> None:
    """Only words that are no part of a name are taken off; Ông is a family's name, too."""
    roster = read([["STT", "Họ tên", "Họ tên phụ huynh"], [1, "Lê An", cell]], sheet="6A1")
    assert [one[:2] for one in relatives(roster)[0]] == expected


@pytest.mark.parametrize(
    ("header", "relation"),
    [("Họ tên cha mẹ", "father"), ("Người giám hộ", "grandfather")],
)
def test_ong_and_ba_are_the_parents_where_the_header_asks_for_them(
    read: Reader, header: str, relation: str
) -> None:
    """As forms address father and mother; elsewhere they are the grandparents."""
    rows: Rows = [["STT", "Họ tên", header], [1, "Lê An", "Ông: Lê Ba; Bà: Lý Tư"]]
    assert relatives(read(rows, sheet="6A1"))[0][0] == (relation, "Lê Ba", None)


def test_a_header_of_many_things_about_one_parent(read: Reader) -> None:
    """The name and the phone are taken, the year and the work never."""
    rows: Rows = [
        [
            "STT",
            "Họ và tên",
            "Họ tên, năm sinh, nghề nghiệp, số ĐT của cha",
            "Họ tên, năm sinh, nghề nghiệp của mẹ",
        ],
        [1, "Lê An", "Lê Ba, 1980, làm ruộng, 0901111111", "Lý Tư - 1982 - nội trợ"],
    ]
    roster = read(rows, sheet="6A1")
    assert relatives(roster) == [[("father", "Lê Ba", "0901111111"), ("mother", "Lý Tư", None)]]
    assert not told(roster)


def test_the_answers_to_a_form_on_the_web(read: Reader) -> None:
    """Its questions are numbered, and end with a colon."""
    rows: Rows = [
        [
            "Dấu thời gian",
            "1. Họ và tên học sinh:",
            "2. Lớp (ví dụ: 6A1):",
            "3. Ngày tháng năm sinh của em:",
            "4. Họ tên phụ huynh:",
            "5) Số điện thoại của phụ huynh:",
            "6. Gia đình có điện thoại thông minh không?",
        ],
        ["05/09/2020 8:30:12", "Lê An", "6A1", "5/3/2009", "Lê Ba", 901111111, "Có"],
    ]
    roster = read(rows, sheet="Câu trả lời biểu mẫu 1")
    assert pupils(roster) == {"6A1": ["Lê An"]}
    assert relatives(roster) == [[("guardian", "Lê Ba", "0901111111")]]
    assert not told(roster)


@pytest.mark.parametrize(
    "header", ["Có ĐTTM", "Điện thoại thông minh", "Sử dụng ĐTTM (x)", "Cha đã cài Bluezone"]
)
def test_whether_there_is_a_smartphone_is_no_phone(read: Reader, header: str) -> None:
    """Teachers have asked already, in a column of their own."""
    roster = read([["STT", "Họ tên", "SĐT", header], [1, "Lê An", "0901111111", "Có"]], sheet="6A1")
    assert (roster.classes[0].pupils[0].phone, relatives(roster)) == ("0901111111", [[]])
    assert not told(roster)


def test_the_number_of_a_smartphone_is_a_phone(read: Reader) -> None:
    """Where the header says number."""
    rows: Rows = [["STT", "Họ tên", "Số điện thoại thông minh"], [1, "Lê An", "0901111111"]]
    assert read(rows, sheet="6A1").classes[0].pupils[0].phone == "0901111111"


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (["Họ và tên", "Quan hệ", "Điện thoại"], ["Lê Ba", "Cha", "0901111111"]),
        (["Quan hệ", "Họ và tên", "Điện thoại"], ["Cha", "Lê Ba", "0901111111"]),
        (["Họ tên người nhận", "Quan hệ", "SĐT người nhận"], ["Lê Ba", "Cha", "0901111111"]),
    ],
)
def test_a_second_name_beside_a_relation_is_the_relative_s(
    read: Reader, heads: list[str], cells: list[str]
) -> None:
    """Though its header is the pupil's, word for word."""
    rows: Rows = [["STT", "Họ và tên", "Lớp", *heads], [1, "Lê An", "6A1", *cells]]
    roster = read(rows)
    assert relatives(roster) == [[("father", "Lê Ba", "0901111111")]]
    assert roster.classes[0].pupils[0].phone is None


@pytest.mark.parametrize(
    "heads", [["HO TEN CHA", "DT CHA"], ["Họ tên cha", "DT cha"], ["Ho ten ba", "So DT ba"]]
)
def test_dt_beside_a_parent_is_a_phone(read: Reader, heads: list[str]) -> None:
    """Typed in haste or wholly without accents; DT alone may be dân tộc."""
    rows: Rows = [["STT", "HO VA TEN", *heads], [1, "Lê An", "Lê Ba", "0901111111"]]
    assert relatives(read(rows, sheet="6A1")) == [[("father", "Lê Ba", "0901111111")]]


def test_a_word_in_brackets_costs_no_phone(read: Reader) -> None:
    """Whoever "Nga" is."""
    roster = read([["STT", "Họ tên", "SĐT"], [1, "Lê An", "0901111111 (Nga)"]], sheet="6A1")
    assert roster.classes[0].pupils[0].phone == "0901111111"


@pytest.mark.parametrize(
    ("sheet", "group"),
    [
        ("BGH", Group.MANAGER),
        ("GV", Group.TEACHER),
        ("Nhân viên", Group.EMPLOYEE),
        ("DS NV", Group.EMPLOYEE),
    ],
)
def test_a_sheet_named_after_staff_tells_their_group(
    read: Reader, sheet: str, group: Group
) -> None:
    """Where neither a title nor a column does."""
    roster = read([["STT", "Họ tên", "SĐT"], [1, "Lê An", "0901111111"]], sheet=sheet)
    assert [(one.full_name, one.group) for one in roster.staff] == [("Lê An", group)]
    assert not told(roster)
