"""The relatives that a row names, in columns of their own or several in one cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bluezone_desktop.domain.phones import read_phones
from bluezone_desktop.domain.roster import RelativeDraft
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.domain.vocabulary import Relation
from bluezone_desktop.exchange.grid import as_written, at, is_blank
from bluezone_desktop.exchange.roster_fields import RELATIVE_FIELDS, Field
from bluezone_desktop.exchange.roster_headers import Header
from bluezone_desktop.exchange.roster_notes import Notes, Row, cell_text
from bluezone_desktop.exchange.roster_owners import owned_phones
from bluezone_desktop.exchange.roster_words import relations_in

# Anything in a relative's cell beyond a plain name: a phone, a label, a second name.
_MORE_THAN_A_NAME = re.compile(r"[\d:;,/()\[\]\n&+|]| [-–] |\bvà\b")
_NOBODY = frozenset(
    {"x", "0", "-", "--", ".", "/", "_", "k", "ko", "khong", "khong co", "ko co", "none", "null"}
    | {"n/a", "mat", "chet", "da mat", "da chet", "khong ro", "chua ro", "khong biet", "bo trong"}
)
_ANYBODY = frozenset({Relation.GUARDIAN, Relation.OTHER})
_WHICH = re.compile(r"\b(?:nội|ngoại|bác|chú|cậu|dượng|cô|dì|thím|mợ|[1-3])\b")
_OTHERS = frozenset({"khac", "nguoi khac", "quan he khac", "ho hang", "ba con", "nguoi quen"})
_IS_NOT = re.compile(
    r"(?:khong|ko|chua) (?:co|ro|biet)\b|(?:da )?(?:mat|chet|qua doi) (?:nam|tu|roi)\b"
)
# Không, ko, chưa, đã, mất, qua: of longer texts only these need the closer look.
_BEGINS_LIKE_NOBODY = frozenset("KkCcĐđMmQqDd(")
_DEAD = re.compile(
    r"[(\[,–-]\s*(?:đã )?(?:mất|chết|qua đời)(?:\s*\d{4})?\s*[)\]]?\s*$", re.IGNORECASE
)
_DIGITS = re.compile(r"[+\d][\d .\-–/,;]{6,}\d")
_PHONE_WORDS = re.compile(r"\b(?:sđt|sdt|đt|số đt|điện thoại|tel)\b\s*[:.]?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:^|(?<=[\s;,/|(+&-]))(?:họ tên |tên )?(?P<who>cha|bố|ba|tía|mẹ|má|ông(?: nội| ngoại)?"
    r"|bà(?: nội| ngoại)?|người giám hộ|giám hộ|phụ huynh"
    r"|(?:anh|chị|cô|dì|chú|bác|cậu)(?: ruột| trai| gái| họ)?)\s*[:：]\s*",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(
    r"(?:^|(?<=[;,/|+&\n–-]))\s*(?P<who>cha|bố|mẹ|má|(?:ông|bà) (?:nội|ngoại)"
    r"|(?:anh|chị|cô|dì|chú|bác|cậu) (?:ruột|trai|gái|họ))\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[(\[]\s*(?P<who>[^)\]]{1,30})[)\]]\s*$")
_YEAR = re.compile(
    r"[,;(\[\s–-]*\b(?:(?:sn|sinh năm|năm sinh|sinh)\b\s*:?\s*)?(?:19|20)\d\d\b\s*[)\]]?",
    re.IGNORECASE,
)
_AND_MORE = re.compile(r"\s*(?:[,;/(\[]|\s[-–]\s)\s*(?P<more>.*)", re.DOTALL)
_BETWEEN_NAMES = re.compile(r"\s*(?:[;,/&+|\n]|\s[-–]\s|\bvà\b)\s*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A relative as one cell mentions them; ``relation`` is None where the cell does not say."""

    relation: Relation | None
    full_name: str | None
    phones: tuple[str, ...] = ()


