"""The card of one person, and moving several: by real keys, from the sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import Person, PersonId
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.people.card import CardOpener, PersonCard
from bluezone_desktop.gui.people.family_box import RelationDialog
from bluezone_desktop.gui.people.move_dialog import MoveDialog
from bluezone_desktop.gui.staff.screen import StaffScreen
from bluezone_desktop.gui.ticks.person_dialogs import RelativeDialog
from bluezone_desktop.gui.ticks.tick_view import TickView
from bluezone_desktop.services import marking, mending, people, person_cards, steps
from bluezone_desktop.services.person_cards import Card
from bluezone_desktop.texts import Texts
from tests.gui.stage import Ask, RecordingDialogs, Small

ALT = Qt.KeyboardModifier.AltModifier
Work = Callable[[PersonCard], bool]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, small: Small) -> ClassesScreen:
    """The sheet of 6A2: Nguyễn Thị Hoà and her mother."""
    made = ClassesScreen(desk)
    qtbot.addWidget(made)
    made.open_class(small.classes[1])
    made.resize(1100, 620)
    made.show()
    desk.changed.connect(made.note)  # as the window does
    qtbot.waitUntil(lambda: made.model.rowCount() == 1 and not desk.busy)
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    made.view.go(0, 1)
    return made


@pytest.fixture
def view(screen: ClassesScreen) -> TickView:
    return screen.view


@pytest.fixture
def card_of(ask: Ask, desk: Desk) -> Callable[[PersonId], Card]:
    """Everything that is stored of somebody."""
    return lambda person_id: ask(desk, lambda office: person_cards.card(office, person_id))


@pytest.fixture
def show(
    qtbot: QtBot, desk: Desk, card_of: Callable[[PersonId], Card]
) -> Callable[..., PersonCard]:
    """A card in view, with everything read."""

    def make(person_id: PersonId, leave: Callable[[Person], None] | None = None) -> PersonCard:
        card = PersonCard(desk, card_of(person_id), leave=leave)
        qtbot.addWidget(card)
        card.show()
        return card

    return make


def family(card: PersonCard) -> list[tuple[str, str]]:
    model = card.family.model
    return [model.line(row).cells[:2] for row in range(model.rowCount())]  # type: ignore[misc]  # two of them


def history(card: PersonCard) -> list[str]:
    return [card.history.line(row).cells[2] for row in range(card.history.rowCount())]


def test_enter_on_a_name_opens_the_card_and_enter_stores_it(
    view: TickView, dialogs: RecordingDialogs, desk: Desk, qtbot: QtBot, ask: Ask
) -> None:
    """Name selected, typed over, Enter: as quick as writing in the cell, and undone by one step."""

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, PersonCard)
        dialog.show()
        QTest.keyClicks(dialog.name, "Nguyen Thi Hoa")
        with qtbot.waitSignal(dialog.accepted):
            QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        return True

    dialogs.answer("run", work)
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.names() == ["Nguyen Thi Hoa"])
    assert ask(desk, steps.next_undo).label == "steps.edit_person"


def test_alt_enter_opens_the_card_of_whoever_stands_in_the_cell(
    view: TickView, small: Small, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """Of the mother from her cell; where nobody stands nothing opens."""
    opened: list[str] = []

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, PersonCard)
        opened.append(dialog.name.text())
        return False

    dialogs.answer("run", work)
    assert view.go_to_person(small.mother)
    QTest.keyClick(view, Qt.Key.Key_Return, ALT)
    qtbot.waitUntil(lambda: opened == ["Đỗ Thị Mai"])
    view.go(0, view.currentIndex().column() + 1)
    QTest.keyClick(view, Qt.Key.Key_Return, ALT)


def test_the_menu_offers_card_and_moving(screen: ClassesScreen, small: Small) -> None:
    """For one cell; making one needs two of a kind."""
    names = [action.data() for action in screen.people.menu().actions()]
    assert {"card", "move"} <= set(names)
    assert "merge" not in names


def test_pupils_move_by_the_menu(
    screen: ClassesScreen,
    small: Small,
    dialogs: RecordingDialogs,
    notices: list[Notice],
    qtbot: QtBot,
    card_of: Callable[[PersonId], Card],
) -> None:
    """Of the selected rows; only other classes are offered, and the sheet follows."""

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, MoveDialog)
        assert [dialog.rooms.itemText(n) for n in range(dialog.rooms.count())] == ["6A1"]
        assert dialog.windowTitle() == "Chuyển Nguyễn Thị Hoà sang lớp khác"
        return True

    dialogs.answer("run", work)
    screen.people.more.do("move", screen.view.currentIndex())
    qtbot.waitUntil(lambda: screen.model.total_rows == 0)
    assert notices[-1].text == "Đã chuyển 1 học sinh sang lớp 6A1."
    assert [one.name for one in card_of(small.pupils[1]).classes] == ["6A2", "6A1"]


def test_all_fields_are_stored_as_one_step(
    show: Callable[..., PersonCard], small: Small, qtbot: QtBot, card_of: Callable[[PersonId], Card]
) -> None:
    """Written as people write; class and all."""
    card = show(small.pupils[1])
    card.birth.setText("5-3-2009")
    card.phone.setText("0912.345.678")
    card.code.setText(" HS7 ")
    card.sex.setCurrentIndex(card.sex.findText("Nữ"))
    card.room.setCurrentIndex(card.room.findText("6A1"))
    card.note.setText("ở xa")
    with qtbot.waitSignal(card.accepted):
        QTest.keyClick(card.note, Qt.Key.Key_Return)
    now = card_of(small.pupils[1])
    person = now.person
    assert (person.date_of_birth, person.phone, person.code, person.sex, person.note) == (
        "2009-03-05", "0912345678", "HS7", "female", "ở xa",
    )  # fmt: skip
    assert now.school_class is not None
    assert now.school_class.name == "6A1"
    assert len({one.step.seq for one in now.happenings}) == 3  # came, her mother came, mended


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", " ", "Cần ghi họ và tên."),
        ("birth", "31/02/2009", "Ngày sinh chưa đúng"),
        ("phone", "12", "Số điện thoại chưa đúng"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    show: Callable[..., PersonCard], small: Small, field: str, text: str, words: str
) -> None:
    """The card stays open, and the hands are at the field."""
    card = show(small.pupils[1])
    line = getattr(card, field)
    line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert words in card.trouble.text()
    assert card.isVisible()
    assert card.focusWidget() is line


def test_what_the_school_refuses_is_said_on_the_card(
    show: Callable[..., PersonCard], small: Small, qtbot: QtBot, ask: Ask, desk: Desk
) -> None:
    """Another pupil has that code: nothing is stored and the card stays."""
    details = mending.Details("Trần Văn An", code="HS1")
    ask(desk, lambda office: mending.edit_details(office, small.pupils[0], details))
    card = show(small.pupils[1])
    card.code.setText("HS1")
    QTest.keyClick(card.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Trần Văn An" in card.trouble.text())
    assert card.isVisible()


def test_a_relative_is_added_swapped_called_otherwise_and_taken_off(
    show: Callable[..., PersonCard], small: Small, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """Each at once, in view at once, and history tells it; what is written meanwhile stays."""
    card = show(small.pupils[1])
    card.note.setText("chưa lưu")
    box = card.family
    QAbstractItemModelTester(
        box.model, QAbstractItemModelTester.FailureReportingMode.Warning, parent=box.model
    )

    def write(dialog: QDialog) -> bool:
        assert isinstance(dialog, RelativeDialog)
        assert dialog.relation is Relation.FATHER  # whom nobody has named yet
        dialog.name.setText("Thạch Sên")
        return True

    dialogs.answer("run", write)
    QTest.mouseClick(box.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: family(card) == [("Cha", "Thạch Sên"), ("Mẹ", "Đỗ Thị Mai")])
    box.view.selectRow(0)
    QTest.mouseClick(box.down, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: family(card) == [("Cha", "Đỗ Thị Mai"), ("Mẹ", "Thạch Sên")])
    assert box.view.currentIndex().row() == 1

    def guardian(dialog: QDialog) -> bool:
        assert isinstance(dialog, RelationDialog)
        assert dialog.windowTitle() == "Thạch Sên là gì của Nguyễn Thị Hoà"
        dialog.relations.setCurrentIndex(dialog.relations.findText("Người giám hộ"))
        return True

    dialogs.answer("run", guardian)
    QTest.mouseClick(box.relation, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: family(card)[1] == ("Người giám hộ", "Thạch Sên"))
    QTest.mouseClick(box.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: family(card) == [("Cha", "Đỗ Thị Mai")])
    qtbot.waitUntil(lambda: history(card)[0] == "Bỏ người giám hộ: Thạch Sên")
    assert history(card)[1] == "Thạch Sên: mẹ → người giám hộ"
    assert card.note.text() == "chưa lưu"


def test_enter_on_a_relative_opens_their_card_and_not_the_store_button(
    show: Callable[..., PersonCard], small: Small, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """A card on a card; closing it leads back."""
    card = show(small.pupils[1])
    opened: list[str] = []

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, PersonCard)
        opened.append(dialog.windowTitle())
        return False

    dialogs.answer("run", work)
    card.family.view.setFocus()
    QTest.keyClick(card.family.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened == ["Đỗ Thị Mai · người thân"])
    assert card.isVisible()


def test_a_parent_of_two_is_taken_apart_on_the_card(
    show: Callable[..., PersonCard],
    small: Small,
    ask: Ask,
    desk: Desk,
    qtbot: QtBot,
    card_of: Callable[[PersonId], Card],
) -> None:
    """The child chosen gets a mother of its own."""
    from bluezone_desktop.services import merging

    made = ask(
        desk, lambda o: people.add_relative(o, small.pupils[0], Relation.MOTHER, "Đỗ Thị Mai")
    )
    kept = ask(desk, lambda o: merging.merge(o, [small.mother, made.value])).value
    card = show(kept)
    assert {name for _, name in family(card)} == {"Nguyễn Thị Hoà", "Trần Văn An"}
    row = [name for _, name in family(card)].index("Trần Văn An")
    card.family.view.selectRow(row)
    QTest.mouseClick(card.family.split, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: family(card) == [("Mẹ", "Nguyễn Thị Hoà")])
    assert not card.family.split.isEnabled()
    other = card_of(small.pupils[0]).relatives[0].tie.person
    assert (other.full_name, other.id != kept) == ("Đỗ Thị Mai", True)


def test_who_left_is_taken_back_in_from_the_card(
    show: Callable[..., PersonCard],
    small: Small,
    ask: Ask,
    desk: Desk,
    qtbot: QtBot,
    card_of: Callable[[PersonId], Card],
) -> None:
    """It says that they are gone and why, and what to do."""
    pupil = small.pupils[1]
    ask(desk, lambda o: people.mark_left(o, pupil, "chuyển trường"))
    card = show(pupil)
    assert card.left.text() == "Em không còn học ở trường (chuyển trường)."
    QTest.mouseClick(card.take_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(card.left.isHidden)
    assert card_of(pupil).person.attendance is Attendance.ATTENDING
    assert history(card)[0].startswith("Tình trạng: Thôi học → Đang học")


def test_leaving_is_on_the_card_where_the_screen_offers_it(
    show: Callable[..., PersonCard], small: Small
) -> None:
    """The screen says it and offers to take it back; the card closes."""
    left: list[str | None] = []
    card = show(small.teacher, lambda person: left.append(person.full_name))
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert left == ["Lâm Quốc Việt"]
    assert not card.isVisible()


def test_history_is_told_in_words(
    show: Callable[..., PersonCard], small: Small, ask: Ask, desk: Desk
) -> None:
    """Who, when, from what to what; a step taken back is told as such."""
    pupil = small.pupils[1]
    ask(desk, lambda o: marking.mark(o, [pupil], Status.INSTALLED))
    ask(desk, steps.undo)
    card = show(pupil)
    assert history(card) == [
        "Hoàn tác: Trạng thái: Đã cài → Chưa hỏi",
        "Trạng thái: Chưa hỏi → Đã cài · 05/09/2020",
        "Thêm mẹ: Đỗ Thị Mai",
        "Thêm vào danh sách",
    ]
    newest = card.history.line(0)
    assert newest.cells[:2] == ("08:00 05/09/2020", "Thư")
    assert "máy" in newest.tip


def test_a_teacher_has_a_card_on_the_staff_screen(
    small: Small, desk: Desk, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """Group and job are theirs; relatives as pupils have them."""
    made = StaffScreen(desk)
    qtbot.addWidget(made)
    desk.changed.connect(made.note)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 1)

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, PersonCard)
        dialog.show()
        dialog.group.setCurrentIndex(dialog.group.findText("Cán bộ quản lý"))
        dialog.job.setText("Hiệu trưởng")
        with qtbot.waitSignal(dialog.accepted):
            QTest.keyClick(dialog.job, Qt.Key.Key_Return)
        return True

    dialogs.answer("run", work)
    made.view.go(0, 1)
    QTest.keyClick(made.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.model.row_at(0).household.person.group is Group.MANAGER)
    assert made.model.row_at(0).household.person.job == "Hiệu trưởng"


def test_the_card_speaks_english(
    desk: Desk, small: Small, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """Every word of it comes from the catalogue."""
    desk.texts = Texts("en")
    titles: list[str] = []

    def work(dialog: QDialog) -> bool:
        titles.append(dialog.windowTitle())
        return False

    parent = QWidget()
    qtbot.addWidget(parent)
    dialogs.answer("run", work)
    CardOpener(desk, parent).open(small.teacher)
    qtbot.waitUntil(lambda: titles == ["Lâm Quốc Việt · teacher"])
