"""gunicorn's workers, with error pages of our own; the one behind nginx hands over each answer in one piece.

gunicorn refuses what it cannot read before the site sees it, on a page of its own that repeats what was sent. Ours says
whom to call, with the headers of every other page.

gunicorn writes an answer's head and then its body. A worker killed between the two leaves nginx with a head that it has
already passed on, and a visitor with a broken page. In one piece, nginx gets all of it or nothing, and where it gets nothing
it asks the other instance.
"""

import socket
from contextlib import suppress
from typing import IO, Any

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker as GunicornThreadWorker
from gunicorn.workers.sync import SyncWorker

# Everything else that cannot be read is a 400.
STATUSES = (
    (errors.LimitRequestLine, 414),
    (errors.LimitRequestHeaders, 431),
    (errors.ExpectationFailed, 417),
    (errors.UnsupportedTransferCoding, 501),
    (errors.InvalidHTTPVersion, 505),
    (errors.ParseException, 400),
)


def refusal(status: int) -> bytes:
    """A whole answer, head and page, for a request that never reached the site."""
    # Django is set up by the time that a worker answers, and not yet when gunicorn reads its configuration.
    from recovery_site.serving.errors import standalone_answer  # noqa: PLC0415

    return standalone_answer(status)


class OwnErrorPages:
    """For a gunicorn worker: what it refuses, and what fails outside the site, is answered with our page."""

    log: Any

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        status = next((status for kind, status in STATUSES if isinstance(exc, kind)), 500)
        if status == 500:
            self.log.exception("Error handling request")
        # Whoever sent it may have gone.
        with suppress(OSError):
            util.write_nonblock(client, refusal(status))


class ThreadWorker(OwnErrorPages, GunicornThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Takes requests directly from clients: a slow one holds one thread."""


class OnePiece:
    """A connection that keeps what is written to it until `flush`. Whatever else a socket can do, the real one does."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.kept: list[bytes] = []

    def sendall(self, data: bytes) -> None:
        self.kept.append(data)

    def sendfile(self, file: IO[bytes], offset: int = 0, count: int | None = None) -> int:
        """A file goes out as it is: what is asked for again by its hash, nginx keeps."""
        self.flush()
        return self.connection.sendfile(file, offset, count)

    def flush(self) -> None:
        self.connection.sendall(b"".join(self.kept))
        self.kept.clear()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


class WholeAnswerWorker(OwnErrorPages, SyncWorker):  # type: ignore[misc]  # gunicorn has no types
    """Takes one request at a time from nginx. Not for clients reached directly: a slow one would hold the whole worker."""

    def handle_request(self, listener: socket.socket, req: Any, client: socket.socket, addr: Any) -> None:
        connection = OnePiece(client)
        super().handle_request(listener, req, connection, addr)
        # Not where an error ended the answer: what is kept is then dropped, and nginx asks the other instance.
        connection.flush()
