"""Row by row: what is a person, what is not, where they belong, and what is told of the rest."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.roster import PupilDraft, Roster, Severity
from bluezone_desktop.exchange.roster_reader import read_roster
from bluezone_desktop.texts import Texts
from tests.unit.exchange import table_writers as writers
from tests.unit.exchange.table_writers import Grid, Value, write_xlsx

BORN = date(2009, 3, 5)
Rows = Sequence[Sequence[Value]]


class Reader:
    """Writes rows as a workbook and reads them back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(
        self,
        rows: Rows,
        merges: Sequence[tuple[int, int, int, int]] = (),
        *,
        sheet: str = "Sheet1",
        file: str = "danh sách.xlsx",
        class_name: str | None = None,
    ) -> Roster:
        grid = Grid(sheet, [list(row) for row in rows], list(merges))
        path = write_xlsx(self._folder / file, [grid])
        roster = read_roster(path, class_name=class_name)
        for problem in roster.problems:
            for texts in (Texts("vi"), Texts("en")):
                assert texts(problem.reason, **problem.values)
        return roster


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def pupils(roster: Roster) -> dict[str, list[str]]:
    return {one.name: [pupil.full_name for pupil in one.pupils] for one in roster.classes}


def only(roster: Roster) -> PupilDraft:
    [one] = roster.classes
    [pupil] = one.pupils
    return pupil


def told(roster: Roster) -> list[tuple[int, str, str, str]]:
    """Row, header, value and reason of every problem."""
    prefix = "roster.problem."
    return [(p.row, p.column, p.value, p.reason.removeprefix(prefix)) for p in roster.problems]


def relatives(roster: Roster) -> list[list[tuple[str, str | None, str | None]]]:
    return [
        [(str(r.relation), r.full_name, r.phone) for r in pupil.relatives]
        for one in roster.classes
        for pupil in one.pupils
    ]


# -- where a pupil belongs -------------------------------------------------------------------

