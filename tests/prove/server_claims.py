"""What can be seen from outside the server: headers, bodies, logs and files. Each claim says what was seen, or fails."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import pairwise, product

from django.apps import apps
from django.conf import settings

from checkin.library import QUESTIONNAIRES
from checkin.questionnaire import Questionnaire
from plans import if_then
from plans.if_then_lines import IFS, THENS
from prose.slugs import TELLING
from support.private_post import ROUND_SIZE
from tests.prove.asking import (  # fmt: skip
    CHOOSE,
    FORM,
    QUESTIONS,
    VISITOR,
    Answer,
    ask,
    body_of,
    body_of_choice,
    check_in,
    choose,
    crawl,
    refusals,
    send_raw,
)
from tests.prove.evidence import Evidence

CONSTANT = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-DNS-Prefetch-Control": "off",
}
# These follow the clock, not the visitor.
CLOCK = {"date", "x-accel-expires", "cdn-cache-control"}
VISITORS: tuple[dict[str, str], ...] = (
    {"X-Forwarded-For": "203.0.113.7", "Forwarded": "for=203.0.113.7"},
    {"User-Agent": "Mozilla/5.0 (iPhone)", "Sec-CH-UA-Mobile": "?1"},
    {"Accept-Language": "fr", "DNT": "1", "Referer": "https://elsewhere.example/"},
    {"Cookie": "sessionid=abc; csrftoken=def"},
)
COMPARED = (
    "/",
    "/check-in/",
    "/check-in/questions/",
    "/check-in/someone/",
    "/check-in/someone/questions/",
    "/plans/if-then/",
    CHOOSE,
    "/plans/24-hours/pause/",
    "/help/ie/",
    "/articles/",
    "/private/",
)
MARK = "Somebody7f3a"


def no_cookie(evidence: Evidence) -> str:
    for answer in evidence.answers:
        assert not answer.header("Set-Cookie"), answer.asked
        assert "cookie" not in answer.header("Vary").lower(), answer.asked
    return f"{len(evidence.answers)} answers of every kind, no Set-Cookie"


def no_account(evidence: Evidence) -> str:
    # Django itself puts a dummy where there is no database, as soon as something asks for one.
    engines = {database["ENGINE"] for database in settings.DATABASES.values()}
    assert engines <= {"django.db.backends.dummy"}, engines
    assert not apps.get_models()
    named = " ".join([*settings.INSTALLED_APPS, *settings.MIDDLEWARE])
    assert not re.search(r"contrib\.(auth|sessions|admin|messages|contenttypes)|csrf", named, re.IGNORECASE)
    fields = [kind for answer in evidence.answers if answer.is_page for kind in _fields(answer)]
    assert set(fields) <= {"hidden", "radio"}
    return f"no database, no model, no session; {len(fields)} form fields, none takes words"


def not_in_an_address(evidence: Evidence) -> str:
    keys = {*if_then.KEYS, *(key for questionnaire in QUESTIONNAIRES.values() for key in questionnaire.keys)}
    telling = re.compile(rf"[?&](asked|show|do|{'|'.join(sorted(keys))})=")
    pages = [answer.body.decode() for answer in evidence.answers if answer.is_page]
    links = [link for page in pages for link in re.findall(r'(?:href|action|hx-post|hx-get)="([^"]*)"', page)]
    assert not [link for link in links if telling.search(link)]
    for answer in evidence.answers:
        if answer.asked.partition(" ")[2].startswith(("/check-in/", "/plans/if-then/")) and answer.is_page:
            assert not re.search(r'method="get"', answer.body.decode(), re.IGNORECASE), answer.asked
    shown = [page["address"] for page in evidence.visit.shown_after_back]
    assert not [url for url in (*evidence.visit.requested, *shown) if telling.search(url)]
    assert evidence.visit.sent, "the visit sent no answers"
    return f"{len(links)} links and {len(evidence.visit.requested)} requests of a browser, no answer in any"


def not_cached(evidence: Evidence) -> str:
    pages = [answer for answer in evidence.answers if answer.is_page]
    for answer in pages:
        assert answer.header("Cache-Control") == "no-store", answer.asked
    return f"{len(pages)} pages, each no-store"


def closed_to_others(evidence: Evidence) -> str:
    for answer in evidence.answers:
        assert answer.status < 500, answer.asked
        policy = answer.header("Content-Security-Policy")
        assert policy.startswith("default-src 'none'"), answer.asked
        assert "unsafe" not in policy, answer.asked
        assert "frame-ancestors 'none'" in policy, answer.asked
        assert "camera=()" in answer.header("Permissions-Policy"), answer.asked
        for name, value in CONSTANT.items():
            assert answer.header(name) == value, f"{answer.asked}: {name}"
    kinds = sorted({answer.status for answer in evidence.answers})
    return (
        f"{len(evidence.answers)} answers with status {', '.join(map(str, kinds))}, {len(CONSTANT) + 2} headers on each"
    )


def plain_titles(evidence: Evidence) -> str:
    pages = [answer for answer in evidence.crawled if answer.is_page and answer.body]
    for answer in pages:
        (title,) = re.findall(r"<title>(.*?)</title>", answer.body.decode(), re.DOTALL)
        assert not TELLING.search(title), answer.asked
        assert not TELLING.search(answer.asked), answer.asked
    return f"{len(pages)} titles and addresses, no telling word"


def equal_length(evidence: Evidence) -> str:
    sizes = {size for questionnaire in QUESTIONNAIRES.values() for size in _equal_lengths(evidence, questionnaire)}
    sheets = _lengths_of_sheets(evidence)
    return (
        f"243 ways to answer each of {len(QUESTIONNAIRES)} check-ins, for two kinds of reader: one length each, "
        f"{' and '.join(map(str, sorted(sizes)))} bytes; "
        f"{sheets} if-then sheets of one to three plans, sent with requests of one length: {ROUND_SIZE} bytes each"
    )


def _equal_lengths(evidence: Evidence, questionnaire: Questionnaire) -> set[int]:
    """The sizes of a check-in's results, one for each kind of reader; fails where an answer shows in a length."""
    sizes = set()
    site, keys = evidence.site, questionnaire.keys
    for asks_as in ({}, {"HX_Request": "true"}):
        given = ["".join(letters) for letters in product("ynu", repeat=len(keys))]
        answers = [check_in(site, letters, None, questionnaire, **asks_as) for letters in given]
        seen = {(len(answer.body), sum(len(name) + len(value) for name, value in answer.headers)) for answer in answers}
        assert len(seen) == 1, f"lengths of body and headers: {seen}"
        assert not {answer.header("Content-Encoding") for answer in answers} - {""}
        sizes |= {body for body, _ in seen}
        for number in range(1, len(keys)):
            begun = {letters[:number] for letters in given}
            asked = keys[number - 1 : number]
            lengths = {len(check_in(site, letters, asked, questionnaire, **asks_as).body) for letters in begun}
            assert len(lengths) == 1
    return sizes


