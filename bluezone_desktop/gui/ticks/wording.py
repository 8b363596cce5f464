"""What a cell of the tick sheet says: shown, on hovering, and to a screen reader."""

from bluezone_desktop.domain.dates import format_date
from bluezone_desktop.domain.people import Person
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.gui.ticks.sheet import Column, ColumnKind, Row
from bluezone_desktop.texts import Texts


class Wording:
    """The words of one sheet."""

    def __init__(self, texts: Texts, section: str) -> None:
        """``section`` is "classes" or "staff": whose part of the catalogue heads the columns."""
        self.texts = texts
        self.section = section
        self._short = {status: texts(f"vocabulary.status_short.{status}") for status in Status}
        self._full = {status: texts(f"vocabulary.status.{status}") for status in Status}
        self._group = {group: texts(f"vocabulary.group.{group}") for group in Group}
        self._relation = {each: texts(f"vocabulary.relation.{each}") for each in Relation}
        self._relation_short = {
            each: texts(f"vocabulary.relation_short.{each}") for each in Relation
        }

    def header(self, column: Column) -> str:
        """The head of ``column``."""
        if column.relation is not None:
            return self._relation[column.relation]
        words = self.texts(f"{self.section}.column.{column.kind.name.lower()}")
        return f"{words} {column.slot + 1}" if column.slot else words

    def header_help(self, column: Column) -> str:
        """What clicking the head of ``column`` does, where that is not plain."""
        if column.kind is ColumnKind.NUMBER:
            return self.texts("classes.sheet.sort_as_listed")
        if column.kind is ColumnKind.NAME:
            return self.texts("classes.sheet.sort_by_name")
        if column.is_tick:
            return self.texts("classes.sheet.select_column")
        return ""

    def cell(self, row: Row, place: int, column: Column, number: int) -> str:
        """What the cell shows. ``number`` counts the rows from 1."""
        if column.is_tick:
            return self._tick(row, place, column)
        person = row.household.person
        words = {
            ColumnKind.NUMBER: str(number),
            ColumnKind.NAME: self.name(person),
            ColumnKind.JOB: person.job or "",
            ColumnKind.GROUP: self._group[person.group],
            ColumnKind.NOTE: person.note,
        }
        return words[column.kind]

    def _tick(self, row: Row, place: int, column: Column) -> str:
        there, relation = row.cells[place], row.relations[place]
        if there is None:
            return ""
        if column.kind is ColumnKind.OTHER and relation is not None:
            return self.other(relation, there.status)
        return self._short[there.status]

    def copied(self, row: Row, place: int, column: Column, number: int) -> str:
        """What the cell says in a spreadsheet: statuses as the drop-downs of class sheets do."""
        there, relation = row.cells[place], row.relations[place]
        if not column.is_tick:
            return self.cell(row, place, column, number)
        if there is None:
            return ""
        words = self._full[there.status]
        if column.kind is ColumnKind.OTHER and relation is not None:
            return f"{self._relation_short[relation]}: {words}"
        return words

    def other(self, relation: Relation, status: Status) -> str:
        """A status under "Người khác", where the tie has to be said: "Bà: Đã cài"."""
        return f"{self._relation_short[relation]}: {self._short[status]}"

    def short(self, status: Status) -> str:
        """The word of a status as cells show it."""
        return self._short[status]

    def name(self, person: Person) -> str:
        """A person's name; a relative may be known by phone alone."""
        return person.full_name or person.phone or self.texts("classes.sheet.no_name")

    def who(self, row: Row, place: int) -> str:
        """Who stands in the cell: "Trần Văn Bình, cha của Trần Văn An"."""
        person = row.cells[place]
        relation = row.relations[place]
        pupil = self.name(row.household.person)
        if person is None or relation is None:
            return pupil
        inline = self.texts(f"vocabulary.relation_inline.{relation}")
        if not person.full_name:
            return self.texts(
                "classes.sheet.unnamed_relative", relation=self._relation[relation], pupil=pupil
            )
        return self.texts(
            "classes.sheet.relative", name=person.full_name, relation=inline, pupil=pupil
        )

    def status(self, person: Person) -> str:
        """The status with store and day: "Đã cài · CH Play · 05/09/2020"."""
        parts = [self._full[person.status]]
        if person.store is not None:
            parts.append(self.texts(f"vocabulary.store.{person.store}"))
        if person.installed_on is not None:
            parts.append(format_date(person.installed_on))
        return " · ".join(parts)

    def hover(self, row: Row, place: int, column: Column) -> str:
        """Name, status, store, day and phone, a line each."""
        if column.kind is ColumnKind.NOTE:
            return row.household.person.note
        person = row.cells[place]
        if person is None:
            named = column.kind is ColumnKind.RELATION
            return self.texts("ticks.missing_parent" if named else "classes.sheet.nobody")
        lines = [self.who(row, place)]
        if column.kind is not ColumnKind.NUMBER:
            lines.append(self.status(person))
        if person.phone and person.phone not in lines[0]:
            lines.append(self.texts("classes.sheet.phone", phone=person.phone))
        return "\n".join(lines)

    def spoken(self, row: Row, place: int, column: Column, number: int) -> str:
        """Name and status in words, for a screen reader."""
        if column.is_tick:
            person = row.cells[place]
            if person is None:
                return self.texts(
                    "classes.sheet.spoken_nobody",
                    pupil=self.name(row.household.person),
                    column=self.header(column),
                )
            return f"{self.who(row, place)}: {self.status(person)}"
        if column.kind is ColumnKind.NAME:
            return self.name(row.household.person)
        shown = self.cell(row, place, column, number)
        return f"{self.header(column)}: {shown}" if shown else self.header(column)
