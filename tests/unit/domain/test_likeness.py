"""Slips of the pen: what may be one name or one date, and what may not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.likeness import (
    Slip,
    better_name,
    dates_mistyped,
    plain_key,
    slip_between,
)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hoà", Slip.ACCENTS),
        ("Đỗ Văn Đạt", "Do Van Dat", Slip.ACCENTS),
        ("Lê Ý", "Lê Ỷ", Slip.ACCENTS),
        ("Trần Văn Nam", "Trần Văn Nm", Slip.LETTER),
        ("Lê Thị Lan", "Lê Thị Loan", Slip.LETTER),
        ("Phạm Quốc Huy", "Phạm Quốc Hyu", Slip.LETTER),
        ("Trần Thuỳ Linh", "Trần Thuỳlinh", Slip.LETTER),
        ("Nguyễn Hoà", "Nguyễn Thị Hoà", Slip.WORD),
    ],
)
def test_a_slip_is_told_by_its_kind_whichever_comes_first(one: str, other: str, slip: Slip) -> None:
    """What a clerk would take for a mistake of typing."""
    assert slip_between(one, other) is slip
    assert slip_between(other, one) is slip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA"),  # the same name
        ("Trần Văn An", "Lê Văn An"),
        ("Phạm Huy", "Phạm Huyền"),
        ("Nguyễn Văn An 1", "Nguyễn Văn An 2"),  # numbered to be told apart
        ("Nguyễn Văn An (A)", "Nguyễn Văn An (B)"),
        ("Nguyễn Văn An", "Nguyễn Văn An B"),
        ("Lê Thị Lan", "Lê Văn Lan"),
        ("Nguyễn Hoà", "Hoà"),
        ("", "Lê Ý"),
    ],
)
def test_the_same_name_and_another_name_are_no_slips(one: str, other: str) -> None:
    """Whoever asks about these asks too often."""
    assert slip_between(one, other) is None
    assert slip_between(other, one) is None


def test_dates_are_mistyped_by_a_digit_a_swap_or_a_year() -> None:
    """And not where two children were simply born on two days."""
    born = "2009-03-05"
    for slip in (
        "2009-05-03",
        "2009-03-06",
        "2009-03-25",
        "2010-03-05",
        "2008-03-05",
        "2009-03-15",
    ):
        assert dates_mistyped(born, slip), slip
    assert dates_mistyped("2009-12-12", "2009-12-21")
    assert dates_mistyped("2009-12-31", "2010-12-31")
    for other in (born, "2009-11-20", "2012-04-05", "2009", None):
        assert not dates_mistyped(born, other), other


@given(st.dates(date(1950, 1, 1), date(2020, 1, 1)), st.integers(-3, 3))
def test_mistyped_goes_both_ways_and_never_means_the_same(day: date, by: int) -> None:
    """A rule of two dates, not of an old and a new one."""
    one, other = day.isoformat(), (day + timedelta(days=by)).isoformat()
    assert dates_mistyped(one, other) == dates_mistyped(other, one)
    assert not dates_mistyped(one, one)


def test_a_name_keeps_its_accents_when_a_list_has_none() -> None:
    """What is known is not lost to an old system; any other spelling is the list's to give."""
    assert better_name("Nguyễn Thị Hoà", "NGUYEN THI HOA") == "Nguyễn Thị Hoà"
    assert better_name("Nguyen Thi Hoa", "Nguyễn Thị Hoà") == "Nguyễn Thị Hoà"
    assert better_name("Nguyễn Thị Hoa", "Nguyễn Thị Hoà") == "Nguyễn Thị Hoà"
    assert better_name("Nguyễn Thị Hoà", None) == "Nguyễn Thị Hoà"
    assert better_name("Nguyễn Thị Hoà", "Tran Van An") == "Tran Van An"
    assert better_name(None, "Lê Ý") == "Lê Ý"


def test_without_accents_names_agree_that_were_typed_on_an_old_machine() -> None:
    """Tones within a word and after it go; a number at the end stays."""
    assert plain_key("NGUYỄN THỊ HÒA") == plain_key("Nguyen Thi Hoa")
    assert plain_key("Đặng Ð. Ân 2") == plain_key("dang d an 2")
    assert plain_key("An 2") != plain_key("An 3")