PLAIN: Rows = [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", BORN]]


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


# -- what is no pupil ------------------------------------------------------------------------


def test_totals_and_signatures_are_no_pupils(read: Reader) -> None:
    roster = read(
        [
            ["LỚP 6A1"],
            ["STT", "Họ và tên", "Ngày sinh", "Nữ"],
            ["(1)", "(2)", "(3)", "(4)"],
            [1, "Lê An", BORN, "x"],
            [2, "Trương Văn Tổng", BORN, ""],
            ["", "Tổng cộng: 2 học sinh", "", "1"],
            ["", "Trong đó: Nữ: 1"],
            ["", "Sóc Trăng, ngày 5 tháng 9 năm 2020"],
            ["", "Người lập bảng", "", "Hiệu trưởng"],
            ["", "(Ký, họ tên)", "", "(Ký tên, đóng dấu)"],
            [],
            ["", "Lê Thị Tư", "", "Phan Văn Năm"],
            ["LỚP 6A2"],
            [1, "Lê Bình", BORN, ""],
            ["", "", "GVCN"],
            ["", "", "Trần Y"],
        ]
    )
    assert pupils(roster) == {"6A1": ["Lê An", "Trương Văn Tổng"], "6A2": ["Lê Bình"]}
    assert roster.problems == ()


def test_rows_that_cannot_be_taken_are_told_with_what_they_hold(read: Reader) -> None:
    roster = read(
        [
            ["LỚP 6A1"],
            ["STT", "Họ và tên", "Ngày sinh"],
            [1, "", BORN],
            [2, 12345, BORN],
            [3, "Lê An", BORN],
            [4],
            [5],
            [],
            ["", "Trần Văn Chánh"],
        ]
    )
    assert pupils(roster) == {"6A1": ["Lê An"]}
    assert told(roster) == [
        (3, "", "", "no_name"),
        (4, "", "12345", "name_not_text"),
        (9, "", "Trần Văn Chánh", "row_unclear"),
    ]
    assert {problem.severity for problem in roster.problems} == {Severity.REJECTED}


def test_a_pasted_list_of_mere_names(read: Reader) -> None:
    rows: Rows = [["Họ và tên"], ["Lê An"], ["Trần Bình"], ["Nguyễn Thị Cúc"]]
    assert pupils(read(rows, class_name="6A1")) == {"6A1": ["Lê An", "Trần Bình", "Nguyễn Thị Cúc"]}


@pytest.mark.parametrize(
    ("words", "attendance"),
    [
        ("Đang học", None),
        ("Chuyển đến kỳ I", None),
        ("Học lại", None),
        ("Lưu ban", None),
        ("Chuyển đi", "moved"),
        ("Chuyển trường", "moved"),
        ("Thôi học kỳ I", "left"),
        ("Bỏ học", "left"),
        ("Bảo lưu", "left"),
        ("Nghỉ học", "left"),
        ("Đã tốt nghiệp", "left"),
    ],
)
def test_status_words_keep_out_of_the_count_not_out_of_sight(
    read: Reader, words: str, attendance: str | None
) -> None:
    roster = read([["Họ và tên", "Lớp", "Trạng thái"], ["Lê An", "6A1", words]])
    gone = [(one.full_name, one.reason, one.attendance) for one in roster.not_counted]
    assert gone == ([("Lê An", words, attendance)] if attendance else [])
    assert pupils(roster) == ({} if attendance else {"6A1": ["Lê An"]})
    assert roster.problems == ()


def test_an_unknown_status_is_told_and_counts(read: Reader) -> None:
    roster = read([["Họ và tên", "Lớp", "Trạng thái"], ["Lê An", "6A1", "Xyz"]])
    assert pupils(roster) == {"6A1": ["Lê An"]}
    assert told(roster) == [(2, "Trạng thái", "Xyz", "status_unknown")]


def test_remarks_may_say_that_a_pupil_has_gone(read: Reader) -> None:
    roster = read(
        [
            ["STT", "Họ và tên", "Lớp", "Ghi chú"],
            [1, "Lê An", "6A1", "Chuyển trường ngày 5/9"],
            [2, "Lê Bình", "6A1", "chuyển đến từ trường X"],
            [3, "Lê Chi (bỏ học)", "6A1", ""],
            [4, "Lê Dung", "6A1", "Nghỉ học 2 ngày"],
            [5, "Lê Em", "6A1", "Lớp trưởng"],
        ]
    )
    assert pupils(roster) == {"6A1": ["Lê Bình", "Lê Dung", "Lê Em"]}
    gone = [(one.full_name, one.reason) for one in roster.not_counted]
    assert gone == [("Lê An", "Chuyển trường ngày 5/9"), ("Lê Chi", "bỏ học")]


# -- values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cells", "sexes"),
    [
        ("Giới tính", ["Nữ", "nam ", "F", "M"], ["female", "male", "female", "male"]),
        ("GT", [1, 0, 1, 0], ["female", "male", "female", "male"]),
        ("Phái", ["02", "01", "02", "01"], ["female", "male", "female", "male"]),
        ("Giới tính (0: Nữ, 1: Nam)", [0, 1, 0, 1], ["female", "male", "female", "male"]),
        ("Giới tính", [0, 1, 0, 1], ["female", "male", "female", "male"]),
        ("Nữ", ["x", "", "X", ""], ["female", "male", "female", "male"]),
        ("Nữ", ["1", "0", "✓", "-"], ["female", "male", "female", "male"]),
        ("Nam", ["", "x", "", "x"], ["female", "male", "female", "male"]),
    ],
)
def test_sexes_in_all_their_encodings(
    read: Reader, header: str, cells: list[Value], sexes: list[str]
) -> None:
    """The girls are called Thị, which decides where numbers could mean either."""
    people = ["Lê Thị An", "Lê Văn Ba", "Trần Thị Cúc", "Trần Văn Dần"]
    rows: list[list[Value]] = [["Họ và tên", "Lớp", header]]
    rows += [[name, "6A1", cell] for name, cell in zip(people, cells, strict=True)]
    roster = read(rows)
    assert [pupil.sex for pupil in roster.classes[0].pupils] == sexes
    assert roster.problems == ()


def test_sexes_that_nobody_can_know_stay_empty_and_are_told(read: Reader) -> None:
    roster = read([["Họ và tên", "Lớp", "GT"], ["Lê An", "6A1", 1], ["Lê Ba", "6A1", "?"]])
    assert [pupil.sex for pupil in roster.classes[0].pupils] == [None, None]
    assert [reason for *_, reason in told(roster)] == ["sex_number_unknown", "sex_unreadable"]
    roster = read([["Họ và tên", "Lớp", "Nữ"], ["Lê Thị An", "6A1", ""], ["Lê Ba", "6A1", ""]])
    assert [pupil.sex for pupil in roster.classes[0].pupils] == [None, None]
    assert [reason for *_, reason in told(roster)] == ["sex_column_empty"]


