"""Class names: what Excel made of them, their grade, their order, and which are one class."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.class_names import (
    class_match_key,
    class_order_key,
    grade_of,
    next_class_name,
    read_class_name,
    same_class,
)

GRADES = st.integers(1, 12)
SECTIONS = st.sampled_from(["A", "A1", "A10", "Đ", "/1", "/12", ".6", "-2", "C3", "E2", ""])
NAMES = st.builds(lambda grade, section: f"{grade}{section}", GRADES, SECTIONS)


@given(NAMES, st.sampled_from(["", "Lớp ", "LỚP ", "lớp: ", " ", "\u00a0", "Lớp  ", "LỚP"]))
def test_a_name_is_kept_without_the_word_for_class(name: str, before: str) -> None:
    assert read_class_name(f"{before}{name} ") == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("6a1", "6A1"),
        (" lớp 6a1 ", "6A1"),
        ("6 A1", "6A1"),
        ("6A 1", "6A1"),
        ("6đ", "6Đ"),
        ("1 / 2", "1/2"),
        ("12 .6", "12.6"),
        ("'1/1", "1/1"),
        ("10 Toán", "10 Toán"),
        ("10CTin", "10CTin"),
        ("Lá 1", "Lá 1"),
        ("Lớp  Chồi\n2", "Chồi 2"),
        ("Lớp Lá 1", "Lá 1"),
        ("Nhóm trẻ 25-36 tháng", "Nhóm trẻ 25-36 tháng"),
        ("Nhóm trẻ 25 - 36 tháng", "Nhóm trẻ 25 - 36 tháng"),
        ("3 - 4 tuổi", "3 - 4 tuổi"),
        ("Lớp học: 6A1", "6A1"),
        ("Tên lớp 6A1", "6A1"),
        ("LỚP", ""),
        ("lớp:", ""),
        ("6E1", "6E1"),
        ("100", "100"),
        ("", ""),
    ],
)
def test_text_is_tidied_and_no_more(written: str, name: str) -> None:
    assert read_class_name(written) == name


def test_an_empty_cell_has_no_class() -> None:
    assert read_class_name(None) == ""


@given(GRADES, st.integers(1, 12), st.integers(2000, 2049))
def test_a_day_that_excel_made_of_a_class_is_undone(grade: int, section: int, year: int) -> None:
    """On a Vietnamese PC, 3/4 becomes the third of April; all ways a file carries it are read."""
    day = dt.date(year, section, grade)
    serial = (day - dt.date(1899, 12, 30)).days
    moment = dt.datetime.combine(day, dt.time())
    for value in (
        day,
        moment,
        str(day),
        str(moment),
        day.strftime("%d/%m/%Y"),
        day.strftime("%d-%b"),
    ):
        assert read_class_name(value) == f"{grade}/{section}"
    if serial % 10000:
        assert read_class_name(serial) == read_class_name(float(serial)) == f"{grade}/{section}"


@given(GRADES, st.integers(13, 28))
def test_a_section_above_twelve_can_only_be_the_day(grade: int, section: int) -> None:
    """3/15 is no day in Vietnam, so Excel takes it for 15 March."""
    assert read_class_name(dt.date(2020, grade, section)) == f"{grade}/{section}"
    assert read_class_name(dt.date(2020, grade, section).strftime("%b-%d")) == f"{grade}/{section}"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (12.6, "12.6"),
        (1.1, "1.1"),
        (12.600000000000001, "12.6"),
        (1.12, "1.12"),
        (1, "1"),
        (6.0, "6"),
        (10.0, "10"),
        (11, "11"),
        (12.0, "12"),
        (61, "61"),
        (101.0, "101"),
    ],
)
def test_numbers_that_are_names_as_they_stand(number: float, name: str) -> None:
    assert read_class_name(number) == name


@given(GRADES.filter(lambda grade: grade > 1), st.integers(1, 9))
def test_a_number_that_excel_made_of_a_class_e_is_undone(grade: int, section: int) -> None:
    number = float(f"{grade}E{section}")
    assert read_class_name(number) == f"{grade}E{section}"
    assert read_class_name(f"{number:.2E}") == f"{grade}E{section}", "as a text export shows it"


def test_where_a_number_may_be_two_classes_the_upper_grade_is_taken() -> None:
    assert read_class_name(float("1E2")) == "10E1"
    assert read_class_name(float("1E1")) == "10"
    assert read_class_name("1.00E+01") == "1E1", "shown with an E, it was typed with one"


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        0,
        -1,
        0.5,
        float("nan"),
        float("inf"),
        dt.time(1, 1),
        b"6A1",
        "2020-13-01",
        "01/13/2020",
    ],
)
def test_what_can_be_no_class_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not a class name"):
        read_class_name(value)


@given(NAMES)
def test_reading_a_name_that_was_read_changes_nothing(name: str) -> None:
    assert read_class_name(read_class_name(name)) == read_class_name(name)


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        ("1A", 1),
        ("1/1", 1),
        ("1.1", 1),
        ("12.6", 12),
        ("6A1", 6),
        ("10C3", 10),
        ("Lớp 11B", 11),
        ("9", 9),
        ("Lá 1", None),
        ("Chồi 2", None),
        ("Nhóm trẻ 25-36 tháng", None),
        ("3-4 tuổi A", None),
        ("25-36 tháng", None),
        ("13A", None),
        ("0A", None),
        ("101", None),
        ("", None),
        ("06A1", 6),
    ],
)
def test_the_grade_is_the_leading_number(name: str, grade: int | None) -> None:
    assert grade_of(name) == grade


def test_classes_stand_by_grade_then_section_then_preschool_from_the_youngest() -> None:
    in_order = [
        "1/1",
        "1/2",
        "1/10",
        "2A",
        "2D",
        "2Đ",
        "2E",
        "6",
        "6A",
        "6A1",
        "6A2",
        "6A10",
        "6B1",
        "10A1",
        "10 Toán",
        "12.6",
        "Nhóm trẻ 25-36 tháng",
        "Mầm 1",
        "Chồi 2",
        "Chồi 10",
        "Lá 1",
        "Học sinh hòa nhập",
    ]
    mixed = random.Random(2020).sample(in_order, len(in_order))
    assert sorted(mixed, key=class_order_key) == in_order


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6A1", "6a1"),
        ("6A1", "6 A1"),
        ("6A1", "Lớp 6A1"),
        ("6A1", "LỚP: 6A01"),
        ("1/2", "1.2"),
        ("1/2", "1-2"),
        ("Lá 1", "LÁ 01"),
        ("Chồi 2", "lớp chồi  2"),
        ("Hoà 1", "Hòa 1"),
        ("6Đ", "6Ð"),
    ],
)
def test_spellings_of_one_class(one: str, other: str) -> None:
    assert same_class(one, other)
    assert class_match_key(one) == class_match_key(other)
    assert class_order_key(one) == class_order_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6A1", "6A11"),
        ("6A1", "6A"),
        ("6D", "6Đ"),
        ("1/12", "11/2"),
        ("1/12", "1/1/2"),
        ("Lá 1", "Chồi 1"),
        ("6A1", "7A1"),
        ("", "6A1"),
        ("10A1", "1A1"),
    ],
)
def test_classes_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert not same_class(one, other)


@given(st.text(max_size=12), st.text(max_size=12))
def test_one_place_in_the_list_means_one_class(one: str, other: str) -> None:
    if class_order_key(one) == class_order_key(other):
        assert same_class(one, other)


@given(NAMES, NAMES)
def test_lower_grades_always_come_first(one: str, other: str) -> None:
    grades = grade_of(one) or 0, grade_of(other) or 0
    if grades[0] < grades[1]:
        assert class_order_key(one) < class_order_key(other)


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("6A1", "7A1"),
        ("1/1", "2/1"),
        ("9A10", "10A10"),
        ("11.6", "12.6"),
        ("Lớp 6A1", "7A1"),
        ("06A1", "07A1"),
        ("09A1", "10A1"),
        ("12A1", None),
        ("Lá 1", None),
        ("3-4 tuổi", None),
    ],
)
def test_a_class_goes_up_a_grade_and_keeps_its_section(name: str, following: str | None) -> None:
    assert next_class_name(name) == following
