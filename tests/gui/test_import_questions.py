"""Uncertain rows of an import: shown beside whom they may mean, answered by key or by drop-down."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.rosters.class_plan_model import DETAIL
from bluezone_desktop.gui.rosters.import_dialog import ImportDialog
from bluezone_desktop.gui.rosters.question_model import ANSWER, LIST, OBJECT, RECORD, ROW
from bluezone_desktop.gui.rosters.questions import QuestionTable
from bluezone_desktop.services import marking, people
from bluezone_desktop.services.office import Office
from tests.gui.import_stage import (
    AN,
    BINH,
    CHI,
    Case,
    Open,
    Row,
    classes_shown,
    click,
    wait,
    write_list,
)

AN_LATER: Row = (1, "6A1", "Trần Văn An", "03/05/2009", *AN[4:])
BINH_LATER: Row = (2, "6A1", "Lê Thị Bính", "06/04/2009", *BINH[4:])
Key = Qt.Key


@pytest.fixture
def asked(open_dialog: Open, tmp_path: Path, case: Case, qtbot: QtBot) -> ImportDialog:
    """An and Bình on record and ticked; a list in which An's birth and Bình's name are others."""
    with qtbot.waitSignal(
        (first := open_dialog(write_list(tmp_path / "a.xlsx", AN, BINH, CHI))).accepted
    ):
        click(first.take_button)

    def mark(office: Office) -> None:
        found = people.find(office, text="Văn An")
        marking.mark(office, [one.person.id for one in found], Status.INSTALLED)

    case.ask(case.desk, mark)
    return open_dialog(write_list(tmp_path / "b.xlsx", AN_LATER, BINH_LATER))


def table_of(dialog: ImportDialog) -> QuestionTable:
    return dialog.area.questions.table


def press(dialog: ImportDialog, key: Qt.Key, qtbot: QtBot) -> None:
    """A key on the table, and the plan made anew."""
    QTest.keyClick(table_of(dialog), key)
    wait(qtbot, dialog)


def cell(dialog: ImportDialog, row: int, column: int) -> str:
    return str(table_of(dialog).model().index(row, column).data())


def bold(dialog: ImportDialog, row: int, column: int) -> list[str]:
    """What stands out in a cell: what the other side says differently."""
    side = table_of(dialog).model().index(row, column).data(OBJECT)
    return [part.words for part in (*side.who, *side.else_) if part.differs]


def test_uncertain_rows_are_shown_with_all_that_tells_people_apart(asked: ImportDialog) -> None:
    """Opened by itself: what the list says, who is on record, and what differs between them."""
    texts = asked.desk.texts
    assert asked.area.tabs["questions"].isChecked()
    assert asked.area.tabs["questions"].text() == texts("matching.tab", number=2)
    assert [cell(asked, row, ROW) for row in (0, 1)] == ["4", "5"]
    assert cell(asked, 0, LIST) == ("Trần Văn An · 6A1 · 03/05/2009\ncha Trần Văn Ba 0912345678")
    assert cell(asked, 0, RECORD) == (
        "Trần Văn An · 6A1 · 05/03/2009\ncha Trần Văn Ba 0912345678 · đã cài"
    )
    assert (bold(asked, 0, LIST), bold(asked, 0, RECORD)) == (["03/05/2009"], ["05/03/2009"])
    assert (bold(asked, 1, LIST), bold(asked, 1, RECORD)) == (["Lê Thị Bính"], ["Lê Thị Bình"])
    assert asked.area.questions.why.toolTip() == texts("matching.why.birth")
    assert asked.area.questions.keys.text() == texts("matching.keys", number=1)


def test_what_nobody_answers_says_what_becomes_of_it(asked: ImportDialog) -> None:
    """In its cell, and in the footer: one is taken as new, the other as the one on record."""
    texts = asked.desk.texts
    new, known = texts("matching.answer.new"), texts("matching.answer.known")
    assert [cell(asked, row, ANSWER) for row in (0, 1)] == [
        texts("matching.answer.unsaid", answer=new),
        texts("matching.answer.unsaid", answer=known),
    ]
    footer = texts("matching.open.both", number=2, new=1, known=1)
    assert asked.summary.toolTip().endswith(footer)
    assert classes_shown(asked) == {"6A1": ["1", "1", "–", "–", "1", "–"]}


def test_keys_answer_and_the_plan_follows(asked: ImportDialog, qtbot: QtBot) -> None:
    """One key a row, down the list; the numbers, the footer and the tab change at once."""
    texts = asked.desk.texts
    table_of(asked).setFocus()
    press(asked, Key.Key_1, qtbot)
    assert table_of(asked).currentIndex().row() == 1
    press(asked, Key.Key_0, qtbot)
    assert [cell(asked, row, ANSWER) for row in (0, 1)] == [
        texts("matching.answer.known"),
        texts("matching.answer.new"),
    ]
    assert asked.area.tabs["questions"].text() == texts("matching.tab_answered", number=2)
    assert asked.summary.toolTip().endswith(texts("matching.open.answered", number=2))
    assert classes_shown(asked) == {"6A1": ["1", "1", "–", "–", "1", "–"]}
    table_of(asked).selectRow(0)
    press(asked, Key.Key_Delete, qtbot)
    assert asked.area.tabs["questions"].text() == texts("matching.tab", number=1)
    assert asked.files.answers.keys() == {asked.area.questions.model.question(1).key}


def test_several_rows_are_answered_by_one_key(asked: ImportDialog, qtbot: QtBot) -> None:
    """Ctrl+A, 1: all of them are who the program thinks they may be."""
    table_of(asked).selectAll()
    press(asked, Key.Key_1, qtbot)
    assert classes_shown(asked) == {"6A1": ["–", "2", "–", "–", "–", "–"]}
    table_of(asked).selectAll()
    press(asked, Key.Key_0, qtbot)
    assert classes_shown(asked) == {"6A1": ["2", "–", "–", "–", "2", "–"]}


@pytest.mark.parametrize("by", ["key", "mouse"])
def test_a_drop_down_answers_too(asked: ImportDialog, qtbot: QtBot, by: str) -> None:
    """Space or a click opens it; it holds the very answers."""
    table = table_of(asked)
    index = table.model().index(0, ANSWER)
    if by == "key":
        QTest.keyClick(table, Key.Key_Space)
    else:
        at: QPoint = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    box = table.viewport().findChild(QComboBox)
    assert box is not None
    texts = asked.desk.texts
    assert [box.itemText(n) for n in range(box.count())] == [
        texts("matching.answer.new"),
        texts("matching.answer.known"),
    ]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    wait(qtbot, asked)
    assert cell(asked, 0, ANSWER) == texts("matching.answer.known")


def test_answers_are_taken_and_not_asked_for_again(
    asked: ImportDialog, open_dialog: Open, tmp_path: Path, case: Case, qtbot: QtBot
) -> None:
    """An keeps the tick under the other birthday; the next time the list brings nothing."""
    table_of(asked).selectAll()
    press(asked, Key.Key_1, qtbot)
    with qtbot.waitSignal(asked.accepted):
        click(asked.take_button)
    assert case.on_record()["6A1"] == ["Trần Văn An", "Lê Thị Bính"]
    found = case.ask(case.desk, lambda office: people.find(office, text="Văn An")[0].person)
    assert (found.date_of_birth, found.status) == ("2009-05-03", Status.INSTALLED)
    again = open_dialog(tmp_path / "b.xlsx")
    assert not again.area.tabs["questions"].isVisible()
    assert not again.take_button.isEnabled()


def test_an_import_with_open_questions_is_done_and_says_so(
    asked: ImportDialog, case: Case, qtbot: QtBot
) -> None:
    """Nobody has to answer; what was done instead is told afterwards."""
    with qtbot.waitSignal(asked.accepted):
        click(asked.take_button)
    said = case.desk.texts("matching.taken.both", number=2, new=1, known=1)
    assert case.notices[-1].text.endswith(said)
    assert case.on_record()["6A1"].count("Trần Văn An") == 2


def test_the_row_asked_about_is_shown_in_its_sheet(asked: ImportDialog) -> None:
    """From the question to the line of the list, as from any problem."""
    table_of(asked).selectRow(1)
    view = asked.panel.view
    model: Any = view.model()
    row = view.currentIndex().row()
    assert model.headerData(row, Qt.Orientation.Vertical) == "5"


def test_another_file_does_not_forget_the_answers(
    asked: ImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    """Planned anew for another reason, the answer still stands, and the row says of which file."""
    press(asked, Key.Key_1, qtbot)
    asked.files.add([write_list(tmp_path / "c.xlsx", CHI)])
    wait(qtbot, asked)
    texts = asked.desk.texts
    assert cell(asked, 0, ANSWER) == texts("matching.answer.known")
    values = {"file": "b.xlsx", "sheet": "Danh sách", "row": 4}
    assert cell(asked, 0, ROW) == texts("matching.file_row", **values)


def test_without_questions_there_is_no_page_for_them(open_dialog: Open, tmp_path: Path) -> None:
    """Most imports ask nothing, and look it."""
    dialog = open_dialog(write_list(tmp_path / "a.xlsx", AN, BINH))
    assert not dialog.area.tabs["questions"].isVisible()
    assert dialog.area.tabs["classes"].isChecked()
    assert "·" not in dialog.summary.toolTip()


def test_what_changes_of_somebody_stands_beside_the_name(asked: ImportDialog, qtbot: QtBot) -> None:
    """From what to what; the class stays unfolded while answers change it."""
    tree = asked.area.classes
    tree.expandAll()
    line = tree.plan.index(0, 0)

    def changes() -> dict[str, str]:
        rows = [tree.plan.index(row, 0, line) for row in range(tree.plan.rowCount(line))]
        return {row.data(): row.data(DETAIL) for row in rows}

    texts = asked.desk.texts
    binh = texts("import.person.changed", name="Lê Thị Bính")
    assert changes()[binh] == "Họ tên: Lê Thị Bình → Lê Thị Bính"
    table_of(asked).selectRow(0)
    press(asked, Key.Key_1, qtbot)
    an = texts("import.person.changed", name="Trần Văn An")
    assert changes()[an] == "Ngày sinh: 05/03/2009 → 03/05/2009"
    assert tree.isExpanded(tree.plan.index(0, 0))
    accessible = tree.plan.index(0, 0, tree.plan.index(0, 0)).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert "05/03/2009 → 03/05/2009" in accessible


def test_the_models_keep_the_rules_of_qt(asked: ImportDialog, qtbot: QtBot) -> None:
    """While questions are answered, come and go."""
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = (asked.area.questions.model, asked.area.classes.plan)
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    press(asked, Key.Key_1, qtbot)
    press(asked, Key.Key_0, qtbot)
    asked.files.remove(asked.files.files[0])
    assert asked.area.questions.model.rowCount(QModelIndex()) == 0
    assert len(testers) == 2