@dataclass(slots=True)
class _Kin:
    """The columns of one relative, or of several that share theirs.

    which         tells two of one relation apart: ông nội, ông ngoại
    told_by       the columns that may say who it is
    """

    relations: tuple[Relation, ...]
    which: frozenset[str] = frozenset()
    names: list[int] = field(default_factory=list)
    phones: list[int] = field(default_factory=list)
    told_by: tuple[int, ...] = ()

    @property
    def usual(self) -> Relation:
        """Who is meant where neither the cell nor a column of relations says it."""
        parents = [one for one in self.relations if one is not Relation.GUARDIAN]
        return parents[0] if len(parents) == 1 else Relation.GUARDIAN

    @property
    def is_certain(self) -> bool:
        """Whether the header itself says who it is."""
        return len(self.relations) == 1 and self.relations[0] not in _ANYBODY


def _kin_of(header: Header) -> list[_Kin]:
    """The relatives that a header speaks of, each with the columns that are theirs."""
    found: list[_Kin] = []
    columns = [
        (place, meaning, frozenset(_WHICH.findall(header.words[place].lower())))
        for place, meaning in enumerate(header.meanings)
        if meaning and meaning.field in RELATIVE_FIELDS
    ]
    for place, meaning, which in columns:
        if meaning.field is not Field.RELATIVE_PHONE:
            like = [
                one for one in found if (one.relations, one.which) == (meaning.relations, which)
            ]
            # A second "Họ tên người thân" with a phone of the first before it is another person.
            after_phone = any(
                other.field is Field.RELATIVE_PHONE and like and like[-1].names[0] < between < place
                for between, other, _ in columns
            )
            if not like or after_phone:
                found.append(like_new := _Kin(meaning.relations, which))
                like = [like_new]
            like[-1].names.append(place)
    for place, meaning, which in columns:
        if meaning.field is Field.RELATIVE_PHONE:
            _kin_of_phone(found, meaning.relations, which, place).phones.append(place)
    said = header.columns(Field.RELATION)
    for one in found:
        one.told_by = _nearest(said, one, found)
    return found


def _kin_of_phone(
    found: list[_Kin], relations: tuple[Relation, ...], which: frozenset[str], place: int
) -> _Kin:
    """Whose phone a column holds: who is called the same, else the last named before it."""
    same = [one for one in found if one.relations == relations]
    alike = [one for one in same if one.which == which] or (same if not which else [])
    before = [one for one in alike if one.names and one.names[0] < place]
    if not alike:
        found.append(_Kin(relations, which))
        return found[-1]
    return before[-1] if before else alike[0]


def _nearest(said: Sequence[int], one: _Kin, found: Sequence[_Kin]) -> tuple[int, ...]:
    """The column "Quan hệ" that speaks of a relative: with several, the one beside the name."""
    if len(said) < 2 or not one.names:
        return tuple(said)
    starts = [other.names[0] for other in found if other.names]
    end = min((start for start in starts if start > one.names[0]), default=1 << 20)
    after = tuple(column for column in said if one.names[0] < column < end)
    return after or tuple(column for column in said if column < one.names[0])[-1:]


