"""Vietnamese telephone numbers as class lists write them.

Ten digits from 0 for mobiles (03, 05, 07, 08, 09) and old landlines, eleven for landlines with a
02x area code and for the mobiles of before 2018 (012, 016, 018, 019), which are kept as they are.
Excel eats the leading 0; it is put back.
"""

import math
import re
from collections.abc import Iterator

from bluezone_desktop.domain.text import fold

_NATIONAL = re.compile(r"0(?:[2-9]\d{8}|2\d{9}|1[2689]\d{8})", re.ASCII)
_FOREIGN = re.compile(r"\+(?!84)[1-9]\d{7,14}", re.ASCII)
_WITHOUT_ZERO = re.compile(r"[3-9]\d{8}|2\d{8,9}|1[2689]\d{8}", re.ASCII)

_NO_PHONE = frozenset(
    [
        "",
        "0",
        "x",
        "k",
        "ko",
        "kg",
        "khong",
        "khong co",
        "ko co",
        "k co",
        "chua co",
        "chua",
        "trong",
    ]
    + ["khong co so", "khong co sdt", "khong so", "none", "null", "n/a", "na", "nan"]
)
# Words that say "phone" and nothing about whose it is.
_LABELS = re.compile(r"\b(?:so dien thoai|dien thoai|so dt|sdt|dtdd|dt|dd|tel|phone|mobile|zalo)\b")
_BETWEEN_PHONES = re.compile(r"[/;,|&\n]|\b(?:hoac|va|or)\b")
_GROUPS = re.compile(r"\+?\d+", re.ASCII)
_LEFT_OVER = re.compile(r"[\s.,:\-–—_()']*")
_SCIENTIFIC = re.compile(r"(\d)[.,](\d+)e\+?(\d{1,2})", re.ASCII)


def read_phones(value: object) -> tuple[str, ...]:
    """The phones in a cell, each in national form ("0901234567"), in order and without repeats.

    value   text or number as the cell gives it; 0901.234.567, 090-1234567, +84 901 234 567 and
            901234567.0 are one phone; a cell may hold several, parted by / ; , - or blanks.
            A number of another country keeps its +

    Gives () for an empty cell and for words like "không có". Raises ValueError where anything in
    the cell is no phone: digits too few or too many, or a name beside the number.
    """
    if value is None:
        return ()
    if isinstance(value, bool):
        raise ValueError(f"not a phone: {value!r}")
    if isinstance(value, int | float):
        if not math.isfinite(value) or value != int(value):
            raise ValueError(f"not a phone: {value!r}")
        value = str(int(value))
    if not isinstance(value, str):
        raise ValueError(f"not a phone: {value!r}")
    lines = " / ".join(fold(line) for line in value.splitlines() if line.strip())
    text = _LABELS.sub(" ", lines)
    if text.strip(" .-–—_:/'?") in _NO_PHONE:
        return ()
    if found := _SCIENTIFIC.fullmatch(text.strip(" '")):
        # 9.01234567E+08 still has every digit; 9.01E+08 has lost them.
        if len(found[2]) != int(found[3]):
            raise ValueError(f"digits lost: {value!r}")
        text = found[1] + found[2]
    return tuple(dict.fromkeys(_phones_of(text, value)))


def _phones_of(text: str, value: str) -> Iterator[str]:
    whole = re.sub(r"\.0$", "", text.strip(" '"))
    alone = list(_readings(_groups(whole)))
    if len(alone) == 1 and len(alone[0]) == 1:
        yield alone[0][0]
        return
    pieces = [piece for piece in _BETWEEN_PHONES.split(whole) if piece.strip(" .-")]
    for piece in pieces:
        readings = list(_readings(_groups(piece)))
        if len(readings) != 1 or not readings[0]:
            raise ValueError(f"not a phone: {value!r}")
        yield from readings[0]


def _groups(piece: str) -> list[str]:
    """The runs of digits of a piece; none where it holds anything else but punctuation."""
    if not _LEFT_OVER.fullmatch(_GROUPS.sub("", piece)):
        return []
    return _GROUPS.findall(piece)


def _readings(groups: list[str]) -> Iterator[tuple[str, ...]]:
    """Every way in which the runs of digits, joined in order, make up whole phones."""
    if not groups:
        yield ()
        return
    for count in range(1, min(len(groups), 12) + 1):
        first = _national("".join(groups[:count]))
        if first is not None:
            for others in _readings(groups[count:]):
                yield (first, *others)


def _national(digits: str) -> str | None:
    """One phone in national form, or None where the digits are not one."""
    if _NATIONAL.fullmatch(digits) or _FOREIGN.fullmatch(digits):
        return digits
    for prefix in ("+84", "0084", "84"):
        rest = digits.removeprefix(prefix)
        if rest != digits:
            with_zero = rest if rest.startswith("0") else "0" + rest
            if _NATIONAL.fullmatch(with_zero):
                return with_zero
    if _WITHOUT_ZERO.fullmatch(digits):
        return "0" + digits
    return None
