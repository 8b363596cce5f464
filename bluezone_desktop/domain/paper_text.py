"""How much room a text takes in Times New Roman, so that rows are high enough before printing.

Excel does not grow a row with merged cells, and no office program is at hand when we write, so
lines are estimated from the widths of the letters. Source of the widths: the public metrics of the
Times family, in thousandths of the type size.
"""

import unicodedata

_WIDTHS = {
    200: "|",
    250: " ,.",
    278: "/:;\\ijlt",
    333: "!'()-I[]`fr‘’",
    389: "Js",
    444: "?acez“”",
    500: "#$*0123456789_bdghknopquvxy–",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐ",
    778: "&m",
    833: "%",
    889: "M",
    944: "W",
    1000: "…—",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDTH_OF["đ"] = 500
_BOLD = 1.07
"""Bold letters are up to this much wider; on the safe side for a whole line."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of ``text`` on one line, in points, at ``size`` points."""
    # An accent takes no room of its own; the horn of ơ and ư is within the error.
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    thousandths = sum(_WIDTH_OF.get(letter, 600) for letter in letters)
    return thousandths * size / 1000 * (_BOLD if bold else 1.0)


def lines_needed(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """On how many lines ``text`` breaks between words within ``width`` points; at least one."""
    lines = 0
    for paragraph in text.split("\n"):
        used, lines = 0.0, lines + 1
        for word in paragraph.split(" "):
            long = text_width(word, size, bold=bold)
            gap = text_width(" ", size, bold=bold) if used else 0.0
            if used and used + gap + long > width:
                lines, used, gap = lines + 1, 0.0, 0.0
            used += gap + long
            # A word longer than the line is cut where the line ends.
            while used > width > 0:
                lines, used = lines + 1, used - width
    return lines
