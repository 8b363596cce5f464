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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = _label("heading")
        self._part = _label("figure")
        self._whole = _label("secondary")
        self._rates = [_label(""), _label("")]
        self._change = _label("secondary")
        self._left = _label("secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, TOGETHER + INSIDE, GROUP, TOGETHER + INSIDE)
        column.setSpacing(INSIDE)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._left)
        column.addLayout(top)
        large = QHBoxLayout()
        large.setSpacing(INSIDE)
        large.addWidget(self._part)
        large.addWidget(self._whole, 1)
        large.addWidget(self._change)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self._whole.setContentsMargins(0, 0, 0, INSIDE)
        self._change.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        self._change.setContentsMargins(0, 0, 0, INSIDE)
        column.addLayout(large)
        rates = QHBoxLayout()
        rates.setSpacing(GROUP)
        for label in self._rates:
            rates.addWidget(label)
        rates.addStretch(1)
        column.addLayout(rates)

    def show_line(self, line: FigureLine, since: str) -> None:
        """``since`` names the return against which the change is shown."""
        texts, language = self._texts, self._texts.language
        self._name.setText(texts(f"overview.figure.{line.key}"))
        self._part.setText(format_count(line.part, language))
        whole = format_count(line.whole, language)
        self._whole.setText(texts(f"overview.whole.{line.key}", number=whole))
        for label in self._rates:
            label.hide()
        for label, (ratio, words) in zip(self._rates, line.rates, strict=False):
            rate = format_rate(ratio, language)
            label.setText(texts(f"overview.rate.{words}", rate=rate))
            label.setToolTip(texts(f"overview.rate_hint.{words}"))
            label.show()
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


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
