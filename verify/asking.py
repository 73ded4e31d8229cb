"""Asking a running copy, as a browser does and as a plain program does. Nothing but the standard library, and brotli where it is there."""

import gzip
import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.7,fr;q=0.3",
    "Accept-Encoding": "gzip, br",
}
PROGRAM = {"User-Agent": "verify", "Accept-Encoding": "identity"}
FORM = "application/x-www-form-urlencoded"
# A copy behind our nginx slows down whoever asks much.
BUSY = (429, 503)
TRIES = 6


@dataclass(frozen=True)
class Asked:
    """A request: an address with its query, and for an answer to a form what it sends."""

    path: str
    form: str = ""

    @property
    def method(self) -> str:
        return "POST" if self.form else "GET"

    def __str__(self) -> str:
        return f"{self.path} (sent {self.form})" if self.form else self.path


@dataclass(frozen=True)
class Answer:
    """What came back: its status, its headers by name in small letters, and its body as it was before it was compressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_page(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/html")

    @property
    def instant(self) -> datetime:
        """When the copy says that it answered, by its own clock; raises ValueError where it does not say."""
        return parsedate_to_datetime(self.headers.get("date", "")).astimezone(UTC)


class Copy:
    """A running copy at an address such as https://next24.example, asked one thing after the other."""

    def __init__(self, site: str) -> None:
        parts = urlsplit(site)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError(f"must look like https://next24.example; it is {site!r}")
        self.host = parts.netloc
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(parts.netloc, timeout=30)

    def ask(self, asked: Asked, visitor: Mapping[str, str] = BROWSER) -> Answer:
        """One answer, never a redirect followed. Raises OSError or HTTPException where nobody answers."""
        for number in range(TRIES):
            answer = self._once(asked, visitor)
            if answer.status not in BUSY:
                break
            time.sleep(2**number / 2)
        return answer

    def _once(self, asked: Asked, visitor: Mapping[str, str]) -> Answer:
        more = {"Content-Type": FORM} if asked.form else {}
        for again in (True, False):
            try:
                self._connection.request(asked.method, asked.path, asked.form.encode() or None, {**visitor, **more})
                response = self._connection.getresponse()
                body = response.read()
                break
            except (http.client.HTTPException, ConnectionError):
                # A connection that was idle may have been closed meanwhile.
                self._connection.close()
                if not again:
                    raise
        headers: dict[str, str] = {}
        for name, value in response.getheaders():
            before = headers.get(name.lower())
            headers[name.lower()] = value if before is None else f"{before}, {value}"
        return Answer(response.status, headers, unpacked(body, headers.get("content-encoding", "")))


def unpacked(body: bytes, encoding: str) -> bytes:
    """The body before it was compressed. What cannot be unpacked stays as it came, and will differ."""
    try:
        if encoding == "gzip":
            return gzip.decompress(body)
        if encoding == "br":
            import brotli  # noqa: PLC0415

            return bytes(brotli.decompress(body))
    except Exception:  # brotli has an error of its own, and whatever it is, these are not our bytes
        return body
    return body
