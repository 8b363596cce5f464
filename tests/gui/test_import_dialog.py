"""Bringing in lists: what is shown before anything is stored, taking it, taking it back."""

import threading
from pathlib import Path

import openpyxl
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.rosters.sheet_sights import Look
from bluezone_desktop.services import marking, people, steps
from tests.gui.import_stage import (
    AN,
    BINH,
    CHI,
    Case,
    Open,
    classes_shown,
    click,
    names_below,
    pupils,
    see,
    wait,
    words_of,
    write_list,
)
from tests.gui.stage import Ask, RecordingDialogs


def test_a_list_is_shown_as_it_was_understood(open_dialog: Open, tmp_path: Path) -> None:
    """Before anything is stored, the clerk sees which column was taken for what, row by row."""
    dialog = open_dialog(write_list(tmp_path / "6A1.xlsx", AN, BINH))
    sheet = see(dialog, Look.UNDERSTOOD)
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
        dialog.area.classes.model(),
        dialog.area.problems.model(),
        dialog.area.not_counted.model(),
    ]
    testers = [QAbstractItemModelTester(model, mode) for model in models]  # type: ignore[call-overload]  # it takes any model; the stubs know one kind
    odd = (2, "6A2", "", "31/02/2009", "", "", "Chuyển đi")
    added = dialog.files.add([write_list(tmp_path / "6A2.xlsx", CHI, odd)])
    assert added is not None
    wait(qtbot, dialog)
    dialog.list.choose(added)
    dialog.files.remove(added)
    wait(qtbot, dialog)
    assert len(testers) == len(models)
    assert dialog.list.model().rowCount(QModelIndex()) == 1
