"""Class sheets that come home: reading them, planning what they change, and taking them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bluezone_desktop.domain.changes import Change, Outcome
from bluezone_desktop.domain.class_sheet import NAME, ClassSheet, FilledSheet, Line, Role, Trouble
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ClassId, IsoDate, PersonId, School
from bluezone_desktop.domain.sheet_merge import (
    Conflict,
    Copy,
    Kept,
    Key,
    Merged,
    Ours,
    Seen,
    mark,
    merge,
    remember,
)
from bluezone_desktop.domain.sheet_merge import Outcome as FileOutcome
from bluezone_desktop.services import backups
from bluezone_desktop.services.office import Office
from bluezone_desktop.services.sheet_plan import (
    Arrived,
    ConflictId,
    Decisions,
    Dispute,
    FileResult,
    MergePlan,
    Rule,
)
from bluezone_desktop.services.sheet_world import JUST_NOW, World
from bluezone_desktop.storage import people as rows
from bluezone_desktop.storage.class_sheets import last_merged, merged_copies, remember_copies
from bluezone_desktop.storage.database import Connection
from bluezone_desktop.storage.step_writer import StepWriter
from bluezone_desktop.storage.tables import KINSHIP, PERSON

__all__ = [
    "Arrived",
    "Dispute",
    "FileResult",
    "MergePlan",
    "Rule",
    "last_home",
    "plan",
    "read",
    "take",
]

Progress = Callable[[int, int], None]
_NO_DECISIONS: Decisions = {}


def read(
    paths: Iterable[Path], *, password: str | None = None, progress: Progress | None = None
) -> tuple[Arrived, ...]:
    """Read class sheets: files, folders and sticks; of a folder every workbook below it.

    A file that cannot be read is among them with the reason. ``progress`` may raise Cancelled.
    """
    from bluezone_desktop.exchange.class_sheet_reader import read_class_sheet

    found = list(_files(paths))
    arrived: list[Arrived] = []
    for number, one in enumerate(found):
        if progress:
            progress(number, len(found))
        if one.error:
            arrived.append(one)
            continue
        try:
            arrived.append(Arrived(one.path, read_class_sheet(one.path, password=password)))
        except KnownError as error:
            arrived.append(Arrived(one.path, error=error))
    if progress:
        progress(len(found), len(found))
    return tuple(arrived)


def _files(paths: Iterable[Path]) -> Iterable[Arrived]:
    from bluezone_desktop.exchange.class_sheet_reader import ENDINGS

    for path in paths:
        if not path.is_dir():
            yield Arrived(path)
            continue
        inside = sorted(
            one
            for one in path.rglob("*")
            # "~$" begins what Excel puts beside an open file, "." what is hidden or half written.
            if one.suffix.lower() in ENDINGS
            and not one.name.startswith(("~$", "."))
            and one.is_file()
        )
        if not inside:
            yield Arrived(path, error=KnownError("sheets.refused.nothing", file=path.name))
        yield from (Arrived(one) for one in inside)


def plan(
    office: Office,
    arrived: Sequence[Arrived],
    *,
    rule: Rule | None = None,
    decisions: Decisions = _NO_DECISIONS,
) -> MergePlan:
    """What merging these files would do; nothing is stored.

    rule       settles conflicts that ``decisions`` do not
    decisions  what the user said of single conflicts

    Raises KnownError where no school is set up.
    """
    school = office.require_school()
    made = MergePlan(tuple(arrived), rule, decisions, office.journal.last_seq())
    with office.file.reading() as connection:
        _Planner(connection, school, _today(office), made).run()
    return made


def last_home(office: Office) -> dict[ClassId, datetime]:
    """Per class when a sheet of it came home last; a class whose sheets never did is left out."""
    with office.file.reading() as connection:
        return last_merged(connection)


def take(office: Office, merge_plan: MergePlan) -> Outcome[MergePlan]:
    """Merge what was planned: one transaction, one undo step, a backup before it.

    If something was written since the plan was made, it is planned anew on what is there. Returns
    the plan as it was carried out. Raises KnownError where the backup or the writing fails; nothing
    is stored then.
    """
    school = office.require_school()
    if merge_plan.base != office.journal.last_seq():
        merge_plan = _again(office, merge_plan)
    if not merge_plan.copies and not merge_plan.changes_people:
        return Outcome(merge_plan, Change.NOTHING)
    if merge_plan.changes_people:
        backups.before(office, "merge")
    names = ", ".join(
        dict.fromkeys(
            one.class_name or "" for one in merge_plan.files if one.outcome is FileOutcome.MERGED
        )
    )
    opened = (
        office.journal.step("steps.merge_sheets", names=names)
        if merge_plan.changes_people
        else office.journal.event("steps.merge_nothing", names=names)
    )
    with opened as writer:
        if merge_plan.base != writer.seq - 1:  # another program wrote while the backup was made
            before = merge_plan
            merge_plan = MergePlan(before.arrived, before.rule, before.decisions, writer.seq - 1)
            _Planner(writer.connection, school, _today(office), merge_plan).run()
        _write(writer, merge_plan)
    changed = Change.PEOPLE | Change.CLASSES if merge_plan.changes_people else Change.NOTHING
    return Outcome(merge_plan, changed)


def _again(office: Office, before: MergePlan) -> MergePlan:
    return plan(office, before.arrived, rule=before.rule, decisions=before.decisions)


def _write(writer: StepWriter, made: MergePlan) -> None:
    writer.insert(PERSON, [rows.person_row(one) for one in made.new_people.values()])
    if made.changes:
        writer.update(PERSON, made.changes)
    writer.insert(KINSHIP, [rows.kinship_row(tie) for tie in made.new_ties])
    remember_copies(writer.connection, writer.seq, made.copies)


def _today(office: Office) -> IsoDate:
    return IsoDate(office.clock().astimezone().date().isoformat())


class _Planner:
    """Merges the files one after the other into a world in memory."""

    def __init__(
        self, connection: Connection, school: School, today: IsoDate, made: MergePlan
    ) -> None:
        self._connection = connection
        self._school = school
        self._made = made
        self._world = World(connection, today)
        self._seen: dict[str, list[Seen]] = {}

    def run(self) -> None:
        """Fill the plan."""
        # The oldest copies first, as if they had come when they were saved.
        places = sorted(
            range(len(self._made.arrived)),
            key=lambda place: one.stamp if (one := self._made.arrived[place].filled) else "",
        )
        results = {place: self._file(self._made.arrived[place]) for place in places}
        self._made.files = tuple(results[place] for place in range(len(places)))
        world = self._world
        self._made.new_people, self._made.new_ties = world.new_people, world.new_ties
        self._made.changes = world.changes

    def _file(self, arrived: Arrived) -> FileResult:
        filled = arrived.filled
        error = arrived.error
        if filled is not None:
            error = self._refusal(arrived.path, filled.sheet)
        if filled is None or error is not None:
            return FileResult(arrived.path, FileOutcome.REFUSED, filled, error)
        return self._merge(arrived.path, filled)

    def _refusal(self, path: Path, sheet: ClassSheet) -> KnownError | None:
        room = rows.read_class(self._connection, sheet.class_id)
        year = self._school.school_year
        if room is None and sheet.school != self._school.name:
            return KnownError("sheets.refused.other_school", file=path.name, school=sheet.school)
        if sheet.school_year != year:
            return KnownError(
                "sheets.refused.other_year", file=path.name, year=sheet.school_year, ours=year
            )
        if room is None:
            return KnownError("sheets.refused.class_gone", file=path.name, name=sheet.class_name)
        return None

    def _merge(self, path: Path, filled: FilledSheet) -> FileResult:
        sheet = filled.sheet
        if sheet.class_id not in self._seen:
            self._seen[sheet.class_id] = merged_copies(self._connection, sheet.class_id)
        seen = self._seen[sheet.class_id]
        self._world.prepare(filled)
        copy, torn = filled.copy()
        lines = {line.record: line for line in reversed(sheet.lines)}
        copy, gone = self._without_the_gone(copy, lines, filled, seen)

        def ours(key: Key) -> Ours:
            record, name = key
            person = self._world.find(lines[record], filled)
            return self._world.ours(person, name, copy.said[key])

        disputes: dict[Key, Dispute] = {}

        def decide(conflict: Conflict) -> Kept | None:
            dispute = self._dispute(conflict, lines[conflict.key[0]], filled)
            disputes[conflict.key] = dispute
            return dispute.kept

        merged = merge(copy, ours, seen, decide)
        before = len(self._world.new_people)
        people = self._take(merged, lines, filled)
        self._remember(copy, merged, filled, seen)
        known = {line.record for line in sheet.lines if line.known}
        return FileResult(
            path,
            merged.outcome,
            filled,
            taken=len(people),
            unchanged=len(known - people),
            added=len(self._world.new_people) - before,
            disputes=tuple(disputes.values()),
            troubles=(*filled.troubles, *torn, *gone),
        )

    def _without_the_gone(
        self,
        copy: Copy,
        lines: Mapping[str, Line],
        filled: FilledSheet,
        seen: Sequence[Seen],
    ) -> tuple[Copy, list[Trouble]]:
        """Leave out who is no longer on record: nobody comes back by an old sheet."""
        settled = {name for one in seen if one.sheet == copy.sheet for name in one.settled}
        gone: dict[str, str] = {}
        for record, name in copy.said:
            line = lines[record]
            if record in gone or self._world.find(line, filled) is not None:
                continue
            if line.known or mark(record, name) in settled:
                gone[record] = line.was(NAME) or filled.said.get(line.key, {}).get(NAME, "")
            elif line.of and line.of not in filled.said:
                # The place for a parent of a pupil who is not on record.
                pupil = filled.sheet.by_key[line.of]
                if self._world.find(pupil, filled) is None:
                    gone[record] = pupil.was(NAME)
        if not gone:
            return copy, []
        said = {key: value for key, value in copy.said.items() if key[0] not in gone}
        claimed = {record for record, _ in copy.claims}
        troubles = [
            Trouble("sheets.trouble.gone", {"name": name or "–"})
            for record, name in gone.items()
            if record in claimed
        ]
        return replace(copy, said=said), troubles

    def _dispute(self, conflict: Conflict, line: Line, filled: FilledSheet) -> Dispute:
        record, name = conflict.key
        person_id = self._world.find(line, filled) or PersonId(line.person)
        person = self._world.person(person_id)
        at, by = self._world.when(person_id, name)
        conflict_id: ConflictId = (filled.sheet.sheet_id, filled.stamp, record, name)
        kept = self._made.decisions.get(conflict_id)
        if kept is None and self._made.rule is Rule.NEWEST:
            theirs = at is None or filled.modified > at
            kept = Kept.THEIRS if theirs else Kept.OURS
        elif kept is None and self._made.rule is not None:
            kept = Kept(self._made.rule.value)
        return Dispute(
            conflict_id,
            person_id,
            (person.full_name if person else None) or line.was(NAME) or "–",
            name,
            conflict.ours,
            conflict.theirs,
            conflict.base,
            at,
            by,
            filled.modified,
            filled.modified_by or filled.sheet.teacher,
            kept,
        )

    def _take(self, merged: Merged, lines: Mapping[str, Line], filled: FilledSheet) -> set[str]:
        """Carry out what is taken. Returns the records of whom anything was."""
        by_record: dict[str, dict[str, str]] = {}
        for (record, name), value in merged.takes.items():
            by_record.setdefault(record, {})[name] = value
        # New pupils first: their parents hang on them.
        for record in sorted(by_record, key=lambda one: lines[one].role is not Role.NEW_PUPIL):
            line = lines[record]
            person = self._world.find(line, filled) or self._world.add(line, filled)
            if person is not None:
                by = filled.modified_by or filled.sheet.teacher
                self._world.take(person, by_record[record], filled.modified, by)
        return set(by_record)

    def _remember(self, copy: Copy, merged: Merged, filled: FilledSheet, seen: list[Seen]) -> None:
        # A copy of the same file, sent or renamed, is no other copy though its file is younger.
        saved = copy.stamp.partition(".")[0]
        known = any(
            (one.sheet, one.digest) == (copy.sheet, copy.digest) and one.stamp.startswith(saved)
            for one in seen
        )
        if not merged.is_news or (known and not merged.settled):
            return
        one = remember(copy, merged, JUST_NOW)
        seen.append(one)
        self._made.copies.append((filled.sheet.class_id, one))
