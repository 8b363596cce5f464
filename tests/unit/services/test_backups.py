"""Backups that nobody asks for: made where something was done, and only then."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.services import backups, people, schools
from bluezone_desktop.services.office import Office


def test_a_backup_is_made_only_where_something_was_done_since(tmp_path: Path) -> None:
    """Opening the program day after day without touching anything fills no disk."""
    with Office.open(tmp_path) as office:
        assert backups.if_changed(office, "start").value is None
        schools.set_up(office, School("Trường THCS Lâm Tân", school_year="2020-2021"))
        made = backups.if_changed(office, "start").value
        assert made is not None
        assert backups.verify(made).school == office.school
        assert backups.if_changed(office, "work").value is None
        people.add_class(office, "6A1")
        again = backups.if_changed(office, "work").value
        assert again is not None
        assert backups.verify(again).classes == 1
        assert [one.path for one in backups.list_backups(office)] == [again, made]


def test_a_restore_gives_up_while_another_program_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's backup alone would wait for ever; the clerk gets a sentence instead."""
    monkeypatch.setattr("bluezone_desktop.storage.database.BUSY_SECONDS", 0.1)
    with Office.open(tmp_path) as office:
        schools.set_up(office, School("Trường THCS Lâm Tân", school_year="2020-2021"))
        made = backups.create(office).value
        other = sqlite3.connect(tmp_path / "school.db", isolation_level=None)
        with closing(other):
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(KnownError) as caught:
                backups.restore(office, made)
        assert caught.value.key == "errors.database_busy"
        assert office.school is not None
