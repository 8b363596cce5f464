"""The order of a Vietnamese list of names, and when two spellings are one name."""

import sqlite3
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.names import given_name, match_key, order_key, surname_first_split

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS_BY_TONE = ["aàảãáạ", "âầẩẫấậ", "ưừửữứự", "yỳỷỹýỵ"]
WORDS = st.text(alphabet="abcdđeghinotuưyàảãáạăâấậêếôốơớừ" + "ABCDĐ", min_size=1, max_size=5)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


def in_order(names: list[str], *, like_excel: bool = False) -> list[str]:
    return sorted(names, key=lambda name: order_key(name, like_excel=like_excel))


def test_the_given_name_decides_before_the_surname() -> None:
    names = ["Trần Văn Bình", "Nguyễn Thị Ánh", "Đỗ Văn Châu", "Lê Minh An"]
    assert in_order(names) == ["Lê Minh An", "Nguyễn Thị Ánh", "Trần Văn Bình", "Đỗ Văn Châu"]


def test_among_equal_given_names_the_surname_decides_from_the_left() -> None:
    names = ["Nguyễn Văn An", "Lê Văn An", "Nguyễn Minh An", "Đỗ An", "An"]
    assert in_order(names) == ["An", "Đỗ An", "Lê Văn An", "Nguyễn Minh An", "Nguyễn Văn An"]


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(ALPHABET)))
def test_letters_go_by_the_vietnamese_alphabet(earlier: str, later: str) -> None:
    assert order_key(earlier) < order_key(later)
    assert order_key(earlier + "y") < order_key(later + "a"), "a letter outweighs all that follow"


@pytest.mark.parametrize("vowels", VOWELS_BY_TONE)
def test_tones_go_ngang_huyen_hoi_nga_sac_nang(vowels: str) -> None:
    toned = [f"L{vowel}n" for vowel in vowels]
    assert in_order(list(reversed(toned))) == toned


def test_tones_decide_only_between_words_otherwise_equal() -> None:
    assert in_order(["Hoàng", "Họa", "Hoa", "Hoan", "Hòa"]) == [
        "Hoa",
        "Hòa",
        "Họa",
        "Hoan",
        "Hoàng",
    ]


