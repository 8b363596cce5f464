"""The chart by class, drawn by matplotlib after the figures are on the screen."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QToolTip, QVBoxLayout, QWidget

from bluezone_desktop.domain.counting import Coverage
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.theme import scheme_of

if TYPE_CHECKING:
    from bluezone_desktop.services.pictures import Chart

REDRAW_PAUSE_MS = 120
SMALLEST = QSize(240, 120)


def _load_matplotlib() -> None:
    """All that takes long of drawing, beside the database's thread; nothing is used here."""
    for name in ("matplotlib.backends.backend_agg", "matplotlib.figure"):
        importlib.import_module(name)


class ChartView(QWidget):
    """A bar per class; a click opens the class.

    chosen  the key of the row that was clicked
    drawn   the chart is on the screen
    """

    chosen = Signal(str)
    drawn = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._coverage: Coverage | None = None
        self._chart: Chart | None = None
        self.canvas: Any = None  # FigureCanvasQTAgg, untyped in matplotlib
        self._asked_for_library = False
        self._have_library = False
        self._is_owed = False
        self._waiting = QLabel(desk.texts("overview.chart_waiting"))
        self._waiting.setProperty("role", "secondary")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._waiting)
        self.setMinimumSize(SMALLEST)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_PAUSE_MS)
        self._timer.timeout.connect(self._draw)
        if desk.theme is not None:
            desk.theme.changed.connect(self._draw)

    @property
    def chart(self) -> Chart | None:
        """What is drawn; None until it is."""
        return self._chart

    def show_coverage(self, coverage: Coverage) -> None:
        """Draws ``coverage`` as soon as the library is there."""
        self._coverage = coverage
        if self._have_library:
            self._draw()
        elif not self._asked_for_library:
            self._asked_for_library = True
            self._desk.prepare(_load_matplotlib, self._library_came)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._chart is not None:
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Draws what came, or became light or dark, while nobody looked."""
        super().showEvent(event)
        if self._is_owed:
            self._timer.start()

    def _library_came(self, _nothing: None) -> None:
        self._have_library = True
        self._draw()

    def _draw(self) -> None:
        if self._coverage is None or not self._have_library:
            return
        self._is_owed = not self.isVisible()
        if self._is_owed:
            return
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg

        from bluezone_desktop.services.pictures import screen_chart

        dots = self.logicalDpiX()
        size = self.size().expandedTo(SMALLEST)
        self._chart = screen_chart(
            self._coverage,
            self._desk.texts,
            dark=scheme_of(self.palette()).name == "dark",
            size=(size.width() / dots, size.height() / dots),
        )
        self._chart.figure.set_dpi(dots)
        make_canvas: Any = FigureCanvasQTAgg  # untyped in matplotlib
        canvas = make_canvas(self._chart.figure)
        # matplotlib's canvas is white below the picture, and shows at the edge of a scaled screen.
        canvas.setPalette(QPalette(QColor.fromRgbF(*self._chart.figure.get_facecolor())))
        canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.setAccessibleName(self._desk.texts("overview.chart"))
        canvas.mpl_connect("button_release_event", self._clicked)
        canvas.mpl_connect("motion_notify_event", self._hovered)
        self._waiting.hide()
        if self.canvas is not None:
            self._column.removeWidget(self.canvas)
            self.canvas.deleteLater()
        self.canvas = canvas
        self._column.addWidget(canvas)
        self.drawn.emit()

    def _clicked(self, event: Any) -> None:
        key = self._chart.key_at(event.x, event.y) if self._chart else None
        if key is not None and event.button == 1:
            self.chosen.emit(key)

    def _hovered(self, event: Any) -> None:
        spot = self._chart.spot_at(event.x, event.y) if self._chart else None
        if spot is None:
            self.canvas.unsetCursor()
            QToolTip.hideText()
            return
        self.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        if event.guiEvent is not None:
            place = event.guiEvent.globalPosition().toPoint() + QPoint(0, 8)
            QToolTip.showText(place, spot.told, self.canvas)
