"""nginx with the configuration of `deploy/`: what it passes on, what it keeps, and what it says when nobody answers."""

import gzip
import http.client
import socket
import ssl
from contextlib import suppress
from itertools import product

import brotli
import pytest

from support.private_post import ROUND_SIZE
from tests.deploy.servers import HOST, connection

BROWSER = {"Accept_Encoding": "gzip, deflate, br, zstd"}
FORM = {"method": "POST", "Content_Type": "application/x-www-form-urlencoded"}
ANSWERS = b"more=y&stop=y&time=y&days=y&hide=y"


# What is passed on


def test_page_comes_whole_small_and_with_every_header(ask):
    response, body = ask("/about/", **BROWSER)
    assert response.status == 200
    assert response.headers["Content-Encoding"] == "br"
    assert b"Who runs this" in brotli.decompress(body)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Strict-Transport-Security"] == "max-age=63072000"
    assert "nginx/" not in response.headers["Server"]
    assert response.headers["X-Accel-Expires"] is None
    assert response.headers["Set-Cookie"] is None


def test_http2_is_offered(nginx):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2", "http/1.1"])
    plain = socket.create_connection(("127.0.0.1", nginx.port), 5)
    with context.wrap_socket(plain, server_hostname=HOST) as secure:
        assert secure.selected_alpn_protocol() == "h2"


def test_plain_http_leads_to_https(nginx):
    client = http.client.HTTPConnection("127.0.0.1", nginx.plain_port, timeout=5)
    client.request("GET", "/plans/24-hours/?country=ie", headers={"Host": HOST})
    response = client.getresponse()
    assert response.status == 301
    assert response.headers["Location"] == "https://next24.example/plans/24-hours/?country=ie"
    assert response.headers["Cache-Control"] == "no-store"
    client.close()


@pytest.mark.parametrize("address", ["/check-in", "/clinicians", "/leave", "/plans/24-hours", "/about"])
def test_redirect_to_the_slash_is_not_kept_by_a_browser(ask, address):
    response, _ = ask(address)
    assert (response.status, response.headers["Location"]) == (301, f"{address}/")
    assert response.headers["Cache-Control"] == "no-store"


def test_another_host_gets_nothing(nginx):
    client = http.client.HTTPConnection("127.0.0.1", nginx.plain_port, timeout=5)
    client.request("GET", "/", headers={"Host": "evil.example"})
    with pytest.raises(ConnectionResetError):
        client.getresponse()
    client.close()
    context = ssl.create_default_context()
    with socket.create_connection(("127.0.0.1", nginx.port), 5) as plain, pytest.raises(ssl.SSLError):
        context.wrap_socket(plain, server_hostname="evil.example")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0.0", None),
        ("brown, gzipped", None),
        ("", None),
    ],
)
def test_encoding_is_one_that_the_browser_takes(ask, accepted, encoding):
    for _ in range(2):
        response, body = ask("/accessibility/", Accept_Encoding=accepted)
        assert response.headers["Content-Encoding"] == encoding
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        assert unpack(body).rstrip().endswith(b"</html>")


def test_head_has_no_body(ask):
    for _ in range(2):
        response, body = ask("/private/", method="HEAD")
        assert (response.status, body) == (200, b"")
        assert int(response.headers["Content-Length"]) > 1000


def test_static_file_is_immutable_and_compressed(ask):
    html = ask("/about/")[1].decode()
    address = html.split('<link rel="stylesheet" href="')[1].split('"')[0]
    for _ in range(2):
        response, _ = ask(address, **BROWSER)
        assert response.headers["Content-Encoding"] == "br"
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["Access-Control-Allow-Origin"] is None


# The check-in


def test_answers_are_sent_uncompressed_and_of_a_round_size(ask):
    sent = {"/check-in/questions/": ANSWERS, "/plans/if-then/choose/": b"if1=p&then1=r"}
    for (address, answers), more in product(sent.items(), ({}, {"HX_Request": "true"})):
        response, body = ask(address, body=answers, **FORM, **BROWSER, **more)
        assert response.status in {200, 422}
        assert response.headers["Content-Encoding"] is None
        assert len(body) % ROUND_SIZE == 0
        assert (b"<html" in body) is not bool(more)


