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
from bluezone_desktop.gui.rosters.sheet_sights import Look
from bluezone_desktop.gui.rosters.sheet_view import SheetView
from bluezone_desktop.gui.rosters.wording import Wording
from bluezone_desktop.services.rosters import MatchQuestion


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
        self._shown_file: RosterFile | None = None
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
        self.looks = QComboBox()
        self.hint = ElidedLabel()
        self.recognise = QPushButton(texts("import.recognise_again"))
        self.choose_columns = QPushButton(texts("import.choose_columns"))
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

    def show_row(self, note: Note | MatchQuestion) -> None:
        """Selects the row that ``note`` is about, on whichever sheet it stands."""
        for place, page in enumerate(self._pages):
            if page.sheet == note.sheet and page.place_of(note.row) is not None:
                self.sheets.setCurrentIndex(place)
                if not self.view.show_row(note.row):
                    self.looks.setCurrentIndex(0)
                    self.view.show_row(note.row)
                return

    # What is shown

    def _show_trouble(self, file: RosterFile, *, other: bool) -> None:
        locked = file.state is State.LOCKED
        self.name.setText(file.path.name)
        self.sentence.setText(self._wording.state(file))
        for widget in (self.password, self.unlock):
            widget.setVisible(locked)
        self.again.setVisible(not locked and not file.lacks_header)
        self.choose_columns.setVisible(file.lacks_header)
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
            stay = self._stays(file)
            place = self.sheets.currentIndex() if stay else 0
            self._shown, self._pages = roster, file.pages
            self.sheets.blockSignals(True)
            self.sheets.clear()
            self.sheets.addItems([self._page_name(page) for page in self._pages])
            self.sheets.setCurrentIndex(place)
            self.sheets.blockSignals(False)
            self.class_name.setText(file.class_name or "")
            self._show_page(place, stay=stay)
            self._shown_file = file
        self.sheets.setVisible(len(self._pages) > 1)
        asks = file.lacks_class or bool(file.class_name)
        for widget in (self.class_label, self.class_name, self.use_class):
            widget.setVisible(asks)
        self.setCurrentWidget(self._sheet)

    def _stays(self, file: RosterFile) -> bool:
        """Whether the pages now shown are the same, read in another way."""
        before = [(page.sheet, page.first_row) for page in self._pages]
        after = [(page.sheet, page.first_row) for page in file.pages]
        return file is self._shown_file and before == after

    def _page_name(self, page: SheetPage) -> str:
        if sum(other.sheet == page.sheet for other in self._pages) == 1:
            return page.sheet
        return self._wording.texts("import.page", sheet=page.sheet, row=page.first_row)

    def _show_page(self, place: int, *, stay: bool = False) -> None:
        if not 0 <= place < len(self._pages) or self._file is None or self._file.roster is None:
            return
        page = self._pages[place]
        parts = [self._file.path.name, self._wording.holds(self._file.roster)]
        converted = self._wording.encoding(page.encoding)
        self.title.show_text(" · ".join(part for part in (*parts, converted) if part))
        self._offer_looks(page)
        self.view.show_page(page, self._look, stay=stay)
        self.hint.show_text(self._wording.hint(page.layout))
        self.recognise.setVisible(page.layout.said)

    def _offer_looks(self, page: SheetPage) -> None:
        """The ways to look at a page; what was chosen for the page before holds on."""
        converted = page.picture is not None and page.picture.is_converted
        looks = [look for look in Look if look is not Look.BEFORE or converted]
        chosen = self._look if self._look in looks else Look.WRITTEN
        self.looks.blockSignals(True)
        self.looks.clear()
        for look in looks:
            self.looks.addItem(self._wording.texts(f"import.look.{look.value}"), look)
        self.looks.setCurrentIndex(looks.index(chosen))
        self.looks.blockSignals(False)

    @property
    def _look(self) -> Look:
        """The way now chosen."""
        chosen: Look | None = self.looks.currentData()
        return chosen or Look.WRITTEN

    @property
    def _page(self) -> SheetPage | None:
        place = self.sheets.currentIndex()
        return self._pages[place] if 0 <= place < len(self._pages) else None

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

    def _look_otherwise(self) -> None:
        if self._page is not None:
            self.view.show_page(self._page, self._look)

    def _say(self, column: int, meaning: str) -> None:
        if self._file is not None and self._page is not None:
            self._files.say(self._file, self._page.layout, column, meaning)

    def _recognise_again(self) -> None:
        if self._file is not None and self._page is not None:
            self._files.forget_said(self._file, self._page.layout)

    def _choose_columns(self) -> None:
        if self._file is not None:
            self._files.read_without_header(self._file)

    # How it is built

    def _connect(self) -> None:
        self.looks.currentIndexChanged.connect(self._look_otherwise)
        self.view.said.connect(self._say)
        self.recognise.clicked.connect(self._recognise_again)
        self.choose_columns.clicked.connect(self._choose_columns)
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
        parts = (self.password, self.unlock, self.choose_columns, self.again, self.leave_out)
        for widget in parts:
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
        self.looks.setAccessibleName(texts("import.looks"))
        self.looks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        widgets = (self.class_label, self.class_name, self.use_class, self.sheets, self.looks)
        for widget in widgets:
            top.addWidget(widget)
        self.hint.setProperty("role", "secondary")
        self.recognise.setProperty("role", "link")
        below = QHBoxLayout()
        below.setContentsMargins(theme.TOGETHER + theme.INSIDE, 0, 6, 6)
        below.setSpacing(theme.TOGETHER)
        # With and without the link beside it, the sheet below stays where it is.
        below.addStrut(self.recognise.sizeHint().height())
        below.addWidget(self.hint, 1)
        below.addWidget(self.recognise)
        column = QVBoxLayout(page)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(below)
        column.addWidget(self.view, 1)
        return page


def _centred(label: QLabel, role: str) -> QLabel:
    label.setProperty("role", role)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
