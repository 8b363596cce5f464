"""Issued returns: frozen with their figures and, byte for byte, their file."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import ReturnId
from bluezone_desktop.domain.text import fold
from bluezone_desktop.storage.journal import from_millis, to_millis


@dataclass(frozen=True, slots=True)
class IssuedReturn:
    """A return that has gone out. ``figures`` is the coverage it reported, as plain JSON values."""

    id: ReturnId
    round_name: str
    as_of: datetime
    issued_at: datetime
    actor: str
    recipient: str
    figures: dict[str, Any]
    file_name: str
    sha256: str


def round_key(round_name: str) -> str:
    """The same for every way of writing a round: "Đợt 2", "đợt  02" and "2"."""
    words = fold(round_name).removeprefix("dot").split()
    return " ".join(word.lstrip("0") or "0" if word.isdecimal() else word for word in words)


def keep_return(connection: sqlite3.Connection, issued: IssuedReturn, content: bytes) -> None:
    """Keep an issued return. Raises KnownError where its round has been issued before."""
    if return_of_round(connection, issued.round_name):
        raise KnownError("errors.round_issued", round=issued.round_name)
    connection.execute(
        "INSERT INTO issued_return VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            issued.id,
            issued.round_name,
            round_key(issued.round_name),
            to_millis(issued.as_of),
            to_millis(issued.issued_at),
            issued.actor,
            issued.recipient,
            json.dumps(issued.figures, ensure_ascii=False),
            issued.file_name,
            issued.sha256,
            content,
        ),
    )


def issued_returns(connection: sqlite3.Connection) -> list[IssuedReturn]:
    """The returns issued so far, oldest first."""
    return [
        _issued(row)
        for row in connection.execute(
            f"SELECT {_COLUMNS} FROM issued_return ORDER BY issued_at, id"
        )
    ]


def return_of_round(connection: sqlite3.Connection, round_name: str) -> IssuedReturn | None:
    """The issued return of a round, however the round is written."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM issued_return WHERE round_key = ?",
        (round_key(round_name),),
    ).fetchone()
    return _issued(row) if row else None


def return_file(connection: sqlite3.Connection, return_id: ReturnId) -> bytes:
    """The file of an issued return as it went out. Raises KnownError where it is not sound."""
    row = connection.execute(
        "SELECT content, sha256, round FROM issued_return WHERE id = ?", (return_id,)
    ).fetchone()
    if row is None or hashlib.sha256(row[0]).hexdigest() != row[1]:
        raise KnownError("errors.return_damaged", round=row[2] if row else "?")
    return bytes(row[0])


_COLUMNS = "id, round, as_of, issued_at, actor, recipient, figures, file_name, sha256"


def _issued(row: tuple[Any, ...]) -> IssuedReturn:
    return IssuedReturn(
        ReturnId(row[0]),
        row[1],
        from_millis(row[2]),
        from_millis(row[3]),
        row[4],
        row[5],
        json.loads(row[6]),
        row[7],
        row[8],
    )
