"""Old encodings: what they say, and which column is written in which."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.domain.legacy import (
    decode,
    decode_name,
    detect,
    encoding_of_font,
    is_upper_case_font,
)
from bluezone_desktop.domain.legacy_tables import CP1258, TCVN3, TCVN3_TONED, VNI
from bluezone_desktop.domain.roster import Encoding
from bluezone_desktop.domain.syllables import is_syllable

PUPILS = [
    "Nguyễn Thị Bích Ánh",
    "Trần Văn Đức",
    "Lê Hoàng Khởi",
    "Phạm Thuỳ Dương",
    "Huỳnh Quốc Vượng",
    "Đỗ Gia An",
    "Thạch Thị Mỹ Ửng",
    "Võ Nhựt Trường",
    "Quách Cẩm Oanh",
    "Ngô Đình Nghĩa",
    "Bùi Kiều Oanh",
    "Lý Ỷ Lan",
]
HEADERS = ["Họ và tên", "Ngày sinh", "Giới tính", "Số ĐT bố", "Họ tên mẹ", "Điện thoại mẹ"]
TONELESS = "abcdefghijklmnopqrstuvwxyzăâêôơưđ"
LOWER = TONELESS + "".join(TCVN3_TONED.values())
ENCODE_TCVN3 = {letter: code for code, letter in TCVN3.items()}
ENCODE_VNI = {letter: code for code, letter in VNI.items()}


def tcvn3(text: str) -> str:
    """Vietnamese as a .VnTime workbook holds it; capitals with tone have to be small there."""
    return "".join(ENCODE_TCVN3.get(c) or ENCODE_TCVN3.get(c.lower(), c) for c in text)


def vni(text: str) -> str:
    """Vietnamese as a VNI-Times workbook holds it."""
    return "".join(ENCODE_VNI.get(c, c) for c in text)


def test_every_vietnamese_letter_has_a_code_in_each_encoding() -> None:
    marked = {c for c in LOWER if not c.isascii()}
    assert len(marked) == 67
    assert set(TCVN3_TONED.values()) | set("ăâêôơưđ") == marked
    assert set(VNI.values()) == marked | {c.upper() for c in marked}


def test_codes_are_the_published_ones() -> None:
    """Spot checks against the fonts: one from each row of the standard's table."""
    assert {
        chr(0xAD): "ư",
        chr(0xB5): "à",
        chr(0xC6): "ặ",
        chr(0xD0): "é",
        chr(0xFE): "ỵ",
    }.items() <= (TCVN3.items())
    assert {
        "aø": "à",
        "eä": "ệ",
        "ñ": "đ",
        "ö": "ư",
        "ôï": "ợ",
        "Æ": "Ỉ",
        "UÙ": "Ú",
    }.items() <= VNI.items()
    assert all(0xA0 < ord(char) <= 0xFF or char in "aAeEoOuUyY" for char in "".join([*TCVN3, *VNI]))


@given(st.text(alphabet=LOWER + " .,-()0123456789", max_size=60))
def test_small_letters_survive_tcvn3(text: str) -> None:
    assert decode(tcvn3(text), Encoding.TCVN3) == text


@given(st.text(alphabet=LOWER + LOWER.upper() + " .,-()0123456789", max_size=60))
def test_every_text_survives_vni(text: str) -> None:
    assert decode(vni(text), Encoding.VNI) == text


@given(st.text(alphabet=LOWER, max_size=40), st.sampled_from([Encoding.TCVN3, Encoding.VNI]))
def test_bytes_read_through_another_code_page_say_the_same(text: str, encoding: Encoding) -> None:
    """A BIFF5 or CSV reader may take the bytes for cp1258 instead of cp1252."""
    carried = (tcvn3(text) if encoding is Encoding.TCVN3 else vni(text)).encode("latin-1")
    for page in ("latin-1", "cp1252", "cp1258"):
        assert decode(carried.decode(page), encoding) == text


def test_the_code_page_table_is_the_difference_of_the_two_pages() -> None:
    for byte in range(0xA0, 0x100):
        one = bytes([byte]).decode("cp1258")
        other = bytes([byte]).decode("cp1252")
        assert CP1258.get(one, one) == other


@given(st.text())
def test_unicode_columns_are_left_alone(text: str) -> None:
    assert decode(text, Encoding.UNICODE) == text
    assert decode_name(text, Encoding.UNICODE) == text


