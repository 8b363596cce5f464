"""The screen "Cán bộ, giáo viên": managers, teachers, employees and their relatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.counting import Figures, format_count
from bluezone_desktop.domain.people import Household, PersonId
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS, Group, Status
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.icons import icon
from bluezone_desktop.gui.ticks.new_line import NewLine, StaffLine
from bluezone_desktop.gui.ticks.sheet import (
    ColumnKind,
    group_figures,
    pupil_figures,
    relative_figures,
    staff_columns,
)
from bluezone_desktop.gui.ticks.tick_screen import TickScreen

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office


class StaffScreen(TickScreen):
    """The staff as one sheet. ``desk.go_to("staff", person_id)`` puts the focus on someone."""

    name = "staff"
    title_key = "staff.title"
    section = "staff"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, staff_columns, ColumnKind.GROUP, parent)
        self.panel.title.setText(self.texts("staff.title"))
        self.view.setAccessibleName(self.texts("staff.sheet_spoken"))
        self.add_button = QPushButton(icon("add"), self.texts("staff.add_person"))
        self.add_button.clicked.connect(self.add_person)
        self.panel.add_tool(self.add_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panel)

    def open_at(self, target: object) -> None:
        """A PersonId of the staff or of a relative of theirs."""
        if isinstance(target, str):
            self._wanted_person = PersonId(target)
            self.reload()

    def reader(self) -> Callable[[Office], Any]:
        def read(office: Office) -> tuple[Household, ...]:
            from bluezone_desktop.services import people

            return people.staff_sheet(office)

        return read

    def take(self, read: Any) -> None:
        self.show_people(read)

    def show_figures(self) -> None:
        households = self.model.households()
        staff, relatives = pupil_figures(households), relative_figures(households)
        groups = group_figures(households)
        self.panel.set_heads(*self._heads(staff, relatives, groups))
        sets = (("staff", staff), (Group.RELATIVE, relatives))
        self.show_foot(*(each for each in sets if each[1].total))
        self.panel.mark_rest_button.setEnabled(bool(staff.not_asked or relatives.not_asked))

    def _heads(
        self, staff: Figures, relatives: Figures, groups: dict[Group, Figures]
    ) -> list[tuple[str, str]]:
        if not staff.total:
            return []
        texts, language = self.texts, self.texts.language
        heads = [self.head_words("staff", staff)]
        for group in STAFF_GROUPS:
            figures = groups.get(group, Figures())
            heads.append(
                (
                    texts(
                        "staff.figures.group",
                        who=texts(f"vocabulary.group_short.{group}"),
                        installed=format_count(figures.installed, language),
                        total=format_count(figures.total, language),
                    ),
                    texts("staff.figures.group_hint", who=texts(f"vocabulary.group.{group}")),
                )
            )
        key = {
            (True, True): "not_asked_with_relatives",
            (True, False): "not_asked",
            (False, True): "not_asked_relatives",
            (False, False): "all_asked",
        }[bool(staff.not_asked), bool(relatives.not_asked)]
        left = texts(
            f"staff.figures.{key}",
            staff=format_count(staff.not_asked, language),
            relatives=format_count(relatives.not_asked, language),
        )
        heads.append((left, texts("staff.figures.not_asked_hint")))
        return heads

    def empty_words(self) -> tuple[str, str]:
        return self.texts("staff.empty.nobody"), self.texts("staff.empty.nobody_hint")

    def mark_rest(self, status: Status) -> None:
        self.marker.mark_staff_not_asked(self.model.people(), status)

    def make_line(self) -> NewLine:
        self.staff_line = StaffLine(self.texts, "staff")
        return self.staff_line

    def adder(self) -> Callable[[Office], Outcome[PersonId]] | None:
        line = self.staff_line
        name, group, job = line.name.text(), line.group, line.job.text()

        def work(office: Office) -> Outcome[PersonId]:
            from bluezone_desktop.services import people

            return people.add_staff(office, name, group, job=job.strip() or None)

        return work
