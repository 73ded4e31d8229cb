"""What every answer carries, and what an error looks like. Nothing here reads who is asking."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from recovery_site.serving.errors import error_page

GetResponse = Callable[[HttpRequest], HttpResponseBase]

CLOSED_FEATURES = (
    "accelerometer", "autoplay",
    "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation",
    "gyroscope", "hid", "identity-credentials-get", "idle-detection", "interest-cohort",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "sync-xhr",
    "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip


def csp_header(directives: dict[str, list[str]]) -> str:
    """The value of Content-Security-Policy for directives shaped like Django 6's SECURE_CSP."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def constant_headers(get_response: GetResponse) -> GetResponse:
    """Set the same headers on every answer: page, fragment, redirect, error and static file.

    Django's own security middleware adds nosniff, referrer policy and opener policy. HSTS is set here, because it sends
    that only on requests it knows to be encrypted, and behind a proxy it would have to trust a header to know.
    """
    headers = {
        "Content-Security-Policy": csp_header(settings.SECURE_CSP),
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in CLOSED_FEATURES),
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-DNS-Prefetch-Control": "off",
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("X-Robots-Tag", "noarchive")
        return response

    return middleware


def error_pages(get_response: GetResponse) -> GetResponse:
    """Give an error without words of its own (405, 411, 413, 415) a page that still says whom to call."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code >= 400 and isinstance(response, HttpResponse) and not response.content:
            page = error_page(response.status_code)
            if "Allow" in response.headers:
                page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware
