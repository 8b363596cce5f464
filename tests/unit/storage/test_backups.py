"""Backups: made whole or not at all, looked into, thinned, put back."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.services import backups, checks, people, schools, steps
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage.database import FILE_NAME
from tests.unit.school_office import (
    BEGIN,
    Clock,
    everyone,
    listed,
    mother,
    named,
    open_office,
    pupil,
    roster,
    school_office,
    take,
)

HOA = pupil("Nguyễn Thị Hoà", "2009-03-05", mother("Lê Thị Tư", "0901000002"), code="1")


@pytest.fixture
def office(office: Office) -> Iterator[Office]:
    take(office, roster(listed("6A1", HOA, pupil("Trần Văn Ân"))))
    yield office
    report = checks.check(office)
    assert (report.database, report.journal, report.returns) == ((), (), ())


def refusal(path: Path) -> str:
    """The key of the sentence that a backup is refused with."""
    with pytest.raises(KnownError) as caught:
        backups.verify(path)
    return caught.value.key


def content(path: Path) -> list[str]:
    """Everything in a database, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_backup_is_everything_in_one_file(office: Office, clock: Clock) -> None:
    """No log beside it, nothing left out, and it says what it holds."""
    clock.on(days=1)
    path = backups.create(office).value
    assert path.parent == office.backups_folder
    contents = backups.verify(path)
    assert contents.school == office.school
    assert (contents.people, contents.classes, contents.issued_returns) == (3, 1, 0)
    assert contents.steps == len(steps.steps(office))
    assert content(path) == content(office.file.path)
    assert sorted(one.suffix for one in office.backups_folder.iterdir()) == [".db", ".db"]
    newest = backups.list_backups(office)[0]
    assert (newest.path, newest.reason, newest.at) == (path, "manual", BEGIN + timedelta(days=1))
    assert newest.size == path.stat().st_size


def test_an_import_is_preceded_by_a_backup(office: Office) -> None:
    """Whatever a list brings, the school before it can be had back."""
    made = backups.list_backups(office)
    assert [one.reason for one in made] == ["before-import"]
    assert backups.verify(made[0].path).people == 0


def test_backups_of_the_same_moment_do_not_get_in_each_others_way(office: Office) -> None:
    """Two imports within a millisecond, or under a clock that stands still."""
    paths = {backups.create(office).value for _ in range(3)}
    assert len(paths) == 3
    assert all(backups.verify(path).people == 3 for path in paths)


def test_a_backup_elsewhere_never_replaces_anything_unasked(office: Office, tmp_path: Path) -> None:
    """A stick may hold last week's under the same name."""
    out = tmp_path / "usb" / "lam-tan.db"
    with pytest.raises(KnownError) as caught:
        backups.create(office, out)
    assert caught.value.key == "errors.folder_missing"
    out.parent.mkdir()
    out.write_bytes(b"last week's")
    with pytest.raises(KnownError) as caught:
        backups.create(office, out)
    assert caught.value.key == "errors.file_exists"
    assert out.read_bytes() == b"last week's"
    assert backups.create(office, out, overwrite=True).value == out
    assert backups.verify(out).people == 3
    with pytest.raises(KnownError) as caught:
        backups.create(office, out.parent, overwrite=True)
    assert caught.value.key == "errors.file_is_folder"
    assert [one.name for one in out.parent.iterdir()] == [out.name]


def test_a_backup_never_lands_on_the_database_itself(office: Office) -> None:
    """Replacing the open file under its own log would destroy both."""
    with pytest.raises(KnownError) as caught:
        backups.create(office, office.file.path, overwrite=True)
    assert caught.value.key == "errors.backup_over_database"
    assert len(everyone(office)) == 3


def test_a_backup_folder_that_cannot_be_stops_the_import(tmp_path: Path) -> None:
    """Without its backup the work does not begin, and nothing is stored."""
    with school_office(tmp_path) as office:
        office.backups_folder.write_text("a file where the folder should be")
        with pytest.raises(KnownError) as caught:
            take(office, roster(listed("6A1", HOA)))
        assert caught.value.key == "errors.backup_failed"
        assert everyone(office) == {}
        assert steps.next_undo(office) is None


def test_old_backups_are_thinned_when_a_new_one_is_made(office: Office, clock: Clock) -> None:
    """A year of daily backups does not fill the disk; strange files are left alone."""
    stranger = office.backups_folder / "holiday.db"
    stranger.write_bytes(b"not ours")
    for _ in range(60):
        clock.on(days=1)
        backups.create(office)
    made = backups.list_backups(office)
    assert 14 <= len(made) <= 14 + 8 + 12 + 2
    assert made[0].at == clock()
    assert stranger.read_bytes() == b"not ours"


@pytest.mark.parametrize("where", [0.02, 0.3, 0.6, 0.98])
def test_a_truncated_backup_is_unsound(office: Office, where: float) -> None:
    """A stick pulled out too early."""
    path = backups.create(office).value
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * where)])
    assert refusal(path) in {"errors.backup_unsound", "errors.backup_not_ours"}


def test_a_damaged_backup_is_unsound_and_never_put_back(office: Office) -> None:
    """Rubbish in the middle, found before anything is touched."""
    path = backups.create(office).value
    whole = bytearray(path.read_bytes())
    for start in range(4096, len(whole) - 64, 4096):
        whole[start : start + 64] = b"\xa5" * 64
    path.write_bytes(whole)
    before = everyone(office)
    assert refusal(path) == "errors.backup_unsound"
    with pytest.raises(KnownError):
        backups.restore(office, path)
    assert everyone(office) == before
    assert {one.reason for one in backups.list_backups(office)} == {"manual", "before-import"}


def test_what_is_not_a_backup_of_ours_is_said(office: Office, tmp_path: Path) -> None:
    """A missing file, a folder, an Excel list, an empty file, another program's database."""
    assert refusal(tmp_path / "nowhere.db") == "errors.file_missing"
    assert refusal(tmp_path) == "errors.file_missing"
    strange = tmp_path / "strange.db"
    for junk in (b"", b"PK\x03\x04" * 2000):
        strange.write_bytes(junk)
        assert refusal(strange) == "errors.backup_not_ours"
    strange.unlink()
    with closing(sqlite3.connect(strange)) as connection:
        connection.execute("CREATE TABLE person (id)")
    assert refusal(strange) == "errors.backup_not_ours"


def test_a_backup_of_a_newer_program_is_refused(office: Office) -> None:
    """It would be opened half understood."""
    path = backups.create(office).value
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE _sqlite_migrations SET name = 'm999_from_the_future' WHERE id = 1"
        )
        connection.commit()
    assert refusal(path) == "errors.backup_too_new"


def test_an_open_database_is_not_taken_for_a_backup(office: Office, tmp_path: Path) -> None:
    """Its newest steps stand in the log beside it and would silently be missing."""
    assert refusal(office.file.path) == "errors.backup_in_use"


def test_a_backup_can_be_put_back_and_the_present_after_it(office: Office, clock: Clock) -> None:
    """Restoring is no loss: what was there is backed up first, and undo goes on from the backup."""
    path = backups.create(office).value
    clock.on(days=1)
    people.mark_left(office, named(office, "Trần Văn Ân").id)
    people.add_class(office, "6A2")
    present = everyone(office)
    contents = backups.restore(office, path).value
    assert (contents.people, contents.classes) == (3, 1)
    assert all(one.attendance.value == "attending" for one in everyone(office).values())
    newest = backups.list_backups(office)[0]
    assert newest.reason == "before-restore"
    assert steps.undo(office).value.label == "steps.import"
    assert everyone(office) == {}
    backups.restore(office, newest.path)
    assert everyone(office) == present
    assert office.file.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_is_put_back_is_not_thinned_away_first(office: Office, clock: Clock) -> None:
    """The backup before the restore must not push out the one that is being restored."""
    for _ in range(90):
        clock.on(days=1)
        backups.create(office)
    for _ in range(12):
        clock.on(days=20)
        oldest = backups.list_backups(office)[-1].path
        before = oldest.read_bytes()
        backups.restore(office, oldest)
        assert oldest.read_bytes() == before


def test_a_backup_makes_a_folder_of_its_own(office: Office, tmp_path: Path) -> None:
    """On a new computer: the backup and an empty folder are all one has."""
    path = backups.create(office).value
    backups.restore_folder(tmp_path / "new", path)
    with open_office(tmp_path / "new") as elsewhere:
        assert everyone(elsewhere) == everyone(office)
        assert backups.list_backups(elsewhere) == []  # there was nothing to back up


