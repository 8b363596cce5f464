"""The return: paper that follows the choices, the check list, issuing, and what went out before."""

import zipfile
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from bluezone_desktop.domain.changes import Change
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.gui.desk import Desk, Notice
from bluezone_desktop.gui.returns.checks import Kind
from bluezone_desktop.gui.returns.returns_screen import ReturnsScreen
from bluezone_desktop.services import marking, returns
from bluezone_desktop.services.returns import IssuedReturn
from tests.gui.stage import SCHOOL, Ask, Clock, RecordingDialogs, Small


@dataclass(frozen=True)
class Case:
    """The screen of a school, and everything it touches."""

    screen: ReturnsScreen
    desk: Desk
    dialogs: RecordingDialogs
    notices: list[Notice]
    opened: list[Path]
    ask: Ask
    qtbot: QtBot

    def settle(self) -> None:
        """Until every answer is home and shown."""
        self.qtbot.waitUntil(lambda: not self.desk.busy)

    def paper(self) -> str:
        """Every word on the paper."""
        return "\n".join(word.text for page in self.screen.paper.pages for word in page.words)

    def mark(self, small: Small, number: int, status: Status = Status.INSTALLED) -> None:
        """Somebody ticks pupil ``number`` elsewhere; the window tells the screen."""
        self.ask(self.desk, lambda office: marking.mark(office, [small.pupils[number]], status))
        self.screen.note(Change.PEOPLE)
        self.settle()

    def export(self, path: Path) -> None:
        """The one button, and the answer to where."""
        self.dialogs.answer("choose_save", path)
        click(self.screen.export_button)
        self.settle()

    def issue(self, path: Path, name: str | None = None) -> None:
        """A round, confirmed, under the name suggested or ``name``."""
        self.screen.choices.issue.click()
        if name is not None:
            self.screen.choices.round_name.setText(name)
        self.dialogs.answer("confirm", True)
        self.export(path)

    def issued(self) -> list[IssuedReturn]:
        """What the database says was issued."""
        found: list[IssuedReturn] = self.ask(self.desk, returns.issued)
        return found


@pytest.fixture
def case(desk: Desk, dialogs: RecordingDialogs, ask: Ask, qtbot: QtBot) -> Case:
    """The screen in view, on the school of ``folder``. Ask for ``small`` before it."""
    opened: list[Path] = []
    notices: list[Notice] = []

    def open_file(path: Path) -> bool:
        opened.append(path)
        return True

    screen = ReturnsScreen(desk, open_file=open_file)
    desk.noticed.connect(notices.append)
    qtbot.addWidget(screen)
    screen.resize(1180, 640)
    screen.show()
    made = Case(screen, desk, dialogs, notices, opened, ask, qtbot)
    made.settle()
    return made


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_without_a_class_it_says_what_to_do_first(case: Case) -> None:
    """An empty school has nothing to report: the one button leads to the lists."""
    assert case.screen.import_button.isVisible()
    assert not case.screen.export_button.isVisible()
    wanted: list[object] = []
    case.desk.import_wanted.connect(wanted.append)
    click(case.screen.import_button)
    assert wanted == [[]]


def test_the_paper_shows_the_figures_and_follows_them(small: Small, case: Case) -> None:
    """What is ticked is on the paper at once; it is a draft and says so."""
    before = case.paper()
    for words in (SCHOOL.name.upper(), "6A1", "6A2", "Lý Thị Cẩm Tú", "Bản nháp", "0,0%"):
        assert words in before
    assert "50,0%" not in before
    case.mark(small, 0)
    assert "50,0%" in case.paper()


def test_a_round_is_named_and_says_that_it_freezes(small: Small, case: Case) -> None:
    """The next number stands ready; choosing it changes the paper and says what issuing means."""
    choices, texts = case.screen.choices, case.desk.texts
    assert choices.hint.text() == texts("return_page.draft_hint")
    choices.issue.click()
    assert choices.round_name.text() == "1"
    assert "Đợt 1" in case.paper()
    assert choices.hint.text() == texts("return_page.issue_hint")
    choices.round_name.clear()
    assert not case.screen.export_button.isEnabled()
    assert choices.hint.text() == texts("return_page.unnamed")
    choices.draft.click()
    assert case.screen.export_button.isEnabled()


def test_the_recipient_stands_on_the_paper_and_is_remembered(
    small: Small, case: Case, tmp_path: Path
) -> None:
    """Free text with presets; the next return goes to the same body unless another is written."""
    recipient = case.screen.choices.recipient
    assert recipient.currentText() == SCHOOL.superior
    recipient.setEditText("UBND phường 1")
    assert "Kính gửi: UBND phường 1" in case.paper()
    case.export(tmp_path / "a.xlsx")
    content = case.ask(case.desk, returns.draft)
    assert content.recipient == "UBND phường 1"
    cells = [
        str(cell)
        for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(values_only=True)
        for cell in row
        if cell
    ]
    assert "Kính gửi: UBND phường 1" in cells


