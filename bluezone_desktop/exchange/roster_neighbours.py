"""What a column means by its neighbours: names and births in several columns, bare phones."""

from dataclasses import replace
from itertools import pairwise

from bluezone_desktop.domain.text import fold
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.exchange.roster_fields import BIRTH_FIELDS, RELATIVE_FIELDS, Field, Meaning

_PARENTS = {Relation.FATHER, Relation.MOTHER}


def settle(meanings: list[Meaning | None], words: list[str]) -> None:
    """What depends on the neighbours: names and births in several columns, bare phone columns."""
    _settle_after_relation(meanings, words)
    _settle_names(meanings, words)
    _settle_births(meanings, words)
    _settle_bare_after_relatives(meanings)
    _settle_phones(meanings)
    _settle_parents_phone(meanings)


def _settle_after_relation(meanings: list[Meaning | None], words: list[str]) -> None:
    """A second name beside "Quan hệ", and the phone behind them, are those of whom it speaks."""
    fields = [meaning.field if meaning else None for meaning in meanings]
    if Field.RELATION not in fields or any(field in RELATIVE_FIELDS for field in fields):
        return
    said = fields.index(Field.RELATION)
    before = fields[: max(said - 1, 0)]
    if (
        Field.NAME in before
        and fields[said - 1] is Field.NAME
        and words[said - 1] != words[said - 2]
    ):
        # "Họ và tên | Quan hệ | Điện thoại", after the pupil's own "Họ và tên".
        first = said - 1
    elif Field.NAME in fields[:said] and Field.NAME in fields[said:]:
        first = said + 1
    else:
        return
    for place in range(first, len(meanings)):
        if fields[place] is Field.NAME:
            meanings[place] = Meaning(Field.RELATIVE_NAME, (Relation.OTHER,))
        elif fields[place] is Field.PHONE:
            meanings[place] = Meaning(Field.RELATIVE_PHONE, (Relation.OTHER,))


def _settle_names(meanings: list[Meaning | None], words: list[str]) -> None:
    fields = [meaning.field if meaning else None for meaning in meanings]
    for place in range(1, len(fields)):
        if fields[place - 1] is Field.NAME and words[place - 1] == words[place]:
            # "Họ và tên" over two columns: họ đệm, tên.
            if fields[place] is Field.NAME:
                _set(meanings, place - 1, Field.SURNAME)
                _set(meanings, place, Field.GIVEN)
        elif (
            fields[place - 1] is Field.SURNAME
            and fields[place] is Field.NAME
            and fold(words[place]).startswith("ten ")
        ):
            # "Họ lót | Tên HS": beside a họ, the tên is no whole name.
            _set(meanings, place, Field.GIVEN)
        elif fields[place - 1] is Field.NAME and fields[place] is Field.GIVEN:
            # "Họ và tên | Tên": the first holds what "họ đệm" would, or all of it.
            _set(meanings, place - 1, Field.SURNAME)
    fields = [meaning.field if meaning else None for meaning in meanings]
    if Field.NAME in fields and Field.GIVEN not in fields:
        for place, found in enumerate(fields):
            if found is Field.SURNAME:
                meanings[place] = None
    seen = False
    for place, found in enumerate(fields):
        if found is Field.NAME:
            # A second full name without a word for whose it is cannot be taken for the pupil's.
            if seen:
                meanings[place] = None
            seen = True


def _settle_births(meanings: list[Meaning | None], words: list[str]) -> None:
    fields = [meaning.field if meaning else None for meaning in meanings]
    for place in range(len(fields) - 2):
        day, month, year = fields[place : place + 3]
        if (
            day in {Field.BIRTH_DAY, Field.BIRTH}
            and month is Field.BIRTH_MONTH
            and year in {Field.BIRTH_YEAR, Field.BIRTH, Field.MALE}
        ):
            _set(meanings, place, Field.BIRTH_DAY)
            _set(meanings, place + 1, Field.BIRTH_MONTH)
            _set(meanings, place + 2, Field.BIRTH_YEAR)
            break
    else:
        _settle_day_and_month(meanings, words)
        fields = [meaning.field if meaning else None for meaning in meanings]
        for place, found in enumerate(fields):
            if found in {Field.BIRTH_DAY, Field.BIRTH_MONTH, Field.BIRTH_YEAR}:
                meanings[place] = None
    fields = [meaning.field if meaning else None for meaning in meanings]
    if Field.BIRTH_DAY in fields:
        for place, found in enumerate(fields):
            if found is Field.BIRTH:
                meanings[place] = None