def test_values_that_cannot_be_read_are_left_empty_and_told(read: Reader) -> None:
    roster = read(
        [
            ["Họ và tên", "Lớp", "Ngày sinh", "Mã HS", "Điện thoại", "ĐT mẹ"],
            ["Lê An", "6A1", "31/02/2009", "8,15E+09", "abc", "0901234567/0907654321"],
        ]
    )
    pupil = only(roster)
    assert (pupil.date_of_birth, pupil.code, pupil.phone) == (None, None, None)
    assert told(roster) == [
        (2, "Ngày sinh", "31/02/2009", "date_unreadable"),
        (2, "Mã HS", "8,15E+09", "code_unreadable"),
        (2, "Điện thoại", "abc", "phone_unreadable"),
        (2, "ĐT mẹ", "0907654321", "phone_more"),
    ]
    assert {problem.severity for problem in roster.problems} == {Severity.WARNING}


# -- relatives -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "cells", "family"),
    [
        (
            ["Họ tên cha", "Điện thoại", "Họ tên mẹ", "Điện thoại"],
            ["Lê B", "0901234567", "Trần C", "0907654321"],
            [("father", "Lê B", "0901234567"), ("mother", "Trần C", "0907654321")],
        ),
        (
            ["Họ tên phụ huynh", "Điện thoại"],
            ["Lê B", "0901234567"],
            [("guardian", "Lê B", "0901234567")],
        ),
        (
            ["Họ tên phụ huynh", "SĐT"],
            ["Cha: Lê B; Mẹ: Trần C", "0901234567"],
            [("father", "Lê B", "0901234567"), ("mother", "Trần C", None)],
        ),
        (
            ["Họ tên và SĐT phụ huynh"],
            ["Trần Thị C (mẹ) - 0901.234.567"],
            [("mother", "Trần Thị C", "0901234567")],
        ),
        (
            ["Họ tên cha, mẹ", "SĐT cha mẹ"],
            ["Lê B - Trần C", "0901234567 - 0907654321"],
            [("father", "Lê B", "0901234567"), ("mother", "Trần C", "0907654321")],
        ),
        (
            ["Người thân", "Quan hệ", "Số ĐT"],
            ["Lê B", "Ông nội", "0901234567"],
            [("grandfather", "Lê B", "0901234567")],
        ),
        (["Điện thoại bố"], [901234567], [("father", None, "0901234567")]),
        (["Họ tên cha (hoặc người giám hộ)"], ["Lê B"], [("father", "Lê B", None)]),
        (["Tía", "Má"], ["Lê B", "x"], [("father", "Lê B", None)]),
        (["Họ tên người giám hộ"], ["Không có"], []),
    ],
)
def test_relatives_however_they_are_named(
    read: Reader,
    headers: list[str],
    cells: list[Value],
    family: list[tuple[str, str | None, str | None]],
) -> None:
    roster = read([["STT", "Họ và tên", "Lớp", *headers], [1, "Lê An", "6A1", *cells]])
    assert relatives(roster) == [family]
    assert roster.problems == ()


def test_one_phone_after_both_parents_is_the_one_to_call(read: Reader) -> None:
    for phone in ("Điện thoại", "SĐT phụ huynh", "SĐT liên hệ"):
        headers = ["STT", "Họ và tên", "Lớp", "Họ tên cha", "Họ tên mẹ", phone]
        roster = read([headers, [1, "Lê An", "6A1", "Lê B", "Trần C", "0901234567"]])
        assert only(roster).phone == "0901234567"
        assert relatives(roster) == [[("father", "Lê B", None), ("mother", "Trần C", None)]]


def test_a_pupil_with_a_row_for_each_parent(read: Reader) -> None:
    roster = read(
        [
            ["STT", "Họ và tên", "Lớp", "Họ tên người thân", "Quan hệ"],
            [1, "Lê An", "6A1", "Lê B", "Cha"],
            ["", "", "", "Trần C", "Mẹ"],
        ]
    )
    assert relatives(roster) == [[("father", "Lê B", None), ("mother", "Trần C", None)]]


# -- the same pupil twice --------------------------------------------------------------------


def test_a_pupil_listed_twice_is_one_and_told(read: Reader) -> None:
    roster = read(
        [
            ["STT", "Mã HS", "Họ và tên", "Lớp", "Ngày sinh", "SĐT mẹ"],
            [1, "A1", "Lê An", "6A", BORN, ""],
            [2, "A1", "LÊ AN", "6A", BORN, "0901234567"],
            [3, "", "Lê An", "6A", BORN, ""],
            [4, "A1", "Lê Bình", "6A", BORN, ""],
            [5, "A1", "Lê An", "6B", BORN, ""],
            [6, "A9", "Lê An", "6A", BORN, ""],
        ]
    )
    assert pupils(roster) == {"6A": ["Lê An", "Lê Bình", "Lê An"]}
    assert [pupil.code for pupil in roster.classes[0].pupils] == ["A1", None, "A9"]
    assert relatives(roster)[0] == [("mother", None, "0901234567")]
    assert [(row, reason) for row, _, _, reason in told(roster)] == [
        (3, "duplicate"),
        (4, "duplicate"),
        (5, "code_twice"),
        (6, "pupil_in_two_classes"),
    ]
    assert roster.problems[3].severity is Severity.REJECTED


