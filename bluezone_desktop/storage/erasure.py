"""Erasing for good: rows, and every trace of them in the journal.

The one place that writes around the journal, because what must go stands in the journal itself.
What is left still replays to the rows as they stand, so undo, history and the figures of past
moments go on; only they know nothing of who was erased.

Source: the right to have one's data deleted, Nghị định 13/2023/NĐ-CP, Điều 16.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bluezone_desktop.domain.names import match_key
from bluezone_desktop.domain.vocabulary import Group
from bluezone_desktop.storage.database import Connection, SchoolFile
from bluezone_desktop.storage.step_writer import ROW
from bluezone_desktop.storage.tables import PERSON, Value

# Of a person without these, status, class and group are left: what figures are counted from.
_PERSONAL: dict[str, Value] = {
    "full_name": None,
    "sex": None,
    "date_of_birth": None,
    "code": None,
    "phone": None,
    "job": None,
    "leaving_reason": None,
    "note": "",
}
_ENDS = ("relative_id", "of_id")
_GONE = "…"


@dataclass(frozen=True, slots=True)
class Trace:
    """Who goes: the ids of all records of one person, and of relatives that only they have."""

    records: frozenset[str]
    relatives: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        """Everybody who goes."""
        return self.records | self.relatives


def trace_of(connection: Connection, person_ids: Iterable[str]) -> Trace:
    """The records that ever became one with these people, and the relatives nobody else has.

    A relative who is a parent of other children as well, or works at the school, stays.
    """
    merged = _merged(connection)
    records = _with_merged(person_ids, merged)
    tied: set[str] = set()
    for tie in _tie_histories(connection).values():
        for pair in tie.pairs:
            if pair[1] in records:
                tied.add(pair[0])
    kept = {
        str(relative)
        for relative, of in connection.execute("SELECT relative_id, of_id FROM kinship")
        if of not in records
    }
    other = {
        str(row[0])
        for row in connection.execute("SELECT id FROM person WHERE grp <> ?", (Group.RELATIVE,))
    }
    relatives = _with_merged(tied - kept - other - records, merged)
    return Trace(frozenset(records), frozenset(relatives - records))


def knows(connection: Connection, ids: Iterable[str]) -> bool:
    """Whether a database has any of these records, now or in its journal."""
    return any(
        connection.execute("SELECT 1 FROM entry WHERE id = ? LIMIT 1", (one,)).fetchone()
        for one in ids
    )


def erase_people(connection: Connection, ids: frozenset[str]) -> int:
    """Remove people and what the journal says of them. Returns how many records there were.

    Call it inside a transaction. Where a tie once led to one of them and now leads to others, it
    begins for the journal when it first did. A member of staff goes as homeroom teacher and as
    signer as well, told by the name.
    """
    words = _words_of(connection, ids)
    staff = _staff_names(connection, ids)
    steps = {
        int(row[0])
        for one in ids
        for row in connection.execute("SELECT DISTINCT step FROM entry WHERE id = ?", (one,))
    }
    for tie_id, tie in _tie_histories(connection).items():
        if tie.mentions(ids):
            steps.update(tie.steps)
            _erase_tie(connection, tie_id, tie, ids)
    gone = 0
    for one in ids:
        gone += connection.execute("DELETE FROM person WHERE id = ?", (one,)).rowcount
        connection.execute("DELETE FROM entry WHERE tbl = 'person' AND id = ?", (one,))
    if staff:
        _blank(connection, "class", "homeroom_teacher", None, lambda name: match_key(name) in staff)
        for name in ("head", "preparer"):
            _blank(connection, "school", name, "", lambda name: match_key(name) in staff)
        _blank_in_figures(connection, lambda name: match_key(name) in staff)
    _forget_opened_sheets(connection)
    _scrub_labels(connection, words | ids, steps)
    _prune_steps(connection)
    return gone


def erase_campaign(connection: Connection) -> int:
    """Remove what tells people apart, and keep what figures are counted from.

    Call it inside a transaction. Status, class, group and ties stay, and so do all figures, also
    those of past moments. Returns how many people there are.
    """
    words = _words_of(connection, None)
    marks = ", ".join("?" * len(_PERSONAL))
    connection.execute(
        f"DELETE FROM entry WHERE tbl = 'person' AND field IN ({marks})", tuple(_PERSONAL)
    )
    _rewrite_rows(connection, "person", _PERSONAL)
    empty = dict.fromkeys(PERSON.fields) | _PERSONAL
    values = _PERSONAL | {name: make(empty) for name, make in PERSON.derived.items()}
    sets = ", ".join(f"{name} = ?" for name in values)
    people = connection.execute(f"UPDATE person SET {sets}", tuple(values.values())).rowcount
    _blank(connection, "class", "homeroom_teacher", None, bool)
    for name in ("head", "preparer"):
        _blank(connection, "school", name, "", bool)
    _blank_in_figures(connection, bool)
    _scrub_labels(connection, words, None)
    connection.execute("UPDATE step SET actor = '', installation = ''")
    connection.execute("UPDATE issued_return SET actor = ''")
    connection.execute("DELETE FROM preference WHERE name = 'actor'")
    _forget_opened_sheets(connection)
    _prune_steps(connection)
    return people


def _forget_opened_sheets(connection: Connection) -> None:
    """A class sheet that was opened here is kept as it came, with names: it goes as a whole."""
    connection.execute("DELETE FROM preference WHERE substr(name, 1, 12) = 'class_sheet.'")


def leave_no_trace(file: SchoolFile) -> None:
    """Write the database file anew, so that no page of it or of its log holds what is gone."""
    with file.plain() as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# Ties


@dataclass(slots=True)
class _Tie:
    """What the journal says of one tie: (entry, step, field, before, after), oldest first."""

    entries: list[tuple[int, int, str, Value, Value]] = field(default_factory=list)

    @property
    def steps(self) -> set[int]:
        return {step for _, step, *_ in self.entries}

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Who was ever tied to whom: (relative, of)."""
        for row in self._states():
            if row is not None:
                yield str(row["relative_id"]), str(row["of_id"])

    def mentions(self, ids: frozenset[str]) -> bool:
        return any(set(pair) & ids for pair in self.pairs)

    def since_without(self, ids: frozenset[str]) -> tuple[int, Mapping[str, object]] | None:
        """The entry since which the tie names none of them, and the tie as of then."""
        found: tuple[int, Mapping[str, object]] | None = None
        for (seq, *_), row in zip(self.entries, self._states(), strict=True):
            if row is None or {str(row[end]) for end in _ENDS} & ids:
                found = None
            elif found is None:
                found = seq, dict(row)
        return found

    def _states(self) -> Iterator[dict[str, object] | None]:
        """The tie after each entry; where it is deleted, None."""
        row: dict[str, object] = {}
        for _, _, name, _, after in self.entries:
            if name:
                row = row | {name: after}
                yield row
            elif after is None:
                yield None
            else:
                row = json.loads(str(after))
                yield row


