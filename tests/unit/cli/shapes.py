"""The JSON shapes of the command line, checked to the letter: every key, every type, no other."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Check = Callable[[Any, str], None]


def exactly(*values: object) -> Check:
    """One of these values, of that very type."""

    def check(value: Any, where: str) -> None:
        assert any(value == one and type(value) is type(one) for one in values), (where, value)

    return check


def kind(*types: type) -> Check:
    """A value of one of these types; True is no number."""

    def check(value: Any, where: str) -> None:
        assert type(value) in types, (where, value)

    return check


def shape(**keys: Check) -> Check:
    """An object with these keys and no others, in whatever order."""

    def check(value: Any, where: str) -> None:
        assert isinstance(value, dict), (where, value)
        assert set(value) == {key.rstrip("_") for key in keys}, (where, sorted(value))
        for key, inner in keys.items():
            inner(value[key.rstrip("_")], f"{where}.{key}")

    return check


def many(inner: Check) -> Check:
    """A list of such."""

    def check(value: Any, where: str) -> None:
        assert isinstance(value, list), (where, value)
        for number, one in enumerate(value):
            inner(one, f"{where}[{number}]")

    return check


def maybe(inner: Check) -> Check:
    """Such a value, or null."""

    def check(value: Any, where: str) -> None:
        if value is not None:
            inner(value, where)

    return check


def _text(value: Any, where: str) -> None:
    assert isinstance(value, str), (where, value)
    assert value.strip(), where


def _count(value: Any, where: str) -> None:
    assert type(value) is int, (where, value)
    assert value >= 0, (where, value)


def _rate(value: Any, where: str) -> None:
    assert value is None or (type(value) in (int, float) and 0 <= value <= 1), (where, value)


def _birth(value: Any, where: str) -> None:
    _text(value, where)
    if len(value) != 4 or not value.isdigit():
        _day(value, where)


def _day(value: Any, where: str) -> None:
    _text(value, where)
    assert value == datetime.fromisoformat(value).date().isoformat(), (where, value)


def _moment(value: Any, where: str) -> None:
    _text(value, where)
    assert "T" in value, (where, value)
    assert datetime.fromisoformat(value).tzinfo is None, (where, value)


text, count, rate, birth, day, moment = _text, _count, _rate, _birth, _day, _moment
STATUS = exactly("not_asked", "no_smartphone", "unsupported", "not_installed", "installed")
GROUP = exactly("manager", "teacher", "employee", "pupil", "relative")
SEX = exactly("male", "female")
RELATION = exactly(
    "father", "mother", "grandfather", "grandmother", "older_brother", "older_sister",
    "younger_sibling", "aunt", "uncle", "guardian", "other",
)  # fmt: skip

_RELATIVE = shape(relation=RELATION, full_name=maybe(text), phone=maybe(text))
_PUPIL = shape(
    row=count, full_name=text, date_of_birth=maybe(birth), sex=maybe(SEX), code=maybe(text),
    phone=maybe(text), relatives=many(_RELATIVE),
)  # fmt: skip
_CLASS = shape(name=text, sheet=text, homeroom_teacher=maybe(text), pupils=many(_PUPIL))
_MEMBER = shape(
    row=count, full_name=text, group=exactly("manager", "teacher", "employee"),
    date_of_birth=maybe(birth), sex=maybe(SEX), code=maybe(text), phone=maybe(text),
)  # fmt: skip
_PROBLEM = shape(
    sheet=text, row=count, column=kind(str), value=kind(str),
    severity=exactly("warning", "rejected"), reason=text,
)  # fmt: skip
_NOT_COUNTED = shape(sheet=text, row=count, full_name=text, reason=text)


def _encodings(value: Any, where: str) -> None:
    assert isinstance(value, dict), where
    for sheet, one in value.items():
        exactly("unicode", "tcvn3", "vni")(one, f"{where}.{sheet}")


_ROSTER: dict[str, Check] = {
    "file": text,
    "classes": many(_CLASS),
    "staff": many(_MEMBER),
    "encodings": _encodings,
    "problems": many(_PROBLEM),
    "not_counted": many(_NOT_COUNTED),
}
ROSTER = shape(**_ROSTER)
IMPORTED = shape(**_ROSTER, added=count, changed=count, moved=count, unchanged=count)
IMPORTED_MANY = shape(files=many(ROSTER), added=count, changed=count, moved=count, unchanged=count)

_FIGURES = shape(
    total=count, asked=count, with_smartphone=count, installed=count,
    rate_of_total=rate, rate_of_smartphones=rate,
)  # fmt: skip
_THREE: dict[str, Check] = {"pupils": _FIGURES, "relatives": _FIGURES, "staff": _FIGURES}
_HOUSEHOLDS = shape(reached=count, total=count)
COVERAGE = shape(
    as_of=moment, rows=many(shape(key=kind(str), **_THREE)), total=shape(**_THREE),
    households=_HOUSEHOLDS,
)  # fmt: skip
COVERAGE_BY_GROUP = shape(
    as_of=moment, rows=many(shape(key=GROUP, figures=_FIGURES)), total=shape(**_THREE),
    households=_HOUSEHOLDS,
)  # fmt: skip

PEOPLE = many(
    shape(
        id=text, full_name=maybe(text), group=GROUP, class_=maybe(text), of=many(text),
        relation=maybe(RELATION), sex=maybe(SEX), date_of_birth=maybe(birth), code=maybe(text),
        phone=maybe(text), status=STATUS, store=maybe(exactly("app-store", "ch-play")),
        installed_on=maybe(day),
    )
)  # fmt: skip
