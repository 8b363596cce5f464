"""Opening the school's file: what is ours, what is not, who else is there, what a crash leaves."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.domain.vocabulary import Status
from bluezone_desktop.services import checks, people, schools
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage.database import FILE_NAME, SchoolFile
from bluezone_desktop.storage.ladder import RUNGS
from bluezone_desktop.storage.schema import migrations
from tests.unit.school_office import listed, open_office, pupil, roster, school_office, take

ROOT = Path(__file__).resolve().parents[3]


def refused(path: Path) -> KnownError:
    """The sentence that opening ``path`` is refused with."""
    with pytest.raises(KnownError) as caught:
        SchoolFile.open(path)
    return caught.value


def bare(path: Path, *statements: str) -> None:
    """A database made by another hand."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@contextmanager
def window(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A second program that holds the folder until it is told to end."""
    script = (
        "import sys; from pathlib import Path;"
        "from bluezone_desktop.services.office import Office;"
        f"office = Office.open(Path({str(folder)!r}), for_window=True);"
        "print('open', flush=True); sys.stdin.readline(); office.close()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    ) as program:  # fmt: skip
        assert program.stdout
        assert program.stdout.readline() == "open\n"
        try:
            yield program
        finally:
            program.kill()


def test_the_ladder_and_the_migrations_are_the_same() -> None:
    """Opening decides by the names alone; a forgotten name would lock every user out."""
    from sqlite_utils import Database

    with closing(sqlite3.connect(":memory:")) as connection:
        assert tuple(one.name for one in migrations.pending(Database(connection))) == RUNGS


def test_a_new_file_is_durable_and_strict(tmp_path: Path) -> None:
    """A tick shown is on the disk: write-ahead log, full synchronisation, references enforced."""
    file = SchoolFile.open(tmp_path / FILE_NAME)
    pragmas = {
        name: file.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    }
    file.close()
    assert pragmas == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
    }  # fmt: skip
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]


def test_a_database_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Half understood would be worse than not opened."""
    path = tmp_path / FILE_NAME
    SchoolFile.open(path).close()
    bare(
        path,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('bluezone_desktop', 'm999_from_the_future', '2030')",
    )
    before = path.read_bytes()
    assert refused(path).key == "errors.database_too_new"
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, mode: str) -> None:
    """A folder of somebody else's data, not even its journal mode is changed."""
    path = tmp_path / FILE_NAME
    bare(path, f"PRAGMA journal_mode = {mode}", "CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    assert refused(path).key == "errors.database_not_ours"
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 not a database", b"x" * 5000, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    """Something renamed to school.db, or a disk that wrote rubbish."""
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    assert refused(path).key in {"errors.database_not_ours", "errors.database_damaged"}
    assert path.read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    """SQLite's "unable to open database file" is no help to a clerk."""
    (tmp_path / FILE_NAME).mkdir()
    assert refused(tmp_path / FILE_NAME).key == "errors.database_unopenable"


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """The system lets no file grow beyond ``size`` bytes, as a disk does that is full."""
    resource = pytest.importorskip("resource", reason="needs a system with limits for files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_broken_climb_leaves_an_empty_file_that_can_climb_again(tmp_path: Path) -> None:
    """The ladder is one transaction: broken off in the middle, the next start begins anew."""
    path = tmp_path / FILE_NAME
    with full_disk(60_000):  # enough to make the file and to begin, too little to come to an end
        assert refused(path).key == "errors.database_failed"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    with open_office(tmp_path) as office:
        assert office.school is None


def test_a_database_below_the_top_is_copied_before_it_climbs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a migration does, yesterday's file is still there."""
    from bluezone_desktop.storage import database

    with school_office(tmp_path):
        pass

    def next_rung(db: object) -> None:
        raise LookupError

    monkeypatch.setattr(database, "RUNGS", (*RUNGS, "m002_next"))
    monkeypatch.setattr(migrations, "_migrations", list(migrations._migrations))
    migrations(name="m002_next")(next_rung)
    with pytest.raises(LookupError):
        SchoolFile.open(tmp_path / FILE_NAME)
    monkeypatch.undo()
    copies = list(tmp_path.glob("school.db.before-*"))
    assert [one.name for one in copies] == ["school.db.before-m002_next"]
    for path in (tmp_path / FILE_NAME, copies[0]):
        file = SchoolFile.open(path)
        assert file.connection.execute("SELECT name FROM school").fetchall()
        file.close()


def test_two_programs_may_begin_a_folder_at_once(tmp_path: Path) -> None:
    """A double click: one of the two sets up the school, the other is told, nothing breaks."""
    command = [sys.executable, "-m", "bluezone_desktop", "--data", str(tmp_path), "init"]
    programs = [
        subprocess.Popen(
            [*command, "--school", name],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )
        for name in ("Trường A", "Trường B")
    ]  # fmt: skip
    ends = [(program.communicate()[1], program.returncode) for program in programs]
    assert sorted(code for _, code in ends) == [0, 1], ends
    with open_office(tmp_path) as office:
        assert office.require_school().name in {"Trường A", "Trường B"}


def test_a_second_window_is_told_who_has_the_folder(tmp_path: Path) -> None:
    """Two windows on one school would show each other's ticks late: the second is not opened."""
    with window(tmp_path) as program:
        with pytest.raises(KnownError) as caught:
            Office.open(tmp_path, for_window=True)
        error = caught.value
        assert error.key == "errors.folder_in_use"
        note = json.loads((tmp_path / "in-use.json").read_text("utf-8"))
        assert (error.values["who"], error.values["since"]) == (note["user"], note["since"])
        assert note["process"] == str(program.pid)
        with open_office(tmp_path) as office:  # a command works beside the window
            schools.set_up(office, School("Trường THCS Lâm Tân"))
        program.communicate("\n", timeout=20)
    Office.open(tmp_path, for_window=True).close()


def test_a_lock_left_by_a_crash_is_gone(tmp_path: Path) -> None:
    """A power cut must not lock the school out of its own folder."""
    with window(tmp_path) as program:
        program.kill()
        program.wait(20)
    Office.open(tmp_path, for_window=True).close()


def test_a_folder_in_use_without_its_note_is_still_refused(tmp_path: Path) -> None:
    """The note only says who; a damaged or missing one changes nothing."""
    for damage in (None, b"\xff["):
        with Office.open(tmp_path, for_window=True):
            note = tmp_path / "in-use.json"
            note.unlink() if damage is None else note.write_bytes(damage)
            with pytest.raises(KnownError) as caught:
                Office.open(tmp_path, for_window=True)
            assert caught.value.values["who"] == "?"


def test_a_window_that_cannot_open_the_file_lets_the_folder_go(tmp_path: Path) -> None:
    """Mended, it opens: the failed attempt holds no lock."""
    path = tmp_path / FILE_NAME
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(KnownError):
        Office.open(tmp_path, for_window=True)
    path.unlink()
    Office.open(tmp_path, for_window=True).close()


def test_writing_beside_a_writer_waits_and_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program in the middle of writing: nothing is half done, and reading goes on."""
    from bluezone_desktop.storage import database

    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with school_office(tmp_path) as office, open_office(tmp_path) as other:
        with office.journal.step("steps.mark_day"):
            with pytest.raises(KnownError) as caught:
                people.add_class(other, "6A1")
            assert caught.value.key == "errors.database_busy"
            assert other.require_school().name == "Trường THCS Lâm Tân"
        people.add_class(other, "6A1")
        assert [one.school_class.name for one in people.class_list(office)] == ["6A1"]


def test_undo_beside_another_writer_takes_back_the_newest_step(tmp_path: Path) -> None:
    """What to undo is decided under the write lock, not before it."""
    with school_office(tmp_path) as office, open_office(tmp_path) as other:
        people.add_class(office, "6A1")
        people.add_class(other, "6A2")
        office.journal.undo()
        assert [one.school_class.name for one in people.class_list(other)] == ["6A1"]


def test_a_reader_sees_one_moment(tmp_path: Path) -> None:
    """Figures that are read in several questions must not mix before and after a tick."""
    with school_office(tmp_path) as office, open_office(tmp_path) as other:
        with office.file.reading() as connection:
            before = connection.execute("SELECT count(*) FROM class").fetchone()
            people.add_class(other, "6A1")
            assert connection.execute("SELECT count(*) FROM class").fetchone() == before
        assert len(people.class_list(office)) == 1


@pytest.mark.parametrize("seed", range(4))
def test_killed_while_writing_everything_said_is_there(tmp_path: Path, seed: int) -> None:
    """SIGKILL at some moment: each step that was reported is whole, the others whole or absent."""
    with school_office(tmp_path) as office:
        take(office, roster(listed("6A1", *(pupil(f"Em {n}") for n in range(30)))))
    script = (
        "from pathlib import Path; from itertools import cycle;"
        "from bluezone_desktop.services.office import Office;"
        "from bluezone_desktop.services import marking, people;"
        "from bluezone_desktop.domain.vocabulary import Status;"
        f"office = Office.open(Path({str(tmp_path)!r}));"
        "ids = [one.person.id for one in people.find(office)]\n"
        "for status in cycle(Status):\n"
        "    marking.mark(office, ids, status)\n"
        "    print(status.value, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    ) as program:  # fmt: skip
        assert program.stdout
        said = [program.stdout.readline().strip() for _ in range(1 + 3 * seed)]
        time.sleep(0.003 * seed)
        program.kill()
        said += program.stdout.read().split()
    with open_office(tmp_path) as office:
        assert checks.check(office).is_sound
        statuses = {one.person.status.value for one in people.find(office)}
        assert len(statuses) == 1
        order = [one.value for one in Status]
        following = order[(order.index(said[-1]) + 1) % len(order)]
        assert statuses <= {said[-1], following}


def test_a_power_cut_leaves_a_sound_file(tmp_path: Path) -> None:
    """As a disk may leave file and log: the log cut anywhere is a whole earlier state."""
    folder = tmp_path / "data"
    with school_office(folder) as office:
        for name in ("6A1", "6A2", "6A3"):
            people.add_class(office, name)
        main, log = (folder / FILE_NAME).read_bytes(), (folder / f"{FILE_NAME}-wal").read_bytes()
    assert len(log) > 4096
    for number, length in enumerate(range(0, len(log) + 1, max(1, len(log) // 12) + 7)):
        copy = tmp_path / f"cut-{number}"
        copy.mkdir()
        (copy / FILE_NAME).write_bytes(main)
        (copy / f"{FILE_NAME}-wal").write_bytes(log[:length])
        with open_office(copy) as office:
            assert checks.check(office).is_sound
            if office.school:
                names = [one.school_class.name for one in people.class_list(office)]
                assert names == ["6A1", "6A2", "6A3"][: len(names)]