def _tie_histories(connection: Connection) -> dict[str, _Tie]:
    found: dict[str, _Tie] = {}
    for tie_id, *entry in connection.execute(
        "SELECT id, seq, step, field, before, after FROM entry WHERE tbl = 'kinship' ORDER BY seq"
    ):
        found.setdefault(tie_id, _Tie()).entries.append((*entry,))
    return found


def _erase_tie(connection: Connection, tie_id: str, tie: _Tie, ids: frozenset[str]) -> None:
    since = tie.since_without(ids)
    if since is None:
        connection.execute("DELETE FROM kinship WHERE id = ?", (tie_id,))
        connection.execute("DELETE FROM entry WHERE tbl = 'kinship' AND id = ?", (tie_id,))
        return
    seq, row = since
    connection.execute(
        "DELETE FROM entry WHERE tbl = 'kinship' AND id = ? AND seq < ?", (tie_id, seq)
    )
    connection.execute(
        "UPDATE entry SET field = ?, before = NULL, after = ? WHERE seq = ?",
        (ROW, _json(row), seq),
    )


# Words, in rows, entries and labels


def _blank(
    connection: Connection, table: str, name: str, blank: str | None, goes: Callable[[str], bool]
) -> None:
    """Put ``blank`` wherever a field has a value that goes, in the rows and in the journal."""

    def cleaned(value: object) -> object:
        return blank if isinstance(value, str) and value and goes(value) else value

    for row_id, value in connection.execute(f"SELECT id, {name} FROM {table}").fetchall():
        if cleaned(value) != value:
            connection.execute(f"UPDATE {table} SET {name} = ? WHERE id = ?", (blank, row_id))
    rows = connection.execute(
        "SELECT seq, field, before, after FROM entry WHERE tbl = ? AND field IN (?, ?)",
        (table, ROW, name),
    ).fetchall()
    for seq, field_name, *both in rows:
        if field_name == ROW:
            states = [None if one is None else json.loads(one) for one in both]
            new: list[object] = [
                None if state is None else _json(state | {name: cleaned(state[name])})
                for state in states
            ]
        else:
            new = [cleaned(one) for one in both]
        if new != both:
            connection.execute("UPDATE entry SET before = ?, after = ? WHERE seq = ?", (*new, seq))


