"""A list as it stands in its file or as it was understood: Excel's row numbers left of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from bluezone_desktop.gui import theme
from bluezone_desktop.gui.rosters.column_menu import ColumnMenu
from bluezone_desktop.gui.rosters.meaning_header import NARROWEST, MeaningHeader
from bluezone_desktop.gui.rosters.sheet_model import OBJECT, SheetModel
from bluezone_desktop.gui.rosters.sheet_pages import SheetColumn, SheetPage
from bluezone_desktop.gui.rosters.sheet_sights import Look
from bluezone_desktop.texts import Texts

_WIDEST = 220
_MOST_TITLES = 400
"""Rows looked at for lines that are no people: titles above, signatures below a class."""
_SAMPLE = 200
"""Rows looked at for the width of a column: all of a class, and enough of a school."""


class SheetView(QTableView):
    """The sheet at the right. Its cells are read only; what its columns mean can be chosen.

    said  a column of the sheet, counted from 0, and the key of what the user says it means
    """

    said = Signal(int, str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = SheetModel(texts, self)
        self.setModel(self.sheet)
        self.header = MeaningHeader(self.sheet, self)
        self.setHorizontalHeader(self.header)
        self.setStyleSheet(
            f"QTableView::item {{ padding: 0 {theme.INSIDE + 1}px; }}"
            "QTableView::corner { background: transparent; border: none; }"
        )
        self.setFont(theme.font(tabular=True))
        self.setWordWrap(False)
        self.setShowGrid(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(theme.DENSE_ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setHighlightSections(False)
        self._asked = 0
        self.menu = ColumnMenu(texts, self)
        self.menu.chosen.connect(self._say)
        self.header.menu_wanted.connect(self._open_menu)

    def show_page(self, page: SheetPage, look: Look = Look.WRITTEN, *, stay: bool = False) -> None:
        """Shows ``page``, each column as wide as its words need.

        stay  at the rows now in view: it is the same page, read in another way
        """
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        current = self.currentIndex()
        row, column = current.row(), current.column()
        self.sheet.show(page, look)
        self._spread_titles()
        self._fit_columns()
        if stay:
            self.horizontalScrollBar().setValue(across)
            self.verticalScrollBar().setValue(down)
            self.setCurrentIndex(self.sheet.index(row, column))
        else:
            self._go_to_header()

    def show_row(self, number: int) -> bool:
        """Selects the row that Excel numbers ``number``; False where this page has none."""
        place = self.sheet.place_of(number)
        if place is None:
            return False
        self.selectRow(place)
        self.scrollTo(self.sheet.index(place, 0), QTableView.ScrollHint.PositionAtCenter)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.header.ask(max(self.currentIndex().column(), 0))
            return
        super().keyPressEvent(event)

    def _go_to_header(self) -> None:
        """The header at the top, with the people below it: titles are a scroll away."""
        header = self.sheet.header_row
        if header is None:
            self.scrollToTop()
        else:
            at_top = QTableView.ScrollHint.PositionAtTop
            self.scrollTo(self.sheet.index(header, 0), at_top)

    def _spread_titles(self) -> None:
        """Titles and signatures reach over the blanks to their right, as in a spreadsheet."""
        self.clearSpans()
        width = self.sheet.columnCount()
        for row in self.sheet.rows_beside_people(_MOST_TITLES):
            filled = [at for at in range(width) if self.sheet.index(row, at).data()]
            for at, following in zip(filled, [*filled[1:], width], strict=False):
                if following - at > 1:
                    self.setSpan(row, at, 1, following - at)

    def _fit_columns(self) -> None:
        metrics = QFontMetrics(theme.font())
        titles = set(self.sheet.rows_beside_people(_SAMPLE))
        rows = [row for row in range(min(self.sheet.rowCount(), _SAMPLE)) if row not in titles]
        for at in range(self.sheet.columnCount()):
            seen = {str(self.sheet.index(row, at).data()) for row in rows}
            widest = max((metrics.horizontalAdvance(words) for words in seen), default=0)
            width = max(widest + 2 * theme.TOGETHER + 2, self.header.sectionSizeHint(at))
            self.header.resizeSection(at, min(max(width, NARROWEST), _WIDEST))

    def _open_menu(self, section: int, place: QPoint) -> None:
        column: SheetColumn = self.sheet.headerData(section, Qt.Orientation.Horizontal, OBJECT)
        self._asked = column.at
        self.menu.tick(column.field)
        self.menu.popup(place)

    def _say(self, meaning: str) -> None:
        self.said.emit(self._asked, meaning)
