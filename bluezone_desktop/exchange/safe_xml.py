"""Reading XML from strangers: no document types, no entities of its own, no bottomless nesting."""

from collections.abc import Iterable
from typing import Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from bluezone_desktop.exchange.grid import BadTable

_MAX_DEPTH = 200
_FEW_ELEMENTS = 200_000
_MAX_ELEMENTS = 20_000_000
_MAX_SILENCE = 8 << 20
"""Bytes of one tag or comment: every piece that comes has its end looked for from the beginning."""


class Handler(Protocol):
    """What is told about a document, in its order. Names come without their prefixes."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, data: str) -> None:
        """Characters, in pieces of any size."""


class Ignore:
    """A handler that does nothing, to build the small ones on."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Nothing to do."""

    def end(self, name: str) -> None:
        """Nothing to do."""

    def text(self, data: str) -> None:
        """Nothing to do."""


class Elements(Ignore):
    """A handler that just collects the elements and their attributes, for small documents.

    Raises BadTable for one that is not small.
    """

    def __init__(self) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keep it."""
        if len(self.found) >= _FEW_ELEMENTS:
            raise BadTable("files.too_many_cells", detail="too many elements")
        self.found.append((name, attributes))


def read_tree(content: bytes) -> Element:
    """A document as a tree whose names are as they are written, prefixes and all.

    Nothing is resolved, so that what is written again is what was read, also where a program of a
    later time has put things of its own into it. Raises BadTable as :func:`read_xml` does.
    """
    builder, depth, elements = TreeBuilder(), 0, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > _MAX_DEPTH:
            raise BadTable("files.damaged", detail="XML nested too deeply")
        if elements > _MAX_ELEMENTS:
            raise BadTable("files.too_many_cells", detail="too many elements")
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise BadTable("files.damaged", detail=str(error)) from error
    return builder.close()


def _refuse_doctype(*_: object) -> None:
    raise BadTable("files.damaged", detail="XML with a document type")


def read_xml(chunks: Iterable[bytes], handler: Handler) -> None:
    """Run ``handler`` over a document.

    Raises BadTable for a document that is damaged, brings a document type (the door of every known
    attack by entities), nests deeper than any table does or has more elements than one.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = elements = silence = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements, silence
        depth += 1
        elements += 1
        silence = 0
        if depth > _MAX_DEPTH:
            raise BadTable("files.damaged", detail="XML nested too deeply")
        if elements > _MAX_ELEMENTS:
            raise BadTable("files.too_many_cells", detail="too many elements")
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        handler.start(name.rpartition(":")[2], local)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name.rpartition(":")[2])

    def text(data: str) -> None:
        nonlocal silence
        silence = 0
        handler.text(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in chunks:
            silence += len(chunk)
            parser.Parse(chunk, False)
            if silence > _MAX_SILENCE:
                raise BadTable("files.damaged", detail="a tag without end")
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        # An encoding that it declares may be unknown to the parser, or to Python.
        raise BadTable("files.damaged", detail=str(error)) from error
