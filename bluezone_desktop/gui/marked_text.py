"""Painting a line of text with those parts marked that a search asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from bluezone_desktop.gui.theme import DARK, LIGHT, Scheme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
Spans = Sequence[tuple[int, int]]


def paint_marked(
    painter: QPainter, rect: QRect, text: str, marks: Spans, scheme: Scheme, ink: str
) -> None:
    """Paints ``text`` left in ``rect``, with an ellipsis where it does not fit.

    marks  (start, end) of what stands on a tint; by the painter's font, in the colour ``ink``
    """
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    whole = len(shown) if shown == text else len(shown) - 1
    for start, end in marks:
        if start < whole:
            left = metrics.horizontalAdvance(text[:start])
            width = metrics.horizontalAdvance(text[: min(end, whole)]) - left
            _paint_ground(painter, metrics, rect, left, width, _mark_colour(scheme.name))
    painter.setPen(_colour(ink))
    painter.drawText(rect, _LEFT, shown)


def _paint_ground(
    painter: QPainter, metrics: QFontMetrics, rect: QRect, left: int, width: int, colour: QColor
) -> None:
    height = metrics.height()
    ground = QRect(rect.left() + left - 1, rect.center().y() - height // 2, width + 2, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(ground, 3, 3)


@lru_cache(maxsize=64)
def _colour(name: str) -> QColor:
    return QColor(name)


@lru_cache(maxsize=2)
def _mark_colour(scheme: str) -> QColor:
    """The accent, thin enough to be read through, also on a selected row."""
    colour = QColor((DARK if scheme == "dark" else LIGHT).accent)
    colour.setAlpha(90 if scheme == "dark" else 56)
    return colour
