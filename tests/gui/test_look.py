"""The look: both schemes complete and readable, icons that follow, words from the catalogue."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from bluezone_desktop import assets
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui import icons, translator
from bluezone_desktop.gui.theme import (
    DARK,
    LIGHT,
    Scheme,
    Theme,
    palette_of,
    scheme_of,
    style_sheet,
)
from bluezone_desktop.texts import LANGUAGES, Texts

SCHEMES = (LIGHT, DARK)
ICONS = sorted(path.stem for path in assets.path("resources", "icons").glob("*.svg"))


def _luminance(colour: str) -> float:
    seen = QColor(colour)
    parts = [seen.redF(), seen.greenF(), seen.blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    luminance: float = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return luminance


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda one: one.name)
def test_everything_written_can_be_read(scheme: Scheme) -> None:
    """WCAG AA: 4.5 for text, 3 for large signs; old screens in bright offices need it."""
    grounds = (scheme.page, scheme.card, scheme.rail, scheme.field, scheme.tint)
    for ground in grounds:
        assert _contrast(scheme.text, ground) >= 7
        assert _contrast(scheme.secondary, ground) >= 4.5
        assert _contrast(scheme.trouble, ground) >= 4.5
        assert _contrast(scheme.accent, ground) >= 4.5
    assert _contrast(scheme.on_accent, scheme.accent) >= 4.5
    for status in Status:
        if status is not Status.NOT_ASKED:
            assert _contrast(scheme.statuses[status], scheme.card) >= 3


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda one: one.name)
def test_the_style_sheet_is_filled_completely(scheme: Scheme, qtbot: QtBot) -> None:
    """A name nobody fills would be passed over by Qt without a word."""
    sheet = style_sheet(scheme)
    assert "@" not in sheet
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert QImage(path).isNull() is False, path


def test_a_palette_tells_its_scheme(qtbot: QtBot) -> None:
    """Widgets that paint themselves know light from dark by their palette alone."""
    assert [scheme_of(palette_of(scheme)) for scheme in SCHEMES] == [LIGHT, DARK]


def test_choosing_dark_dresses_the_application(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    """Palette and style sheet change together, and whoever keeps colours is told."""
    theme.choose("light")
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.page)
    assert DARK.card in qapp.styleSheet()
    theme.choose("light")
    assert LIGHT.card in qapp.styleSheet()


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something(name: str, qtbot: QtBot) -> None:
    """An icon with a slip in its source draws nothing and says nothing."""
    image = icons.pixmap(name, QSize(20, 20), QColor("#123456")).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 128 for x in range(20) for y in range(20))
    assert inked >= (3 if name == "more" else 8)


def test_icons_follow_light_and_dark(theme: Theme, qtbot: QtBot) -> None:
    """One QIcon is right in both: nobody has to hand out new ones."""
    mark = icons.icon("add")

    def lightness() -> int:
        return mark.pixmap(20, 20).toImage().pixelColor(10, 6).lightness()

    theme.choose("light")
    assert lightness() < 60
    theme.choose("dark")
    assert lightness() > 200
    theme.choose("light")


def test_every_status_has_a_sign_of_its_own_shape(qtbot: QtBot) -> None:
    """For the colour-blind: in one colour, no two signs look alike."""
    drawn = set()
    for status in Status:
        image = icons.pixmap(icons.STATUS_ICONS[status], QSize(20, 20), QColor("#000000")).toImage()
        drawn.add(tuple(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20)))
    assert len(drawn) == len(Status)


@pytest.mark.parametrize("language", LANGUAGES)
def test_qt_speaks_the_language_of_the_window(language: str, qtbot: QtBot) -> None:
    """Forms name keys of the catalogue, and Qt's own buttons are no exception."""
    texts = Texts("vi" if language == "vi" else "en")
    speaking = translator.install(texts)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    button = box.button(QDialogButtonBox.StandardButton.Cancel)
    assert button is not None
    assert button.text() == texts("dialogs.qt.cancel")
    assert QCoreApplication.translate("Any", "window.overview") == texts("window.overview")
    assert QCoreApplication.translate("Any", "no key of ours") == "no key of ours"
    translator.remove(speaking)
    assert QCoreApplication.translate("Any", "window.overview") == "window.overview"
