"""The message catalogue: every word the window, the command line and the workbooks say.

``resources/translations/<language>/<section>.toml`` holds one section each; the first word of a key
names the section. A section is read when first asked for, so that a short command stays short.
"""

import tomllib
from typing import Literal, get_args

from bluezone_desktop import assets

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Texts:
    """The catalogue in one language: ``texts("errors.file_missing", file="6A1.xlsx")``."""

    def __init__(self, language: Language = "vi") -> None:
        self.language: Language = language
        self._sections: dict[str, dict[str, str]] = {}

    def __call__(self, key: str, /, **values: object) -> str:
        """The words for ``key``, filled with ``values``.

        Raises KeyError for a key that the catalogue lacks: a fault of ours, caught by a test.
        """
        words = self._section(key.partition(".")[0])[key]
        return words.format_map(values) if values else words

    def has(self, key: str) -> bool:
        """Whether the catalogue knows ``key``."""
        section = key.partition(".")[0]
        try:
            return key in self._section(section)
        except FileNotFoundError:
            return False

    def _section(self, name: str) -> dict[str, str]:
        if name not in self._sections:
            file = assets.path("resources", "translations", self.language, f"{name}.toml")
            self._sections[name] = dict(_flatten(name, tomllib.loads(file.read_text("utf-8"))))
        return self._sections[name]


def _flatten(prefix: str, table: dict[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            pairs.extend(_flatten(key, value))
        else:
            pairs.append((key, str(value)))
    return pairs