def test_too_much_is_refused_with_our_own_words(ask):
    response, body = ask("/check-in/questions/", body=b"a" * 17_000, **FORM)
    assert response.status == 413
    assert b"116 123" in body
    response, body = ask("/check-in/questions/", body=b"a" * 30_000, **FORM)
    assert response.status == 413
    assert b"116 123" in body


@pytest.mark.parametrize(
    ("path", "more", "status"),
    [
        (f"/{'a' * 9_000}/", {}, 414),
        (f"/check-in/?{'a' * 3_500}", {}, 200),
        (f"/{'a' * 3_500}/", {}, 404),
        ("/about/", {"X_Long": "a" * 9_000}, 400),
        ("/about/", {"method": "TRACE"}, 405),
        ("/check-in/questions/", {"method": "POST", "Content_Type": "a" * 3_900}, 415),
    ],
    ids=["address", "long query", "long path", "header", "method", "type"],
)
def test_what_is_refused_still_says_whom_to_call(ask, path, more, status):
    response, body = ask(path, **more)
    assert response.status == status
    assert b"116 123" in body
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Strict-Transport-Security"]


RAW = {
    "no request": b"nonsense\r\n\r\n",
    "a header that is none": b"GET / HTTP/1.1\r\nHost: next24.example\r\nsecret \x01\r\n\r\n",
    "another host twice": b"GET / HTTP/1.1\r\nHost: next24.example\r\nHost: secret\r\n\r\n",
    "no host": b"GET /secret HTTP/1.1\r\n\r\n",
    "an odd encoding": b"POST /check-in/questions/ HTTP/1.1\r\nHost: next24.example\r\nTransfer-Encoding: secret\r\n\r\n",
    "another HTTP": b"GET / HTTP/3.7\r\nHost: next24.example\r\n\r\n",
    "a way out of the folder": b"GET /../../secret HTTP/1.1\r\nHost: next24.example\r\n\r\n",
    "TRACE": b"TRACE /static/ HTTP/1.1\r\nHost: next24.example\r\n\r\n",
}


@pytest.mark.parametrize("sent", RAW)
@pytest.mark.parametrize("tls", [True, False], ids=["https", "http"])
def test_what_nginx_cannot_read_gets_our_page_or_nothing(nginx, sent, tls):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    plain = socket.create_connection(("127.0.0.1", nginx.port if tls else nginx.plain_port), 20)
    with context.wrap_socket(plain, server_hostname=HOST) if tls else plain as client:
        client.sendall(RAW[sent])
        answer = b""
        with suppress(ConnectionError, TimeoutError):
            answer = b"".join(iter(lambda: client.recv(4096), b""))
    assert b"<hr><center>nginx" not in answer
    assert b"secret" not in answer
    if answer and tls:
        assert b"116 123" in answer
        assert b"Cache-Control: no-store" in answer


def test_plain_http_to_the_tls_port_gets_no_page_of_nginx(nginx):
    with socket.create_connection(("127.0.0.1", nginx.port), 20) as client:
        client.sendall(b"GET /secret HTTP/1.1\r\nHost: next24.example\r\n\r\n")
        with suppress(ConnectionError):
            assert b"nginx</center>" not in b"".join(iter(lambda: client.recv(4096), b""))


def test_static_without_a_slash_is_no_redirect_of_nginx(ask):
    response, body = ask("/static")
    assert response.status == 404
    assert b"116 123" in body


def test_no_answer_is_ever_in_a_file(nginx, ask):
    """Without the folder for bodies, nginx could not put one into a file."""
    folder = nginx.folder / "next24-nginx/body"
    folder.rename(folder.with_suffix(".away"))
    try:
        answer = ask("/check-in/questions/", body=ANSWERS + b"&a=" + b"a" * 16_000, **FORM)[0]
    finally:
        folder.with_suffix(".away").rename(folder)
    assert answer.status in {200, 422}


# What is kept for a minute


def test_page_is_kept_for_everyone_whatever_else_the_query_says(ask, nobody_behind):
    first = ask("/articles/sources/", **BROWSER)[1]
    with nobody_behind():
        for query in ("", "?a=1", "?country=xx", "?say=<b>"):
            response, body = ask(f"/articles/sources/{query}", **BROWSER)
            assert (response.status, body) == (200, first)
        assert ask("/articles/sources/?country=gb", **BROWSER)[0].status == 502


