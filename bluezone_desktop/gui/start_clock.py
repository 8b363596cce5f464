"""How long the process has been alive, as the system counts it."""

from __future__ import annotations

import sys
import time

_IMPORTED_AT = time.perf_counter()


def ms_since_start() -> int:
    """Milliseconds since the process began; since this module was imported where nobody knows.

    Linux tells it to a hundredth of a second, Windows to a tenth of a microsecond.
    """
    seconds = _alive()
    if seconds is None:
        seconds = time.perf_counter() - _IMPORTED_AT
    return round(seconds * 1000)


if sys.platform == "win32":

    def _alive() -> float | None:
        import ctypes
        from ctypes import wintypes

        times = [wintypes.FILETIME() for _ in range(4)]
        kernel = ctypes.windll.kernel32
        if not kernel.GetProcessTimes(kernel.GetCurrentProcess(), *map(ctypes.byref, times)):
            return None
        created_100ns = (times[0].dwHighDateTime << 32) + times[0].dwLowDateTime
        return time.time() - (created_100ns / 1e7 - 11_644_473_600)  # from 1601 to 1970

else:

    def _alive() -> float | None:
        import os
        from pathlib import Path

        try:
            # The name in the second field may hold blanks; what follows its bracket may not.
            stat = Path("/proc/self/stat").read_text("ascii", "replace").rpartition(")")[2].split()
            started = int(stat[19]) / os.sysconf("SC_CLK_TCK")
            return time.clock_gettime(time.CLOCK_BOOTTIME) - started
        except (OSError, ValueError, IndexError, AttributeError):
            return None
