"""Parts of a workbook as trees: written again they are what was read, and strangers do no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluezone_desktop.exchange.form_cells import SheetCells, parse, text_of, write
from bluezone_desktop.exchange.grid import BadTable

NEWER = (
    '<worksheet xmlns="urn:main" xmlns:mc="urn:mc" xmlns:x14ac="urn:x14ac" mc:Ignorable="x14ac">'
    '<sheetData><row r="1" x14ac:dyDescent="0.25"><c r="A1" s="3"/></row></sheetData>'
    '<extLst><ext xmlns:x14="urn:x14" uri="{1}"><x14:slicers><x14:slicer/></x14:slicers></ext>'
    "</extLst></worksheet>"
)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)


def test_prefixes_and_what_newer_programs_wrote_stay() -> None:
    """A program that says whose attributes may be ignored must find their prefix declared."""
    written = write(parse(NEWER.encode())).decode().partition("\n")[2]
    assert written.replace(" />", "/>") == NEWER


def test_cells_of_a_sheet_with_a_prefix() -> None:
    """Some programs write a prefix before every name; new elements get it too."""
    data = '<x:worksheet xmlns:x="urn:main"><x:sheetData><x:row r="2"/></x:sheetData></x:worksheet>'
    sheet = SheetCells("A", data.encode(), ())
    sheet.put(2, 1, 5.0)
    sheet.put(1, 2, "a < b")
    again = SheetCells("A", sheet.to_bytes(), ())
    assert (again.value(2, 1), again.value(1, 2)) == (5.0, "a < b")
    assert b'<x:row r="1"><x:c r="B1"' in sheet.to_bytes()
    assert sheet.to_bytes().index(b'<x:row r="1"') < sheet.to_bytes().index(b'<x:row r="2"')


@given(TEXT, TEXT)
def test_any_text_survives(text: str, attribute: str) -> None:
    """Whatever stands in a cell, marks of XML's own among it."""
    root = parse(b"<a/>")
    root.text = text
    root.set("b", attribute)
    again = parse(write(root))
    assert (text_of(again), again.get("b")) == (text, attribute)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b"<a></b>",
        b"not XML",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>" * 5000 + b"</a>" * 5000,
        b'<?xml version="1.0" encoding="nonsense"?><a/>',
    ],
)
def test_what_is_damaged_or_hostile_is_refused(data: bytes) -> None:
    """One sentence for each, and nothing expanded, fetched or recursed into."""
    with pytest.raises(BadTable):
        parse(data)


def test_another_part_in_the_place_of_a_sheet_is_refused() -> None:
    """A workbook may name any part as a sheet."""
    with pytest.raises(BadTable):
        SheetCells("A", b"<styleSheet/>", ())
