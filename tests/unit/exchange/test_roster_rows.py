"""Row by row: what is a person, what is not, and what is told of the rest."""

from datetime import date
from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.roster import Severity
from bluezone_desktop.exchange.roster_reader import read_roster
from tests.unit.exchange import table_writers as writers
from tests.unit.exchange.roster_reading import BORN, Reader, Rows, only, pupils, relatives, told
from tests.unit.exchange.table_writers import Grid, Value, write_xlsx

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


def test_one_name_filled_down_a_sheet_is_told_once_for_each_row(read: Reader) -> None:
    """As Excel does by a slip of the mouse: a problem per pair of rows would fill the memory."""
    names: Rows = [[number, "Lê An"] for number in range(1, 301)]
    roster = read([["STT", "Họ và tên"], *names], sheet="6A")
    assert len(pupils(roster)["6A"]) == 300
    assert [row for row, *_ in told(roster)] == list(range(3, 302))
    assert {problem.values["other_row"] for problem in roster.problems} == {2}


def test_a_register_and_a_telephone_list_of_one_class_are_put_together(tmp_path: Path) -> None:
    register = Grid("DS", [["LỚP 6A"], ["STT", "Họ và tên", "Ngày sinh"], [1, "Lê Hoà", BORN]])
    phones = Grid("ĐT", [["LỚP 6A"], ["STT", "Họ và tên", "ĐT mẹ"], [1, "Lê Hòa", "0901234567"]])
    roster = read_roster(write_xlsx(tmp_path / "a.xlsx", [register, phones]))
    assert pupils(roster) == {"6A": ["Lê Hoà"]}
    assert only(roster).date_of_birth == "2009-03-05"
    assert relatives(roster) == [[("mother", None, "0901234567")]]
    assert [problem.reason for problem in roster.problems] == ["roster.problem.duplicate"]


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
