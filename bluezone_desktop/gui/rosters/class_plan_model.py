"""What an import would change, as a tree: a line per class, below it who changes, moves or is gone.

A model of our own: items of ``QStandardItemModel`` belong to Qt, and Python is not told when Qt
deletes one, so that a later object at its address may be taken for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from bluezone_desktop.gui.classes.class_list import progress_words
from bluezone_desktop.gui.rosters.change_words import ChangeWords
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services.rosters import Difference, GroupPlan, ImportPlan

Index = QModelIndex | QPersistentModelIndex

DETAIL = int(Qt.ItemDataRole.UserRole) + 1
"""What changes of somebody, or how far a class is, in words; "" where there is nothing to tell."""

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KINDS = ("new", "changed", "moved", "unchanged", "gone")
_COLUMNS = (*_KINDS, "new_relatives")
_NAMED = ("changed", "moved", "gone")
"""Whose names are told: of the new ones the sheet above tells, of the unchanged nobody asks."""

_NOWHERE = QModelIndex()
_TOP = 0
"""The internal number of a class; that of a person is the row of the class, counted from 1."""


@dataclass(frozen=True, slots=True)
class _Child:
    """A sentence about somebody, and what changes of them."""

    words: str
    changes: tuple[str, ...] = ()

    def told(self, role: int) -> str | None:
        """What is asked of it: the sentence, the changes in one line, or all of it."""
        if role == _DISPLAY:
            return self.words
        if role == DETAIL:
            return " · ".join(self.changes)
        return "\n".join((self.words, *self.changes)) if self.changes else None


@dataclass(frozen=True, slots=True)
class _Line:
    """A class, or the staff: its name and numbers, and what is told of people below it."""

    cells: tuple[str, ...]
    people: tuple[_Child, ...]
    progress: str = ""

    def told(self, role: int, column: int) -> str | None:
        """What is asked of a cell; behind the name stands how far the class is."""
        if role == _DISPLAY:
            return self.cells[column]
        if column or not self.progress:
            return None
        if role == _ACCESSIBLE:
            return f"{self.cells[0]}, {self.progress}"
        return self.progress if role == DETAIL else None


class ClassPlanModel(QAbstractItemModel):
    """A plan by class."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording, self._changes = wording, ChangeWords(wording)
        self._lines: list[_Line] = []

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Shows another plan; None empties it."""
        self.beginResetModel()
        self._lines = []
        if plan is not None:
            self._lines = [self._line(one.name, one) for one in plan.classes.values()]
            if any(_names(plan.staff, kind) for kind in _KINDS):
                name = self._wording.texts("vocabulary.group.staff")
                self._lines.append(self._line(name, plan.staff))
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = _NOWHERE) -> Any:
        # Any: QObject.parent(), without an index, stands under the same name.
        above = index.internalId() if index.isValid() else _TOP
        return QModelIndex() if above == _TOP else self.createIndex(above - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._lines)
        is_class = parent.internalId() == _TOP and parent.column() == 0
        return len(self._lines[parent.row()].people) if is_class else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1 + len(_COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        above, column = index.internalId(), index.column()
        if role == _ALIGNMENT:
            return _RIGHT if column and above == _TOP else None
        if above == _TOP:
            return self._lines[index.row()].told(role, column)
        if column or role not in (_DISPLAY, _TOOL_TIP, _ACCESSIBLE, DETAIL):
            return None
        return self._lines[above - 1].people[index.row()].told(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= len(_COLUMNS):
            return None
        texts = self._wording.texts
        if section == 0:
            return texts("vocabulary.term.class") if role == _DISPLAY else None
        name = _COLUMNS[section - 1]
        if role == _DISPLAY:
            return texts(f"import.column.{name}")
        if role == _TOOL_TIP:
            return texts(f"import.column_help.{name}")
        return _RIGHT if role == _ALIGNMENT else None

    def _line(self, name: str, group: GroupPlan) -> _Line:
        numbers = (*(len(_names(group, kind)) for kind in _KINDS), group.new_relatives)
        cells = (self._wording.number(number) if number else "–" for number in numbers)
        teacher = [_Child(self._changes.of(group.teacher))] if group.teacher else []
        people = (
            _Child(
                self._wording.texts(f"import.person.{kind}", name=person),
                tuple(map(self._changes.of, changes)),
            )
            for kind in _NAMED
            for person, changes in zip(_names(group, kind), _changes(group, kind), strict=True)
        )
        progress = progress_words(self._wording.texts, group.progress) if group.progress else ""
        return _Line((name, *cells), (*teacher, *people), progress)


def _names(group: GroupPlan, kind: str) -> list[str]:
    names: list[str] = getattr(group, kind)
    return names


def _changes(group: GroupPlan, kind: str) -> list[tuple[Difference, ...]]:
    """What changes of each of these people; nothing of those who are merely missing."""
    if kind == "gone":
        return [()] * len(group.gone)
    return group.changed_how if kind == "changed" else group.moved_how
