"""The rows of a tick sheet as Qt sees them."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import (
    Household,
    IsoDate,
    KinshipId,
    Person,
    PersonId,
    RelativeOf,
)
from bluezone_desktop.domain.vocabulary import AppStore, Group, Relation, Status
from bluezone_desktop.gui.ticks.marker import Mark
from bluezone_desktop.gui.ticks.sheet import ColumnKind, Show, pupil_columns, staff_columns
from bluezone_desktop.gui.ticks.tick_model import DISPLAY, OBJECT, SORT, SPOKEN, TOOL_TIP, TickModel
from bluezone_desktop.gui.ticks.wording import Wording
from bluezone_desktop.texts import Texts

OWN, FATHER, MOTHER, OTHER = 2, 3, 4, 5


def person(name: str, group: Group = Group.PUPIL, **fields: object) -> Person:
    return replace(Person(PersonId(name), group, name), **fields)  # type: ignore[arg-type] # a test's shorthand


def family(pupil: Person, *relatives: tuple[Relation, Person]) -> Household:
    return Household(
        pupil,
        tuple(
            RelativeOf(KinshipId(f"{pupil.id}/{each.id}"), relation, each)
            for relation, each in relatives
        ),
    )


MAI = person("Lê Thị Mai", Group.RELATIVE)
BA = person("Trần Văn Ba", Group.RELATIVE, phone="0912345678")


def class_of_three() -> list[Household]:
    """An and Bình are siblings: the same mother stands in both rows."""
    return [
        family(person("Trần Văn An", position=3), (Relation.FATHER, BA), (Relation.MOTHER, MAI)),
        family(person("Trần Thị Bình", position=1), (Relation.MOTHER, MAI)),
        family(person("Võ Hoà", position=2)),
    ]


def watch(model: TickModel) -> None:
    """Whatever happens to the model from here on must be told to Qt rightly, or the test fails."""
    QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, parent=model
    )


@pytest.fixture
def model(qtbot: QtBot) -> TickModel:
    made = TickModel(Wording(Texts(), "classes"), pupil_columns)
    watch(made)
    made.load(class_of_three())
    return made


def words(model: TickModel, row: int, column: int, role: int = DISPLAY) -> object:
    return model.data(model.index(row, column), role)


def changed_cells(model: TickModel) -> list[tuple[int, int]]:
    cells: list[tuple[int, int]] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        cells.extend(
            (row, column)
            for row in range(first.row(), last.row() + 1)
            for column in range(first.column(), last.column() + 1)
        )

    model.dataChanged.connect(note)
    return cells


def test_a_mark_changes_the_cells_of_its_people_and_no_others(model: TickModel) -> None:
    """Only touched cells are painted again; a shared mother stands in two of them."""
    cells = changed_cells(model)
    model.settle(Mark.of((MAI.id,), Status.INSTALLED, AppStore.CH_PLAY))
    assert sorted(cells) == [(0, MOTHER), (1, MOTHER)]
    assert words(model, 0, MOTHER) == words(model, 1, MOTHER) == "Đã cài"
    assert words(model, 0, FATHER) == "Chưa hỏi"


def test_a_mark_of_somebody_elsewhere_changes_nothing(model: TickModel) -> None:
    """The clerk may have gone on to another class before the disk was done."""
    cells = changed_cells(model)
    model.settle(Mark.of((PersonId("ai đó"),), Status.INSTALLED))
    assert cells == []


def test_store_and_day_go_when_the_app_is_gone(model: TickModel) -> None:
    """A store stands with installed only."""
    model.settle(Mark.of((MAI.id,), Status.INSTALLED, AppStore.CH_PLAY))
    model.settle(Mark.of((MAI.id,), Status.NOT_INSTALLED))
    there = words(model, 0, MOTHER, OBJECT)
    assert isinstance(there, Person)
    assert (there.status, there.store, there.installed_on) == (Status.NOT_INSTALLED, None, None)


def test_reading_again_tells_of_cells_not_of_rows(model: TickModel, qtbot: QtBot) -> None:
    """After an undo the same rows come back with other statuses: the view must not jump."""
    cells = changed_cells(model)
    again = class_of_three()
    first = again[0]
    again[0] = replace(first, person=replace(first.person, status=Status.UNSUPPORTED))
    with qtbot.assertNotEmitted(model.modelReset):
        model.load(again)
    # The number, name and note of the row say the same as before.
    assert cells == [(0, OWN)]


def test_reading_the_same_again_changes_nothing(model: TickModel) -> None:
    """Every calm moment reads the sheet again; it must cost no painting."""
    cells = changed_cells(model)
    model.load(class_of_three())
    assert cells == []


def test_other_rows_reset_the_sheet(model: TickModel, qtbot: QtBot) -> None:
    """A pupil more, or another class."""
    with qtbot.waitSignal(model.modelReset):
        model.load(class_of_three()[:2])
    assert model.rowCount() == 2


def test_a_filter_keeps_rows_until_it_is_set_again(model: TickModel) -> None:
    """A row vanishing under the hand would make the next key hit the wrong person."""
    model.settle(Mark.of((PersonId("Võ Hoà"),), Status.INSTALLED))
    model.set_show(Show.NOT_ASKED)
    assert model.rowCount() == 2
    everyone = tuple(each.id for each in model.people())
    model.settle(Mark.of(everyone, Status.INSTALLED))
    assert model.rowCount() == 2
    model.set_show(Show.NOT_ASKED)
    assert model.rowCount() == 0


def test_a_filtered_row_comes_back_when_it_matches_again(model: TickModel) -> None:
    """An undo while a filter is on must be seen."""
    model.settle(Mark.of((PersonId("Võ Hoà"),), Status.INSTALLED))
    model.set_show(Show.NOT_ASKED)
    model.settle(Mark.of((PersonId("Võ Hoà"),), Status.NOT_ASKED))
    assert [words(model, row, 1) for row in range(model.rowCount())] == [
        "Trần Văn An",
        "Trần Thị Bình",
        "Võ Hoà",
    ]


def test_a_row_coming_back_takes_no_other_away(model: TickModel) -> None:
    """What is in view stays, whatever else happens to the sheet."""
    model.settle(Mark.of((PersonId("Võ Hoà"),), Status.INSTALLED))
    model.set_show(Show.NOT_ASKED)
    model.settle(Mark.of((PersonId("Trần Thị Bình"), MAI.id), Status.INSTALLED))
    model.settle(Mark.of((PersonId("Võ Hoà"),), Status.NOT_ASKED))
    assert model.rowCount() == 3


def test_not_installed_shows_whom_a_reminder_can_help(model: TickModel) -> None:
    """People without a smartphone are nobody's work."""
    model.settle(Mark.of((BA.id,), Status.NOT_INSTALLED))
    model.settle(Mark.of((PersonId("Võ Hoà"),), Status.NO_SMARTPHONE))
    model.set_show(Show.NOT_INSTALLED)
    assert [words(model, row, 1) for row in range(model.rowCount())] == ["Trần Văn An"]


