"""A database of every version that was released opens with this one, and loses nothing."""

import shutil
from pathlib import Path

import pytest

from bluezone_desktop import __version__
from bluezone_desktop.services import checks, figures, people, returns, steps
from bluezone_desktop.services.office import Office

KEPT = sorted((Path(__file__).parents[2] / "data" / "databases").glob("*.db"))


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_released_database_opens_and_keeps_everything(kept: Path, tmp_path: Path) -> None:
    """The same small school was kept from every release: two pupils, their mother, the head."""
    shutil.copy(kept, tmp_path / "school.db")
    with Office.open(tmp_path) as office:
        assert checks.check(office).is_sound
        total = figures.coverage(office).total
        assert (total.pupils.total, total.relatives.total, total.staff.total) == (2, 1, 1)
        assert total.pupils.installed == 1
        [one] = people.class_list(office)
        assert one.school_class.name == "6A1"
        [issued] = returns.issued(office)
        assert returns.issued_file(office, issued).startswith(b"PK")
        steps.undo(office)
        assert figures.coverage(office).total.pupils.installed == 0


def test_this_version_has_kept_one() -> None:
    """A release without its database would leave the ladder unproved."""
    assert __version__ in [path.stem for path in KEPT]
