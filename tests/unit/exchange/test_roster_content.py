"""Rows copied without their header, understood by what they hold."""

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.exchange.roster_reader import Wishes, roster_of
from bluezone_desktop.exchange.tables import read_pasted


def columns(text: str) -> tuple[str | None, ...]:
    """What the columns of pasted rows are taken for."""
    roster, _ = roster_of(read_pasted(text, "dán"), "dán", Wishes("6A1", without_header=True))
    return roster.layouts[0].columns


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nguyễn Văn An\nTrần Thị Hoà", ("full_name",)),
        ("1\tNguyễn Văn An\n2\tTrần Thị Hoà", ("ordinal", "full_name")),
        ("Nguyễn Văn\tAn\nTrần\tBình", ("surname", "given_name")),
        ("Trần Bình\tNam\t05/03/2009\nLê Hoa\tNữ\t2010", ("full_name", "sex", "date_of_birth")),
        ("8154434320\tTrần Bình\n8154434321\tLê Hoa", ("code", "full_name")),
        ("Trần Bình\t6A1\t0901234567\nLê Hoa\t6A1\t901234568", ("full_name", "class", "phone")),
        # Whose the second name is, and the phone after it, only the user can say.
        ("Trần Bình\tTrần Ba\t0901234567\nLê Hoa\tLê Tư\t0912345678", ("full_name", None, None)),
        # Single words name a people or a hamlet, not a person.
        ("Trần Bình\tKinh\nLê Hoa\tKhmer", ("full_name", None)),
    ],
)
def test_columns_are_known_by_what_they_hold(text: str, meant: tuple[str | None, ...]) -> None:
    """Only what leaves no doubt is taken."""
    assert columns(text) == meant


def test_pasted_rows_with_a_header_are_read_by_it() -> None:
    """The header goes before any guess."""
    assert columns("Tên cha\tHọ tên\nTrần Ba\tTrần Bình") == ("father_name", "full_name")


def test_a_date_that_is_none_does_not_hide_the_others() -> None:
    """One odd cell is a problem of its row, not of the column."""
    text = "\n".join(f"Trần {n}\t0{d}/03/2009" for n, d in zip("ABCDE", "12345", strict=True))
    assert columns(f"{text}\nLê Hoa\tkhông rõ") == ("full_name", "date_of_birth")


def test_rows_without_a_name_are_all_told() -> None:
    """Nothing that was pasted vanishes."""
    pasted = read_pasted("05/03/2009\n06/04/2009", "dán")
    roster, _ = roster_of(pasted, "dán", Wishes("6A1", without_header=True))
    assert not roster.people
    assert [problem.row for problem in roster.problems] == [1, 2]


def test_pasting_nothing_is_told() -> None:
    """An empty clipboard is one sentence."""
    with pytest.raises(KnownError) as caught:
        read_pasted(" \n\t\n", "dán")
    assert caught.value.key == "files.empty"
