"""Clients that hold a connection for as long as they may: half send headers, half a body, one byte at a time."""

import asyncio
import ssl
import threading
import time
from contextlib import suppress

from tests.deploy.servers import HOST

HEADERS = b"GET / HTTP/1.1\r\nHost: next24.example\r\nX-Slow: "
BODY = b"POST /check-in/questions/ HTTP/1.1\r\nHost: next24.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\n"
ADDRESSES = 100


class SlowClients:
    """Twice `of_a_kind` clients in a thread of their own; `connected` says how many nginx holds at the moment."""

    def __init__(self, port: int, of_a_kind: int) -> None:
        self.port, self.of_a_kind, self.connected, self.ended = port, of_a_kind, 0, False
        self.context = ssl.create_default_context()
        self.context.check_hostname, self.context.verify_mode = False, ssl.CERT_NONE
        self.thread = threading.Thread(target=lambda: asyncio.run(self._all()))

    def __enter__(self) -> "SlowClients":
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended = True
        self.thread.join()

    def wait_until_all_are_connected(self) -> None:
        for _ in range(600):
            if self.connected >= 2 * self.of_a_kind * 0.9:
                return
            time.sleep(0.1)
        raise AssertionError(f"only {self.connected} slow clients are connected")

    async def _all(self) -> None:
        kinds = [HEADERS] * self.of_a_kind + [BODY] * self.of_a_kind
        await asyncio.gather(*(self._one(number, start) for number, start in enumerate(kinds)))

    async def _one(self, number: int, start: bytes) -> None:
        """Connect, send a byte a second, and come back when nginx has had enough."""
        source = (f"127.0.4.{1 + number % ADDRESSES}", 0)
        while not self.ended:
            with suppress(OSError, asyncio.TimeoutError):
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", self.port, local_addr=source, ssl=self.context, server_hostname=HOST
                )
                self.connected += 1
                try:
                    await self._drip(reader, writer, start)
                finally:
                    self.connected -= 1
                    writer.close()
            await asyncio.sleep(0.2)

    async def _drip(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, start: bytes) -> None:
        writer.write(start)
        while not self.ended and not reader.at_eof() and not writer.is_closing():
            writer.write(b"a")
            await writer.drain()
            with suppress(asyncio.TimeoutError):
                if await asyncio.wait_for(reader.read(1), 1):
                    return
