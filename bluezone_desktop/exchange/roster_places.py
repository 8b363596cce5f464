"""Which class, and which homeroom teacher, the lines above a row have named."""

from collections.abc import Sequence

from bluezone_desktop.domain.class_names import class_match_key
from bluezone_desktop.exchange import roster_titles as titles


class Places:
    """Remembers the class and the teacher last named while a sheet is read downwards.

    current   the class named last, or None
    teachers  homeroom teachers found so far, by ``class_match_key``
    """

    def __init__(self) -> None:
        self.current: str | None = None
        self.teachers: dict[str, str] = {}
        self._teacher: str | None = None
        self._classes: dict[str, None] = {}
        self._keys: dict[str, str] = {}

    def read_line(self, texts: Sequence[str]) -> bool:
        """Take what a line says of a class or a teacher; gives whether it said anything."""
        name = titles.class_in_row(texts)
        teacher = titles.teacher_in(texts)
        if name:
            self.name_class(name)
        if teacher:
            # Below the pupils of a class, and without naming another, it can only be theirs.
            below = bool(self._classes) and not name
            self._teacher = (self._teacher or teacher) if below else teacher
        return bool(name or teacher)

    def name_class(self, name: str) -> None:
        """From here on, pupils are of this class."""
        if self._classes:
            self.settle()
        self.current = name

    def name_teacher(self, teacher: str) -> None:
        """Someone signed below the list as its homeroom teacher; one named above it stays."""
        self._teacher = self._teacher or teacher

    def note_pupil(self, class_name: str, teacher: str | None) -> None:
        """A pupil was read.

        class_name  their class, which may come from the row itself
        teacher     the homeroom teacher that the row names, if any
        """
        key = self._keys.get(class_name)
        if key is None:
            key = self._keys[class_name] = class_match_key(class_name)
        self._classes[key] = None
        if teacher:
            self.teachers.setdefault(key, teacher)

    def settle(self) -> None:
        """Give the teacher of the lines above to the one class that followed them."""
        if self._teacher and len(self._classes) == 1:
            self.teachers.setdefault(next(iter(self._classes)), self._teacher)
        self._teacher = None
        self._classes = {}
