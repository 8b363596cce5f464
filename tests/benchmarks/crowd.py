"""A made-up school with as many people as wanted, its names as common as they are in Vietnam."""

import random
from collections.abc import Iterator
from pathlib import Path

from bluezone_desktop.domain.people import (
    ClassId,
    IsoDate,
    Kinship,
    KinshipId,
    Person,
    PersonId,
    SchoolClass,
)
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Status
from bluezone_desktop.services.office import Office
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.ids import new_id
from bluezone_desktop.storage.tables import CLASS, KINSHIP, PERSON
from tests.benchmarks.school import open_school

_FAMILIES = (
    "Nguyễn 38 Trần 11 Lê 10 Phạm 7 Huỳnh 5 Phan 4 Vũ 4 Võ 4 Đặng 2 Bùi 2 Đỗ 2 Hồ 2 Ngô 1 Dương 1"
    " Lý 1 Thạch 1 Lâm 1 Kim 1 Sơn 1 Danh 1 Trịnh 1 Đoàn 1 Mai 1 Tô 1 Quách 1 Châu 1"
)
_MIDDLE = "Thị Văn Thị Văn Thị Văn Ngọc Minh Thanh Hoàng Quốc Hữu Thuỳ Kim Gia Bảo Đức Xuân Mỹ Như"
_GIVEN = (
    "An Anh Ánh Bảo Bình Cẩm Châu Chi Cường Diễm Dung Dũng Duy Duyên Đạt Đức Giang Hà Hải Hân "
    "Hạnh Hậu Hiền Hiếu Hoa Hoà Hoàng Hồng Huệ Hùng Huy Huyền Hương Khang Khánh Khoa Kiệt "
    "Kiều Lan Linh Loan Long Ly Mai Mẫn Minh My Nam Nga Ngân Nghĩa Ngọc Nguyên Nhân Nhi Như "
    "Nhung Oanh Phát Phong Phú Phúc Phương Quân Quang Quyên Quỳnh Sang Sơn Tâm Tân Thảo Thắng "
    "Thanh Thành Thiện Thịnh Thu Thuý Thư Tiên Tín Toàn Trang Trâm Trân Trí Trinh Trọng Trung "
    "Trúc Tú Tuấn Tùng Tuyền Uyên Vân Việt Vinh Vũ Vy Xuân Ý Yến "
)
STAFF = 300
PER_CLASS = 40


def crowded_school(folder: Path, people: int) -> Office:
    """A school of ``people``: staff, and pupils with two parents each; one in fifty has left."""
    office = open_school(folder)
    draw = random.Random(2020)
    pupils = (people - STAFF) // 3
    classes = [
        SchoolClass(
            ClassId(new_id()), "2020-2021", f"{6 + n % 7}A{n // 7 + 1}", 6 + n % 7, _name(draw)
        )
        for n in range(-(-pupils // PER_CLASS))
    ]
    everyone = [_member(draw) for _ in range(STAFF)]
    ties: list[Kinship] = []
    for number in range(pupils):
        family, made = _family(draw, number, classes[number // PER_CLASS].id)
        everyone += family
        ties += made
    with office.journal.event("steps.import", number=people) as writer:
        writer.insert(CLASS, map(rows.class_row, classes))
        writer.insert(PERSON, map(rows.person_row, everyone))
        writer.insert(KINSHIP, map(rows.kinship_row, ties))
    return office


def _name(draw: random.Random) -> str:
    families = _FAMILIES.split()
    weights = list(map(int, families[1::2]))
    family = draw.choices(families[::2], weights)[0]
    middle = draw.sample(_MIDDLE.split(), draw.choice((1, 1, 1, 2)))
    return " ".join((family, *middle, draw.choice(_GIVEN.split())))


def _phone(draw: random.Random) -> str:
    return draw.choice(("03", "05", "07", "08", "09")) + f"{draw.randrange(10**8):08d}"


def _status(draw: random.Random) -> Status:
    return draw.choice(list(Status))


def _member(draw: random.Random) -> Person:
    group = draw.choices((Group.TEACHER, Group.EMPLOYEE, Group.MANAGER), (8, 3, 1))[0]
    return Person(
        PersonId(new_id()), group, _name(draw), phone=_phone(draw), status=_status(draw), job="Tổ"
    )


def _family(
    draw: random.Random, number: int, class_id: ClassId
) -> tuple[list[Person], list[Kinship]]:
    pupil = Person(
        PersonId(new_id()),
        Group.PUPIL,
        _name(draw),
        date_of_birth=IsoDate(
            f"20{8 + number % 4:02d}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        ),
        code=f"84{number:08d}",
        class_id=class_id,
        position=number % PER_CLASS + 1,
        status=_status(draw),
        attendance=Attendance.ATTENDING if number % 50 else Attendance.LEFT,
    )
    parents = [
        Person(
            PersonId(new_id()),
            Group.RELATIVE,
            _name(draw),
            phone=_phone(draw),
            status=_status(draw),
        )
        for _ in range(2)
    ]
    relations = (Relation.FATHER, Relation.MOTHER)
    ties = [
        Kinship(KinshipId(new_id()), one.id, pupil.id, relation)
        for one, relation in zip(parents, relations, strict=True)
    ]
    return [pupil, *parents], ties


def queries() -> Iterator[tuple[str, str]]:
    """What people type, and what it is for."""
    yield from (
        ("n", "one letter, the commonest"),
        ("đ", "one letter with a stroke"),
        ("y", "one letter, seldom"),
        ("q", "one letter that begins few names"),
        ("ng", "two letters"),
        ("0", "one digit"),
        ("9", "one digit, a grade or a phone"),
        ("nguyen", "a third of all people"),
        ("nguyễn thị", "two common words"),
        ("nguyen v", "a common word and a letter"),
        ("thi nguyen hoa", "any order"),
        ("nguyễn thị hoà", "a whole name with accents"),
        ("nguyen thi hòa", "the other tone placement"),
        ("hoà t n", "letters in any order"),
        ("đặng", "đ with its stroke"),
        ("dang duc", "đ without"),
        ("6a1", "a class"),
        ("an 9a1", "a name in a class"),
        ("lớp 12a1", "a class with its word"),
        ("0912", "how a phone begins"),
        ("4567", "the middle of a phone"),
        ("912 345", "a phone without its 0, in groups"),
        ("+84912", "a phone with the country"),
        ("8400001234", "a code"),
        ("1234", "the end of codes and phones"),
        ("uyen", "inside many names"),
        ("uyen anh", "inside and at the beginning"),
        ("guye ran", "inside two words"),
        ("xyz", "nothing"),
        ("nguyen xyz", "nothing, with a common word"),
        ("nguyễn zz 6a1", "nothing, in a class"),
        ("0999999999", "a phone that nobody has"),
    )
