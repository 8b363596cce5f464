"""A block from a spreadsheet onto a tick sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Relation, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.ticks.pasting import read_block
from bluezone_desktop.services import people, steps
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask

NAME, OWN, FATHER, MOTHER = 1, 2, 3, 4


@pytest.fixture
def screen(folder: Path, desk: Desk, qtbot: QtBot) -> ClassesScreen:
    """Three pupils A, B, C; A and B have a father."""
    with Office.open(folder, actor="Thư") as office:
        class_id = people.add_class(office, "6A1").value.id
        for name in "ABC":
            pupil = people.add_pupil(office, class_id, f"Em {name}").value
            if name != "C":
                people.add_relative(office, pupil, Relation.FATHER, f"Cha {name}")
    made = ClassesScreen(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    made.view.setFocus()
    return made


def paste(screen: ClassesScreen, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(screen.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def statuses(screen: ClassesScreen, ask: Ask) -> Callable[[], dict[str, Status]]:
    def read() -> dict[str, Status]:
        (one,) = ask(screen.desk, people.class_list)
        sheet = ask(screen.desk, lambda office: people.tick_sheet(office, one.school_class.id))
        everyone = [row.person for row in sheet.rows]
        everyone += [each.person for row in sheet.rows for each in row.relatives]
        return {str(each.full_name): each.status for each in everyone}

    return read


def test_a_block_from_excel_becomes_statuses_in_one_step(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]], ask: Ask
) -> None:
    """x, 1, Đã cài, Có and their like, cell by cell; one undo takes all of it back."""
    paste(screen, "x\tChưa cài\r\nCó\t0\r\nkhông có ĐTTM\t\r\n")
    assert statuses() == {
        "Em A": Status.INSTALLED,
        "Em B": Status.INSTALLED,
        "Em C": Status.NO_SMARTPHONE,
        "Cha A": Status.NOT_INSTALLED,
        "Cha B": Status.NOT_INSTALLED,
    }
    ask(screen.desk, steps.undo)
    assert set(statuses().values()) == {Status.NOT_ASKED}


def test_one_cell_fills_the_selection(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]]
) -> None:
    """As in Excel."""
    screen.view.select_column(OWN)
    paste(screen, "x")
    found = statuses()
    assert {found[f"Em {name}"] for name in "ABC"} == {Status.INSTALLED}
    assert found["Cha A"] is Status.NOT_ASKED


def test_what_was_copied_here_can_be_pasted_here(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]]
) -> None:
    """One pupil's answer for another."""
    QTest.keyClick(screen.view, Qt.Key.Key_1)
    assert statuses()["Em A"] is Status.INSTALLED
    QTest.keyClick(screen.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(screen.view, Qt.Key.Key_Down)
    QTest.keyClick(screen.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert statuses()["Em B"] is Status.INSTALLED


def test_a_block_with_names_goes_to_those_names(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]], qtbot: QtBot
) -> None:
    """The sender sorts otherwise, writes without accents, keeps a heading and a pupil of another
    class: each status reaches its own child, from wherever the focus is, and it is said.
    """
    screen.view.go(2, OWN)
    block = "STT\tHọ và tên\tHọc sinh\tCha\n1\tEm C\t0\t\n2\tEm Z\tx\t\n3\tEM  A\tx\tCó\n"
    with qtbot.waitSignal(screen.desk.noticed) as told:
        paste(screen, block)
    assert told.args is not None
    assert told.args[0].text == "Đã dán theo tên, cho 3 người. 1 dòng không rõ là ai: “Em Z”."
    found = statuses()
    assert (found["Em A"], found["Cha A"]) == (Status.INSTALLED, Status.INSTALLED)
    assert (found["Em B"], found["Em C"]) == (Status.NOT_ASKED, Status.NOT_INSTALLED)


