"""Every public address, computed from what was loaded: for the sitemap, the checks and the tests."""

from django.urls import reverse

from articles.library import ARTICLES
from plans.library import PLANS
from support.directory import COUNTRIES

PAGES = (
    "home", "articles:index", "articles:sources", "checkin:start", "checkin:questions", "plans:index",
    "support:index", "clinicians:kit", "clinicians:cards", "about", "private", "accessibility",
)  # fmt: skip


def public_addresses() -> list[str]:
    """The path of every page that a reader can open with GET."""
    return [
        *(reverse(name) for name in PAGES),
        *(reverse("articles:detail", args=[slug]) for slug in ARTICLES),
        *(reverse("support:country", args=[code]) for code in COUNTRIES),
        *(
            address
            for plan in PLANS.values()
            for address in (
                reverse("plans:start", args=[plan.slug]),
                reverse("plans:print", args=[plan.slug]),
                *(reverse("plans:step", args=[plan.slug, step.slug]) for step in plan.steps),
            )
        ),
    ]
