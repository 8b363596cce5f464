"""Two returns side by side, class by class: what grew, and which classes did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.counting import Figures, format_count, format_rate
from bluezone_desktop.domain.return_comparison import ClassChange, compare
from bluezone_desktop.domain.returns import ClassLine, ReturnFigures
from bluezone_desktop.gui import theme
from bluezone_desktop.texts import Texts

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_WIDTH, _HEIGHT = 820, 560
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Reported:
    """A return to choose: what it is called, and its figures."""

    name: str
    figures: ReturnFigures


class CompareModel(QAbstractTableModel):
    """A line per class: pupils and relatives with it installed, before, now, and how many more."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._heads = [
            texts(f"compare.head.{name}")
            for name in ("class", "pupils_before", "pupils_now", "pupils_gain", "pupils_rate",
                         "relatives_before", "relatives_now", "relatives_gain")
        ]  # fmt: skip
        self._changes: Sequence[ClassChange] = ()
        self._cells: list[tuple[str, ...]] = []

    def show(self, changes: Sequence[ClassChange]) -> None:
        """Shows these classes."""
        self.beginResetModel()
        self._changes = changes
        self._cells = [self._line(one) for one in changes]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == _DISPLAY:
            return self._cells[index.row()][index.column()]
        if role == int(Qt.ItemDataRole.TextAlignmentRole) and index.column():
            return int(_NUMBERS)
        if role == int(Qt.ItemDataRole.FontRole) and self._changes[index.row()].stands_still:
            # Not by colour alone: a class that stands still is also counted below the table.
            font = theme.font(tabular=True)
            font.setBold(True)
            return font
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _DISPLAY,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == _DISPLAY:
                return self._heads[section]
            if role == int(Qt.ItemDataRole.TextAlignmentRole):
                return int(_NUMBERS if section else _WORDS)
        return None

    def _line(self, one: ClassChange) -> tuple[str, ...]:
        language = self._texts.language

        def count(line: ClassLine | None, of: str) -> str:
            if line is None:
                return "–"
            figures: Figures = getattr(line, of)
            numbers = (figures.installed, figures.total)
            return "/".join(format_count(number, language) for number in numbers)

        gains = ("–", "–") if one.gains is None else tuple(map(signed, one.gains))
        rate = format_rate(one.now.pupils.rate_of_total, language) if one.now else "–"
        return (
            one.name,
            count(one.before, "pupils"),
            count(one.now, "pupils"),
            gains[0],
            rate,
            count(one.before, "relatives"),
            count(one.now, "relatives"),
            gains[1],
        )


class CompareDialog(QDialog):
    """Choose two returns; the table follows."""

    def __init__(
        self,
        texts: Texts,
        reported: Sequence[Reported],
        before: int,
        now: int,
        parent: QWidget | None = None,
    ) -> None:
        """``before`` and ``now`` are places in ``reported``, which comes oldest first."""
        super().__init__(parent)
        self._texts, self._reported = texts, reported
        self.setWindowTitle(texts("compare.title"))
        self.before, self.now = QComboBox(), QComboBox()
        for box, at, key in ((self.before, before, "before"), (self.now, now, "now")):
            box.addItems([one.name for one in reported])
            box.setCurrentIndex(at)
            box.setAccessibleName(texts(f"compare.{key}"))
        self.model = CompareModel(texts, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(texts("compare.title"))
        self.table.setFont(theme.font(tabular=True))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.DENSE_ROW_HEIGHT)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.only_still = QCheckBox(texts("compare.only_still"))
        self.sums, self.still = _wrapped(), _wrapped()
        buttons = QDialogButtonBox()
        close = buttons.addButton(texts("dialogs.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        top = QHBoxLayout()
        top.setSpacing(theme.TOGETHER)
        for widget in (
            QLabel(texts("compare.before")), self.before,
            QLabel(texts("compare.now")), self.now,
        ):  # fmt: skip
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.only_still)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.TOGETHER)
        column.addLayout(top)
        column.addWidget(self.sums)
        column.addWidget(self.table, 1)
        column.addWidget(self.still)
        column.addWidget(buttons)
        self.before.currentIndexChanged.connect(self._show)
        self.now.currentIndexChanged.connect(self._show)
        self.only_still.toggled.connect(self._show)
        self.resize(_WIDTH, _HEIGHT)
        self._show()

    def _show(self) -> None:
        before = self._reported[self.before.currentIndex()].figures
        now = self._reported[self.now.currentIndex()].figures
        changes = compare(before, now)
        still = [one for one in changes if one.stands_still]
        self.model.show(still if self.only_still.isChecked() else changes)
        texts = self._texts
        self.sums.setText(
            texts(
                "compare.sums",
                pupils=self._sum(before.total.pupils, now.total.pupils),
                relatives=self._sum(before.total.relatives, now.total.relatives),
                staff=self._sum(before.total.staff, now.total.staff),
            )
        )
        names = ", ".join(one.name for one in still[:_MOST_NAMED])
        if len(still) > _MOST_NAMED:
            names += "…"
        key = "compare.still" if still else "compare.none_still"
        self.still.setText(texts(key, number=len(still), names=names))

    def _sum(self, before: Figures, now: Figures) -> str:
        language = self._texts.language
        one, other = (format_count(each.installed, language) for each in (before, now))
        return f"{one} → {other} ({signed(now.installed - before.installed)})"


def signed(number: int) -> str:
    """+3, 0, −2: with the true minus sign."""
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


def _wrapped() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    return label
