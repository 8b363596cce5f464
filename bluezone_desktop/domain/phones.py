"""Vietnamese telephone numbers as class lists write them.

Ten digits from 0 for mobiles (03, 05, 07, 08, 09) and old landlines, eleven for landlines with a
02x area code and for the mobiles of before 2018 (012, 016, 018, 019), which are kept as they are.
Excel eats the leading 0; it is put back.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bluezone_desktop.domain.text import fold

_NATIONAL = re.compile(r"0(?:[2-9]\d{8}|2\d{9}|1[2689]\d{8})", re.ASCII)
_FOREIGN = re.compile(r"\+(?!84)[1-9]\d{7,14}", re.ASCII)
_WITHOUT_ZERO = re.compile(r"[3-9]\d{8}|2\d{8,9}|1[2689]\d{8}", re.ASCII)

_NO_PHONE = re.compile(r"|0|x|-*|(?:khong|ko|kg|k|chua)(?: co| so| co so| dung)?|none|null|n/?a")
# Words that say "phone" and nothing about whose it is.
_LABELS = re.compile(r"\b(?:so dien thoai|dien thoai|so dt|sdt|dtdd|dt|dd|tel|phone|mobile|zalo)\b")
_BETWEEN_PHONES = re.compile(r"[/;|&]|\b(?:hoac|va|or)\b")
_WHOLE = re.compile(r"(\d{9,12})[.,]0", re.ASCII)
_AREA_CODE = re.compile(r"(?<![0-9])(0[0-9]{1,4}) ?/ ?(?=[0-9]{5,8}(?![0-9]))")
_MARKS = " .,:-–—_/'?"
_LONGEST = 200
"""Characters of a cell that can still be phones; a longer one is a note."""
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
    text = _written(value)
    if _NO_PHONE.fullmatch(text):
        return ()
    phones: list[str] = []
    for piece in _BETWEEN_PHONES.split(text):
        if not piece.strip(_MARKS):
            continue
        readings = list(islice(_readings(_groups(piece)), 2))
        if len(readings) != 1:
            raise ValueError(f"not a phone: {value!r}")
        phones += readings[0]
    if not phones:
        raise ValueError(f"not a phone: {value!r}")
    return tuple(dict.fromkeys(phones))


def _written(value: object) -> str:
    """The cell as plain text: numbers in full, lines parted by "/", labels and outer marks gone."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value >= 0 and value == value // 1:
            return str(int(value))
    elif isinstance(value, str) and len(value) <= _LONGEST:
        return _written_in_text(value)
    raise ValueError(f"not a phone: {value!r}")


def _written_in_text(value: str) -> str:
    lines = " / ".join(fold(line) for line in value.splitlines() if line.strip())
    text = _LABELS.sub(" ", lines).strip(_MARKS)
    if found := _SCIENTIFIC.fullmatch(text):
        # 9.01234567E+08 still has every digit; 9.01E+08 has lost them.
        if len(found[2]) != int(found[3]):
            raise ValueError(f"digits lost: {value!r}")
        return found[1] + found[2]
    if found := _WHOLE.fullmatch(text):
        return found[1]
    return _AREA_CODE.sub(r"\1 ", text)


def _groups(piece: str) -> list[str]:
    """The runs of digits of a piece; none where it holds anything else but punctuation."""
    if not _LEFT_OVER.fullmatch(_GROUPS.sub("", piece)):
        return []
    return _GROUPS.findall(piece)


def _readings(groups: list[str]) -> Iterator[tuple[str, ...]]:
    """Every way in which the runs of digits, joined in order, make up whole phones."""
    for count in range(1, len(groups) + 1):
        first = _national("".join(groups[:count]))
        if first is not None and count == len(groups):
            yield (first,)
        elif first is not None:
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
