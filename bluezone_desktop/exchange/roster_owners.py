"""Phones in one cell that says whose each is: "0901234567 (mẹ)", "Ba: 090…, Mẹ Lan: 091…"."""

import re
from itertools import pairwise

from bluezone_desktop.domain.phones import read_phones
from bluezone_desktop.domain.text import clean
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.exchange.roster_words import relations_in

_NUMBER = re.compile(r"\(?\+?\d[\d .()–-]{6,}\d")
_POLITE = re.compile(
    r"\b(?:sđt|sdt|số đt|số điện thoại|điện thoại|đt|zalo|của|gặp|là|gọi)\b\s*[:.]?", re.IGNORECASE
)
_OWNER = re.compile(
    r"(?P<who>(?:ông|bà)(?: nội| ngoại)?|cha|bố|ba|tía|mẹ|má|cô|dì|chú|bác|cậu|anh|chị)"
    r"(?: (?P<name>[^\W\d_]\S*(?: \S+){0,5}))?",
    re.IGNORECASE,
)

Owned = tuple[Relation, str | None, str]


def owned_phones(text: str) -> list[Owned] | None:
    """Relation, name and phone of everyone whose phone a cell holds; the name is often missing.

    None where the cell does not say of every phone whose it is. Labels stand before all phones or
    behind all of them.
    """
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    edges = [0, *(edge for number in found for edge in number.span()), len(text)]
    between = [text[start:end] for start, end in list(pairwise(edges))[::2]]
    labels = [_POLITE.sub(" ", label).strip(" \t\n:;,./|()[]+&-–") for label in between]
    if labels[0] and not labels[-1]:
        labels.pop()
    elif labels[-1] and not labels[0]:
        labels.pop(0)
    else:
        return None
    owned = [_owned(clean(label), number[0]) for label, number in zip(labels, found, strict=True)]
    known = [one for one in owned if one]
    return known if len(known) == len(owned) else None


def _owned(label: str, number: str) -> Owned | None:
    owner = _OWNER.fullmatch(label)
    relations = relations_in(owner["who"], named=True) if owner else ()
    if owner is None or len(relations) != 1:
        return None
    name = owner["name"]
    if name and not name[0].isupper():
        # "mẹ ở quê": no name.
        return None
    try:
        phones = read_phones(number.strip(" .–-"))
    except ValueError:
        return None
    return (relations[0], name, phones[0]) if len(phones) == 1 else None
