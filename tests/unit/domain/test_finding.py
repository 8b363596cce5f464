"""What people type and whom it finds: words in any order, accents or not, phones in any form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.finding import (
    Finder,
    Ready,
    accents_missed,
    make_ready,
    sought_form,
    spans,
    understand,
)
from bluezone_desktop.domain.text import fold

SYLLABLES = (
    "Nguyễn Trần Đặng Đỗ Thị Văn Hoà Hòa Thuỷ Thủy Quý Uyên Ý Ánh Ẩn Ưng Ơn Ngọc Nghĩa Khoẻ Khỏe"
    " Sơn Kim Danh Thạch Như Ngô Ngà Đức Bảo"
).split()
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map(" ".join)
# One syllable with its tone on either vowel, as the two schools of spelling have it.
PLACEMENTS = {"oà": "òa", "uỷ": "ủy", "oẻ": "ỏe"}


def ready(name: str | None, *others: str, classes: tuple[str, ...] = ()) -> Ready:
    """Somebody as storage hands them over."""
    words = (name, *others) if name else others
    return make_ready(
        "\n".join(fold(word) for word in words), map(fold, classes), has_name=name is not None
    )


def found(text: str, people: list[Ready], limit: int = 200) -> list[int]:
    """Rows that ``text`` finds, the likeliest first."""
    return Finder(people).first(understand(text), limit)


OTHERS = [ready("Lý Văn Lâm", "0912345678"), ready(None, "0987654321", classes=("9/9",))]


@st.composite
def names_and_ways_to_type_them(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and beginnings of its words in any order, written in any way."""
    name = draw(NAMES)
    words = draw(st.permutations(name.split()))
    typed = words[: draw(st.integers(1, len(words)))]
    parts = [word[: draw(st.integers(1, len(word)))] for word in typed]
    text = draw(st.sampled_from([" ", "  ", "\u00a0"])).join(parts)
    if draw(st.booleans()):
        for one, other in PLACEMENTS.items():
            text = text.replace(one, other)
    if draw(st.booleans()):
        text = fold(text)
    return name, draw(st.sampled_from([text, text.upper(), unicodedata.normalize("NFD", text)]))


@given(names_and_ways_to_type_them())
def test_beginnings_of_words_in_any_order_find_a_name(case: tuple[str, str]) -> None:
    """However it is typed: without accents, đ as d, either tone placement, NFD, capitals."""
    name, text = case
    people = [*OTHERS, ready(name)]
    assert 2 in found(text, people)
    assert 2 in list(Finder(people).every(understand(text)))


@given(NAMES, NAMES)
def test_what_is_found_has_every_word_that_was_typed(typed: str, name: str) -> None:
    """Against the rule in plain words: each typed word begins a word of the name of its own."""

    def fits(words: list[str], have: list[str]) -> bool:
        if not words:
            return True
        rest = words[1:]
        return any(
            each.startswith(words[0]) and fits(rest, have[:place] + have[place + 1 :])
            for place, each in enumerate(have)
        )

    assert bool(found(typed, [ready(name)])) == fits(fold(typed).split(), fold(name).split())


PHONES = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)


@given(PHONES, st.data())
def test_a_phone_is_found_in_every_written_form(phone: str, data: st.DataObject) -> None:
    """Groups, dots, dashes, with the country or without the 0; also only a part of it."""
    rest = phone[1:]
    written = data.draw(
        st.sampled_from(
            [
                phone,
                rest,
                f"+84{rest}",
                f"84{rest}",
                f"0084 {rest}",
                f"+84 (0) {rest}",
                f"{phone[:4]} {phone[4:7]} {phone[7:]}",
                f"{phone[:4]}.{phone[4:7]}.{phone[7:]}",
                f"({phone[:4]}) {phone[4:7]}-{phone[7:]}",
                f"+84 {rest[:3]} {rest[3:6]} {rest[6:]}",
                phone[:5],
                phone[-4:],
                f"Mai {phone}",
                f"mai +84{rest}",
            ]
        )
    )
    assert 2 in found(written, [*OTHERS, ready("Đỗ Thị Mai", phone)])


@pytest.mark.parametrize("typed", ["+", "+8", "+84", "+84 9", "+84 91", "+84 912 345", "0912 3"])
def test_a_phone_is_found_while_it_is_being_typed(typed: str) -> None:
    """The list must not go empty between two keys."""
    assert 0 in found(typed, OTHERS)


def test_a_whole_phone_finds_nobody_else() -> None:
    """Ten digits are one person's."""
    assert found("0912 345 678", [*OTHERS, ready("A", "0912345679")]) == [0]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("6A1", "6A1"),
        ("lớp 6a1", "6A1"),
        ("LOP 6A1", "6A1"),
        ("6.1", "6/1"),
        ("6-1", "6/1"),
        ("6/1", "6.1"),
        ("12", "12.6"),
        ("la 1", "Lá 1"),
        ("lớp lá", "Lá 1"),
        ("nhom 25-36", "Nhóm trẻ 25-36 tháng"),
        ("25 - 36", "Nhóm trẻ 25 - 36 tháng"),
    ],
)
def test_a_class_finds_its_people(typed: str, name: str) -> None:
    """With its word or without, however its number is parted."""
    assert 2 in found(typed, [*OTHERS, ready("Trần Văn An", classes=(name,))])
    wanted = understand(typed)
    assert name.startswith("Nh") or wanted.begins(sought_form(fold(name)))


