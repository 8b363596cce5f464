"""The pages of a return on the screen: paper stays white, whatever the scheme of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from bluezone_desktop.gui import theme
from bluezone_desktop.gui.returns.paper_layout import (
    FONTS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Page,
    Words,
)

_PAPER, _INK = QColor("#FFFFFF"), QColor("#000000")
_LINE_POINTS = 0.5
_MARGIN = theme.GROUP
_WIDEST = 1.6
"""Pixels per point beyond which paper only gets bigger, not easier to read."""

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def paint_page(painter: QPainter, page: Page, scale: float) -> None:
    """Paints ``page`` from the painter's origin on, ``scale`` device pixels to the point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, page.width * scale, page.height * scale), _PAPER)
    painter.setPen(QPen(_INK, max(_LINE_POINTS * scale, 0.75)))
    lines: set[tuple[float, float, float, float]] = set()
    for box in page.boxes:
        # Cells that touch share an edge: drawn once, or it would look twice as heavy.
        left, top = box.x * scale, box.y * scale
        right, bottom = (box.x + box.width) * scale, (box.y + box.height) * scale
        lines.add((left, top, right, top))
        if box.height:
            lines |= {(left, bottom, right, bottom), (left, top, left, bottom)}
            lines.add((right, top, right, bottom))
    painter.drawLines([QLineF(QPointF(a, b), QPointF(c, d)) for a, b, c, d in sorted(lines)])
    fonts: dict[tuple[float, bool, bool], QFont] = {}
    for words in page.words:
        key = (words.size, words.bold, words.italic)
        if key not in fonts:
            fonts[key] = _font(words, scale * 72 / painter.device().logicalDpiY())
        painter.setFont(fonts[key])
        rect = QRectF(words.x * scale, words.y * scale, words.width * scale, words.height * scale)
        upright = Qt.AlignmentFlag.AlignTop if words.top else Qt.AlignmentFlag.AlignVCenter
        wrap = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
        painter.drawText(rect, _ALIGN[words.align] | upright | wrap, words.text)
    painter.restore()


def _font(words: Words, scale: float) -> QFont:
    made = QFont(list(FONTS))
    # In the size it is shown at, to a fraction: a font scaled by the painter keeps the spacing of
    # the unscaled one, and one in whole pixels is up to a tenth too wide for its column.
    made.setPointSizeF(max(1.0, words.size * scale))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setBold(words.bold)
    made.setItalic(words.italic)
    return made


class PaperPage(QWidget):
    """One page, as wide as it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = Page(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def page(self) -> Page:
        """What it shows."""
        return self._page

    def show_page(self, page: Page) -> None:
        """Shows ``page``; a screen reader is told its words from top to bottom."""
        if page == self._page:
            return
        self._page = page
        self.setAccessibleDescription("\n".join(words.text for words in page.words))
        self.update()

    def fit(self, width: int) -> None:
        """Takes ``width`` points of the screen and the height that A4 landscape then has."""
        self.setFixedSize(QSize(width, round(width * PAGE_HEIGHT / PAGE_WIDTH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_page(painter, self._page, self.width() / PAGE_WIDTH)
        painter.setPen(QPen(self.palette().dark().color(), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PaperView(QScrollArea):
    """The pages one below the other, scaled to the width there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: one that came and went would change the width, and with it the height.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desktop = QWidget()
        self._desktop.setProperty("role", "page")
        self._column = QVBoxLayout(self._desktop)
        self._column.setContentsMargins(0, 0, theme.INSIDE, theme.TOGETHER)
        self._column.setSpacing(_MARGIN)
        self._column.addStretch(1)
        self._pages: list[PaperPage] = []
        self.setWidget(self._desktop)

    @property
    def sheets(self) -> tuple[PaperPage, ...]:
        """The pages as widgets, from the first."""
        return tuple(self._pages)

    @property
    def pages(self) -> tuple[Page, ...]:
        """What is shown."""
        return tuple(sheet.page for sheet in self._pages)

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Shows ``pages``, keeping the place that was scrolled to."""
        while len(self._pages) > len(pages):
            gone = self._pages.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        while len(self._pages) < len(pages):
            sheet = PaperPage(self._desktop)
            self._pages.append(sheet)
            place = self._column.count() - 1
            self._column.insertWidget(place, sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        for sheet, page in zip(self._pages, pages, strict=True):
            sheet.show_page(page)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = min(self.viewport().width() - theme.INSIDE, round(PAGE_WIDTH * _WIDEST))
        for sheet in self._pages:
            sheet.fit(max(width, 200))
        # At once: asked for inside a resize, Qt would leave the pages where the old sizes put them.
        self._column.invalidate()
        self._column.activate()