@pytest.mark.parametrize("damage", ["rubbish", "middle"])
def test_a_damaged_school_can_be_restored(tmp_path: Path, clock: Clock, damage: str) -> None:
    """The way back that the sentence about damage promises; what was there is put aside whole."""
    folder = tmp_path / "data"
    with school_office(folder, clock) as office:
        take(office, roster(listed("6A1", HOA)))
        path = backups.create(office).value
        before = everyone(office)
    database = folder / FILE_NAME
    whole = bytearray(database.read_bytes())
    if damage == "rubbish":
        whole = bytearray(b"\x17" * len(whole))
    else:
        for start in range(8192, len(whole), 4096):
            whole[start : start + 200] = b"\xff" * 200
    database.write_bytes(whole)
    backups.restore_folder(folder, path, clock=clock)
    with open_office(folder) as office:
        assert everyone(office) == before
        assert checks.check(office).is_sound
    aside = [one for one in folder.iterdir() if ".damaged-" in one.name]
    assert [one.read_bytes() for one in aside] == [bytes(whole)]


def test_an_unsound_backup_leaves_a_folder_as_it_was(tmp_path: Path) -> None:
    """Checked before anything is made."""
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"junk" * 1000)
    with pytest.raises(KnownError):
        backups.restore_folder(tmp_path / "new", junk)
    assert not (tmp_path / "new").exists()


def test_a_backup_can_be_read_from_a_write_protected_place(office: Office, tmp_path: Path) -> None:
    """Looking into a backup writes nothing beside it."""
    stick = tmp_path / "stick"
    stick.mkdir()
    path = stick / "copy.db"
    shutil.copy(backups.create(office).value, path)
    path.chmod(0o444)
    stick.chmod(0o555)
    before = path.stat()
    try:
        assert backups.verify(path).people == 3
        backups.restore(office, path)
    finally:
        stick.chmod(0o755)
    assert (path.stat().st_mtime_ns, list(stick.iterdir())) == (before.st_mtime_ns, [path])


def test_the_check_tells_which_backup_is_unsound(office: Office) -> None:
    """``check`` looks into every one."""
    good, bad = backups.create(office).value, backups.create(office).value
    bad.write_bytes(good.read_bytes()[:9000])
    report = checks.check(office)
    assert [path for path, _ in report.backups] == [bad]
    assert report.backups_checked == 3
    assert not report.is_sound
    bad.unlink()


def test_the_check_finds_what_was_written_around_the_journal(tmp_path: Path) -> None:
    """Rows changed, added, removed, derived keys stale, an entry gone: each is found."""
    tamperings = (
        "UPDATE person SET status = 'installed'",
        "UPDATE person SET search = 'somebody else'",
        "DELETE FROM kinship",
        "INSERT INTO class VALUES ('x', '2020-2021', '9A', '9 a', '9', 9, NULL)",
        "UPDATE school SET name = 'Trường khác'",
        "DELETE FROM entry WHERE seq = 3",
        "UPDATE entry SET after = 'installed' WHERE field = 'status'",
        "UPDATE entry SET after = '{' WHERE seq = 4",
    )
    for number, tampering in enumerate(tamperings):
        with school_office(tmp_path / str(number)) as office:
            take(office, roster(listed("6A1", HOA)))
            people.edit_person(office, named(office, "Lê Thị Tư").id, note="x")
            steps.undo(office)
            with office.journal.step("x") as writer:
                from bluezone_desktop.storage.tables import PERSON

                writer.update(PERSON, {named(office, "Lê Thị Tư").id: {"status": "unsupported"}})
            assert checks.check(office).is_sound
            office.file.connection.execute(tampering)
            report = checks.check(office)
            assert report.journal, tampering
            assert not report.is_sound


def test_the_check_survives_a_damaged_file(tmp_path: Path) -> None:
    """It tells the damage instead of stumbling over it."""
    with school_office(tmp_path) as office:
        take(office, roster(listed("6A1", *(pupil(f"Em {n}", code=f"{n}") for n in range(80)))))
        page = office.file.connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'entry'"
        ).fetchone()[0]
    path = tmp_path / FILE_NAME
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(whole)
    with open_office(tmp_path) as office:
        report = checks.check(office)
    assert report.database
    assert not report.is_sound


def test_schools_may_be_edited_and_that_is_a_step(office: Office) -> None:
    """The school's own data are journaled like people's."""
    school = office.require_school()
    schools.edit(office, School("Trường THCS Kế Sách", school_year="2020-2021"))
    steps.undo(office)
    assert office.school == school
