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
    """Names come along on the clipboard and are left out."""
    QTest.keyClick(screen.view, Qt.Key.Key_1)
    assert statuses()["Em A"] is Status.INSTALLED
    screen.view.go(0, NAME)
    screen.view.go(0, OWN, extend=True)
    QTest.keyClick(screen.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    screen.view.go(1, NAME)
    QTest.keyClick(screen.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    found = statuses()
    assert found["Em B"] is Status.INSTALLED
    assert "Em A" in found


def test_an_empty_cell_leaves_what_is_known(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]]
) -> None:
    """A block with gaps never blanks anything."""
    QTest.keyClick(screen.view, Qt.Key.Key_3)
    paste(screen, "\nx\n")
    found = statuses()
    assert (found["Em A"], found["Em B"]) == (Status.NO_SMARTPHONE, Status.INSTALLED)


def test_a_word_that_is_no_status_stops_the_whole_block(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]], qtbot: QtBot
) -> None:
    """Nothing is guessed and nothing half pasted; the word is named."""
    with qtbot.waitSignal(screen.desk.noticed) as told:
        paste(screen, "x\nmai hỏi\n")
    assert told.args is not None
    assert "mai hỏi" in told.args[0].text
    assert set(statuses().values()) == {Status.NOT_ASKED}


def test_cells_where_nobody_stands_are_counted_aloud(
    screen: ClassesScreen, statuses: Callable[[], dict[str, Status]], qtbot: QtBot
) -> None:
    """C has no father, and there is no fourth row."""
    screen.view.go(1, FATHER)
    with qtbot.waitSignal(screen.desk.noticed) as told:
        paste(screen, "x\nx\nx")
    assert told.args is not None
    assert told.args[0].text == "Đã dán cho 1 người; bỏ qua 2 ô không có ai."
    assert statuses()["Cha B"] is Status.INSTALLED


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("x", [["x"]]),
        (' "a" \t', [["a", ""]]),
    ],
)
def test_blocks_come_as_spreadsheets_write_them(text: str, cells: list[list[str]]) -> None:
    """Tabs, either line end, a line end after the last row."""
    assert read_block(text) == cells
