"""Bringing in lists: what is shown before anything is stored, taking it, bad files among good."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.rosters.import_dialog import ImportDialog, bring_in
from bluezone_desktop.gui.rosters.roster_files import RosterFile, State
from bluezone_desktop.services import marking, people, steps
from bluezone_desktop.services.office import Office
from tests.gui.stage import RecordingDialogs, drop

Ask = Callable[[Desk, Callable[[Office], Any]], Any]
Open = Callable[..., ImportDialog]
Row = Sequence[str | int | None]

HEADER: Row = ("STT", "Lớp", "Họ và tên", "Ngày sinh", "Họ tên cha", "SĐT cha", "Trạng thái")
AN: Row = (1, "6A1", "Trần Văn An", "05/03/2009", "Trần Văn Ba", "0912345678", "Đang học")
BINH: Row = (2, "6A1", "Lê Thị Bình", "06/04/2009", "", "", "Đang học")
CHI: Row = (3, "6A2", "Võ Mỹ Chi", "07/05/2009", "Võ Văn Tư", "0987654321", "Đang học")
PASSWORD = "mật khẩu"


def write_list(path: Path, *rows: Row, header: Row = HEADER) -> Path:
    """A list with its header in row 3, so that the pupils begin in row 4."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    for row in (("TRƯỜNG THCS LÂM TÂN",), (), header, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def protect(path: Path, password: str) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = BytesIO(path.read_bytes())
    with path.open("wb") as file:
        OOXMLFile(plain).encrypt(password, file)
    return path


@pytest.fixture
def open_dialog(desk: Desk, qtbot: QtBot) -> Open:
    """The dialog on some files, shown, everything read and planned."""

    def make(*paths: Path) -> ImportDialog:
        dialog = ImportDialog(desk, paths)
        qtbot.addWidget(dialog)
        dialog.show()
        wait(qtbot, dialog)
        return dialog

    return make


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    """What the notice line is told."""
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    return told


@dataclass(frozen=True)
class Case:
    """The desk of a school without lists, and a way to look into its database."""

    desk: Desk
    ask: Ask
    notices: list[Notice]

    def on_record(self) -> dict[str, list[str | None]]:
        """Everyone on record, by class."""
        found: dict[str, list[str | None]] = self.ask(self.desk, pupils)
        return found


@pytest.fixture
def case(desk: Desk, ask: Ask, notices: list[Notice]) -> Case:
    return Case(desk, ask, notices)


def wait(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.desk.busy and not dialog.files.is_working)


def click(widget: Any) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def file_named(dialog: ImportDialog, name: str) -> RosterFile:
    return next(file for file in dialog.files.files if file.path.name == name)


def words_of(dialog: ImportDialog, name: str) -> str:
    """What the list says below the name of a file."""
    model = dialog.list.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if index.data() == name:
            return str(index.data(Qt.ItemDataRole.ToolTipRole)).partition("\n")[2]
    raise AssertionError(name)


def classes_shown(dialog: ImportDialog) -> dict[str, list[str]]:
    """Per class of the lower half: its numbers, in the order of the columns."""
    model = dialog.area.classes.model()
    return {
        model.index(row, 0).data(): [
            model.index(row, column).data() for column in range(1, model.columnCount())
        ]
        for row in range(model.rowCount())
    }


def names_below(dialog: ImportDialog, class_name: str) -> list[str]:
    """The people named under a class of the lower half."""
    model = dialog.area.classes.model()
    for row in range(model.rowCount()):
        parent = model.index(row, 0)
        if parent.data() == class_name:
            return [model.index(at, 0, parent).data() for at in range(model.rowCount(parent))]
    raise AssertionError(class_name)


def pupils(office: Office) -> dict[str, list[str | None]]:
    """Everyone on record, by class."""
    return {
        one.school_class.name: [
            row.person.full_name for row in people.tick_sheet(office, one.school_class.id).rows
        ]
        for one in people.class_list(office)
    }


