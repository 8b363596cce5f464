"""A district's own form before it is filled: what was recognised where, and put right there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.district_form import FormTable
from bluezone_desktop.gui import theme
from bluezone_desktop.gui.returns.form_menu import FormMenu
from bluezone_desktop.gui.returns.form_model import FormModel
from bluezone_desktop.gui.rosters.meaning_header import NARROWEST, MeaningHeader
from bluezone_desktop.services.district_forms import FormSight
from bluezone_desktop.texts import Texts

_WIDTH, _HEIGHT = 1040, 600
_WIDEST = 260


class FormDialog(QDialog):
    """The form as it looks, above each column what it asks for.

    said  a table, a column of it as Excel counts them, and the meaning chosen ("" for none)
    """

    said = Signal(object, int, str)

    def __init__(
        self, texts: Texts, sight: FormSight, figures: str, parent: QWidget | None = None
    ) -> None:
        """``figures`` says in words which figures it will be filled with."""
        super().__init__(parent)
        self._texts, self._sight = texts, sight
        self.setWindowTitle(texts("forms.title", file=sight.form.file))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.view = FormView(texts)
        self.hint = _wrapped("hint")
        self.rows = _wrapped("")
        self.losses = _wrapped("problem")
        self.buttons = QDialogButtonBox()
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self.fill = self.buttons.addButton(texts("forms.fill"), accept)
        self.fill.setProperty("role", "primary")
        cancel = self.buttons.addButton(
            texts("dialogs.cancel"), QDialogButtonBox.ButtonRole.RejectRole
        )
        cancel.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.TOGETHER)
        lead = _wrapped("")
        lead.setText(figures)
        above: tuple[QWidget, ...] = (lead, self.hint, self.tabs)
        below: tuple[QWidget, ...] = (self.rows, self.losses, self.buttons)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        for widget in below:
            column.addWidget(widget)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.tabs.currentChanged.connect(lambda _: self._show_table())
        self.view.said.connect(lambda at, name: self.said.emit(self.table, at + 1, name))
        self.resize(_WIDTH, _HEIGHT)
        self.show_sight(sight)

    @property
    def table(self) -> FormTable:
        """The table in view."""
        return self._sight.form.tables[max(self.tabs.currentIndex(), 0)]

    def show_sight(self, sight: FormSight) -> None:
        """The form as it is understood now; the table in view stays in view."""
        self._sight = sight
        here = max(self.tabs.currentIndex(), 0)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for table in sight.form.tables:
            self.tabs.addTab(table.sheet)
        self.tabs.setCurrentIndex(min(here, len(sight.form.tables) - 1))
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(sight.form.tables) > 1)
        losses = [self._texts(f"forms.loss.{one}") for one in sight.form.losses]
        self.losses.setText("\n".join(losses))
        self.losses.setVisible(bool(losses))
        self.fill.setEnabled(any(table.understood for table in sight.form.tables))
        self._show_table()

    def _show_table(self) -> None:
        texts, table = self._texts, self.table
        self.view.show_table(table, self._sight)
        unsure = sum(one.unsure for one in table.columns)
        left = sum(one.meaning is None for one in table.columns)
        if not table.understood:
            hint = texts("forms.hint_nothing")
        elif unsure:
            hint = texts("forms.hint_unsure", number=unsure)
        elif left:
            hint = texts("forms.hint_left", number=left)
        else:
            hint = texts("forms.hint_all")
        self.hint.setText(hint)
        about = texts(f"forms.rows_are.{table.rows_are}")
        key = "forms.rows" if table.sum_row else "forms.rows_without_sum"
        first = table.rows[0].row if table.rows else table.last_row + 1
        self.rows.setText(texts(key, about=about, first=first, sum=table.sum_row or 0))


class FormView(QTableView):
    """The sheet of a form, read only; what its columns ask for can be chosen.

    said  a column counted from 0, and the name of the meaning chosen
    """

    said = Signal(int, str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = FormModel(texts, self)
        self.setModel(self.form)
        self.header = MeaningHeader(self.form, self)
        self.setHorizontalHeader(self.header)
        self.setAccessibleName(texts("forms.picture"))
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet(
            f"QTableView::item {{ padding: 0 {theme.INSIDE}px; }}"
            "QTableView::corner { background: transparent; border: none; }"
        )
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(theme.DENSE_ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setHighlightSections(False)
        self._asked = 0
        self._shown = ("", 0)
        self.menu = FormMenu(texts, self)
        self.menu.chosen.connect(lambda name: self.said.emit(self._asked, name))
        self.header.menu_wanted.connect(self._open_menu)

    def show_table(self, table: FormTable, sight: FormSight) -> None:
        """Shows the sheet of ``table``, its merged cells merged, scrolled to the header."""
        place = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        same = self.form.rowCount() and self._shown == (table.sheet, table.first_row)
        self._shown = table.sheet, table.first_row
        self.form.show(table, sight.pictures[table.sheet], sight.blanks.get(table.sheet, {}))
        self.clearSpans()
        for top, left, bottom, right in sight.merges[table.sheet]:
            rows = min(bottom, self.form.rowCount() - 1) - top + 1
            columns = min(right, self.form.columnCount() - 1) - left + 1
            if rows > 0 and columns > 0 and rows * columns > 1:
                self.setSpan(top, left, rows, columns)
        for at in range(self.form.columnCount()):
            self.header.resizeSection(
                at, min(max(self.header.sectionSizeHint(at), NARROWEST), _WIDEST)
            )
        for row in range(table.first_row - 1, table.last_row):
            self.resizeRowToContents(row)
            self.setRowHeight(row, max(self.rowHeight(row), theme.DENSE_ROW_HEIGHT))
        if same:
            self.horizontalScrollBar().setValue(place[0])
            self.verticalScrollBar().setValue(place[1])
        else:
            above = max(table.first_row - 2, 0)
            self.scrollTo(self.form.index(above, 0), QTableView.ScrollHint.PositionAtTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.header.ask(max(self.currentIndex().column(), 0))
            return
        super().keyPressEvent(event)

    def _open_menu(self, section: int, place: QPoint) -> None:
        column = self.form.column(section)
        if column is not None:
            self._asked = section
            self.menu.tick(column.meaning)
            self.menu.popup(place)


def _wrapped(role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
