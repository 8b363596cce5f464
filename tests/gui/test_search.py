"""Search from anywhere: keys, hits, where they lead, and what stands under an empty field."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.people import ClassId, PersonId
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.gui.classes.screen import ClassesScreen
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.everyone.screen import EveryoneScreen
from bluezone_desktop.gui.main_window import MainWindow
from bluezone_desktop.gui.screens import SCREENS
from bluezone_desktop.gui.search.field import SearchField
from bluezone_desktop.gui.search.hits import HitModel
from bluezone_desktop.gui.theme import ROW_HEIGHT
from bluezone_desktop.services import marking, people
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.searching import Found, Searcher
from tests.gui.stage import Ask, Small

Settled = Callable[[Desk], None]
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def _type(window: MainWindow, text: str, qtbot: QtBot) -> SearchField:
    """Ctrl+F, then the letters, then what the last of them finds."""
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    field = window.header.search
    with qtbot.waitSignal(field.answered, check_params_cb=lambda: field.text() == text):
        QTest.keyClicks(field, text)
    return field


def _titles(field: SearchField) -> list[str]:
    return [field.model.hit(row).title for row in range(field.model.rowCount())]


def test_ctrl_f_is_there_on_every_screen(small: Small, window: MainWindow, qtbot: QtBot) -> None:
    """From anywhere; Esc gives the hands back to what they were doing."""
    for entry in SCREENS:
        window.go_to(entry.name)
        before = QApplication.focusWidget()
        field = _type(window, "hoa", qtbot)
        assert field.popup.isVisible(), entry.name
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert not field.popup.isVisible()
        assert field.text() == ""
        if before is not None:
            assert QApplication.focusWidget() is before, entry.name


def test_an_empty_field_says_what_can_be_found(
    small: Small, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """Nobody guesses that phones and codes are found as well."""
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    popup = window.header.search.popup
    qtbot.waitUntil(popup.isVisible)
    assert popup.words.text() == desk.texts("search.help")
    assert not popup.list.isVisible()


def test_a_pupil_is_found_without_accents_and_ticked_at_once(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Settled, qtbot: QtBot
) -> None:
    """ "hoa nguyen" finds Nguyễn Thị Hoà; Enter goes to the cell where a digit sets the status."""
    field = _type(window, "hoa nguyen", qtbot)
    assert _titles(field) == ["Nguyễn Thị Hoà"]
    assert field.text() == "hoa nguyen"
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(desk)
    assert window.present == "classes"
    classes = window.screen_named("classes")
    assert isinstance(classes, ClassesScreen)
    assert classes.class_id == small.classes[1]
    assert field.text() == ""
    QTest.keyClick(classes.view, Qt.Key.Key_1)
    settled(desk)
    sheet = ask(desk, lambda office: people.tick_sheet(office, small.classes[1]))
    assert sheet.rows[0].person.status is Status.INSTALLED


def test_somebody_hidden_by_a_filter_is_shown(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Settled, qtbot: QtBot
) -> None:
    """Who was asked already is not on a sheet that shows only those not asked."""
    from bluezone_desktop.gui.ticks.sheet import Show

    ask(
        desk,
        lambda office: marking.mark(office, [small.pupils[1], small.mother], Status.INSTALLED),
    )
    classes = window.screen_named("classes")
    assert isinstance(classes, ClassesScreen)
    window.go_to("classes", small.classes[1])
    settled(desk)
    classes.set_show(Show.NOT_ASKED)
    field = _type(window, "hoa", qtbot)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(desk)
    assert classes.model.show is Show.ALL
    assert [one.id for one in classes.view.selected_people()] == [small.pupils[1]]


def test_relatives_staff_and_classes_lead_to_their_places(
    small: Small, window: MainWindow, qtbot: QtBot
) -> None:
    """A relative is ticked where their child is, staff on the sheet of the staff."""
    for text, screen, target in (
        ("do thi mai", "classes", (small.classes[1], small.mother)),
        ("mai 6a2", "classes", (small.classes[1], small.mother)),
        ("lam quoc", "staff", small.teacher),
        ("6a2", "classes", small.classes[1]),
        ("lop 6A1", "classes", small.classes[0]),
    ):
        hit = _type(window, text, qtbot).model.hit(0)
        assert (hit.screen, hit.target) == (screen, target), text
        window.header.search.clear()


def test_a_mother_of_two_leads_to_the_class_that_was_asked_for(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """With the class typed beside her name."""

    def share(office: Office) -> None:
        from bluezone_desktop.domain.people import Kinship, KinshipId
        from bluezone_desktop.storage.ids import new_id
        from bluezone_desktop.storage.people import kinship_row
        from bluezone_desktop.storage.tables import KINSHIP

        tie = Kinship(KinshipId(new_id()), small.mother, small.pupils[0], Relation.MOTHER)
        with office.journal.step("steps.add_person") as writer:
            writer.insert(KINSHIP, [kinship_row(tie)])

    ask(desk, share)
    for name, class_id in zip(("6a1", "6a2"), small.classes, strict=True):
        hit = _type(window, f"mai {name}", qtbot).model.hit(0)
        assert hit.target == (class_id, small.mother)
        assert "6A1" in hit.detail
        assert "6A2" in hit.detail
        window.header.search.clear()


def test_a_hit_tells_class_relation_phone_and_status(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """Enough to know whether it is the right one, and what is known; also when it is spoken."""

    def change(office: Office) -> None:
        people.edit_person(office, small.mother, phone="0912345678")
        marking.mark(office, [small.mother], Status.INSTALLED)

    ask(desk, change)
    hit = _type(window, "0912 345", qtbot).model.hit(0)
    assert hit.title == "Đỗ Thị Mai"
    assert hit.detail == "6A2 · Mẹ của Nguyễn Thị Hoà"
    assert (hit.phone, hit.status_words) == ("0912345678", "Đã cài")
    assert hit.spoken == "Đỗ Thị Mai, 6A2 · Mẹ của Nguyễn Thị Hoà, 0912345678, Đã cài"
    assert hit.phone_marks == [(0, 7)]


def test_nobody_found_is_said(small: Small, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    """An empty list that stays away looks like a program that does not answer."""
    field = _type(window, "xyz", qtbot)
    assert field.model.rowCount() == 0
    assert field.popup.words.text() == desk.texts("search.nothing")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.present == SCREENS[0].name
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.popup.isVisible()


def test_a_class_without_anybody_is_found(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """It is just what is looked for when a list is to be pasted into it."""
    ask(desk, lambda office: people.add_class(office, "7B", "Lý Hoa"))
    field = _type(window, "7b", qtbot)
    assert _titles(field) == [desk.texts("search.class", name="7B")]
    assert field.popup.words.text() != desk.texts("search.nothing")


def test_what_unikey_sends_is_searched_as_it_ends(
    small: Small, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """ "Hoà" arrives as h o a, Backspace, à: never searched, and never tidied, in between."""
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    field = window.header.search
    asked = 0

    def count() -> None:
        nonlocal asked
        asked += 1

    field.answered.connect(count)
    with qtbot.waitSignal(field.answered):
        QTest.keyClicks(field, "hoa")
        QTest.keyClick(field, Qt.Key.Key_Backspace)
        typed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NO_KEYS, "à")
        QApplication.sendEvent(field, typed)  # QTest types ASCII only
        QTest.keyClicks(field, " ")
    qtbot.waitUntil(lambda: not desk.busy)
    assert asked == 1
    assert field.text() == "hoà "
    assert _titles(field) == ["Nguyễn Thị Hoà"]


def test_enter_may_be_quicker_than_the_answer(
    small: Small, window: MainWindow, desk: Desk, settled: Settled
) -> None:
    """Somebody who knows what they want types it and presses Enter in one go."""
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    field = window.header.search
    QTest.keyClicks(field, "lam quoc")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    settled(desk)
    assert window.present == "staff"


def _crowd(office: Office, class_id: ClassId) -> list[PersonId]:
    return [people.add_pupil(office, class_id, f"Nguyễn An {n}").value for n in range(205)]


def test_more_than_the_first_are_counted_and_shown_in_the_list(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Settled, qtbot: QtBot
) -> None:
    """The list ends at 200 and says how many there are; Ctrl+Enter shows them all."""
    ask(desk, lambda office: _crowd(office, small.classes[0]))
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    field = window.header.search
    with qtbot.waitSignal(field.completed):
        QTest.keyClicks(field, "nguyen")
    assert field.model.rowCount() == 200
    assert field.popup.words.text() == desk.texts("search.first_of", shown=200, total="206")
    assert field.popup.all_button.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return, CONTROL)
    settled(desk)
    everyone = window.screen_named("everyone")
    assert isinstance(everyone, EveryoneScreen)
    assert window.present == "everyone"
    assert everyone.model.rowCount() == 206
    assert everyone.field.text() == "nguyen"


def test_arrows_and_pages_move_through_the_hits(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Settled, qtbot: QtBot
) -> None:
    """The letters stay in the field; up from the first goes to the last."""
    made = ask(desk, lambda office: _crowd(office, small.classes[0]))
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    field = window.header.search
    with qtbot.waitSignal(field.completed):
        QTest.keyClicks(field, "an 6a1")
    row = field.popup.list.currentIndex
    assert row().row() == 0
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert row().row() == 2
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert row().row() == 2 + field.popup.list.height() // ROW_HEIGHT
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    assert row().row() == 0
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert row().row() == field.model.rowCount() - 1
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    wanted = field.model.hit(1)
    assert wanted.target in [(small.classes[0], person) for person in made]
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(desk)
    classes = window.screen_named("classes")
    assert isinstance(classes, ClassesScreen)
    (selected,) = classes.view.selected_people()
    assert wanted.target == (small.classes[0], selected.id)


def test_a_click_opens_a_hit(
    small: Small, window: MainWindow, desk: Desk, settled: Settled, qtbot: QtBot
) -> None:
    """For those with a mouse."""
    field = _type(window, "lam quoc", qtbot)
    popup = field.popup
    place = popup.list.visualRect(field.model.index(0)).center()
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled(desk)
    assert window.present == "staff"
    assert not popup.isVisible()


def test_hits_follow_what_changes_meanwhile(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Settled, qtbot: QtBot
) -> None:
    """A command beside the window, or an undo: the list in view is no old news."""
    field = _type(window, "viet", qtbot)
    assert _titles(field) == ["Lâm Quốc Việt"]
    with qtbot.waitSignal(field.answered):
        desk.ask(
            lambda office: people.add_staff(office, "Việt Mới", Group.EMPLOYEE), lambda _: None
        )
    settled(desk)
    assert sorted(_titles(field)) == ["Lâm Quốc Việt", "Việt Mới"]
    assert field.popup.isVisible()


def test_who_left_leads_to_the_list_of_everybody(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, settled: Settled, qtbot: QtBot
) -> None:
    """They are on no sheet, but on record."""
    ask(desk, lambda office: people.mark_left(office, small.pupils[1]))
    field = _type(window, "hoa", qtbot)
    assert desk.texts("everyone.gone.left") in field.model.hit(0).detail
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(desk)
    everyone = window.screen_named("everyone")
    assert isinstance(everyone, EveryoneScreen)
    assert window.present == "everyone"
    assert everyone.model.someone(everyone.view.currentIndex().row()).id == small.pupils[1]


@pytest.mark.parametrize("appearance", ["dark", "light"])
def test_what_is_found_can_be_read(
    small: Small, window: MainWindow, desk: Desk, qtbot: QtBot, appearance: str
) -> None:
    """Light on dark in the dark scheme, dark on light in the light one: as everything around it."""
    assert desk.theme is not None
    popup = _type(window, "nguyen", qtbot).popup
    desk.theme.choose("dark" if appearance == "dark" else "light")
    image = popup.list.viewport().grab().toImage()
    lightness = sorted(
        image.pixelColor(x, y).lightness()
        for x in range(0, image.width(), 2)
        for y in range(0, ROW_HEIGHT, 2)
    )
    desk.theme.choose("system")
    assert (lightness[len(lightness) // 2] < 128) == (appearance == "dark")
    assert lightness[-1] - lightness[0] > 120


def test_the_list_of_hits_stays_in_the_window(
    small: Small, window: MainWindow, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """On the smallest window, and after it was made smaller."""
    ask(desk, lambda office: _crowd(office, small.classes[0]))
    popup = _type(window, "nguyen", qtbot).popup
    for width, height in ((1366, 768), (900, 520)):
        window.resize(width, height)
        qtbot.waitUntil(lambda: window.rect().contains(popup.geometry()))
        assert popup.list.height() % ROW_HEIGHT == 0


def test_the_model_of_hits_keeps_qts_rules(
    small: Small, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """Qt's own tester watches every reset."""
    model = HitModel(desk.texts)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for text in ("", "n", "6a", "xyz", "nguyen"):
        found: Found = ask(desk, partial(Searcher().find, text=text))
        model.load(found)
        model.add(found.people)  # as those that are read later
        assert model.rowCount() == len(found.classes) + 2 * len(found.people)


def test_a_class_says_how_far_it_is(small: Small, desk: Desk, ask: Ask) -> None:
    """As beside its name everywhere else."""
    ask(desk, lambda office: marking.mark(office, [small.pupils[0]], Status.INSTALLED))
    model = HitModel(desk.texts)
    model.load(ask(desk, lambda office: Searcher().find(office, "6a")))
    details = [model.hit(row).detail for row in range(2)]
    assert details[0].startswith("1/1 đã hỏi")
    assert details[1].startswith("0/1 đã hỏi")
