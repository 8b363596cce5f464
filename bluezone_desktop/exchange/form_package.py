"""The workbook that a form is: its parts and its sheets, and writing it again with new ones."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bluezone_desktop.exchange.form_cells import SheetCells, children, named, parse, text_of, write
from bluezone_desktop.exchange.grid import BadTable
from bluezone_desktop.exchange.row_shift import RowShift
from bluezone_desktop.exchange.zipped import Archive

MAX_SHEET = 6 * 1024 * 1024
"""Bytes of a sheet of a blank form: 125 rows of 20 columns take 200,000."""

_PERCENT = re.compile(r"^(\[[^\]]*\]|[^\"%]|\"[^\"]*\"|\\.)*%")
_BUILT_IN_PERCENT = (9, 10)
_TEXT_FORMAT = 49
_SIDES = ("left", "right", "start", "end", "bottom")
_CHART_FORMULA = re.compile(rb"(<(?:c:|cx:)?f(?:\s[^>]*)?>)([^<]+)(</(?:c:|cx:)?f>)")
_ANCHOR_ROW = re.compile(rb"(<(?:\w+:)?row>)(\d+)(</(?:\w+:)?row>)")
_NOTE_ROW = re.compile(rb"(<(?:\w+:)?Row>)(\d+)(</(?:\w+:)?Row>)")


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a cell shows a number.

    percent   as a percentage, so that it wants 0.866 for 86,6 %
    decimals  as many as the format shows; None where it shows what there is
    lined     whether lines are drawn around it
    """

    percent: bool = False
    decimals: int | None = None
    lined: bool = False


