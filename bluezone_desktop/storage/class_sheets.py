"""What is remembered of the class sheets that came home. It holds no data of people, only prints.

A copy belongs to the step that merged it: where that is taken back, the copy was never merged.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from bluezone_desktop.domain.people import ClassId
from bluezone_desktop.domain.sheet_merge import Seen
from bluezone_desktop.storage.database import Connection
from bluezone_desktop.storage.journal import from_millis, to_millis

__all__ = [
    "from_millis",
    "last_changes",
    "last_merged",
    "merged_copies",
    "remember_copies",
    "to_millis",
]


def merged_copies(connection: Connection, class_id: ClassId) -> list[Seen]:
    """The copies of a class's sheets that were merged and hold, oldest first."""
    found = connection.execute(
        """SELECT sheet, stamp, digest, left_at, step.at, settled
           FROM sheet_copy JOIN step ON step.seq = sheet_copy.step
           WHERE class_id = ? AND NOT step.undone ORDER BY sheet_copy.seq""",
        (class_id,),
    )
    return [
        Seen(sheet, stamp, digest, left, came, json.loads(settled))
        for sheet, stamp, digest, left, came, settled in found
    ]


def last_merged(connection: Connection) -> dict[ClassId, datetime]:
    """Per class when a sheet of it was merged last, by a step that holds."""
    found = connection.execute(
        """SELECT class_id, max(step.at) FROM sheet_copy JOIN step ON step.seq = sheet_copy.step
           WHERE NOT step.undone GROUP BY class_id"""
    )
    return {ClassId(class_id): from_millis(at) for class_id, at in found}


def remember_copies(
    connection: Connection, step: int, copies: Iterable[tuple[ClassId, Seen]]
) -> None:
    """Remember copies as merged by a step that is being taken."""
    connection.executemany(
        """INSERT INTO sheet_copy (step, class_id, sheet, stamp, digest, left_at, settled)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [
            (step, class_id, one.sheet, one.stamp, one.digest, one.left, json.dumps(one.settled))
            for class_id, one in copies
        ],
    )


def last_changes(
    connection: Connection, ids: Sequence[str], fields: Sequence[str]
) -> dict[tuple[str, str], tuple[int, str]]:
    """Per person and field when it was last changed, by a step that holds, and by whom."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    names = ", ".join("?" * len(fields))
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        for row_id, name, at, actor in connection.execute(
            # With max(), SQLite takes the other columns from the row that holds the maximum.
            f"""SELECT entry.id, field, max(step.at), actor
                FROM entry JOIN step ON step.seq = entry.step
                WHERE entry.id IN ({", ".join("?" * len(part))}) AND tbl = 'person'
                  AND field IN ({names}) AND kind = 'do' AND NOT undone
                GROUP BY entry.id, field""",
            (*part, *fields),
        ):
            found[row_id, name] = at, actor
    return found
