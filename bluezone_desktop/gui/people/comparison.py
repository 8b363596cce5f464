"""Several records side by side: a row for each thing known, and whose value is to be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from bluezone_desktop.domain.dates import format_date
from bluezone_desktop.domain.merging import Part
from bluezone_desktop.domain.people import Person, PersonId
from bluezone_desktop.domain.vocabulary import Attendance, Group
from bluezone_desktop.gui.theme import GROUP, INSIDE, ROW_HEIGHT, TOGETHER, scheme_of
from bluezone_desktop.gui.ticks.wording import Wording
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.merging import MergePreview, Side, Tie

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
KEPT = int(Qt.ItemDataRole.UserRole) + 1
"""True where the value is kept, False where another one is, None where there is nothing to keep."""

CHOICE = int(Qt.ItemDataRole.UserRole) + 2
"""Whether the value can be kept instead of another one."""

_NOWHERE = QModelIndex()
_FAMILY = "family"
_RELATIVE_PARTS = (Part.NAME, Part.SEX, Part.PHONE, Part.STATUS, Part.NOTE)
_PUPIL_PARTS = tuple(part for part in Part if part is not Part.JOB)
_STAFF_PARTS = tuple(part for part in Part if part is not Part.CLASS)
_SIGN = 16


class ComparisonModel(QAbstractTableModel):
    """A column per record; the first column says what stands in the row.

    chosen  a Part and the PersonId whose value is wanted
    """

    chosen = Signal(object, str)

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts, self._wording = texts, Wording(texts, "classes")
        self._sides: tuple[Side, ...] = ()
        self._taken: Mapping[Part, PersonId] = {}
        self._rows: tuple[Part | str, ...] = ()
        self._cells: list[list[str]] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(self._sides)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (_DISPLAY, _TOOL_TIP):
            return self._cells[row][column]
        asked = {KEPT: self._kept, CHOICE: self._choosable, _SPOKEN: self._spoken}.get(role)
        return asked(row, column) if asked is not None and column else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return "" if section == 0 else self._texts("people.compare.record", number=section)
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def load(self, preview: MergePreview | None) -> None:
        """Shows records with what would be kept of each; None empties it."""
        sides = preview.sides if preview is not None else ()
        taken = preview.union.taken if preview is not None else {}
        if [one.person for one in sides] == [one.person for one in self._sides] and sides:
            self._taken = taken  # only a choice has changed: the focus stays
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._sides, self._taken = sides, taken
        rows = [*_parts(sides[0].person.group), _FAMILY] if sides else []
        cells = [[self._head(row), *(self._cell(row, side) for side in sides)] for row in rows]
        # What nobody knows is not compared.
        known = [place for place, row in enumerate(cells) if any(row[1:])]
        self._rows = tuple(rows[place] for place in known)
        self._cells = [cells[place] for place in known]
        self.endResetModel()

    def choose(self, index: Index) -> None:
        """The value of a cell is wanted."""
        row, column = index.row(), index.column()
        part = self._rows[row] if row >= 0 and column > 0 else _FAMILY
        if isinstance(part, Part) and self._choosable(row, column):
            self.chosen.emit(part, self._sides[column - 1].person.id)

    def _choosable(self, row: int, column: int) -> bool:
        """Whether a value can be kept instead of another one."""
        part = self._rows[row]
        if not isinstance(part, Part) or part is Part.NOTE:
            return False  # all of them are kept
        said = {
            self._cells[row][place]
            for place, side in enumerate(self._sides, 1)
            # *Not asked* is nothing that could be preferred to what is known.
            if part is not Part.STATUS or side.person.status.is_asked
        } - {""}
        return len(said) > 1 and self._cells[row][column] in said

    def _spoken(self, row: int, column: int) -> str:
        words = f"{self._cells[row][0]}: {self._cells[row][column]}"
        if self._kept(row, column):
            words = self._texts("people.compare.kept_spoken", words=words)
        return words

    def _kept(self, row: int, column: int) -> bool | None:
        part, words = self._rows[row], self._cells[row]
        if not words[column]:
            return None
        if not isinstance(part, Part) or part is Part.NOTE:
            return True
        taken = self._taken.get(part)
        place = next((n for n, one in enumerate(self._sides, 1) if one.person.id == taken), 0)
        return words[column] == words[place] if place else part is Part.STATUS

    # The words

    def _head(self, row: Part | str) -> str:
        group = self._sides[0].person.group
        if row is _FAMILY:
            key = "of" if group is Group.RELATIVE else "relatives"
            return self._texts(f"people.compare.{key}")
        return self._texts(f"people.compare.{row}")

    def _cell(self, row: Part | str, side: Side) -> str:
        if row is _FAMILY:
            return "\n".join(self._tie(each, side.person) for each in side.of or side.relatives)
        person, texts = side.person, self._texts
        words = {
            Part.NAME: person.full_name,
            Part.BIRTH: format_date(person.date_of_birth),
            Part.SEX: texts(f"vocabulary.sex.{person.sex}") if person.sex else None,
            Part.CODE: person.code,
            Part.PHONE: person.phone,
            Part.CLASS: self._class(side),
            Part.JOB: self._job(person),
            Part.STATUS: self._wording.status(person),
            Part.NOTE: person.note,
        }
        return words[Part(row)] or ""

    def _job(self, person: Person) -> str:
        group = self._texts(f"vocabulary.group.{person.group}")
        return f"{person.job} ({group})" if person.job else group

    def _class(self, side: Side) -> str:
        room, person = side.school_class, side.person
        name = room.name if room is not None else ""
        if person.attendance is Attendance.ATTENDING:
            return name
        left = self._texts(f"vocabulary.attendance.{person.attendance}")
        return f"{name} ({left.lower()})" if name else left

    def _tie(self, tie: Tie, person: Person) -> str:
        name = self._wording.name(tie.person)
        if person.group is Group.RELATIVE:
            relation = self._texts(f"vocabulary.relation_inline.{tie.relation}")
            where = f" {tie.class_name}" if tie.class_name else ""
            return self._texts("people.compare.tie_of", relation=relation, name=name + where)
        relation = self._texts(f"vocabulary.relation.{tie.relation}")
        phone = f" {tie.person.phone}" if tie.person.phone and tie.person.full_name else ""
        return self._texts("people.compare.tie", relation=relation, name=name + phone)


class ComparisonView(QTableView):
    """The records; a click, Space or Enter on a value keeps that one."""

    def __init__(self, model: ComparisonModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison = model
        self.setModel(model)
        self.setProperty("role", "framed")
        self.setItemDelegate(_CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self._fit)

    def _fit(self) -> None:
        head = self.horizontalHeader()
        head.setMinimumSectionSize(110)
        for column in range(self._comparison.columnCount()):
            stretch = head.ResizeMode.Stretch if column else head.ResizeMode.ResizeToContents
            head.setSectionResizeMode(column, stretch)
        if self._comparison.rowCount():
            self.setCurrentIndex(self._comparison.index(0, 1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._comparison.choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._comparison.choose(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)


class _CellDelegate(QStyledItemDelegate):
    """Paints a value; what is kept in full colour, what is given up struck through.

    Where there is something to choose, a ring stands before each value, filled before the kept one.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideNone

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> Any:
        width = self._view.columnWidth(index.column()) if index.column() else 400
        room = QRect(0, 0, width - 2 * TOGETHER - (_SIGN + TOGETHER if index.column() else 0), 9999)
        words = str(index.data(_DISPLAY))
        box = option.fontMetrics.boundingRect(room, int(_WRAPPED), words)
        size = box.size()
        size.setHeight(max(ROW_HEIGHT, size.height() + TOGETHER))
        size.setWidth(size.width() + GROUP)
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = scheme_of(self._view.palette())
        rect: QRect = option.rect
        painter.save()
        painter.setPen(QColor(scheme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(TOGETHER, INSIDE, -TOGETHER, -INSIDE)
        kept, choice = index.data(KEPT), index.data(CHOICE)
        font = self._view.font()
        colour = scheme.secondary
        if index.column():
            colour = scheme.text if kept else scheme.secondary
            font.setStrikeOut(kept is False)
            if choice and kept is not None:
                _ring(painter, room, scheme.accent if kept else scheme.edge, bool(kept))
            room = room.adjusted(_SIGN + TOGETHER, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(room, int(_WRAPPED), str(index.data(_DISPLAY)))
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(QColor(scheme.accent), 1))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()


_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


def _ring(painter: QPainter, room: QRect, colour: str, filled: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = QRect(room.left(), room.center().y() - _SIGN // 2 + 1, _SIGN - 2, _SIGN - 2)
    painter.setPen(QPen(QColor(colour), 4.5 if filled else 1.2))
    inset = 2 if filled else 0
    painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def _parts(group: Group) -> Sequence[Part]:
    if group is Group.RELATIVE:
        return _RELATIVE_PARTS
    return _PUPIL_PARTS if group is Group.PUPIL else _STAFF_PARTS