def test_the_list_as_it_came_is_one_click_away(model: TickModel) -> None:
    """Sorting by the running number gives the sender's order, and numbers follow the rows."""
    model.sort(0)
    names = [words(model, row, 1) for row in range(3)]
    assert names == ["Trần Thị Bình", "Võ Hoà", "Trần Văn An"]
    assert [words(model, row, 0) for row in range(3)] == ["1", "2", "3"]
    model.sort(1)
    assert words(model, 0, 1) == "Trần Văn An"


def test_staff_are_sorted_by_group_and_by_name_on_request(qtbot: QtBot) -> None:
    """Managers, teachers, employees as they are loaded; by Vietnamese name when asked."""
    staff = [
        Household(person("Đỗ Thị Yến", Group.MANAGER)),
        Household(person("Lê Văn Ấn", Group.TEACHER)),
        Household(person("Trần An", Group.TEACHER)),
        Household(person("Bùi Bé", Group.EMPLOYEE)),
    ]
    model = TickModel(Wording(Texts(), "staff"), staff_columns, sorted_by=ColumnKind.GROUP)
    watch(model)
    model.load(staff)
    assert words(model, 0, 1) == "Đỗ Thị Yến"
    model.sort(1)
    names = [words(model, row, 1) for row in range(4)]
    assert names == ["Trần An", "Lê Văn Ấn", "Bùi Bé", "Đỗ Thị Yến"]


