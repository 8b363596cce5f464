"""The screens of the window in the order of the rail. A new screen is one line here.

Each is imported when it is first shown, so that the window itself is there at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.screen import Screen


@dataclass(frozen=True, slots=True)
class Entry:
    """A screen's place on the rail.

    name       what ``desk.go_to`` calls it
    title_key  its name in full; ``short_key`` what fits on the rail
    at_foot    whether it stands at the rail's foot, apart from the work
    """

    name: str
    icon: str
    title_key: str
    short_key: str
    make: Callable[[Desk], Screen]
    at_foot: bool = False


def _overview(desk: Desk) -> Screen:
    from bluezone_desktop.gui.overview.screen import OverviewScreen

    return OverviewScreen(desk)


def _classes(desk: Desk) -> Screen:
    from bluezone_desktop.gui.classes.screen import ClassesScreen

    return ClassesScreen(desk)


def _staff(desk: Desk) -> Screen:
    from bluezone_desktop.gui.staff.screen import StaffScreen

    return StaffScreen(desk)


def _everyone(desk: Desk) -> Screen:
    from bluezone_desktop.gui.everyone.screen import EveryoneScreen

    return EveryoneScreen(desk)


def _returns(desk: Desk) -> Screen:
    from bluezone_desktop.gui.returns.returns_screen import ReturnsScreen

    return ReturnsScreen(desk)


def _exchange(desk: Desk) -> Screen:
    from bluezone_desktop.gui.exchange.screen import ExchangeScreen

    return ExchangeScreen(desk)


def _settings(desk: Desk) -> Screen:
    from bluezone_desktop.gui.settings.screen import SettingsScreen

    return SettingsScreen(desk)


SCREENS = (
    Entry("overview", "overview", "window.overview", "window.overview", _overview),
    Entry("classes", "classes", "window.classes", "window.classes", _classes),
    Entry("staff", "staff", "window.staff", "window.staff_short", _staff),
    Entry("everyone", "school", "everyone.title", "everyone.title", _everyone),
    Entry("returns", "returns", "window.returns", "window.returns", _returns),
    Entry("exchange", "exchange", "exchange.title", "exchange.short", _exchange),
    Entry("settings", "settings", "window.settings", "window.settings", _settings, at_foot=True),
)
