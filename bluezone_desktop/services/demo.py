"""The made-up school: from Excel lists to ticks over four weeks, charts and two issued returns."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.made_up import MadeUpSchool, make_school
from bluezone_desktop.domain.people import Person, PersonId
from bluezone_desktop.domain.vocabulary import AppStore, Group, Status
from bluezone_desktop.services import figures, marking, people, pictures, returns, rosters, schools
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts

SEED = 1706
_MARKER = "bluezone-demo.txt"
_BEGIN = datetime(2020, 8, 17, 7, 30).astimezone()
_DAYS = 28
_ROUNDS = {7: "1", 21: "2"}


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where everything lies: catalogue key of what it is, and its path."""

    files: tuple[tuple[str, Path], ...]


def make(
    folder: Path,
    texts: Texts,
    *,
    seed: int = SEED,
    progress: rosters.Progress | None = None,
) -> DemoResult:
    """Make the made-up school in ``folder``: its lists, its data, its returns and its charts.

    A folder that an earlier demo made is made anew. Raises KnownError for a folder that holds
    anything else: nothing in it is touched then.
    """
    _make_room(folder)
    made_up = make_school(seed)
    lists, data = folder / "danh-sach", folder / "du-lieu"
    out, charts = folder / "bao-cao", folder / "bieu-do"
    for one in (out, charts):
        one.mkdir()
    with Office.open(data, clock=_Calendar().now, actor=made_up.school.preparer) as office:
        ready = fill(office, texts, lists, made_up, seed=seed, progress=progress).value
        found = [("demo.lists", lists), ("demo.data", data)]
        for issued in returns.issued(ready):
            path = out / issued.file_name
            returns.save_issued(ready, issued, path)
            found.append(("demo.return", path))
        for by in ("class", "grade", "day"):
            path = charts / f"{_CHARTS[by]}.png"
            pictures.save_chart(ready, path, texts, by)
            found.append(("demo.chart", path))
    return DemoResult(tuple(found))


def open_or_make(
    folder: Path, texts: Texts, *, progress: rosters.Progress | None = None
) -> Outcome[Path]:
    """Give the made-up school's data folder, for looking around; made only where there is none.

    It is made beside its place and moved there when it is whole, so what goes wrong, or is stopped,
    leaves neither half a school nor touches one that is there.

    Raises KnownError where the school of ``folder`` cannot be opened, where the folder holds
    anything else, or cannot be written; Cancelled where ``progress`` asks for it.
    """
    try:
        taken = folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))
    except OSError as error:
        raise KnownError("errors.folder_unwritable", path=folder, detail=str(error)) from error
    if taken:
        _require_school(folder)
        return Outcome(folder, Change.NOTHING)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise KnownError("errors.folder_unwritable", path=folder, detail=str(error)) from error
    try:
        with Office.open(part) as office:
            fill(office, texts, part / "danh-sach", progress=progress)
        _move(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)  # nothing is there any more where it was moved
    return Outcome(folder, Change.EVERYTHING)


def _require_school(folder: Path) -> None:
    try:
        with Office.open(folder, make=False) as office:
            found = office.school is not None
    except KnownError as error:
        if error.key == "errors.no_school":
            raise KnownError("errors.demo_in_the_way", path=folder) from error
        raise
    if not found:
        raise KnownError("errors.demo_in_the_way", path=folder)


def _move(part: Path, folder: Path) -> None:
    try:
        if folder.exists():
            folder.rmdir()  # empty, or it fails; Windows moves nothing onto a folder
        part.rename(folder)
    except OSError as error:
        raise KnownError("errors.folder_unwritable", path=folder, detail=str(error)) from error


_CHARTS: dict[figures.By, str] = {"class": "theo-lop", "grade": "theo-khoi", "day": "theo-ngay"}


def fill(
    office: Office,
    texts: Texts,
    lists: Path,
    made_up: MadeUpSchool | None = None,
    *,
    seed: int = SEED,
    progress: rosters.Progress | None = None,
) -> Outcome[Office]:
    """Bring the made-up school into an empty data folder, as a clerk would over four weeks.

    lists  where its Excel lists are written, before they are imported like any other

    Returns the office as of the last day. Raises KnownError where the folder has a school already,
    Cancelled where ``progress`` asks for it.
    """
    from bluezone_desktop.exchange.made_up_lists import write_lists

    made_up = made_up or make_school(seed)
    calendar = _Calendar()
    office = office.with_clock(calendar.now)
    schools.set_up(office, made_up.school)
    files = write_lists(lists, made_up)
    plan = rosters.plan(office, [rosters.inspect(file) for file in files])
    rosters.take(office, plan)
    # The national database's export names no homeroom teachers: the clerk enters those by hand.
    teachers = {one.name: one.homeroom_teacher for one in made_up.classes}
    for summary in people.class_list(office):
        one = summary.school_class
        if one.homeroom_teacher is None:
            people.edit_class(office, one.id, homeroom_teacher=teachers[one.name])
    campaign = _Campaign(office, calendar, Random(seed))  # noqa: S311 - no secret
    for day in range(_DAYS):
        if progress:
            progress(day + 1, _DAYS)
        if day in _ROUNDS:
            calendar.moment = _BEGIN + timedelta(days=day, minutes=30)
            _issue(office, texts, _ROUNDS[day])
        campaign.day(day)
    return Outcome(office, Change.EVERYTHING)


