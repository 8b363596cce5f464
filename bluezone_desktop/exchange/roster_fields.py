"""What a column of a class list can mean."""

from dataclasses import dataclass
from enum import StrEnum

from bluezone_desktop.domain.vocabulary import Relation


class Field(StrEnum):
    """What a column holds. ``roster.field.<value>`` in the message catalogue names it."""

    ORDINAL = "ordinal"
    CODE = "code"
    NAME = "full_name"
    SURNAME = "surname"
    GIVEN = "given_name"
    BIRTH = "date_of_birth"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    BIRTH_OF_MEN = "male_birth"
    BIRTH_OF_WOMEN = "female_birth"
    SEX = "sex"
    FEMALE = "female_mark"
    MALE = "male_mark"
    CLASS = "class"
    GRADE = "grade"
    STATUS = "status"
    PHONE = "phone"
    JOB = "job"
    UNIT = "unit"
    TEACHER = "homeroom_teacher"
    NOTE = "note"
    RELATION = "relation"
    RELATIVE_NAME = "relative_name"
    RELATIVE_PHONE = "relative_phone"
    RELATIVE_BOTH = "relative_name_and_phone"
    IGNORED = "ignored"


RELATIVE_FIELDS = frozenset({Field.RELATIVE_NAME, Field.RELATIVE_PHONE, Field.RELATIVE_BOTH})
NAME_FIELDS = frozenset({Field.NAME, Field.SURNAME, Field.GIVEN})
BIRTH_FIELDS = frozenset(
    {
        Field.BIRTH,
        Field.BIRTH_DAY,
        Field.BIRTH_MONTH,
        Field.BIRTH_YEAR,
        Field.BIRTH_OF_MEN,
        Field.BIRTH_OF_WOMEN,
    }
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header says of its column.

    relations  whose name or phone it is; several where the header names several ("cha/mẹ")
    strong     the words leave no doubt; "Tên" alone may head any catalogue
    staff      the words speak of staff ("họ tên giáo viên")
    rank       among columns of one field the lowest is taken first
    """

    field: Field
    relations: tuple[Relation, ...] = ()
    strong: bool = True
    staff: bool = False
    rank: int = 0

    @property
    def key(self) -> str:
        """The column's meaning in one word, as a layout is shown and remembered."""
        if len(self.relations) == 1 and self.field in RELATIVE_FIELDS:
            return f"{self.relations[0]}_{self.field.value.removeprefix('relative_')}"
        return self.field.value


IGNORED = Meaning(Field.IGNORED)


def meaning_of_key(key: str) -> Meaning:
    """The meaning that ``Meaning.key`` names.

    Raises ValueError for a key that names none, as a later version may have remembered.
    """
    for relation in Relation:
        if key.startswith(f"{relation}_"):
            rest = key.removeprefix(f"{relation}_")
            return Meaning(Field(f"relative_{rest}"), (relation,))
    return Meaning(Field(key))
