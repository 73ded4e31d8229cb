"""The least that gunicorn can be asked to do: send the same bytes with the same headers, and nothing else.

ANSWER names a file with the answer: header lines, an empty line, the body.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

head, _, BODY = Path(os.environ["ANSWER"]).read_bytes().partition(b"\n\n")
HEADERS = [(name, value) for name, _, value in (line.partition(": ") for line in head.decode().splitlines())]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["REQUEST_METHOD"] == "POST":
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start_response("200 OK", HEADERS)
    return [BODY]
