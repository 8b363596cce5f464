"""A large made-up school for measuring: 5,000 pupils with two parents each."""

from pathlib import Path

from bluezone_desktop.domain.people import IsoDate, School
from bluezone_desktop.domain.roster import ClassDraft, PupilDraft, RelativeDraft, Roster
from bluezone_desktop.domain.vocabulary import Relation, Sex
from bluezone_desktop.services import rosters, schools
from bluezone_desktop.services.office import Office

FAMILY = "Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ".split()
GIVEN = "An Bình Cường Dũng Giang Hoà Khánh Lan Minh Ngân Phúc Quyên Sang Thảo Vy".split()


def roster(pupils: int = 5_000, per_class: int = 40) -> Roster:
    """A list of that many pupils, each with father and mother."""
    drafts = [_pupil(number) for number in range(pupils)]
    classes = [drafts[start : start + per_class] for start in range(0, pupils, per_class)]
    return Roster(
        "made up",
        tuple(
            ClassDraft(f"{6 + n % 7}A{n // 7 + 1}", "Sheet1", tuple(part))
            for n, part in enumerate(classes)
        ),
    )


def _pupil(number: int) -> PupilDraft:
    def name(salt: int) -> str:
        draw = number * 7919 + salt * 104729
        return f"{FAMILY[draw % 10]} {GIVEN[draw // 10 % 15]} {GIVEN[draw // 150 % 15]} {number}"

    return PupilDraft(
        number + 2,
        name(0),
        IsoDate(f"20{8 + number % 4:02d}-{1 + number % 12:02d}-{1 + number % 28:02d}"),
        Sex.MALE if number % 2 else Sex.FEMALE,
        f"84{number:08d}",
        None,
        (
            RelativeDraft(Relation.FATHER, name(1), f"09{number:08d}"),
            RelativeDraft(Relation.MOTHER, name(2), f"03{number:08d}"),
        ),
    )


def open_school(folder: Path) -> Office:
    """An empty school in ``folder``."""
    office = Office.open(folder)
    schools.set_up(office, School("Trường đo tốc độ", school_year="2020-2021"))
    return office


def full_school(folder: Path) -> Office:
    """The school with 15,000 people in it."""
    office = open_school(folder)
    rosters.take(office, rosters.plan(office, [roster()]))
    return office
