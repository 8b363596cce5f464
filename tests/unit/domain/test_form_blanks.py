"""Dots to write on: a name, a day, a round."""

from datetime import UTC, date, datetime

import pytest

from bluezone_desktop.domain.form_blanks import FormFacts, fill_blanks

FACTS = FormFacts(
    "Trường THCS Lâm Tân",
    "Thạnh Trị",
    "2020-2021",
    datetime(2020, 8, 24, 8, 5, tzinfo=UTC),
    date(2020, 2, 5),
    "2",
)


@pytest.mark.parametrize(
    ("blank", "filled"),
    [
        ("TRƯỜNG ……………………", "TRƯỜNG THCS LÂM TÂN"),
        ("Trường THCS ......", "Trường THCS Lâm Tân"),
        ("Đơn vị: ..............", "Đơn vị: Trường THCS Lâm Tân"),
        ("TRƯỜNG: ………………", "TRƯỜNG: THCS LÂM TÂN"),
        (
            "Đơn vị báo cáo: …………………… Đợt: …..",
            "Đơn vị báo cáo: Trường THCS Lâm Tân   Đợt: 2",
        ),
        ("Trường: ......... Năm học: ......", "Trường: THCS Lâm Tân   Năm học: 2020-2021"),
        ("Tên trường:", "Tên trường: Trường THCS Lâm Tân"),
        ("(Tính đến ngày …… tháng …… năm 2020)", "(Tính đến ngày 24 tháng 8 năm 2020)"),
        ("(Tính đến … giờ … ngày …/…/2020)", "(Tính đến 8 giờ 05 ngày 24/8/2020)"),
        (
            "Tính đến .... giờ .... phút, ngày ..../..../.....",
            "Tính đến 8 giờ 05 phút, ngày 24/8/2020",
        ),
        ("Tính đến ngày ...........", "Tính đến ngày 24/8/2020"),
        ("Số liệu đến ngày .../.../2020 (đợt ...)", "Số liệu đến ngày 24/8/2020 (đợt 2)"),
        ("…………, ngày … tháng … năm 2020", "Thạnh Trị, ngày 05 tháng 02 năm 2020"),
        ("Ngày ..... tháng ..... năm .....", "Ngày 05 tháng 02 năm 2020"),
        ("Đợt: ......", "Đợt: 2"),
        ("Năm học 20... - 20...", "Năm học 2020-2021"),
    ],
)
def test_a_blank_is_filled(blank: str, filled: str) -> None:
    """The report's own moment where it says "tính đến", else the day of signing."""
    assert fill_blanks(blank, FACTS) == filled


@pytest.mark.parametrize(
    "text",
    [
        "PHÒNG GD&ĐT HUYỆN MỸ XUYÊN",
        "TRƯỜNG THCS LÂM TÂN",
        "Đơn vị",
        "Trường",
        "Lớp",
        "Số: ...../BC-...",
        "Ngày sinh",
        "NGƯỜI LẬP BIỂU",
        "Họ và tên: ..........",
        "...",
    ],
)
def test_what_is_no_blank_of_ours_stays(text: str) -> None:
    """Headings, what is filled already, and what only the clerk can write."""
    assert fill_blanks(text, FACTS) is None


def test_a_draft_leaves_the_round_open() -> None:
    """A draft has no number, and nothing is made up for it."""
    draft = FormFacts("Trường Lâm Tân", "", "", FACTS.as_of, FACTS.dated)
    assert fill_blanks("Đợt: ......", draft) is None
    assert fill_blanks("Năm học ......", draft) is None