def test_namesakes_are_told_apart_by_their_order_or_not_at_all(
    screen: ClassesScreen,
    statuses: Callable[[], dict[str, Status]],
    qtbot: QtBot,
    ask: Ask,
) -> None:
    """Two of a name in the class, one in the block: nobody can say which."""
    (one,) = ask(screen.desk, people.class_list)
    ask(screen.desk, lambda office: people.add_pupil(office, one.school_class.id, "Em B"))
    screen.reload()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 4)
    with qtbot.waitSignal(screen.desk.noticed) as told:
        paste(screen, "Em A\tx\nEm B\tx\n")
    assert told.args is not None
    assert "“Em B”" in told.args[0].text
    rows = [screen.model.row_at(place).household.person for place in range(4)]
    paste(screen, "Em B\t4\nEm B\tx\n".replace("4", "Không ĐTTM"))
    sheet = ask(screen.desk, lambda office: people.tick_sheet(office, one.school_class.id))
    found = {row.person.id: row.person.status for row in sheet.rows}
    assert [found[each.id] for each in rows] == [
        Status.INSTALLED,
        Status.NO_SMARTPHONE,
        Status.INSTALLED,
        Status.NOT_ASKED,
    ]


def test_copying_gives_the_words_of_the_drop_downs(screen: ClassesScreen) -> None:
    """What a class sheet would offer; cells not chosen are empty, and all of it can come back."""
    view = screen.view
    QTest.keyClick(view, Qt.Key.Key_3)
    view.go(0, OWN)
    view.toggle(view.sheet.index(2, FATHER))
    view.toggle(view.sheet.index(1, FATHER))
    screen.view.copy()
    copied = QGuiApplication.clipboard().text()
    assert read_block(copied) == [["Chưa hỏi", ""], ["", "Chưa hỏi"], ["", ""]]


def test_an_empty_cell_leaves_what_is_known(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]]
) -> None:
    """A block with gaps never blanks anything."""
    QTest.keyClick(screen.view, Qt.Key.Key_3)
    paste(screen, "\nx\n")
    found = statuses()
    assert (found["Em A"], found["Em B"]) == (Status.NO_SMARTPHONE, Status.INSTALLED)


def test_a_word_that_is_no_status_is_counted_and_told(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]], qtbot: QtBot
) -> None:
    """Nothing is guessed: its cell stays as it is, the others are set."""
    with qtbot.waitSignal(screen.desk.noticed) as told:
        paste(screen, "x\nmai hỏi\n0")
    assert told.args is not None
    assert told.args[0].text == "Đã dán cho 2 người. 1 ô không hiểu, giữ nguyên: “mai hỏi”."
    found = statuses()
    assert [found[f"Em {name}"] for name in "ABC"] == [
        Status.INSTALLED,
        Status.NOT_ASKED,
        Status.NOT_INSTALLED,
    ]


def test_a_heading_stops_the_block(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]], qtbot: QtBot
) -> None:
    """Copied along, it would push every answer to the next child."""
    with qtbot.waitSignal(screen.desk.noticed) as told:
        paste(screen, "Học sinh\tCha\nx\tx\n0\tx\n")
    assert told.args is not None
    assert told.args[0].kind == "error"
    assert "“Học sinh”, “Cha”" in told.args[0].text
    assert set(statuses().values()) == {Status.NOT_ASKED}


def test_cells_where_nobody_stands_are_counted_aloud(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]], qtbot: QtBot
) -> None:
    """C has no father, and there is no fourth row."""
    screen.view.go(1, FATHER)
    with qtbot.waitSignal(screen.desk.noticed) as told:
        paste(screen, "x\nx\nx")
    assert told.args is not None
    assert told.args[0].text == "Đã dán cho 1 người. 2 ô không có ai."
    assert statuses()["Cha B"] is Status.INSTALLED


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("x", [["x"]]),
        (' "a" \t', [["a", ""]]),
        ('"a\nb"\tc', [["a b", "c"]]),
        ('a"\tb', [["a", "b"]]),
        ('"a\tb\nc', [["a", "b"], ["c"]]),
    ],
)
def test_blocks_come_as_spreadsheets_write_them(text: str, cells: list[list[str]]) -> None:
    """Tabs, either line end, a line end after the last row."""
    assert read_block(text) == cells
