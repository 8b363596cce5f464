"""Jumping to a name by typing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.text import fold
from bluezone_desktop.gui.ticks.typeahead import TypeAhead

NAMES = ["Trần Văn An", "Lê Thị Hoa", "Nguyễn Hoà Bình", "Phạm Minh Đức", "Đỗ Thị Hoà", "Võ Hân"]


def typed(text: str, row: int = 0, names: list[str] = NAMES) -> int | None:
    ahead = TypeAhead()
    ahead.set_names(names)
    found: int | None = None
    for char in text:
        found = ahead.take_back() if char == "\b" else ahead.add(char, row)
        row = row if found is None else found
    return found


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("hoa", 1),  # the given name, before the middle name of row 2
        ("Hoà", 1),
        ("hoab", 2),  # on from the middle name, blanks left out
        ("duc", 3),
        ("đứ", 3),
        ("dothi", 4),
        ("van", 0),
        ("tran", 0),
        ("q", None),
        ("hox", None),
    ],
)
def test_a_name_is_found_without_accents(text: str, row: int | None) -> None:
    """The clerk types what is quickest; the given name is what people are called by."""
    assert typed(text) == row


def test_unikey_sends_backspace_before_an_accented_letter() -> None:
    """UniKey writes "hoaf" as h, o, a, Backspace, à: that must end where "hoa" does."""
    assert typed("hoa\bà") == typed("hoa")
    assert typed("d\bđu") == 3


def test_the_same_name_again_goes_to_the_next_one() -> None:
    """Two pupils called Hoà: typing it again leads to the other."""
    first = typed("hoa", row=0)
    second = typed("hoa", row=1)
    assert (first, second) == (1, 4)
    assert typed("hoa", row=4) == 1


def test_one_letter_again_and_again_walks_through_its_names() -> None:
    """As in every list: h, h, h visits all that begin with h."""
    assert [typed("h" * times) for times in (1, 2, 3, 4)] == [1, 4, 5, 1]


def test_taking_everything_back_begins_anew() -> None:
    """After Backspace over the last letter nothing is left to look for."""
    ahead = TypeAhead()
    ahead.set_names(NAMES)
    ahead.add("h", 0)
    assert ahead.take_back() is None
    assert ahead.typed == ""
    assert ahead.add("d", 0) == 3


def test_an_empty_sheet_finds_nobody() -> None:
    """Typing into an empty class must do nothing, quietly."""
    assert typed("hoa", names=[]) is None


@given(st.lists(st.text(alphabet="aăâbcdđeêhoơuư ÀỆ", max_size=12), min_size=1), st.data())
def test_any_row_is_found_by_its_folded_name(names: list[str], data: st.DataObject) -> None:
    """Whatever the name, typing all of it leads to a row of that very name."""
    row = data.draw(st.sampled_from(range(len(names))))
    whole = fold(names[row]).replace(" ", "")
    if not whole:
        return
    found = typed(whole, names=names)
    assert found is not None
    assert whole in fold(names[found]).replace(" ", "")