def _lengths_of_sheets(evidence: Evidence) -> int:
    """Ask for a sheet of every pair there is, and of two and three plans; return how many were of one length."""
    pairs = ["".join(pair) for pair in product(IFS.by_code, THENS.by_code)]
    sheets = [*pairs, *(first + second for first, second in pairwise(pairs)), *(pair * 3 for pair in pairs)]
    assert len({len(body_of_choice(codes)) for codes in sheets}) == 1
    for asks_as in ({}, {"HX_Request": "true"}):
        answers = [choose(evidence.site, codes, **asks_as) for codes in sheets]
        assert {answer.status for answer in answers} == {200}
        seen = {(len(answer.body), sum(len(name) + len(value) for name, value in answer.headers)) for answer in answers}
        assert {body for body, _ in seen} == {ROUND_SIZE}, f"lengths of body and headers: {seen}"
        assert len(seen) == 1, f"lengths of body and headers: {seen}"
        assert not {answer.header("Content-Encoding") for answer in answers} - {""}
    return len(sheets)


def same_for_everyone(evidence: Evidence) -> str:
    for path in COMPARED:
        for visitor in VISITORS:
            _same(partial(_get, evidence, path), visitor)
    for visitor in VISITORS:
        _same(partial(_post, evidence, QUESTIONS, body_of("yynuy")), visitor)
        _same(partial(_post, evidence, CHOOSE, body_of_choice("prct")), visitor)
    return f"{len(COMPARED) + 2} pages for {len(VISITORS) + 1} visitors, the same bytes and headers"


