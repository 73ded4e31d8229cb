"""Pages of the library."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles import feed as atom
from articles.library import ARTICLES, TOPICS, by_topic


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    context = {"groups": by_topic(ARTICLES.values(), TOPICS)}
    return render(request, "articles/index.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = ARTICLES.get(slug)
    if article is None:
        raise Http404
    related = [ARTICLES[other] for other in article.related]
    context = {"article": article, "related": related}
    return render(request, "articles/detail.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """The feed, or 304 for a reader that has it. Its tag is weak, because the same feed goes out compressed and not."""
    publisher = settings.OPERATOR_NAME or settings.SITE_NAME
    xml = atom.feed(ARTICLES.values(), atom.site_address(request), publisher)
    response = HttpResponse(xml, content_type="application/atom+xml; charset=utf-8")
    tag, changed = f'W/"{hashlib.sha256(xml.encode()).hexdigest()[:16]}"', atom.last_changed(ARTICLES.values())
    response.headers["ETag"], response.headers["Last-Modified"] = tag, http_date(changed.timestamp())
    return (
        get_conditional_response(request, etag=tag, last_modified=int(changed.timestamp()), response=response)
        or response
    )
