"""Working out a form's formulas, to show that its totals agree before it leaves the office.

Only what such forms use: sums, arithmetic, comparisons, IF, IFERROR, ROUND and a few more. Whatever
else a formula says is not guessed at: it is told as not worked out, and left to Excel.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bluezone_desktop.exchange.form_cells import SheetCells, Value, place_of

DIVISION: Final = "#DIV/0!"
_VALUE: Final = "#VALUE!"
_DEEPEST = 200
_MOST_CELLS = 100_000

Result = float | str | bool | None


class NotWorkedOutError(Exception):
    """A formula uses what is not known here."""


class _CellError(Exception):
    """A value that Excel shows as an error, such as a division by zero."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class FormulaValues:
    """Works out formulas of a workbook, each cell once.

    sheet_of  a sheet by its title; raises KeyError for one that is not there
    """

    def __init__(self, sheet_of: Callable[[str], SheetCells]) -> None:
        self._sheet_of = sheet_of
        self._known: dict[tuple[str, int, int], Result] = {}
        self._open: set[tuple[str, int, int]] = set()

    def value(self, title: str, row: int, column: int) -> Result:
        """What a cell holds or comes to; an error as Excel writes it.

        Raises NotWorkedOutError for a formula, or one it needs, that is beyond what is known here.
        """
        place = (title, row, column)
        if place not in self._known:
            sheet = self._sheet(title)
            formula = sheet.formula(row, column)
            if formula is None:
                value: Value = sheet.value(row, column)
                self._known[place] = value
            else:
                self._known[place] = self._worked_out(place, formula)
        return self._known[place]

    def _worked_out(self, place: tuple[str, int, int], formula: str) -> Result:
        if place in self._open or len(self._open) > _DEEPEST:
            raise NotWorkedOutError("a formula that needs itself")
        self._open.add(place)
        try:
            return _Reading(formula, place[0], self).result()
        except _CellError as error:
            return error.code
        finally:
            self._open.discard(place)

    def cells(self, home: str, reference: str) -> list[Result]:
        """The values of an area such as ``C10:C15`` or ``'Biểu 1'!C10``."""
        mark, _, area = reference.rpartition("!")
        title = mark.strip("'").replace("''", "'") if mark else home
        first, _, last = area.partition(":")
        try:
            (top, left), (bottom, right) = place_of(first), place_of(last or first)
        except ValueError as error:
            raise NotWorkedOutError(reference) from error
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise NotWorkedOutError(reference)
        return [
            self.value(title, row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]

    def _sheet(self, title: str) -> SheetCells:
        try:
            return self._sheet_of(title)
        except KeyError as error:
            raise NotWorkedOutError(title) from error


class _Reading:
    """One formula, read by rising precedence."""

    def __init__(self, formula: str, home: str, values: FormulaValues) -> None:
        from openpyxl.formula import Tokenizer

        self._tokens = [
            (one.type, one.subtype, one.value)
            for one in Tokenizer(formula).items
            if one.type != "WHITE-SPACE"
        ]
        self._at, self._home, self._values = 0, home, values

    def result(self) -> Result:
        found = _single(self._comparison())
        if self._at < len(self._tokens):
            raise NotWorkedOutError(str(self._tokens[self._at][2]))
        return 0.0 if found is None else found

    def _next_is(self, *values: str) -> str | None:
        if self._at < len(self._tokens):
            _, _, value = self._tokens[self._at]
            if value in values:
                self._at += 1
                return str(value)
        return None

    def _comparison(self) -> Result | list[Result]:
        left = self._joined()
        while sign := self._next_is("=", "<>", "<", ">", "<=", ">="):
            one, other = _single(left), _single(self._joined())
            left = _compared(sign, one, other)
        return left

    def _joined(self) -> Result | list[Result]:
        left = self._sum()
        while self._next_is("&"):
            left = _text(_single(left)) + _text(_single(self._sum()))
        return left

    def _sum(self) -> Result | list[Result]:
        left = self._product()
        while sign := self._next_is("+", "-"):
            one, other = _number(left), _number(self._product())
            left = one + other if sign == "+" else one - other
        return left

    def _product(self) -> Result | list[Result]:
        left = self._power()
        while sign := self._next_is("*", "/"):
            one, other = _number(left), _number(self._power())
            if sign == "/" and not other:
                raise _CellError(DIVISION)
            left = one * other if sign == "*" else one / other
        return left

    def _power(self) -> Result | list[Result]:
        left = self._signed()
        while self._next_is("^"):
            left = float(_number(left) ** _number(self._signed()))
        return left

    def _signed(self) -> Result | list[Result]:
        if sign := self._next_is("-", "+"):
            number = _number(self._signed())
            return -number if sign == "-" else number
        found = self._operand()
        while self._next_is("%"):
            found = _number(found) / 100
        return found

    def _operand(self) -> Result | list[Result]:
        if self._at >= len(self._tokens):
            raise NotWorkedOutError("a formula that ends too soon")
        kind, subtype, value = self._tokens[self._at]
        self._at += 1
        if kind == "OPERAND":
            return self._plain(str(subtype), str(value))
        if kind == "PAREN" and subtype == "OPEN":
            found = self._comparison()
            self._close()
            return found
        if kind == "FUNC" and subtype == "OPEN":
            return self._function(str(value).rstrip("(").upper().removeprefix("_XLFN."))
        raise NotWorkedOutError(str(value))

    def _plain(self, subtype: str, value: str) -> Result | list[Result]:
        match subtype:
            case "NUMBER":
                return float(value)
            case "TEXT":
                return value[1:-1].replace('""', '"')
            case "LOGICAL":
                return value.upper() == "TRUE"
            case "RANGE":
                return self._values.cells(self._home, value)
        raise NotWorkedOutError(value)

    def _function(self, name: str) -> Result:
        if name == "IFERROR":
            return self._if_error()
        arguments: list[Result | list[Result]] = []
        failed: _CellError | None = None
        while self._at < len(self._tokens) and self._tokens[self._at][:2] != ("FUNC", "CLOSE"):
            if self._tokens[self._at][0] == "SEP":
                self._at += 1
                continue
            began = self._at
            try:
                arguments.append(self._comparison())
            except _CellError as error:
                if name != "IF":
                    raise
                failed = failed or error
                self._skip_argument(began)
                arguments.append(error.code)
        self._at += 1
        if name == "IF":
            return _chosen(arguments)
        if name not in _FUNCTIONS:
            raise NotWorkedOutError(name)
        return _FUNCTIONS[name](arguments)

    def _if_error(self) -> Result:
        began = self._at
        try:
            value = _single(self._comparison())
        except _CellError:
            self._skip_argument(began)
            value = DIVISION
        other: Result = ""
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "SEP":
            self._at += 1
            other = _single(self._comparison())
        self._at += 1
        return other if _is_error(value) else value

    def _skip_argument(self, began: int) -> None:
        """Go on behind an argument that came to an error."""
        self._at, depth = began, 0
        while self._at < len(self._tokens):
            kind, subtype, _ = self._tokens[self._at]
            if depth == 0 and (kind == "SEP" or subtype == "CLOSE"):
                return
            depth += (subtype == "OPEN") - (subtype == "CLOSE")
            self._at += 1

    def _close(self) -> None:
        if self._at >= len(self._tokens) or self._tokens[self._at][1] != "CLOSE":
            raise NotWorkedOutError("a bracket that is missing")
        self._at += 1


def _is_error(value: Result) -> bool:
    return isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "A"))


