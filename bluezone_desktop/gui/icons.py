"""One family of line icons, 20 points with a stroke of 1.5, in the colour of the text around them.

They are drawn by ourselves in ``resources/icons``. An icon asks for its colour when it is painted,
so the same QIcon is right in light and in dark.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from bluezone_desktop import assets
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.theme import scheme_of

STATUS_ICONS = {
    Status.INSTALLED: "status-installed",
    Status.NOT_INSTALLED: "status-not-installed",
    Status.NO_SMARTPHONE: "status-no-smartphone",
    Status.UNSUPPORTED: "status-unsupported",
    Status.NOT_ASKED: "status-not-asked",
}


def icon(name: str, *, accent: bool = False) -> QIcon:
    """The icon ``resources/icons/<name>.svg``, in the colour of text or in the accent's."""
    return QIcon(_LineIcon(name, "accent" if accent else "text"))


def icon_on_accent(name: str) -> QIcon:
    """For a button filled with the accent."""
    return QIcon(_LineIcon(name, "on_accent"))


def status_icon(status: Status) -> QIcon:
    """The sign of a status in its colour."""
    return QIcon(_LineIcon(STATUS_ICONS[status], "status", status))


def paint_status(painter: QPainter, rect: QRect, status: Status, palette: QPalette) -> None:
    """Paints the sign of ``status`` into ``rect`` (20 points square looks best)."""
    colour = scheme_of(palette).status(status)
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(rect, pixmap(STATUS_ICONS[status], rect.size(), colour, ratio))


def app_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon(str(assets.path("resources", "icons", "app.svg")))


def pixmap(name: str, size: QSize, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon in one colour, sharp on a screen with ``ratio`` device pixels a point."""
    return _render(name, size.width(), size.height(), colour.name(), ratio)


class _LineIcon(QIconEngine):
    """Paints itself in the palette of the moment."""

    def __init__(self, name: str, ink: str, status: Status | None = None) -> None:
        super().__init__()
        self._name, self._ink, self._status = name, ink, status

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, pixmap(self._name, rect.size(), self._colour(mode), ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # Device pixels are asked for: the ratio is in the size already.
        return pixmap(self._name, size, self._colour(mode))

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._ink, self._status)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        scheme = scheme_of(QGuiApplication.palette())
        if mode == QIcon.Mode.Disabled:
            return QColor(scheme.disabled)
        if self._status is not None:
            return scheme.status(self._status)
        return QColor(getattr(scheme, self._ink))


@lru_cache(maxsize=512)
def _render(name: str, width: int, height: int, colour: str, ratio: float) -> QPixmap:
    drawn = QPixmap(QSize(width, height) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # The one white in the family is the tick on a filled disc: it must stand out from the disc.
    inner = "#14181C" if QColor(colour).lightness() > 120 else "#FFFFFF"
    source = _source(name).replace("#FFFFFF", inner).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, QRectF(QPoint(0, 0), QSize(width, height)))
    painter.end()
    return drawn


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return assets.path("resources", "icons", f"{name}.svg").read_text("utf-8")
