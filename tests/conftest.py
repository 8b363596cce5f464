"""What every test runs under: no network, no stray log records, a home of its own."""

import importlib.util
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything imports Qt: the tests want no screen unless the one who runs them says otherwise.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MPLBACKEND", "Agg")
# One place for matplotlib's list of fonts: with a new home for every test it would be made anew.
os.environ.setdefault("MPLCONFIGDIR", str(Path(__file__).parents[1] / ".pytest_cache/matplotlib"))

_NETWORK_EVENTS = frozenset(
    {"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.sendto"}
)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK_EVENTS:
        raise RuntimeError(f"a test tried the network: {event} {arguments!r}")


sys.addaudithook(_refuse_network)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know pytest-qt's settings also where Qt is not installed (the tests below the window)."""
    if importlib.util.find_spec("pytestqt") is None:
        parser.addini("qt_api", "unused without Qt")
        parser.addini("qt_log_level_fail", "unused without Qt")
        parser.addini("qt_log_ignore", "unused without Qt", type="linelist")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the tests of the window where Qt is not installed."""
    if collection_path.name == "gui" and collection_path.parent == Path(__file__).parent:
        return True if importlib.util.find_spec("PySide6") is None else None
    return None


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to name a folder must not find the data of the one who runs it."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "BLUEZONE_DATA"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def no_stray_logs(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A record of level WARNING or above fails the test that did not expect it (``allow_log``)."""
    yield
    if request.node.get_closest_marker("allow_log") is not None:
        return
    # A slow machine says so once, at its first chart; that is no fault.
    expected = "Matplotlib is building the font cache"
    stray = [
        f"{record.name} {record.levelname}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and not record.getMessage().startswith(expected)
    ]
    if stray:
        pytest.fail("log records nobody expected:\n  " + "\n  ".join(stray), pytrace=False)
