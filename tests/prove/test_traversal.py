"""Paths that try to leave the folder of static files, sent to the real server as bytes, so that no client tidies them."""

import pytest

from tests.prove.asking import send_raw

STEPS = (
    "../",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "..%252f",
    "..\\",
    "..%5c",
    "....//",
    "%c0%ae%c0%ae/",
    "..;/",
    "./.././",
)
TARGETS = ("etc/passwd", "manage.py", "recovery_site/settings.py", ".git/config")
SECRETS = (b"root:", b"DJANGO_SETTINGS_MODULE", b"ALLOWED_HOSTS", b"[core]")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("start", ["/static/", "/static/css/", "/", "/articles/", "/plans/24-hours/", "/help/"])
def test_no_path_leaves_the_static_files(evidence, start, step):
    for target in TARGETS:
        for times in (1, 3, 8):
            path = f"{start}{step * times}{target}"
            received = send_raw(
                evidence.site, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
            )
            assert received.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400", b"HTTP/1.1 301")), received[:60]
            assert not [secret for secret in SECRETS if secret in received], path


@pytest.mark.parametrize("path", ["//etc/passwd", "/static//etc/passwd", "/static/%00", "/static/css/%00.css", "/static/staticfiles.json/.."])  # fmt: skip
def test_no_absolute_or_cut_path_is_served(evidence, path):
    received = send_raw(evidence.site, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert received.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400", b"HTTP/1.1 301")), received[:60]


def test_broken_requests_get_a_short_answer_and_no_traceback(evidence):
    for raw in (
        b"\x16\x03\x01\x02\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"\x00" * 5000,
    ):
        received = send_raw(evidence.site, raw)
        assert not received.startswith(b"HTTP/1.1 5"), received[:80]
        assert b"Traceback" not in received
        assert b"Set-Cookie" not in received
