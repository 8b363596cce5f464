"""The two families of errors: the world's, which a clerk can mend, and ours, which she cannot."""


class BluezoneError(Exception):
    """Root of every error this program raises on purpose."""


class KnownError(BluezoneError):
    """Something in the world is not as needed: a locked file, a full disk, a strange workbook.

    Carries a key of the message catalogue and the values that fill it, so that one error can be
    told in the user's language by whichever face meets it. The sentence says what happened, where,
    and what to do next; it never carries a traceback.

    key     the catalogue key, for example ``"errors.file_missing"``
    values  what the sentence names: file, sheet, row …
    detail  for the log only: the library's own words
    """

    def __init__(self, key: str, /, *, detail: str | None = None, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
        self.detail = detail

    def __str__(self) -> str:
        filled = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.key}({filled})" + (f": {self.detail}" if self.detail else "")


class Cancelled(BluezoneError):
    """The user stopped a long piece of work; what it had done is rolled back, silently."""


class BugError(BluezoneError):
    """A rule of our own code was broken: logged with everything, the data stay safe."""
