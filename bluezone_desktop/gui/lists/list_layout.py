"""Where every word of a list with names stands on upright A4 pages, in points; no Qt in here."""

from collections.abc import Sequence
from itertools import accumulate

from bluezone_desktop.domain.named_list import BOX, ListSheet, column_shares
from bluezone_desktop.domain.paper_text import lines_needed
from bluezone_desktop.domain.return_layout import PAGE_MM, POINTS_PER_MM
from bluezone_desktop.gui.returns.paper_layout import Align, Box, Page, Words
from bluezone_desktop.services.named_lists import ListPaper

_HEIGHT, _WIDTH = (mm * POINTS_PER_MM for mm in PAGE_MM)
_TOP, _LEFT, _BOTTOM, _RIGHT = 40.0, 50.0, 48.0, 32.0
_ROOM = _WIDTH - _LEFT - _RIGHT
_SIZE, _TITLE_SIZE, _SMALL = 12.0, 14.0, 11.0
_LINE, _AIR = 14.4, 3.6
_PADDING = 3.0
_TICK = 10.0
"""Side of a box to be ticked by hand, drawn: few fonts have its sign."""


def lay_out_lists(paper: ListPaper) -> tuple[Page, ...]:
    """The pages of all lists, each list beginning on a page of its own."""
    return tuple(page for one in paper.sheets for page in _Layout(one, paper).pages())


class _Layout:
    def __init__(self, sheet: ListSheet, paper: ListPaper) -> None:
        self._sheet, self._paper = sheet, paper
        shares = column_shares(sheet)
        points = [share / sum(shares) * _ROOM for share in shares]
        self._edges = [_LEFT + before for before in accumulate(points, initial=0.0)]
        self._pages: list[Page] = []
        self._y = 0.0

    def pages(self) -> list[Page]:
        self._new_page()
        self._line(self._paper.school, _SIZE)
        self._line(self._sheet.title, _TITLE_SIZE, bold=True)
        about = f"{self._paper.as_of} {self._sheet.hint}".strip()
        self._line(about, _SMALL, italic=True)
        self._y += _AIR
        self._row(self._sheet.heads, bold=True)
        for row in self._sheet.rows:
            if self._y + self._height(row, bold=False) > _HEIGHT - _BOTTOM:
                self._new_page()
                self._row(self._sheet.heads, bold=True)
            self._row(row, bold=False)
        for page in self._pages:
            text = f"{self._sheet.name} · {page.number}/{len(self._pages)}"
            page.words.append(
                Words(_LEFT, _HEIGHT - _BOTTOM + _AIR, _ROOM, _LINE, text, _SMALL, align="center")
            )
        return self._pages

    def _new_page(self) -> None:
        self._pages.append(Page(len(self._pages) + 1, width=_WIDTH, height=_HEIGHT))
        self._y = _TOP

    def _line(self, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
        height = lines_needed(text, size, _ROOM, bold=bold) * size * 1.2 + _AIR
        self._pages[-1].words.append(
            Words(_LEFT, self._y, _ROOM, height, text, size, bold=bold, italic=italic, top=True)
        )
        self._y += height

    def _height(self, row: Sequence[str], *, bold: bool) -> float:
        lines = (
            lines_needed(text, _SIZE, self._width(at) - 2 * _PADDING, bold=bold)
            for at, text in enumerate(row)
        )
        return max(lines) * _LINE + _AIR

    def _width(self, at: int) -> float:
        return self._edges[at + 1] - self._edges[at]

    def _row(self, row: Sequence[str], *, bold: bool) -> None:
        page, height, boxes = self._pages[-1], self._height(row, bold=bold), self._sheet.boxes
        for at, text in enumerate(row):
            left, width = self._edges[at], self._width(at)
            page.boxes.append(Box(left, self._y, width, height))
            if text == BOX:
                page.boxes.append(
                    Box(
                        left + (width - _TICK) / 2, self._y + (height - _TICK) / 2, _TICK, _TICK
                    )
                )  # fmt: skip
                continue
            middle = bold or at == 0 or (boxes is not None and at >= boxes)
            align: Align = "center" if middle else "left"
            page.words.append(
                Words(
                    left + _PADDING, self._y, width - 2 * _PADDING, height, text, _SIZE,
                    bold=bold, align=align,
                )
            )  # fmt: skip
        self._y += height
