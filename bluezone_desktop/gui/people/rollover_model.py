"""The classes of this year and what becomes of each: a table whose last name is written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)

from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.text import clean
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.rollover import ClassFuture

Index = QModelIndex | QPersistentModelIndex

NAME, PUPILS, TARGET, WHAT = range(4)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_DECORATION = int(Qt.ItemDataRole.DecorationRole)
_SIZE = int(Qt.ItemDataRole.SizeHintRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RollOverModel(QAbstractTableModel):
    """A row per class of this year.

    mended  a name of next year was written
    """

    mended = Signal()

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._classes: tuple[ClassFuture, ...] = ()
        self._names: list[str] = []
        self._seen: set[int] = set()
        self._years = ("", "")

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._classes)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (_DISPLAY, _EDIT):
            return self._cell(row, column)
        if role == _TOOL_TIP and column in (TARGET, WHAT):
            return self._texts("rollover.mend_hint")
        if role == _ALIGNMENT:
            return _RIGHT if column == PUPILS else _LEFT
        if role == _DECORATION and column == WHAT and self._unclear(row):
            return icon("warning")
        return None

    def _cell(self, row: int, column: int) -> str:
        one = self._classes[row]
        if column == NAME:
            return one.school_class.name
        if column == PUPILS:
            return format_count(one.pupils, self._texts.language)
        return self._names[row] if column == TARGET else self._what(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            before, after = self._years
            heads = ("class", "pupils", "next", "what")
            return self._texts(f"rollover.column.{heads[section]}", before=before, after=after)
        if role == _ALIGNMENT:
            return _RIGHT if section == PUPILS else _LEFT
        return QSize(0, 28) if role == _SIZE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.column() == TARGET else found

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        if role != _EDIT or index.column() != TARGET:
            return False
        self._names[index.row()] = clean(str(value))
        self._seen.add(index.row())
        # Two names may be one class by now, or two again.
        self.dataChanged.emit(self.index(0, TARGET), self.index(self.rowCount() - 1, WHAT))
        self.mended.emit()
        return True

    def load(self, classes: Sequence[ClassFuture], years: tuple[str, str]) -> None:
        """Shows the classes with what their names say."""
        self.beginResetModel()
        self._classes, self._years = tuple(classes), years
        self._names = [one.target or "" for one in self._classes]
        self._seen = set()
        self.endResetModel()

    @property
    def targets(self) -> dict[ClassId, str | None]:
        """Per class the name of next year's, None where its pupils leave."""
        return {
            one.school_class.id: name or None
            for one, name in zip(self._classes, self._names, strict=True)
        }

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """Next year's classes, pupils who go up, pupils who leave, names nobody has looked at."""
        up = sum(one.pupils for one, name in self._pairs() if name)
        out = sum(one.pupils for one, name in self._pairs() if not name)
        rooms = {class_match_key(name) for name in self._names if name}
        return len(rooms), up, out, sum(map(self._unclear, range(len(self._classes))))

    @property
    def first_unclear(self) -> int:
        """The first row that somebody has to look at; the first of all where there is none."""
        return next((row for row in range(len(self._classes)) if self._unclear(row)), 0)

    def _pairs(self) -> list[tuple[ClassFuture, str]]:
        return list(zip(self._classes, self._names, strict=True))

    def _unclear(self, row: int) -> bool:
        return self._classes[row].fate == "unclear" and row not in self._seen

    def _what(self, row: int) -> str:
        one, name = self._classes[row], self._names[row]
        if self._unclear(row):
            return self._texts("rollover.what.unclear")
        if not name:
            return self._texts("rollover.what.leaves")
        key = class_match_key(name)
        others = [
            other.school_class.name
            for other, called in self._pairs()
            if other is not one and called and class_match_key(called) == key
        ]
        if others:
            return self._texts("rollover.what.joins", names=", ".join(others))
        stays = key == class_match_key(one.school_class.name)
        return self._texts("rollover.what.stays" if stays else "rollover.what.goes_up")
