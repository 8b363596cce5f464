"""The screen "Báo cáo": choose, see the paper as it will print, check, and export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.return_document import build_document
from bluezone_desktop.domain.return_table import round_words
from bluezone_desktop.domain.returns import ReturnContent
from bluezone_desktop.gui import theme
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.drop_hint import dropped_files, holds_files, local_files
from bluezone_desktop.gui.icons import icon_on_accent
from bluezone_desktop.gui.lists.lists_out import documents
from bluezone_desktop.gui.returns import preparing
from bluezone_desktop.gui.returns.asides import change_wording, compare_rounds
from bluezone_desktop.gui.returns.check_list import CheckList
from bluezone_desktop.gui.returns.checks import checks_of
from bluezone_desktop.gui.returns.choices import Choices
from bluezone_desktop.gui.returns.form_flow import FormFlow
from bluezone_desktop.gui.returns.issued_list import IssuedList
from bluezone_desktop.gui.returns.paper_layout import lay_out
from bluezone_desktop.gui.returns.paper_view import PaperView
from bluezone_desktop.gui.returns.preparing import Prepared
from bluezone_desktop.gui.returns.sending import Sending
from bluezone_desktop.gui.returns.ways_out import WaysOut
from bluezone_desktop.gui.screen import Screen
from bluezone_desktop.services import returns
from bluezone_desktop.services.returns import Exported, IssuedReturn

_CHOICES_WIDTH = 256
_STRIP_HEIGHT = 160
_EXCEL = "Excel (*.xlsx)"


def open_outside(path: Path) -> bool:
    """Hands a file to the program the system opens it with."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class ReturnsScreen(Screen):
    """Choices left, the A4 page right, below it the check list and what went out before."""

    name = "returns"
    title_key = "return_page.title"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        open_file: Callable[[Path], bool] = open_outside,
    ) -> None:
        """``open_file`` shows a file in another program."""
        super().__init__(desk, parent)
        self._open_file = open_file
        self._prepared: Prepared | None = None
        self._asked_for = 0
        self._folder: Path | None = None
        self.choices = Choices(self.texts)
        self.paper = PaperView()
        self.paper.setAccessibleName(self.texts("return_page.paper_spoken"))
        self.checks = CheckList(self.texts)
        self.issued = IssuedList(self.texts)
        self.export_button = QPushButton(self.texts("return_page.export"))
        self.ways = WaysOut(self.texts)
        self.sending = Sending(
            desk,
            self.ways,
            self,
            content=lambda: self.content,
            place=self._place,
            open_file=open_file,
        )
        self.forms = FormFlow(desk, self, content=lambda: self.content, export=self._export_form)
        self.import_button = QPushButton(self.texts("return_page.empty.import"))
        self.setAcceptDrops(True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._waiting_page())
        self._stack.addWidget(self._empty_page())
        self._stack.addWidget(self._work_page())
        self._connect()

    # What the window asks

    def refresh(self, changes: Change) -> None:
        """Counts anew. An answer that is overtaken by a later question is dropped."""
        self._asked_for += 1
        ticket, as_of = self._asked_for, self.choices.chosen_moment()
        self.desk.ask(
            lambda office: (ticket, preparing.prepare(office, as_of)), self._take_prepared
        )

    @property
    def content(self) -> ReturnContent | None:
        """The return as shown, or None before the figures are there."""
        if self._prepared is None:
            return None
        content, choices = self._prepared.content, self.choices
        return replace(
            content,
            round_name=choices.chosen_round() or None,
            recipient=choices.chosen_recipient() or content.school.superior,
        )

    # What comes home

    def _take_prepared(self, answer: tuple[int, Prepared]) -> None:
        ticket, prepared = answer
        if ticket != self._asked_for:
            return
        self._prepared = prepared
        content = prepared.content
        self.choices.by_class.setChecked(content.by_class)
        self.choices.suggest_round(preparing.next_round(prepared.issued))
        earlier = [one.recipient for one in prepared.issued]
        self.choices.offer_recipients(content.school, content.recipient, earlier)
        if self.choices.chosen_moment() is None:
            self.choices.let_no_later_than(content.as_of)
        self.issued.show_issued(prepared.issued)
        self._stack.setCurrentIndex(1 if prepared.is_empty else 2)
        self._show()

    def _show(self) -> None:
        content = self.content
        if content is None:
            return
        self._say_what_it_is(content)
        if self._prepared is not None and not self._prepared.is_empty:
            document = build_document(content, self.texts)
            self.paper.show_pages(lay_out(document, self.texts.language))
            self.checks.show_checks(checks_of(content))

    def _say_what_it_is(self, content: ReturnContent) -> None:
        """The hint below the choice, and whether the button can be pressed."""
        texts, name = self.texts, self.choices.chosen_round()
        issued = self._prepared.issued if self._prepared else ()
        twice = preparing.already_issued(name, issued) if name else None
        if name is None:
            hint, ready = texts("return_page.draft_hint"), True
        elif not name:
            hint, ready = texts("return_page.unnamed"), False
        elif twice is not None:
            round_ = _capital(round_words(twice.round_name, texts))
            hint, ready = texts("return_page.taken", round=round_), False
        else:
            hint, ready = texts("return_page.issue_hint"), True
        self.choices.say(hint)
        self.export_button.setEnabled(ready)
        self.export_button.setToolTip("" if ready else hint)

    # Exporting

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One Excel file over the paper is a form to fill; lists go to the window as ever."""
        files = local_files(event.mimeData())
        if len(files) == 1 and files[0].suffix.lower() == ".xlsx" and self.content is not None:
            holds_files(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        self.forms.drop(dropped_files(event)[0])

    def _export(self) -> None:
        self._export_into(None)

    def _export_form(self, form: Path) -> None:
        self._export_into(form)

    def _export_into(self, form: Path | None) -> None:
        """Writes the return, into a district's own ``form`` where there is one."""
        content, texts = self.content, self.texts
        if content is None:
            return
        if content.round_name is not None and not self.desk.dialogs.confirm(
            texts("return_page.confirm.title"),
            texts("return_page.confirm.text", round=round_words(content.round_name, texts)),
            texts("return_page.confirm.yes"),
            texts("return_page.confirm.no"),
            self,
        ):
            return
        title = texts("return_page.save_title")
        proposed = self._place() / returns.file_name(content)
        path = self.desk.dialogs.choose_save(title, proposed, _EXCEL, self)
        if path is None:
            return
        password = None
        if self.choices.password.isChecked():
            password = self.desk.dialogs.ask_password(
                texts("return_page.password_title"), texts("return_page.password_label"), self
            )
            if not password:
                return
        self._write(_as_workbook(path), content, password, form)

    def _write(
        self, path: Path, content: ReturnContent, password: str | None, form: Path | None
    ) -> None:
        self._folder = path.parent
        self.export_button.setEnabled(False)
        as_of, language = self.choices.chosen_moment(), self.texts.language
        recipient = self.choices.chosen_recipient()
        self.desk.ask(
            lambda office: preparing.write(
                office,
                path,
                language,
                round_name=content.round_name,
                as_of=as_of,
                recipient=recipient,
                password=password,
                form=form,
            ),
            self._written,
            self._not_written,
            origin=self,
        )

    def _written(self, outcome: Outcome[Exported]) -> None:
        exported = outcome.value
        self.sending.exported(exported.path, exported.content)
        key = "return_page.exported_draft"
        if exported.issued is not None:
            key = "return_page.exported_round"
            self.choices.begin_anew()
        self._done(
            self.texts(
                key,
                round=_capital(round_words(exported.content.round_name, self.texts)),
                file=exported.path.name,
            ),
            exported.path,
        )
        self.export_button.setEnabled(True)
        self.refresh(Change.RETURNS)
        if exported.filled is not None:
            self.forms.tell(exported.filled)

    def _not_written(self, error: Exception) -> None:
        self.export_button.setEnabled(True)
        self.desk.say_error(error)
        self.refresh(Change.RETURNS)

    # What went out before

    def _open_issued(self, one: IssuedReturn) -> None:
        self.desk.ask(lambda office: preparing.readable_copy(office, one), self._open)

    def _save_issued(self, one: IssuedReturn) -> None:
        title = self.texts("return_page.save_title")
        path = self.desk.dialogs.choose_save(title, self._place() / one.file_name, _EXCEL, self)
        if path is None:
            return
        path = _as_workbook(path)
        self._folder = path.parent
        self.desk.ask(lambda office: preparing.save_again(office, one, path), self._saved_again)

    def _compare(self, one: IssuedReturn) -> None:
        if self._prepared is not None:
            compare_rounds(self.desk, self._prepared.issued, one, self._prepared.content, self)

    def _change_layout(self, by_class: bool) -> None:
        self.desk.ask(
            lambda office: returns.set_by_class(office, by_class),
            lambda _: self.refresh(Change.NOTHING),
        )

    def _change_wording(self) -> None:
        if (content := self.content) is not None:
            change_wording(
                self.desk,
                content,
                self,
                recipient=self.choices.address,
                changed=lambda: self.refresh(Change.NOTHING),
            )

    def _saved_again(self, path: Path) -> None:
        self._done(self.texts("return_page.saved_again", file=path.name), path)

    def _done(self, text: str, path: Path) -> None:
        self.desk.notify(
            text,
            "done",
            action_text=self.texts("return_page.show_folder"),
            action=lambda: self.desk.dialogs.show_file(path),
        )

    def _open(self, path: Path) -> None:
        if not self._open_file(path):
            self.desk.notify(self.texts("return_page.not_opened", path=path), "error")

    def _place(self) -> Path:
        if self._folder is not None and self._folder.is_dir():
            return self._folder
        return documents()

    def _bring_in(self) -> None:
        self.desk.bring_in()

    def _go(self, screen: str, class_name: str | None) -> None:
        known = self._prepared.classes if self._prepared else {}
        self.desk.go_to(screen, known.get(class_name) if class_name else None)

    # How it is built

    def _connect(self) -> None:
        self.setTabOrder(self.choices.password, self.export_button)
        self.setTabOrder(self.export_button, self.ways.form)
        self.setTabOrder(self.ways.form, self.ways.paper)
        self.setTabOrder(self.ways.paper, self.ways.send)
        self.setTabOrder(self.ways.send, self.ways.message)
        self.setTabOrder(self.ways.message, self.ways.names)
        self.setTabOrder(self.ways.names, self.paper)
        self.choices.reworded.connect(self._show)
        self.choices.moved.connect(lambda: self.refresh(Change.NOTHING))
        self.checks.place_wanted.connect(self._go)
        self.issued.open_wanted.connect(self._open_issued)
        self.issued.save_wanted.connect(self._save_issued)
        self.issued.compare_wanted.connect(self._compare)
        self.choices.wording_wanted.connect(self._change_wording)
        self.choices.layout_wanted.connect(self._change_layout)
        self.export_button.clicked.connect(self._export)
        self.ways.form.clicked.connect(self.forms.choose)
        self.import_button.clicked.connect(self._bring_in)

    def _work_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(theme.EDGE, theme.GROUP, theme.EDGE, theme.GROUP)
        row.setSpacing(theme.EDGE)
        row.addWidget(self._left())
        right = QVBoxLayout()
        right.setSpacing(theme.GROUP)
        right.addWidget(self.paper, 1)
        strip = QHBoxLayout()
        strip.setSpacing(theme.GROUP)
        for card, share in ((self.checks, 4), (self.issued, 3)):
            card.setFixedHeight(_STRIP_HEIGHT)
            strip.addWidget(card, share)
        right.addLayout(strip)
        row.addLayout(right, 1)
        return page

    def _left(self) -> QWidget:
        self.export_button.setProperty("role", "primary")
        self.export_button.setIcon(icon_on_accent("export"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.setProperty("role", "page")
        scroll.setWidget(self.choices)
        left = QFrame()
        left.setFixedWidth(_CHOICES_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GROUP)
        column.addWidget(scroll, 1)
        column.addWidget(self.export_button)
        column.addWidget(self.ways)
        return left

    def _waiting_page(self) -> QWidget:
        label = QLabel(self.texts("return_page.counting"))
        label.setProperty("role", "empty")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _empty_page(self) -> QWidget:
        page = QWidget()
        words = QLabel(self.texts("return_page.empty.title"))
        words.setProperty("role", "title")
        hint = QLabel(self.texts("return_page.empty.hint"))
        hint.setProperty("role", "hint")
        self.import_button.setProperty("role", "primary")
        self.import_button.setIcon(icon_on_accent("import"))
        column = QVBoxLayout(page)
        column.setSpacing(theme.TOGETHER)
        column.addStretch(1)
        for widget in (words, hint, self.import_button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.insertSpacing(3, theme.TOGETHER)
        column.addStretch(2)
        return page


def _as_workbook(path: Path) -> Path:
    return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
