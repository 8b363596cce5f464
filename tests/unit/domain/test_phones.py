"""Telephone numbers as lists write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.phones import read_phones

DIGITS = "0123456789"
MOBILES = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)
LANDLINES = st.from_regex(r"02[0-9]{9}", fullmatch=True)
OLD_MOBILES = st.from_regex(r"01[2689][0-9]{8}", fullmatch=True)
PHONES = MOBILES | LANDLINES | OLD_MOBILES


@given(PHONES)
def test_a_phone_in_full_stays_as_it_is(phone: str) -> None:
    assert read_phones(phone) == (phone,)


@given(PHONES)
def test_the_zero_that_excel_ate_is_put_back(phone: str) -> None:
    for value in (int(phone), float(phone), phone[1:], phone[1:] + ".0"):
        assert read_phones(value) == (phone,)


@given(PHONES, st.sampled_from(["+84", "84", "0084", "+84 ", "(+84) ", "+84-", "84.", "+840"]))
def test_the_country_code_becomes_a_zero(phone: str, code: str) -> None:
    assert read_phones(code + phone[1:]) == (phone,)


@given(MOBILES, st.sampled_from([".", " ", "-", " - ", ",", "\u00a0", "–"]))
def test_marks_between_the_digits_do_not_count(phone: str, mark: str) -> None:
    assert read_phones(mark.join([phone[:4], phone[4:7], phone[7:]])) == (phone,)
    assert read_phones(mark.join([phone[:3], phone[3:]])) == (phone,)


@given(
    st.lists(MOBILES, min_size=2, max_size=3, unique=True),
    st.sampled_from(["/", " / ", ";", ", ", " - ", "-", "\n", "\r\n", " ", " hoặc ", " và ", "|"]),
)
def test_a_cell_may_hold_several_phones(phones: list[str], between: str) -> None:
    assert read_phones(between.join(phones)) == tuple(phones)


def test_phones_written_in_groups_are_told_apart() -> None:
    assert read_phones("0901 234 567 0912 345 678") == ("0901234567", "0912345678")
    assert read_phones("0299.3822222, 901234567") == ("02993822222", "0901234567")


def test_one_phone_written_twice_is_one_phone() -> None:
    assert read_phones("0901234567 / 0901.234.567") == ("0901234567",)


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("02993822222", "02993822222"),
        ("(0299) 3822222", "02993822222"),
        ("0299/3822222", "02993822222"),
        ("0793 822 222", "0793822222"),
        ("01681234567", "01681234567"),
        ("'0901234567", "0901234567"),
        ("ĐT: 0901234567", "0901234567"),
        ("Số điện thoại: 0901234567.", "0901234567"),
        ("9.01234567E+08", "0901234567"),
        ("+855 12 345 678", "+85512345678"),
        ("841234567", "0841234567"),
    ],
)
def test_ways_of_writing_one_phone(written: str, phone: str) -> None:
    assert read_phones(written) == (phone,)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "  ",
        "-",
        "--",
        "?",
        "không",
        "Không có",
        "KHÔNG",
        "ko",
        "ko có",
        "k",
        "chưa có",
        "x",
        "0",
        0,
        0.0,
        "không có số",
        "Không có SĐT",
        "không có điện thoại",
        "N/A",
        "\xa0",
    ],
)
def test_no_phone_is_no_phone(value: object) -> None:
    assert read_phones(value) == ()


@pytest.mark.parametrize(
    "value",
    [
        "123",
        "090123456",
        "09012345678",
        "0901234567 (mẹ)",
        "Nguyễn Văn An",
        "090****567",
        "113",
        "0901234567/68",
        "0901234567 8",
        "0101234567",
        "0000000000",
        "9012345678",
        "1900 1234",
        "9.01E+08",
        "+84 123",
        "0901234567 ext 12",
        "O901234567",
        "٠٩٠١٢٣٤٥٦٧",
        "/ ; /x",
        True,
        901234567.5,
        float("nan"),
        float("inf"),
        b"0901234567",
        -901234567,
        "1 " * 300,
        "khong biet",
    ],
)
def test_what_is_no_phone_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"not a phone|digits lost"):
        read_phones(value)


@given(st.text(alphabet=DIGITS + " +-./();,nkhôgcó", max_size=40))
def test_whatever_is_accepted_is_a_phone_and_reads_as_itself(text: str) -> None:
    try:
        phones = read_phones(text)
    except ValueError:
        return
    for phone in phones:
        assert phone.startswith(("0", "+"))
        assert 10 <= len(phone.lstrip("+")) <= 15 or phone.startswith("+")
        assert read_phones(phone) == (phone,)


@given(PHONES, st.sampled_from(DIGITS))
def test_a_digit_too_many_is_never_swallowed(phone: str, digit: str) -> None:
    """Only a landline of ten digits may become one of eleven; nothing is cut off."""
    try:
        (read,) = read_phones(phone + digit)
    except ValueError:
        return
    assert read == phone + digit