class FormPackage:
    """A form's workbook. Every method raises BadTable for a file that is damaged or hostile.

    data  the file (xlsx, xlsm or a template of either)
    """

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data)
        self._changed: dict[str, bytes] = {}
        self._workbook = parse(self._archive.part("xl/workbook.xml"))
        self._links = dict(self._relations("xl/workbook.xml"))
        self._strings = tuple(self._shared_strings())
        self._formats = tuple(self._cell_formats())
        self._parts: dict[str, str] = {}
        self._visible = tuple(self._read_sheets())
        self._open: dict[str, SheetCells] = {}

    @property
    def titles(self) -> tuple[str, ...]:
        """The visible sheets, from left to right."""
        return self._visible

    def sheet(self, title: str) -> SheetCells:
        """A sheet, to be looked at and filled."""
        if title not in self._open:
            content = self._archive.part(self._parts[title])
            if len(content) > MAX_SHEET:
                raise BadTable("files.too_many_cells", detail=f"{title}: {len(content)} bytes")
            self._open[title] = SheetCells(title, content, self._strings)
        return self._open[title]

    def format(self, sheet: SheetCells, row: int, column: int) -> CellFormat:
        """How a cell of a sheet shows numbers."""
        style = sheet.style(row, column)
        return self._formats[style] if style < len(self._formats) else CellFormat()

    def has_macros(self) -> bool:
        """Whether programs are in the file."""
        return self._archive.has("xl/vbaProject.bin")

    def is_protected(self, title: str) -> bool:
        """Whether the sheet is locked against changes in Excel; ours go around the lock."""
        return b"sheetProtection" in self._archive.part(self._parts[title])

    # Rows that come and go

    def needs_rows(self, shift: RowShift) -> bool:
        """Whether some formula, on whatever sheet, needs one of the rows that would go."""
        return any(
            shift.loses(formula, sheet.title)
            for sheet in self.sheets_naming(shift.sheet)
            for _, _, formula in sheet.formulas()
        )

    def change_rows(self, shift: RowShift) -> None:
        """Add or remove rows, with everything in the workbook that hangs on them."""
        for sheet in self.sheets_naming(shift.sheet):
            if sheet.title == shift.sheet:
                sheet.change_rows(shift)
            else:
                sheet.move_formulas(shift)
        for one in named(self._workbook, "definedName"):
            old = text_of(one)
            new = shift.formula(old, "")
            if new != old:
                one.text = new
        self._move_drawings(shift)
        self._move_charts(shift)

    def sheets_naming(self, title: str) -> Iterator[SheetCells]:
        """The sheet itself, and those whose formulas may need it; hidden ones too."""
        quoted = title.replace("'", "''").encode()
        for other, part in self._parts.items():
            if other == title or quoted in self._archive.part(part):
                yield self.sheet(other)

    def _move_drawings(self, shift: RowShift) -> None:
        def lower(found: re.Match[bytes]) -> bytes:
            row = int(found[2])
            moved = shift.row(row + 1)
            return found[1] + str(shift.after if moved is None else moved - 1).encode() + found[3]

        for kind, part in self._relations(self._parts[shift.sheet]):
            if kind == "drawing":
                self._put(part, _ANCHOR_ROW.sub(lower, self._now(part)))
            elif kind == "vmlDrawing":
                self._put(part, _NOTE_ROW.sub(lower, self._now(part)))
            elif kind in ("comments", "table"):
                tree = parse(self._now(part))
                for name in ("comment", "table", "autoFilter"):
                    for one in named(tree, name):
                        if area := shift.area(one.get("ref", "")):
                            one.set("ref", area)
                self._put(part, write(tree))

    def _move_charts(self, shift: RowShift) -> None:
        def follow(found: re.Match[bytes]) -> bytes:
            old = found[2].decode("utf-8")
            if "&" in old:  # a name with a mark of XML's own: rare, and left as it is
                return found[0]
            return found[1] + shift.formula(old, "").encode("utf-8") + found[3]

        for part in self._archive.names():
            if part.startswith("xl/charts/chart"):
                self._put(part, _CHART_FORMULA.sub(follow, self._now(part)))

    # Writing

    def to_bytes(self) -> bytes:
        """The workbook with all changes. Excel works its formulas out anew on opening."""
        for title, sheet in self._open.items():
            if sheet.changed:
                self._put(self._parts[title], sheet.to_bytes())
        for old in named(self._workbook, "calcPr"):
            old.set("fullCalcOnLoad", "1")
        self._put("xl/workbook.xml", write(self._workbook))
        return self._packed()

    def _packed(self) -> bytes:
        changed = dict(self._changed)
        dropped = "xl/calcchain.xml"  # says in which order to calculate; Excel makes it anew
        if self._archive.has(dropped):
            for part in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
                changed[part.lower()] = _without_calculation_order(self._now(part))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
            for name in self._archive.real_names():
                if name.lower() != dropped:
                    content = changed.get(name.lower())
                    container.writestr(
                        name, self._archive.part(name) if content is None else content
                    )
        return packed.getvalue()

    def _now(self, part: str) -> bytes:
        return self._changed.get(part.lower()) or self._archive.part(part)

    def _put(self, part: str, content: bytes) -> None:
        self._changed[part.lower()] = content

    # Reading the parts

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        """The parts that a part names: kind (or for sheets their id) and path."""
        folder, name = posixpath.split(part)
        listing = f"{folder}/_rels/{name}.rels"
        if not self._archive.has(listing):
            return
        for one in named(parse(self._archive.part(listing)), "Relationship"):
            if one.get("TargetMode", "") == "External":
                continue
            target = one.get("Target", "")
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = one.get("Type", "").rpartition("/")[2]
            yield (one.get("Id", "") if kind == "worksheet" else kind), path

    def _read_sheets(self) -> Iterator[str]:
        """Find the parts of all sheets; gives the titles of those that are not hidden."""
        for one in named(self._workbook, "sheet"):
            link = next(
                (value for key, value in one.attrib.items() if key.rpartition(":")[2] == "id"),
                "",
            )
            part, title = self._links.get(link), one.get("name", "")
            if part is None:
                continue  # a sheet that is a chart or a macro
            self._parts[title] = part
            if one.get("state", "") in ("", "visible"):
                yield title

    def _shared_strings(self) -> Iterator[str]:
        part = self._links.get("sharedStrings")
        if part and self._archive.has(part):
            for one in named(parse(self._archive.part(part)), "si"):
                yield text_of(one)

    def _cell_formats(self) -> Iterator[CellFormat]:
        part = self._links.get("styles")
        if not part or not self._archive.has(part):
            return
        tree = parse(self._archive.part(part))
        codes = {
            int(one.get("numFmtId", "")): one.get("formatCode", "") for one in named(tree, "numFmt")
        }
        lined = [_is_lined(one) for one in named(tree, "border")]
        for group in named(tree, "cellXfs"):
            for one in named(group, "xf"):
                number = int(one.get("numFmtId", "") or 0)
                border = int(one.get("borderId", "") or 0)
                yield _cell_format(number, codes, border < len(lined) and lined[border])


def _cell_format(number: int, codes: Mapping[int, str], lined: bool) -> CellFormat:
    built_in = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
    code = codes.get(number) or built_in.get(number, "")
    percent = number in _BUILT_IN_PERCENT or bool(_PERCENT.match(code))
    first = code.partition(";")[0]
    decimals = None
    if number != _TEXT_FORMAT and re.search(r"[0#]", first):
        fraction = re.search(r"\.([0#?]+)", first)
        decimals = len(fraction[1]) if fraction else 0
    return CellFormat(percent, decimals, lined)


def _is_lined(border: Element) -> bool:
    sides = [one for name in _SIDES for one in named(border, name)]
    return any(one.get("style", "") not in ("", "none") for one in sides)


def _without_calculation_order(content: bytes) -> bytes:
    tree = parse(content)
    for name, attribute in (("Override", "PartName"), ("Relationship", "Target")):
        for one in children(tree, name):
            if one.get(attribute, "").lower().endswith("calcchain.xml"):
                tree.remove(one)
    return write(tree)