def test_what_is_typed_as_recipient_survives_a_tick(small: Small, case: Case) -> None:
    """Figures that change meanwhile must not wipe out half a word."""
    field = case.screen.choices.recipient.lineEdit()
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, "UBND")
    case.mark(small, 0)
    assert case.screen.choices.recipient.currentText() == "UBND"


def test_a_draft_never_counts_as_issued(small: Small, case: Case, tmp_path: Path) -> None:
    """It is written where wanted, under a name that sorts and says what it is, and that is all."""
    case.export(tmp_path / "nháp")
    asked = dict(case.dialogs.asked)["choose_save"]
    assert Path(str(asked[1])).name == "BC-Bluezone_THCS-Lam-Tan_ban-nhap_2020-09-05.xlsx"
    assert (tmp_path / "nháp.xlsx").is_file()
    assert case.issued() == []
    assert "nháp.xlsx" in case.notices[-1].text
    folder = case.notices[-1].action
    assert folder is not None
    folder()
    assert case.dialogs.asked[-1] == ("show_file", (tmp_path / "nháp.xlsx",))


def test_issuing_freezes_a_round_and_offers_the_next(
    small: Small, case: Case, tmp_path: Path
) -> None:
    """Confirmed, written, listed; the screen is back at a draft, and 2 is the next number."""
    case.mark(small, 0)
    case.issue(tmp_path / "dot1.xlsx")
    assert [one.round_name for one in case.issued()] == ["1"]
    listed = case.screen.issued.list
    assert listed.count() == 1
    assert "Đợt 1" in listed.item(0).text()
    assert "1/2" in listed.item(0).text()
    assert case.screen.choices.draft.isChecked()
    assert case.screen.choices.round_name.text() == "2"
    assert "so với đợt 1" in case.paper()


def test_a_round_is_issued_once(small: Small, case: Case, tmp_path: Path) -> None:
    """The same name again cannot be pressed; another spelling of it is refused, and told."""
    case.issue(tmp_path / "dot1.xlsx")
    case.screen.choices.issue.click()
    case.screen.choices.round_name.setText(" 1 ")
    assert not case.screen.export_button.isEnabled()
    case.issue(tmp_path / "lai.xlsx", "Đợt 01")
    assert case.notices[-1].kind == "error"
    assert not (tmp_path / "lai.xlsx").exists()
    assert len(case.issued()) == 1
    assert case.screen.export_button.isEnabled()


@pytest.mark.parametrize("thought_better_at", ["confirm", "choose_save", "ask_password"])
def test_thinking_better_of_it_changes_nothing(
    small: Small, case: Case, thought_better_at: str, tmp_path: Path
) -> None:
    """Each of the questions on the way can be answered with no."""
    case.screen.choices.issue.click()
    case.screen.choices.password.setChecked(True)
    case.dialogs.answer("confirm", thought_better_at != "confirm")
    if thought_better_at != "confirm":
        path = tmp_path / "a.xlsx" if thought_better_at == "ask_password" else None
        case.dialogs.answer("choose_save", path)
        case.dialogs.answer("ask_password", None)
    click(case.screen.export_button)
    case.settle()
    assert case.dialogs.asked[-1][0] == thought_better_at
    assert case.issued() == []
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_file_with_a_password_does_not_open_without_it(
    small: Small, case: Case, tmp_path: Path
) -> None:
    """What travels can be encrypted; the copy that is kept here stays readable."""
    case.screen.choices.password.setChecked(True)
    case.dialogs.answer("ask_password", "kín")
    case.issue(tmp_path / "kin.xlsx")
    assert not zipfile.is_zipfile(tmp_path / "kin.xlsx")
    kept = case.ask(
        case.desk, lambda office: returns.issued_file(office, returns.issued(office)[0])
    )
    assert kept.startswith(b"PK")


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_issued(
    small: Small, case: Case, tmp_path: Path
) -> None:
    """A stick pulled out: one sentence, the round is still to be issued, the button works again."""
    case.issue(tmp_path / "nowhere" / "a.xlsx")
    assert case.notices[-1].kind == "error"
    assert case.issued() == []
    assert case.screen.export_button.isEnabled()


