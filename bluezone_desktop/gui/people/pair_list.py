"""The list of those who may be on record more than once: who, and below it why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bluezone_desktop.domain.duplicates import Lookalikes
from bluezone_desktop.domain.people import Person, PersonId
from bluezone_desktop.gui.theme import INSIDE, SECONDARY_PT, TOGETHER, font, scheme_of
from bluezone_desktop.gui.ticks.wording import Wording
from bluezone_desktop.texts import Texts

Index = QModelIndex | QPersistentModelIndex

WHY = int(Qt.ItemDataRole.UserRole) + 1
"""The second line."""

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_NOWHERE = QModelIndex()
_HEIGHT = 44


class PairModel(QAbstractListModel):
    """Groups of records, a row each."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts, self._wording = texts, Wording(texts, "classes")
        self._groups: list[Lookalikes] = []
        self._people: Mapping[PersonId, Person] = {}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        group = self._groups[index.row()]
        who = self._people[group.ids[0]]
        name = self._wording.name(who)
        if role == _DISPLAY:
            return name
        why = self._texts(f"people.why.{group.reason}", number=len(group.ids))
        kind = self._texts(f"vocabulary.group.{who.group}")
        if role == WHY:
            return self._texts("people.why.line", group=kind, why=why)
        return f"{name}\n{kind}: {why}" if role in (_TOOL_TIP, _SPOKEN) else None

    def load(self, groups: Sequence[Lookalikes], people: Mapping[PersonId, Person]) -> None:
        """Shows other groups."""
        self.beginResetModel()
        self._groups, self._people = list(groups), people
        self.endResetModel()

    def group(self, row: int) -> Lookalikes | None:
        """The group in a row; None for a row that is not there."""
        return self._groups[row] if 0 <= row < len(self._groups) else None


class PairList(QListView):
    """The list itself."""

    def __init__(self, model: PairModel, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setProperty("role", "framed")
        self.setItemDelegate(_PairDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(texts("people.twice.list_spoken"))


class _PairDelegate(QStyledItemDelegate):
    """Two lines: the name, and smaller the reason."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = scheme_of(self._view.palette())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(scheme.tint))
        if selected and self._view.hasFocus():
            painter.setPen(QColor(scheme.accent))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)
        room = rect.adjusted(TOGETHER + INSIDE, INSIDE, -TOGETHER, -INSIDE)
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        lower = upper.translated(0, room.height() // 2)
        for where, words, letters, colour in (
            (upper, index.data(_DISPLAY), self._view.font(), scheme.text),
            (lower, index.data(WHY), font(SECONDARY_PT), scheme.secondary),
        ):
            painter.setFont(letters)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(letters).elidedText(
                words, Qt.TextElideMode.ElideRight, where.width()
            )
            painter.drawText(where, int(_LINE), shown)
        painter.restore()


_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