def test_namesakes_and_twins_are_kept_apart(read: Reader) -> None:
    roster = read(
        [
            ["STT", "Họ và tên", "Lớp", "Ngày sinh", "Họ tên mẹ"],
            [1, "Lê An", "6A", BORN, "Trần C"],
            [2, "Lê An", "6A", BORN, "Phạm D"],
            [3, "Lê An", "6A", date(2009, 7, 1), "Võ E"],
            [4, "Lê Anh", "6A", BORN, "Trần C"],
        ]
    )
    assert pupils(roster) == {"6A": ["Lê An", "Lê An", "Lê An", "Lê Anh"]}
    assert [(row, reason) for row, _, _, reason in told(roster)] == [(3, "namesake")]


def test_a_register_and_a_telephone_list_of_one_class_are_put_together(tmp_path: Path) -> None:
    register = Grid("DS", [["LỚP 6A"], ["STT", "Họ và tên", "Ngày sinh"], [1, "Lê Hoà", BORN]])
    phones = Grid("ĐT", [["LỚP 6A"], ["STT", "Họ và tên", "ĐT mẹ"], [1, "Lê Hòa", "0901234567"]])
    roster = read_roster(write_xlsx(tmp_path / "a.xlsx", [register, phones]))
    assert pupils(roster) == {"6A": ["Lê Hoà"]}
    assert only(roster).date_of_birth == "2009-03-05"
    assert relatives(roster) == [[("mother", None, "0901234567")]]
    assert [problem.reason for problem in roster.problems] == ["roster.problem.duplicate"]


# -- staff -----------------------------------------------------------------------------------


def staff(roster: Roster) -> list[tuple[str, str, str | None]]:
    return [(one.full_name, str(one.group), one.job) for one in roster.staff]


@pytest.mark.parametrize(
    ("job", "group"),
    [
        ("Hiệu trưởng", "manager"),
        ("P. Hiệu trưởng", "manager"),
        ("Phó HT kiêm giáo viên", "manager"),
        ("PHT", "manager"),
        ("CBQL", "manager"),
        ("GV", "teacher"),
        ("Giáo viên kiêm thư viện", "teacher"),
        ("TPT Đội", "teacher"),
        ("Tổ trưởng chuyên môn", "teacher"),
        ("Tổ trưởng tổ Văn phòng", "employee"),
        ("Kế toán", "employee"),
        ("Nhân viên thư viện", "employee"),
        ("NV Y tế", "employee"),
        ("Bảo vệ", "employee"),
        ("Tạp vụ", "employee"),
        ("Thiết bị", "employee"),
        ("Văn thư - Thủ quỹ", "employee"),
    ],
)
def test_jobs_and_groups(read: Reader, job: str, group: str) -> None:
    roster = read([["DANH SÁCH CBGVNV"], ["STT", "Họ và tên", "Chức vụ"], [1, "Lê An", job]])
    assert staff(roster) == [("Lê An", group, job)]
    assert roster.problems == ()


def test_staff_without_numbers_are_no_signatures(read: Reader) -> None:
    roster = read(
        [["Họ và tên", "Ngày sinh", "Chức vụ"], ["Lê An", "1/2/1970", "Hiệu trưởng"]],
        sheet="CBGVNV",
    )
    assert staff(roster) == [("Lê An", "manager", "Hiệu trưởng")]


def test_sections_tell_the_group_where_no_column_does(read: Reader) -> None:
    roster = read(
        [
            ["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"],
            ["STT", "Họ tên", "Ngày sinh"],
            ["I. BAN GIÁM HIỆU"],
            [1, "Lê A", "1/2/1970"],
            ["II. GIÁO VIÊN"],
            [2, "Lê B", "1/2/1970"],
            ["III. NHÂN VIÊN"],
            [3, "Lê C", "1/2/1970"],
        ]
    )
    assert [group for _, group, _ in staff(roster)] == ["manager", "teacher", "employee"]