def test_a_list_is_shown_as_it_was_understood(open_dialog: Open, tmp_path: Path) -> None:
    """Before anything is stored, the clerk sees which column was taken for what, row by row."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, BINH))
    sheet = dialog.panel.view.model()
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    heads = [sheet.headerData(at, across) for at in range(sheet.columnCount())]
    texts = dialog.desk.texts
    fields = ["class", "full_name", "date_of_birth", "father_name", "father_phone", "status"]
    assert heads == [texts(f"roster.field.{field}") for field in fields]
    assert "C · Họ và tên" in sheet.headerData(1, across, Qt.ItemDataRole.ToolTipRole)
    assert [sheet.headerData(at, down) for at in range(sheet.rowCount())] == ["4", "5"]
    first = [sheet.index(0, at).data() for at in range(sheet.columnCount())]
    assert first == [
        "6A1", "Trần Văn An", "05/03/2009", "Trần Văn Ba", "0912345678", "Đang học",
    ]  # fmt: skip
    assert words_of(dialog, "6A1.xlsx") == "2 học sinh, 1 người thân"


def test_one_button_takes_it_and_one_takes_it_back(
    open_dialog: Open, tmp_path: Path, case: Case, qtbot: QtBot
) -> None:
    """The main job: look, press, done; and the notice line undoes it in one step."""
    dialog = open_dialog(write_list(tmp_path / "khoi6.xlsx", AN, BINH, CHI))
    assert classes_shown(dialog) == {
        "6A1": ["2", "–", "–", "–", "–", "1"],
        "6A2": ["1", "–", "–", "–", "–", "1"],
    }
    assert dialog.take_button.text() == case.desk.texts("import.take", number=5)
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.take_button)
    assert case.on_record() == {"6A1": ["Trần Văn An", "Lê Thị Bình"], "6A2": ["Võ Mỹ Chi"]}
    said = case.notices[-1]
    assert "5 người" in said.text
    assert said.action is not None
    said.action()
    qtbot.waitUntil(lambda: case.notices[-1].text == case.desk.texts("import.undone"))
    assert case.on_record() == {}


def test_undo_of_an_import_never_takes_back_later_work(
    open_dialog: Open, tmp_path: Path, case: Case, qtbot: QtBot
) -> None:
    """Ticks made after the import must not vanish because an old notice still stood there."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN))
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.take_button)
    undo = case.notices[-1].action
    assert undo is not None
    someone = case.ask(case.desk, lambda office: people.find(office, text="An")[0].person.id)
    case.ask(case.desk, lambda office: marking.mark(office, [someone], Status.INSTALLED))
    undo()
    qtbot.waitUntil(lambda: case.notices[-1].kind == "error")
    assert case.notices[-1].text == case.desk.texts("import.undo_too_late")
    found = case.ask(case.desk, lambda office: people.find(office, text="An")[0].person.status)
    assert found is Status.INSTALLED


