"""Zip containers (xlsx, xlsb, ods) from strangers: nothing is unpacked without counting it.

The directory is read by the standard library; the parts are unpacked here, because what a directory
says of a part's size and what the part unpacks to are two things in a file made to hurt.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bluezone_desktop.exchange.grid import BadTable

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts that are read: 100,000 rows of 20 columns unpack to half of it."""

MAX_PARTS = 10_000
"""A workbook with a sheet for every class of the largest school has some hundreds."""

_CHUNK = 1 << 20
_PACKED_CHUNK = 1 << 16
_STORED, _DEFLATED = 0, 8
_ENTRY = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s5H3I2H")
_DAMAGE = (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, struct.error)


@dataclass(frozen=True, slots=True)
class Packed:
    """A part as it lies in a container: how it is packed, its bytes, what it unpacks to."""

    method: int
    data: bytes | memoryview
    size: int
    crc: int


class Archive:
    """An open zip container that gives out parts, and refuses to give out too much.

    Names are told apart without regard to case, with "/" between folders. Raises BadTable from
    every method where the container is damaged or unpacks beyond the limit.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MAX_PARTS:
            raise BadTable("files.too_many_cells", detail="too many parts")
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as container:
                self._infos = {
                    info.filename.replace("\\", "/").lstrip("/").lower(): info
                    for info in container.infolist()
                }
        except _DAMAGE as error:
            raise BadTable("files.damaged", detail=str(error)) from error
        self._data = data
        self._unpacked = 0
        self._packed: dict[str, Packed] = {}

    def names(self) -> list[str]:
        """The names of the parts, in lower case."""
        return list(self._infos)

    def real_names(self) -> list[str]:
        """The names of the parts as the container writes them."""
        return [info.filename for info in self._infos.values()]

    def has(self, name: str) -> bool:
        """Whether the container names such a part, in whatever case."""
        return name.lower() in self._infos

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces. Every byte counts towards the limit, also on reading it again."""
        info = self._infos.get(name.lower())
        if info is None:
            raise BadTable("files.damaged", detail=f"part {name} is missing")
        if self._unpacked + info.file_size > MAX_UNPACKED:
            # What says of itself that it is too much need not be unpacked to be believed.
            raise BadTable("files.too_many_cells", detail=f"{name} unpacks too far")
        raw = self._raw(info)
        if info.compress_type == _DEFLATED:
            pieces = _inflate(raw)
        elif info.compress_type == _STORED:
            pieces = (bytes(raw[start : start + _CHUNK]) for start in range(0, len(raw), _CHUNK))
        else:
            raise BadTable("files.damaged", detail=f"{name}: packed in a way nobody uses")
        size = crc = 0
        try:
            for chunk in pieces:
                size += len(chunk)
                self._unpacked += len(chunk)
                if self._unpacked > MAX_UNPACKED:
                    raise BadTable("files.too_many_cells", detail=f"{name} unpacks too far")
                crc = zlib.crc32(chunk, crc)
                yield chunk
        except zlib.error as error:
            raise BadTable("files.damaged", detail=f"{name}: {error}") from error
        if crc != info.CRC:
            raise BadTable("files.damaged", detail=f"{name} is not what it was")
        self._packed[name.lower()] = Packed(info.compress_type, raw, size, crc)

    def part(self, name: str) -> bytes:
        """A part in one piece."""
        return b"".join(self.chunks(name))

    def packed(self, name: str) -> Packed:
        """A part as it lies in the container, once it has been read to its end."""
        return self._packed[name.lower()]

    def _raw(self, info: zipfile.ZipInfo) -> memoryview:
        """The packed bytes of a part."""
        place = info.header_offset
        try:
            head = _LOCAL.unpack_from(self._data, place)
        except struct.error as error:
            raise BadTable("files.damaged", detail=str(error)) from error
        start = place + _LOCAL.size + head[9] + head[10]
        end = start + info.compress_size
        if head[0] != b"PK\x03\x04" or end > len(self._data) or info.flag_bits & 1:
            raise BadTable("files.damaged", detail=f"{info.filename} is not where it should be")
        return memoryview(self._data)[start:end]


def _inflate(raw: memoryview) -> Iterator[bytes]:
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(raw), _PACKED_CHUNK):
        rest: bytes | memoryview = raw[start : start + _PACKED_CHUNK]
        while rest and not unpack.eof:
            if chunk := unpack.decompress(rest, _CHUNK):
                yield chunk
            rest = unpack.unconsumed_tail
        if unpack.eof:
            return
    if last := unpack.flush():
        yield last
    if not unpack.eof:
        raise zlib.error("the packed bytes break off")


def container_of(parts: Mapping[str, Packed | bytes]) -> bytes:
    """A new container of parts that are packed already, and of others that are not packed."""
    body, directory = io.BytesIO(), io.BytesIO()
    for name, part in parts.items():
        one = part if isinstance(part, Packed) else _stored(part)
        where, raw_name = body.tell(), name.encode("utf-8")
        sizes = (one.crc, len(one.data), one.size, len(raw_name), 0)
        common = struct.pack("<5H3I2H", 20, 0, one.method, 0, 33, *sizes)
        body.write(b"PK\x03\x04" + common + raw_name)
        body.write(one.data)
        directory.write(_ENTRY + struct.pack("<H", 20) + common)
        directory.write(struct.pack("<3H2I", 0, 0, 0, 0, where) + raw_name)
    start, count = body.tell(), len(parts)
    body.write(directory.getvalue())
    body.write(
        struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, directory.tell(), start, 0)
    )
    return body.getvalue()


def _stored(data: bytes) -> Packed:
    return Packed(_STORED, data, len(data), zlib.crc32(data))
