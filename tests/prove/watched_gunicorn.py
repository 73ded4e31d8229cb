"""Run gunicorn and note every file that Python opens for writing, makes, moves or removes. For machines without strace.

The first argument is the file that takes the notes; it is opened before the watch begins.
"""

import os
import sys

from gunicorn.app.wsgiapp import run

CHANGES = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "os.remove"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    notes = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(event: str, values: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(values[2], int) and values[2] & WRITING
        if writes or event in CHANGES:
            os.write(notes, f"{event} {values[0]!r}\n".encode(errors="replace"))

    sys.addaudithook(note)
    run()


if __name__ == "__main__":
    main()
