"""Lists with names on paper: where the words stand, and how they leave."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.named_list import ListSheet
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.lists.list_layout import lay_out_lists
from bluezone_desktop.gui.lists.lists_out import Way
from bluezone_desktop.gui.returns.paper_layout import Page
from bluezone_desktop.services.named_lists import ListPaper
from tests.gui.stage import RecordingDialogs, Small

HEADS = ("STT", "Họ và tên", "Học sinh", "Cha", "Mẹ")


def tick_sheet(name: str, rows: int) -> ListSheet:
    """So many pupils; the first has been asked."""
    lines = tuple(
        (str(n), f"Nguyễn Thị Hoà Bình {n}", "1" if n == 1 else "☐", "☐", "☐")
        for n in range(1, rows + 1)
    )
    return ListSheet(name, f"Phiếu đánh dấu, lớp {name}", HEADS, lines, "Ghi vào ô…", boxes=2)


def texts_of(page: Page) -> list[str]:
    return [words.text for words in page.words]


@pytest.mark.parametrize(("rows", "pages"), [(1, 1), (30, 1), (45, 2), (100, 3)])
def test_every_pupil_stands_on_a_page_below_the_heads(rows: int, pages: int) -> None:
    """No row is lost or cut at a page's end, and the heads stand on every page."""
    made = lay_out_lists(ListPaper((tick_sheet("6A1", rows),), "THCS", "Tính đến nay."))
    assert len(made) == pages
    names = [text for page in made for text in texts_of(page) if text.startswith("Nguyễn")]
    assert names == [f"Nguyễn Thị Hoà Bình {n}" for n in range(1, rows + 1)]
    for page in made:
        assert set(HEADS) <= set(texts_of(page))
        assert f"6A1 · {page.number}/{pages}" in texts_of(page)
        assert page.height > page.width
        edge = max(box.y + box.height for box in page.boxes)
        footer = max(page.words, key=lambda words: words.y)
        assert edge <= footer.y
        assert footer.y + footer.height < page.height
        assert all(box.x > 0 and box.x + box.width < page.width for box in page.boxes)


def test_a_box_to_be_filled_is_drawn() -> None:
    """Not every font has its sign; who has been asked has a digit."""
    (page,) = lay_out_lists(ListPaper((tick_sheet("6A1", 2),), "THCS", ""))
    assert "☐" not in texts_of(page)
    small = [box for box in page.boxes if box.width == box.height]
    assert len(small) == 5
    assert "1" in texts_of(page)


def test_each_class_begins_on_a_page_of_its_own() -> None:
    """They are handed out by class; each counts its own pages."""
    paper = ListPaper((tick_sheet("6A1", 45), tick_sheet("6A2", 3)), "THCS", "")
    assert [page.number for page in lay_out_lists(paper)] == [1, 2, 1]


@pytest.fixture
def screen(small: Small, desk: Desk, qtbot: QtBot) -> ClassesScreen:
    """The first class in view."""
    made = ClassesScreen(desk)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: made.class_id is not None)
    return made


@pytest.mark.parametrize(("way", "ending"), [(Way.PDF, ".pdf"), (Way.EXCEL, ".xlsx")])
def test_the_tick_sheet_of_the_class_in_view(
    screen: ClassesScreen,
    dialogs: RecordingDialogs,
    desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
    way: Way,
    ending: str,
) -> None:
    """From the screen of the classes; the file is named after the class and says what it holds."""
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    dialogs.answer("choose_save", tmp_path / "phieu")
    screen.paper_ways[way].trigger()
    qtbot.waitUntil(lambda: bool(said))
    made = (tmp_path / "phieu").with_suffix(ending)
    assert made.read_bytes()[:2] in (b"%P", b"PK")
    assert "có tên người" in said[-1].text
    proposed = dict(dialogs.asked)["choose_save"][1]
    assert Path(str(proposed)).name.startswith("Phieu-danh-dau_")
    assert Path(str(proposed)).suffix == ending


def test_without_a_printer_nothing_is_claimed(
    screen: ClassesScreen, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Qt would make a PDF somewhere and call it printed."""
    said: list[Notice] = []
    desk.noticed.connect(said.append)
    monkeypatch.setattr(screen.paper, "_printers", list)
    screen.paper_ways[Way.PRINT].trigger()
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].text == desk.texts("paper.no_printer")
