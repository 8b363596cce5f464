"""Charts of the school's figures, saved as files."""

from datetime import datetime
from pathlib import Path

from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.services.figures import By, coverage
from bluezone_desktop.services.office import Office
from bluezone_desktop.texts import Texts

ENDINGS = (".png", ".svg", ".pdf")