def _settle_day_and_month(meanings: list[Meaning | None], words: list[str]) -> None:
    """Take "Ngày tháng" right before "Năm sinh" for what it is: together they are one date."""
    fields = [meaning.field if meaning else None for meaning in meanings]
    for place, (first, second) in enumerate(pairwise(fields)):
        years = {Field.BIRTH, Field.BIRTH_YEAR}
        if first is Field.BIRTH_DAY and second in years and "th" in fold(words[place]):
            _set(meanings, place, Field.BIRTH)
            _set(meanings, place + 1, Field.BIRTH)


def _settle_bare_after_relatives(meanings: list[Meaning | None]) -> None:
    """A second date of birth, job or the like after a relative's column is the relative's."""
    seen: set[Field] = set()
    owned = False
    for place, meaning in enumerate(meanings):
        if meaning is None:
            continue
        if meaning.field in RELATIVE_FIELDS:
            owned = True
        elif meaning.field in BIRTH_FIELDS | {Field.JOB, Field.CODE, Field.SEX, Field.NOTE}:
            if owned and meaning.field in seen:
                meanings[place] = None
            seen.add(meaning.field)


def _settle_phones(meanings: list[Meaning | None]) -> None:
    """A phone column without an owner right after a relative's is that relative's.

    A single such column at the end of several relatives belongs to none of them: it is the one to
    call. "SĐT" below "Cha mẹ học sinh" is as good as bare where each of the parents has one.
    """
    bare = [p for p, m in enumerate(meanings) if m and m.field is Field.PHONE]
    named = [p for p, m in enumerate(meanings) if m and m.field is Field.RELATIVE_NAME]
    of_all = [p for p, m in enumerate(meanings) if m and _is_phone_of_several(m)]
    bare = sorted([*bare, *of_all]) if len(of_all) > 1 else bare
    with_phone = {
        m.relations
        for m in meanings
        if m and m.field in {Field.RELATIVE_PHONE, Field.RELATIVE_BOTH}
    }
    given: set[int] = set()
    for place in bare:
        before = [p for p in named if p < place]
        if not before:
            continue
        owner = meanings[before[-1]]
        between = meanings[before[-1] + 1 : place]
        if (
            owner is None
            or before[-1] in given
            or owner.relations in with_phone
            or any(
                m is not None and m.field not in {Field.IGNORED, Field.RELATION} for m in between
            )
        ):
            continue
        last_of_several = len(named) > 1 and len(bare) == 1 and before[-1] == named[-1]
        if not last_of_several:
            meanings[place] = Meaning(Field.RELATIVE_PHONE, owner.relations)
            given.add(before[-1])


def _is_phone_of_several(meaning: Meaning) -> bool:
    return meaning.field is Field.RELATIVE_PHONE and len(meaning.relations) > 1


def _settle_parents_phone(meanings: list[Meaning | None]) -> None:
    """A parent's phone beside named parents is the pupil's contact, not a third person's."""
    named = {
        relation
        for meaning in meanings
        if meaning and meaning.field in {Field.RELATIVE_NAME, Field.RELATIVE_BOTH}
        for relation in meaning.relations
    }
    pairs = {m.relations for m in meanings if m and m.field is Field.RELATIVE_NAME}
    for place, meaning in enumerate(meanings):
        if meaning is None or meaning.field is not Field.RELATIVE_PHONE:
            continue
        of_whom = set(meaning.relations)
        unsure = len(of_whom) > 1 or of_whom & {Relation.GUARDIAN, Relation.OTHER}
        if unsure and meaning.relations not in pairs and named & _PARENTS:
            meanings[place] = Meaning(Field.PHONE, rank=2)


def _set(meanings: list[Meaning | None], place: int, to: Field) -> None:
    meaning = meanings[place]
    meanings[place] = replace(meaning, field=to) if meaning else Meaning(to)
