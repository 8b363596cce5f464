"""The layout of a list: the words of its header, and what a user said that its columns mean.

A list whose header has the same words comes from the same system, so that what was once said of
its columns holds for the next file too.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Relation

Corrections = Mapping[str, Mapping[int, str]]
"""By ``layout_key``: per column, counted from 0, the key of what it means."""

NO_CORRECTIONS: Corrections = MappingProxyType({})

NOT_TAKEN = "ignored"
"""The meaning of a column that nothing is read from."""

ABOUT_THE_PERSON = (
    "full_name",
    "surname",
    "given_name",
    "date_of_birth",
    "birth_day",
    "birth_month",
    "birth_year",
    "sex",
    "female_mark",
    "male_mark",
    "code",
    "phone",
    "status",
    "note",
)
"""What a column can say of the pupil, or of the member of staff."""

ABOUT_THE_PLACE = ("class", "homeroom_teacher", "job", "unit", "ordinal")
"""What a column can say of where somebody belongs."""

ABOUT_RELATIVES: Mapping[str, tuple[str, ...]] = {
    **{
        relation.value: tuple(f"{relation}_{what}" for what in ("name", "phone", "name_and_phone"))
        for relation in (
            Relation.FATHER,
            Relation.MOTHER,
            Relation.GUARDIAN,
            Relation.GRANDFATHER,
            Relation.GRANDMOTHER,
            Relation.OLDER_BROTHER,
            Relation.OLDER_SISTER,
            Relation.YOUNGER_SIBLING,
            Relation.AUNT,
            Relation.UNCLE,
            Relation.OTHER,
        )
    },
    "": ("relative_name", "relative_phone", "relative_name_and_phone", "relation"),
}
"""What a column can say of a relative, by the relation; "" where another column names it."""

COLUMN_MEANINGS = (
    *ABOUT_THE_PERSON,
    *ABOUT_THE_PLACE,
    *(key for keys in ABOUT_RELATIVES.values() for key in keys),
    NOT_TAKEN,
)
"""Everything a user can say that a column means. ``roster.field.<key>`` names it."""


def layout_key(headers: Sequence[str]) -> str:
    """What tells a layout from others: its header's words without case, accents and blanks."""
    return "|".join(fold(words) for words in headers).rstrip("|")


def layout_key_without_header(width: int) -> str:
    """The key of a table that has no header: all that is known of it is how wide it is."""
    return f"#{width}"


def has_header(key: str) -> bool:
    """Whether a layout is known by its header's words, so that it can be recognised again."""
    return not key.startswith("#")


def corrected(
    said: Mapping[int, str], recognised: Sequence[str | None], column: int, meaning: str
) -> dict[int, str]:
    """What a user has said of a layout's columns, with one more.

    said        what they said so far
    recognised  per column what it means now

    A meaning that another column had goes from there: no two columns mean the same.
    """
    after = dict(said)
    if meaning != NOT_TAKEN:
        after |= {
            place: NOT_TAKEN
            for place, known in enumerate(recognised)
            if known == meaning and place != column
        }
    after[column] = meaning
    return after
