"""The two legacy encodings as data: which letters their fonts showed for which characters.

Sources: TCVN 5712:1993 (VN3, "ABC"), and VNI-Windows as the VNI fonts draw it; both as tabled in
the keyboard engine of UniKey (``SingleByteTables``, ``DoubleByteTables``). Each row of TCVN3 is a
plain vowel with its tones in the order huyền, hỏi, ngã, sắc, nặng. Characters are Latin-1; neither
encoding uses the bytes 0x80–0x9F, so cp1252 and Latin-1 carry them alike. A reader that took the
bytes for cp1258 gives Vietnamese letters and bare tone marks instead of some; ``CP1258`` maps these
back.
"""

_TCVN3_TONED = {
    "àảãáạ": "µ¶·¸¹",
    "ằẳẵắặ": "»¼½¾Æ",
    "ầẩẫấậ": "ÇÈÉÊË",
    "èẻẽéẹ": "ÌÎÏÐÑ",
    "ềểễếệ": "ÒÓÔÕÖ",
    "ìỉĩíị": "×ØÜÝÞ",
    "òỏõóọ": "ßáâãä",
    "ồổỗốộ": "åæçèé",
    "ờởỡớợ": "êëìíî",
    "ùủũúụ": "ïñòóô",
    "ừửữứự": "õö÷øù",
    "ỳỷỹýỵ": "úûüýþ",
}
_TCVN3_PLAIN = ("ăâêôơưđĂÂÊÔƠƯĐ", "¨©ª«¬\xad®¡¢£¤¥¦§")

TCVN3_TONED: dict[str, str] = {
    code: letter
    for letters, codes in _TCVN3_TONED.items()
    for letter, code in zip(letters, codes, strict=True)
}
"""TCVN3 character to toned vowel. It stands for the capital as well: only .Vn…H fonts draw that."""

TCVN3: dict[str, str] = TCVN3_TONED | dict(zip(_TCVN3_PLAIN[1], _TCVN3_PLAIN[0], strict=True))
"""TCVN3 character to Vietnamese letter; the letters without tone have capitals of their own."""

# VNI writes the letter, then a mark; "ô" and "ö" are its ơ and ư.
_VNI_MARKS = {
    "a": {"â": "â", "á": "ấ", "à": "ầ", "å": "ẩ", "ã": "ẫ", "ä": "ậ"}
    | {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"},
    "e": {"â": "ê", "á": "ế", "à": "ề", "å": "ể", "ã": "ễ", "ä": "ệ"},
    "o": {"â": "ô", "á": "ố", "à": "ồ", "å": "ổ", "ã": "ỗ", "ä": "ộ"},
}
_VNI_TONES = dict(zip("ùøûõï", range(5), strict=True))
_VNI_TONED = {
    "a": "áàảãạ",
    "e": "éèẻẽẹ",
    "o": "óòỏõọ",
    "u": "úùủũụ",
    "ô": "ớờởỡợ",
    "ö": "ứừửữự",
    "y": "ýỳỷỹ",
}
_VNI_SINGLE = dict(zip("ñíìæóòôöî", "đíìỉĩịơưỵ", strict=True))


def _vni() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base, marks in _VNI_MARKS.items():
        table.update({base + mark: letter for mark, letter in marks.items()})
    for base, letters in _VNI_TONED.items():
        for letter, mark in zip(letters, _VNI_TONES, strict=False):
            table[base + mark] = letter
    table.update({code.upper(): letter.upper() for code, letter in table.items()})
    return table


VNI: dict[str, str] = _vni()
"""VNI sequence of one or two characters to Vietnamese letter, in either case."""

CP1258: dict[str, str] = {
    "\u0102": "Ã",
    "\u0103": "ã",
    "\u0110": "Ð",
    "\u0111": "ð",
    "\u01a0": "Õ",
    "\u01a1": "õ",
    "\u01af": "Ý",
    "\u01b0": "ý",
    "\u0300": "Ì",
    "\u0301": "ì",
    "\u0303": "Þ",
    "\u0309": "Ò",
    "\u0323": "ò",
    "\u20ab": "þ",
}
"""What cp1258 makes of a byte, to what cp1252 makes of it, where they differ from 0xA0 on."""
