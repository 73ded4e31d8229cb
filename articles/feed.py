"""The library as an Atom feed: titles that tell nothing, summaries, and links. No text that would leave its emergency card behind."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from articles.library import Article


class TextFeed(Atom1Feed):
    """Atom with summaries that say what they are: text. Django calls each one HTML, and a reader would take a `<` for a tag."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


def last_changed(articles: Iterable[Article]) -> datetime:
    """Midnight, in UTC, of the day on which one of the articles changed last."""
    return _midnight(max(article.dates.updated for article in articles))


def site_address(request: HttpRequest) -> str:
    """Scheme and host that absolute addresses start with: the operator's, else those that were asked for.

    The feed and the site's map alone need them, and neither is held for the next reader.
    """
    return settings.SITE_URL or request.build_absolute_uri("/").removesuffix("/")


def feed(articles: Iterable[Article], address: str, publisher: str) -> str:
    """The feed as XML, the last changed first. The publisher stands as author: no person is named."""
    atom = TextFeed(
        title=f"Articles – {settings.SITE_NAME}",
        link=address + reverse("articles:index"),
        description=None,
        language=settings.LANGUAGE_CODE,
        author_name=publisher,
        feed_url=address + reverse("articles:feed"),
    )
    for article in sorted(articles, key=lambda article: (article.dates.updated, article.slug), reverse=True):
        link = address + reverse("articles:detail", args=[article.slug])
        updated = _midnight(article.dates.updated)
        atom.add_item(title=article.title, link=link, unique_id=link, description=article.summary, updateddate=updated)
    return atom.writeString("utf-8")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
