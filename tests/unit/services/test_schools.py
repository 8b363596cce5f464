"""The school's own data: set up once, mended as a step that can be taken back."""

from dataclasses import replace

import pytest

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import School
from bluezone_desktop.services import figures, people, schools, steps
from bluezone_desktop.services.office import Office


@pytest.fixture
def office(office: Office) -> Office:
    """A school with one pupil in one class."""
    one = people.add_class(office, "6A1").value
    people.add_pupil(office, one.id, "Trần Văn An")
    return office


def test_mending_the_school_year_takes_the_classes_along(office: Office) -> None:
    """A year mistyped in the wizard must not hide every class."""
    school = office.require_school()
    schools.edit(office, replace(school, school_year="2021-2022"))
    assert [one.school_class.school_year for one in people.class_list(office)] == ["2021-2022"]
    assert figures.coverage(office).rows[0].figures.pupils.total == 1
    steps.undo(office)
    assert office.require_school().school_year == "2020-2021"
    assert [one.school_class.name for one in people.class_list(office)] == ["6A1"]


def test_a_school_is_set_up_once(office: Office) -> None:
    """A second set-up is refused and changes nothing."""
    with pytest.raises(KnownError) as caught:
        schools.set_up(office, School("Trường khác"))
    assert caught.value.key == "errors.school_exists"
    assert office.require_school().name == "Trường THCS Lâm Tân"


@pytest.mark.parametrize("year", ["2020", "2020-2022", "năm nay"])
def test_a_school_year_that_is_none_is_refused(office: Office, year: str) -> None:
    """A year is two years in a row, or nothing is stored."""
    with pytest.raises(KnownError) as caught:
        schools.edit(office, replace(office.require_school(), school_year=year))
    assert caught.value.key == "errors.bad_school_year"
    assert office.require_school().school_year == "2020-2021"