def test_the_same_list_again_has_nothing_to_take(
    open_dialog: Open, tmp_path: Path, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """Pressing twice is harmless, and the button says why it cannot be pressed."""
    path = write_list(tmp_path / "6A1.xlsx", AN, BINH)
    with qtbot.waitSignal((first := open_dialog(path)).accepted):
        click(first.take_button)
    again = open_dialog(path)
    reason = desk.texts("import.reason.all_known")
    assert not again.take_button.isEnabled()
    assert again.take_button.toolTip() == reason
    assert again.summary.toolTip() == reason


def test_looking_stores_nothing(open_dialog: Open, tmp_path: Path, desk: Desk, ask: Ask) -> None:
    """Escape leaves everything as it was: no class, no step, no backup."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
    assert ask(desk, pupils) == {}
    assert ask(desk, steps.next_undo) is None


def test_changes_moves_and_missing_pupils_are_named(
    open_dialog: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """A second list tells per class who changes, who moves and whom it no longer names."""
    with qtbot.waitSignal(
        (first := open_dialog(write_list(tmp_path / "a.xlsx", AN, BINH, CHI))).accepted
    ):
        click(first.take_button)
    an_now = (*AN[:5], "0911111111", AN[6])
    chi_now = (CHI[0], "6A1", *CHI[2:])
    dialog = open_dialog(write_list(tmp_path / "b.xlsx", an_now, chi_now))
    assert classes_shown(dialog) == {"6A1": ["–", "1", "1", "–", "1", "–"]}
    texts = dialog.desk.texts
    assert names_below(dialog, "6A1") == [
        texts("import.person.changed", name="Trần Văn An"),
        texts("import.person.moved", name="Võ Mỹ Chi"),
        texts("import.person.gone", name="Lê Thị Bình"),
    ]


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
    assert dialog.panel.view.model().index(0, 0).data() == "6A5"


def test_a_problem_leads_to_its_row(open_dialog: Open, tmp_path: Path) -> None:
    """Choosing a line below shows the row above, in the file it is about."""
    odd = (2, "6A2", "Lâm Đào", "31/02/2009", "", "", "Đang học")
    dialog = open_dialog(
        write_list(tmp_path / "a.xlsx", AN), write_list(tmp_path / "b.xlsx", CHI, odd)
    )
    click(dialog.area.tabs[1])
    problems = dialog.area.problems
    assert problems.model().rowCount() == 1
    assert "31/02/2009" in [problems.model().index(0, at).data() for at in range(7)]
    problems.selectRow(0)
    assert dialog.list.current is file_named(dialog, "b.xlsx")
    chosen = dialog.panel.view.selectionModel().selectedRows()
    assert [dialog.panel.view.model().index(one.row(), 1).data() for one in chosen] == ["Lâm Đào"]


def test_rows_not_taken_and_not_counted_look_it(open_dialog: Open, tmp_path: Path) -> None:
    """A row without a name is not taken, a pupil who moved away is not counted: both are told."""
    nameless = (2, "6A1", "", "06/04/2009", "Lê Văn Năm", "", "Đang học")
    moved = (3, "6A1", "Võ Mỹ Chi", "07/05/2009", "", "", "Chuyển đi")
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, nameless, moved))
    sheet = dialog.panel.view.model()
    font = Qt.ItemDataRole.FontRole
    assert sheet.index(0, 0).data(font) is None
    assert sheet.index(1, 0).data(font).strikeOut()
    assert sheet.index(2, 0).data(font).italic()
    assert all(sheet.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in (1, 2))
    assert [tab.isVisible() for tab in dialog.area.tabs] == [True, True, True]
    assert dialog.area.not_counted.model().index(0, 0).data() == "Võ Mỹ Chi"
    assert dialog.rejected_button.isVisible()


def test_rejected_rows_go_to_a_workbook(
    open_dialog: Open,
    tmp_path: Path,
    dialogs: RecordingDialogs,
    qtbot: QtBot,
    notices: list[Notice],
) -> None:
    """What was not taken comes back as a list to mend, where the clerk wants it."""
    nameless = (2, "6A1", "", "06/04/2009", "Lê Văn Năm", "", "Đang học")
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, nameless))
    dialogs.answer("choose_save", tmp_path / "sua lai")
    click(dialog.rejected_button)
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[-1].kind == "done", notices[-1].text
    sheet = openpyxl.load_workbook(tmp_path / "sua lai.xlsx").active
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "Lê Văn Năm" in cells
    assert "Trần Văn An" not in cells


def test_stopping_an_import_leaves_everything_as_it_was(
    open_dialog: Open, tmp_path: Path, case: Case, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """Cancelling rolls back in silence, and the dialog is there to try again."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN))
    # Something long before it holds the thread up until the progress dialog is there.
    gate = threading.Event()
    case.desk.ask(lambda _office: gate.wait(), lambda _: None)
    click(dialog.take_button)
    qtbot.waitUntil(lambda: bool(dialogs.stops))
    assert not dialog.take_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialogs.stops[-1]()
    gate.set()
    qtbot.waitUntil(dialog.take_button.isEnabled)
    assert dialog.isVisible()
    assert case.notices == []
    assert case.on_record() == {}
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.take_button)
    assert case.on_record() == {"6A1": ["Trần Văn An"]}


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


def test_an_answer_after_closing_is_dropped(
    open_dialog: Open, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """Closing while a long list is still being read must not bring the dialog back, or fail."""
    dialog = open_dialog()
    gate = threading.Event()
    desk.ask(lambda _office: gate.wait(), lambda _: None)
    dialog.files.add([write_list(tmp_path / "6A1.xlsx", AN)])
    dialog.reject()
    told: list[object] = []
    dialog.files.changed.connect(lambda: told.append(1))
    gate.set()
    qtbot.waitUntil(lambda: not desk.busy)
    assert told == []


def test_empty_it_says_what_to_do_first(open_dialog: Open, dialogs: RecordingDialogs) -> None:
    """No file yet: one sentence, one button, and nothing to press that cannot work."""
    dialog = open_dialog()
    assert dialog.panel.choose.isVisible()
    assert not dialog.take_button.isEnabled()
    assert not dialog.rejected_button.isVisible()
    dialogs.answer("choose_files", [])
    click(dialog.panel.choose)
    assert dialog.files.files == []


def test_models_keep_the_rules_of_qt(open_dialog: Open, tmp_path: Path, qtbot: QtBot) -> None:
    """Every item model meets Qt's own tester, while files come, are read and go."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, BINH))
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    models: list[QObject] = [
        dialog.list.model(),
        dialog.panel.view.model(),
        dialog.area.problems.model(),
        dialog.area.not_counted.model(),
    ]
    testers = [QAbstractItemModelTester(model, mode) for model in models]  # type: ignore[call-overload]
    odd = (2, "6A2", "", "31/02/2009", "", "", "Chuyển đi")
    added = dialog.files.add([write_list(tmp_path / "6A2.xlsx", CHI, odd)])
    assert added is not None
    wait(qtbot, dialog)
    dialog.list.choose(added)
    dialog.files.remove(added)
    wait(qtbot, dialog)
    assert len(testers) == 4
    assert dialog.list.model().rowCount(QModelIndex()) == 1