def test_a_past_moment_shows_the_figures_it_had(small: Small, case: Case, clock: Clock) -> None:
    """What was ticked afterwards does not count at the moment asked for."""
    clock.now += timedelta(hours=1)
    case.mark(small, 0)
    assert "50,0%" in case.paper()
    choices = case.screen.choices
    choices.then.click()
    asked = clock.now - timedelta(minutes=30)
    choices.moment.setDateTime(QDateTime.fromSecsSinceEpoch(int(asked.timestamp())))
    case.settle()
    assert f"{asked.hour} giờ {asked.minute:02d}" in case.paper()
    assert "50,0%" not in case.paper()
    choices.now.click()
    case.settle()
    assert "50,0%" in case.paper()


def test_an_answer_overtaken_by_a_later_question_is_dropped(
    small: Small, case: Case, clock: Clock
) -> None:
    """Whoever chooses twice in a hurry sees what was chosen last."""
    clock.now += timedelta(hours=1)
    case.mark(small, 0)
    case.screen.choices.then.click()
    case.screen.choices.now.click()
    case.settle()
    assert "50,0%" in case.paper()


def test_issued_returns_open_and_are_saved_again_byte_for_byte(
    small: Small, case: Case, tmp_path: Path
) -> None:
    """What went out can be sent again as it was, whatever was ticked or scribbled since."""
    case.issue(tmp_path / "dot1.xlsx")
    sent = (tmp_path / "dot1.xlsx").read_bytes()
    case.mark(small, 0)
    case.dialogs.answer("choose_save", tmp_path / "lai")
    click(case.screen.issued.save_button)
    case.settle()
    assert (tmp_path / "lai.xlsx").read_bytes() == sent
    for _ in range(2):
        click(case.screen.issued.open_button)
        case.settle()
        assert case.opened[-1].read_bytes() == sent
        # Somebody edits the copy that was opened: it stays, and is not taken for the return.
        case.opened[-1].write_bytes(b"scribbled")
    assert case.opened[0] != case.opened[1]


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_the_check_list_leads_to_the_place_to_mend(small: Small, case: Case) -> None:
    """One class: straight there. Several: a menu of them. Staff: to the staff."""
    wanted: list[list[object]] = []
    case.desk.place_wanted.connect(lambda name, target: wanted.append([name, target]))
    lines = {line.words: line for line in case.screen.checks.lines}
    texts = case.desk.texts
    teacher = lines[texts("return_page.checks.no_teacher_one", name="6A2")]
    click(teacher)
    assert wanted[-1] == ["classes", small.classes[1]]
    click(lines[texts("return_page.checks.staff_not_asked", people=1)])
    assert wanted[-1] == ["staff", None]
    both = lines[texts("return_page.checks.not_asked", number=2, people=3)]
    click(both)
    menu = both.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Lớp 6A1", "Lớp 6A2"]
    menu.actions()[0].trigger()
    menu.close()
    assert wanted[-1] == ["classes", small.classes[0]]


def test_figures_smaller_than_last_time_are_pointed_out(
    small: Small, case: Case, tmp_path: Path
) -> None:
    """A rate that falls is more often a mistake than the truth."""
    case.mark(small, 0)
    case.issue(tmp_path / "dot1.xlsx")
    smaller = case.desk.texts(f"return_page.checks.{Kind.SMALLER}_one", name="6A1")
    assert smaller not in [line.words for line in case.screen.checks.lines]
    case.mark(small, 0, Status.NOT_INSTALLED)
    assert smaller in [line.words for line in case.screen.checks.lines]


def test_pages_keep_the_shape_of_paper_at_any_width(small: Small, case: Case) -> None:
    """A4 landscape, scaled to the room there is, one page below the other."""
    for width in (900, 1366):
        case.screen.resize(width, 620)
        case.qtbot.waitUntil(partial(_one_below_the_other, case.screen, width))
        sheets = case.screen.paper.sheets
        assert len(sheets) > 1
        assert all(abs(one.width() / one.height() - 297 / 210) < 0.01 for one in sheets)
        assert all(one.width() <= case.screen.paper.viewport().width() for one in sheets)


def _one_below_the_other(screen: ReturnsScreen, width: int) -> bool:
    tops = [one.y() for one in screen.paper.sheets]
    bottoms = [one.y() + one.height() for one in screen.paper.sheets]
    apart = all(top > bottom for top, bottom in zip(tops[1:], bottoms, strict=False))
    return screen.width() == width and apart


def test_the_return_can_be_by_group(small: Small, case: Case) -> None:
    """The paper follows at once, and it is remembered."""
    case.screen.choices.by_class.click()
    case.settle()
    assert "Đối tượng" in case.paper()
    assert "6A1" not in case.paper()
    assert not case.ask(case.desk, returns.by_class)
    case.screen.choices.by_class.click()
    case.settle()
    assert "6A1" in case.paper()
