"""The page of an import that asks whom uncertain rows mean: a row each, answered by one key."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.gui import icons, theme
from bluezone_desktop.gui.header import ElidedLabel
from bluezone_desktop.gui.rosters.question_model import (
    ANSWER,
    ANSWERED,
    LIST,
    OBJECT,
    RECORD,
    ROW,
    Index,
    QuestionModel,
)
from bluezone_desktop.gui.rosters.question_words import Part, Side
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services.rosters import NEW, ImportPlan, MatchQuestion

_HEIGHT = 46
_ROW_WIDTH, _ANSWER_WIDTH = 44, 200
_BETWEEN = " · "
_SIGN = 14
_LEAST_OF_A_NAME = 80
_OPENING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_KEYS = {Qt.Key.Key_0 + digit: digit for digit in range(10)}


class QuestionPage(QWidget):
    """The table, and below it why the row is asked about and which keys answer.

    pointed   the MatchQuestion chosen, whose row is to be shown
    answered  what was said: per key the id of who is meant, NEW, or None for no answer any more
    """

    pointed = Signal(object)
    answered = Signal(dict)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = wording.texts
        self.model = QuestionModel(wording, self)
        self.table = QuestionTable(self.model)
        self.table.setAccessibleName(wording.texts("matching.title"))
        self.table.setAccessibleDescription(wording.texts("matching.help"))
        self.why = ElidedLabel()
        self.keys = QLabel()
        for label in (self.why, self.keys):
            label.setProperty("role", "secondary")
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.TOGETHER + theme.INSIDE, 5, theme.TOGETHER + theme.INSIDE, 5)
        foot.setSpacing(theme.GROUP)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.model.answered.connect(self.answered)
        self.table.selectionModel().currentRowChanged.connect(self._current_changed)

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Shows the questions of ``plan``; the row that was current stays so."""
        row = self.table.currentIndex().row()
        key = self.model.question(row).key if row >= 0 else None
        self.model.show_plan(plan)
        if not self.model.rowCount():
            self.why.show_text("")
            self.keys.clear()
        elif not self.table.currentIndex().isValid():
            found = self.model.row_of(key) if key is not None else None
            self.table.setCurrentIndex(self.model.index(found or 0, ANSWER))

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        question = self.model.question(current.row())
        self.why.show_text(self._texts(question.why))
        self.keys.setText(self.model.words.keys(question))
        if self.isVisible():
            self.pointed.emit(question)


