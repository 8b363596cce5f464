"""The list of everybody: sorted, filtered while typing, and the way to where somebody is ticked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.everyone.model import Column, EveryoneModel, Filter, make_ready
from bluezone_desktop.gui.everyone.screen import EveryoneScreen
from bluezone_desktop.gui.everyone.target import Filtered
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.services import everyone, marking, people, steps
from bluezone_desktop.services.office import Office
from tests.gui.stage import Ask, RecordingDialogs, Small

Settled = Callable[[Desk], None]
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def school(small: Small, desk: Desk, ask: Ask) -> Small:
    """Some more people than the small school has, with statuses and phones."""

    def fill(office: Office) -> None:
        first = small.classes[0]
        binh = people.add_pupil(office, first, "Lê Bình").value
        people.add_relative(office, binh, Relation.FATHER, "Lê Ân", "0912345678")
        people.add_relative(office, small.pupils[0], Relation.MOTHER, None, "0987654321")
        people.add_staff(office, "Kim Ái", Group.MANAGER, job="Hiệu trưởng")
        marking.mark(office, [small.pupils[0], small.teacher], Status.INSTALLED)
        marking.mark(office, [binh], Status.UNSUPPORTED)

    ask(desk, fill)
    return small


@pytest.fixture
def screen(school: Small, window: MainWindow, desk: Desk, settled: Settled) -> EveryoneScreen:
    """The list in the window, read."""
    window.go_to("everyone")
    settled(desk)
    found = window.screen_named("everyone")
    assert isinstance(found, EveryoneScreen)
    return found


def _column(screen: EveryoneScreen, column: Column = Column.NAME) -> list[str]:
    return [screen.model.words(row)[column] for row in range(screen.model.rowCount())]


def _hand(screen: EveryoneScreen) -> str:
    """Whose row has the hand."""
    return screen.model.words(screen.view.currentIndex().row())[Column.NAME]


def _closing(cards: list[str]) -> Callable[[QDialog], bool]:
    """Answers a dialog by looking at its title and closing it."""

    def look(dialog: QDialog) -> bool:
        cards.append(dialog.windowTitle())
        return False

    return look


def _type(screen: EveryoneScreen, text: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.model.modelReset):
        QTest.keyClicks(screen.field, text)


IN_ORDER = [
    *("Kim Ái", "Trần Văn An", "Lê Ân", "Lê Bình"),
    *("Nguyễn Thị Hoà", "Đỗ Thị Mai", "Lâm Quốc Việt", "0987654321"),
]


def test_everybody_stands_in_name_order(screen: EveryoneScreen, desk: Desk) -> None:
    """The order of Vietnamese lists; who is known by phone alone comes last."""
    assert _column(screen) == IN_ORDER
    assert screen.count.text() == desk.texts("everyone.count", shown="8", total="8")
    assert _column(screen, Column.ROLE) == [
        *("Hiệu trưởng", "Học sinh", "Cha của Lê Bình", "Học sinh", "Học sinh"),
        *("Mẹ của Nguyễn Thị Hoà", "Giáo viên", "Mẹ của Trần Văn An"),
    ]
    assert _hand(screen) == "Kim Ái"


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (
            Column.CLASS,  # 6A1, 6A2, nobody's
            [1, 2, 3, 7, 4, 5, 0, 6],
        ),
        (
            Column.STATUS,  # not asked, unsupported, installed
            [0, 2, 4, 5, 7, 3, 1, 6],
        ),
        (
            Column.ROLE,  # managers, teachers, pupils, fathers, mothers
            [0, 6, 1, 3, 4, 2, 5, 7],
        ),
        (
            Column.PHONE,
            [2, 7, 0, 1, 3, 4, 5, 6],
        ),
    ],
)
def test_a_click_on_a_head_sorts(
    screen: EveryoneScreen, column: Column, expected: list[int]
) -> None:
    """Equal ones stay in name order, also when the order is turned round."""
    head = screen.view.horizontalHeader()
    place = head.sectionViewportPosition(column) + 8

    def click() -> list[int]:
        where = head.viewport().rect().topLeft()
        where.setX(place)
        where.setY(8)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, where)
        return [IN_ORDER.index(name) for name in _column(screen)]

    assert click() == expected
    assert screen.view.currentIndex().row() == 0
    groups: dict[object, list[int]] = {}
    for row in range(screen.model.rowCount()):
        key = screen.model.index(row, column).data(Qt.ItemDataRole.UserRole + 1)
        groups.setdefault(key, []).append(expected[row])
    turned = [place for key in reversed(list(groups)) for place in groups[key]]
    assert click() == turned


def test_widths_and_order_are_remembered(
    screen: EveryoneScreen, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """Tables are found as they were left."""
    screen.view.sortByColumn(Column.STATUS, Qt.SortOrder.DescendingOrder)
    screen.view.setColumnWidth(Column.NAME, 300)
    again = EveryoneScreen(desk)
    qtbot.addWidget(again)
    again.model.load(make_ready(ask(desk, everyone.read)))
    assert _column(again) == _column(screen)
    assert again.view.columnWidth(Column.NAME) == 300


def test_the_list_is_filtered_while_typing(
    screen: EveryoneScreen, desk: Desk, qtbot: QtBot
) -> None:
    """Letters typed on the list go into the filter; Esc takes it away and gives the list back."""
    screen.view.setFocus()
    with qtbot.waitSignal(screen.model.modelReset):
        QTest.keyClick(screen.view, Qt.Key.Key_L)
    assert screen.field.hasFocus()
    _type(screen, "e 6a1", qtbot)
    assert screen.field.text() == "le 6a1"
    assert _column(screen) == ["Lê Ân", "Lê Bình"]
    assert screen.count.text() == desk.texts("everyone.count_of", shown="2", total="8")
    assert screen.model.marks(0, Column.NAME) == [(0, 2)]
    assert screen.model.marks(0, Column.CLASS) == [(0, 3)]
    assert screen.model.marks(0, Column.ROLE) == ()  # nobody is found by their child's name
    QTest.keyClick(screen.field, Qt.Key.Key_Down)
    assert screen.view.hasFocus()
    assert _hand(screen) == "Lê Ân"
    QTest.keyClick(screen.view, Qt.Key.Key_Escape)
    assert _column(screen) == IN_ORDER
    assert screen.field.text() == ""
    assert screen.view.hasFocus()


def test_what_unikey_sends_is_filtered_as_it_ends(screen: EveryoneScreen, qtbot: QtBot) -> None:
    """Its letters and Backspaces come in one go: one change of the list, the text untouched."""
    screen.field.setFocus()
    resets: list[int] = []
    screen.model.modelReset.connect(lambda: resets.append(screen.model.rowCount()))
    with qtbot.waitSignal(screen.model.modelReset):
        QTest.keyClicks(screen.field, "a")
        QTest.keyClick(screen.field, Qt.Key.Key_Backspace)
        typed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NO_KEYS, "á")
        QApplication.sendEvent(screen.field, typed)
        QTest.keyClicks(screen.field, "i ")
    assert resets == [1]
    assert screen.field.text() == "ái "
    assert _column(screen) == ["Kim Ái"]


def test_group_and_status_are_chosen(screen: EveryoneScreen, desk: Desk) -> None:
    """The staff who have it, say."""

    def choose(group: int, status: Status | None) -> list[str]:
        screen.groups.setCurrentIndex(group)
        screen.groups.activated.emit(group)
        place = (None, *Status).index(status)
        screen.statuses.setCurrentIndex(place)
        screen.statuses.activated.emit(place)
        return _column(screen)

    assert choose(1, None) == ["Trần Văn An", "Lê Bình", "Nguyễn Thị Hoà"]
    assert choose(2, None) == ["Lê Ân", "Đỗ Thị Mai", "0987654321"]
    assert choose(3, None) == ["Kim Ái", "Lâm Quốc Việt"]
    assert choose(3, Status.INSTALLED) == ["Lâm Quốc Việt"]
    assert choose(2, Status.INSTALLED) == []
    assert screen.empty.words.text() == desk.texts("everyone.nobody")
    assert screen.empty.isVisible()
    QTest.mouseClick(screen.empty.button, Qt.MouseButton.LeftButton)
    assert _column(screen) == IN_ORDER
    assert screen.view.hasFocus()


def test_who_left_is_shown_when_asked_for(
    screen: EveryoneScreen,
    school: Small,
    desk: Desk,
    settled: Settled,
    dialogs: RecordingDialogs,
) -> None:
    """They are on record and not in the figures, and on no sheet: Enter shows their card."""
    desk.ask(lambda office: people.mark_left(office, school.pupils[1]), lambda _: None)
    settled(desk)
    assert "Nguyễn Thị Hoà" not in _column(screen)
    assert "Đỗ Thị Mai" not in _column(screen)  # whose relative she is has left
    QTest.keyClick(screen.with_gone, Qt.Key.Key_Space)
    assert _column(screen) == IN_ORDER
    row = screen.model.row_of(school.pupils[1])
    assert screen.model.words(row)[Column.ROLE] == "Học sinh · đã rời trường"
    cards: list[str] = []
    dialogs.answer("run", _closing(cards), _closing(cards))
    screen.view.setFocus()
    screen.view.go(row)
    QTest.keyClick(screen.view, Qt.Key.Key_Return)
    settled(desk)
    assert "Nguyễn Thị Hoà" in cards[0]
    screen.view.go(screen.model.row_of(school.teacher))
    QTest.keyClick(screen.view, Qt.Key.Key_F2)
    settled(desk)
    assert "Lâm Quốc Việt" in cards[1]


def test_enter_goes_where_somebody_is_ticked(
    screen: EveryoneScreen, school: Small, window: MainWindow, desk: Desk, settled: Settled
) -> None:
    """A relative: the class of the child, the hand on the cell where a digit sets the status."""
    screen.view.setFocus()
    screen.view.go(screen.model.row_of(school.mother))
    QTest.keyClick(screen.view, Qt.Key.Key_Return)
    settled(desk)
    assert window.present == "classes"
    classes = window.screen_named("classes")
    assert isinstance(classes, ClassesScreen)
    assert classes.class_id == school.classes[1]
    assert [one.id for one in classes.view.selected_people()] == [school.mother]


def test_a_double_click_does_as_well(
    screen: EveryoneScreen, school: Small, window: MainWindow, desk: Desk, settled: Settled
) -> None:
    """For those with a mouse."""
    row = screen.model.row_of(school.teacher)
    place = screen.view.visualRect(screen.model.index(row, 0)).center()
    port = screen.view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, NO_KEYS, place)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, NO_KEYS, place)
    settled(desk)
    assert window.present == "staff"


def test_somebody_asked_for_is_shown_whatever_the_filter(
    screen: EveryoneScreen, school: Small, window: MainWindow, desk: Desk, settled: Settled
) -> None:
    """Also who left; a filter that lets them through stays."""
    window.go_to("everyone", Filtered("le"))
    assert _column(screen) == ["Lê Ân", "Lê Bình"]
    window.go_to("everyone", school.pupils[0])
    assert _hand(screen) == "Trần Văn An"
    assert _column(screen) == IN_ORDER
    desk.ask(lambda office: people.mark_left(office, school.teacher), lambda _: None)
    settled(desk)
    window.go_to("everyone", school.teacher)
    settled(desk)
    assert _hand(screen) == "Lâm Quốc Việt"


def test_the_list_follows_what_changes(
    screen: EveryoneScreen, school: Small, desk: Desk, settled: Settled
) -> None:
    """An undo, a command beside the window: the hand and the filter stay."""
    window_filter = Filter("6a")
    screen.open_at(Filtered("6a"))
    screen.view.go(screen.model.row_of(school.mother))
    desk.ask(lambda office: people.add_pupil(office, school.classes[0], "An An"), lambda _: None)
    settled(desk)
    assert _column(screen)[0] == "An An"
    assert screen.model.filter == window_filter
    assert _hand(screen) == "Đỗ Thị Mai"
    desk.ask(steps.undo, lambda _: None)
    settled(desk)
    assert "An An" not in _column(screen)
    assert _hand(screen) == "Đỗ Thị Mai"


def test_rows_are_copied_for_a_spreadsheet(screen: EveryoneScreen, school: Small) -> None:
    """A row a line, a cell a tab."""
    screen.view.setFocus()
    screen.view.go(screen.model.row_of(school.mother))
    QTest.keyClick(screen.view, Qt.Key.Key_C, CONTROL)
    said = QGuiApplication.clipboard().text()
    assert said == "Đỗ Thị Mai\t6A2\tMẹ của Nguyễn Thị Hoà\t\tChưa hỏi"


def test_an_empty_school_says_what_to_do_first(
    window: MainWindow, desk: Desk, settled: Settled
) -> None:
    """Nobody is there: the way to lists."""
    window.go_to("everyone")
    settled(desk)
    screen = window.screen_named("everyone")
    assert isinstance(screen, EveryoneScreen)
    assert screen.empty.words.text() == desk.texts("everyone.empty")
    desk.import_wanted.disconnect(window.bring_in)
    wanted: list[object] = []
    desk.import_wanted.connect(wanted.append)
    QTest.mouseClick(screen.empty.button, Qt.MouseButton.LeftButton)
    assert wanted == [[]]


def test_a_row_is_spoken(screen: EveryoneScreen, school: Small) -> None:
    """A screen reader says column and content."""
    row = screen.model.row_of(school.pupils[0])
    spoken = screen.model.index(row, Column.STATUS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Trạng thái: Đã cài"


def test_the_model_keeps_qts_rules(school: Small, desk: Desk, ask: Ask, tmp_path: Path) -> None:
    """Qt's own tester watches loading, sorting and filtering."""
    model = EveryoneModel(desk.texts)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.load(make_ready(ask(desk, everyone.read)))
    for wanted in (Filter("a"), Filter("xyz"), Filter(groups=(Group.PUPIL,)), Filter()):
        model.set_filter(wanted)
        for column in Column:
            model.sort(column, Qt.SortOrder.DescendingOrder)
    assert model.rowCount() == len(IN_ORDER)


def test_the_menu_says_what_the_keys_do(
    screen: EveryoneScreen, school: Small, window: MainWindow, desk: Desk, settled: Settled
) -> None:
    """For those who do not know them: the right button on a row."""
    place = screen.view.visualRect(screen.model.index(screen.model.row_of(school.teacher), 0))
    screen.view.customContextMenuRequested.emit(place.center())
    (menu,) = [each for each in screen.findChildren(QMenu) if each.isVisible()]
    keys = [action.text().partition("\t")[2] for action in menu.actions()]
    assert keys == ["Enter", "F2", "Ctrl+C"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settled(desk)
    assert window.present == "staff"


def test_alt_enter_opens_the_card_as_on_the_sheets(
    screen: EveryoneScreen, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """Whoever knows one key for it knows it everywhere."""
    opened: list[str] = []

    def look(dialog: QDialog) -> bool:
        opened.append(dialog.windowTitle())
        return False

    dialogs.answer("run", look)
    screen.view.go(0)
    QTest.keyClick(screen.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].startswith(_hand(screen))
