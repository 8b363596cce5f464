"""The wording of district forms: whom a heading counts, and what of them."""

import pytest

from bluezone_desktop.domain.counting import Figures, Ratio
from bluezone_desktop.domain.form_meanings import MEANINGS, Asked, Count, Scope, Whom
from bluezone_desktop.domain.form_words import meaning_of_heading, whom_is_said


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("STT", "ordinal"),
        ("Tên lớp", "class"),
        ("Khối/Lớp", "class"),
        ("Khối", "grade"),
        ("Giáo viên chủ nhiệm", "teacher"),
        ("Tên đơn vị", "unit"),
        ("Đối tượng", "group"),
        ("Ghi chú", "note"),
        ("Sĩ số", "pupils.total"),
        ("Học sinh › Tổng số", "pupils.total"),
        ("HỌC SINH › CÓ ĐTTM", "pupils.with_smartphone"),
        ("Hoc sinh › Da cai", "pupils.installed"),
        ("Số HS có điện thoại thông minh", "pupils.with_smartphone"),
        ("Số HS không có điện thoại thông minh", "pupils.no_smartphone"),
        ("Số HS có ĐTTM nhưng chưa cài", "pupils.not_installed"),
        ("Cha mẹ học sinh / người thân › Đã cài", "relatives.installed"),
        ("Phụ huynh học sinh", "relatives.total"),
        ("Người thân của CBGVNV › Tổng số", "staff_relatives.total"),
        ("CB, GV, NV", "staff.total"),
        ("Số lượng cán bộ, giáo viên, nhân viên và học sinh", "required.total"),
        ("Cán bộ quản lý › Đã cài", "managers.installed"),
        ("Giáo viên › Có smartphone", "teachers.with_smartphone"),
        ("Tổng cộng › Đã cài", "everybody.installed"),
        ("TS", "row.total"),
        ("Đã cài đặt › HS", "pupils.installed"),
        ("Kết quả cài đặt › Học sinh › TS", "pupils.total"),
        ("Tỷ lệ (%)", "row.installed/total"),
        ("Tỷ lệ/ ĐTTM", "row.installed/with_smartphone"),
        ("Tỉ lệ HS có ĐTTM đã cài (%)", "pupils.installed/with_smartphone"),
        ("Có ĐTTM › Tỷ lệ %", "row.with_smartphone/total"),
        ("Tỷ lệ › Trên số có ĐTTM", "row.installed/with_smartphone"),
        ("Tỷ lệ › Trên tổng số", "row.installed/total"),
        ("Chưa khảo sát", "row.not_asked"),
        ("Số HS có điện thoại cài được Bluezone", "pupils.with_smartphone"),
        ("Số HS đã cài được", "pupils.installed"),
        ("Lý do chưa cài", None),
        ("Chưa cài › Lí do", None),
        ("Lý do chưa cài › Không có ĐTTM", "row.no_smartphone"),
        ("Máy không cài được", None),
        ("Số hộ gia đình đã cài", None),
        ("Người thân trong gia đình", "relatives.total"),
        ("Học sinh › Nữ", None),
        ("Đã cài › Trên Android", None),
        ("Học sinh › Đạt chuẩn", None),
        ("Học sinh › (em)", "pupils.total"),
        ("Lớp/Bộ phận", "class"),
        ("Số lớp", None),
        ("Chữ ký", None),
    ],
)
def test_a_heading_says_what_it_asks_for(heading: str, meaning: str | None) -> None:
    """In capitals, without accents, in one text or over several levels of a header."""
    texts = heading.split(" › ")
    found = meaning_of_heading(texts, [False] * len(texts))
    assert (None if found is None else str(found)) == meaning


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("Cán bộ quản lý", Whom.MANAGERS),
        ("GV", Whom.TEACHERS),
        ("Nhân viên", Whom.EMPLOYEES),
        ("CBQL, GV, NV", Whom.STAFF),
        ("Học sinh", Whom.PUPILS),
        ("Cha mẹ học sinh", Whom.RELATIVES),
        ("Người thân của giáo viên", Whom.STAFF_RELATIVES),
        ("Tổng cộng", Whom.EVERYBODY),
        ("6A1", None),
    ],
)
def test_a_row_says_whom_it_is_about(words: str, whom: Whom | None) -> None:
    """By the group that stands in it."""
    assert whom_is_said(words) is whom


def test_every_meaning_has_a_name_of_its_own() -> None:
    """Names are kept on disk: two meanings of one name would swap columns."""
    assert all(str(meaning) == name for name, meaning in MEANINGS.items())


def test_the_counts_of_a_form_follow_the_counting_rules() -> None:
    """Of 40: 35 asked, 25 with a smartphone, 10 installed."""
    forty = Figures(40, 35, 25, 10)
    numbers = {count: count.of(forty) for count in Count}
    assert numbers == {
        Count.TOTAL: 40,
        Count.WITH_SMARTPHONE: 25,
        Count.INSTALLED: 10,
        Count.NOT_INSTALLED: 15,
        Count.WITHOUT_APP: 30,
        Count.NO_SMARTPHONE: 10,
        Count.ASKED: 35,
        Count.NOT_ASKED: 5,
    }


def test_a_row_answers_only_what_it_knows() -> None:
    """A class has no staff; a column that does not say whom asks for the row's own people."""
    scope = Scope({Whom.PUPILS: Figures(40, 35, 25, 10)})
    rate = Asked(Count.INSTALLED, Count.WITH_SMARTPHONE)
    assert scope.answer(rate, Whom.PUPILS) == Ratio(10, 25)
    assert scope.answer(rate) is None
    assert scope.answer(Asked(Count.TOTAL, None, Whom.STAFF), Whom.PUPILS) is None
