"""The paper of the preview: the words and the page breaks are those of the workbook."""

from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from bluezone_desktop.domain.counting import Figures, GroupRow, Ratio, ThreeFigures
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.return_document import build_document
from bluezone_desktop.domain.returns import (
    ClassLine,
    PreviousRound,
    ReturnContent,
    ReturnFigures,
)
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS, Level
from bluezone_desktop.exchange.return_workbook import write_return
from bluezone_desktop.gui.returns.paper_layout import (
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Box,
    Page,
    Words,
    lay_out,
)
from bluezone_desktop.gui.returns.paper_view import paint_page
from bluezone_desktop.texts import Texts

NOW = datetime(2020, 8, 24, 8, 0).astimezone()


def content(classes: int, *, later_round: bool) -> ReturnContent:
    """The return of a school with ``classes`` classes, the second one if ``later_round``."""
    lines = tuple(
        ClassLine(f"{6 + n % 4}A{n // 4 + 1}", "Lý Thị Cẩm Tú", _some(40, n), _some(75, n + 3))
        for n in range(classes)
    )
    staff = tuple(
        GroupRow(group, _some(size, 1))
        for group, size in zip(STAFF_GROUPS, (3, 30, 7), strict=True)
    )
    of_staff = _some(20, 2)
    pupils = sum((line.pupils for line in lines), Figures())
    figures = ReturnFigures(
        lines,
        staff,
        of_staff,
        ThreeFigures(
            pupils,
            sum((line.relatives for line in lines), of_staff),
            sum((row.figures for row in staff), Figures()),
        ),
        Ratio(pupils.installed, pupils.total),
    )
    school = School(
        "Trường THCS Lâm Tân",
        Level.LOWER_SECONDARY,
        "Phòng GD&ĐT huyện Thạnh Trị",
        "Thạnh Trị",
        head="Nguyễn Văn Hai",
        preparer="Trần Thị Ba",
    )
    before = PreviousRound("1", NOW - timedelta(days=7), figures) if later_round else None
    return ReturnContent(
        school, school.superior, "2" if later_round else None, NOW, NOW.date(), figures, before
    )


def _some(total: int, seed: int) -> Figures:
    phones = total * (5 + seed % 4) // 10
    return Figures(total, total - seed % 3, phones, phones * (3 + seed % 5) // 10)


def pages(classes: int, *, later_round: bool = False, language: str = "vi") -> tuple[Page, ...]:
    texts = Texts("en" if language == "en" else "vi")
    document = build_document(content(classes, later_round=later_round), texts)
    return lay_out(document, language)


@pytest.mark.parametrize("later_round", [False, True])
@pytest.mark.parametrize("classes", [0, 1, 5, 13, 18, 40, 125])
def test_pages_break_where_the_workbook_breaks(
    classes: int, later_round: bool, tmp_path: Path
) -> None:
    """The preview promises what Excel prints: as many pages, and the same classes on each."""
    path = tmp_path / "return.xlsx"
    write_return(path, content(classes, later_round=later_round), Texts("vi"))
    sheet = openpyxl.load_workbook(path).active
    ends = [brk.id for brk in sheet.row_breaks.brk] + [sheet.max_row]
    shown = pages(classes, later_round=later_round)
    assert len(shown) == len(ends)
    names = {f"{6 + n % 4}A{n // 4 + 1}" for n in range(classes)}
    start = 1
    for page, end in zip(shown, ends, strict=True):
        printed = [sheet.cell(row, 2).value for row in range(start, end + 1)]
        assert [w.text for w in page.words if w.text in names] == [
            name for name in printed if name in names
        ]
        start = end + 1


def test_every_word_of_the_workbook_is_on_the_paper(tmp_path: Path) -> None:
    """Nothing that leaves the school is missing from what the clerk was shown."""
    path = tmp_path / "return.xlsx"
    write_return(path, content(18, later_round=True), Texts("vi"))
    sheet = openpyxl.load_workbook(path).active
    written = {
        cell.strip()
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, str) and cell.strip() and not cell.startswith("=")
    }
    shown = {word.text.strip() for page in pages(18, later_round=True) for word in page.words}
    assert written - shown == set()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("classes", [5, 125])
def test_everything_stands_inside_the_margins(classes: int, language: str) -> None:
    """Nothing is printed off the paper, and later pages repeat the header under their number."""
    for page in pages(classes, later_round=True, language=language):
        items: list[Words | Box] = [*page.words, *page.boxes]
        for item in items:
            assert item.x >= 80
            assert item.x + item.width <= PAGE_WIDTH - 40
            assert item.y > 0
            assert item.y + item.height <= PAGE_HEIGHT - 50
        words = [word.text for word in page.words]
        assert Texts("en" if language == "en" else "vi")("returns.column.class") in words
        assert (page.number == 1) or words[0] == str(page.number)


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.5])
def test_paper_is_white_and_black_and_no_word_is_wider_than_its_cell(
    qapp: QApplication, scale: float
) -> None:
    """Dark windows have white paper too; figures fit their columns at every size."""
    page = pages(5, later_round=True)[0]
    image = QImage(QSize(round(PAGE_WIDTH * scale), round(PAGE_HEIGHT * scale)), _FORMAT)
    image.fill(QColor("#123456"))
    painter = QPainter(image)
    paint_page(painter, page, scale)
    painter.end()
    assert image.pixelColor(3, 3) == QColor("#FFFFFF")
    shades = {
        image.pixelColor(x, y).saturation()
        for x in range(5, image.width() - 5, 3)
        for y in range(5, image.height() - 5, 3)
    }
    assert shades == {0}
    edges = {round(box.x * scale) for box in page.boxes if box.height}
    bottom = max(box.y + box.height for box in page.boxes)
    # Beside each line between two columns the paper shows: no figure runs over it.
    rows = range(round((bottom - 60) * scale), round((bottom - 30) * scale))
    for x in edges:
        assert any(image.pixelColor(x + 2, y).lightness() > 250 for y in rows)


_FORMAT = QImage.Format.Format_RGB32
