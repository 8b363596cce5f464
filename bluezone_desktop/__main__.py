"""Where the program begins: arguments, then the window or one command."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bluezone_desktop.texts import Language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program. Returns the exit status: 0 done, 1 could not be done, 2 mistyped."""
    from bluezone_desktop.cli.parser import parse, utf8_streams

    utf8_streams()
    options = parse(sys.argv[1:] if arguments is None else arguments)
    if options.command is None:
        from bluezone_desktop import locations

        try:
            from bluezone_desktop.gui.app import run as open_window
        except ImportError as error:
            from bluezone_desktop.texts import Texts

            words = Texts(options.language or "vi")("errors.no_window", reason=error)
            sys.stderr.write(words + "\n")
            return 1
        return open_window(
            locations.data_folder(options.data),
            language=options.language,
            measure_start=options.measure_start,
        )
    from bluezone_desktop.cli.run import run

    language: Language = options.language or "vi"
    try:
        status = run(options, language)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has closed it (`… | head`): nothing more to say, nothing wrong.
        _close_output()
        return 0
    except OSError:
        # The disk that our output was to go to is full.
        from bluezone_desktop.texts import Texts

        _close_output()
        sys.stderr.write(Texts(language)("errors.output_unwritable") + "\n")
        return 1
    return status


def _close_output() -> None:
    """Send what is still on its way nowhere, so that Python does not stumble over it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
