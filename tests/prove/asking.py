"""Asking the running site as any program could: by HTTP, or with bytes that are no HTTP at all."""

import re
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urldefrag, urlsplit

from checkin.library import questions_address
from checkin.questionnaire import Questionnaire
from checkin.yourself import YOURSELF
from plans import if_then
from tests.prove.live import Live

FORM = "application/x-www-form-urlencoded"
QUESTIONS = "/check-in/questions/"
CHOOSE = "/plans/if-then/choose/"
# Where the visitor of a fault sits: loopback too, and not the address that the server listens on.
VISITOR = "127.0.0.2"
LINKS = {"a": "href", "link": "href", "script": "src", "img": "src"}
# Answers that no link leads to, one of each kind.
OTHERS = (
    "/healthz", "/robots.txt", "/favicon.ico", "/leave/", "/plans/24-hours", "/plans/24-hours/reminder.ics",
    "/plans/24-hours/paper.pdf",
    "/no-such-page/", "/static/no-such-file.css", "/.well-known/security.txt", "/?country=gb", "/%ff",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    asked: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def is_page(self) -> bool:
        return self.header("Content-Type").startswith("text/html")


def ask(site: Live, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None, source: str = "127.0.0.1") -> Answer:  # fmt: skip
    connection = HTTPConnection("127.0.0.1", site.port, timeout=30, source_address=(source, 0))
    try:
        connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        return Answer(f"{method} {path}", response.status, tuple(response.getheaders()), response.read())
    finally:
        connection.close()


def send_raw(site: Live, request: bytes, source: str = "127.0.0.1") -> bytes:
    """Send bytes as they are and return what comes back, as far as anything does."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=30, source_address=(source, 0)) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while part := connection.recv(65536):
                received += part
        except ConnectionResetError:
            pass
        return received


def body_of(answers: str, asked: Sequence[str] | None = None, questionnaire: Questionnaire = YOURSELF) -> bytes:
    """What a form sends for answers given as letters, such as "yynuy". Without `asked`, the whole form."""
    keys = questionnaire.keys
    given = (f"{key}={value}" for key, value in zip(keys, answers, strict=False))
    return "&".join([*(f"asked={key}" for key in (keys if asked is None else asked)), *given]).encode()


def check_in(
    site: Live,
    answers: str,
    asked: Sequence[str] | None = None,
    questionnaire: Questionnaire = YOURSELF,
    **more: str,
) -> Answer:
    """Send answers to a questionnaire. `HX_Request="true"` asks as htmx does."""
    headers = {"Content-Type": FORM, **{name.replace("_", "-"): value for name, value in more.items()}}
    return ask(site, questions_address(questionnaire), "POST", headers, body_of(answers, asked, questionnaire))


def body_of_choice(codes: str) -> bytes:
    """What the sheet's form sends for lines given as codes, such as "prct": six keys each time, and all of them asked."""
    keys = if_then.KEYS
    lines = zip(keys, codes.ljust(len(keys), if_then.NOTHING), strict=True)
    return "&".join(["do=s", *(f"asked={key}" for key in keys), *(f"{key}={code}" for key, code in lines)]).encode()


def choose(site: Live, codes: str, **more: str) -> Answer:
    """Send lines of the if-then sheet. `HX_Request="true"` asks as htmx does."""
    headers = {"Content-Type": FORM, **{name.replace("_", "-"): value for name, value in more.items()}}
    return ask(site, CHOOSE, "POST", headers, body_of_choice(codes))


def crawl(site: Live) -> list[Answer]:
    """Every page, file and picture that links lead to from the start page, and the answers that no link leads to."""
    waiting, seen, answers = ["/", *OTHERS], set[str](), []
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = ask(site, path)
        answers.append(answer)
        if answer.is_page:
            waiting += _links(answer.body.decode())
    return answers


def refusals(site: Live) -> list[Answer]:
    """An answer of every kind to a request that cannot be met."""
    post = {"Content-Type": FORM}
    return [
        ask(site, "/", headers={"Host": "elsewhere.example"}),
        ask(site, "/about/", "POST", post, b"a=b"),
        ask(site, QUESTIONS, "POST", {"Content-Type": "application/json"}, b"{}"),
        ask(site, QUESTIONS, "POST", post, b"more=" + b"y" * 20_000),
        ask(site, QUESTIONS, "POST", post, b"a=1&" * 200),
        ask(site, QUESTIONS, "POST", {"Content-Type": FORM + "; charset=utf-16"}, b"more=y"),
        ask(site, QUESTIONS, "DELETE"),
        check_in(site, ""),
        check_in(site, "", HX_Request="true"),
        ask(site, CHOOSE, "POST", {"Content-Type": "application/json"}, b"{}"),
        ask(site, CHOOSE, "POST", post, b"if1=" + b"p" * 20_000),
        ask(site, CHOOSE, "DELETE"),
        choose(site, ""),
        choose(site, "??", HX_Request="true"),
    ]


class _Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get(LINKS.get(tag, ""))
        if address and re.match(r"/(?!/)", address):
            self.found.append(address)


def _links(html: str) -> list[str]:
    """Addresses on this site without their anchors. A country other than one is left out: it shows the same pages."""
    paths = [urldefrag(address).url for address in _Links(html).found]
    return [path for path in paths if urlsplit(path).query in {"", "country=ie"}]
