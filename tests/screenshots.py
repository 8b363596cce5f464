"""Pictures of every screen, for looking at and for the README: ``python -m tests.screenshots``.

Opens the real window at 1366×768, under Xvfb where it is installed, in both languages, light and
dark, at 100 % and 125 %: on an empty folder, on one class, on the made-up school of 18 classes and
on a school of 125. The pictures lie in ``build/screenshots`` (or in the folder named as argument).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from bluezone_desktop.domain.people import PersonId
    from bluezone_desktop.gui.app import Session
    from bluezone_desktop.gui.returns.returns_screen import ReturnsScreen
    from bluezone_desktop.services.office import Office

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1366, 768)
LATER_LIST = "later.xlsx"
FORM = next((ROOT / "tests" / "data" / "forms").glob("*.xlsx"))


@dataclass(frozen=True)
class Run:
    """One program start: which school, in which dress, which screens."""

    school: str
    language: str
    appearance: str
    percent: int
    screens: tuple[str, ...]

    @property
    def dress(self) -> str:
        return f"{self.school}-{self.language}-{self.appearance}-{self.percent}"


ALL = (
    *("overview", "classes", "staff", "everyone", "returns", "exchange", "settings"),
    *("search-help", "search", "search-first", "everyone-filtered"),
    *(
        "new-pupil",
        "card",
        "twice",
        "next-year",
        "import",
        "questions",
        "form",
        "wording",
        "compare",
        "notice",
    ),
)
RUNS = (
    Run("empty", "vi", "light", 100, ("wizard-school", "wizard-lists", *ALL[:6])),
    Run("empty", "en", "dark", 125, ("wizard-school", "wizard-lists", *ALL[:6])),
    Run("one", "vi", "light", 100, ALL[:5]),
    Run("sample", "vi", "light", 100, ALL),
    Run("sample", "vi", "dark", 125, ALL),
    Run("sample", "en", "light", 125, ALL),
    Run("sample", "en", "dark", 100, ALL),
    Run("large", "vi", "light", 125, ALL[:5]),
)


def main() -> int:
    """Makes the schools once, then starts one process per run, because Qt scales once."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "screenshots").resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bluezone-") as made, display() as screen:
        schools = Path(made)
        make_schools(schools)
        for run in RUNS:
            environment = {
                **os.environ,
                **screen,
                "QT_SCALE_FACTOR": str(run.percent / 100),
                "XDG_CONFIG_HOME": made,
            }
            subprocess.run(
                [sys.executable, "-m", "tests.screenshots", "--run", run.dress, made, str(out)],
                cwd=ROOT,
                env=environment,
                check=True,
            )
    sys.stdout.write(f"{len(list(out.glob('*.png')))} pictures in {out}\n")
    return 0


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """An Xvfb of the size of an office screen; Qt's own stand-in where there is none."""
    server = shutil.which("Xvfb")
    if server is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    read, write = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    running = subprocess.Popen(
        [server, "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        number = os.read(read, 16).decode("ascii").strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        os.close(read)
        running.terminate()
        running.wait()


def make_schools(folder: Path) -> None:
    """One folder each: nothing, one class, the made-up school, 125 classes."""
    from bluezone_desktop.domain.people import School
    from bluezone_desktop.domain.vocabulary import Level, Relation, Status
    from bluezone_desktop.services import demo, marking, people, schools
    from bluezone_desktop.services.office import Office
    from bluezone_desktop.texts import Texts

    school = School(
        "Trường THCS Lâm Tân",
        Level.LOWER_SECONDARY,
        "Phòng GD&ĐT huyện Thạnh Trị",
        "Thạnh Trị",
        school_year="2020-2021",
    )
    with Office.open(folder / "sample") as office:
        demo.fill(office, Texts(), folder / "lists")
        enter_twice(office)
        write_later_list(office, folder / LATER_LIST)
    for name, number in (("one", 1), ("large", 125)):
        with Office.open(folder / name) as office:
            schools.set_up(office, school)
            for place in range(number):
                grade, letter = 6 + place % 4, 1 + place // 4
                made = people.add_class(office, f"{grade}A{letter}", "Lý Thị Cẩm Tú").value
                marked = []
                for pupil in ("Trần Văn An", "Nguyễn Thị Hoà", "Đỗ Ngọc Ẩn", "Thạch Sô Phia"):
                    person = people.add_pupil(office, made.id, pupil).value
                    marked.append(person)
                    people.add_relative(office, person, Relation.MOTHER, f"Mẹ của {pupil}")
                marking.mark(office, marked[: 1 + place % 4], Status.INSTALLED)


def enter_twice(office: Office) -> None:
    """A pupil of the first class stands in the second too; a name tells no next year."""
    from bluezone_desktop.domain.vocabulary import Relation, Status
    from bluezone_desktop.services import marking, people

    first, second = (one.school_class.id for one in people.class_list(office)[:2])
    pupils = [row.person for row in people.tick_sheet(office, first).rows]
    one = pupils[3]
    again = people.add_pupil(
        office, second, one.full_name or "", date_of_birth=one.date_of_birth
    ).value
    people.add_relative(office, again, Relation.GRANDMOTHER, "Sơn Thị Bảy", "0912000001")
    marking.mark(office, [again], Status.NO_SMARTPHONE)
    for pupil in pupils[5:8]:
        people.add_relative(office, pupil.id, Relation.AUNT, "Trần Thị Kim Ngân", "0912000002")
    people.add_class(office, "Tăng cường")


def write_later_list(office: Office, path: Path) -> None:
    """The first class's list as it comes back later: slips in names and dates, somebody new."""
    import openpyxl
    from openpyxl.worksheet.worksheet import Worksheet

    from bluezone_desktop.services import people

    first = people.class_list(office)[0].school_class
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append([f"DANH SÁCH HỌC SINH LỚP {first.name}"])
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Họ tên mẹ", "SĐT mẹ"])
    for place, row in enumerate(people.tick_sheet(office, first.id).rows):
        year, month, day = (row.person.date_of_birth or "2009-01-01").split("-")
        name = row.person.full_name or ""
        if place % 6 == 1:
            day, month = month, day
        elif place % 6 == 3:
            name = name.replace("h", "", 1)
        elif place == 5:
            name = "Nguyễn Thị Ngọc Ánh"
        sheet.append([place + 1, name, f"{day}/{month}/{year}"])
    book.save(path)


class Photographer:
    """Takes one run's pictures, one after the other, each when nothing is on its way any more."""

    def __init__(self, session: Session, run: Run, lists: Path, out: Path) -> None:
        from PySide6.QtCore import QTimer

        self._session, self._run, self._lists, self._out = session, run, lists, out
        self._todo = list(run.screens)
        self._calm = 0
        self._picture = ""
        self._timer = QTimer()
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._look)

    def wait(self) -> None:
        """Begins when the start screen, or the first start's page, is there."""
        self._session.window.figures_painted.connect(self._begin)

    def _begin(self) -> None:
        if not self._timer.isActive():
            self._next()
            self._timer.start()

    def _look(self) -> None:
        """Twelve looks in a row at a desk with nothing to do: answers and chart are there."""
        self._calm = 0 if self._session.desk.busy else self._calm + 1
        if self._calm >= 12:
            self._take()
            self._next()

    def _take(self) -> None:
        from PySide6.QtWidgets import QApplication

        window: QWidget = QApplication.activeModalWidget() or self._session.window
        path = self._out / f"{self._picture}-{self._run.dress}.png"
        if not window.grab().save(str(path)):
            raise OSError(path)
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()

    def _next(self) -> None:
        from PySide6.QtCore import QTimer

        self._calm = 0
        if not self._todo:
            self._timer.stop()
            QTimer.singleShot(0, lambda: self._session.finish(0))
            return
        self._picture = self._todo.pop(0)
        QTimer.singleShot(0, self._set_the_scene(self._picture))

    def _set_the_scene(self, picture: str) -> Callable[[], None]:
        scenes: dict[str, Callable[[], None]] = {
            "wizard-school": lambda: None,
            "wizard-lists": self._enter_school,
            "search-help": lambda: self._search(""),
            "search": lambda: self._search("hoa 6a"),
            "search-first": lambda: self._search("nguyen"),
            "everyone-filtered": self._filter,
            "new-pupil": self._write_pupil,
            "card": self._open_card,
            "twice": self._session.window.show_duplicates,
            "next-year": self._session.window.show_roll_over,
            "import": lambda: self._session.desk.bring_in_files(sorted(self._lists.glob("*"))),
            "questions": lambda: self._session.desk.bring_in_files(
                [self._lists.parent / LATER_LIST]
            ),
            "form": self._open_form,
            "wording": lambda: self._on_returns(lambda screen: screen.choices.wording.click()),
            "compare": lambda: self._on_returns(
                lambda screen: screen.issued.compare_button.click()
            ),
            "restore": self._look_into_backup,
            "notice": self._undo,
        }
        return scenes.get(picture, lambda: self._go_to(picture))

    def _go_to(self, screen: str) -> None:
        wizard = self._session.window.wizard
        if wizard is not None:
            wizard.lists_page.form.later.click()
        self._session.window.go_to(screen)

    def _enter_school(self) -> None:
        wizard = self._session.window.wizard
        assert wizard is not None
        wizard.school_page.form.name.setText("Trường THCS Lâm Tân")
        wizard.school_page.form.place.setText("Thạnh Trị")
        wizard.school_page.form.go_on.click()

    def _search(self, text: str) -> None:
        from PySide6.QtCore import QTimer

        window = self._session.window
        window.go_to("overview")
        window.activateWindow()  # there may be no window manager to do it
        window.go_to_search()
        window.header.search.setText(text)
        # Once the window has the focus, which may be after the field has got it.
        QTimer.singleShot(300, lambda: window.header.search.textEdited.emit(text))

    def _filter(self) -> None:
        from bluezone_desktop.gui.everyone.target import Filtered

        self._session.window.header.search.clear()
        self._session.window.go_to("everyone", Filtered("thi 6a1"))

    def _write_pupil(self) -> None:
        """In the line below the first class."""
        from bluezone_desktop.gui.classes.screen import ClassesScreen

        self._session.window.go_to("classes")
        (screen,) = self._session.window.findChildren(ClassesScreen)
        screen.add_person()
        screen.pupil_line.name.setText("Kim Thị Sô Phia")

    def _open_card(self) -> None:
        """Of the fourth pupil of the first class."""
        from bluezone_desktop.gui.people.card import CardOpener
        from bluezone_desktop.services import people

        def fourth(office: Office) -> PersonId:
            first = people.class_list(office)[0].school_class.id
            return people.tick_sheet(office, first).rows[3].person.id

        cards = CardOpener(self._session.desk, self._session.window, lambda _: None)
        self._session.desk.ask(fourth, cards.open)

    def _look_into_backup(self) -> None:
        """Of the present, a step before the last."""
        from bluezone_desktop.gui.settings.screen import SettingsScreen
        from bluezone_desktop.services import backups, people

        def made(office: Office) -> Path:
            found = backups.create(office).value
            people.add_class(office, f"9B{len(people.class_list(office))}")
            return found

        self._session.window.go_to("settings")
        (screen,) = self._session.window.findChildren(SettingsScreen)
        self._session.desk.ask(
            made, lambda path: screen.restoring.look(path, f"Bản sao lưu {path.name}")
        )

    def _open_form(self) -> None:
        self._on_returns(lambda screen: screen.forms.open(FORM))

    def _on_returns(self, work: Callable[[ReturnsScreen], None]) -> None:
        """Does something there once the figures are home."""
        from bluezone_desktop.gui.returns.returns_screen import ReturnsScreen

        self._session.window.go_to("returns")
        (screen,) = self._session.window.findChildren(ReturnsScreen)
        self._session.desk.ask(lambda _office: None, lambda _: work(screen))

    def _undo(self) -> None:
        self._session.window.header.search.clear()
        self._session.window.go_to("classes")
        self._session.window.undo()


def photograph(dress: str, schools: Path, out: Path) -> int:
    """Takes the pictures of one run in this process."""
    from PySide6.QtWidgets import QApplication

    from bluezone_desktop.gui.app import Session
    from bluezone_desktop.gui.dialogs import Dialogs

    run = next(one for one in RUNS if one.dress == dress)
    folder = schools / (run.school if run.school != "empty" else dress)
    app = QApplication(sys.argv[:1])
    session = Session(app, folder, Dialogs(), "en" if run.language == "en" else "vi")
    session.theme.choose("dark" if run.appearance == "dark" else "light")
    session.window.setGeometry(app.primaryScreen().availableGeometry())
    photographer = Photographer(session, run, schools / "lists", out)
    photographer.wait()
    status = session.run()
    session.close()
    return status


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        sys.exit(photograph(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])))
    sys.exit(main())