def test_a_list_of_teachers_says_so_in_its_title(read: Reader) -> None:
    rows: Rows = [["DANH SÁCH GIÁO VIÊN"], ["STT", "Họ và tên", "Môn dạy"], [1, "Lê An", "Toán"]]
    assert staff(read(rows)) == [("Lê An", "teacher", None)]


def test_an_unknown_job_is_told(read: Reader) -> None:
    rows: Rows = [["DANH SÁCH CBGVNV"], ["STT", "Họ và tên", "Chức vụ"], [1, "Lê An", "Xyz"]]
    assert told(read(rows)) == [(3, "Chức vụ", "Xyz", "job_unknown")]


def test_staff_who_have_left_are_not_counted(read: Reader) -> None:
    rows: Rows = [
        ["STT", "Mã giáo viên", "Họ tên", "Trạng thái cán bộ", "Vị trí việc làm"],
        [1, "GV1", "Lê A", "Đang làm việc", "Giáo viên"],
        [2, "GV2", "Lê B", "Nghỉ hưu", "Giáo viên"],
    ]
    roster = read(rows)
    assert staff(roster) == [("Lê A", "teacher", "Giáo viên")]
    gone = [(one.full_name, one.reason, one.class_name) for one in roster.not_counted]
    assert gone == [("Lê B", "Nghỉ hưu", None)]


def test_a_monitor_s_post_makes_no_staff_of_pupils(read: Reader) -> None:
    rows: Rows = [
        ["DANH SÁCH HỌC SINH LỚP 6A1"],
        ["STT", "Họ và tên", "Chức vụ"],
        [1, "Lê An", "Lớp trưởng"],
        [2, "Lê Bình", "Tổ trưởng"],
    ]
    assert pupils(read(rows)) == {"6A1": ["Lê An", "Lê Bình"]}


# -- workbooks -------------------------------------------------------------------------------


def test_pupils_and_staff_of_one_workbook(tmp_path: Path) -> None:
    grids = [
        Grid("6A1", [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", BORN]]),
        Grid("CBGVNV", [["STT", "Họ và tên", "Chức vụ"], [1, "Trần B", "Giáo viên"]]),
        Grid("DAN_TOC", [["Mã", "Tên"], [1, "Kinh"]]),
    ]
    roster = read_roster(write_xlsx(tmp_path / "a.xlsx", grids))
    assert pupils(roster) == {"6A1": ["Lê An"]}
    assert [(one.full_name, one.sheet) for one in roster.staff] == [("Trần B", "CBGVNV")]
    assert roster.problems == ()


def test_hidden_sheets_count_only_where_nothing_else_is_there(tmp_path: Path) -> None:
    shown = Grid("6A1", [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", BORN]])
    hidden = Grid("6A2", [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê Bình", BORN]], hidden=True)
    both = read_roster(write_xlsx(tmp_path / "a.xlsx", [shown, hidden]))
    assert pupils(both) == {"6A1": ["Lê An"]}
    assert [problem.reason for problem in both.problems] == ["roster.problem.sheet_hidden"]
    alone = read_roster(write_xlsx(tmp_path / "b.xlsx", [hidden]))
    assert pupils(alone) == {"6A2": ["Lê Bình"]}


def test_a_class_sheet_without_a_header_is_told(tmp_path: Path) -> None:
    grids = [
        Grid("6A1", [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", BORN]]),
        Grid("6A2", [[1, "Lê Bình", BORN]]),
    ]
    roster = read_roster(write_xlsx(tmp_path / "a.xlsx", grids))
    assert [(p.sheet, p.reason) for p in roster.problems] == [
        ("6A2", "roster.problem.sheet_no_header")
    ]


def test_phone_dates_and_codes_in_text_files_lose_nothing(tmp_path: Path) -> None:
    grid = writers.Grid(
        "",
        [
            ["Họ và tên", "Lớp", "Mã HS", "Ngày sinh", "SĐT"],
            ["Lê An", "10E1", '="0012"', "41730", '="0901234567"'],
        ],
    )
    pupil = only(read_roster(writers.write_text(tmp_path / "a.csv", grid, delimiter=";")))
    assert (pupil.code, pupil.date_of_birth, pupil.phone) == ("0012", "2014-04-01", "0901234567")


def test_a_workbook_of_catalogues_alone_is_no_list(tmp_path: Path) -> None:
    grids = [Grid(name, [["STT", "Mã", "Tên"], [1, "01", "Kinh"]]) for name in ("A", "B")]
    with pytest.raises(KnownError, match=r"files\.no_header"):
        read_roster(write_xlsx(tmp_path / "a.xlsx", grids))
