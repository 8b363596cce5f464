"""The files of an import: bad ones among good ones, locked ones, mended, dropped, left out."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.rosters.import_dialog import ImportDialog, bring_in
from bluezone_desktop.gui.rosters.roster_files import State
from bluezone_desktop.gui.rosters.sheet_sights import Look
from tests.gui.import_stage import (
    AN,
    BINH,
    CHI,
    HEADER,
    PASSWORD,
    Open,
    classes_shown,
    click,
    file_named,
    protect,
    pupils,
    rows_by_number,
    see,
    wait,
    words_of,
    write_list,
)
from tests.gui.stage import Ask, RecordingDialogs, drop


def test_bad_files_say_why_and_never_block_the_good_ones(
    open_dialog: Open, tmp_path: Path, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """Of four files one is a list: it is taken, and the other three each get one sentence."""
    good = write_list(tmp_path / "6A1.xlsx", AN)
    damaged, empty = tmp_path / "hong.xlsx", tmp_path / "trong.xlsx"
    damaged.write_bytes(good.read_bytes()[:2000])
    empty.write_bytes(b"")
    dialog = open_dialog(damaged, empty, good, tmp_path / "mat.xlsx")
    for name, key in (("hong", "damaged"), ("trong", "empty"), ("mat", "missing")):
        file = f"{name}.xlsx"
        assert words_of(dialog, file) == desk.texts(f"files.{key}", file=file)
    dialog.list.choose(file_named(dialog, "hong.xlsx"))
    assert dialog.panel.sentence.isVisible()
    assert dialog.panel.sentence.text() == words_of(dialog, "hong.xlsx")
    assert desk.texts("import.unread", number=3) in dialog.summary.toolTip()
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.take_button)
    assert ask(desk, pupils) == {"6A1": ["Trần Văn An"]}


def test_a_file_mended_meanwhile_is_read_again(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """Closed in Excel, or the stick put back: one press reads it, without starting over."""
    path = tmp_path / "6A1.xlsx"
    dialog = open_dialog(path)
    assert not dialog.take_button.isEnabled()
    write_list(path, AN)
    click(dialog.panel.again)
    wait(qtbot, dialog)
    assert dialog.take_button.text() == dialog.desk.texts("import.take", number=2)
    assert dialog.take_button.isEnabled()


def test_a_file_left_out_is_not_taken(
    open_dialog: Open, tmp_path: Path, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """Delete on the list leaves a file out; the numbers follow."""
    dialog = open_dialog(
        write_list(tmp_path / "6A1.xlsx", AN), write_list(tmp_path / "6A2.xlsx", CHI)
    )
    dialog.list.choose(file_named(dialog, "6A1.xlsx"))
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    wait(qtbot, dialog)
    assert classes_shown(dialog).keys() == {"6A2"}
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.take_button)
    assert ask(desk, pupils) == {"6A2": ["Võ Mỹ Chi"]}


def test_a_password_is_asked_for_and_tried_on_every_locked_file(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """A wrong one is told as such; a right one opens all files that share it."""
    dialog = open_dialog(
        protect(write_list(tmp_path / "6A1.xlsx", AN), PASSWORD),
        protect(write_list(tmp_path / "6A2.xlsx", CHI), PASSWORD),
    )
    texts = dialog.desk.texts
    assert [file.state for file in dialog.files.files] == [State.LOCKED] * 2
    assert dialog.panel.password.isVisible()
    QTest.keyClicks(dialog.panel.password, "sai")
    QTest.keyClick(dialog.panel.password, Qt.Key.Key_Return)
    wait(qtbot, dialog)
    assert words_of(dialog, "6A1.xlsx") == texts("files.password_wrong", file="6A1.xlsx")
    dialog.panel.password.setText(PASSWORD)
    click(dialog.panel.unlock)
    wait(qtbot, dialog)
    assert [file.state for file in dialog.files.files] == [State.READY] * 2
    assert dialog.take_button.text() == texts("import.take", number=4)


def test_a_list_without_a_class_can_be_given_one(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """Where nothing names the class, its name is asked for; Enter reads, and takes nothing yet."""
    bare = [(row[0], *row[2:]) for row in (AN, BINH)]
    path = write_list(tmp_path / "danh sach.xlsx", *bare, header=(HEADER[0], *HEADER[2:]))
    dialog = open_dialog(path)
    assert not dialog.take_button.isEnabled()
    assert dialog.desk.texts("import.class_wanted") in words_of(dialog, path.name)
    QTest.keyClicks(dialog.panel.class_name, "6A5")
    QTest.keyClick(dialog.panel.class_name, Qt.Key.Key_Return)
    wait(qtbot, dialog)
    assert dialog.isVisible()
    assert classes_shown(dialog) == {"6A5": ["2", "–", "–", "–", "–", "1"]}
    assert see(dialog, Look.UNDERSTOOD).index(0, 0).data() == "6A5"


def test_a_problem_leads_to_its_row(open_dialog: Open, tmp_path: Path) -> None:
    """Choosing a line below shows the row above, in the file it is about."""
    odd = (2, "6A2", "Lâm Đào", "31/02/2009", "", "", "Đang học")
    dialog = open_dialog(
        write_list(tmp_path / "a.xlsx", AN), write_list(tmp_path / "b.xlsx", CHI, odd)
    )
    click(dialog.area.tabs["problems"])
    problems = dialog.area.problems
    assert problems.model().rowCount() == 1
    assert "31/02/2009" in [problems.model().index(0, at).data() for at in range(7)]
    problems.selectRow(0)
    assert dialog.list.current is file_named(dialog, "b.xlsx")
    chosen = dialog.panel.view.selectionModel().selectedRows()
    assert [dialog.panel.view.model().index(one.row(), 2).data() for one in chosen] == ["Lâm Đào"]


def test_rows_not_taken_and_not_counted_look_it(open_dialog: Open, tmp_path: Path) -> None:
    """A row without a name is not taken, a pupil who moved away is not counted: both are told."""
    nameless = (2, "6A1", "", "06/04/2009", "Lê Văn Năm", "", "Đang học")
    moved = (3, "6A1", "Võ Mỹ Chi", "07/05/2009", "", "", "Chuyển đi")
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, nameless, moved))
    font = Qt.ItemDataRole.FontRole
    for look in (Look.WRITTEN, Look.UNDERSTOOD):
        sheet = see(dialog, look)
        an, no_name, chi = (rows_by_number(sheet)[number] for number in "456")
        assert sheet.index(an, 0).data(font) is None
        assert sheet.index(no_name, 0).data(font).strikeOut()
        assert sheet.index(chi, 0).data(font).italic()
        assert all(sheet.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in (no_name, chi))
    shown = [name for name, tab in dialog.area.tabs.items() if tab.isVisible()]
    assert shown == ["classes", "problems", "not_counted"]
    assert dialog.area.not_counted.model().index(0, 0).data() == "Võ Mỹ Chi"
    assert dialog.rejected_button.isVisible()


def test_files_and_folders_dropped_on_it_join_the_others(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """A folder of class files is what many schools have; its lists are taken, the rest is not."""
    folder = tmp_path / "lop"
    folder.mkdir()
    write_list(folder / "6A2.xlsx", CHI)
    (folder / "~$6A2.xlsx").write_bytes(b"lock")
    (folder / "ghi chu.docx").write_bytes(b"?")
    first = write_list(tmp_path / "6A1.xlsx", AN)
    dialog = open_dialog(first)
    assert drop(dialog, [folder, first])
    wait(qtbot, dialog)
    assert [file.path.name for file in dialog.files.files] == ["6A1.xlsx", "6A2.xlsx"]
    assert classes_shown(dialog).keys() == {"6A1", "6A2"}


def test_without_files_they_are_asked_for(
    desk: Desk, dialogs: RecordingDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    """The button in the window first lets files be chosen; thinking better of it ends there."""
    dialogs.answer("choose_files", [])
    bring_in(desk)
    assert [method for method, _ in dialogs.asked] == ["choose_files"]

    seen: list[str] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, ImportDialog)
        wait(qtbot, dialog)
        seen.append(dialog.take_button.text())
        dialog.reject()
        return False

    dialogs.answer("choose_files", [write_list(tmp_path / "6A1.xlsx", AN)])
    dialogs.answer("run", look)
    bring_in(desk)
    assert seen == [desk.texts("import.take", number=2)]
