"""A made-up school: nobody in it exists, everybody is plausible, and a seed makes it again.

Names follow what is common in the Mekong delta (Kinh, Khmer and Hoa families); sizes follow an
ordinary lower secondary school of Sóc Trăng in 2020.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bluezone_desktop.domain.people import IsoDate, School
from bluezone_desktop.domain.vocabulary import Group, Level, Relation, Sex


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FAMILY = _words(
    "Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lâm Thạch Sơn Kim Danh Châu Quách"
    " Triệu Phan Trương Tô Mai Liêu"
)
_MALE_MIDDLE = _words("Văn Hữu Minh Quốc Hoàng Gia Chí Thanh Đức Nhựt Phước Tấn Trọng Bảo")
_FEMALE_MIDDLE = (
    *_words("Thị Ngọc Cẩm Thuỳ Thanh Phương Như Bảo Khánh"),
    *(f"Thị {word}" for word in _words("Mỹ Ngọc Kim Bích Hồng")),
)
_MALE = _words(
    "An Bảo Cường Dũng Đạt Đăng Hải Hậu Huy Khải Khánh Khôi Khởi Kiệt Lộc Lợi Long Nam Nghĩa Nhân"
    " Phát Phúc Quân Quý Sang Tài Tâm Thắng Thịnh Tín Toàn Trí Tuấn Tường Vinh Vượng"
)
_FEMALE = _words(
    "Anh Ánh Ân Bình Châu Diễm Duyên Đào Giang Giàu Hân Hằng Hà Hoà Huyền Kiều Lan Linh Loan Mỹ"
    " Ngân Nghi Ngọc Nhi Nhiên Như Oanh Phượng Quyên Tâm Thảo Thuý Thư Tiên Trâm Trinh Tuyết Uyên"
    " Vy Yến Ý"
)
_MOBILE = _words("032 033 034 035 036 037 038 039 070 076 077 078 079 081 082 090 091 093 094 097")


@dataclass(frozen=True, slots=True)
class MadeUpRelative:
    """A relative. The same object under two pupils is one person."""

    relation: Relation
    full_name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class MadeUpPupil:
    """A pupil with the relatives a list names."""

    full_name: str
    sex: Sex
    date_of_birth: IsoDate
    code: str
    relatives: tuple[MadeUpRelative, ...]


@dataclass(frozen=True, slots=True)
class MadeUpMember:
    """A member of staff, with their chức vụ."""

    full_name: str
    sex: Sex
    date_of_birth: IsoDate
    group: Group
    job: str
    phone: str


@dataclass(frozen=True, slots=True)
class MadeUpClass:
    """A class with its homeroom teacher."""

    name: str
    homeroom_teacher: str
    pupils: tuple[MadeUpPupil, ...]


@dataclass(frozen=True, slots=True)
class MadeUpSchool:
    """A whole school, ready to be written as lists."""

    school: School
    classes: tuple[MadeUpClass, ...]
    staff: tuple[MadeUpMember, ...]


def make_school(
    seed: int = 1706, *, pupils: int = 560, classes_per_grade: tuple[int, ...] = (5, 5, 4, 4)
) -> MadeUpSchool:
    """The made-up school of a seed: by default 18 classes, 560 pupils and 40 staff.

    classes_per_grade  of the grades from 6 on
    """
    maker = _Maker(Random(seed))  # noqa: S311 - a made-up school is no secret
    staff = maker.staff(teachers=13 + sum(classes_per_grade))
    teachers = [member.full_name for member in staff if member.group is Group.TEACHER]
    names = [
        f"{grade}A{number}"
        for grade, count in enumerate(classes_per_grade, start=6)
        for number in range(1, count + 1)
    ]
    size, rest = divmod(pupils, len(names))
    classes = tuple(
        MadeUpClass(
            name,
            teachers[place],
            tuple(maker.pupil(int(name[0])) for _ in range(size + (place < rest))),
        )
        for place, name in enumerate(names)
    )
    school = School(
        name="Trường THCS Lâm Tân (trường mẫu)",
        level=Level.LOWER_SECONDARY,
        superior="Phòng GD&ĐT huyện Thạnh Trị",
        place="Thạnh Trị",
        head=staff[0].full_name,
        preparer=next(m.full_name for m in staff if m.job == "Văn thư"),
        school_year="2020-2021",
    )
    return MadeUpSchool(school, classes, staff)


@dataclass
class _Maker:
    random: Random
    _names: set[str] = field(default_factory=set)
    _codes: set[str] = field(default_factory=set)
    _phones: set[str] = field(default_factory=set)
    _families: list[tuple[str, tuple[MadeUpRelative, ...]]] = field(default_factory=list)

    def staff(self, teachers: int) -> tuple[MadeUpMember, ...]:
        jobs = [
            (Group.MANAGER, "Hiệu trưởng"),
            (Group.MANAGER, "Phó Hiệu trưởng"),
            (Group.MANAGER, "Phó Hiệu trưởng"),
            *[(Group.TEACHER, "Giáo viên")] * (teachers - 1),
            (Group.TEACHER, "TPT Đội"),
            *[
                (Group.EMPLOYEE, job)
                for job in ("Kế toán", "Văn thư", "Y tế", "Thư viện", "Thiết bị", "Bảo vệ")
            ],
        ]
        return tuple(self._member(group, job) for group, job in jobs)

    def pupil(self, grade: int) -> MadeUpPupil:
        # Every tenth pupil or so has a brother or sister at the school: the same parents.
        if self._families and self.random.random() < 0.1:
            family, relatives = self.random.choice(self._families)
        else:
            family = self.random.choice(_FAMILY)
            relatives = self._relatives(family)
            self._families.append((family, relatives))
        sex = self.random.choice((Sex.MALE, Sex.FEMALE))
        return MadeUpPupil(
            self._name(sex, family), sex, self._birth(2014 - grade), self._code(), relatives
        )

    def _relatives(self, family: str) -> tuple[MadeUpRelative, ...]:
        father = MadeUpRelative(Relation.FATHER, self._name(Sex.MALE, family), self._phone())
        mother = MadeUpRelative(Relation.MOTHER, self._name(Sex.FEMALE), self._phone())
        draw = self.random.random()
        if draw < 0.90:
            return (father, mother)
        if draw < 0.95:
            return (mother,)
        if draw < 0.97:
            return (father,)
        grandmother = self._name(Sex.FEMALE)
        return (mother, MadeUpRelative(Relation.GUARDIAN, grandmother, self._phone()))

    def _member(self, group: Group, job: str) -> MadeUpMember:
        female = 0.25 if job == "Bảo vệ" else 0.6
        sex = Sex.FEMALE if self.random.random() < female else Sex.MALE
        born = self._birth(self.random.randint(1964, 1995))
        return MadeUpMember(self._name(sex), sex, born, group, job, self._phone())

    def _name(self, sex: Sex, family: str | None = None) -> str:
        middle, given = (_MALE_MIDDLE, _MALE) if sex is Sex.MALE else (_FEMALE_MIDDLE, _FEMALE)
        while True:
            words = (
                family or self.random.choice(_FAMILY),
                self.random.choice(middle),
                self.random.choice(given),
            )
            name = " ".join(words)
            if name not in self._names:
                self._names.add(name)
                return name

    def _birth(self, year: int) -> IsoDate:
        return IsoDate((date(year, 1, 1) + timedelta(days=self.random.randrange(365))).isoformat())

    def _code(self) -> str:
        while True:
            code = f"94{self.random.randrange(10**8):08d}"
            if code not in self._codes:
                self._codes.add(code)
                return code

    def _phone(self) -> str:
        while True:
            phone = self.random.choice(_MOBILE) + f"{self.random.randrange(10**7):07d}"
            if phone not in self._phones:
                self._phones.add(phone)
                return phone
