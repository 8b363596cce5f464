"""The closed lists of words that people, returns and files are described with.

The values are the English names of the command line's JSON; the Vietnamese for them is in the
message catalogue (``status.*``, ``group.*`` …), because a name on disk must not change with it.
"""

from enum import StrEnum


class Status(StrEnum):
    """How far one person has come with the app. Column order of every list and legend.

    Source: the counting rules of the order of 17/8/2020 as the district offices applied them; a
    phone that cannot run the app still is a smartphone.
    """

    NOT_ASKED = "not_asked"
    NO_SMARTPHONE = "no_smartphone"
    UNSUPPORTED = "unsupported"
    NOT_INSTALLED = "not_installed"
    INSTALLED = "installed"

    @property
    def is_asked(self) -> bool:
        """True once anything is known about the person."""
        return self is not Status.NOT_ASKED

    @property
    def has_smartphone(self) -> bool:
        """True for everyone counted under "có ĐTTM", also where the phone cannot run the app."""
        return self in (Status.UNSUPPORTED, Status.NOT_INSTALLED, Status.INSTALLED)


class AppStore(StrEnum):
    """Where the app was installed from, which also tells the kind of phone."""

    APP_STORE = "app-store"
    CH_PLAY = "ch-play"


class Group(StrEnum):
    """Who a person is to the school. The first three together are CBGVNV, the staff."""

    MANAGER = "manager"
    TEACHER = "teacher"
    EMPLOYEE = "employee"
    PUPIL = "pupil"
    RELATIVE = "relative"

    @property
    def is_staff(self) -> bool:
        """True for managers, teachers and employees."""
        return self in STAFF_GROUPS


STAFF_GROUPS = (Group.MANAGER, Group.TEACHER, Group.EMPLOYEE)


class Relation(StrEnum):
    """What a relative is to a pupil or to a member of staff. Order of columns in a tick sheet."""

    FATHER = "father"
    MOTHER = "mother"
    GRANDFATHER = "grandfather"
    GRANDMOTHER = "grandmother"
    OLDER_BROTHER = "older_brother"
    OLDER_SISTER = "older_sister"
    YOUNGER_SIBLING = "younger_sibling"
    AUNT = "aunt"
    UNCLE = "uncle"
    GUARDIAN = "guardian"
    OTHER = "other"


class Sex(StrEnum):
    """Sex as school records carry it; unknown is ``None``, never a third word."""

    MALE = "male"
    FEMALE = "female"


class Attendance(StrEnum):
    """Whether a person is at the school: only who attends counts, the others keep history."""

    ATTENDING = "attending"
    MOVED = "moved"
    LEFT = "left"


class Level(StrEnum):
    """School levels, which set the grades and the body a school reports to."""

    PRESCHOOL = "preschool"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    CONTINUING = "continuing"
