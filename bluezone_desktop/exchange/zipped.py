"""Zip containers (xlsx, xlsb, ods) from strangers: nothing is unpacked without counting it."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from bluezone_desktop.exchange.grid import BadTable

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts that are read: 100,000 rows of 20 columns unpack to half of it."""

_CHUNK = 1 << 20
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a compression nobody uses in workbooks
    RuntimeError,  # a part with a zip password
    OSError,
    ValueError,
    UnicodeDecodeError,
)


class Archive:
    """An open zip container that gives out parts, and refuses to give out too much.

    Raises BadTable from every method where the container is damaged or unpacks beyond the limit.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = {info.filename.lower(): info for info in self._zip.infolist()}
        except _DAMAGE as error:
            raise BadTable("files.damaged", detail=str(error)) from error
        self._unpacked = 0

    def names(self) -> list[str]:
        """The names of the parts, in lower case."""
        return list(self._names)

    def real_names(self) -> list[str]:
        """The names of the parts as the container writes them."""
        return [info.filename for info in self._names.values()]

    def has(self, name: str) -> bool:
        """Whether the container names such a part, in whatever case."""
        return name.lower() in self._names

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces. Every byte counts towards the limit, also on reading it again."""
        info = self._names.get(name.lower())
        if info is None:
            raise BadTable("files.damaged", detail=f"part {name} is missing")
        if self._unpacked + info.file_size > MAX_UNPACKED:
            # What says of itself that it is too much need not be unpacked to be believed.
            raise BadTable("files.too_many_cells", detail=f"{name} unpacks too far")
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > MAX_UNPACKED:
                        raise BadTable("files.too_many_cells", detail=f"{name} unpacks too far")
                    yield chunk
        except _DAMAGE as error:
            raise BadTable("files.damaged", detail=f"{name}: {error}") from error

    def part(self, name: str) -> bytes:
        """A part in one piece."""
        return b"".join(self.chunks(name))

    def with_parts(self, parts: dict[str, bytes]) -> bytes:
        """The whole container anew, with some parts (named in lower case) in place of its own."""
        return _packed(
            {
                info.filename: parts[name] if name in parts else self.part(name)
                for name, info in self._names.items()
                if not name.startswith(("xl/media/", "xl/drawings/", "xl/embeddings/"))
            }
        )


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return packed.getvalue()
