"""The screen "Tổng quan"."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.dates import format_date, moment_words
from bluezone_desktop.domain.return_table import round_words
from bluezone_desktop.gui import icons
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.forms.ui_overview import Ui_Overview
from bluezone_desktop.gui.overview.chart_view import ChartView
from bluezone_desktop.gui.overview.content import Content, Task, figure_lines, read, tasks
from bluezone_desktop.gui.overview.figure_card import FigureCard
from bluezone_desktop.gui.screen import Screen
from bluezone_desktop.gui.theme import GROUP, TOGETHER
from bluezone_desktop.gui.wizard.sample import open_sample

TASKS_WIDTH = 288


class OverviewScreen(Screen):
    """Figures first; the chart is drawn when they are on the screen."""

    name = "overview"
    title_key = "overview.title"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._content: Content | None = None
        self._to_tell = False
        self._stack = QStackedLayout(self)
        self._page = QWidget()
        self.form = Ui_Overview()
        self.form.setupUi(self._page)  # type: ignore[no-untyped-call]  # compiled by uic
        self.cards = [FigureCard(self.texts) for _ in range(4)]
        for card in self.cards:
            self.form.figures.addWidget(card, 1)
        self.chart = ChartView(desk)
        self.form.chart_layout.addWidget(self.chart, 1)
        self.form.tasks_card.setFixedWidth(TASKS_WIDTH)
        self.chart.chosen.connect(self._open_class)
        self._blank = QWidget()
        self.empty = EmptyPage(desk)
        for page in (self._blank, self._page, self.empty):
            self._stack.addWidget(page)

    def refresh(self, changes: Change) -> None:
        self.desk.ask(read, self.show_content)

    def show_content(self, content: Content | None) -> None:
        """Shows what was read."""
        if content is None:
            return
        self._content = content
        self._to_tell = True
        if content.is_empty:
            self._stack.setCurrentWidget(self.empty)
            self.empty.update()
            self.update()
            return
        since = self._since(content)
        for card, line in zip(self.cards, figure_lines(content), strict=True):
            card.show_line(line, since)
        moment = moment_words(content.coverage.as_of.astimezone(), self.texts.language)
        words = self.texts("overview.as_of", moment=moment)
        if content.last is not None:
            words = f"{words} · {self.texts('overview.change_since', since=since)}"
        self.form.as_of.setText(words)
        self._show_tasks(tasks(content, self.texts))
        self._stack.setCurrentWidget(self._page)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._to_tell:
            self._to_tell = False
            # The children are painted in the same pass, so this comes after the figures.
            QTimer.singleShot(0, self._shown)

    def _shown(self) -> None:
        self.settled.emit()
        if self._content is not None and not self._content.is_empty:
            self.chart.show_coverage(self._content.coverage)

    def _since(self, content: Content) -> str:
        if content.last is None:
            return ""
        day = content.last.as_of.astimezone().date().isoformat()
        name = round_words(content.last.round_name, self.texts)
        return self.texts("overview.since_round", round=name, day=format_date(day))

    def _show_tasks(self, found: tuple[Task, ...]) -> None:
        layout = self.form.tasks
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if not found:
            done = QLabel(self.texts("overview.nothing_to_do"))
            done.setProperty("role", "secondary")
            done.setWordWrap(True)
            layout.addWidget(done)
        for task in found:
            button = TaskButton(task)
            button.clicked.connect(lambda _=False, task=task: self._do(task))
            layout.addWidget(button)

    def _do(self, task: Task) -> None:
        if task.screen:
            self.desk.go_to(task.screen, task.target)
        else:
            self.desk.bring_in()

    def _open_class(self, name: str) -> None:
        if self._content is None:
            return
        for one in self._content.classes:
            if one.school_class.name == name:
                self.desk.go_to("classes", one.school_class.id)


class TaskButton(QPushButton):
    """A line of the list of things to do: words left, how much right, and where it leads."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.setProperty("role", "task")
        self.setAccessibleName(f"{task.text} {task.detail}".strip())
        row = QHBoxLayout(self)
        row.setContentsMargins(TOGETHER, 0, 0, 0)
        row.setSpacing(TOGETHER)
        words = QLabel(task.text)
        words.setWordWrap(True)
        detail = QLabel(task.detail)
        detail.setProperty("role", "secondary")
        arrow = QLabel()
        arrow.setPixmap(icons.icon("forward").pixmap(16, 16))
        for label, stretch in ((words, 1), (detail, 0), (arrow, 0)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label, stretch)
        self._words, self._detail = words, detail

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt hands a QResizeEvent
        room = self._words.width()
        self.setMinimumHeight(max(28, self._words.heightForWidth(room) + TOGETHER))


class EmptyPage(QWidget):
    """Before the first list: one sentence, and the one thing to do."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = QLabel(desk.texts("overview.empty"))
        words.setProperty("role", "title")
        hint = QLabel(desk.texts("overview.empty_hint"))
        hint.setProperty("role", "secondary")
        self.button = QPushButton(icons.icon_on_accent("import"), desk.texts("window.import"))
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(desk.bring_in)
        self.sample = QPushButton(desk.texts("wizard.sample"))
        self.sample.setProperty("role", "link")
        self.sample.clicked.connect(lambda: open_sample(desk))
        column = QVBoxLayout(self)
        column.setSpacing(TOGETHER)
        column.addStretch(2)
        for widget in (words, hint):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(GROUP)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
