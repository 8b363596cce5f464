"""A clock and a school for the tests of storage and services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bluezone_desktop.services.office import Office
    from tests.unit.school_office import Clock


@pytest.fixture
def clock() -> Clock:
    """Goes only when the test tells it to."""
    from tests.unit.school_office import Clock  # late: the domain is tested without the house

    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """A school that is set up and has nobody yet; a module that needs people puts them into it.

    Whatever a test does to it, its journal still tells how every row came to be.
    """
    from bluezone_desktop.storage.integrity import check_journal
    from tests.unit.school_office import school_office

    with school_office(tmp_path / "data", clock) as opened:
        yield opened
        assert check_journal(opened.file.connection) == []
