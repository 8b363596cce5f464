"""From the cells of one row to a pupil or a member of staff, with what could not be read told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bluezone_desktop.domain.class_names import read_class_name
from bluezone_desktop.domain.dates import date_from_parts, read_date
from bluezone_desktop.domain.people import IsoDate
from bluezone_desktop.domain.phones import read_phones
from bluezone_desktop.domain.roster import Problem, RelativeDraft, Severity
from bluezone_desktop.domain.text import clean, fold
from bluezone_desktop.domain.vocabulary import Attendance, Group, Relation, Sex
from bluezone_desktop.exchange import roster_values as values
from bluezone_desktop.exchange.grid import Cell, as_written, is_blank
from bluezone_desktop.exchange.roster_fields import RELATIVE_FIELDS, Field
from bluezone_desktop.exchange.roster_headers import Header

Row = Sequence[Cell]

# Anything in a relative's cell beyond a plain name: a phone, a label, a second name.
_MORE_THAN_A_NAME = re.compile(r"[\d:;,/()\[\]\n&+|]| [-–] |\bvà\b")
_SURE_PHONE = re.compile(r"0[235789]\d{8}", re.ASCII)


@dataclass(slots=True)
class _Kin:
    """The columns of one relative, or of several that share theirs."""

    relations: tuple[Relation, ...]
    names: list[int] = field(default_factory=list)
    phones: list[int] = field(default_factory=list)


class Cells:
    """Reads the cells of one table by its header. Warnings collect in ``problems``.

    sheet   the sheet's name, for problems
    below   the rows under the header: some columns can only be understood as a whole
    """

    def __init__(self, sheet: str, header: Header, below: Sequence[Row]) -> None:
        self.header = header
        self.problems: list[Problem] = []
        self._sheet = sheet
        self._width = len(header.meanings)
        self._name = header.columns(Field.NAME)
        self._surname = tuple(sorted(header.columns(Field.SURNAME)))
        self._given = header.columns(Field.GIVEN)
        self._code = header.columns(Field.CODE)
        self._birth_of = (
            header.columns(Field.BIRTH_OF_WOMEN),
            header.columns(Field.BIRTH_OF_MEN),
        )
        self._birth = (
            *header.columns(Field.BIRTH),
            *self._birth_of[0],
            *self._birth_of[1],
        )
        self._parts = tuple(
            header.columns(one)[0]
            for one in (Field.BIRTH_DAY, Field.BIRTH_MONTH, Field.BIRTH_YEAR)
            if header.columns(one)
        )
        self._phone = header.columns(Field.PHONE)
        self._status = header.columns(Field.STATUS)
        self._note = header.columns(Field.NOTE)
        self._jobs = header.columns(Field.JOB)
        self._unit = header.columns(Field.UNIT)
        self._kin = _kin_of(header)
        self._relation = header.columns(Field.RELATION)
        self._find_given_beside_name(below)
        self._birthdays: dict[Cell, IsoDate | ValueError | None] = {}
        self._standings: dict[Cell, tuple[Attendance | None, str]] = {}
        self._sexes: dict[Cell, Sex] = {}
        self._class_names: dict[tuple[type, Cell], str] = {}
        self._coding: dict[int, Sex] | None = None
        self._sex, self._female, self._male = self._settle_sexes(below)

    def _find_given_beside_name(self, below: Sequence[Row]) -> None:
        """A column without words right of "Họ và tên" that holds single words is the tên."""
        sample = below[:60]
        if self._name and not self._given:
            name, beside = self._name[0], self._name[0] + 1
            blank = beside >= self._width or not self.header.words[beside]
            pairs = [(_at(row, name), _at(row, beside)) for row in sample]
            filled = [(a, b) for a, b in pairs if isinstance(a, str) and a.strip()]
            given = [b for _, b in filled if isinstance(b, str) and b.strip()]
            if blank and len(given) * 2 > len(filled) and all(len(b.split()) == 1 for b in given):
                self._surname, self._given, self._name = (name,), (beside,), ()
        elif self._given and len(self._surname) == 1:
            first, given_at = self._surname[0], self._given[0]
            pairs = [(_text(row, first), _text(row, given_at)) for row in sample]
            whole = [full.split()[-1:] == [given] for full, given in pairs if full and given]
            # "Họ và tên | Tên", where the first holds the whole name already.
            if whole and sum(whole) * 10 >= len(whole) * 9:
                self._name, self._surname, self._given = (first,), (), ()
        elif self._given and not self._surname and not self._name:
            self._name, self._given = self._given, ()

    def _settle_sexes(
        self, below: Sequence[Row]
    ) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        header = self.header
        sexes, females, males = (
            header.columns(one) for one in (Field.SEX, Field.FEMALE, Field.MALE)
        )
        if sexes:
            place, words = sexes[0], header.words[sexes[0]]
            cells = {_at(row, place) for row in below}
            if any(values.sex_number(cell) is not None for cell in cells):
                people = [row for row in below if self.name(row)]
                self._coding = values.sex_coding(
                    [_at(row, place) for row in people],
                    words,
                    [_at(row, place) for row in people if self._is_girl(row)],
                )
            elif cells and all(values.is_mark(cell) is not None for cell in cells):
                # "Giới tính (x là nữ)": marks in a column of sexes.
                if any(fold(as_written(cell)) == "x" for cell in cells) and "nu" in fold(words):
                    return (), sexes, ()
        if females and not any(not is_blank(_at(row, females[0])) for row in below):
            girls = [row for row in below if self._is_girl(row)]
            if girls:
                self.warn(header.last, header.words[females[0]], "", "sex_column_empty")
                return sexes, (), males
        return sexes, females, males

    def _is_girl(self, row: Row) -> bool:
        """Whether the name has Thị in its middle, which only women's names have."""
        return " thị " in f" {self.name(row).lower()} "

    def name(self, row: Row) -> str:
        """The person's name in a row, joined from its columns; "" where there is none."""
        if self._name:
            return _text(row, self._name[0])
        parts = [_text(row, place) for place in (*self._surname, *self._given[:1])]
        return " ".join(part for part in parts if part)

    def birth(self, row: Row, number: int) -> IsoDate | None:
        """The date of birth; an unreadable one is a warning."""
        try:
            return self.birth_or_raise(row)
        except ValueError:
            at = self._parts or self._birth
            words = " ".join(dict.fromkeys(self.header.words[place] for place in at))
            written = " ".join(as_written(_at(row, place)) for place in at).strip()
            self.warn(number, words, written, "date_unreadable")
            return None

    def birth_or_raise(self, row: Row) -> IsoDate | None:
        """The date of birth, None where the row has none; ValueError for an unreadable one."""
        if len(self._parts) == 3:
            day, month, year = (_at(row, place) for place in self._parts)
            return date_from_parts(day, month, year)
        for place in self._birth:
            cell = _at(row, place)
            if cell is None or cell == "":
                continue
            known = self._birthdays
            if cell not in known:
                try:
                    known[cell] = read_date(cell)
                except ValueError as error:
                    known[cell] = error
            found = known[cell]
            if isinstance(found, ValueError):
                raise found
            if found:
                return found
        return None

    def sex(self, row: Row, number: int) -> Sex | None:
        """The person's sex; what cannot be read is a warning."""
        for place in self._sex:
            cell = _at(row, place)
            if not is_blank(cell):
                return self._known_sex(cell, place, number)
        for places, sex in zip(self._birth_of, (Sex.FEMALE, Sex.MALE), strict=True):
            if any(not is_blank(_at(row, place)) for place in places):
                return sex
        if not self._female and not self._male:
            return None
        marked: list[Sex] = []
        for places, sex in ((self._female, Sex.FEMALE), (self._male, Sex.MALE)):
            cell = _at(row, places[0]) if places else None
            if cell is None or cell == "":
                continue
            said = values.sex_word(cell) if fold(as_written(cell)) != "n" else None
            mark = values.is_mark(cell)
            if said:
                marked.append(said)
            elif mark:
                marked.append(sex)
            elif mark is None:
                self.warn(number, self.header.words[places[0]], as_written(cell), "sex_unreadable")
                return None
        if marked:
            return marked[0] if len(set(marked)) == 1 else None
        # One column of marks: a blank is the other sex. Two, both blank: nobody has said.
        if self._female and not self._male:
            return Sex.MALE
        return Sex.FEMALE if self._male and not self._female else None

    def _known_sex(self, cell: Cell, place: int, number: int) -> Sex | None:
        found = self._sexes.get(cell)
        if found is None:
            found = values.sex_word(cell)
            coded = values.sex_number(cell)
            if found is None and coded is not None and self._coding is not None:
                found = self._coding.get(coded)
            if found is None:
                reason = "sex_unreadable" if coded is None else "sex_number_unknown"
                self.warn(number, self.header.words[place], as_written(cell), reason)
                return None
            self._sexes[cell] = found
        return found

    def code(self, row: Row, number: int) -> str | None:
        """The person's code; one that Excel has rounded is a warning."""
        for place in self._code:
            cell = _at(row, place)
            if cell is None or cell == "":
                continue
            try:
                found = values.code_text(cell)
            except ValueError:
                self.warn(number, self.header.words[place], as_written(cell), "code_unreadable")
                return None
            if found:
                return found
        return None

    def phone(self, row: Row, number: int) -> str | None:
        """The person's own phone; what is no phone, and a second one, are warnings."""
        for place in self._phone:
            phones = self._phones(row, place, number)
            if phones:
                self._warn_of_more(phones[1:], number, place)
                return phones[0]
        return None

    def _phones(self, row: Row, place: int, number: int) -> tuple[str, ...]:
        cell = _at(row, place)
        if cell is None or cell == "":
            return ()
        if isinstance(cell, str) and _SURE_PHONE.fullmatch(cell):
            return (cell,)
        try:
            return read_phones(cell)
        except ValueError:
            self.warn(number, self.header.words[place], as_written(cell), "phone_unreadable")
            return ()

    def _warn_of_more(self, phones: Sequence[str], number: int, place: int) -> None:
        for phone in phones:
            self.warn(number, self.header.words[place], phone, "phone_more")

    def standing(self, row: Row, number: int) -> tuple[Attendance, str]:
        """Whether the person is at the school, and the list's words for why not."""
        for place in self._status:
            cell = _at(row, place)
            if cell is None or cell == "":
                continue
            if cell not in self._standings:
                text = _text(row, place)
                self._standings[cell] = (values.standing(text), text)
            found, text = self._standings[cell]
            if found is None and text:
                self.warn(number, self.header.words[place], text, "status_unknown")
            elif found and found is not Attendance.ATTENDING:
                return found, text
        for place in self._note:
            text = _text(row, place)
            gone = values.leaving_note(text) if text else None
            if gone:
                return gone, text
        return Attendance.ATTENDING, ""

    def job(self, row: Row) -> str | None:
        """The chức vụ as written, of the columns that tell one."""
        texts = [_text(row, place) for place in self._jobs]
        found = [text for text in texts if text]
        managing = [text for text in found if values.staff_group(text) is Group.MANAGER]
        telling = [text for text in found if values.staff_group(text)]
        return next(iter(managing + telling + found), None)

    def unit(self, row: Row) -> str:
        """The unit of a member of staff, "" where the list has none."""
        return _text(row, self._unit[0]) if self._unit else ""

    def class_name(self, cell: Cell) -> str:
        """A class as its cell means it, "" for none. Raises ValueError for what can be no class."""
        key = (type(cell), cell)
        if key not in self._class_names:
            self._class_names[key] = read_class_name(cell)
        return self._class_names[key]

    def relatives(self, row: Row, number: int) -> tuple[RelativeDraft, ...]:
        """The relatives that a row names, by name, by phone, or both."""
        found: list[RelativeDraft] = []
        for kin in self._kin:
            found.extend(self._relatives_of(kin, row, number))
        return tuple(found)

    def _relatives_of(self, kin: _Kin, row: Row, number: int) -> list[RelativeDraft]:
        text = ""
        for place in kin.names:
            cell = _at(row, place)
            if cell is not None and cell != "":
                text = cell.strip() if isinstance(cell, str) else as_written(cell)
                break
        phones: tuple[str, ...] = ()
        at = kin.phones[0] if kin.phones else kin.names[0]
        for at in kin.phones:
            phones = self._phones(row, at, number)
            if phones:
                break
        if not text and not phones:
            return []
        if len(kin.relations) == 1 and not self._relation and not _MORE_THAN_A_NAME.search(text):
            name = clean(text)
            if len(name) < 10 and values.is_nobody(name):
                name = ""
            self._warn_of_more(phones[1:], number, at)
            if not name and not phones:
                return []
            return [RelativeDraft(kin.relations[0], name or None, phones[0] if phones else None)]
        return self._split(kin, text, phones, row, number)

    def _split(
        self, kin: _Kin, text: str, phones: tuple[str, ...], row: Row, number: int
    ) -> list[RelativeDraft]:
        """Relatives of a cell that holds more than a name, or a header that names several."""
        place = kin.names[0] if kin.names else kin.phones[0]
        words = self.header.words[place]
        try:
            people = values.split_relatives(text, kin.relations) if text else [(None, None, ())]
        except ValueError:
            self.warn(number, words, text, "relative_unreadable")
            return []
        if not any(name and any(letter.isalpha() for letter in name) for _, name, _ in people):
            people = [(who, None, own) for who, _, own in people]
        said = self._said_relation(row, number)
        of_kin = [one for one in kin.relations if one is not Relation.GUARDIAN]
        usual = of_kin[0] if len(of_kin) == 1 else Relation.GUARDIAN
        every = len(phones) == len(people)
        drafts: list[RelativeDraft] = []
        for at, (who, name, own) in enumerate(people):
            given = (phones[at : at + 1] if every else phones if at == 0 else ()) + own
            given = tuple(dict.fromkeys(given))
            if not name and not given:
                continue
            relation = who or said or usual
            if not name and len(kin.relations) > 1 and len(given) == len(kin.relations):
                pairs = zip(kin.relations, given, strict=True)
                drafts.extend(RelativeDraft(one, None, phone) for one, phone in pairs)
                continue
            self._warn_of_more(given[1:], number, place)
            drafts.append(RelativeDraft(relation, name, given[0] if given else None))
        if not drafts and text and not values.is_nobody(text):
            self.warn(number, words, text, "relative_unreadable")
        return drafts

    def _said_relation(self, row: Row, number: int) -> Relation | None:
        for place in self._relation:
            text = _text(row, place)
            if text:
                found = values.relation_word(text)
                if found is None:
                    self.warn(number, self.header.words[place], text, "relation_unknown")
                return found
        return None

    def has_relatives_only(self, row: Row) -> bool:
        """Whether a row holds relatives and nothing of a pupil: more of the pupil above it."""
        own = {place for kin in self._kin for place in (*kin.names, *kin.phones)} | set(
            self._relation
        )
        filled = [place for place, cell in enumerate(row) if not is_blank(cell)]
        told = [p for p in filled if p < self._width and self.header.meanings[p] is not None]
        return bool(self._kin) and bool(told) and all(place in own for place in told)

    def evidence(self, row: Row) -> int:
        """How many cells of a row can only be a person's: a day, a code, a phone, a sex, a status."""
        count = 0
        try:
            count += 2 * (self.birth_or_raise(row) is not None)
        except ValueError:
            pass
        count += any(re.search(r"\d{3}", as_written(_at(row, place))) for place in self._code)
        count += any(values.sex_word(_at(row, place)) is not None for place in self._sex)
        count += any(
            values.standing(_text(row, p)) is not None for p in self._status if _text(row, p)
        )
        count += any(
            values.staff_group(_text(row, p)) is not None for p in self._jobs if _text(row, p)
        )
        for place in (*self._phone, *(p for kin in self._kin for p in kin.phones)):
            try:
                count += bool(read_phones(_at(row, place)))
            except ValueError:
                continue
        return count

    def warn(self, number: int, words: str, value: str, reason: str) -> None:
        """Note a warning. ``number`` counts from 0, as everywhere below the roster."""
        self.problems.append(
            Problem(
                self._sheet,
                number + 1,
                words,
                value,
                Severity.WARNING,
                f"roster.problem.{reason}",
            )
        )


def _kin_of(header: Header) -> list[_Kin]:
    """The relatives a header speaks of, in its order."""
    found: dict[tuple[Relation, ...], _Kin] = {}
    for place, meaning in enumerate(header.meanings):
        if meaning is None or meaning.field not in RELATIVE_FIELDS:
            continue
        kin = found.setdefault(meaning.relations, _Kin(meaning.relations))
        if meaning.field is Field.RELATIVE_PHONE:
            kin.phones.append(place)
        else:
            kin.names.append(place)
    return list(found.values())


def _at(row: Row, place: int) -> Cell:
    return row[place] if place < len(row) else None


def _text(row: Row, place: int) -> str:
    cell = row[place] if place < len(row) else None
    if cell is None or cell == "":
        return ""
    return clean(cell) if isinstance(cell, str) else as_written(cell)
