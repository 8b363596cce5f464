"""Who may be on record more than once: looked at side by side, made one, or told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.duplicates import Lookalikes, Reason
from bluezone_desktop.domain.merging import Part
from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.empty_page import EmptyPage
from bluezone_desktop.gui.people.comparison import ComparisonModel, ComparisonView
from bluezone_desktop.gui.people.pair_list import PairList, PairModel
from bluezone_desktop.gui.theme import EDGE, GROUP, INSIDE, TOGETHER

if TYPE_CHECKING:
    from bluezone_desktop.services.merging import Duplicates, MergePreview
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.steps import StepInfo

_WIDTH, _HEIGHT, _LIST_WIDTH = 1040, 540, 280
_KINDS = ("all", "pupils", "relatives", "staff")


def show_duplicates(desk: Desk, parent: QWidget) -> None:
    """The dialog with everybody whom the rules find."""
    dialog = DuplicatesDialog(desk, parent=parent)
    desk.dialogs.run(dialog)
    dialog.deleteLater()


def show_chosen(desk: Desk, ids: Sequence[PersonId], parent: QWidget) -> None:
    """The dialog with records that somebody has chosen."""
    dialog = DuplicatesDialog(desk, ids, parent)
    desk.dialogs.run(dialog)
    dialog.deleteLater()


class DuplicatesDialog(QDialog):
    """Groups left, the records of one right. Everything done here is stored at once."""

    def __init__(
        self, desk: Desk, ids: Sequence[PersonId] = (), parent: QWidget | None = None
    ) -> None:
        """``ids``: only these records, chosen by hand; else whomever the rules find."""
        super().__init__(parent)
        self._desk, self._texts, self._ids = desk, desk.texts, tuple(ids)
        self._found: Duplicates | None = None
        self._choices: dict[Part, PersonId] = {}
        self._take_back: Callable[[Office], Outcome[Any]] | None = None
        texts = self._texts
        self.setWindowTitle(texts("people.twice.title_chosen" if ids else "people.twice.title"))
        self.pairs = PairModel(texts, self)
        self.list = PairList(self.pairs, texts)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(texts("people.twice.kinds_spoken"))
        self.all_parents = self._button("people.twice.all_parents", self._merge_parents)
        self.ask_again = self._button("people.twice.ask_again", self._ask_again)
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.comparison = ComparisonModel(texts, self)
        self.records = ComparisonView(self.comparison)
        self.records.setAccessibleName(texts("people.twice.records_spoken"))
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setProperty("role", "secondary")
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.undo = self._button("people.twice.undo", self._undo)
        self.apart = self._button("people.twice.apart", self._set_apart)
        self.merge = self._button("people.twice.merge", self._merge)
        self.merge.setProperty("role", "primary")
        self.close_button = self._button("dialogs.close", self.reject)
        self.nobody = EmptyPage()
        self.nobody.set(texts("people.twice.nobody"), texts("people.twice.nobody_hint"), "", None)
        self._pages = QStackedWidget()
        self._lay_out()
        self.list.selectionModel().currentRowChanged.connect(self._row_changed)
        self.kinds.activated.connect(self._show_kind)
        self.comparison.chosen.connect(self._choose)
        self._enable(None)
        self.undo.hide()
        self._read()

    # Reading

    def _read(self) -> None:
        if self._ids:
            self._preview()
            return

        def read(office: Office) -> Duplicates:
            from bluezone_desktop.services import merging

            return merging.duplicates(office)

        self._desk.ask(read, self._came)

    def _came(self, found: Duplicates) -> None:
        """Shows who is found; the row that was current, or the one that took its place."""
        if self._found is None:
            self.list.setFocus()
        self._found = found
        kind = self.kinds.currentData() or _KINDS[0]
        self.kinds.clear()
        for each in _KINDS:
            number = len(self._of_kind(each))
            if number or each in (kind, _KINDS[0]):
                self.kinds.addItem(self._texts(f"people.twice.kind.{each}", number=number), each)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind)))
        sure = len(self._sure())
        self.all_parents.setText(self._texts("people.twice.all_parents", number=sure))
        self.all_parents.setVisible(sure > 1)
        self.ask_again.setText(self._texts("people.twice.ask_again", number=found.answered))
        self.ask_again.setVisible(found.answered > 0)
        self._show_kind()

    def _of_kind(self, kind: str) -> list[Lookalikes]:
        found = self._found
        if found is None:
            return []
        return [
            one for one in found.found if kind in (_KINDS[0], _kind(found.people[one.ids[0]].group))
        ]

    def _sure(self) -> list[Lookalikes]:
        """Parents of several pupils, by the same name and phone."""
        found = self._found.found if self._found is not None else ()
        return [one for one in found if one.reason is Reason.NAME_PHONE]

    def _show_kind(self) -> None:
        if self._found is None:
            return
        row = max(0, self.list.currentIndex().row())
        groups = self._of_kind(self.kinds.currentData())
        self.pairs.load(groups, self._found.people)
        self._pages.setCurrentIndex(0 if groups else 1)
        if groups:
            self.list.setCurrentIndex(self.pairs.index(min(row, len(groups) - 1)))
        else:
            self._show_preview(None)

    def _row_changed(self, *_: QModelIndex) -> None:
        self._choices = {}
        self._preview()

    @property
    def _present(self) -> tuple[PersonId, ...]:
        """The records in view."""
        if self._ids:
            return self._ids
        group = self.pairs.group(self.list.currentIndex().row())
        return group.ids if group is not None else ()

    def _preview(self) -> None:
        ids, choices = self._present, dict(self._choices)
        if not ids:
            return

        def read(office: Office) -> tuple[tuple[PersonId, ...], MergePreview]:
            from bluezone_desktop.services import merging

            return ids, merging.preview(office, ids, choices)

        self._desk.ask(read, self._preview_came, self._failed)

    def _preview_came(self, read: tuple[tuple[PersonId, ...], MergePreview]) -> None:
        ids, preview = read
        if ids == self._present:
            self._show_preview(preview)

    def _show_preview(self, preview: MergePreview | None) -> None:
        self.comparison.load(preview)
        self._enable(preview)
        if preview is None:
            self.why.clear()
            self.outcome.clear()
            return
        group = self.pairs.group(self.list.currentIndex().row())
        number = len(preview.sides)
        if self._ids or group is None:
            why = self._texts("people.twice.chosen_by_hand", number=number)
        else:
            why = self._texts(f"people.why.{group.reason}", number=number)
            why = f"{why[:1].upper()}{why[1:]}."
        self.why.setText(why)
        result = [self._texts("people.twice.result")]
        for parents in preview.parents:
            name = parents.person.full_name or parents.person.phone or ""
            result.append(self._texts("people.twice.parents_too", name=name))
        self.outcome.setText(" ".join(result))

    def _enable(self, preview: MergePreview | None) -> None:
        for button in (self.merge, self.apart):
            button.setEnabled(preview is not None)

    # Doing

    def _choose(self, part: Part, person_id: str) -> None:
        self._choices[part] = PersonId(person_id)
        self._preview()

    def _merge(self) -> None:
        ids, choices = self._present, dict(self._choices)

        def work(office: Office) -> Outcome[StepInfo | None]:
            from bluezone_desktop.services import merging, steps

            changes = merging.merge(office, ids, choices).changes
            return Outcome(steps.next_undo(office), changes)

        self._busy()

        def done(outcome: Outcome[StepInfo | None]) -> None:
            words = self._texts("people.twice.merged", number=len(ids))
            self._done(words, _back_to(outcome.value))

        self._desk.ask(work, done, self._failed)

    def _set_apart(self) -> None:
        ids = self._present

        def work(office: Office) -> Outcome[None]:
            from bluezone_desktop.services import merging

            return merging.set_apart(office, ids)

        def back(office: Office) -> Outcome[int]:
            from bluezone_desktop.services import merging

            return merging.ask_again(office, ids)

        self._do(work, self._texts("people.twice.set_apart"), back)

    def _merge_parents(self) -> None:
        groups = [one.ids for one in self._sure()]

        def work(
            office: Office, progress: Callable[[int, int], None]
        ) -> Outcome[tuple[int, StepInfo | None]]:
            from bluezone_desktop.services import merging, steps

            merged = merging.merge_all(office, groups, progress)
            return Outcome((merged.value, steps.next_undo(office)), merged.changes)

        self._busy()

        def done(outcome: Outcome[tuple[int, StepInfo | None]]) -> None:
            number, step = outcome.value
            words = self._texts("people.twice.parents_merged", number=number)
            self._done(words, _back_to(step))

        self._desk.ask_long(work, done, "people.twice.merging", self._failed)

    def _ask_again(self) -> None:
        def work(office: Office) -> Outcome[int]:
            from bluezone_desktop.services import merging

            return merging.ask_again(office)

        self._do(work, "", None)

    def _undo(self) -> None:
        if self._take_back is not None:
            self._do(self._take_back, self._texts("people.twice.undone"), None)

    def _do(
        self,
        work: Callable[[Office], Outcome[Any]],
        words: str,
        back: Callable[[Office], Outcome[Any]] | None,
    ) -> None:
        """``words``: what is said when it is done; ``back``: what takes it back."""
        self._busy()

        def done(_: Outcome[Any]) -> None:
            self._done(words, back)

        self._desk.ask(work, done, self._failed)

    def _busy(self) -> None:
        self._choices = {}
        self._enable(None)

    def _done(self, words: str, back: Callable[[Office], Outcome[Any]] | None) -> None:
        if self._ids and back is not None:
            # Chosen by hand: there is nothing else to look at here.
            self._desk.notify(words, "done")
            self.accept()
            return
        self.said.setText(words)
        self._take_back = back
        self.undo.setVisible(back is not None)
        self._read()
        self.list.setFocus()

    def _failed(self, error: Exception) -> None:
        self.said.setText(self._desk.sentence(error))
        self.undo.hide()
        self._enable(None)
        if not self._ids:
            self._read()

    # Layout

    def _lay_out(self) -> None:
        self.resize(_WIDTH, _HEIGHT)
        left = QWidget()
        left.setFixedWidth(_LIST_WIDTH)
        left.setVisible(not self._ids)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOGETHER)
        column.addWidget(self.kinds)
        column.addWidget(self.list, 1)
        column.addWidget(self.all_parents)
        right = QWidget()
        records = QVBoxLayout(right)
        records.setContentsMargins(0, 0, 0, 0)
        records.setSpacing(TOGETHER)
        records.addWidget(self.why)
        records.addWidget(self.records, 1)
        records.addWidget(self.outcome)
        self._pages.addWidget(right)
        self._pages.addWidget(self.nobody)
        sides = QHBoxLayout()
        sides.setSpacing(GROUP)
        sides.addWidget(left)
        sides.addWidget(self._pages, 1)
        foot = QHBoxLayout()
        foot.setSpacing(TOGETHER)
        foot.addWidget(self.ask_again)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.undo)
        foot.addSpacing(INSIDE)
        for button in (self.close_button, self.apart, self.merge):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE, EDGE, EDGE, GROUP)
        whole.setSpacing(GROUP)
        whole.addLayout(sides, 1)
        whole.addLayout(foot)
        self.ask_again.setProperty("role", "quiet")
        self.undo.setProperty("role", "link")
        self.all_parents.hide()
        self.ask_again.hide()

    def _button(self, key: str, then: Callable[[], None]) -> QPushButton:
        words = "" if key in ("people.twice.all_parents", "people.twice.ask_again") else key
        button = QPushButton(self._texts(words) if words else "")
        button.setAutoDefault(False)
        button.clicked.connect(then)
        return button


def _back_to(step: StepInfo | None) -> Callable[[Office], Outcome[Any]]:
    """Takes back that step and none that was taken since."""

    def back(office: Office) -> Outcome[Any]:
        from bluezone_desktop.services import steps

        return steps.undo_only(office, step)

    return back


def _kind(group: Group) -> str:
    return "staff" if group.is_staff else f"{group}s"
