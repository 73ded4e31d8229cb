"""Public pages, rendered and compressed once in a process and then held as bytes with their headers.

A page that says what is open now is held until its minute ends, and one that names the day until midnight. Nothing that follows from an answer is ever held: only GET and
HEAD of the addresses in `recovery_site.addresses` are, and of what was asked only a country that we know is looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, MiddlewareNotUsed, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase, ResponseHeaders
from django.urls import reverse

from recovery_site.addresses import check_in_addresses, file_addresses, public_addresses
from recovery_site.serving.compression import BROTLI_EACH_TIME, BROTLI_ONCE, choose_encoding, compressed, compressible
from support.availability import clock
from support.country_choice import country_called

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# An address, a country's code or nothing, and an encoding.
Key = tuple[str, str, str]

SHARED_SECONDS = 60
EXPIRES = "X-Accel-Expires"
MOST_BYTES = 64 * 1024 * 1024
# Where answers are given, and their start pages: a cache that sees inside the encryption has no business there.
UNSHARED = ("plans:if-then", "plans:if-then-choose")
# The kit and its sheet of cards also read which plan or step was chosen, so they are held for no query alone.
READS_MORE = frozenset({"/clinicians/", "/clinicians/cards/"})


@dataclass(frozen=True)
class CachedPage:
    """A finished page: its bytes, its headers, and the minute or day that it speaks of, where it is true for that only."""

    body: bytes
    headers: ResponseHeaders
    told: clock.Stretch | None = None

    @property
    def is_true(self) -> bool:
        return self.told is None or self.told.is_now

    def answer(self) -> HttpResponse:
        response = HttpResponse(self.body)
        # One object for every answer: this middleware is the outermost, so nobody after it changes them.
        response.headers = self.headers
        if self.told and EXPIRES in self.headers:
            response.headers = ResponseHeaders(dict(self.headers.items()))
            _tell_shared_caches(response, self.told)
        return response


class PageCache:
    """What is held, up to so many bytes; beyond that the oldest goes first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages: dict[Key, CachedPage] = {}
        self.lock = Lock()

    def keep(self, key: Key, page: CachedPage) -> None:
        with self.lock:
            if before := self.pages.pop(key, None):
                self.bytes -= len(before.body)
            self.pages[key] = page
            self.bytes += len(page.body)
            while self.bytes > self.most_bytes:
                self.bytes -= len(self.pages.pop(next(iter(self.pages))).body)


def page_cache(get_response: GetResponse, held: PageCache | None = None) -> GetResponse:
    """The outermost middleware, so that what is held has every header already. It also compresses the other pages."""
    if settings.DEBUG:
        raise MiddlewareNotUsed
    held = held or PageCache()
    addresses = frozenset(public_addresses() + file_addresses())
    unshared = {*check_in_addresses(), *(reverse(name) for name in UNSHARED)}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            # What follows from a POST is one person's alone: neither held nor compressed.
            return get_response(request)
        encoding = choose_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if request.path not in addresses or (request.path in READS_MORE and request.META.get("QUERY_STRING")):
            return _compressed_each_time(get_response(request), encoding)
        try:
            key = (request.path, _only_country(request), encoding)
        except (BadRequest, SuspiciousOperation):
            # What asks the same again, further in, is told so with a page and every header.
            return _compressed_each_time(get_response(request), encoding)
        page = held.pages.get(key)
        if page and page.is_true and _host_can_be_read(request):
            return page.answer()
        clock.forget()
        response = get_response(request)
        if response.status_code != 200:
            return _compressed_each_time(response, encoding)
        told = clock.told()
        if request.path not in unshared:
            _tell_shared_caches(response, told)
        if not compressible(response):
            return response
        response = compressed(response, encoding, BROTLI_EACH_TIME if told else BROTLI_ONCE)
        page = CachedPage(response.content, response.headers, told)
        held.keep(key, page)
        return page.answer()

    return middleware


def _only_country(request: HttpRequest) -> str:
    """The chosen country's code or nothing. Nothing else of the query reaches the page, so nothing else can change it."""
    if not request.META.get("QUERY_STRING"):
        return ""
    asked = request.GET.get("country", "")
    country = country_called(asked)
    code = country.code if country else ""
    request.GET = QueryDict(f"country={code}" if code else "")
    return code


def _host_can_be_read(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _tell_shared_caches(response: HttpResponseBase, told: clock.Stretch | None) -> None:
    """How long nginx and a CDN may show this page again. Browsers are told `no-store`."""
    seconds = min(SHARED_SECONDS, told.seconds_left) if told else SHARED_SECONDS
    response.headers[EXPIRES] = str(seconds)
    response.headers["CDN-Cache-Control"] = f"public, max-age={seconds}" if seconds else "no-store"


def _compressed_each_time(response: HttpResponseBase, encoding: str) -> HttpResponseBase:
    return compressed(response, encoding) if compressible(response) else response
