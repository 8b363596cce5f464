"""The catalogue: complete in both languages, and every key the code names is there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree as ET

import pytest

from bluezone_desktop.texts import LANGUAGES, Language, Texts

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bluezone_desktop"
CATALOGUE = ROOT / "resources" / "translations"
SECTIONS = sorted(path.stem for path in (CATALOGUE / "vi").glob("*.toml"))
KEY = re.compile(
    r"(?!.*\.(csv|db|ini|json|log|pdf|png|py|qss|svg|toml|ui|xlsx|xml)$)[a-z0-9_-]+(\.[a-z0-9_-]+)+"
)


@cache
def _catalogue(language: Language) -> dict[str, str]:
    import tomllib

    def flat(prefix: str, table: dict[str, object]) -> Iterator[tuple[str, str]]:
        for name, value in table.items():
            if isinstance(value, dict):
                yield from flat(f"{prefix}.{name}", value)
            else:
                assert isinstance(value, str), f"{prefix}.{name} is no text"
                yield f"{prefix}.{name}", value

    words: dict[str, str] = {}
    for path in sorted((CATALOGUE / language).glob("*.toml")):
        words.update(flat(path.stem, tomllib.loads(path.read_text("utf-8"))))
    return words


def _placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@cache
def _sources() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def _where(path: Path, node: ast.expr) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def _literals() -> Iterator[tuple[str, str]]:
    """Every plain string of the code that has the shape of a key of ours, with its place."""
    for path, tree in _sources().items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and KEY.fullmatch(node.value)
                and node.value.split(".")[0] in SECTIONS
            ):
                yield node.value, _where(path, node)


def _patterns() -> Iterator[tuple[str, str, bool]]:
    """Every f-string that could make a key: its pattern, place, and whether its section is told."""
    for path, tree in _sources().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.JoinedStr):
                continue
            parts = [
                re.escape(part.value).replace("\\-", "-")
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
                else "[a-z0-9_.-]+"
                for part in node.values
            ]
            pattern = "".join(parts)
            if not re.fullmatch(r"([a-z0-9_-]|\\\.|\[a-z0-9_\.-\]\+)+", pattern):
                continue
            if r"\." in pattern:
                yield pattern, _where(path, node), pattern.split(r"\.")[0] in SECTIONS


def _forms() -> Iterator[str]:
    """Every string of the Designer forms that has the shape of a key."""
    for path in sorted((ROOT / "ui").glob("*.ui")):
        for element in ET.parse(path).iter("string"):
            if element.text and KEY.fullmatch(element.text):
                yield element.text


def test_words_are_filled_with_values() -> None:
    """A key gives its words, in the language asked for, with the values in their places."""
    assert Texts("en")("vocabulary.status.installed") != Texts("vi")("vocabulary.status.installed")
    filled = Texts("en")("errors.file_missing", file="6A1.xlsx")
    assert "6A1.xlsx" in filled
    assert "{" not in filled


def test_a_key_nobody_wrote_is_a_fault_of_ours() -> None:
    """No silent fallback: a missing word fails, so that a test finds it before a user does."""
    texts = Texts()
    with pytest.raises(KeyError):
        texts("vocabulary.status.asleep")
    assert not texts.has("vocabulary.status.asleep")
    assert not texts.has("nowhere.at_all")
    assert texts.has("vocabulary.status.installed")


def test_both_languages_have_every_key() -> None:
    """Vietnamese by default, English complete."""
    vietnamese, english = _catalogue("vi").keys(), _catalogue("en").keys()
    assert vietnamese - english == set()
    assert english - vietnamese == set()


def test_both_languages_fill_the_same_places() -> None:
    """A name that one language shows and the other drops is a word lost in translation."""
    different = [
        key
        for key, words in _catalogue("vi").items()
        if key in _catalogue("en") and _placeholders(words) != _placeholders(_catalogue("en")[key])
    ]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_empty_or_shouting(language: Language) -> None:
    """Short, polite, no exclamation marks; and no letter left behind by a broken encoding."""
    words = _catalogue(language)
    assert [key for key, text in words.items() if not text.strip()] == []
    assert [key for key, text in words.items() if "!" in text or "\ufffd" in text] == []


def test_vietnamese_is_written_in_composed_letters() -> None:
    """NFC throughout, so that searching and comparing find what is seen."""
    import unicodedata

    words = _catalogue("vi")
    assert [k for k, text in words.items() if not unicodedata.is_normalized("NFC", text)] == []


def test_every_key_in_the_code_is_in_the_catalogue() -> None:
    """A mistyped key would reach the user as a fault."""
    known = _catalogue("vi").keys()
    groups = {key.rsplit(".", n)[0] for key in known for n in range(1, key.count(".") + 1)}
    missing = [f"{key} ({place})" for key, place in _literals() if key not in known | groups]
    missing += [
        f"{pattern} ({place})"
        for pattern, place, told in _patterns()
        if told and not any(re.fullmatch(pattern, key) for key in known | groups)
    ]
    assert not missing, "\n".join(missing)


def test_every_key_in_the_forms_is_in_the_catalogue() -> None:
    """The forms carry keys, not words."""
    missing = [key for key in _forms() if key not in _catalogue("vi")]
    assert not missing, "\n".join(missing)


def _keyed_calls() -> Iterator[tuple[str, set[str], str]]:
    """Calls that name a key in full and fill it by name: the key, the names given, the place."""
    for path, tree in _sources().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else None
            called = node.func.id if isinstance(node.func, ast.Name) else called
            key = node.args[0]
            if called not in {"KnownError", "texts", "_texts"} or len(node.args) > 1:
                continue
            if any(keyword.arg is None for keyword in node.keywords):
                continue
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                yield key.value, given, _where(path, node)


def test_every_sentence_gets_the_values_it_names() -> None:
    """A sentence with an empty place fails in front of the user, at the worst moment."""
    words = _catalogue("vi")
    starved = [
        f"{key} lacks {sorted(_placeholders(words[key]) - given)} ({place})"
        for key, given, place in _keyed_calls()
        if key in words and not _placeholders(words[key]) <= given
    ]
    assert not starved, "\n".join(starved)


def test_no_words_lie_about_unused() -> None:
    """What nobody says any more is taken out, or translators polish it for ever."""
    used = {key for key, _ in _literals()} | set(_forms())
    patterns = [re.compile(pattern) for pattern, _, _ in _patterns()]
    idle = [
        key
        for key in _catalogue("vi")
        if key not in used
        and not any(key.startswith(f"{one}.") for one in used)
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert not idle, "\n".join(idle)
