"""The site's addresses and two that misbehave, to see what a fault says and whether a written file is noticed."""

import tempfile
import warnings

from django.http import HttpRequest, HttpResponse
from django.urls import path

from recovery_site import urls


def fails(request: HttpRequest) -> HttpResponse:
    """Fail as badly as code can: with everything the visitor sent in a warning and in the exception's text."""
    sent = f"{request.get_full_path()} {request.META} {request.body!r}"
    warnings.warn(sent, stacklevel=1)
    raise ValueError(sent)


def writes(request: HttpRequest) -> HttpResponse:
    with tempfile.NamedTemporaryFile(prefix="noticed-") as file:
        file.write(b"x")
    return HttpResponse("written", content_type="text/plain")


urlpatterns = [*urls.urlpatterns, path("prove/fails/", fails), path("prove/writes/", writes)]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
