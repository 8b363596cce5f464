"""The return in words, for Zalo and e-mail."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bluezone_desktop.domain.counting import Figures, GroupRow, ThreeFigures
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.return_message import summary
from bluezone_desktop.domain.returns import ClassLine, ReturnContent, ReturnFigures
from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.texts import Texts

STAFF = Figures(total=367, asked=367, with_smartphone=330, installed=318)
PUPILS = Figures(total=1120, asked=1100, with_smartphone=500, installed=250)
CONTENT = ReturnContent(
    School("Trường THCS Lâm Tân", school_year="2020-2021"),
    "Phòng GDĐT",
    "2",
    datetime(2020, 8, 24, 8, 0, tzinfo=UTC),
    date(2020, 8, 24),
    ReturnFigures(
        (ClassLine("6A1", None, PUPILS),),
        (GroupRow(Group.TEACHER, STAFF),),
        total=ThreeFigures(PUPILS, Figures(), STAFF),
    ),
)


def test_the_figures_in_words_both_rates_and_who_is_left() -> None:
    """Vietnamese numbers, staff first; relatives whom nobody has entered are not spoken of."""
    assert summary(CONTENT, Texts("vi")) == (
        "Đợt 2. Tính đến 8 giờ 00 ngày 24/8/2020, Trường THCS Lâm Tân có "
        "318/367 CB, GV, NV (86,6%), 250/1.120 học sinh (22,3%) đã cài Bluezone. "
        "Tính trên số người có điện thoại thông minh: "
        "318/330 CB, GV, NV (96,4%), 250/500 học sinh (50,0%). Còn 20 người chưa hỏi."
    )


def test_a_draft_says_so_in_english_too() -> None:
    """A draft never looks like a round."""
    words = summary(replace(CONTENT, round_name=None), Texts("en"))
    assert words.startswith(
        "Draft. As of 08:00 on 24/8/2020, Trường THCS Lâm Tân has 318/367 staff"
    )
    assert "(86.6%)" in words


def test_a_school_of_nobody_has_no_rates() -> None:
    """One sentence instead of dashes."""
    empty = replace(CONTENT, figures=ReturnFigures())
    assert summary(empty, Texts("vi")).endswith("chưa có ai trong danh sách.")
