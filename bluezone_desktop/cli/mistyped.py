"""argparse's complaints, in the words of the catalogue.

argparse words them in English alone. What it found is told by the shape of its sentence; one of a
shape that nobody has seen yet is told without details rather than in a foreign language.
"""

import re

from bluezone_desktop.texts import Texts

_SHAPES = {
    name: re.compile(shape, re.DOTALL)
    for name, shape in {
        "unknown": r"unrecognized arguments: (?P<words>.+)",
        "missing": r"the following arguments are required: (?P<names>.+)",
        "one_of": r"one of the arguments (?P<names>.+) is required",
        "not_both": r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        "choice": r"argument (?P<name>.+?): (invalid choice: )?(?P<value>.*?)"
        r"(, maybe you meant .+?)? \(choose from (?P<choices>.+)\)",
        "value_missing": r"argument (?P<name>.+?): expected (one|at least one|\d+) arguments?",
        "value_unwanted": r"argument (?P<name>.+?): ignored explicit argument .+",
    }.items()
}


def in_our_words(message: str, texts: Texts) -> str:
    """What argparse says is wrong with a command, in the language of ``texts``."""
    for name, shape in _SHAPES.items():
        if found := shape.fullmatch(message):
            # Some versions put words in quotation marks, some do not.
            words = {key: re.sub("[\"']", "", value) for key, value in found.groupdict().items()}
            return texts(f"cli.wrong.{name}", **words)
    return texts("cli.wrong.unreadable")
