"""Backups that nobody asks for: made where something was done, and only then."""

from pathlib import Path

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