@given(st.text(), st.sampled_from(Encoding))
def test_decoding_takes_anything(text: str, encoding: Encoding) -> None:
    """Odd cells in a legacy column (notes, symbols) must not stop an import."""
    assert isinstance(decode(text, encoding), str)
    assert len(decode_name(text, encoding)) <= len(text)


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_a_cell_only_unicode_can_write_is_not_decoded(encoding: Encoding) -> None:
    for name in ("Bùi Thị Hà", "Quý Dũng", "Hà Nghĩa"):
        assert decode(name, encoding) == name


def test_decoded_text_is_composed() -> None:
    for text in PUPILS:
        assert unicodedata.is_normalized("NFC", decode(vni(text), Encoding.VNI))


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("Hä vµ tªn", "Họ và tên"),
        ("Sè ®iÖn tho¹i mÑ", "Số điện thoại mẹ"),
        ("NGUYÔN V¡N §øC", "NGUYỄN VĂN ĐỨC"),
        ("TRÇN THÞ Mü", "TRẦN THỊ MỸ"),
        ("Lý Hµ", "Lý Hà"),
        ("Vâ Hµ", "Võ Hà"),
        ("THCS L©m T©n", "THCS Lâm Tân"),
        ("Tr\xad\xeang TiÓu häc", "Trường Tiểu học"),
        ("D\xad¬ng", "Dương"),
    ],
)
def test_capitals_of_tcvn3_are_put_right_where_the_word_tells(coded: str, text: str) -> None:
    assert decode(coded, Encoding.TCVN3) == text


@pytest.mark.parametrize("name", PUPILS)
def test_names_come_back_whole_from_both_encodings(name: str) -> None:
    assert decode_name(tcvn3(name), Encoding.TCVN3) == name
    assert decode_name(vni(name), Encoding.VNI) == name
    assert decode_name(vni(name.upper()), Encoding.VNI) == name.upper()


@pytest.mark.parametrize(
    ("coded", "name"),
    [
        ("¸nh", "Ánh"),
        ("Bïi ThÞ Mü ¸nh", "Bùi Thị Mỹ Ánh"),
        ("bïi thÞ mü ¸nh", "bùi thị mỹ ánh"),
        ("¸NH", "ÁNH"),
        ("Lý ¸I", "LÝ ÁI"),
    ],
)
def test_a_name_begins_with_a_capital_where_other_names_do(coded: str, name: str) -> None:
    assert decode_name(coded, Encoding.TCVN3) == name


def test_a_capitals_only_font_shows_capitals() -> None:
    coded = "tr\xadêng thcs l©m t©n"
    assert decode(coded, Encoding.TCVN3, upper_case=True) == "TRƯỜNG THCS LÂM TÂN"
    assert decode_name(coded, Encoding.TCVN3, upper_case=True) == "TRƯỜNG THCS LÂM TÂN"


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("Hoï vaø teân", "Họ và tên"),
        ("Aùnh", "Ánh"),
        ("AÙnh", "Ánh"),
        ("NGUYEÃN THÒ LYÙ", "NGUYỄN THỊ LÝ"),
        ("Ñöôøng Nguyeãn Hueä", "Đường Nguyễn Huệ"),
        ("oâ toâ", "ô tô"),
        ("quaän 5", "quận 5"),
    ],
)
def test_vni_takes_the_longest_sequence(coded: str, text: str) -> None:
    assert decode(coded, Encoding.VNI) == text


@pytest.mark.parametrize("header", HEADERS)
def test_one_header_is_enough_to_know_the_encoding(header: str) -> None:
    assert detect([tcvn3(header)]) is Encoding.TCVN3
    assert detect([vni(header)]) is Encoding.VNI
    assert detect([header]) is Encoding.UNICODE


@pytest.mark.parametrize("name", [name for name in PUPILS if name != "Lý Ỷ Lan"])
def test_one_name_is_enough_to_know_the_encoding(name: str) -> None:
    assert detect([tcvn3(name)]) is Encoding.TCVN3
    assert detect([vni(name)]) is Encoding.VNI


@given(st.lists(st.sampled_from(PUPILS), min_size=1), st.sampled_from(["NFC", "NFD"]))
def test_proper_vietnamese_is_never_taken_for_legacy(
    names: list[str], form: Literal["NFC", "NFD"]
) -> None:
    column = [unicodedata.normalize(form, name) for name in names]
    assert detect(column) is Encoding.UNICODE
    assert detect([name.upper() for name in column]) is Encoding.UNICODE


@given(st.lists(st.text(alphabet=st.characters(max_codepoint=127))), st.sampled_from(Encoding))
def test_plain_ascii_says_nothing_and_stays_unicode(texts: list[str], likely: Encoding) -> None:
    assert detect(texts, likely=likely) is Encoding.UNICODE