def _blank_in_figures(connection: Connection, goes: Callable[[str], bool]) -> None:
    """Take homeroom teachers out of the figures of issued returns; numbers and file stay."""

    def cleaned(value: object) -> object:
        match value:
            case list():
                return [cleaned(one) for one in value]
            case dict():
                return {
                    name: None
                    if name == "teacher" and isinstance(one, str) and goes(one)
                    else cleaned(one)
                    for name, one in value.items()
                }
        return value

    for one, text in connection.execute("SELECT id, figures FROM issued_return").fetchall():
        figures = json.loads(text)
        if (new := cleaned(figures)) != figures:
            connection.execute(
                "UPDATE issued_return SET figures = ? WHERE id = ?",
                (json.dumps(new, ensure_ascii=False), one),
            )


def _rewrite_rows(connection: Connection, table: str, values: Mapping[str, Value]) -> None:
    """Give fields the same values wherever the journal has a whole row."""
    rows = connection.execute(
        "SELECT seq, before, after FROM entry WHERE tbl = ? AND field = ?", (table, ROW)
    ).fetchall()
    connection.executemany(
        "UPDATE entry SET before = ?, after = ? WHERE seq = ?",
        [
            (*(None if one is None else _json(json.loads(one) | values) for one in both), seq)
            for seq, *both in rows
        ],
    )


def _words_of(connection: Connection, ids: frozenset[str] | None) -> frozenset[str]:
    """Every name, phone and code that people ever had; of everybody for None."""
    found: set[str] = set()
    for row_id, name, before, after in connection.execute(
        "SELECT id, field, before, after FROM entry WHERE tbl = 'person'"
    ):
        if ids is not None and row_id not in ids:
            continue
        for value in (before, after):
            if name == ROW and value is not None:
                row = json.loads(value)
                found.update(str(row[one]) for one in ("full_name", "code", "phone") if row[one])
            elif name in ("full_name", "code", "phone") and value:
                found.add(str(value))
    return frozenset(found)


def _staff_names(connection: Connection, ids: frozenset[str]) -> frozenset[str]:
    found = set()
    for one in ids:
        row = connection.execute(
            "SELECT grp, full_name FROM person WHERE id = ?", (one,)
        ).fetchone()
        if row and row[1] and Group(row[0]).is_staff:
            found.add(match_key(row[1]))
    return frozenset(found)


def _scrub_labels(connection: Connection, words: frozenset[str], steps: set[int] | None) -> None:
    """Take words out of what steps are called; out of all steps for None."""
    for seq, text in connection.execute("SELECT seq, label_values FROM step").fetchall():
        if steps is None or seq in steps:
            values = json.loads(text)
            if (scrubbed := _scrubbed(values, words)) != values:
                connection.execute(
                    "UPDATE step SET label_values = ? WHERE seq = ?", (_json(scrubbed), seq)
                )


def _scrubbed(value: object, words: frozenset[str]) -> object:
    match value:
        case str():
            return _GONE if value in words else value
        case list():
            return [_scrubbed(one, words) for one in value]
        case dict():
            return {name: _scrubbed(one, words) for name, one in value.items() if name not in words}
    return value


def _prune_steps(connection: Connection) -> None:
    """Drop the steps that did nothing but to who was erased: undo must not stop at them."""
    empty = "NOT EXISTS (SELECT 1 FROM entry WHERE entry.step = step.seq)"
    # That a class sheet came home stays known: else it would bring back who was erased.
    connection.execute(
        f"""UPDATE step SET kind = 'event' WHERE kind = 'do' AND NOT undone AND {empty}
            AND seq IN (SELECT step FROM sheet_copy)"""
    )
    connection.execute(f"DELETE FROM step WHERE kind IN ('undo', 'redo') AND {empty}")
    connection.execute(
        f"""DELETE FROM step WHERE kind = 'do' AND {empty}
            AND seq NOT IN (SELECT target FROM step WHERE target IS NOT NULL)"""
    )
    connection.execute(f"UPDATE step SET undone = 1 WHERE kind = 'do' AND {empty}")


def _merged(connection: Connection) -> dict[str, set[str]]:
    """Per record the records that became one with it."""
    found: dict[str, set[str]] = {}
    for (text,) in connection.execute(
        "SELECT label_values FROM step WHERE instr(label_values, '\"merged\":')"
    ):
        merged = json.loads(text).get("merged")
        if isinstance(merged, dict):
            for gone, stays in merged.items():
                found.setdefault(str(stays), set()).add(str(gone))
    return found


def _with_merged(ids: Iterable[str], merged: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = [str(one) for one in ids]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += merged.get(one, ())
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
