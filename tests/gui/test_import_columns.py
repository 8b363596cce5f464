"""The sheet as it stands in its file, and the drop-downs that say what its columns mean."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.layouts import COLUMN_MEANINGS
from bluezone_desktop.gui.rosters.column_menu import ColumnMenu
from bluezone_desktop.gui.rosters.import_dialog import ImportDialog
from bluezone_desktop.gui.rosters.sheet_sights import Look
from bluezone_desktop.texts import Texts
from tests.gui.import_stage import (
    AN,
    BINH,
    CHI,
    HEADER,
    Case,
    Open,
    click,
    file_named,
    rows_by_number,
    see,
    wait,
    write_list,
)

ODD = (*HEADER[:4], "Ở cùng nhà", "Số máy", HEADER[6])
ACROSS = Qt.Orientation.Horizontal


def heads(dialog: ImportDialog) -> list[str]:
    sheet = dialog.panel.view.model()
    return [sheet.headerData(at, ACROSS) for at in range(sheet.columnCount())]


def press_header(dialog: ImportDialog, column: int) -> ColumnMenu:
    """Opens the drop-down of a column with the mouse."""
    header = dialog.panel.view.header
    place = QPoint(header.sectionViewportPosition(column) + 20, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ColumnMenu)
    return menu


def choose(dialog: ImportDialog, column: int, meaning: str, qtbot: QtBot) -> None:
    """Says what a column means, as a user does."""
    menu = press_header(dialog, column)
    menu.choices[meaning].trigger()
    menu.close()
    wait(qtbot, dialog)


def test_the_sheet_is_shown_as_it_stands_in_the_file(open_dialog: Open, tmp_path: Path) -> None:
    """Titles and all; the header cells that were understood stand out."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, BINH, header=ODD))
    sheet = see(dialog, Look.WRITTEN)
    assert list(rows_by_number(sheet)) == ["1", "2", "3", "4", "5"]
    assert sheet.index(0, 0).data() == "TRƯỜNG THCS LÂM TÂN"
    assert [sheet.index(2, at).data() for at in range(sheet.columnCount())] == list(ODD)
    back = [sheet.index(2, at).data(Qt.ItemDataRole.BackgroundRole) for at in range(7)]
    assert [isinstance(one, QColor) for one in back] == [True] * 4 + [False] + [True] * 2
    texts = dialog.desk.texts
    assert heads(dialog)[4] == texts("roster.field.ignored")
    assert texts("import.columns_hint") in dialog.panel.hint.text()


def test_a_column_is_mended_by_its_drop_down(
    open_dialog: Open, tmp_path: Path, case: Case, qtbot: QtBot
) -> None:
    """Chosen, read anew in place, taken: the relative nobody recognised is on record."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, header=ODD))
    choose(dialog, 4, "mother_name", qtbot)
    choose(dialog, 5, "mother_phone", qtbot)
    see(dialog, Look.UNDERSTOOD)
    texts = dialog.desk.texts
    assert heads(dialog)[-3:-1] == [
        texts("roster.field.mother_name"),
        texts("roster.field.mother_phone"),
    ]
    assert dialog.desk.texts("import.columns_said") in dialog.panel.hint.text()
    assert dialog.take_button.text() == dialog.desk.texts("import.take", number=2)


def test_what_was_said_is_remembered_for_the_next_file_of_that_layout(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """Another file with the same header is read so at once; it can be taken back."""
    first = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, header=ODD))
    choose(first, 4, "father_name", qtbot)
    first.reject()
    path = write_list(tmp_path / "6A2.xlsx", CHI, header=ODD)
    second = open_dialog(path)
    assert second.take_button.text() == second.desk.texts("import.take", number=2)
    assert second.panel.recognise.isVisible()
    click(second.panel.recognise)
    wait(qtbot, second)
    assert second.take_button.text() == second.desk.texts("import.take", number=1)
    assert not second.panel.recognise.isVisible()


def test_all_files_of_a_layout_follow_at_once(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """Forty class lists of one system are not corrected forty times."""
    paths = [
        write_list(tmp_path / "6A1.xlsx", AN, header=ODD),
        write_list(tmp_path / "6A2.xlsx", CHI, header=ODD),
        write_list(tmp_path / "other.xlsx", BINH),
    ]
    dialog = open_dialog(*paths)
    choose(dialog, 4, "father_name", qtbot)
    relatives = {
        name: sum(len(pupil.relatives) for one in roster.classes for pupil in one.pupils)
        for name in ("6A1.xlsx", "6A2.xlsx", "other.xlsx")
        if (roster := file_named(dialog, name).roster)
    }
    assert relatives == {"6A1.xlsx": 1, "6A2.xlsx": 1, "other.xlsx": 0}


def test_the_name_column_chosen_elsewhere_moves(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """One column of names at a time, and the rows in view stay in view."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, header=HEADER))
    choose(dialog, 4, "full_name", qtbot)
    texts = dialog.desk.texts
    assert heads(dialog)[2] == texts("roster.field.ignored")
    assert heads(dialog)[4] == texts("roster.field.full_name")
    assert see(dialog, Look.UNDERSTOOD).index(0, 2).data() == "Trần Văn Ba"


