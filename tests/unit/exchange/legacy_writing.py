"""Writing Vietnamese as the old fonts wanted it, the way back from the program's tables."""

import unicodedata
from dataclasses import replace

from bluezone_desktop.domain.legacy_tables import TCVN3, VNI
from tests.unit.exchange.table_writers import Grid

_TCVN3 = {letter: code for code, letter in reversed(TCVN3.items())}
# TCVN3 has no capitals with tones: they are typed small, and the font draws what it draws.
_TCVN3_SMALL = {letter.upper(): code for letter, code in _TCVN3.items()}
_VNI = {letter: code for code, letter in reversed(VNI.items())}


def to_tcvn3(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(_TCVN3.get(one) or _TCVN3_SMALL.get(one, one) for one in composed)


def to_vni(text: str) -> str:
    return "".join(_VNI.get(one, one) for one in unicodedata.normalize("NFC", text))


def to_cp1258(text: str) -> bytes:
    """Vietnamese Windows: letters of their own for shapes, marks of their own for tones."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            parts.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = "".join(mark for mark in marks if mark in tones)
            shape = "".join(mark for mark in marks if mark not in tones)
            parts.append((unicodedata.normalize("NFC", shape) + tone).encode("cp1258"))
    return b"".join(parts)


def in_old_text(grid: Grid, encoding: str) -> Grid:
    convert = {"tcvn3": to_tcvn3, "vni": to_vni}[encoding]
    rows = [[convert(cell) if isinstance(cell, str) else cell for cell in row] for row in grid.rows]
    return replace(grid, rows=rows)