def _single(value: Result | list[Result]) -> Result:
    if not isinstance(value, list):
        return value
    if len(value) != 1:
        raise NotWorkedOutError("an area where one cell is meant")
    return value[0]


def _number(value: Result | list[Result]) -> float:
    found = _single(value)
    if found is None:
        return 0.0
    if isinstance(found, str):
        if _is_error(found):
            raise _CellError(found)
        try:
            return float(found)
        except ValueError:
            raise _CellError(_VALUE) from None
    return float(found)


def _text(value: Result) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _compared(sign: str, one: Result, other: Result) -> bool:
    for value in (one, other):
        if _is_error(value):
            raise _CellError(str(value))
    if isinstance(one, str) or isinstance(other, str):
        left, right = _text(one).lower(), _text(other).lower()
        kinds = (isinstance(one, str), isinstance(other, str))
        if kinds[0] != kinds[1] and None not in (one, other):
            left, right = ("a", "b") if kinds[1] else ("b", "a")  # a text is more than any number
        order = (left > right) - (left < right)
    else:
        order = (_number(one) > _number(other)) - (_number(one) < _number(other))
    return {
        "=": order == 0,
        "<>": order != 0,
        "<": order < 0,
        ">": order > 0,
        "<=": order <= 0,
        ">=": order >= 0,
    }[sign]


def _chosen(arguments: Sequence[Result | list[Result]]) -> Result:
    condition = _number(arguments[0]) != 0
    chosen: Result = condition
    if condition and len(arguments) > 1:
        chosen = _single(arguments[1])
    elif not condition:
        chosen = _single(arguments[2]) if len(arguments) > 2 else False
    if _is_error(chosen):
        raise _CellError(str(chosen))
    return chosen


def _numbers(arguments: Sequence[Result | list[Result]]) -> Iterator[float]:
    """The numbers among arguments; of areas, as in Excel, texts and blanks do not count."""
    for one in arguments:
        if isinstance(one, list):
            for value in one:
                if _is_error(value):
                    raise _CellError(str(value))
                if isinstance(value, int | float) and not isinstance(value, bool):
                    yield float(value)
        else:
            yield _number(one)


def _rounded(arguments: Sequence[Result | list[Result]]) -> float:
    number, digits = _number(arguments[0]), int(_number(arguments[1])) if len(arguments) > 1 else 0
    scale = 10.0**digits
    away = 0.5 if number >= 0 else -0.5
    # A hair is added because 86.65 is a little less in binary, and Excel rounds it up all the same.
    return int(number * scale * (1 + 1e-15) + away) / scale


def _average(arguments: Sequence[Result | list[Result]]) -> float:
    numbers = list(_numbers(arguments))
    if not numbers:
        raise _CellError(DIVISION)
    return sum(numbers) / len(numbers)


def _subtotal(arguments: Sequence[Result | list[Result]]) -> float:
    if _number(arguments[0]) not in (9, 109):
        raise NotWorkedOutError("SUBTOTAL")
    return sum(_numbers(arguments[1:]))


_FUNCTIONS: Final[dict[str, Callable[[Sequence[Result | list[Result]]], Result]]] = {
    "SUM": lambda arguments: float(sum(_numbers(arguments))),
    "SUBTOTAL": _subtotal,
    "ROUND": _rounded,
    "AVERAGE": _average,
    "COUNT": lambda arguments: float(len(list(_numbers(arguments)))),
    "MAX": lambda arguments: max(_numbers(arguments), default=0.0),
    "MIN": lambda arguments: min(_numbers(arguments), default=0.0),
    "ABS": lambda arguments: abs(_number(arguments[0])),
}
