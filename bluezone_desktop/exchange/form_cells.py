"""One sheet of a form that is to be filled: its XML, changed in place.

Whatever is not touched stays as the office that made the form wrote it: styles, lines, merged
cells, print set-up, what newer programs know and we do not. Libraries that read a workbook into
objects and write it anew lose drawn lines and text boxes, which such forms are full of.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element, tostring

from bluezone_desktop.exchange.grid import BadTable
from bluezone_desktop.exchange.row_shift import RowShift
from bluezone_desktop.exchange.safe_xml import read_tree

Value = str | float | bool | None
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""

_WIDEST = 1000
_AREAS = {
    "mergeCell": "ref",
    "hyperlink": "ref",
    "autoFilter": "ref",
    "conditionalFormatting": "sqref",
    "dataValidation": "sqref",
    "protectedRange": "sqref",
    "ignoredError": "sqref",
}
_FORMULAS = ("formula", "formula1", "formula2", "f")
_COUNTED = ("mergeCells", "hyperlinks", "dataValidations")


_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parse(content: bytes) -> Element:
    """A part of a workbook as a tree. Raises BadTable for one that is damaged or hostile."""
    return read_tree(content)


def write(root: Element) -> bytes:
    """The tree as a part of a workbook."""
    return _DECLARATION + tostring(root, encoding="unicode").encode("utf-8")


def named(parent: Element, name: str) -> list[Element]:
    """``parent`` and all elements below it that are of that name, whatever their prefix."""
    prefixed = f":{name}"
    return [one for one in parent.iter() if one.tag == name or one.tag.endswith(prefixed)]


def children(parent: Element, name: str) -> list[Element]:
    """The elements of that name right inside ``parent``: cheaper where nothing lies deeper."""
    prefixed = f":{name}"
    return [one for one in parent if one.tag == name or one.tag.endswith(prefixed)]


def text_of(element: Element) -> str:
    """All the text in an element, but for phonetic notes."""
    if not len(element):
        return element.text or ""
    found = [element.text or ""]
    for child in element:
        if child.tag.rpartition(":")[2] != "rPh":
            found.append(text_of(child))
        found.append(child.tail or "")
    return "".join(found)


def column_letters(column: int) -> str:
    """The letters of a column numbered from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(reference: str) -> tuple[int, int]:
    """Row and column of a cell such as ``C10``, from 1."""
    bare = reference.replace("$", "")
    letters = bare.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(bare[len(letters) :]), column