class QuestionTable(QTableView):
    """A row per question; digits answer the rows selected, Space and Enter open the answers."""

    def __init__(self, model: QuestionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions = model
        self.setModel(model)
        self.setItemDelegateForColumn(ROW, _RowDelegate(self))
        self.setItemDelegateForColumn(LIST, SideDelegate(self))
        self.setItemDelegateForColumn(RECORD, SideDelegate(self))
        self.setItemDelegateForColumn(ANSWER, AnswerDelegate(model, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(_HEIGHT)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in (LIST, RECORD):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(ROW, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(_ROW_WIDTH)
        header.resizeSection(ANSWER, _ANSWER_WIDTH)
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        key = event.key()
        if plain and key in _KEYS:
            self._say(_KEYS[key])
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._say(None)
        elif plain and key in _OPENING:
            row = self.currentIndex().row()
            if row >= 0:
                self.edit(self._questions.index(row, ANSWER))
        else:
            super().keyPressEvent(event)

    def _say(self, digit: int | None) -> None:
        """0 is somebody new, any other digit the candidate of that place, None no answer."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        said: list[tuple[int, str | None]] = []
        for row in rows:
            candidates = self._questions.question(row).candidates
            if not digit:
                said.append((row, None if digit is None else NEW))
            elif digit <= len(candidates):
                said.append((row, candidates[digit - 1].id))
        self._questions.say(said)
        if said and len(rows) == 1 and digit is not None:
            below = self._questions.index(rows[0] + 1, ANSWER)
            if below.isValid():
                self.setCurrentIndex(below)

    def _clicked(self, index: QModelIndex) -> None:
        modifiers = QGuiApplication.keyboardModifiers()
        if index.column() == ANSWER and modifiers == Qt.KeyboardModifier.NoModifier:
            self.edit(index)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, scheme: theme.Scheme) -> None:
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, QColor(scheme.tint))
    painter.setPen(QColor(scheme.line))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


class _RowDelegate(QStyledItemDelegate):
    """Paints where a line stands, in the middle of the row's height."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = QFontMetrics(theme.font()).horizontalAdvance(str(index.data()))
        return QSize(width + 2 * theme.TOGETHER + 2, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = theme.scheme_of(QGuiApplication.palette())
        painter.save()
        _paint_ground(painter, option, scheme)
        room = option.rect.adjusted(theme.TOGETHER, 0, -theme.INSIDE, 0)
        part = Part(str(index.data()))
        _paint_parts(painter, room, (part,), theme.BODY_PT, QColor(scheme.text), scheme)
        painter.restore()


class SideDelegate(QStyledItemDelegate):
    """Paints a person in two lines; what the other side says differently stands out."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        side: Side = index.data(OBJECT)
        scheme = theme.scheme_of(QGuiApplication.palette())
        painter.save()
        _paint_ground(painter, option, scheme)
        inner = option.rect.adjusted(theme.TOGETHER, 3, -theme.TOGETHER, -4)
        half = inner.height() // 2 + 1
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half)
        quiet = QColor(scheme.secondary)
        _paint_parts(painter, upper, side.who, theme.BODY_PT, QColor(scheme.text), scheme)
        if side.status is None:
            _paint_parts(painter, lower, side.else_, theme.SECONDARY_PT, quiet, scheme)
        else:
            words = side.else_[-1].words
            metrics = QFontMetrics(theme.font(theme.SECONDARY_PT))
            room = metrics.horizontalAdvance(words) + _SIGN + theme.INSIDE
            at = QRect(lower.left(), lower.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN)
            icons.paint_status(painter, at, side.status, QGuiApplication.palette())
            told = lower.adjusted(_SIGN + theme.INSIDE, 0, 0, 0)
            _paint_parts(painter, told, side.else_[-1:], theme.SECONDARY_PT, quiet, scheme)
            rest = lower.adjusted(room, 0, 0, 0)
            if side.else_[:-1]:
                parts = (Part(""), *side.else_[:-1])
                _paint_parts(painter, rest, parts, theme.SECONDARY_PT, quiet, scheme)
        painter.restore()


def _paint_parts(
    painter: QPainter,
    rect: QRect,
    parts: tuple[Part, ...],
    points: float,
    colour: QColor,
    scheme: theme.Scheme,
) -> None:
    """Words side by side, as many as there is room for; what differs is told by its weight."""
    left = rect.left()
    parts = _fitting(parts, rect.width(), points)
    between = [Part(_BETWEEN)] * len(parts)
    for part in [one for pair in zip(between, parts, strict=True) for one in pair][1:]:
        font = theme.font(points, semibold=part.differs, tabular=True)
        metrics = QFontMetrics(font)
        room = rect.right() - left
        if room <= 0:
            return
        painter.setFont(font)
        painter.setPen(QColor(scheme.text) if part.differs else colour)
        elided = metrics.elidedText(part.words, Qt.TextElideMode.ElideRight, room)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, rect.top(), room, rect.height()), flags, elided)
        if elided != part.words:
            return
        left += metrics.horizontalAdvance(part.words)


def _fitting(parts: tuple[Part, ...], width: int, points: float) -> tuple[Part, ...]:
    """The parts, the first one shortened in its middle where what differs would be cut off."""
    if not any(part.differs for part in parts[1:]) or parts[0].differs:
        return parts
    plain = QFontMetrics(theme.font(points, tabular=True))
    bold = QFontMetrics(theme.font(points, semibold=True, tabular=True))
    rest = sum(
        (bold if part.differs else plain).horizontalAdvance(part.words)
        + plain.horizontalAdvance(_BETWEEN)
        for part in parts[1:]
    )
    room = max(width - rest - 1, _LEAST_OF_A_NAME)
    words = plain.elidedText(parts[0].words, Qt.TextElideMode.ElideMiddle, room)
    return (Part(words), *parts[1:])


class AnswerDelegate(QStyledItemDelegate):
    """Shows the answer as a drop-down, and lets it be chosen in one."""

    def __init__(self, model: QuestionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_ANSWER_WIDTH, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = theme.scheme_of(QGuiApplication.palette())
        painter.save()
        _paint_ground(painter, option, scheme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = _box(option.rect)
        focus = option.state & QStyle.StateFlag.State_HasFocus
        painter.setPen(QColor(scheme.accent if focus else scheme.edge))
        painter.setBrush(QColor(scheme.field))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 6, 6)
        arrow = QRect(box.right() - 20, box.center().y() - 5, 12, 12)
        ratio = painter.device().devicePixelRatio()
        quiet = QColor(scheme.secondary)
        painter.drawPixmap(arrow, icons.pixmap("down", arrow.size(), quiet, ratio))
        font = theme.font()
        painter.setFont(font)
        painter.setPen(QColor(scheme.text) if index.data(ANSWERED) else quiet)
        room = box.adjusted(theme.TOGETHER, 0, -24, 0)
        words = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        question: MatchQuestion = index.data(OBJECT)
        for value, words in self._model.words.answers(question):
            box.addItem(words, value)
        box.setAccessibleName(str(index.data()))
        box.setItemDelegate(QStyledItemDelegate(box))  # the default one ignores the style sheet
        view = box.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + theme.EDGE)
        box.activated.connect(lambda _: self._chosen(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(_box(option.rect))


def _box(rect: QRect) -> QRect:
    """Where in its cell the drop-down stands."""
    return rect.adjusted(2, (rect.height() - 30) // 2, -theme.TOGETHER, -(rect.height() - 30) // 2)
