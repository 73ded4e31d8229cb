"""The worker behind nginx: gunicorn's `sync`, with each answer handed over in one piece.

gunicorn writes an answer's head and then its body. A worker killed between the two leaves nginx with a head that it has
already passed on, and a visitor with a broken page. In one piece, nginx gets all of it or nothing, and where it gets nothing
it asks the other instance.
"""

import socket
from typing import IO, Any

from gunicorn.workers.sync import SyncWorker


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


class WholeAnswerWorker(SyncWorker):  # type: ignore[misc]  # gunicorn has no types
    """Takes one request at a time from nginx. Not for clients reached directly: a slow one would hold the whole worker."""

    def handle_request(self, listener: socket.socket, req: Any, client: socket.socket, addr: Any) -> None:
        connection = OnePiece(client)
        super().handle_request(listener, req, connection, addr)
        # Not where an error ended the answer: what is kept is then dropped, and nginx asks the other instance.
        connection.flush()