def test_the_drop_down_opens_by_keyboard(open_dialog: Open, tmp_path: Path) -> None:
    """F4, as in any drop-down, for the column with the focus."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN))
    view = dialog.panel.view
    view.setCurrentIndex(view.model().index(3, 3))
    QTest.keyClick(view, Qt.Key.Key_F4)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ColumnMenu)
    ticked = [meaning for meaning, choice in menu.choices.items() if choice.isChecked()]
    assert ticked == ["date_of_birth"]
    menu.close()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_drop_down_offers_every_meaning_once(qtbot: QtBot, language: str) -> None:
    """What the reader can read can be chosen, each in one place and in words."""
    menu = ColumnMenu(Texts("vi" if language == "vi" else "en"))
    qtbot.addWidget(menu)
    actions = [a for one in (menu, *menu.findChildren(QMenu)) for a in one.actions()]
    offered = [action.data() for action in actions if action.data()]
    assert sorted(offered) == sorted(COLUMN_MEANINGS)
    words = [action.text() for action in actions if action.data()]
    assert len(set(words)) == len(words)


def test_old_letters_can_be_seen_before_conversion(open_dialog: Open, tmp_path: Path) -> None:
    """The clerk compares what the file has with what it was turned into, per column."""
    path = tmp_path / "7A2.csv"
    rows = "STT;Hä vµ tªn;Ngµy sinh\n1;NguyÔn V¨n ¢n;05/03/2009\n2;TrÇn V¨n Hïng;06/04/2009\n"
    path.write_bytes(rows.encode("cp1252"))
    dialog = open_dialog(path)
    before, after = see(dialog, Look.BEFORE).index(1, 1).data(), "Nguyễn Văn Ân"
    assert before != after
    sheet = see(dialog, Look.WRITTEN)
    assert sheet.index(1, 1).data() == after
    assert "TCVN3" in sheet.headerData(1, ACROSS, Qt.ItemDataRole.ToolTipRole)
    assert "TCVN3" not in sheet.headerData(2, ACROSS, Qt.ItemDataRole.ToolTipRole)


def test_a_file_without_a_header_can_be_looked_at_and_read(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """Told in one sentence; one press shows its columns, understood as far as they go."""
    path = write_list(tmp_path / "6A1.xlsx", BINH, header=AN)
    dialog = open_dialog(path)
    assert not dialog.take_button.isEnabled()
    click(dialog.panel.choose_columns)
    wait(qtbot, dialog)
    assert dialog.take_button.text() == dialog.desk.texts("import.take", number=2)
    choose(dialog, 4, "father_name", qtbot)
    assert dialog.take_button.text() == dialog.desk.texts("import.take", number=3)
