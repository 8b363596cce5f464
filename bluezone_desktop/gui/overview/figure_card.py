"""One big figure with its rates."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from bluezone_desktop.domain.counting import format_count, format_points, format_rate
from bluezone_desktop.gui.overview.content import FigureLine
from bluezone_desktop.gui.theme import GROUP, INSIDE, TOGETHER
from bluezone_desktop.texts import Texts


class FigureCard(QFrame):
    """What is counted above, part of whole large, each rate with its name below."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name = _label("heading")
        self._part = _label("figure")
        self._whole = _label("secondary")
        self._rates = [_label(""), _label("secondary")]
        self._change = _label("secondary")
        self._left = _label("secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, TOGETHER + INSIDE, GROUP, TOGETHER + INSIDE)
        column.setSpacing(INSIDE)
        column.addWidget(self._name)
        low = Qt.AlignmentFlag.AlignBottom
        for label in (self._whole, self._left):
            label.setContentsMargins(0, 0, 0, INSIDE)
        self._whole.setAlignment(low | Qt.AlignmentFlag.AlignLeft)
        self._left.setAlignment(low | Qt.AlignmentFlag.AlignRight)
        column.addLayout(_row(self._part, self._whole, self._left))
        column.addLayout(_row(self._rates[0], None, self._change))
        column.addWidget(self._rates[1])

    def show_line(self, line: FigureLine, since: str) -> None:
        """``since`` names the return against which the change is shown."""
        texts, language = self._texts, self._texts.language
        self._name.setText(texts(f"overview.figure.{line.key}"))
        self._part.setText(format_count(line.part, language))
        whole = format_count(line.whole, language)
        self._whole.setText(texts(f"overview.whole.{line.key}", number=whole))
        for label, (ratio, words) in zip(self._rates, line.rates, strict=False):
            rate = format_rate(ratio, language)
            label.setText(texts(f"overview.rate.{words}", rate=rate))
            label.setToolTip(texts(f"overview.rate_hint.{words}"))
        if len(line.rates) == 1:
            self._rates[1].setText(texts(f"overview.note.{line.key}"))
        self._show_change(line.points, since)
        left = format_count(line.not_asked or 0, language)
        self._left.setText(texts("overview.not_asked", number=left) if line.not_asked else "")
        self.setAccessibleName(
            f"{self._name.text()}: {self._part.text()}{self._whole.text()}, "
            + ", ".join(label.text() for label in self._rates if label.text())
        )

    def _show_change(self, points: int | None, since: str) -> None:
        if points is None:
            self._change.setText("")
            return
        sign = "▲" if points > 0 else "▼" if points < 0 else ""
        amount = format_points(abs(points), self._texts.language)
        self._change.setText(f"{sign} {amount}" if points else "–")
        key = "overview.change_up" if points >= 0 else "overview.change_down"
        self._change.setToolTip(self._texts(key, points=amount, since=since))


def _row(left: QLabel, middle: QLabel | None, right: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(INSIDE)
    row.addWidget(left)
    if middle is not None:
        row.addWidget(middle)
    row.addStretch(1)
    row.addWidget(right)
    return row


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
