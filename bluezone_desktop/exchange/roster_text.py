"""Old encodings in a sheet: which column is TCVN3 or VNI, and its rows as Unicode."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from bluezone_desktop.domain.layouts import NO_CORRECTIONS, Corrections
from bluezone_desktop.domain.legacy import (
    decode,
    decode_name,
    detect,
    encoding_of_font,
    is_upper_case_font,
)
from bluezone_desktop.domain.roster import Encoding
from bluezone_desktop.exchange.grid import Cell, Fonts, Sheet
from bluezone_desktop.exchange.roster_fields import NAME_FIELDS, RELATIVE_FIELDS, Field
from bluezone_desktop.exchange.roster_headers import SEARCHED_ROWS, Header, find_header

# Đ, ă and the like also come out of old bytes read in the wrong code page; these never do.
_UNICODE_ONLY = re.compile("[\u1ea0-\u1ef9]")
_SAMPLE = 400
"""Texts of a column that are enough to judge it by."""

_SPEAKING = NAME_FIELDS | RELATIVE_FIELDS | {Field.STATUS, Field.JOB, Field.TEACHER}


class Reading:
    """How a sheet's text is to be read. Unicode sheets, nearly all, cost next to nothing.

    header    as found, None where there is none
    encoding  of the sheet; ``columns`` where it is old: per column of which anything is marked
    rows      in Unicode
    """

    def __init__(self, sheet: Sheet, corrections: Corrections = NO_CORRECTIONS) -> None:
        self._sheet = sheet
        self._corrections = corrections
        self.columns: dict[int, Encoding] = {}
        self._known_fonts: Fonts | None = None
        self.header, self._of_head = self._find_header()
        self.encoding = self._of_head
        self.rows = sheet.rows
        if self.header:
            self.encoding = self._decode(self.header)

    def _find_header(self) -> tuple[Header | None, Encoding]:
        """The header, read in whichever encoding makes most of it."""
        sheet = self._sheet
        found = self._search(sheet.rows)
        best, encoding = found, Encoding.UNICODE
        head = sheet.rows[:SEARCHED_ROWS]
        if not any(_suspicious(cell) for row in head for cell in row if isinstance(cell, str)):
            return best, encoding
        for other in (Encoding.TCVN3, Encoding.VNI):
            decoded = [
                [decode(cell, other) if isinstance(cell, str) and cell else cell for cell in row]
                for row in head
            ]
            header = self._search([*decoded, *sheet.rows[SEARCHED_ROWS:]])
            if header is None or (found and _contradict(found, header)):
                continue
            if best is None or header.score > best.score:
                best, encoding = header, other
        return best, encoding

    def _search(self, rows: list[list[Cell]]) -> Header | None:
        sheet = self._sheet
        search = partial(
            find_header,
            rows,
            sheet.merges,
            shunned=sheet.hidden_columns,
            corrections=self._corrections,
        )
        found = search(skipped=sheet.hidden_rows)
        # A list whose visible rows hold no header may have hidden it.
        return search() if found is None and sheet.hidden_rows else found

    def _decode(self, header: Header) -> Encoding:
        """Judge every column, and decode the rows where any is old. Gives the sheet's encoding."""
        below = self._sheet.rows[header.last + 1 :]
        samples = {place: _sample(below, place) for place in range(len(header.meanings))}
        marked = {
            place: texts
            for place, texts in samples.items()
            if any(not text.isascii() for text in texts)
        }
        doubtful = [p for p, texts in marked.items() if not any(map(_UNICODE_ONLY.search, texts))]
        if self._of_head is Encoding.UNICODE and not doubtful:
            return Encoding.UNICODE
        # The columns of names speak for the sheet; a column like "Nông dân" says nothing by itself.
        speaking = [
            place
            for place in doubtful
            if (meaning := header.meanings[place]) and meaning.field in _SPEAKING
        ]
        judged = [self._judge(header, p, marked[p], self._of_head) for p in speaking]
        counted = Counter(one for one in judged if one is not Encoding.UNICODE)
        likely = counted.most_common(1)[0][0] if counted else self._of_head
        if likely is Encoding.UNICODE:
            return likely
        encodings = dict.fromkeys(marked, Encoding.UNICODE)
        encodings |= {p: self._judge(header, p, marked[p], likely) for p in doubtful}
        self.columns = encodings
        self._decode_rows(header, encodings, likely)
        return likely

    def _judge(
        self, header: Header, place: int, texts: Sequence[str], likely: Encoding
    ) -> Encoding:
        fonts = [
            font
            for (row, column), font in self._fonts().items()
            if column == place and row > header.last
        ]
        return detect(texts, fonts, likely=likely, headed=likely is self._of_head)

    def _fonts(self) -> Fonts:
        if self._known_fonts is None:
            self._known_fonts = self._sheet.fonts()
        return self._known_fonts

    def _decode_rows(
        self, header: Header, encodings: dict[int, Encoding], likely: Encoding
    ) -> None:
        fonts = self._fonts()
        names = {
            p
            for p, m in enumerate(header.meanings)
            if m and m.field in NAME_FIELDS | RELATIVE_FIELDS
        }
        shouting = {
            place
            for place in range(len(header.meanings))
            if _mostly_upper(
                font for (r, c), font in fonts.items() if c == place and r > header.last
            )
        }
        rows: list[list[Cell]] = []
        for number, row in enumerate(self._sheet.rows):
            decoded = list(row)
            for place, cell in enumerate(row):
                if not isinstance(cell, str) or not cell:
                    continue
                font = fonts.get((number, place), "")
                upper = is_upper_case_font(font) if font else place in shouting
                encoding = encodings.get(place, likely)
                if number <= header.last:
                    decoded[place] = self._decode_alone(cell, font, likely, upper=upper)
                elif place in names:
                    decoded[place] = decode_name(cell, encoding, upper_case=upper)
                else:
                    decoded[place] = decode(cell, encoding, upper_case=upper)
            rows.append(decoded)
        self.rows = rows
        # Header words are shown and matched as decoded; the header may gain by knowing its fonts.
        self.header = self._search(rows) or header

    def _decode_alone(self, cell: str, font: str, likely: Encoding, *, upper: bool) -> str:
        """A title or header cell: by its own font, else by its words, else like the sheet."""
        encoding = encoding_of_font(font) if font else None
        if encoding is None:
            headed = likely is self._of_head
            encoding = (
                Encoding.UNICODE
                if _UNICODE_ONLY.search(cell)
                else detect([cell], likely=likely, headed=headed)
            )
        return decode(cell, encoding, upper_case=upper)


def _contradict(plain: Header, decoded: Header) -> bool:
    """Whether a column means one thing as it stands and another when decoded: "Má" is no "Mỏ".

    Words in an old encoding mean nothing as they stand.
    """
    pairs = zip(plain.meanings, decoded.meanings, plain.words, decoded.words, strict=False)
    return any(
        one and other and one.key != other.key and words != decoded_words
        for one, other, words, decoded_words in pairs
    )


def _suspicious(text: str) -> bool:
    """Marked letters, none of which only Unicode has: may be old, may be "Hà"."""
    return not text.isascii() and not _UNICODE_ONLY.search(text)


def _sample(rows: Sequence[Sequence[Cell]], place: int) -> list[str]:
    step = max(1, len(rows) // _SAMPLE)
    texts: list[str] = []
    for row in rows[::step]:
        cell = row[place] if place < len(row) else None
        if isinstance(cell, str) and cell:
            texts.append(cell)
    return texts


def _mostly_upper(fonts: Iterable[str]) -> bool:
    known = [is_upper_case_font(font) for font in fonts]
    return bool(known) and sum(known) * 2 > len(known)
