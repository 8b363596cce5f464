"""The file chosen at the left: its sheets as they were understood, or what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.gui import icons, theme
from bluezone_desktop.gui.header import ElidedLabel
from bluezone_desktop.gui.rosters.plan_view import Note
from bluezone_desktop.gui.rosters.roster_files import RosterFile, RosterFiles, State
from bluezone_desktop.gui.rosters.sheet_pages import SheetPage
from bluezone_desktop.gui.rosters.sheet_view import SheetView
from bluezone_desktop.gui.rosters.wording import Wording


class FilePanel(QStackedWidget):
    """Shows one file.

    choose_wanted  the user wants to choose files
    """

    choose_wanted = Signal()

    def __init__(self, files: RosterFiles, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files, self._wording = files, wording
        self._file: RosterFile | None = None
        self._shown: object = None
        self._pages: tuple[SheetPage, ...] = ()
        texts = wording.texts

        self.choose = QPushButton(texts("import.choose"))
        self.waiting = _centred(QLabel(texts("import.state.reading")), "secondary")
        self.sentence = QLabel()
        self.name = QLabel()
        self.sign = QLabel()
        self.password = QLineEdit()
        self.unlock = QPushButton(texts("import.open"))
        self.again = QPushButton(texts("import.again"))
        self.leave_out = QPushButton(texts("import.leave_out"))
        self.title = ElidedLabel()
        self.sheets = QComboBox()
        self.class_label = QLabel(texts("import.class_for"))
        self.class_name = QLineEdit()
        self.use_class = QPushButton(texts("import.use_class"))
        self.view = SheetView(texts)

        self._empty, self._trouble, self._sheet = self._nothing(), self._wrong(), self._read()
        for page in (self._empty, self.waiting, self._trouble, self._sheet):
            self.addWidget(page)
        self._connect()

    def show_file(self, file: RosterFile | None) -> None:
        """Shows ``file`` as it is now."""
        other = file is not self._file
        self._file = file
        if file is None:
            self.setCurrentWidget(self._empty)
        elif file.state is State.READING:
            self.setCurrentWidget(self.waiting)
        elif file.roster is None:
            self._show_trouble(file, other=other)
        else:
            self._show_sheets(file)

    def show_row(self, note: Note) -> None:
        """Selects the row that ``note`` is about, on whichever sheet it stands."""
        for place, page in enumerate(self._pages):
            if page.sheet == note.sheet and page.place_of(note.row) is not None:
                self.sheets.setCurrentIndex(place)
                self.view.show_row(note.row)
                return

    # What is shown

    def _show_trouble(self, file: RosterFile, *, other: bool) -> None:
        locked = file.state is State.LOCKED
        self.name.setText(file.path.name)
        self.sentence.setText(self._wording.state(file))
        for widget in (self.password, self.unlock):
            widget.setVisible(locked)
        self.again.setVisible(not locked)
        self._paint_sign(locked=locked)
        self.setCurrentWidget(self._trouble)
        if other:
            self.password.clear()
        if locked:
            self.password.selectAll()
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paint_sign(self, *, locked: bool) -> None:
        scheme = theme.scheme_of(self.palette())
        colour = QColor(scheme.secondary if locked else scheme.trouble)
        size = QSize(theme.ICON_SIZE, theme.ICON_SIZE)
        name = "info" if locked else "warning"
        self.sign.setPixmap(icons.pixmap(name, size, colour, self.devicePixelRatioF()))

    def _show_sheets(self, file: RosterFile) -> None:
        roster = file.roster
        if roster is None:
            return
        if roster is not self._shown:
            self._shown = roster
            self._pages = file.pages
            self.sheets.blockSignals(True)
            self.sheets.clear()
            self.sheets.addItems([self._page_name(page) for page in self._pages])
            self.sheets.blockSignals(False)
            self.class_name.setText(file.class_name or "")
            self._show_page(0)
        self.sheets.setVisible(len(self._pages) > 1)
        asks = file.lacks_class or bool(file.class_name)
        for widget in (self.class_label, self.class_name, self.use_class):
            widget.setVisible(asks)
        self.setCurrentWidget(self._sheet)

    def _page_name(self, page: SheetPage) -> str:
        if sum(other.sheet == page.sheet for other in self._pages) == 1:
            return page.sheet
        return self._wording.texts("import.page", sheet=page.sheet, row=page.first_row)

    def _show_page(self, place: int) -> None:
        if not 0 <= place < len(self._pages) or self._file is None or self._file.roster is None:
            return
        page = self._pages[place]
        parts = [self._file.path.name, self._wording.holds(self._file.roster)]
        converted = self._wording.encoding(page.encoding)
        self.title.show_text(" · ".join(part for part in (*parts, converted) if part))
        self.view.show_page(page)

    # What the user does

    def _unlock(self) -> None:
        if self._file is not None and self.password.text():
            self._files.open_with(self._file, self.password.text())

    def _again(self) -> None:
        if self._file is not None:
            self._files.read_again(self._file)

    def _leave_out(self) -> None:
        if self._file is not None:
            self._files.remove(self._file)

    def _name_class(self) -> None:
        if self._file is not None:
            self._files.name_class(self._file, self.class_name.text())

    # How it is built

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_wanted)
        self.unlock.clicked.connect(self._unlock)
        self.password.returnPressed.connect(self._unlock)
        self.again.clicked.connect(self._again)
        self.leave_out.clicked.connect(self._leave_out)
        self.use_class.clicked.connect(self._name_class)
        self.class_name.returnPressed.connect(self._name_class)
        self.sheets.currentIndexChanged.connect(self._show_page)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _nothing(self) -> QWidget:
        texts = self._wording.texts
        area = QFrame()
        area.setProperty("role", "drop")
        words = _centred(QLabel(texts("import.drop_here")), "title")
        hint = _centred(QLabel(texts("import.kinds")), "secondary")
        column = QVBoxLayout(area)
        column.setSpacing(theme.TOGETHER)
        column.addStretch(1)
        for widget in (words, hint, self.choose):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.insertSpacing(3, theme.TOGETHER)
        column.addStretch(1)
        return area

    def _wrong(self) -> QWidget:
        page = QFrame()
        page.setProperty("role", "card")
        self.name.setProperty("role", "heading")
        for label in (self.name, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMinimumWidth(440)
            label.setMaximumWidth(560)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(self._wording.texts("import.password"))
        self.password.setAccessibleName(self._wording.texts("import.password"))
        self.password.setMinimumWidth(220)
        deeds = QHBoxLayout()
        deeds.setSpacing(theme.TOGETHER)
        for widget in (self.password, self.unlock, self.again, self.leave_out):
            deeds.addWidget(widget)
        deeds.addStretch(1)
        block = QVBoxLayout()
        block.setSpacing(theme.TOGETHER)
        block.addWidget(self.name)
        block.addWidget(self.sentence)
        block.addSpacing(theme.INSIDE)
        block.addLayout(deeds)
        row = QHBoxLayout()
        row.setSpacing(theme.TOGETHER + theme.INSIDE)
        row.addStretch(1)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(block)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        return page

    def _read(self) -> QWidget:
        texts = self._wording.texts
        page = QFrame()
        page.setProperty("role", "card")
        self.sheets.setAccessibleName(texts("import.sheet"))
        self.sheets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheets.setMaximumWidth(220)
        self.class_name.setFixedWidth(88)
        self.class_name.setMaxLength(40)
        self.class_name.setPlaceholderText(texts("import.class_example"))
        self.class_label.setBuddy(self.class_name)
        self.view.setAccessibleName(texts("import.rows"))
        top = QHBoxLayout()
        top.setContentsMargins(theme.TOGETHER + theme.INSIDE, 6, 6, 6)
        top.setSpacing(theme.TOGETHER)
        top.addWidget(self.title, 1)
        for widget in (self.class_label, self.class_name, self.use_class, self.sheets):
            top.addWidget(widget)
        column = QVBoxLayout(page)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        return page


def _centred(label: QLabel, role: str) -> QLabel:
    label.setProperty("role", role)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