class Relatives:
    """Reads the relatives of one table by its header."""

    def __init__(self, header: Header, notes: Notes) -> None:
        self._notes = notes
        self._relation = header.columns(Field.RELATION)
        self._meant = [column for column, meaning in enumerate(header.meanings) if meaning]
        self._kin = _kin_of(header)
        self.phone_columns = tuple(column for one in self._kin for column in one.phones)

    def relatives(self, row: Row, number: int) -> tuple[RelativeDraft, ...]:
        """The relatives that a row names, by name, by phone, or both."""
        found: list[RelativeDraft] = []
        for kin in self._kin:
            texts = _texts(kin, row)
            if not texts and _are_anybody(kin.relations) and (owned := _owned(kin, row)):
                found.extend(owned)
                continue
            phones: tuple[str, ...] = ()
            for column in kin.phones:
                phones = self._notes.phones(row, column, number)
                if phones:
                    break
            for text in texts or ([""] if phones else []):
                found.extend(self._drafts(kin, text, phones, row, number))
                phones = ()
        if len(found) > 1 and any(one.full_name is None for one in found):
            found = _joined(found)
        return tuple(found)

    def has_nothing_else(self, row: Row) -> bool:
        """Whether a row holds relatives and nothing of a pupil: more of the pupil above it."""
        own = {column for kin in self._kin for column in (*kin.names, *kin.phones)}
        own.update(self._relation)
        filled = [column for column in self._meant if not is_blank(at(row, column))]
        return bool(filled) and all(column in own for column in filled)

    def _drafts(
        self, kin: _Kin, text: str, phones: tuple[str, ...], row: Row, number: int
    ) -> list[RelativeDraft]:
        alone = kin.is_certain or (len(kin.relations) == 1 and not kin.told_by)
        labelled = _are_anybody(kin.relations) and _bare_labels(text)
        if not alone or labelled or _MORE_THAN_A_NAME.search(text):
            return self._split(kin, text, phones, row, number)
        name = clean(text)
        if (len(name) < 10 or name[0] in _BEGINS_LIKE_NOBODY) and is_nobody(name):
            name = ""
        if not name and not phones:
            return []
        self._notes.warn_of_more(phones[1:], number, (kin.phones or kin.names)[0])
        return [RelativeDraft(kin.relations[0], name or None, phones[0] if phones else None)]

    def _split(
        self, kin: _Kin, text: str, phones: tuple[str, ...], row: Row, number: int
    ) -> list[RelativeDraft]:
        """Relatives of a cell that holds more than a name, or a header that names several."""
        column = (kin.names or kin.phones)[0]
        try:
            people = split_relatives(text, kin.relations)
        except ValueError:
            self._notes.warn(number, column, text, "relative_unreadable")
            return []
        said = None if kin.is_certain else self._said_relation(kin, row, number)
        drafts: list[RelativeDraft] = []
        for turn, one in enumerate(people):
            every = len(phones) == len(people)
            given = phones[turn : turn + 1] if every else phones if turn == 0 else ()
            given = tuple(dict.fromkeys((*given, *one.phones)))
            if not one.full_name and len(given) == len(kin.relations) > 1:
                # "SĐT cha, mẹ" with two phones and no names.
                pairs = zip(kin.relations, given, strict=True)
                drafts += [RelativeDraft(relation, None, phone) for relation, phone in pairs]
            elif one.full_name or given:
                relation = one.relation or said or kin.usual
                drafts.append(RelativeDraft(relation, one.full_name, given[0] if given else None))
                self._notes.warn_of_more(given[1:], number, column)
        if not drafts and text and not is_nobody(text):
            self._notes.warn(number, column, text, "relative_unreadable")
        return drafts

    def _said_relation(self, kin: _Kin, row: Row, number: int) -> Relation | None:
        for column in kin.told_by:
            text = cell_text(row, column)
            if text:
                found = relation_word(text)
                if found is None:
                    self._notes.warn(number, column, text, "relation_unknown")
                return found
        return None


def _texts(kin: _Kin, row: Row) -> list[str]:
    """What a relative's columns of names hold in a row, each text once."""
    texts: dict[str, None] = {}
    for column in kin.names:
        cell = row[column] if column < len(row) else None
        if cell is not None and cell != "":
            texts[cell.strip() if isinstance(cell, str) else as_written(cell)] = None
    texts.pop("", None)
    return list(texts)


def _owned(kin: _Kin, row: Row) -> list[RelativeDraft]:
    """Those whose phones the first filled cell holds, where it says whose each of them is."""
    cells = (at(row, column) for column in kin.phones)
    first = next((cell for cell in cells if not is_blank(cell)), None)
    if not isinstance(first, str) or not any(map(str.isalpha, first)):
        return []
    owned = owned_phones(first) or []
    drafts = [RelativeDraft(relation, name, phone) for relation, name, phone in owned]
    # Two phones of one mother are no two mothers.
    return drafts if len({one.relation for one in drafts}) == len(drafts) else []


def _joined(drafts: Sequence[RelativeDraft]) -> list[RelativeDraft]:
    """A row's father by name and its father by phone are one, whatever columns held them."""
    whole: list[RelativeDraft] = []
    for draft in sorted(drafts, key=lambda one: not one.full_name):
        of_same = [
            place
            for place, one in enumerate(whole)
            if one.relation is draft.relation and one.phone in {None, draft.phone}
        ]
        if draft.full_name or not of_same:
            whole.append(draft)
        else:
            whole[of_same[0]] = replace(whole[of_same[0]], phone=draft.phone)
    return whole


def is_nobody(name: str) -> bool:
    """Whether a cell of a relative's name says that there is none."""
    plain = fold(name).strip(" .()")
    return not any(map(str.isalpha, plain)) or plain in _NOBODY or bool(_IS_NOT.match(plain))