def test_somebody_of_a_class_is_found_by_both() -> None:
    """A name that a school has fifty times is told apart by the class."""
    people = [ready("Trần Văn An", classes=(name,)) for name in ("6A1", "6A2", "9A1")]
    assert found("an 6a2", people) == [1]
    assert found("6a an", people) == [0, 1]


def test_a_relative_is_found_by_each_class_of_their_children() -> None:
    """One mother of two."""
    people = [ready("Đỗ Thị Mai", classes=("6A1", "9A2"))]
    assert found("mai 6a1", people) == found("mai 9a2", people) == [0]


@pytest.mark.parametrize("typed", ["HS-2020.17", "hs 2020.17", "hs2020", "2020", "HS"])
def test_a_code_is_found_with_or_without_what_parts_it(typed: str) -> None:
    """Codes are copied from anywhere."""
    code = "HS2020" if typed == "hs2020" else "HS-2020.17"
    assert 2 in found(typed, [*OTHERS, ready("Trần Văn An", code)])


@pytest.mark.parametrize("typed", ["h'hen", "hhen", "hen", "H’Hen niê", "h hen"])
def test_an_apostrophe_may_be_left_out(typed: str) -> None:
    """Names of the Highlands."""
    assert found(typed, [ready("H'Hen Niê")]) == [0]


@pytest.mark.parametrize("typed", ["", "  ", "-", "(", "\u0301", "()", "'"])
def test_nothing_asked_finds_nobody(typed: str) -> None:
    """An empty field is no question."""
    finder = Finder(OTHERS)
    assert finder.first(understand(typed), 200) == []
    assert finder.every(understand(typed)) == []


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_an_answer(text: str) -> None:
    """Nothing that a keyboard or a clipboard holds is an error."""
    rows = found(text, OTHERS)
    assert set(rows) <= {0, 1}
    for start, end in spans(understand(text), text):
        assert 0 <= start < end <= len(text)


def test_those_who_bear_it_as_their_given_name_come_first() -> None:
    """Then whose given name begins so, then everybody else, each in the order of the list."""
    names = ["Hoà Bình An", "Lê Hoà An", "Trần Hoàng", "Đỗ Hoa", "Lý Hoà", "Võ Hoan"]
    assert found("hoa", [ready(name) for name in names]) == [3, 4, 2, 5, 0, 1]
    assert found("hoa", [ready(name) for name in names], limit=3) == [3, 4, 5]


def test_a_class_comes_before_those_that_only_begin_like_it() -> None:
    """6A1 before 6A10."""
    people = [ready("An", classes=("6A10",)), ready("Bình", classes=("6A1",))]
    assert found("6a1", people) == [1, 0]
    people = [ready("6A1x An", classes=("6A10",)), *people, ready("An", classes=("6A1",))]
    assert found("6a1", people, limit=2) == [2, 3]


def test_a_word_typed_twice_asks_for_a_name_that_has_it_twice() -> None:
    """ "nguyen n" is somebody Nguyễn whose other name begins with n, not every Nguyễn."""
    people = [ready("Nguyễn An"), ready("Nguyễn Nam"), ready("Nguyễn Nguyên")]
    assert found("nguyen n", people) == [2, 1]
    assert found("nguyen nguyen", people) == [2]


@given(st.lists(NAMES, max_size=30), NAMES, st.integers(1, 8))
def test_the_first_are_some_of_all(names: list[str], typed: str, limit: int) -> None:
    """As many as wanted and nobody twice; the count that is told is that of all."""
    finder = Finder(map(ready, names))
    asked = understand(typed[:4])
    first, every = finder.first(asked, limit), list(finder.every(asked))
    assert len(first) == len(set(first)) == min(limit, len(every))
    assert set(first) <= set(every)
    assert every == sorted(set(every))


@pytest.mark.parametrize(
    ("typed", "name", "missed"),
    [
        ("hòa", "Nguyễn Thị Hoà", 0),
        ("hòa", "Nguyễn Thị Hoa", 1),
        ("hoa", "Nguyễn Thị Hoà", 0),
        ("nguyễn hòa", "Nguyen Hoa", 2),
        ("đặ", "Đặng", 0),
        ("đặ", "Dang", 1),
        ("đăng", "Đặng", 0),
        ("lớp 6a1", "", 1),
    ],
)
def test_accents_that_were_typed_are_looked_for(typed: str, name: str, missed: int) -> None:
    """They find the others too, but tell who is meant more likely."""
    assert accents_missed(typed, name) == missed


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("hoa n", "Nguyễn Thị Hoà", ["N", "Hoà"]),
        ("uyen", "Nguyễn Văn Uyên", ["Uyên"]),
        ("đ", "Lê Văn Đức", ["Đ"]),
        ("678", "0912345678", ["678"]),
        ("+84 912", "0912345678", ["0912"]),
        ("6.1", "6/1", ["6/1"]),
        ("nguyễn", unicodedata.normalize("NFD", "Nguyễn An"), ["Nguyễn"]),
        ("xyz", "Nguyễn An", []),
    ],
)
def test_what_was_typed_is_marked_in_what_was_found(
    typed: str, text: str, marked: list[str]
) -> None:
    """At the beginnings of words, or digits anywhere."""
    parts = [text[start:end] for start, end in spans(understand(typed), text)]
    assert [unicodedata.normalize("NFC", part) for part in parts] == marked