def no_file(evidence: Evidence) -> str:
    assert ask(evidence.faulty, "/prove/writes/").status == 200
    assert any("noticed-" in line for line in evidence.faulty.written()), "a file that was written went unnoticed"
    before = len(evidence.site.written())
    requests = 27 + len(refusals(evidence.site)) + len(crawl(evidence.site))
    for length in (1_000, 20_000, 5_000_000):
        for kind in (FORM, "multipart/form-data; boundary=x", "application/octet-stream"):
            for path in (QUESTIONS, CHOOSE, "/about/"):
                # A body that is too long is refused before it is read, and the connection closed.
                with suppress(ConnectionError):
                    ask(evidence.site, path, "POST", {"Content-Type": kind}, b"more=y&" + b"x" * length)
    written = evidence.site.written()[before:]
    assert not written, written
    return (
        f"{requests} requests, bodies up to 5 MB among them: no file written (and one written on purpose was noticed)"
    )


def no_log(evidence: Evidence) -> str:
    site, headers = evidence.faulty, {"User-Agent": MARK, "Referer": MARK, "Cookie": MARK, "X-Forwarded-For": MARK}
    form = {**headers, "Content-Type": FORM}
    for path in ("/prove/fails/", "/no-such-page/", QUESTIONS, CHOOSE, f"/{MARK}/"):
        ask(site, f"{path}?{MARK}", headers=headers, source=VISITOR)
        ask(site, path, "POST", form, MARK.encode(), source=VISITOR)
    ask(site, "/", headers={"Host": f"{MARK}.example"}, source=VISITOR)
    for raw in _broken_requests():
        send_raw(site, raw, source=VISITOR)
    said = site.said.read_text(encoding="utf-8")
    for private in (MARK, VISITOR):
        assert private not in said, [line for line in said.splitlines() if private in line]
    assert "route 'prove/fails/'" in said, "the fault itself should be in the log"
    assert not evidence.site.said.read_text(encoding="utf-8"), "the site itself should have said nothing"
    return "faults, refused and broken requests at log level debug: the place in the code, nothing of the visitor"


def _broken_requests() -> list[bytes]:
    """No HTTP, or half of it: what makes a server complain in its own words."""
    return [
        f"{MARK}\r\n\r\n".encode(),
        f"GET /{MARK} HTTP/9.9\r\n\r\n".encode(),
        f"GET /{MARK * 300} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(),
        f"GET / HTTP/1.1\r\nHost: localhost\r\n{MARK} : x\r\n\r\n".encode(),
        f"GET / HTTP/1.1\r\nHost: localhost\r\n X: {MARK}\r\n\r\n".encode(),
        f"POST /{MARK} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {MARK}\r\n\r\n".encode(),
        f"POST /{MARK} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{MARK}".encode(),
        f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\nContent-Type: {FORM}\r\n\r\n{MARK}".encode(),
    ]


def _fields(answer: Answer) -> list[str]:
    html = answer.body.decode()
    assert "<textarea" not in html, answer.asked
    return [re.sub(r'.*type="(\w+)".*', r"\1", tag) for tag in re.findall(r"<input[^>]*>", html)]


def _same(asks: Callable[[dict[str, str]], Answer], visitor: dict[str, str]) -> None:
    """Two visitors get the same answer. A page may follow the clock, so the first asks again until nothing changed."""
    for _ in range(5):
        first, other, again = (_without_clock(asks(more)) for more in ({}, visitor, {}))
        if first == again:
            assert other == first, f"{first[0]} differs for {visitor}"
            return
    raise AssertionError("the page changed with every request")


def _get(evidence: Evidence, path: str, more: dict[str, str]) -> Answer:
    return ask(evidence.site, path, headers=more)


def _post(evidence: Evidence, path: str, body: bytes, more: dict[str, str]) -> Answer:
    return ask(evidence.site, path, "POST", {"Content-Type": FORM, **more}, body)


def _without_clock(answer: Answer) -> tuple[str, int, tuple[tuple[str, str], ...], bytes]:
    headers = tuple(pair for pair in answer.headers if pair[0].lower() not in CLOCK)
    return answer.asked, answer.status, headers, answer.body