@pytest.mark.parametrize("address", ["/check-in/", "/check-in/questions/", "/robots.txt", "/healthz", "/leave/"])
def test_what_the_site_does_not_offer_is_not_kept(ask, nobody_behind, address):
    assert ask(address)[0].status < 400
    with nobody_behind():
        assert ask(address)[0].status == 502


def test_answer_to_a_post_is_not_kept(ask, nobody_behind):
    ask("/check-in/questions/", body=ANSWERS, **FORM)
    with nobody_behind():
        assert ask("/check-in/questions/", body=ANSWERS, **FORM)[0].status == 502
        assert ask("/check-in/questions/")[0].status == 502


@pytest.mark.parametrize(
    "poison", ["?country=us&country=gb", "?country=us&country=", "?country=us;country=gb", "?country=us%26country=gb"]
)
def test_nobody_can_put_another_country_under_a_countrys_key(ask, nginx, poison):
    address = "/plans/craving/print/"
    ask(f"{address}{poison}")
    _, body = ask(f"{address}?country=us")
    assert b"911" in body
    assert b"116 123" not in body


def test_nobody_can_put_a_part_of_a_page_under_its_key(ask, nobody_behind):
    ask("/plans/7-days/print/", HX_Request="true", X_Forwarded_Host="evil.example", X_Forwarded_Proto="http")
    with nobody_behind():
        response, body = ask("/plans/7-days/print/")
    assert b"<html" in body
    assert b"evil" not in body
    assert response.headers["Strict-Transport-Security"]


# Under the name that a CDN stands before

CDN = "pages.next24.example"


def test_cdn_name_has_the_pages(ask):
    response, body = ask("/about/", host=CDN)
    assert response.status == 200
    assert response.headers["CDN-Cache-Control"] == "public, max-age=60"
    assert b'rel="canonical" href="https://next24.example/about/"' in body


def test_check_in_goes_round_the_cdn(ask):
    for address in ("/check-in/", "/check-in/questions/?country=ie", "/plans/if-then/choose/", "/clinicians/"):
        response, _ = ask(address, host=CDN)
        assert response.status == 302
        assert response.headers["Location"] == f"https://next24.example{address}"
    response, body = ask("/check-in/questions/", host=CDN, body=b"", **FORM)
    assert (response.status, body) == (200, b"")
    assert response.headers["HX-Redirect"] == "https://next24.example/check-in/"
    response, body = ask("/plans/if-then/choose/", host=CDN, body=b"", **FORM)
    assert (response.status, body) == (200, b"")
    assert response.headers["HX-Redirect"] == "https://next24.example/plans/if-then/"


# When nobody answers


def test_error_page_is_ours_with_numbers(ask, nobody_behind):
    with nobody_behind():
        response, body = ask("/check-in/")
    assert response.status == 502
    assert b"116 123" in body
    assert b"Something broke on our side" in body
    assert response.headers["Retry-After"] == "60"
    assert "style-src 'sha256-" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["unavailable", "busy", "refused"])
def test_error_page_has_no_address_of_its_own(ask, name):
    assert ask(f"/{name}.html")[0].status == 404


def test_one_instance_answers_for_the_other(ask, nginx):
    path = nginx.folder / "1.sock"
    path.rename(path.with_suffix(".away"))
    try:
        for _ in range(4):
            assert ask("/check-in/")[0].status == 200
            assert ask("/check-in/questions/", body=ANSWERS, **FORM)[0].status in {200, 422}
    finally:
        path.with_suffix(".away").rename(path)


def test_too_many_requests_from_one_address_leave_the_others_alone(ask, nginx):
    with connection(nginx.port, "127.0.2.1") as greedy:
        answers = []
        for _ in range(400):
            greedy.request("GET", "/about/", headers={"Host": HOST})
            response = greedy.getresponse()
            answers.append((response.status, b"116 123" in response.read()))
    assert set(answers) == {(200, True), (429, True)}
    assert ask("/about/")[0].status == 200


def test_nginx_writes_nothing_down_about_anybody(ask, nginx, nobody_behind):
    """A missing socket is what nginx logs at crit, with the visitor's address and request."""
    with nobody_behind():
        assert ask("/check-in/?country=ie")[0].status == 502
    said = nginx.said.read_text()
    assert "127.0." not in said
    assert "check-in" not in said
    files = {path.name for path in nginx.folder.rglob("*") if path.is_file() and path.suffix == ".log"}
    assert not files