@pytest.mark.parametrize("order", list(Qt.SortOrder))
@pytest.mark.parametrize("column", range(7))
def test_every_column_can_be_sorted_and_keeps_everyone(
    model: TickModel, column: int, order: Qt.SortOrder
) -> None:
    """Sort keys of one column must be comparable with each other, whatever is in it."""
    model.settle(Mark.of((MAI.id,), Status.INSTALLED))
    model.sort(column, order)
    keys: list[Any] = [words(model, row, column, SORT) for row in range(3)]
    assert keys == sorted(keys, reverse=order == Qt.SortOrder.DescendingOrder)
    assert {words(model, row, 1) for row in range(3)} == {
        "Trần Văn An",
        "Trần Thị Bình",
        "Võ Hoà",
    }


def test_a_screen_reader_hears_name_and_status_in_words(model: TickModel) -> None:
    """Not the sign, not the colour: who, whose, and what."""
    model.settle(Mark.of((MAI.id,), Status.UNSUPPORTED))
    assert words(model, 0, MOTHER, SPOKEN) == ("Lê Thị Mai, mẹ của Trần Văn An: Máy không cài được")
    assert words(model, 2, FATHER, SPOKEN) == "Cha của Võ Hoà: chưa có"
    assert words(model, 2, OWN, SPOKEN) == "Võ Hoà: Chưa hỏi"


def test_hovering_tells_name_store_day_and_phone(model: TickModel) -> None:
    """In reach, never in the way."""
    rows = class_of_three()
    known = replace(
        BA,
        status=Status.INSTALLED,
        store=AppStore.CH_PLAY,
        installed_on=IsoDate("2020-09-05"),
    )
    rows[0] = family(rows[0].person, (Relation.FATHER, known))
    model.load(rows)
    assert words(model, 0, FATHER, TOOL_TIP) == (
        "Trần Văn Ba, cha của Trần Văn An\nĐã cài · CH Play · 05/09/2020\nĐiện thoại 0912345678"
    )


def test_a_relative_without_a_name_is_told_by_the_tie(model: TickModel) -> None:
    """Lists give a phone alone often enough."""
    nameless = replace(BA, full_name=None)
    model.load([family(person("An"), (Relation.FATHER, nameless))])
    assert words(model, 0, FATHER, SPOKEN) == "Cha của An: Chưa hỏi"


def test_what_is_typed_into_a_name_is_handed_on_not_shown(model: TickModel, qtbot: QtBot) -> None:
    """A name shows when it is on disk, like a tick."""
    edit = Qt.ItemDataRole.EditRole
    with qtbot.waitSignal(model.edited) as told:
        assert model.setData(model.index(0, 1), "Trần Văn Ân", edit)
    assert told.args is not None
    assert told.args[1:] == ["full_name", "Trần Văn Ân"]
    assert words(model, 0, 1) == "Trần Văn An"
    with qtbot.assertNotEmitted(model.edited):
        model.setData(model.index(0, 1), "Trần Văn An", edit)
        model.setData(model.index(0, OWN), "x", edit)


def test_people_waiting_for_the_disk_are_told_cell_by_cell(model: TickModel) -> None:
    """The pending look comes and goes without touching anything else."""
    cells = changed_cells(model)
    model.set_late(frozenset({MAI.id}))
    assert sorted(cells) == [(0, MOTHER), (1, MOTHER)]
    assert model.is_late(MAI)
    cells.clear()
    model.set_late(frozenset())
    assert sorted(cells) == [(0, MOTHER), (1, MOTHER)]
    assert not model.is_late(MAI)


def test_an_empty_sheet_is_a_sheet(qtbot: QtBot) -> None:
    """A class may have no pupils yet."""
    model = TickModel(Wording(Texts("en"), "classes"), pupil_columns)
    watch(model)
    model.load(())
    model.set_show(Show.NOT_ASKED)
    model.sort(1)
    assert model.rowCount() == 0
    assert model.row_of(MAI.id) == -1
