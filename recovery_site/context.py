"""What every template knows: the site's own name and address, and what the operator said. Nothing of the visitor."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from recovery_site import own_look, own_words
from recovery_site.editorial import readiness
from recovery_site.editorial.desk import draft_addresses
from recovery_site.release import VERSION
from support.country_choice import chosen_country


def site(request: HttpRequest) -> dict[str, object]:
    """The context of every page: what the site says of itself, and the country that this page speaks to."""
    # A page about one country says its own.
    draft = settings.DEBUG and request.path in draft_addresses()
    return {**of_itself(), "country": chosen_country(request), "draft": draft}


def of_itself() -> dict[str, object]:
    """What the site says of itself, whoever asks."""
    return {
        "site_name": settings.SITE_NAME,
        "stylesheets": settings.STYLESHEETS if settings.DEBUG else [settings.STYLESHEET],
        "site_url": settings.SITE_URL,
        "version": VERSION,
        "operator_name": settings.OPERATOR_NAME,
        "operator_contact": settings.OPERATOR_CONTACT,
        "operator_contact_link": contact_link(settings.OPERATOR_CONTACT),
        "funding_statement": settings.FUNDING_STATEMENT,
        "offer_url": settings.OFFER_URL,
        "offer_label": settings.OFFER_LABEL,
        "source_url": settings.SOURCE_URL,
        "own_colours": own_look.COLOURS and reverse("own", args=[own_look.COLOURS.name]),
        "own_mark": own_look.MARK and reverse("own", args=[own_look.MARK.name]),
        "voices": own_words.VOICES,
        "clinically_signed": readiness.clinically_signed(),
    }


def contact_link(contact: str) -> str:
    """Where a link to the operator's e-mail or https address leads."""
    return contact if contact.startswith("https://") else f"mailto:{contact}"