@pytest.mark.parametrize(
    "texts",
    [
        ["François", "Müller", "José", "Noël"],
        ["Zoë Kravitz"],
        ["Jürgen Groß"],
        ["Björk Guðmundsdóttir", "Øystein Ås"],
        ["Léa", "René", "Hélène", "Benoît", "Agnès"],
        ["Café", "naïve", "façade"],
        ["Núñez", "Muñoz", "Ibáñez"],
        ["Lê Thanh Hà", "Bùi Công Lý", "Quý"],
        ["H'Hen Niê", "Y Blô Êban", "Đắk Lắk"],
        ["25°C", "5 m²", "«trích»", "§ 5", "© 2020", "½", "Bluezone®"],
        ["Líp"],
        [""],
        [],
    ],
)
def test_other_text_with_marks_is_not_taken_for_legacy(texts: list[str]) -> None:
    assert detect(texts) is Encoding.UNICODE


def test_a_column_with_a_few_odd_cells_is_still_known() -> None:
    odd = ["José", "12/03/2009", "Nam", "chuyÓn tr\xadêng", "Bluezone®"]
    assert detect([tcvn3(name) for name in PUPILS] + odd) is Encoding.TCVN3
    assert detect([vni(name) for name in PUPILS] + odd[:3]) is Encoding.VNI


def test_a_unicode_column_with_a_few_legacy_cells_is_unicode() -> None:
    assert detect([*PUPILS, "TrÇn ThÞ Hµ", "Hoï vaø teân"]) is Encoding.UNICODE


@pytest.mark.parametrize(
    ("font", "encoding", "upper"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".vnArial NarrowH", Encoding.TCVN3, True),
        ("VNI-Times", Encoding.VNI, False),
        ("VNI Helve", Encoding.VNI, False),
        ("VNI-H", Encoding.VNI, False),
        ("Times New Roman", None, False),
        ("Arial H", None, False),
        ("", None, False),
    ],
)
def test_fonts_give_their_encoding_away(font: str, encoding: Encoding | None, upper: bool) -> None:
    assert encoding_of_font(font) is encoding
    assert is_upper_case_font(font) is upper


def test_the_font_decides_where_the_words_do_not() -> None:
    assert detect(["Líp", "6A1"], ["Times New Roman", ".VnTime"]) is Encoding.TCVN3
    assert detect(["Thò"], ["VNI-Times"]) is Encoding.VNI
    assert detect(["Thò", "An"], [".VnTime", "VNI-Times", "VNI-Times"]) is Encoding.VNI
    assert detect(["Ghi chó"], [".VnTime"]) is Encoding.TCVN3
    assert detect(["6A1"], [".VnTime"]) is Encoding.TCVN3
    assert detect(["Thò"], ["Arial"]) is Encoding.UNICODE


def test_unicode_typed_into_a_column_with_a_legacy_font_stays_unicode() -> None:
    assert detect(PUPILS, [".VnTime"] * len(PUPILS)) is Encoding.UNICODE
    assert detect(["Lê Văn Hà", "Ghi chú"], [".VnTime"]) is Encoding.UNICODE


def test_the_rest_of_the_sheet_decides_where_a_column_could_be_either() -> None:
    """ "Líp" is a syllable in Unicode and "Lớp" in TCVN3; so are "Ghi chó" and "Ghi chú"."""
    assert detect(["Ghi chó"], likely=Encoding.TCVN3) is Encoding.TCVN3
    assert detect(["Líp", "7A2"], likely=Encoding.TCVN3) is Encoding.TCVN3
    assert detect(["Lớp", "7A2"], likely=Encoding.TCVN3) is Encoding.UNICODE
    assert detect(["Sơn"], likely=Encoding.TCVN3) is Encoding.UNICODE
    assert detect(["Dũng", "Nghĩa"], likely=Encoding.VNI) is Encoding.UNICODE
    assert detect(["José"], likely=Encoding.TCVN3) is Encoding.UNICODE


@pytest.mark.parametrize(
    "word",
    [
        "nguyễn",
        "Nghĩa",
        "QUỐC",
        "giếng",
        "gì",
        "ưỡn",
        "khuya",
        "quỳnh",
        "yêu",
        "oanh",
        "hoà",
        "hòa",
        "huyện",
        "tuyết",
        "xoong",
        "khuỷu",
        "ngoèo",
        "thuở",
        "quých",
        "Ỷ",
    ],
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word",
    [
        "josé",
        "müller",
        "hä",
        "teân",
        "vaø",
        "tac",
        "tàc",
        "hòá",
        "nghthi",
        "b",
        "",
        "đt",
        "fà",
        "nguyễnthị",
    ],
)
def test_other_words_are_not(word: str) -> None:
    assert not is_syllable(word)
