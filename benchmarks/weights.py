"""What a page weighs on its way to a phone: HTML, style and script, each as brotli sends it."""

import os
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")

import django
from django.test import Client

from tests.page.pages import Page

PAGES = {
    "home": "/",
    "article": "/articles/why-it-happens/",
    "check-in": "/check-in/",
    "plan": "/plans/24-hours/",
    "help": "/help/ie/",
    "clinicians": "/clinicians/",
}


def weights() -> Iterator[list[str]]:
    django.setup()
    client = Client(SERVER_NAME="localhost")

    def weight(address: str) -> int:
        response = client.get(address, headers={"Accept-Encoding": "br"})
        return len(b"".join(response) if response.streaming else response.content)

    for name, address in PAGES.items():
        page = Page(client.get(address))
        styles = [link["href"] or "" for link in page.attributes("link") if link.get("rel") == "stylesheet"]
        scripts = [script["src"] or "" for script in page.attributes("script")]
        text = weight(address) + sum(map(weight, styles))
        script = sum(map(weight, scripts))
        measured = f"HTML and CSS {text / 1024:.1f} KiB, JavaScript {script / 1024:.1f} KiB"
        yield [f"weight of {name}", measured, "at most 14 and 16 KiB"]
