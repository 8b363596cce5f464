"""What an import would change: per class in numbers and names, and what needs a look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
    QWidget,
)

from bluezone_desktop.domain.roster import Roster, Severity
from bluezone_desktop.gui import theme
from bluezone_desktop.gui.rosters.class_plan_model import DETAIL, ClassPlanModel
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services.rosters import ImportPlan

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
SORT = int(Qt.ItemDataRole.UserRole) + 1
OBJECT = int(Qt.ItemDataRole.UserRole) + 2
"""The Note of a row."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NAME_WIDTH = 200
_NOWHERE = QModelIndex()


class ClassTree(QTreeView):
    """A line per class and one for the staff; unfolded it names who changes, moves or is gone."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = ClassPlanModel(wording, self)
        self.setModel(self.plan)
        self.setItemDelegateForColumn(0, _PersonDelegate(self))
        self.setUniformRowHeights(True)
        self.setFont(theme.font(tabular=True))
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setStyleSheet(
            f"QTreeView::item {{ min-height: {theme.DENSE_ROW_HEIGHT}px;"
            f" padding-right: {theme.TOGETHER - 2}px; }}"
            "QTreeView::corner { background: transparent; border: none; }"
        )
        self.setAccessibleName(wording.texts("import.by_class"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, _NAME_WIDTH)

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Shows ``plan``; None empties it."""
        lines = [self.plan.index(row, 0) for row in range(self.plan.rowCount())]
        open_ones = {line.data() for line in lines if self.isExpanded(line)}
        self.plan.show_plan(plan)
        for row in range(self.plan.rowCount()):
            line = self.plan.index(row, 0)
            for at in range(self.plan.rowCount(line)):
                self.setFirstColumnSpanned(at, line, True)
            self.setExpanded(line, line.data() in open_ones)


class _PersonDelegate(QStyledItemDelegate):
    """Paints what changes of somebody behind the name, more quietly."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        changes = index.data(DETAIL)
        super().paint(painter, option, index)
        if not changes:
            return
        scheme = theme.scheme_of(QGuiApplication.palette())
        used = QFontMetrics(option.font).horizontalAdvance(str(index.data())) + theme.GROUP
        room = option.rect.adjusted(used, 0, -theme.TOGETHER, 0)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(scheme.secondary))
        words = painter.fontMetrics().elidedText(changes, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """A line about one row of a file, with where to find it."""

    roster: Roster
    sheet: str
    row: int
    cells: tuple[str, ...]


def problem_notes(plan: ImportPlan | None, wording: Wording) -> tuple[Note, ...]:
    """The problems of a plan's lists, those that cost a row first."""
    notes: dict[Severity, list[Note]] = {Severity.REJECTED: [], Severity.WARNING: []}
    texts = wording.texts
    words = {one: texts(f"import.severity.{one}") for one in Severity}
    for place, roster in enumerate(plan.rosters if plan is not None else ()):
        for problem in plan.problems_of(place) if plan is not None else ():
            cells = (
                words[problem.severity],
                roster.file,
                problem.sheet,
                str(problem.row),
                problem.column,
                problem.value,
                texts(problem.reason, **problem.values),
            )
            notes[problem.severity].append(Note(roster, problem.sheet, problem.row, cells))
    return (*notes[Severity.REJECTED], *notes[Severity.WARNING])


def not_counted_notes(rosters: Sequence[Roster]) -> tuple[Note, ...]:
    """Pupils whom the lists themselves call moved or left."""
    return tuple(
        Note(
            roster,
            one.sheet,
            one.row,
            (
                one.full_name,
                one.class_name or "",
                one.reason,
                roster.file,
                one.sheet,
                str(one.row),
            ),
        )
        for roster in rosters
        for one in roster.not_counted
    )


class NoteModel(QAbstractTableModel):
    """Lines about rows of files."""

    def __init__(
        self, heads: Sequence[str], row_column: int, parent: QObject | None = None
    ) -> None:
        """``row_column``: where the row's number stands."""
        super().__init__(parent)
        self._heads = tuple(heads)
        self._row_column = row_column
        self._notes: tuple[Note, ...] = ()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Shows other lines."""
        self.beginResetModel()
        self._notes = tuple(notes)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._notes)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        note = self._notes[index.row()]
        if role in (_DISPLAY, _TOOL_TIP):
            return note.cells[index.column()]
        if role == _ALIGNMENT:
            return _RIGHT if index.column() == self._row_column else None
        if role == SORT:
            return note.row
        return note if role == OBJECT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == _ALIGNMENT and section == self._row_column:
            return _RIGHT
        return self._heads[section] if role == _DISPLAY else None


class NoteTable(QTableView):
    """Lines about rows of files; choosing one shows that row in its sheet.

    pointed  the Note chosen
    """

    pointed = Signal(object)

    def __init__(
        self, name: str, heads: Sequence[str], widths: dict[str, int], parent: QWidget | None = None
    ) -> None:
        """``widths`` of the columns by what they hold; 0 is all the room that is left."""
        super().__init__(parent)
        self._columns = list(widths)
        self.notes = NoteModel(heads, self._columns.index("row"), self)
        self.setModel(self.notes)
        self.setAccessibleName(name)
        self.setStyleSheet(f"QTableView::item {{ padding: 0 {theme.INSIDE + 1}px; }}")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(theme.DENSE_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate(widths.values()):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._point)

    def show_notes(self, notes: Sequence[Note], *, with_file: bool) -> None:
        """Shows other lines. ``with_file``: there are several files to tell apart."""
        self.notes.show_notes(notes)
        self.setColumnHidden(self._columns.index("file"), not with_file)

    def _point(self, current: QModelIndex, _before: QModelIndex) -> None:
        if (note := current.data(OBJECT)) is not None:
            self.pointed.emit(note)
