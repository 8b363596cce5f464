"""A reader of rows, for the tests of what a list says."""

from pathlib import Path

import pytest

from tests.unit.exchange.roster_reading import Reader


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)