def test_a_tone_of_the_given_name_outweighs_the_surname() -> None:
    assert in_order(["Lê Hoà", "Nguyễn Hoa"]) == ["Nguyễn Hoa", "Lê Hoà"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa"),
        ("Thuý", "Thúy"),
        ("nguyễn thị hoà", "NGUYỄN THỊ HÒA"),
        ("Nguyễn  Thị\u00a0Hoà ", "Nguyễn Thị Hoà"),
        ("Đỗ Đạt", "Ðỗ Ðạt"),
        ("Nguyễn Thị Hoà.", "Nguyễn Thị Hoà"),
        ("H'Hen Niê", "H’Hen Niê"),
        ("Tô-Ny", "Tô Ny"),
        ("(Nguyễn An)", "Nguyễn An"),
        ("Nguyễn \u0302An", "Nguyễn An"),
    ],
)
def test_two_spellings_of_one_name_stand_together_and_match(one: str, other: str) -> None:
    assert order_key(one) == order_key(other)
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoa", "Hoà"), ("Đạt", "Dạt"), ("Hân", "Hăn"), ("Quý", "Quí"), ("An (A)", "An (B)")],
)
def test_accents_and_added_letters_tell_people_apart(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(NAMES)
def test_keys_do_not_depend_on_case_or_normal_form(name: str) -> None:
    for other in (name.upper(), name.lower(), unicodedata.normalize("NFD", name)):
        assert order_key(other) == order_key(name)
        assert match_key(other) == match_key(name)


@given(NAMES, NAMES)
def test_names_stand_at_one_place_only_if_they_match(one: str, other: str) -> None:
    assert (order_key(one) == order_key(other)) == (match_key(one) == match_key(other))


@given(WORDS, WORDS, NAMES, NAMES)
def test_the_given_name_decides_whatever_stands_before_it(
    one: str, other: str, before_one: str, before_other: str
) -> None:
    if match_key(one) != match_key(other):
        assert (order_key(f"{before_one} {one}") < order_key(f"{before_other} {other}")) == (
            order_key(one) < order_key(other)
        )


@given(st.lists(st.tuples(NAMES, st.sampled_from([None, "2009", "2009-03-05"])), max_size=8))
def test_sqlite_orders_as_python_does(people: list[tuple[str, str | None]]) -> None:
    keys = [order_key(name, born) for name, born in people]
    with sqlite3.connect(":memory:") as database:
        rows = database.execute(
            "SELECT k FROM ("
            + (" UNION ALL ".join(["SELECT ? AS k"] * len(keys)) or "SELECT 1 AS k LIMIT 0")
            + ") ORDER BY k COLLATE BINARY",
            keys,
        ).fetchall()
    database.close()
    assert [key for (key,) in rows] == sorted(keys)


def test_date_of_birth_then_code_break_ties() -> None:
    people = [
        ("Lê An", None, "1"),
        ("Lê An", "2009-03-05", "2"),
        ("Lê An", "2009-03-05", None),
        ("Lê An", "2008-12-31", "9"),
        ("Lê An", "2009", "1"),
        ("Lê Anh", "2001-01-01", "0"),
    ]
    assert sorted(people, key=lambda person: order_key(*person)) == [
        ("Lê An", "2008-12-31", "9"),
        ("Lê An", "2009", "1"),
        ("Lê An", "2009-03-05", "2"),
        ("Lê An", "2009-03-05", None),
        ("Lê An", None, "1"),
        ("Lê Anh", "2001-01-01", "0"),
    ]


@pytest.mark.parametrize("name", [None, "", "  ", "."])
def test_a_person_without_a_name_goes_last(name: str | None) -> None:
    assert order_key(name) > order_key("Yến Ỵ")


def test_a_letter_or_number_added_to_tell_namesakes_apart_is_not_the_given_name() -> None:
    names = ["Lê Văn Bảo", "Nguyễn Văn An (B)", "Nguyễn Văn An (A)", "Nguyễn Văn An", "Lê An 2"]
    assert in_order(names) == [
        "Lê An 2",
        "Nguyễn Văn An",
        "Nguyễn Văn An (A)",
        "Nguyễn Văn An (B)",
        "Lê Văn Bảo",
    ]


def test_an_added_letter_decides_before_the_date_of_birth() -> None:
    assert order_key("An", None) < order_key("An (A)", "2009-01-01")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Cường", "Chi"),
        ("Gụ", "Gia"),
        ("Kỳ", "Khang"),
        ("Nuôi", "Ngân"),
        ("Nguyệt", "Nhi"),
        ("Put", "Phi"),
        ("Tuyết", "Thanh"),
        ("Thy", "Trang"),
    ],
)
def test_like_excel_digraphs_are_letters_of_their_own(earlier: str, later: str) -> None:
    assert order_key(earlier, like_excel=True) < order_key(later, like_excel=True)


@pytest.mark.parametrize(
    ("earlier", "later"), [("Chi", "Cường"), ("Nhi", "Nuôi"), ("Thanh", "Tuyết")]
)
def test_otherwise_digraphs_are_two_letters(earlier: str, later: str) -> None:
    assert order_key(earlier) < order_key(later)


@pytest.mark.parametrize(
    ("full_name", "before", "given"),
    [
        ("Nguyễn Thị Hoà", "Nguyễn Thị", "Hoà"),
        ("  Lê   An ", "Lê", "An"),
        ("An", "", "An"),
        ("Nguyễn Văn An (A)", "Nguyễn Văn", "An (A)"),
        ("Nguyễn Văn An 2", "Nguyễn Văn", "An 2"),
        ("Nguyễn Văn An (An Bé)", "Nguyễn Văn", "An (An Bé)"),
        ("(An)", "", "(An)"),
        ("", "", ""),
        ("-", "", "-"),
    ],
)
def test_name_splits_for_lists_with_two_name_columns(
    full_name: str, before: str, given: str
) -> None:
    assert surname_first_split(full_name) == (before, given)


@given(NAMES)
def test_the_two_parts_of_a_name_make_the_name(name: str) -> None:
    assert " ".join(surname_first_split(name)).strip() == name
    assert given_name(name) == name.rsplit(maxsplit=1)[-1]


def test_given_name_leaves_out_what_is_added() -> None:
    assert given_name("Nguyễn Văn An (A)") == "An"
    assert given_name("") == ""
