"""Search from anywhere (Ctrl+F): any person by name, code or phone, any class by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.gui import icons
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.theme import INSIDE, ROW_HEIGHT, SECONDARY_PT, TOGETHER, font, scheme_of
from bluezone_desktop.texts import Texts

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.people import FoundPerson

PAUSE_MS = 120
"""A search begins when the keys rest: UniKey sends a letter and takes it back at once."""

MOST = 12
POPUP_WIDTH = 480

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
DETAIL = int(Qt.ItemDataRole.UserRole) + 1
OBJECT = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, and where to go for it."""

    title: str
    detail: str
    screen: str
    target: object


class HitModel(QAbstractListModel):
    """What was found, in the order of the answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def load(self, hits: Sequence[Hit]) -> None:
        """Other hits in place of these."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def hit(self, row: int) -> Hit:
        """The hit in ``row``."""
        return self._hits[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == DETAIL:
            return hit.detail
        if role == OBJECT:
            return hit
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.title}, {hit.detail}"
        return None


class _HitDelegate(QStyledItemDelegate):
    """Name left, where it belongs right and quieter."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Not the option's palette: the list is transparent, which a palette tells as black.
        scheme = scheme_of(QGuiApplication.palette())
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.tint))
            painter.drawRoundedRect(rect, 4, 4)
        inner = rect.adjusted(TOGETHER, 0, -TOGETHER, 0)
        detail = str(index.data(DETAIL))
        small = font(SECONDARY_PT)
        painter.setFont(small)
        painter.setPen(QColor(scheme.secondary))
        width = min(painter.fontMetrics().horizontalAdvance(detail), inner.width() * 6 // 10)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        words = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, width)
        painter.drawText(inner, right, words)
        painter.setFont(option.font)
        painter.setPen(QColor(scheme.text))
        room = inner.adjusted(0, 0, -width - TOGETHER, 0)
        title = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class _Popup(QFrame):
    """Lies over the window under the field. A child, never a window: it takes no focus."""

    def __init__(self, field: SearchField) -> None:
        super().__init__(field.window())
        self.setProperty("role", "popup")
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(field.desk.texts("window.search_results"))
        self.nothing = QLabel(field.desk.texts("window.search_nothing"))
        self.nothing.setProperty("role", "secondary")
        self.nothing.setContentsMargins(TOGETHER, INSIDE, TOGETHER, INSIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        self._field = field
        self.hide()

    def open(self, count: int) -> None:
        """Shows ``count`` rows, or that there are none."""
        self.nothing.setVisible(count == 0)
        self.list.setVisible(count > 0)
        self.list.setFixedHeight(max(count, 1) * ROW_HEIGHT)
        width = max(self._field.width(), POPUP_WIDTH)
        window = self._field.window()
        corner = self._field.mapTo(window, QPoint(self._field.width(), self._field.height()))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(max(INSIDE, corner.x() - width), corner.y() + INSIDE)
        self.raise_()
        self.show()


class SearchField(QLineEdit):
    """The field in the window's head. It never changes its text while it is being typed.

    answered  hits for what is written now are in the model
    """

    answered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = HitModel(self)
        self._asked = 0
        self._popup: _Popup | None = None
        self.setProperty("role", "search")
        self.setPlaceholderText(desk.texts("window.search"))
        self.setAccessibleName(desk.texts("window.search_name"))
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(180)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._search)
        self.textEdited.connect(self._edited)

    @property
    def popup(self) -> _Popup:
        """The list of hits under the field."""
        if self._popup is None:
            self._popup = _Popup(self)
            self._popup.list.setModel(self.model)
            self._popup.list.clicked.connect(self._open)
        return self._popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        listed = self._popup is not None and self._popup.isVisible() and self.model.rowCount() > 0
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and listed:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.popup.list.currentIndex() if listed else _NOWHERE)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text().strip():
            self._search()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_popup()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange:
            self._popup = None

    def _edited(self) -> None:
        if self.text().strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._hide_popup()

    def _search(self) -> None:
        text = self.text().strip()
        if not text:
            return
        self._asked += 1
        asked, texts = self._asked, self.desk.texts

        def look(office: Office) -> tuple[Hit, ...]:
            return find_hits(office, text, texts)

        def show(hits: tuple[Hit, ...]) -> None:
            if asked == self._asked:
                self._show(hits)

        self.desk.ask(look, show, lambda _error: None)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self.model.load(hits)
        if self.hasFocus():
            if hits:
                self.popup.list.setCurrentIndex(self.model.index(0))
            self.popup.open(len(hits))
        self.answered.emit()

    def _step(self, by: int) -> None:
        rows = self.model.rowCount()
        row = (self.popup.list.currentIndex().row() + by) % rows
        self.popup.list.setCurrentIndex(self.model.index(row))

    def _open(self, index: Index) -> None:
        if not index.isValid():
            return
        hit = self.model.hit(index.row())
        self._leave()
        self.desk.go_to(hit.screen, hit.target)

    def _leave(self) -> None:
        self._asked += 1
        self._timer.stop()
        self._hide_popup()
        self.clear()
        self.clearFocus()

    def _hide_popup(self) -> None:
        if self._popup is not None:
            self._popup.hide()


def find_hits(office: Office, text: str, texts: Texts) -> tuple[Hit, ...]:
    """Classes and people that match ``text``, classes first; at most :data:`MOST`."""
    from bluezone_desktop.domain.text import fold
    from bluezone_desktop.services import people

    if office.school is None:
        return ()
    wanted = fold(text)
    hits = [
        Hit(
            texts("window.class_hit", name=one.school_class.name),
            one.school_class.homeroom_teacher or "",
            "classes",
            one.school_class.id,
        )
        for one in people.class_list(office)
        if fold(one.school_class.name).startswith(wanted.removeprefix("lop "))
    ][: MOST // 2]
    found = people.find(office, text=text, limit=MOST - len(hits))
    owners: dict[str, FoundPerson] = {}
    if any(one.of for one in found):
        # A relative is shown where the pupil or member of staff is whose relative they are.
        wanted_ids = {of for one in found for of in one.of}
        for group in (Group.PUPIL, Group.MANAGER, Group.TEACHER, Group.EMPLOYEE):
            everyone = people.find(office, group=group)
            owners |= {one.person.id: one for one in everyone if one.person.id in wanted_ids}
    for one in found:
        hit = _person_hit(one, owners, texts)
        if hit is not None:
            hits.append(hit)
    return tuple(hits)


def _person_hit(one: FoundPerson, owners: dict[str, FoundPerson], texts: Texts) -> Hit | None:
    person = one.person
    title = person.full_name or person.phone or ""
    if person.group.is_staff:
        return Hit(
            title, person.job or texts(f"vocabulary.group.{person.group}"), "staff", person.id
        )
    if person.group is Group.PUPIL:
        detail = texts("window.class_hit", name=one.class_name or "")
        return Hit(title, detail, "classes", (one.class_id, person.id))
    for of, relation in zip(one.of, one.relations, strict=True):
        if of not in owners:
            continue
        owner = owners[of]
        detail = texts(
            "window.relative_hit",
            relation=texts(f"vocabulary.relation_inline.{relation}"),
            name=owner.person.full_name or "",
            where=owner.class_name or texts("vocabulary.group.staff"),
        )
        if owner.person.group is Group.PUPIL:
            return Hit(title, detail, "classes", (owner.class_id, person.id))
        return Hit(title, detail, "staff", owner.person.id)
    return None