def relation_word(text: str) -> Relation | None:
    """The relation that a cell names ("Mẹ", "Ông nội"); None where it is none of ours."""
    found = relations_in(text, accented=not text.isascii(), named=True)
    if not found and fold(text).strip(" .") in _OTHERS:
        return Relation.OTHER
    return found[0] if found else None


def split_relatives(text: str, relations: Sequence[Relation]) -> list[Mention]:
    """The relatives that one cell mentions.

    text       "Cha: Nguyễn Văn A (0901…); Mẹ: Trần Thị B", "Nguyễn Văn A - 0901…", plain names
    relations  whom the header speaks of, in its order; several names are given out by it

    Raises ValueError for phones that are none.
    """
    if is_nobody(text) and not any(map(str.isdigit, text)):
        # Without a name; the phone in a column of its own is still somebody's.
        return [Mention(None, None)]
    labels = list(_LABEL.finditer(text))
    if labels:
        ends = [label.start() for label in labels[1:]] + [len(text)]
        return [
            _mention(_labelled(label["who"], relations), text[label.end() : end])
            for label, end in zip(labels, ends, strict=True)
        ]
    labels = _bare_labels(text) if _are_anybody(relations) else []
    if labels:
        ends = [label.start() for label in labels[1:]] + [len(text)]
        return [
            _mention(_labelled(label["who"], relations), text[label.end() : end])
            for label, end in zip(labels, ends, strict=True)
        ]
    if len(relations) > 1:
        phones, rest = _take_phones(text)
        # A name for each that the header speaks of.
        names = [name for name in _BETWEEN_NAMES.split(rest) if name.strip(" .-–:()")]
        if 1 < len(names) <= len(relations):
            each = len(phones) == len(names)
            return [
                Mention(
                    relation,
                    clean(name),
                    phones[turn : turn + 1] if each else phones if turn == 0 else (),
                )
                for turn, (relation, name) in enumerate(zip(relations, names, strict=False))
            ]
    return [_mention(None, text)]


def _labelled(who: str, relations: Sequence[Relation]) -> Relation | None:
    """Whom a label means: where the header asks for the parents, "Ông" and "Bà" are these."""
    found = relation_word(who)
    polite = {Relation.GRANDFATHER: Relation.FATHER, Relation.GRANDMOTHER: Relation.MOTHER}
    if found in polite and " " not in who.strip() and polite[found] in relations:
        return polite[found]
    return found


def _are_anybody(relations: Sequence[Relation]) -> bool:
    return len(relations) != 1 or relations[0] in _ANYBODY


def _bare_labels(text: str) -> list[re.Match[str]]:
    """Who it is, said before a name without a colon ("Cha Lê Ba, mẹ Trần Tư")."""
    return [one for one in _BARE_LABEL.finditer(text) if text[one.end()].isupper()]


def _mention(relation: Relation | None, text: str) -> Mention:
    phones, rest = _take_phones(text)
    name = clean(rest).strip(" .-–:;,/|+&")
    trailing = _TRAILING.search(name)
    if trailing and (said := relation_word(trailing["who"])):
        relation, name = said, name[: trailing.start()].strip()
    if _DEAD.search(name):
        return Mention(None, None)
    name = _without_more(name)
    name = re.sub(r"\(\s*\)", "", name).strip(" .-–:;,/|+&")
    named = any(letter.isalpha() for letter in name) and not is_nobody(name)
    return Mention(relation, name if named else None, phones)


def _without_more(name: str) -> str:
    """A name without the year of birth and the work that some cells hold as well.

    Work is known by its small letters ("Trần Văn A - Làm ruộng"); a second name is not cut off.
    """
    name = _YEAR.sub(" ", name, count=1)
    more = _AND_MORE.search(name)
    words = re.findall(r"[^\W\d_]+", more["more"]) if more else []
    if more and (len(words) < 2 or any(word[0].islower() for word in words)):
        return name[: more.start()].strip()
    return name.strip()


def _take_phones(text: str) -> tuple[tuple[str, ...], str]:
    """The phones in a text, and the text without them."""
    phones: list[str] = []
    for found in _DIGITS.findall(text):
        phones.extend(read_phones(found.strip(" -–/,;.")))
    return tuple(dict.fromkeys(phones)), _PHONE_WORDS.sub(" ", _DIGITS.sub(" ", text))
