"""Pages of the library."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

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


def _feed(request: HttpRequest) -> str:
    publisher = settings.OPERATOR_NAME or settings.SITE_NAME
    return atom.feed(ARTICLES.values(), atom.site_address(request), publisher)


def _feed_tag(request: HttpRequest) -> str:
    """Weak, because the same feed goes out compressed and not."""
    return f'W/"{hashlib.sha256(_feed(request).encode()).hexdigest()[:16]}"'


@require_safe
@condition(etag_func=_feed_tag, last_modified_func=lambda request: atom.last_changed(ARTICLES.values()))
def feed(request: HttpRequest) -> HttpResponse:
    xml = _feed(request)
    return HttpResponse(xml, content_type="application/atom+xml; charset=utf-8")
