"""`make direct`: what visitors notice of slow clients where gunicorn is reached with nothing in front of it."""

import socket
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from benchmarks import results
from benchmarks.servers import gunicorn
from benchmarks.slow import BODY, HEADERS

WORKERS, THREADS = 2, 4
PLACES = WORKERS * THREADS
VISITORS, PATIENCE = 20, 3
METHOD = f"""
gunicorn as `make run` starts it, with {WORKERS} processes of {THREADS} threads and no proxy. Slow clients send a byte a second: of their headers, or of a
check-in's body. Those that wait have connected and send nothing. Then {VISITORS} visitors ask for a page, one after the other, each for {PATIENCE} s at most.
"""
KINDS = {"that wait": b"", "that send their headers slowly": HEADERS, "that send a body slowly": BODY}


@contextmanager
def slow_clients(port: int, number: int, start: bytes) -> Iterator[None]:
    """So many connections that have begun like this and go on with a byte a second, or with nothing."""
    ended = Event()
    clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(number)]

    def drip() -> None:
        while not ended.wait(1):
            for client in clients if start else ():
                try:
                    client.sendall(b"a")
                except OSError:
                    continue

    for client in clients:
        client.sendall(start)
    thread = Thread(target=drip)
    thread.start()
    ended.wait(2)
    try:
        yield
    finally:
        ended.set()
        thread.join()
        for client in clients:
            client.close()


def served(address: str) -> int:
    """How many visitors got their page in time."""
    count = 0
    for _ in range(VISITORS):
        try:
            urllib.request.urlopen(f"{address}/articles/why-it-happens/", timeout=PATIENCE).close()
        except OSError:
            continue
        count += 1
    return count


def measured(number: int, kind: str, start: bytes) -> list[str]:
    """A row of the table, with a server of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        gunicorn(Path(folder), f"--workers={WORKERS}") as address,
        slow_clients(int(address.rpartition(":")[2]), number, start),
    ):
        return [f"{number or 'none'} {kind}", f"{served(address)} of {VISITORS}"]


def main() -> None:
    rows = [["Slow clients", "Visitors served"], measured(0, "at all", b"")]
    rows += [measured(number, kind, start) for kind, start in KINDS.items() for number in (PLACES, 4 * PLACES)]
    results.write("Slow clients without a proxy", METHOD, rows)


if __name__ == "__main__":
    main()
