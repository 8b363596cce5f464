"""Where a pupil belongs, and what the words above the columns mean."""

from datetime import date

import pytest

from bluezone_desktop.domain.roster import Severity
from tests.unit.exchange.roster_reading import (
    BORN,
    PLAIN,
    Reader,
    Rows,
    only,
    pupils,
    relatives,
    told,
)

# -- where a pupil belongs -------------------------------------------------------------------


def test_the_class_comes_from_column_line_sheet_caller_or_file_in_this_order(read: Reader) -> None:
    with_column: Rows = [["STT", "Họ và tên", "Lớp"], [1, "Lê An", "6A1"], [2, "Lê Bình", ""]]
    titled: Rows = [["DANH SÁCH LỚP 7B"], *with_column]
    everywhere = read(titled, sheet="8C", class_name="9D", file="DS lop 6Đ.xlsx")
    assert pupils(everywhere) == {"6A1": ["Lê An"], "7B": ["Lê Bình"]}
    assert pupils(read(PLAIN, sheet="8C", class_name="9D", file="DS lop 6Đ.xlsx")) == {
        "8C": ["Lê An"]
    }
    assert pupils(read(PLAIN, class_name="9D", file="DS lop 6Đ.xlsx")) == {"9D": ["Lê An"]}
    assert pupils(read(PLAIN, file="DS lop 6Đ.xlsx")) == {"6Đ": ["Lê An"]}


def test_a_pupil_of_no_known_class_is_not_taken_but_told(read: Reader) -> None:
    roster = read(PLAIN)
    assert roster.classes == ()
    assert told(roster) == [(2, "", "Lê An", "class_unknown")]
    assert roster.problems[0].severity is Severity.REJECTED
    assert roster.problems[0].cells == ("1", "Lê An", "05/03/2009")


def test_classes_that_excel_took_for_days_and_numbers(read: Reader) -> None:
    roster = read(
        [
            ["STT", "Họ và tên", "Lớp"],
            [1, "Lê An", date(2020, 1, 1)],
            [2, "Lê Bình", date(2020, 2, 1)],
            [3, "Lê Cường", 100],
            [4, "Lê Dũng", 12.6],
        ]
    )
    assert list(pupils(roster)) == ["1/1", "1/2", "10E1", "12.6"]


def test_two_spellings_of_a_class_are_one(read: Reader) -> None:
    roster = read(
        [["Họ và tên", "Lớp"], ["Lê An", "Lớp 6A1"], ["Lê Bình", "6a1"], ["Lê Chi", "6 A1"]]
    )
    assert pupils(roster) == {"6A1": ["Lê An", "Lê Bình", "Lê Chi"]}


def test_a_class_may_be_told_in_two_columns_or_one_merged_cell(read: Reader) -> None:
    roster = read([["Họ tên", "Khối", "Lớp"], ["Lê An", 6, "A1"]])
    assert pupils(roster) == {"6A1": ["Lê An"]}
    rows: Rows = [
        ["Lớp", "STT", "Họ và tên"],
        ["6A1", 1, "Lê An"],
        ["", 2, "Lê Bình"],
        ["6A2", 1, "Lê Chi"],
        ["", 2, "Lê Dung"],
    ]
    roster = read(rows, [(1, 0, 2, 0), (3, 0, 4, 0)])
    assert pupils(roster) == {"6A1": ["Lê An", "Lê Bình"], "6A2": ["Lê Chi", "Lê Dung"]}


@pytest.mark.parametrize(
    ("lines", "name", "teacher"),
    [
        ([["Lớp:", "6A1", "", "GVCN:", "Cô Lê Thị Hoa"]], "6A1", "Lê Thị Hoa"),
        ([["LỚP 6A1 (Sĩ số: 35)"], ["GVCN: Trần Văn B - ĐT: 0901234567"]], "6A1", "Trần Văn B"),
        ([["GIÁO VIÊN CHỦ NHIỆM: LÊ HOA"], ["DANH SÁCH LỚP 1/2"]], "1/2", "LÊ HOA"),
        ([["DANH SÁCH TRẺ LỚP CHỒI 2 NĂM HỌC 2020-2021"]], "Chồi 2", None),
        ([["NHÓM TRẺ 25-36 THÁNG"]], "Nhóm trẻ 25-36 tháng", None),
        ([["Danh sách học sinh lớp 10 Toán 1, năm học 2020-2021"]], "10 Toán 1", None),
        ([["TRƯỜNG TIỂU HỌC A"], ["DANH SÁCH HỌC SINH LỚP 5"]], "5", None),
    ],
)
def test_titles_name_class_and_teacher(
    read: Reader, lines: Rows, name: str, teacher: str | None
) -> None:
    [one] = read([*lines, *PLAIN]).classes
    assert (one.name, one.homeroom_teacher) == (name, teacher)


@pytest.mark.parametrize("line", ["DANH SÁCH PHÂN LỚP KHỐI 1", "DANH SÁCH LỚP HỌC", "CÁC LỚP 6"])
def test_titles_that_name_no_class(read: Reader, line: str) -> None:
    assert told(read([[line], *PLAIN])) == [(3, "", "Lê An", "class_unknown")]