def _make_room(folder: Path) -> None:
    if folder.exists():
        if not folder.is_dir():
            raise KnownError("errors.demo_in_the_way", path=folder)
        if any(folder.iterdir()):
            if not (folder / _MARKER).is_file():
                raise KnownError("errors.demo_in_the_way", path=folder)
            for name in ("danh-sach", "du-lieu", "bao-cao", "bieu-do"):
                shutil.rmtree(folder / name, ignore_errors=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARKER).write_text(
            "Bluezone Desktop: trường mẫu, không có ai là thật.\n", "utf-8"
        )
    except OSError as error:
        raise KnownError("errors.folder_unwritable", path=folder, detail=str(error)) from error


def _issue(office: Office, texts: Texts, round_name: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="bluezone-") as folder:
        returns.export(office, Path(folder) / "return.xlsx", texts, round_name=round_name)


@dataclass
class _Calendar:
    """A clock that the campaign winds."""

    moment: datetime = _BEGIN

    def now(self) -> datetime:
        """The present moment of the story, aware."""
        return self.moment


class _Campaign:
    """Four weeks of asking: who has what kind of phone, and when they are asked and convinced."""

    def __init__(self, office: Office, calendar: _Calendar, random: Random) -> None:
        self._office = office
        self._calendar = calendar
        self._random = random
        self._fate: dict[PersonId, tuple[int, Status, int | None, AppStore | None]] = {}
        self._known: dict[PersonId, Status] = {}
        self._sheets: list[list[Person]] = []
        classes = people.class_list(office)
        slow = set(self._random.sample(range(len(classes)), max(1, len(classes) // 5)))
        for place, summary in enumerate(classes):
            sheet = people.tick_sheet(office, summary.school_class.id)
            start = self._random.randrange(1, 6) + (9 if place in slow else 0)
            zeal = 0.45 + 0.5 * self._random.random()
            self._sheet(sheet.rows, start, zeal, unfinished=place in slow)
        self._sheet(people.staff_sheet(office), 0, 0.95, unfinished=False)

    def day(self, day: int) -> None:
        """Everything that is asked and ticked on one day."""
        weekday = (_BEGIN + timedelta(days=day)).weekday()
        if weekday == 6:  # nobody is at school on a Sunday
            return
        for place, sheet in enumerate(self._sheets):
            marks = dict(self._news(sheet, day))
            if marks:
                self._calendar.moment = _BEGIN + timedelta(days=day, hours=1, minutes=7 * place)
                marking.mark_many(self._office, marks, "steps.mark_day")

    def _sheet(
        self, rows: tuple[people.Household, ...], start: int, zeal: float, *, unfinished: bool
    ) -> None:
        sheet: list[Person] = []
        for row in rows:
            for person in (row.person, *(r.person for r in row.relatives)):
                sheet.append(person)
                if person.id not in self._fate:
                    self._fate[person.id] = self._draw(person, start, zeal, unfinished)
        self._sheets.append(sheet)

    def _draw(
        self, person: Person, start: int, zeal: float, unfinished: bool
    ) -> tuple[int, Status, int | None, AppStore | None]:
        owns = {Group.PUPIL: 0.62, Group.RELATIVE: 0.78}.get(person.group, 0.97)
        asked = start + int(self._random.expovariate(0.35))
        if unfinished and self._random.random() < 0.3:
            asked = _DAYS  # nobody has come round to asking yet
        if self._random.random() > owns:
            return asked, Status.NO_SMARTPHONE, None, None
        if self._random.random() < 0.05:
            return asked, Status.UNSUPPORTED, None, None
        store = AppStore.CH_PLAY if self._random.random() < 0.8 else AppStore.APP_STORE
        will = self._random.random() < zeal
        return (
            asked,
            Status.NOT_INSTALLED,
            asked + self._random.randrange(10) if will else None,
            store,
        )

    def _news(
        self, sheet: list[Person], day: int
    ) -> Iterator[tuple[PersonId, tuple[Status, AppStore | None]]]:
        for person in sheet:
            asked, status, installs, store = self._fate[person.id]
            if day < asked:
                continue
            now, where = status, None
            if installs is not None and day >= installs:
                now, where = Status.INSTALLED, store
            if self._known.get(person.id) != now:
                self._known[person.id] = now
                yield person.id, (now, where)
