"""One window at a time on a school's folder, and a name for who has it.

The lock is the system's, so one left by a crash is gone with the process; the note beside it only
tells a second window whom to ask. Commands do not take it: SQLite keeps their transactions apart,
and the window shows what they did when it gets the focus back.
"""

import getpass
import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from bluezone_desktop.domain.errors import KnownError


class FolderLock:
    """Held from ``take`` to ``release``."""

    def __init__(self, handle: IO[str]) -> None:
        self._handle = handle

    @classmethod
    def take(cls, folder: Path, now: datetime) -> "FolderLock":
        """Take the folder. Raises KnownError that says who has it, since when, and where."""
        note = folder / "in-use.json"
        try:
            handle = (folder / "in-use.lock").open("a+", encoding="utf-8")
        except OSError as error:
            raise KnownError("errors.folder_unwritable", path=folder, detail=str(error)) from error
        try:
            _lock(handle)
        except OSError as error:
            handle.close()
            holder = _read_note(note)
            raise KnownError(
                "errors.folder_in_use",
                path=folder,
                who=holder.get("user", "?"),
                computer=holder.get("computer", "?"),
                since=holder.get("since", "?"),
            ) from error
        holder = {
            "user": user_name(),
            "computer": platform.node(),
            "since": now.astimezone().strftime("%H:%M %d/%m/%Y"),
            "process": str(os.getpid()),
        }
        try:
            note.write_text(json.dumps(holder, ensure_ascii=False), "utf-8")
        except OSError as error:
            handle.close()
            raise KnownError("errors.folder_unwritable", path=folder, detail=str(error)) from error
        return cls(handle)

    def release(self) -> None:
        """Let the next window in."""
        self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def user_name() -> str:
    """The name the computer knows the person at the keyboard by; "" where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _read_note(note: Path) -> dict[str, str]:
    try:
        loaded = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in loaded.items()} if isinstance(loaded, dict) else {}


def _lock(handle: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
