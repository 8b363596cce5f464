"""A person's card: everything about one person, mended in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bluezone_desktop.domain.changes import Outcome
from bluezone_desktop.domain.dates import format_date, read_date
from bluezone_desktop.domain.people import ClassId, Person, PersonId
from bluezone_desktop.domain.phones import read_phones
from bluezone_desktop.domain.vocabulary import STAFF_GROUPS, Attendance, Group, Sex
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.icons import status_icon
from bluezone_desktop.gui.people.family_box import FamilyBox
from bluezone_desktop.gui.people.history_words import HistoryWords
from bluezone_desktop.gui.people.rows import LinesModel, LinesView
from bluezone_desktop.gui.theme import INSIDE, TOGETHER
from bluezone_desktop.gui.ticks.person_dialogs import FormDialog
from bluezone_desktop.gui.ticks.wording import Wording

if TYPE_CHECKING:
    from bluezone_desktop.services.mending import Details
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.services.person_cards import Card

Leave = Callable[[Person], None]
"""Takes somebody out of the count, and says so."""

_WIDTH, _HEIGHT, _FORM_WIDTH = 960, 520, 340
_SIGN = 16


class CardOpener:
    """Opens cards; each one asks for those of the relatives by the same way."""

    def __init__(self, desk: Desk, parent: QWidget, leave: Leave | None = None) -> None:
        """``leave``: what the button does that takes somebody out; None for no such button."""
        self._desk, self._parent, self._leave = desk, parent, leave

    def open(self, person_id: PersonId, then: Callable[[], None] | None = None) -> None:
        """Reads the card and shows it. ``then``: to be called when it is closed."""

        def read(office: Office) -> Card:
            from bluezone_desktop.services import person_cards

            return person_cards.card(office, person_id)

        def show(card: Card) -> None:
            dialog = PersonCard(self._desk, card, self._parent, self._leave)
            self._desk.dialogs.run(dialog)
            dialog.deleteLater()
            if then is not None:
                then()

        self._desk.ask(read, show)


class PersonCard(FormDialog):
    """Fields left, family and history right. The fields are stored by a button, as one step."""

    def __init__(
        self,
        desk: Desk,
        card: Card,
        parent: QWidget | None = None,
        leave: Leave | None = None,
    ) -> None:
        texts = desk.texts
        super().__init__(
            texts,
            _title(desk, card.person),
            texts("people.card.accept"),
            texts("people.card.close"),
            parent,
        )
        self._desk, self._card, self._leave = desk, card, leave
        self._wording = Wording(texts, "classes")
        person = card.person
        self.name = self.field(texts("people.card.name"), person.full_name or "")
        if person.group is not Group.RELATIVE:
            birth, hint = format_date(person.date_of_birth), texts("people.card.birth_hint")
            self.birth = self.field(texts("people.card.birth"), birth, hint)
        sexes = {each.value: texts(f"vocabulary.sex.{each}") for each in Sex}
        self.sex = self.choice(
            texts("people.card.sex"),
            {"": texts("people.card.sex_unknown"), **sexes},
            person.sex or "",
        )
        if person.group is Group.PUPIL:
            self.room = self._rooms()
        if person.group.is_staff:
            groups = {each.value: texts(f"vocabulary.group.{each}") for each in STAFF_GROUPS}
            self.group = self.choice(texts("people.card.group"), groups, person.group)
            self.job = self.field(texts("people.card.job"), person.job or "")
        if person.group is not Group.RELATIVE:
            self.code = self.field(texts("people.card.code"), person.code or "")
        self.phone = self.field(texts("people.card.phone"), person.phone or "")
        self.note = self.field(texts("people.card.note"), person.note)
        self.form.addRow(texts("people.card.status"), self._status(person))
        if len(card.classes) > 1:
            self.form.addRow(texts("people.card.been"), self._been())
        self.left = QLabel()
        self.left.setWordWrap(True)
        self.left.setProperty("role", "problem")
        self.take_back = self._quiet("people.card.take_back", self._take_back)
        self.family = FamilyBox(desk, card)
        self.history = LinesModel(
            [texts(f"people.history.{each}") for each in ("when", "who", "what")], self
        )
        self._lay_out()
        self.family.changed.connect(self._read_again)
        self.family.refused.connect(self.say)
        self.family.opened.connect(self._open)
        self._show(card)
        self.name.setFocus()
        self.name.selectAll()

    # Fields

    def problem(self) -> tuple[str, QWidget] | None:
        """A name is needed, but of relatives with a phone; date and phone have to be ones."""
        texts, group = self.texts, self._card.person.group
        if not self.name.text().strip() and group is not Group.RELATIVE:
            return texts("classes.add.name_missing"), self.name
        if group is not Group.RELATIVE:
            try:
                read_date(self.birth.text())
            except ValueError:
                return texts("classes.add.birth_wrong"), self.birth
        if self.phone.text() != (self._card.person.phone or ""):
            try:
                read_phones(self.phone.text())
            except ValueError:
                return texts("classes.relative.phone_wrong"), self.phone
        return None

    def go_on(self) -> None:
        """Stores what was written; closes when it is stored."""
        person_id, details = self._card.person.id, self._written()

        def work(office: Office) -> Outcome[bool]:
            from bluezone_desktop.services import mending

            return mending.edit_details(office, person_id, details)

        self._desk.ask(work, self._stored, self._refused)

    def _written(self) -> Details:
        from bluezone_desktop.services.mending import Details

        person = self._card.person
        phone = self.phone.text()
        if phone != (person.phone or ""):
            phone = next(iter(read_phones(phone)), "")
        sex = self.sex.currentData()
        if person.group is Group.RELATIVE:
            return Details(
                self.name.text(), sex=Sex(sex) if sex else None, phone=phone, note=self.note.text()
            )
        pupil = person.group is Group.PUPIL
        return Details(
            self.name.text(),
            read_date(self.birth.text()),
            Sex(sex) if sex else None,
            self.code.text(),
            phone,
            None if pupil else Group(self.group.currentData()),
            "" if pupil else self.job.text(),
            self._chosen_room if pupil else None,
            self.note.text(),
        )

    @property
    def _chosen_room(self) -> ClassId | None:
        room = self.room.currentData()
        return ClassId(room) if room else None

    def _stored(self, outcome: Outcome[bool]) -> None:
        if outcome.value:
            name = self.name.text().strip() or self._wording.name(self._card.person)
            self._desk.notify(self.texts("people.card.saved", name=name), "done")
        super().go_on()

    def _refused(self, error: Exception) -> None:
        self.say(self._desk.sentence(error))

    def _rooms(self) -> QComboBox:
        """The classes of the year; the class of somebody who left in an earlier one comes first."""
        texts, present = self.texts, self._card.school_class
        rooms: dict[str, str] = {one.id: one.name for one in self._card.rooms}
        choices = rooms
        if present is None:
            choices = {"": "", **choices}
        elif present.id not in rooms:
            words = texts("people.card.class_of_year", name=present.name, year=present.school_year)
            choices = {"": words, **choices}
        chosen = present.id if present is not None and present.id in rooms else ""
        return self.choice(texts("people.card.class"), choices, chosen)

    def _status(self, person: Person) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, INSIDE, 0, INSIDE)
        row.setSpacing(TOGETHER)
        sign = QLabel()
        sign.setPixmap(status_icon(person.status).pixmap(QSize(_SIGN, _SIGN)))
        row.addWidget(sign)
        row.addWidget(QLabel(self._wording.status(person)), 1)
        return line

    def _been(self) -> QLabel:
        words = ", ".join(
            self.texts("people.card.class_of_year", name=one.name, year=one.school_year)
            for one in self._card.classes
        )
        label = QLabel(words)
        label.setWordWrap(True)
        label.setContentsMargins(0, INSIDE, 0, INSIDE)
        return label

    # The rest

    def _lay_out(self) -> None:
        self.resize(_WIDTH, _HEIGHT)
        history = QLabel(self.texts("people.card.history"))
        history.setProperty("role", "heading")
        view = LinesView(self.history, 2)
        view.setAccessibleName(history.text())
        view.wrap()
        side = QVBoxLayout()
        side.setSpacing(INSIDE)
        side.addWidget(self.left)
        side.addWidget(self.family)
        side.addSpacing(TOGETHER)
        side.addWidget(history)
        side.addWidget(view, 1)
        self.body.setStretch(0, 0)
        self.body.addLayout(side, 1)
        self.name.setMinimumWidth(_FORM_WIDTH - 100)
        aside = QDialogButtonBox.ButtonRole.ResetRole
        self.buttons.addButton(self.take_back, aside)
        if self._leave is not None and self._card.person.group is not Group.RELATIVE:
            pupil = self._card.person.group is Group.PUPIL
            words = "people.card.mark_left_pupil" if pupil else "people.card.mark_left_staff"
            self.go = self._quiet(words, self._mark_left)
            self.go.setVisible(self._card.person.attendance is Attendance.ATTENDING)
            self.buttons.addButton(self.go, aside)

    def _quiet(self, key: str, then: Callable[[], None]) -> QPushButton:
        button = QPushButton(self.texts(key))
        button.setAutoDefault(False)
        button.clicked.connect(then)
        return button

    def _show(self, card: Card) -> None:
        person, texts = card.person, self.texts
        away = person.attendance is not Attendance.ATTENDING
        reason = person.leaving_reason or ""
        if reason:
            reason = texts("people.card.reason", reason=reason)
        key = "left_pupil" if person.group is Group.PUPIL else "left_other"
        self.left.setText(texts(f"people.card.{key}", reason=reason))
        self.left.setVisible(away)
        self.take_back.setVisible(away)
        words = HistoryWords(texts, person.group)
        self.history.load([words.line(each) for each in card.happenings])

    def _read_again(self) -> None:
        person_id = self._card.person.id

        def read(office: Office) -> Card:
            from bluezone_desktop.services import person_cards

            return person_cards.card(office, person_id)

        self._desk.ask(read, self._came)

    def _came(self, card: Card) -> None:
        """Family and history anew; what was written in the fields stays."""
        self._card = card
        self.family.load(card)
        self._show(card)

    def _open(self, person_id: str) -> None:
        CardOpener(self._desk, self).open(PersonId(person_id), self._read_again)

    def _mark_left(self) -> None:
        if self._leave is not None:
            self._leave(self._card.person)
            self.reject()

    def _take_back(self) -> None:
        person = self._card.person
        room = self._chosen_room if person.group is Group.PUPIL else None

        def work(office: Office) -> Outcome[None]:
            from bluezone_desktop.services import mending

            return mending.take_back_in(office, person.id, room)

        self._desk.ask(work, self._taken_back, self._refused)

    def _taken_back(self, _: Outcome[None]) -> None:
        self.say("")
        self._read_again()


def _title(desk: Desk, person: Person) -> str:
    texts = desk.texts
    name = Wording(texts, "classes").name(person)
    return texts("people.card.title", name=name, kind=texts(f"people.kind.{person.group}"))