def test_a_column_may_tell_the_teacher(read: Reader) -> None:
    roster = read([["Họ và tên", "Lớp", "GVCN"], ["Lê An", "6A1", "Trần B"], ["Lê C", "6A2", ""]])
    assert [one.homeroom_teacher for one in roster.classes] == ["Trần B", None]


# -- headers ---------------------------------------------------------------------------------


def test_a_header_of_three_levels(read: Reader) -> None:
    rows: Rows = [
        ["STT", "Họ và tên", "Thông tin học sinh", "", "Thông tin gia đình", "", "", ""],
        ["", "", "Ngày sinh", "Lớp", "Cha", "", "Mẹ", ""],
        ["", "", "", "", "Họ tên", "ĐT", "Họ tên", "ĐT"],
        [1, "Lê An", BORN, "6A1", "Lê B", "0901234567", "Trần C", "0907654321"],
    ]
    merges = [(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 0, 3), (0, 4, 0, 7)]
    merges += [(1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 5), (1, 6, 1, 7)]
    family = [[("father", "Lê B", "0901234567"), ("mother", "Trần C", "0907654321")]]
    assert relatives(read(rows, merges)) == family
    assert relatives(read(rows)) == family  # the same without merged cells


def test_words_broken_over_two_rows(read: Reader) -> None:
    rows: Rows = [
        ["Số", "Họ và", "Ngày", "Lớp"],
        ["TT", "tên", "sinh", ""],
        [1, "Lê An", BORN, "6A1"],
    ]
    assert only(read(rows)).date_of_birth == "2009-03-05"


def test_births_in_three_columns_or_under_the_sex(read: Reader) -> None:
    for day, month, year in (
        ("Ngày", "Tháng", "Năm"),
        ("Ngày sinh", "Tháng sinh", "Năm sinh"),
        ("NGAY", "THANG", "NAM"),
    ):
        rows: Rows = [["HO VA TEN", day, month, year, "LOP"], ["Lê An", 5, "03", 2009, "6A1"]]
        assert only(read(rows)).date_of_birth == "2009-03-05"
    by_sex: Rows = [
        ["STT", "Họ và tên", "Năm sinh", "", "Lớp"],
        ["", "", "Nam", "Nữ", ""],
        [1, "Lê An", 2009, "", "6A1"],
        [2, "Lê Bình", "", "2010", "6A1"],
    ]
    [one] = read(by_sex, [(0, 2, 0, 3)]).classes
    assert [(p.date_of_birth, p.sex) for p in one.pupils] == [("2009", "male"), ("2010", "female")]


def test_headers_without_accents(read: Reader) -> None:
    rows: Rows = [
        ["STT", "HO VA TEN", "NGAY SINH", "NAM/NU", "LOP", "HO TEN BA", "HO TEN MA", "SDT ME"],
        [1, "LE VAN AN", "05/03/2009", "NAM", "6A1", "LE BA", "TRAN MA", 901234567],
    ]
    roster = read(rows)
    assert only(roster).sex == "male"
    assert relatives(roster) == [[("father", "LE BA", None), ("mother", "TRAN MA", "0901234567")]]


def test_never_taken_are_identity_numbers_addresses_and_the_like(read: Reader) -> None:
    rows: Rows = [
        ["Số định danh cá nhân", "Mã định danh", "Họ và tên", "Lớp", "Dân tộc", "Địa chỉ", "CCCD"],
        ["094128736650", 8154434320.0, "Lê An", "6A1", "Khmer", "Ấp 2", "094128736650"],
    ]
    roster = read(rows)
    assert only(roster).code == "8154434320"
    assert "094128736650" not in str(roster.classes)
    assert roster.layouts[0].columns == (
        "ignored", "code", "full_name", "class", "ignored", "ignored", "ignored"
    )  # fmt: skip


def test_name_columns_in_all_their_cuts(read: Reader) -> None:
    for header, cells in (
        (["Họ", "Đệm", "Tên"], ["Lê", "Văn", "An"]),
        (["Họ và tên đệm", "Tên"], ["Lê Văn", "An"]),
        (["Họ và tên", ""], ["Lê Văn", "An"]),
        (["Họ và tên", "Tên"], ["Lê Văn An", "An"]),
        (["Họ lót", "Tên"], ["Lê Văn", "An"]),
        (["Tên học sinh"], ["Lê  Văn\u00a0An "]),
    ):
        rows: Rows = [["STT", *header, "Ngày sinh", "Lớp"], [1, *cells, BORN, "6A1"]]
        assert only(read(rows)).full_name == "Lê Văn An"


def test_several_layouts_on_one_sheet(read: Reader) -> None:
    roster = read(
        [
            ["LỚP 6A1"],
            ["STT", "Họ và tên", "Ngày sinh"],
            [1, "Lê An", BORN],
            ["LỚP 6A2"],
            ["STT", "Mã HS", "Họ và tên", "Giới tính", "Ngày sinh"],
            [1, "X1", "Lê Bình", "Nam", BORN],
        ]
    )
    assert pupils(roster) == {"6A1": ["Lê An"], "6A2": ["Lê Bình"]}
    assert roster.classes[1].pupils[0].code == "X1"
    assert [layout.header_rows for layout in roster.layouts] == [(2,), (5,)]
