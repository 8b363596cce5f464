"""The list of hits that hangs under the search field."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.icons import paint_status
from bluezone_desktop.gui.marked_text import paint_marked
from bluezone_desktop.gui.search.hits import HIT, Hit, HitModel
from bluezone_desktop.gui.theme import (
    INSIDE,
    ROW_HEIGHT,
    SECONDARY_PT,
    TOGETHER,
    Scheme,
    font,
    scheme_of,
)
from bluezone_desktop.texts import Texts

Index = QModelIndex | QPersistentModelIndex

WIDTH = 800
MOST_ROWS = 12
SIGN = 18
PHONE_WIDTH = 92
STATUS_WIDTH = 132


class _HitDelegate(QStyledItemDelegate):
    """Sign and name left; where they belong, phone and status in columns, quieter."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._small = font(SECONDARY_PT, tabular=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Not the option's palette: the list is transparent, which a palette tells as black.
        scheme = scheme_of(QGuiApplication.palette())
        hit: Hit = index.data(HIT)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.tint))
            painter.drawRoundedRect(rect, 4, 4)
        inner = rect.adjusted(TOGETHER, 0, -TOGETHER, 0)
        columns = INSIDE + PHONE_WIDTH + STATUS_WIDTH + 2 * TOGETHER
        words = QRect(inner.adjusted(0, 0, -columns, 0))
        name = QRect(words.left(), words.top(), words.width() * 2 // 5, words.height())
        where = QRect(words.adjusted(name.width() + TOGETHER, 0, 0, 0))
        if hit.status is None:  # a class has the room of the columns as well
            where.setRight(inner.right())
        painter.setFont(option.font)
        ink = scheme.secondary if hit.is_gone else scheme.text
        paint_marked(painter, name, hit.title, hit.title_marks, scheme, ink)
        painter.setFont(self._small)
        paint_marked(painter, where, hit.detail, hit.detail_marks, scheme, scheme.secondary)
        if hit.status is not None:
            phone = QRect(where.right() + 1 + TOGETHER, rect.top(), PHONE_WIDTH, rect.height())
            paint_marked(painter, phone, hit.phone, hit.phone_marks, scheme, scheme.secondary)
            self._paint_status(painter, inner, hit.status, hit.status_words, scheme)
        painter.restore()

    def _paint_status(
        self, painter: QPainter, inner: QRect, status: Status, said: str, scheme: Scheme
    ) -> None:
        left = inner.right() + 1 - STATUS_WIDTH
        sign = QRect(left, inner.center().y() + 1 - SIGN // 2, SIGN, SIGN)
        paint_status(painter, sign, status, QGuiApplication.palette())
        words = QRect(left + SIGN + INSIDE, inner.top(), 0, inner.height())
        words.setRight(inner.right())
        paint_marked(painter, words, said, (), scheme, scheme.secondary)


class Popup(QFrame):
    """Lies over the window under the field. A child, never a window: it takes no focus.

    chosen    a row was clicked
    all_wanted  everybody found is to be shown in the list of the school
    """

    chosen = Signal(QModelIndex)
    all_wanted = Signal()

    def __init__(self, field: QWidget, model: HitModel, texts: Texts) -> None:
        super().__init__(field.window())
        self._field, self._texts, self._count = field, texts, 0
        self.setProperty("role", "popup")
        self.list = QListView()
        self.list.setModel(model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(texts("search.results"))
        self.list.clicked.connect(self.chosen)
        self.words = _label("")
        self.hint = _label(texts("search.hint_keys"))
        self.all_button = QPushButton()
        self.all_button.setProperty("role", "link")
        self.all_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.all_button.clicked.connect(self.all_wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(TOGETHER, 0, TOGETHER, 0)
        foot.setSpacing(TOGETHER)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.all_button)
        foot.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
        column.setSpacing(INSIDE)
        column.addWidget(self.list)
        column.addLayout(foot)
        self.hide()

    def show_help(self) -> None:
        """Nothing is typed yet: what can be found."""
        self.words.setText(self._texts("search.help"))
        self._open(0)

    def show_hits(self, count: int, words: str) -> None:
        """``count`` rows, all there are, which ``words`` say; or that there are none."""
        self.words.setText(words if count else self._texts("search.nothing"))
        self._open(count)

    def show_first(self, count: int, words: str, button: str = "") -> None:
        """``count`` rows of more; ``words`` say so, ``button`` offers the others."""
        self.words.setText(words)
        self._open(count, button)

    def _open(self, count: int, button: str = "") -> None:
        self.all_button.setText(button)
        self.all_button.setVisible(bool(button))
        self.hint.setVisible(count > 0)
        self.list.setVisible(count > 0)
        self._count = count
        self.place()
        self.raise_()
        self.show()

    def place(self) -> None:
        """Under the field, as high as its rows, within the window."""
        window = self._field.window()
        below = self._field.mapTo(window, QPoint(0, self._field.height()))
        room = window.height() - below.y() - 3 * ROW_HEIGHT
        rows = max(1, min(self._count, MOST_ROWS, room // ROW_HEIGHT))
        self.list.setFixedHeight(rows * ROW_HEIGHT)
        right = below.x() + self._field.width()
        wanted = WIDTH if self._count else max(self._field.width(), self.sizeHint().width())
        self.setFixedWidth(min(wanted, right - INSIDE))
        self.adjustSize()
        self.move(right - self.width(), below.y() + INSIDE)


def _label(words: str) -> QLabel:
    made = QLabel(words)
    made.setProperty("role", "secondary")
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
