"""USB sticks: which are plugged in, and how much room they have."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_REMOVABLE = 2  # GetDriveType: DRIVE_REMOVABLE
_MOUNTS = ("/media", "/run/media")


@dataclass(frozen=True, slots=True)
class Stick:
    """A removable drive.

    free    in bytes, when it was listed
    device  what the system calls it; None where that is not known
    """

    path: Path
    name: str
    free: int
    device: int | None = None

    def free_now(self) -> int:
        """Room in bytes at this moment. Raises OSError where the stick is not there any more."""
        # The folder can outlive the stick mounted on it: what is copied there is on no stick.
        if self.device is not None and self.path.stat().st_dev != self.device:
            raise FileNotFoundError(f"another drive than was listed: {self.path}")
        return min(self.free, shutil.disk_usage(self.path).free)


def sticks(mounts: Sequence[Path] | None = None) -> list[Stick]:
    """The sticks that can be written to, in the order of their names.

    mounts  folders under whose user folders sticks appear; by default the system's own
    """
    if mounts is None:
        places = _drives() if sys.platform == "win32" else _mounted([Path(one) for one in _MOUNTS])
    else:
        places = _mounted(mounts)
    found = []
    for place in places:
        try:
            free, device = shutil.disk_usage(place).free, place.stat().st_dev
        except OSError:  # pulled out in this very moment
            continue
        found.append(Stick(place, place.name or str(place), free, device))
    return sorted(found, key=lambda one: one.name)


def _mounted(folders: Sequence[Path]) -> Iterator[Path]:
    """A stick is mounted at /media/<user>/<name>, on some systems at /media/<name>."""
    for folder in folders:
        for one in _folders(folder):
            places = [one] if os.path.ismount(one) else _folders(one)
            yield from (place for place in places if os.path.ismount(place))


def _folders(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.iterdir() if one.is_dir()]
    except OSError:  # not there, or somebody else's
        return []


def _drives() -> Iterator[Path]:
    """The roots of Windows' removable drives."""
    if sys.platform == "win32":
        import ctypes

        drives = ctypes.windll.kernel32.GetLogicalDrives()
        for place in range(26):
            root = f"{chr(ord('A') + place)}:\\"
            # Not the two of the floppy drives: asking an empty one makes Windows ask back.
            if place > 1 and drives >> place & 1:
                kind = ctypes.windll.kernel32.GetDriveTypeW(root)
                if kind == _REMOVABLE:
                    yield Path(root)
    yield from ()
