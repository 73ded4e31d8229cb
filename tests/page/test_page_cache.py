"""Pages held as bytes: what is held, what never is, and that nobody can tell the difference."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from recovery_site.addresses import check_in_addresses, public_addresses
from recovery_site.serving.compression import BROTLI_ONCE, IDENTITY, compress
from recovery_site.serving.page_cache import READS_MORE, PageCache, page_cache
from support.availability import clock
from support.directory import COUNTRIES

NIGHT = datetime(2026, 11, 24, 3, 10, 20, tzinfo=UTC)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ADDRESSES = [address for address in public_addresses() if address not in READS_MORE]
ABOUT = "/about/"
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def at(monkeypatch):
    def set_clock(now: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now)

    set_clock(NIGHT)
    return set_clock


class View:
    """A view that counts how often it is asked."""

    def __init__(self, *, hours: bool = False, status: int = 200) -> None:
        self.hours, self.status, self.asked = hours, status, 0

    def __call__(self, request):
        self.asked += 1
        if self.hours:
            clock.now()
        return HttpResponse(f"page for {request.GET.dict()} {'.' * 300}", status=self.status)


def ask(view: Any, *requests: HttpRequest, held: PageCache | None = None) -> list[Any]:
    middleware = page_cache(view, held)
    return [middleware(request) for request in requests]


def get(path: str = ABOUT, **headers: str) -> HttpRequest:
    return RequestFactory().get(path, headers={"Host": "localhost", **headers})


# What is held


def test_page_without_hours_is_rendered_once_for_each_encoding():
    view = View()
    ask(view, get(), get(), RequestFactory().head(ABOUT, headers={"Host": "localhost"}))
    assert view.asked == 1
    ask(view := View(), get(**BROWSER), get(**{"Accept-Encoding": "gzip"}), get(**BROWSER))
    assert view.asked == 2


def test_page_that_is_packed_once_is_packed_as_small_as_it_goes(client):
    plain = client.get("/clinicians/").content
    assert client.get("/clinicians/", headers=BROWSER).content == compress(plain, "br", BROTLI_ONCE)


@pytest.mark.parametrize("second", [0, 20, 59])
def test_page_with_hours_is_held_until_its_minute_ends_and_not_a_moment_longer(at, second):
    view, held = View(hours=True), PageCache()
    at(NIGHT.replace(second=second))
    ask(view, get(), get(), held=held)
    at(NIGHT.replace(second=59, microsecond=999_999))
    ask(view, get(), held=held)
    assert view.asked == 1
    at(NIGHT.replace(second=0) + timedelta(minutes=1))
    ask(view, get(), get(), held=held)
    assert view.asked == 2


def test_page_with_hours_is_made_anew_where_the_clock_was_set_back(at):
    view, held = View(hours=True), PageCache()
    ask(view, get(), held=held)
    at(NIGHT - timedelta(minutes=5))
    ask(view, get(), held=held)
    assert view.asked == 2


def test_each_minute_takes_the_place_of_the_one_before(at):
    view, held = View(hours=True), PageCache()
    for minute in range(30):
        at(NIGHT + timedelta(minutes=minute))
        ask(view, get(), get(**BROWSER), held=held)
    assert len(held.pages) == 2
    assert held.bytes == sum(len(page.body) for page in held.pages.values())


def test_held_page_with_hours_tells_shared_caches_what_is_left_now(client, at):
    at(NIGHT)
    client.get("/help/ie/")
    at(NIGHT.replace(second=59))
    headers = client.get("/help/ie/").headers
    assert headers["X-Accel-Expires"] == "1"
    assert headers["CDN-Cache-Control"] == "public, max-age=1"
    assert client.get("/help/ie/").headers["Content-Type"] == "text/html; charset=utf-8"


def test_page_says_the_same_at_noon_whether_or_not_it_was_asked_for_at_night(at):
    """Whatever a page says of the time, one that was held would still say it is 3.10."""
    asked_before = Client()
    for address in ADDRESSES:
        asked_before.get(address)
    at(NOON)
    asked_first = Client()
    for address in ADDRESSES:
        assert asked_before.get(address).content == asked_first.get(address).content, address


@pytest.mark.parametrize("code", COUNTRIES)
def test_each_country_has_a_page_of_its_own(client, code):
    address = "/plans/24-hours/print/"
    client.get(f"{address}?country=ie")
    client.get(address)
    assert client.get(f"{address}?country={code}").content == Client().get(f"{address}?country={code}").content


# What never is


@pytest.mark.parametrize("status", [301, 400, 404, 422, 500, 503])
def test_error_is_not_held(status):
    view, held = View(status=status), PageCache()
    answers = ask(view, get(), get(), held=held)
    assert view.asked == 2
    assert not held.pages
    assert not [answer for answer in answers if "X-Accel-Expires" in answer.headers]


def test_answer_to_a_post_is_neither_held_nor_compressed_nor_changed():
    held = PageCache()
    answer = HttpResponse("an answer " * 100)
    post = RequestFactory().post("/check-in/questions/", headers={"Host": "localhost", **BROWSER})
    assert ask(lambda request: answer, post, held=held) == [answer]
    assert "Content-Encoding" not in answer.headers
    assert "Vary" not in answer.headers
    assert not held.pages


def test_answer_to_a_post_does_not_change_what_is_held(client):
    before = client.get("/check-in/questions/").content
    client.post("/check-in/questions/", {"stop": "y"}, headers=BROWSER)
    assert client.get("/check-in/questions/").content == before


def test_page_that_reads_more_of_the_query_is_not_held():
    for address in READS_MORE:
        view, held = View(), PageCache()
        (answer,) = ask(view, get(f"{address}?what=24-hours"), held=held)
        assert b"24-hours" in answer.content
        assert "X-Accel-Expires" not in answer.headers
        assert not held.pages


def test_flood_of_unknown_paths_and_queries_adds_nothing():
    view, held = View(), PageCache()
    queries = [f"?{name}={value}" for name, value in product(("country", "x", "%00"), ("xx", "I E", "i", "<b>", ""))]
    ask(view, *(get(ABOUT + query) for query in queries), *(get(f"/no/{n}/") for n in range(50)), held=held)
    assert list(held.pages) == [(ABOUT, "", IDENTITY)]


def test_nothing_of_a_query_but_a_known_country_reaches_a_page():
    (answer,) = ask(View(), get(f"{ABOUT}?country=gb&say=<b>hello</b>&country=ie"))
    assert answer.content.startswith(b"page for {'country': 'ie'}")


def test_what_is_held_has_an_upper_limit():
    held = PageCache(most_bytes=1000)
    ask(View(), *(get(f"{ABOUT}?country={code}") for code in COUNTRIES), held=held)
    assert 0 < held.bytes <= 1000
    assert held.bytes == sum(len(page.body) for page in held.pages.values())
    assert len(held.pages) < len(COUNTRIES)


def test_host_that_is_none_gets_no_held_page(client):
    client.get(ABOUT)
    assert client.get(ABOUT, headers={"Host": "evil.example/a"}).status_code == 400


def test_page_is_the_same_for_every_host(at):
    one, other = (Client(headers={"Host": host}) for host in ("localhost", "other.example"))
    for address in ADDRESSES:
        assert one.get(address).content == other.get(address).content, address


def test_debugging_holds_nothing(settings):
    settings.DEBUG = True
    client = Client()
    assert client.get(ABOUT).headers.get("X-Accel-Expires") is None


# How long a shared cache may keep it


@pytest.mark.parametrize(("second", "left"), [(0, "60"), (20, "40"), (59, "1")])
def test_page_with_hours_may_be_shared_until_its_minute_ends(client, at, second, left):
    at(NIGHT.replace(second=second))
    headers = client.get("/help/ie/").headers
    assert headers["X-Accel-Expires"] == left
    assert headers["CDN-Cache-Control"] == f"public, max-age={left}"


def test_page_without_hours_may_be_shared_for_a_minute(client, at):
    at(NIGHT)
    assert client.get(ABOUT).headers["X-Accel-Expires"] == "60"
    assert client.get("/").headers["X-Accel-Expires"] == "40"


def test_check_in_is_never_offered_to_a_shared_cache(client):
    for address in (*check_in_addresses(), "/check-in/?country=ie"):
        for answer in (client.get(address), client.get(address)):
            assert "X-Accel-Expires" not in answer.headers
            assert "CDN-Cache-Control" not in answer.headers


def test_page_that_took_longer_than_its_minute_is_not_shared(at):
    def slow(request):
        clock.now()
        at(NIGHT + timedelta(seconds=45))
        return HttpResponse("late " * 100)

    (answer,) = ask(slow, get())
    assert answer.headers["X-Accel-Expires"] == "0"
    assert answer.headers["CDN-Cache-Control"] == "no-store"
