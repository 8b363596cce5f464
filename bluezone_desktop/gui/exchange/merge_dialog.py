"""Class sheets that came home: what each file is, what both sides changed, and taking them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain import changes
from bluezone_desktop.domain.counting import format_count
from bluezone_desktop.domain.sheet_merge import Kept, Outcome
from bluezone_desktop.gui.desk import Desk, Progress
from bluezone_desktop.gui.exchange.merge_words import (
    DISPUTE_HEADS,
    FILE_HEADS,
    PASSWORDS,
    details,
    dispute_line,
    file_line,
)
from bluezone_desktop.gui.exchange.tables import LinesModel, LinesView
from bluezone_desktop.gui.theme import EDGE, GROUP, TOGETHER

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.sheet_plan import (
        Arrived,
        ConflictId,
        Dispute,
        FileResult,
        MergePlan,
    )

_WIDTH, _HEIGHT = 1060, 600
_FILE_WIDTHS = (176, 52, 116, 132, 132, 160, 48, 48, 84, 84)
_DISPUTE_WIDTHS = (52, 160, 90, 230, 290, 130, 120)
_RESULT = FILE_HEADS.index("result")
_OURS = DISPUTE_HEADS.index("ours")


class MergeDialog(QDialog):
    """Nothing is stored before the primary button; then all of it is one step.

    O keeps the school's value of the chosen conflicts, P takes the sheet's, M the newest one.
    """

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._texts, self._paths = desk, desk.texts, tuple(paths)
        self._plan: MergePlan | None = None
        self._decisions: dict[ConflictId, Kept] = {}
        self._rows: list[tuple[str, Dispute]] = []
        texts = self._texts
        self.setWindowTitle(texts("exchange.merge_title"))
        self.summary = QLabel(texts("exchange.reading"))
        self.files = LinesModel([texts(f"exchange.head.{one}") for one in FILE_HEADS], range(6, 10))
        self.files.setParent(self)
        self.file_view = LinesView(self.files, _FILE_WIDTHS, _RESULT)
        self.file_view.setAccessibleName(texts("exchange.files"))
        self.detail = QLabel()
        self.password = QPushButton(texts("exchange.password"))
        self.conflict_title = QLabel()
        self.disputes = LinesModel([texts(f"exchange.head.{one}") for one in DISPUTE_HEADS])
        self.disputes.setParent(self)
        self.dispute_view = LinesView(self.disputes, _DISPUTE_WIDTHS, _OURS, several=True)
        self.dispute_view.setAccessibleName(texts("exchange.conflicts"))
        self.ours = QPushButton(texts("exchange.keep_ours"))
        self.theirs = QPushButton(texts("exchange.take_theirs"))
        self.newest = QPushButton(texts("exchange.take_newest"))
        self.trouble = QLabel()
        self.trouble.setProperty("role", "problem")
        self.buttons = QDialogButtonBox()
        self.accept_button = self.buttons.addButton(
            texts("exchange.take_none"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setProperty("role", "primary")
        self.cancel = self.buttons.addButton(
            texts("dialogs.cancel"), QDialogButtonBox.ButtonRole.RejectRole
        )
        self._decision_row = QWidget()
        self._connect()
        self._lay_out()
        self._show_plan()
        self._read(None)

    @property
    def ready(self) -> bool:
        """Whether everything has been read and planned."""
        return self._plan is not None and not self._desk.busy

    # Reading

    def _read(self, password: str | None) -> None:
        paths, decisions = self._paths, dict(self._decisions)

        def work(office: Office, progress: Progress) -> MergePlan:
            from bluezone_desktop.services import sheet_merging

            arrived = sheet_merging.read(paths, password=password, progress=progress)
            return sheet_merging.plan(office, arrived, decisions=decisions)

        self._desk.ask_long(work, self._planned, "exchange.reading", self._failed)

    def _plan_again(self) -> None:
        if self._plan is None:
            return
        arrived: tuple[Arrived, ...] = self._plan.arrived
        decisions = dict(self._decisions)

        def work(office: Office) -> MergePlan:
            from bluezone_desktop.services import sheet_merging

            return sheet_merging.plan(office, arrived, decisions=decisions)

        self._desk.ask(work, self._planned, self._failed)

    def _planned(self, plan: MergePlan) -> None:
        self._plan = plan
        self._show_plan()

    def _failed(self, error: Exception) -> None:
        self._say(self._desk.sentence(error))
        self._show_plan()

    # Showing

    def _show_plan(self) -> None:
        texts, plan = self._texts, self._plan
        results = plan.files if plan else ()
        self.files.load([file_line(texts, one) for one in results])
        if results and not self.file_view.currentIndex().isValid():
            troubled = (n for n, one in enumerate(results) if one.reason or one.troubles)
            self.file_view.setCurrentIndex(self.files.index(next(troubled, 0), 0))
        self._rows = [
            (one.class_name or "", dispute) for one in results for dispute in one.disputes
        ]
        self.disputes.load([dispute_line(texts, one, name) for name, one in self._rows])
        for widget in (self.conflict_title, self.dispute_view, self._decision_row):
            widget.setVisible(bool(self._rows))
        undecided = sum(one.kept is None for _, one in self._rows)
        numbers = {"number": len(self._rows), "open": undecided}
        key = "conflicts_open" if undecided else "conflicts_decided"
        self.conflict_title.setText(texts(f"exchange.{key}", **numbers))
        self.password.setVisible(any(one.reason and one.reason.key in PASSWORDS for one in results))
        if plan is not None:
            self.summary.setText(self._summary(results))
        usable = [one for one in results if one.outcome is not Outcome.REFUSED]
        news = bool(plan and (plan.changes_people or plan.copies))
        self.accept_button.setEnabled(news)
        self.accept_button.setText(
            texts("exchange.take", number=len(usable)) if news else texts("exchange.take_none")
        )
        self._show_detail()

    def _summary(self, results: Sequence[FileResult]) -> str:
        language = self._texts.language
        refused = sum(one.outcome is Outcome.REFUSED for one in results)
        return self._texts(
            "exchange.summary",
            files=format_count(len(results), language),
            taken=format_count(sum(one.taken for one in results), language),
            refused=format_count(refused, language),
        )

    def _show_detail(self) -> None:
        row = self.file_view.currentIndex().row()
        results = self._plan.files if self._plan else ()
        lines = details(self._texts, results[row]) if 0 <= row < len(results) else []
        self.detail.setText("\n".join(lines))
        self.detail.setVisible(bool(lines))

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    # Deciding

    def decide(self, kept: Kept | None) -> None:
        """Settle the chosen conflicts, or all where none is chosen; None for the newest value."""
        rows = self.dispute_view.chosen or range(len(self._rows))
        for row in rows:
            one = self._rows[row][1]
            newer = one.ours_at is None or one.theirs_at > one.ours_at
            self._decisions[one.id] = kept or (Kept.THEIRS if newer else Kept.OURS)
        self._plan_again()

    def _ask_password(self) -> None:
        texts = self._texts
        given = self._desk.dialogs.ask_password(
            texts("exchange.merge_title"), texts("exchange.password_label"), self
        )
        if given:
            self._read(given)

    def _take(self) -> None:
        plan = self._plan
        if plan is None:
            return

        def work(office: Office, _progress: Progress) -> changes.Outcome[MergePlan]:
            from bluezone_desktop.services import sheet_merging

            return sheet_merging.take(office, plan)

        self.accept_button.setEnabled(False)
        self._say("")
        self._desk.ask_long(work, self._taken, "exchange.taking", self._failed)

    def _taken(self, outcome: changes.Outcome[MergePlan]) -> None:
        done = outcome.value
        merged = sum(one.outcome is Outcome.MERGED for one in done.files)
        people = format_count(sum(one.taken for one in done.files), self._texts.language)
        key = "taken_open" if done.open_disputes else "taken"
        words = self._texts(
            f"exchange.{key}", files=merged, people=people, open=len(done.open_disputes)
        )
        self._desk.notify(words, "done")
        self.accept()

    # Building

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        self.password.clicked.connect(self._ask_password)
        self.file_view.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        for button, key, kept in (
            (self.ours, "O", Kept.OURS),
            (self.theirs, "P", Kept.THEIRS),
            (self.newest, "M", None),
        ):
            button.clicked.connect(lambda _=False, one=kept: self.decide(one))
            shortcut = QShortcut(QKeySequence(key), self.dispute_view)
            shortcut.activated.connect(lambda one=kept: self.decide(one))
            button.setToolTip(key)
        for button in (self.ours, self.theirs, self.newest, self.password, self.cancel):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        self.resize(_WIDTH, _HEIGHT)
        for label in (self.summary, self.detail, self.conflict_title, self.trouble):
            label.setWordWrap(True)
        self.trouble.hide()
        hint = QLabel(self._texts("exchange.decide_hint"))
        hint.setProperty("role", "secondary")
        decisions = QHBoxLayout(self._decision_row)
        decisions.setContentsMargins(0, 0, 0, 0)
        decisions.setSpacing(TOGETHER)
        for button in (self.ours, self.theirs, self.newest):
            decisions.addWidget(button)
        decisions.addWidget(hint, 1)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.password)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE, EDGE, EDGE, GROUP)
        whole.setSpacing(TOGETHER)
        whole.addLayout(head)
        whole.addWidget(self.file_view, 1)
        whole.addWidget(self.detail)
        whole.addWidget(self.conflict_title)
        whole.addWidget(self.dispute_view, 1)
        whole.addWidget(self._decision_row)
        whole.addWidget(self.trouble)
        whole.addWidget(self.buttons)
