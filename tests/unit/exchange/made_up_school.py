"""A made-up school to write lists of, so that what comes out can be held against what went in."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Danh",
    "Thạch",
    "Sơn",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Trương",
    "Tống",
    "Lý",
]
MALE_MIDDLES = ["Văn", "Hữu", "Minh", "Quốc", "Hoàng", "Đức Anh"]
FEMALE_MIDDLES = ["Thị", "Thị Ngọc", "Thị Mỹ", "Thị Bích"]
MALE_NAMES = [
    "An",
    "Bảo",
    "Cường",
    "Dũng",
    "Đạt",
    "Hải",
    "Hậu",
    "Khánh",
    "Khởi",
    "Lộc",
    "Nghĩa",
    "Phúc",
    "Quý",
    "Sang",
    "Thắng",
    "Ứng",
]
FEMALE_NAMES = [
    "Ánh",
    "Bình",
    "Châu",
    "Diễm",
    "Đào",
    "Giàu",
    "Hằng",
    "Hoà",
    "Huyền",
    "Kiều",
    "Lượng",
    "Mỹ",
    "Ngân",
    "Quyên",
    "Thuý",
    "Yến",
]


@dataclass(frozen=True)
class Pupil:
    """What a list may tell of a pupil."""

    surname: str
    given: str
    female: bool
    born: date
    code: str
    phone: str
    father: str
    father_phone: str
    mother: str
    mother_phone: str
    gone: str | None = None

    @property
    def name(self) -> str:
        return f"{self.surname} {self.given}"


@dataclass(frozen=True)
class SchoolClass:
    name: str
    teacher: str
    pupils: tuple[Pupil, ...]


@dataclass(frozen=True)
class School:
    classes: tuple[SchoolClass, ...]


def phone(rng: random.Random) -> str:
    return f"0{rng.choice('3579')}{rng.randrange(10**8):08d}"


def person_name(rng: random.Random, *, female: bool) -> tuple[str, str]:
    middles, names = (FEMALE_MIDDLES, FEMALE_NAMES) if female else (MALE_MIDDLES, MALE_NAMES)
    return f"{rng.choice(SURNAMES)} {rng.choice(middles)}", rng.choice(names)


def pupil(rng: random.Random, first_year: int = 2009) -> Pupil:
    female = rng.random() < 0.5
    surname, given = person_name(rng, female=female)
    father, mother = person_name(rng, female=False), person_name(rng, female=True)
    return Pupil(
        surname=surname,
        given=given,
        female=female,
        born=date(first_year, 1, 1) + timedelta(days=rng.randrange(365)),
        code=str(rng.randrange(8 * 10**9, 9 * 10**9)),
        phone=phone(rng),
        father=" ".join(father),
        father_phone=phone(rng),
        mother=" ".join(mother),
        mother_phone=phone(rng),
    )


def school(seed: int, class_names: tuple[str, ...], size: int = 8) -> School:
    """A school whose classes have pupils of different names and codes."""
    rng = random.Random(seed)
    classes: list[SchoolClass] = []
    codes: set[str] = set()
    for name in class_names:
        pupils: dict[str, Pupil] = {}
        while len(pupils) < size:
            one = pupil(rng)
            if one.code not in codes:
                codes.add(one.code)
                pupils.setdefault(one.name, one)
        teacher = " ".join(person_name(rng, female=rng.random() < 0.7))
        classes.append(SchoolClass(name, teacher, tuple(pupils.values())))
    return School(tuple(classes))


def with_gone(one: SchoolClass, reasons: dict[int, str]) -> SchoolClass:
    """The class with some pupils, by their place, gone for a reason."""
    return replace(
        one,
        pupils=tuple(
            replace(member, gone=reasons.get(place)) for place, member in enumerate(one.pupils)
        ),
    )
