"""Tidying and folding: what is stored looks one way, what is searched is found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.text import clean, fold

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)
WRITTEN = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + "  \u00a0\u200b'-.()", max_size=40)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("  Nguyễn \u00a0 Thị\tHoà\n", "Nguyễn Thị Hoà"),
        ("Nguy\u200bễn\ufeff An", "Nguyễn An"),
        ("Ðỗ Văn Ðạt", "Đỗ Văn Đạt"),
        ("Ɖỗ ɖạt", "Đỗ đạt"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh"), "Nguyễn Thị Ngọc Ánh"),
        ("Họ và\u2028tên", "Họ và tên"),
        ("a\x00b\x07", "ab"),
        ("", ""),
    ],
)
def test_stored_text_has_one_form(written: str, stored: str) -> None:
    assert clean(written) == stored


def test_an_invisible_character_does_not_keep_a_letter_from_its_tone() -> None:
    """ "e\u200b\u0301" looks like é, so it has to be é once the zero-width space is gone."""
    assert clean("e\u200b\u0301") == "é"


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_tidied_text_is_composed_and_has_no_blank_to_spare(text: str) -> None:
    tidy = clean(text)
    assert unicodedata.is_normalized("NFC", tidy)
    assert tidy.split(" ") == tidy.split() or tidy == ""


@given(st.lists(st.text(alphabet=VIETNAMESE, min_size=1), max_size=5))
def test_tidy_vietnamese_is_left_alone(words: list[str]) -> None:
    assert clean(" ".join(words)) == " ".join(words)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nguyễn Thị Hoà", "nguyen thi hoa"),
        ("NGUYỄN  THỊ HÒA", "nguyen thi hoa"),
        ("Đặng Đức Ðạt", "dang duc dat"),
        ("Ưng Ỷ Ỵ Ợ Ẵ", "ung y y o a"),
        ("H’Hen Niê", "h'hen nie"),
        ("François Müller", "francois muller"),
        ("6A1", "6a1"),
    ],
)
def test_search_key_knows_no_case_accents_or_tone_placement(text: str, key: str) -> None:
    assert fold(text) == key


@given(WRITTEN)
def test_composed_and_decomposed_text_are_found_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(WRITTEN)
def test_vietnamese_folds_to_plain_small_letters(text: str) -> None:
    key = fold(text)
    assert key.isascii()
    assert key == key.lower()


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(WRITTEN)
def test_case_makes_no_difference_to_the_search_key(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(WRITTEN)
def test_what_is_stored_is_found_by_what_was_typed(text: str) -> None:
    assert fold(clean(text)) == fold(text)
