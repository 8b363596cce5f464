"""Beside the paper: its wording, and two rounds compared."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.desk import Desk
from bluezone_desktop.gui.returns.compare_dialog import CompareDialog
from bluezone_desktop.gui.returns.returns_screen import ReturnsScreen
from bluezone_desktop.gui.returns.wording_dialog import WordingDialog
from bluezone_desktop.services import marking, return_wording, returns
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.return_wording import Omissible, ReturnWording, Wording
from bluezone_desktop.texts import Texts
from tests.gui.stage import Ask, Clock, RecordingDialogs, Small


@pytest.fixture
def screen(small: Small, desk: Desk, qtbot: QtBot) -> ReturnsScreen:
    """The screen in view, on a small school."""
    made = ReturnsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    qtbot.waitUntil(lambda: not desk.busy)
    return made


def paper(screen: ReturnsScreen) -> str:
    return "\n".join(word.text for page in screen.paper.pages for word in page.words)


def change(
    screen: ReturnsScreen,
    dialogs: RecordingDialogs,
    work: Callable[[WordingDialog], bool],
    qtbot: QtBot,
) -> None:
    """Opens the dialog with its button and works it."""

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, WordingDialog)
        return work(dialog)

    dialogs.answer("run", answer)
    QTest.mouseClick(screen.choices.wording, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not screen.desk.busy)


def test_the_words_set_stand_on_the_paper_and_are_kept(
    screen: ReturnsScreen, dialogs: RecordingDialogs, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """Title, number, opening left out; what was not touched stays the preset."""

    def write(dialog: WordingDialog) -> bool:
        assert dialog.chosen == ReturnWording()
        dialog.number.setText("17")
        dialog.name.setText("BÁO CÁO NHANH")
        dialog.basis.setPlainText("")
        return True

    change(screen, dialogs, write, qtbot)
    words = paper(screen)
    assert "BÁO CÁO NHANH" in words
    assert "Số: 17/BC-" in words
    assert "Thực hiện chỉ đạo" not in words
    kept = ask(desk, return_wording.wording)
    assert kept == ReturnWording("17", Wording(title="BÁO CÁO NHANH", basis=""))


def test_a_preset_sets_recipient_and_copies(
    screen: ReturnsScreen, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """The commune, as offices write it; taking the usual words again undoes it."""

    def choose(dialog: WordingDialog) -> bool:
        dialog.preset.setCurrentIndex(dialog.preset.findData("commune"))
        dialog.preset.activated.emit(dialog.preset.currentIndex())
        return True

    change(screen, dialogs, choose, qtbot)
    assert "Kính gửi: Ủy ban nhân dân xã" in paper(screen)
    assert "- UBND xã (để báo cáo);" in paper(screen)

    def reset(dialog: WordingDialog) -> bool:
        assert dialog.chosen.words.distribution is not None
        dialog.usual_button.click()
        assert dialog.chosen == ReturnWording()
        return True

    change(screen, dialogs, reset, qtbot)
    assert "- UBND xã" not in paper(screen)


def test_columns_and_notes_are_the_schools_own(
    screen: ReturnsScreen, dialogs: RecordingDialogs, desk: Desk, ask: Ask, qtbot: QtBot
) -> None:
    """A column is unticked, a note written; both are there again the next time."""

    def write(dialog: WordingDialog) -> bool:
        dialog.columns[Omissible.TEACHER].click()
        dialog.notes.setPlainText("Còn 2 em nghỉ ốm.\n\n")
        return True

    assert "GVCN" in paper(screen).splitlines()
    change(screen, dialogs, write, qtbot)
    assert "GVCN" not in paper(screen).splitlines()
    assert "Ghi chú" in paper(screen).splitlines()
    assert "Còn 2 em nghỉ ốm." in paper(screen)
    kept = ask(desk, return_wording.wording)
    assert kept.words == Wording(notes=("Còn 2 em nghỉ ốm.",), omitted=(Omissible.TEACHER,))

    def look(dialog: WordingDialog) -> bool:
        assert dialog.chosen == kept
        return False

    change(screen, dialogs, look, qtbot)


def test_thinking_better_of_it_changes_nothing(
    screen: ReturnsScreen, dialogs: RecordingDialogs, qtbot: QtBot
) -> None:
    """Also the recipient of a preset that was looked at."""
    before = paper(screen)

    def leave(dialog: WordingDialog) -> bool:
        dialog.name.setText("X")
        dialog.recipient_chosen.emit("Ai đó")
        return False

    change(screen, dialogs, leave, qtbot)
    assert paper(screen) == before


def test_a_number_is_for_one_return(small: Small, desk: Desk, ask: Ask, tmp_path: Path) -> None:
    """Issuing uses it up; the other words stay."""
    chosen = ReturnWording("17", Wording(title="BÁO CÁO NHANH"))

    def issue(office: Office) -> ReturnWording:
        return_wording.set_wording(office, chosen)
        returns.export(office, tmp_path / "a.xlsx", Texts(), round_name="1")
        return return_wording.wording(office)

    assert ask(desk, issue) == replace(chosen, number="")


def test_a_round_is_compared_with_what_came_after(
    screen: ReturnsScreen,
    small: Small,
    desk: Desk,
    clock: Clock,
    dialogs: RecordingDialogs,
    ask: Ask,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """First against now: who grew, who did not; any two can be chosen."""

    def grow(office: Office) -> None:
        returns.export(office, tmp_path / "1.xlsx", Texts(), round_name="1")
        clock.now += timedelta(days=1)
        marking.mark(office, [small.pupils[0]], Status.INSTALLED)

    ask(desk, grow)
    screen.refresh(Change.RETURNS)
    qtbot.waitUntil(lambda: not desk.busy)
    seen: list[list[str]] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, CompareDialog)
        assert (dialog.before.currentText(), dialog.now.currentText()) == ("Đợt 1", "Hiện nay")
        model = dialog.model
        seen.extend(
            [str(model.index(row, at).data()) for at in range(model.columnCount())]
            for row in range(model.rowCount())
        )
        assert "0 → 1 (+1)" in dialog.sums.text()
        assert "1 lớp không tăng: 6A2" in dialog.still.text()
        dialog.only_still.setChecked(True)
        assert model.rowCount() == 1
        dialog.now.setCurrentIndex(0)
        assert model.rowCount() == 2
        return False

    dialogs.answer("run", look)
    QTest.mouseClick(screen.issued.compare_button, Qt.MouseButton.LeftButton)
    assert [row[:5] for row in seen] == [
        ["6A1", "0/1", "1/1", "+1", "100,0%"],
        ["6A2", "0/1", "0/1", "0", "0,0%"],
    ]
