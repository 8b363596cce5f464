"""The start screen: right figures, both rates, what is to be done, and the chart."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.counting import Ratio
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.overview.content import Content, figure_lines, read, tasks
from bluezone_desktop.gui.overview.screen import OverviewScreen, TaskButton
from bluezone_desktop.services import marking, returns
from tests.gui.stage import Ask, Clock, Small


def _content(ask: Ask, desk: Desk) -> Content:
    found = ask(desk, read)
    assert isinstance(found, Content)
    return found


def test_the_four_figures_carry_both_rates(small: Small, desk: Desk, ask: Ask) -> None:
    """Targets used either rate, so neither may be shown without the other."""
    ask(desk, lambda office: marking.mark(office, [small.pupils[0]], Status.INSTALLED))
    ask(desk, lambda office: marking.mark(office, [small.pupils[1]], Status.NO_SMARTPHONE))
    lines = {line.key: line for line in figure_lines(_content(ask, desk))}
    assert list(lines) == ["pupils", "relatives", "staff", "households"]
    pupils = lines["pupils"]
    assert (pupils.part, pupils.whole, pupils.not_asked) == (1, 2, 0)
    assert [rate for rate, _ in pupils.rates] == [Ratio(1, 2), Ratio(1, 1)]
    assert lines["households"].rates[0][0] == Ratio(1, 2)
    assert lines["relatives"].not_asked == 1


def test_the_change_is_counted_from_the_last_issued_return(
    small: Small, desk: Desk, ask: Ask, tmp_path: Path, clock: Clock
) -> None:
    """Without a return there is nothing to compare with; after one, every rate shows its change."""
    assert {line.points for line in figure_lines(_content(ask, desk))} == {None}
    ask(
        desk,
        lambda office: returns.export(office, tmp_path / "1.xlsx", desk.texts, round_name="1"),
    )
    ask(desk, lambda office: marking.mark(office, [small.pupils[0]], Status.INSTALLED))
    points = {line.key: line.points for line in figure_lines(_content(ask, desk))}
    assert points == {"pupils": 500, "relatives": 0, "staff": 0, "households": 500}


def test_tasks_name_the_class_with_most_left_first(small: Small, desk: Desk, ask: Ask) -> None:
    """The list is worked from the top."""
    found = tasks(_content(ask, desk), desk.texts)
    assert [(task.screen, task.target) for task in found[:2]] == [
        ("classes", small.classes[1]),
        ("classes", small.classes[0]),
    ]
    words = [task.text for task in found]
    assert desk.texts("overview.task_no_teacher", number=1) in words
    assert desk.texts("overview.task_staff") in words
    assert desk.texts("overview.task_no_return") in words


def test_nothing_is_left_to_do_when_all_is_done(
    small: Small, desk: Desk, ask: Ask, tmp_path: Path
) -> None:
    """Only what really is to be done is listed."""
    from bluezone_desktop.services import people

    ask(desk, lambda office: people.edit_class(office, small.classes[1], homeroom_teacher="Tú"))
    everyone = [*small.pupils, small.mother, small.teacher]
    ask(desk, lambda office: marking.mark(office, everyone, Status.INSTALLED))
    ask(
        desk,
        lambda office: returns.export(office, tmp_path / "1.xlsx", desk.texts, round_name="1"),
    )
    assert tasks(_content(ask, desk), desk.texts) == ()


def _screen(window: MainWindow) -> OverviewScreen:
    screen = window.screen_named("overview")
    assert isinstance(screen, OverviewScreen)
    return screen


def test_the_screen_shows_the_figures_and_follows_every_tick(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Callable[[Desk], None]
) -> None:
    """What stands there is what is on disk."""
    screen = _screen(window)
    assert screen.cards[0].accessibleName().startswith("Học sinh đã cài: 0/ 2")
    ask(desk, lambda office: marking.mark(office, [small.pupils[0]], Status.INSTALLED))
    settled(desk)
    assert screen.cards[0].accessibleName().startswith("Học sinh đã cài: 1/ 2, 50,0%")
    assert screen.form.as_of.text().startswith("Tính đến 8 giờ 00 ngày 05/9/2020")


def test_a_task_leads_to_its_class(
    small: Small, window: MainWindow, desk: Desk, settled: Callable[[Desk], None]
) -> None:
    """One click from the start screen to the hand's next work."""
    button = window.screen_named("overview").findChildren(TaskButton)[0]
    button.click()
    settled(desk)
    assert window.present == "classes"
    classes = window.screen_named("classes")
    assert isinstance(classes, ClassesScreen)
    assert classes.class_id == small.classes[1]


def test_a_bar_of_the_chart_opens_its_class(
    small: Small, window: MainWindow, desk: Desk, settled: Callable[[Desk], None], qtbot: QtBot
) -> None:
    """The chart is drawn after the figures, and is a way to the classes."""
    view = _screen(window).chart
    qtbot.waitUntil(lambda: view.chart is not None)
    assert view.chart is not None
    spot = next(spot for spot in view.chart.spots if spot.key == "6A2")
    canvas = view.canvas
    width, height = view.chart.figure.get_size_inches() * 72
    place = QPoint(
        round((spot.left + spot.right) / 2 / width * canvas.width()),
        round((1 - (spot.bottom + spot.top) / 2 / height) * canvas.height()),
    )
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settled(desk)
    classes = window.screen_named("classes")
    assert isinstance(classes, ClassesScreen)
    assert classes.class_id == small.classes[1]


def test_an_empty_school_is_told_what_to_do_first(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """No zeros and no empty chart before the first list; one button that starts the work."""
    screen = _screen(window)
    assert screen.empty.isVisible()
    assert not screen.form.chart_card.isVisible()
    words = {label.text() for label in screen.empty.findChildren(QLabel)}
    assert desk.texts("overview.empty") in words
    desk.import_wanted.disconnect(window.bring_in)
    with qtbot.waitSignal(desk.import_wanted) as wanted:
        screen.empty.button.click()
    assert wanted.args == [[]]


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_chart_is_drawn_anew_in_the_other_scheme(
    appearance: str, small: Small, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """A white chart in a dark window would blind."""
    from matplotlib.colors import to_hex

    view = _screen(window).chart
    qtbot.waitUntil(lambda: view.chart is not None)
    assert desk.theme is not None
    desk.theme.choose("dark" if appearance == "dark" else "light")
    assert view.chart is not None
    ground = to_hex(view.chart.figure.get_facecolor())
    assert (QColor(ground).lightness() < 80) == (appearance == "dark")
    desk.theme.choose("system")


def test_a_chart_that_nobody_waited_for_is_there_on_coming_back(
    small: Small, window: MainWindow, desk: Desk, settled: Callable[[Desk], None], qtbot: QtBot
) -> None:
    """Who goes to the classes at once has left before the library is loaded."""
    view = _screen(window).chart
    window.go_to("classes")
    settled(desk)
    if view.chart is None:  # a quick computer may have drawn it before
        window.go_to("overview")
        qtbot.waitUntil(lambda: view.chart is not None)
    assert desk.theme is not None
    drawn = view.chart
    window.go_to("classes")
    desk.theme.choose("dark")
    window.go_to("overview")
    qtbot.waitUntil(lambda: view.chart is not drawn)
    desk.theme.choose("system")
