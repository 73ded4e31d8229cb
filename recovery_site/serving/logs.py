"""How a fault is logged: which route, which kind, which lines of code. Never what a visitor sent.

The exception's own message is left out because it often quotes the input that caused it.
"""

import logging
import os
import traceback
from typing import Any

from django.views.debug import ExceptionReporter
from gunicorn.glogging import Logger


class QuietFormatter(logging.Formatter):
    """Formats a record without its message's arguments, the request, or the exception's text."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join([f"{record.levelname} {record.name}: {self._where(record)}", *_trace(record)])

    @staticmethod
    def _where(record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None:
            # A text without arguments may have been put together beforehand, with what someone sent inside it.
            return str(record.msg) if record.args else f"{record.pathname}:{record.lineno} in {record.funcName}"
        match = getattr(request, "resolver_match", None)
        return f"route {match.route!r}" if match else "no route"


class WorkerFormatter(logging.Formatter):
    """Formats gunicorn's records: the first process meets no visitor and speaks freely, a worker says where alone."""

    def __init__(self, fmt: str, datefmt: str) -> None:
        super().__init__(fmt, datefmt)
        self.first_process = os.getpid()

    def format(self, record: logging.LogRecord) -> str:
        if os.getpid() == self.first_process:
            return super().format(record)
        return "\n".join([f"{record.levelname} worker: words left out, they may quote a request", *_trace(record)])


class ServerLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own log. As it comes, it holds the IP of a broken request and the address of a failed one."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(WorkerFormatter(self.error_fmt, self.datefmt))


class QuietReporter(ExceptionReporter):
    """Django's fault report, for DEBUG alone, without the request and without the values of variables."""

    def __init__(self, request: object, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)

    def get_traceback_frames(self) -> list[Any]:
        return [{**frame, "vars": []} for frame in super().get_traceback_frames()]


def write_no_values() -> None:
    """Keep the standard library from quoting values: Python's warnings, and what logging says when it fails itself."""
    logging.captureWarnings(True)
    logging.raiseExceptions = False


def _trace(record: logging.LogRecord) -> list[str]:
    """The files, lines and functions of the record's exception and its kind, without its text."""
    if not record.exc_info or not record.exc_info[0]:
        return []
    kind, _, trace = record.exc_info
    frames = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
    return [*frames, f"  {kind.__module__}.{kind.__qualname__}"]
