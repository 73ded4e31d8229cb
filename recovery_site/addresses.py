"""Every public address, computed from what was loaded: for the sitemap, the checks and the tests."""

from datetime import date

from django.urls import reverse

from articles.library import ARTICLES
from checkin.library import QUESTIONNAIRES, questions_address, start_address
from plans.library import PLANS
from support.directory import COUNTRIES

PAGES = (
    "home", "articles:index", "sources", "plans:index",
    "plans:if-then", "plans:if-then-choose", "plans:if-then-print",
    "support:index", "clinicians:kit", "clinicians:cards", "assurance", "to-sign", "about", "private", "accessibility",
)  # fmt: skip

# Not for search engines: whoever looks for the sheet should arrive at its first page, which says what it is.
UNLISTED = {"plans:if-then-choose", "plans:if-then-print"}


def public_addresses() -> list[str]:
    """The path of every page that a reader can open with GET."""
    return [
        *(reverse(name) for name in PAGES),
        *check_in_addresses(),
        *(reverse("articles:detail", args=[slug]) for slug in ARTICLES),
        *(reverse("support:country", args=[code]) for code in COUNTRIES),
        *(
            address
            for plan in PLANS.values()
            for address in (
                reverse("plans:start", args=[plan.slug]),
                reverse("plans:print", args=[plan.slug]),
                *(reverse("plans:step", args=[plan.slug, step.slug]) for step in plan.steps),
                *(reverse("plans:page", args=[plan.slug, page.slug]) for page in plan.pages),
            )
        ),
    ]


def file_addresses() -> list[str]:
    """The path of every file that is made of what was loaded, the same for everyone: held as pages are, and no page."""
    return [
        reverse("support:directory"),
        reverse("support:directory-schema"),
        *(reverse("plans:take-away", args=[slug]) for slug in PLANS),
    ]


def check_in_addresses() -> list[str]:
    """The first page of each check-in, and the one with its questions."""
    return [
        address(questionnaire)
        for questionnaire in QUESTIONNAIRES.values()
        for address in (start_address, questions_address)
    ]


def listed_addresses() -> list[tuple[str, date | None]]:
    """What the sitemap lists: paths, and the day of the last change where it is known. Paper repeats its plan.

    Of a check-in the first page alone: whoever looks for it should arrive where it says what it is.
    """
    return [
        *((reverse(name), None) for name in PAGES if name not in UNLISTED),
        *((start_address(questionnaire), None) for questionnaire in QUESTIONNAIRES.values()),
        *((reverse("articles:detail", args=[slug]), article.dates.updated) for slug, article in ARTICLES.items()),
        *((reverse("support:country", args=[code]), None) for code in COUNTRIES),
        *(
            (address, plan.dates.updated)
            for plan in PLANS.values()
            for address in (
                reverse("plans:start", args=[plan.slug]),
                *(reverse("plans:step", args=[plan.slug, step.slug]) for step in plan.steps),
                *(reverse("plans:page", args=[plan.slug, page.slug]) for page in plan.pages),
            )
        ),
    ]
