"""How the window looks: sizes, spaces and colours in light and dark, and the style sheet.

Neutral greys, one accent for the primary action, selection and focus; the colours of the statuses
are safe for the colour-blind and always come with a sign and a word. Widgets that paint themselves
ask :func:`scheme_of` with their palette, so that they follow a change without being told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from bluezone_desktop import assets, colours
from bluezone_desktop.domain.vocabulary import Status

BODY_PT, SECONDARY_PT, TITLE_PT, FIGURE_PT = 10.0, 9.0, 13.0, 22.0

# The 4-point grid.
INSIDE, TOGETHER, GROUP, EDGE = 4, 8, 16, 24

ROW_HEIGHT, DENSE_ROW_HEIGHT = 28, 24
ICON_SIZE = 20
MOTION_MS = 120

Appearance = Literal["system", "light", "dark"]
APPEARANCES: tuple[Appearance, ...] = get_args(Appearance)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one scheme, as ``#rrggbb``.

    page       behind everything; ``card`` lies on it, ``rail`` beside it
    line       hairlines; ``edge`` borders of what can be written in or pressed
    tint       behind selected things, a breath of the accent
    on_accent  text on the accent
    trouble    the sign of an error, nothing else
    """

    name: Literal["light", "dark"]
    page: str
    card: str
    rail: str
    field: str
    hover: str
    pressed: str
    line: str
    edge: str
    text: str
    secondary: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    tint: str
    trouble: str
    statuses: MappingProxyType[Status, str]

    def status(self, status: Status) -> QColor:
        """The colour of a status. *not asked* is only ever drawn as an outline."""
        return QColor(self.statuses[status])


LIGHT = Scheme(
    name="light",
    page="#F7F8FA",
    card=colours.LIGHT.surface,
    rail="#EEF0F3",
    field="#FFFFFF",
    hover="#E7EAEE",
    pressed="#DCE0E6",
    line="#E2E5EA",
    edge="#C3C9D1",
    text=colours.LIGHT.text,
    secondary=colours.LIGHT.secondary,
    disabled="#98A1AC",
    accent="#1565C0",
    accent_hover="#1A70D2",
    accent_pressed="#1057A8",
    on_accent="#FFFFFF",
    tint="#DDE9F7",
    trouble="#B3261E",
    statuses=MappingProxyType(
        {
            Status.INSTALLED: colours.LIGHT.installed,
            Status.NOT_INSTALLED: colours.LIGHT.not_installed,
            Status.NO_SMARTPHONE: "#5F6B7A",
            Status.UNSUPPORTED: "#8E4585",
            Status.NOT_ASKED: "#9AA3AE",
        }
    ),
)

DARK = Scheme(
    name="dark",
    page="#1B1D21",
    card=colours.DARK.surface,
    rail="#16181B",
    field="#1F2226",
    hover="#2B2F35",
    pressed="#353A41",
    line="#33373E",
    edge="#4A505A",
    text=colours.DARK.text,
    secondary=colours.DARK.secondary,
    disabled="#6D7580",
    accent="#6AB0F3",
    accent_hover="#82BEF7",
    accent_pressed="#5A9FE0",
    on_accent="#0C1B2B",
    tint="#26394E",
    trouble="#F2938C",
    statuses=MappingProxyType(
        {
            Status.INSTALLED: colours.DARK.installed,
            Status.NOT_INSTALLED: colours.DARK.not_installed,
            Status.NO_SMARTPHONE: "#9AA7B5",
            Status.UNSUPPORTED: "#D79BD0",
            Status.NOT_ASKED: "#9AA3AE",
        }
    ),
)


def scheme_of(palette: QPalette) -> Scheme:
    """The scheme that a widget with this palette is painted in."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def font(points: float = BODY_PT, *, semibold: bool = False, tabular: bool = False) -> QFont:
    """The system's font at one of the sizes above; ``tabular`` for digits that stand in columns."""
    made = QFont(QGuiApplication.font())
    made.setPointSizeF(points)
    if semibold:
        made.setWeight(QFont.Weight.DemiBold)
    if tabular and hasattr(QFont, "setFeature"):  # Qt 6.7 and later
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


class Theme(QObject):
    """Dresses the whole application, and dresses it anew when the system changes its mind.

    changed  the scheme is another one now; widgets that keep colours of their own redo them
    """

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance = "system") -> None:
        super().__init__(app)
        self._app = app
        self._appearance: Appearance = appearance
        self.scheme = LIGHT
        # One look on every system: the native styles differ in spacing and ignore half a palette.
        app.setStyle(QStyleFactory.create("Fusion"))
        body = app.font()
        body.setPointSizeF(BODY_PT)
        app.setFont(body)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress()

    @property
    def appearance(self) -> Appearance:
        """What the user chose: to follow the system, or one scheme for ever."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Follows the system, or stays light or dark."""
        self._appearance = appearance
        self._dress()

    def _system_changed(self) -> None:
        if self._appearance == "system":
            self._dress()

    def _dress(self) -> None:
        dark = self._appearance == "dark" or (
            self._appearance == "system"
            and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        self.scheme = DARK if dark else LIGHT
        self._app.setPalette(palette_of(self.scheme))
        self._app.setStyleSheet(style_sheet(self.scheme))
        self.changed.emit()


def palette_of(scheme: Scheme) -> QPalette:
    """``scheme`` in the roles that Qt's own widgets ask for."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for which, colour in {
        role.Window: scheme.page,
        role.Base: scheme.field,
        role.AlternateBase: scheme.page,
        role.Button: scheme.card,
        role.ToolTipBase: scheme.card,
        role.Light: scheme.card,
        role.Midlight: scheme.hover,
        role.Mid: scheme.line,
        role.Dark: scheme.edge,
        role.Shadow: scheme.line,
        role.WindowText: scheme.text,
        role.Text: scheme.text,
        role.ButtonText: scheme.text,
        role.ToolTipText: scheme.text,
        role.BrightText: scheme.on_accent,
        role.PlaceholderText: scheme.secondary,
        role.Highlight: scheme.tint,
        role.HighlightedText: scheme.text,
        role.Accent: scheme.accent,
        role.Link: scheme.accent,
        role.LinkVisited: scheme.accent,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, which, QColor(scheme.disabled))
    return palette


def style_sheet(scheme: Scheme) -> str:
    """``resources/style/window.qss`` with ``@name`` replaced by the colours and sizes of look."""
    values = {f.name: str(getattr(scheme, f.name)) for f in fields(scheme)}
    values |= {
        "body_pt": f"{BODY_PT:g}pt",
        "secondary_pt": f"{SECONDARY_PT:g}pt",
        "title_pt": f"{TITLE_PT:g}pt",
        "figure_pt": f"{FIGURE_PT:g}pt",
        "icons": assets.path("resources", "style", scheme.name).as_posix(),
    }
    sheet = assets.path("resources", "style", "window.qss").read_text("utf-8")
    return re.sub(r"@(\w+)", lambda found: values[found.group(1)], sheet)
