"""How an error is logged: which route, which kind, which lines of code. Never what a visitor sent.

The exception's own message is left out because it often quotes the input that caused it.
"""

import logging
import traceback


class QuietFormatter(logging.Formatter):
    """Formats a record without its message's arguments, the request, or the exception's text."""

    def format(self, record: logging.LogRecord) -> str:
        lines = [f"{record.levelname} {record.name}: {self._where(record)}"]
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            frames = traceback.extract_tb(trace)
            lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
            lines.append(f"  {kind.__module__}.{kind.__qualname__}")
        return "\n".join(lines)

    @staticmethod
    def _where(record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None:
            # Without arguments: they may hold what someone sent.
            return str(record.msg)
        match = getattr(request, "resolver_match", None)
        return f"route {match.route!r}" if match else "no route"
