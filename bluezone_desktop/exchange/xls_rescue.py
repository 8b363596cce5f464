"""Help for a damaged xls: its records found without its container, its sheets without their list.

Portals write containers by hand, and get a count, a size or a table of sectors wrong; a stick
pulled out early costs the end. The records themselves are mostly whole, one after the other.
Layouts are those of the public descriptions ([MS-CFB], [MS-XLS]).
"""

import struct
from collections.abc import Iterator

_BOF, _EOF, _BOUND_SHEET = 0x0809, 0x000A, 0x0085
_GLOBALS = 0x0005
# How a workbook's records begin: BOF, 8 or 16 bytes long, BIFF5 or BIFF8, globals.
_BEGINNINGS = tuple(
    struct.pack("<HHHH", _BOF, length, version, _GLOBALS)
    for length, version in ((16, 0x0600), (8, 0x0600), (8, 0x0500))
)


def find_records(data: bytes) -> bytes | None:
    """What follows the first record of a workbook, wherever in a file it lies; None for none."""
    starts = [place for one in _BEGINNINGS if (place := data.find(one)) >= 0]
    return data[min(starts) :] if starts else None


def with_true_offsets(records: bytes) -> bytes:
    """The records with every sheet's entry saying where the sheet truly begins.

    The sheets lie in the order of their entries. What cannot be matched stays as it is.
    """
    entries: list[int] = []
    begins: list[int] = []
    for place, number, kind in _beginnings(records):
        (entries if number == _BOUND_SHEET else begins).append(place)
        if number == _BOF and kind == _GLOBALS:
            begins.pop()
    said = {struct.unpack_from("<I", records, place + 4)[0] for place in entries}
    if said <= set(begins) or len(begins) != len(entries):
        return records
    mended = bytearray(records)
    for place, begin in zip(entries, begins, strict=True):
        struct.pack_into("<I", mended, place + 4, begin)
    return bytes(mended)


def _beginnings(records: bytes) -> Iterator[tuple[int, int, int]]:
    """Place, number and kind of what begins: entries of sheets, and sheets but for their charts."""
    place, end, depth = 0, len(records), 0
    while place + 4 <= end:
        number, length = struct.unpack_from("<HH", records, place)
        if place + 4 + length > end:
            return
        if number == _BOUND_SHEET and length >= 4:
            yield place, number, 0
        elif number == _BOF:
            if depth == 0 and length >= 4:
                yield place, number, struct.unpack_from("<H", records, place + 6)[0]
            depth += 1
        elif number == _EOF:
            depth = max(0, depth - 1)
        place += 4 + length
