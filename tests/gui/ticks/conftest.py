"""A class of five on a tick sheet, and what the database has of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId, Person
from bluezone_desktop.domain.vocabulary import Relation, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.services import people, steps
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask
from tests.gui.ticks.hands import (
    NAMES,
)


@pytest.fixture
def class_id(folder: Path) -> ClassId:
    """Class 6A1 of five pupils; the first three have a father and a mother."""
    with Office.open(folder, actor="Thư") as office:
        made = people.add_class(office, "6A1", "Lý Thị Cẩm Tú").value
        for place, name in enumerate(NAMES):
            pupil = people.add_pupil(office, made.id, name).value
            if place < 3:
                people.add_relative(office, pupil, Relation.FATHER, f"Cha {name}")
                people.add_relative(office, pupil, Relation.MOTHER, f"Mẹ {name}")
    return made.id


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, class_id: ClassId) -> ClassesScreen:
    made = ClassesScreen(desk)
    qtbot.addWidget(made)
    QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Warning, parent=made.model
    )
    made.resize(1100, 620)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == len(NAMES))
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    return made


@pytest.fixture
def view(screen: ClassesScreen) -> TickView:
    return screen.view


@pytest.fixture
def stored(ask: Ask, desk: Desk, class_id: ClassId) -> Callable[[], dict[str, Status]]:
    """Statuses by name as the database has them, behind everything that was typed."""

    def read() -> dict[str, Status]:
        sheet = ask(desk, lambda office: people.tick_sheet(office, class_id))
        everyone: list[Person] = []
        for row in sheet.rows:
            everyone.append(row.person)
            everyone.extend(each.person for each in row.relatives)
        return {str(each.full_name): each.status for each in everyone}

    return read


@pytest.fixture
def step_count(ask: Ask, desk: Desk) -> Callable[[], int]:
    return lambda: len(ask(desk, steps.steps))