class SheetCells:
    """The cells of one sheet.

    title    of the sheet
    content  its part of the workbook
    strings  the texts that cells share
    """

    def __init__(self, title: str, content: bytes, strings: Sequence[str]) -> None:
        self.title = title
        self.changed = False
        self._strings = strings
        root = self._root = parse(content)
        prefix, colon, name = root.tag.rpartition(":")
        if name != "worksheet":
            raise BadTable("files.damaged", detail=f"{name} in the place of a sheet")
        self._prefix = prefix + colon
        self._data = named(root, "sheetData")[0]
        self._rows: dict[int, Element] = {}
        self._cells: dict[tuple[int, int], Element] = {}
        self._read()
        self._read_merges()
        self._write_out_shared_formulas()
        self._column_styles = {
            column: one.get("style", "")
            for one in named(root, "col")
            if "style" in one.attrib
            for column in range(int(one.get("min", "")), int(one.get("max", "")) + 1)
            if column <= 200
        }

    # Looking

    @property
    def max_row(self) -> int:
        """The last row that holds anything."""
        return max(self._rows, default=0)

    @property
    def max_column(self) -> int:
        """The last column that holds anything."""
        return max((column for _, column in self._cells), default=0)

    @property
    def merges(self) -> Sequence[Merge]:
        """The merged ranges."""
        return self._merges

    def is_covered(self, row: int, column: int) -> bool:
        """Whether a cell lies in a merged range that begins elsewhere."""
        return (row, column) in self._covered

    def value(self, row: int, column: int) -> Value:
        """What stands in a cell; of a formula what it was last worked out to."""
        cell = self._cells.get((row, column))
        if cell is None:
            return None
        kind = cell.get("t", "")
        if kind == "inlineStr":
            return "".join(text_of(one) for one in children(cell, "is")) or None
        text = next((text_of(one) for one in children(cell, "v")), "")
        if not text:
            return None
        if kind == "s":
            return self._strings[int(text)] if int(text) < len(self._strings) else None
        if kind in ("str", "e", "d"):
            return text
        return text == "1" if kind == "b" else float(text)

    def formula(self, row: int, column: int) -> str | None:
        """The formula of a cell, with its ``=``."""
        cell = self._cells.get((row, column))
        found = children(cell, "f") if cell is not None else []
        return "=" + text_of(found[0]) if found else None

    def style(self, row: int, column: int) -> int:
        """The number of the cell's style in the workbook."""
        cell, line = self._cells.get((row, column)), self._rows.get(row)
        if cell is not None and "s" in cell.attrib:
            return int(cell.get("s", ""))
        if line is not None and "s" in line.attrib:
            return int(line.get("s", ""))
        return int(self._column_styles.get(column, "0"))

    def formulas(self) -> Iterator[tuple[int, int, str]]:
        """Row, column and text of every formula."""
        for (row, column), cell in self._cells.items():
            for one in children(cell, "f"):
                yield row, column, "=" + text_of(one)

    # Filling

    def put(self, row: int, column: int, value: str | float) -> None:
        """Put a text or a number into a cell. A text never becomes a formula."""
        cell = self._emptied(row, column)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = self._element("t", value)
            text.set("xml:space", "preserve")
            box = self._element("is")
            box.append(text)
            cell.append(box)
        else:
            cell.append(self._element("v", _number(value)))

    def put_formula(self, row: int, column: int, formula: str) -> None:
        """Put a formula of ours into a cell; what it comes to is put by ``remember``."""
        cell = self._emptied(row, column)
        cell.append(self._element("f", formula.removeprefix("=")))

    def remember(self, row: int, column: int, value: float | str | None) -> None:
        """Keep what a formula comes to, for programs that do not work it out; None for unknown."""
        cell = self._cells[row, column]
        for old in children(cell, "v"):
            cell.remove(old)
        if "t" in cell.attrib:
            del cell.attrib["t"]
        if value is not None:
            if isinstance(value, str):
                cell.set("t", "str")
            text = value if isinstance(value, str) else _number(value)
            cell.append(self._element("v", text))
        self.changed = True

    def clear(self, row: int, column: int) -> None:
        """Empty a cell, its style stays."""
        if (row, column) in self._cells:
            self._emptied(row, column)

    # Rows

    def change_rows(self, shift: RowShift) -> None:
        """Add rows below one, each like it and empty but for its formulas; or remove rows."""
        model = shift.after
        merged = [one for one in self.merges if one[0] == one[2] == model]
        if shift.number < 0:
            for row in range(model + 1, model + 1 - shift.number):
                self._drop(row)
        for row in sorted((r for r in self._rows if r > model), reverse=shift.number > 0):
            self._renumber(row, row + shift.number)
        self._read()
        self._move_areas(shift)
        self.move_formulas(shift)
        for number in range(shift.number):
            self._copy_row(model, model + 1 + number, merged)
        self._read_merges()
        for dimension in named(self._root, "dimension"):
            area = shift.area(dimension.get("ref", ""))
            if area:
                dimension.set("ref", area)
        self.changed = True

    def move_formulas(self, shift: RowShift) -> None:
        """Let the formulas of this sheet follow rows that come or go, here or elsewhere."""
        for name in _FORMULAS:
            for one in named(self._root, name):
                old = text_of(one)
                new = shift.formula(old, self.title) if old else old
                if new != old:
                    _set_text(one, new)
                    self.changed = True

    def to_bytes(self) -> bytes:
        """The part as it is now."""
        return write(self._root)

    def _read(self) -> None:
        """Find rows and cells; where a file does not number them, they follow one another."""
        self._rows, self._cells = {}, {}
        row = 0
        for line in children(self._data, "row"):
            row = int(line.get("r", "") or row + 1)
            line.set("r", str(row))
            self._rows[row] = line
            column = 0
            for cell in children(line, "c"):
                reference = cell.get("r", "")
                column = place_of(reference)[1] if reference else column + 1
                cell.set("r", f"{column_letters(column)}{row}")
                self._cells[row, column] = cell

    def _read_merges(self) -> None:
        self._merges: list[Merge] = []
        for one in named(self._root, "mergeCell"):
            first, _, last = one.get("ref", "").partition(":")
            self._merges.append((*place_of(first), *place_of(last or first)))
        self._covered = {
            (row, column)
            for top, left, bottom, right in self._merges
            for row in range(top, min(bottom, top + _WIDEST) + 1)
            for column in range(left, min(right, left + _WIDEST) + 1)
            if (row, column) != (top, left)
        }

    def _write_out_shared_formulas(self) -> None:
        """A formula that cells share is written out in each: rows between them may come or go."""
        from openpyxl.formula.translate import Translator

        masters: Mapping[str, tuple[str, str]] = {
            one.get("si", ""): (text_of(one), cell.get("r", ""))
            for cell in self._cells.values()
            for one in children(cell, "f")
            if one.get("t", "") == "shared" and text_of(one)
        }
        for cell in self._cells.values() if masters else ():
            for one in children(cell, "f"):
                if one.get("t", "") != "shared":
                    continue
                formula, origin = masters.get(one.get("si", ""), ("", ""))
                if formula and not text_of(one):
                    moved = Translator(f"={formula}", origin)
                    here = moved.translate_formula(cell.get("r", ""))
                    _set_text(one, str(here).removeprefix("="))
                for attribute in ("t", "si", "ref"):
                    if attribute in one.attrib:
                        del one.attrib[attribute]

    def _emptied(self, row: int, column: int) -> Element:
        cell = self._cells.get((row, column))
        if cell is None:
            cell = self._new_cell(row, column)
        _empty(cell)
        if "t" in cell.attrib:
            del cell.attrib["t"]
        self.changed = True
        return cell

    def _new_cell(self, row: int, column: int) -> Element:
        line = self._rows.get(row)
        if line is None:
            line = self._new_row(row)
        cell = self._element("c")
        cell.set("r", f"{column_letters(column)}{row}")
        if style := self.style(row, column):
            cell.set("s", str(style))
        columns = [place_of(one.get("r", ""))[1] for one in children(line, "c")]
        line.insert(sum(other < column for other in columns), cell)
        self._cells[row, column] = cell
        return cell

    def _new_row(self, row: int) -> Element:
        line = self._element("row")
        line.set("r", str(row))
        after = [other for other in self._rows if other > row]
        place = list(self._data).index(self._rows[min(after)]) if after else len(self._data)
        self._data.insert(place, line)
        self._rows[row] = line
        return line

    def _drop(self, row: int) -> None:
        line = self._rows.pop(row, None)
        if line is not None:
            self._data.remove(line)

    def _renumber(self, old: int, new: int) -> None:
        line = self._rows[old]
        line.set("r", str(new))
        for cell in children(line, "c"):
            letters = cell.get("r", "").rstrip("0123456789")
            cell.set("r", f"{letters}{new}")

    def _copy_row(self, model: int, row: int, merged: Sequence[Merge]) -> None:
        from openpyxl.formula.translate import Translator

        line = self._rows.get(model)
        if line is None:
            return
        copy = deepcopy(line)
        copy.set("r", str(row))
        self._data.insert(list(self._data).index(self._rows[row - 1]) + 1, copy)
        self._rows[row] = copy
        for cell in children(copy, "c"):
            old, column = cell.get("r", ""), place_of(cell.get("r", ""))[1]
            cell.set("r", f"{column_letters(column)}{row}")
            self._cells[row, column] = cell
            formulas = [text_of(one) for one in children(cell, "f")]
            self._emptied(row, column)
            if formulas:
                moved = Translator(f"={formulas[0]}", old)
                self.put_formula(row, column, str(moved.translate_formula(cell.get("r", ""))))
        for _, first, _, last in merged:
            self._merge((row, first, row, last))

    def _merge(self, area: Merge) -> None:
        one = self._element("mergeCell")
        first = f"{column_letters(area[1])}{area[0]}"
        one.set("ref", f"{first}:{column_letters(area[3])}{area[2]}")
        group = named(self._root, "mergeCells")[0]
        group.append(one)
        group.set("count", str(len(named(group, "mergeCell"))))

    def _move_areas(self, shift: RowShift) -> None:
        """Let whatever is said of areas follow: merged cells, links, filters, page breaks."""
        gone: list[Element] = []
        for name, attribute in _AREAS.items():
            for one in named(self._root, name):
                old = one.get(attribute, "")
                if attribute == "sqref":
                    area = shift.areas(old)
                elif _is_one_row(old):  # it does not grow: what is below is another
                    area = ":".join(shift.area(corner) or "" for corner in old.split(":"))
                else:
                    area = shift.area(old) or ""
                if area.strip(":"):
                    one.set(attribute, area)
                else:
                    gone.append(one)
        _remove(self._root, gone)
        groups = [group for name in _COUNTED for group in named(self._root, name)]
        for group in groups:
            if "count" in group.attrib:
                group.set("count", str(len(group)))
        _remove(self._root, [group for group in groups if not len(group)])
        for one in (
            one for breaks in named(self._root, "rowBreaks") for one in named(breaks, "brk")
        ):
            if moved := shift.row(int(one.get("id", ""))):
                one.set("id", str(moved))

    def _element(self, name: str, text: str | None = None) -> Element:
        element = Element(self._prefix + name)
        element.text = text
        return element


def _empty(element: Element) -> None:
    """Take out what is in an element; its attributes stay."""
    del element[:]
    element.text = None


def _set_text(element: Element, text: str) -> None:
    _empty(element)
    element.text = text


def _remove(root: Element, gone: Sequence[Element]) -> None:
    """Take elements out of the tree, wherever in it they are."""
    for parent in list(root.iter()) if gone else ():
        for child in [one for one in parent if one in gone]:
            parent.remove(child)


def _is_one_row(area: str) -> bool:
    first, _, last = area.partition(":")
    return place_of(first)[0] == place_of(last or first)[0]


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
