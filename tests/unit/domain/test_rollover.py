"""What becomes of a class: up by one grade or stage with its own section, out, or not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.class_names import grade_of
from bluezone_desktop.domain.rollover import Fate, Future, futures, last_grade, next_school_year
from bluezone_desktop.domain.vocabulary import Level

UP, OUT, UNCLEAR = Fate.GOES_UP, Future(Fate.LEAVES), Future(Fate.UNCLEAR)
SECTIONS = st.sampled_from(["A", "A1", "A10", "Đ", "/1", "/12", ".6", "-2", "C3", " Anh 1", ""])
ENDS = {
    Level.PRIMARY: 5,
    Level.LOWER_SECONDARY: 9,
    Level.UPPER_SECONDARY: 12,
    Level.CONTINUING: 12,
}


@given(st.integers(1, 12), SECTIONS, st.sampled_from(list(ENDS)))
def test_a_grade_goes_up_by_one_and_keeps_its_section(
    grade: int, section: str, level: Level
) -> None:
    """Until the last of the level; a higher grade than the level has belongs to the next."""
    (found,) = futures([f"{grade}{section}"], level)
    last = ENDS[level] if grade <= ENDS[level] else 9 if grade <= 9 else 12
    if grade == last:
        assert found == OUT
    else:
        assert found == Future(UP, f"{grade + 1}{section}")
        assert grade_of(found.name or "") == grade + 1


@given(st.lists(st.integers(1, 12), min_size=1), st.none() | st.sampled_from(Level))
def test_somebody_leaves_at_the_end_of_a_level_only(grades: list[int], level: Level | None) -> None:
    """Nobody stays behind the last grade that a school has, whatever its level says."""
    assert last_grade(grades, level) in (5, 9, 12)
    assert last_grade(grades, level) >= max(grades)


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("Mầm 1", "Chồi 1"),
        ("Chồi 2", "Lá 2"),
        ("CHỒI A", "LÁ A"),
        ("Lá 1", None),
        ("Lớp Lá", None),
        ("Lớp Chồi 3", "Lớp Lá 3"),
        ("Mẫu giáo bé A", "Mẫu giáo nhỡ A"),
        ("MG nhỡ B", "MG lớn B"),
        ("Mẫu giáo lớn", None),
        ("3-4 tuổi A", "4-5 tuổi A"),
        ("LOP CHOI", "LOP LA"),
        ("3-4 tuoi", "4-5 tuoi"),
        ("4 – 5 tuổi", "5 – 6 tuổi"),
        ("5-6 tuổi", None),
        ("Lớp 4 tuổi B", "Lớp 5 tuổi B"),
        ("5 tuổi A", None),
        ("Mầm 1 (3-4 tuổi)", "Chồi 1 (4-5 tuổi)"),
        ("Nhóm trẻ 3-12 tháng", "Nhóm trẻ 13-24 tháng"),
        ("Nhóm trẻ 12-24 tháng", "Nhóm trẻ 24-36 tháng"),
        ("Nhóm trẻ 13-24 tháng tuổi B", "Nhóm trẻ 25-36 tháng tuổi B"),
        ("Nhóm trẻ 25-36 tháng", "Mầm"),
        ("Nhóm trẻ (24-36 tháng) 2", "Mầm 2"),
    ],
)
def test_preschool_goes_up_by_stages_and_ages(name: str, following: str | None) -> None:
    """Whichever of them the name tells; Lá, lớn and the five-year-olds leave for grade 1."""
    wanted = OUT if following is None else Future(UP, following)
    assert futures([name], Level.PRESCHOOL) == [wanted]
    assert futures([name], None) == [wanted]


def test_the_nursery_goes_up_to_what_the_school_calls_its_first_stage() -> None:
    """A school that names its classes by ages goes on doing so."""
    names = ["Nhóm trẻ 25-36 tháng A", "3-4 tuổi A", "4-5 tuổi A"]
    assert futures(names, Level.PRESCHOOL)[0] == Future(UP, "3-4 tuổi A")
    names = ["Nhóm trẻ 25-36 tháng A", "Mẫu giáo bé A"]
    assert futures(names, Level.PRESCHOOL)[0] == Future(UP, "Mẫu giáo bé A")


@pytest.mark.parametrize(
    "name", ["Hoa Mai", "Nhóm trẻ 1", "Mầm non 1", "Thỏ Ngọc 2", "30-40 tháng", "Tăng cường"]
)
def test_nothing_is_guessed_of_a_name_that_tells_nothing(name: str) -> None:
    """A person says what becomes of it."""
    assert futures([name], Level.PRESCHOOL) == [UNCLEAR]


def test_a_number_in_preschool_is_no_grade() -> None:
    """ "5A" of a kindergarten may be five years old, or room five."""
    assert futures(["5A"], Level.PRESCHOOL) == [UNCLEAR]


@given(st.integers(1990, 2090))
def test_the_next_school_year_follows(year: int) -> None:
    assert next_school_year(f"{year}-{year + 1}") == f"{year + 1}-{year + 2}"
