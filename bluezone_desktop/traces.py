"""What may be told of an error to whoever supports a school: where and what, but nobody's name.

The words of an error may hold anything that was being worked on: a child's name, a phone, the path
of a file called after a class. Only kinds, places in the program and codes of the system are told.
"""

import re
import traceback

_TELLING = re.compile(
    r"""'[^']*'|"[^"]*"|“[^”]*”      # what is quoted
        |\S*[/\\]\S*                 # paths
        |\S*[^\x00-\x7f]\S*          # words with letters that English has not
        |\b[\d.\-+]{5,}              # phones, dates, codes
    """,
    re.VERBOSE,
)


def without_names(text: str) -> str:
    """``text`` without what may be somebody's: quotations, paths, accented words, long numbers."""
    return _TELLING.sub("…", text)


def trace_of(error: BaseException) -> str:
    """The frames of an error and of those that led to it: their kinds, and not their words."""
    parts = ["Traceback, the words of errors left out:\n"]
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    for each in reversed(chain):
        if len(parts) > 1:
            parts.append("which led to\n")
        parts += traceback.format_tb(each.__traceback__)
        parts.append(f"{_kind_of(each)}\n")
    return "".join(parts)


def _kind_of(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    # By what they carry: the ground knows neither our own errors nor SQLite's.
    for telling in ("key", "sqlite_errorname", "errno"):
        found = getattr(error, telling, None)
        if isinstance(found, str | int):
            return f"{name}: {telling} {found}"
    return name
