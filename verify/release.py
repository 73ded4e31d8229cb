"""What this release answers, with the settings that a copy states of itself. Made here, by the code of this checkout."""

import os
import re
from collections.abc import Mapping
from datetime import datetime
from html import unescape
from typing import Any
from unittest.mock import patch
from urllib.parse import urldefrag, urljoin

from verify.asking import Answer, Asked

STATEMENT = "/.well-known/the-next-24.json"
# What no page leads to.
OTHERS = (
    STATEMENT, "/healthz", "/robots.txt", "/sitemap.xml", "/favicon.ico", "/leave/", "/.well-known/security.txt",
    "/no-such-page/", "/articles",
)  # fmt: skip
LINK = re.compile(r"""<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="((?:/(?!/)|\?)[^"]*)\"""")


def settle(stated: Mapping[str, Any]) -> None:
    """Make this process the release with the settings of a statement. Once, before anything of Django's is read.

    Only the settings that a statement can hold are taken, and none of this machine's own but `SITE_FOLDER`. What is wrong in them stops the
    start with its name, as it would have stopped the copy.
    """
    from recovery_site.environment import CHOICES, STATED  # noqa: PLC0415

    for name in set(CHOICES) - {"SITE_FOLDER"}:
        os.environ.pop(name, None)
    settings = stated.get("settings", {})
    os.environ.update({name: str(settings[name]) for name in STATED if settings.get(name)})
    os.environ["DJANGO_SETTINGS_MODULE"] = "recovery_site.settings"
    import django  # noqa: PLC0415

    django.setup()


class Release:
    """The release in this process, asked without a network, for any instant."""

    def __init__(self, host: str) -> None:
        from django.test import Client  # noqa: PLC0415

        self.host = host
        self._client = Client(headers={"host": host})

    def ask(self, asked: Asked, instant: datetime) -> Answer:
        """What it answers at an instant."""
        with patch("django.utils.timezone.now", return_value=instant):
            if asked.form:
                response = self._client.post(asked.path, asked.form, content_type="application/x-www-form-urlencoded")
            else:
                response = self._client.get(asked.path)
            body = b"".join(response) if response.streaming else response.content
        headers = {name.lower(): value for name, value in response.headers.items()}
        response.close()
        return Answer(response.status_code, headers, body)

    def everything(self, instant: datetime, countries: bool = True) -> list[Asked]:
        """Every public page, every file and page that one leads to, every static file, and an answer of each kind to a form.

        With `countries`, each page also as it is for each country that it offers.
        """
        from django.contrib.staticfiles.storage import staticfiles_storage  # noqa: PLC0415

        from recovery_site.addresses import public_addresses  # noqa: PLC0415

        hashed: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
        files = [staticfiles_storage.url(name) for name in hashed]
        waiting, seen = [*public_addresses(), *OTHERS, *files], dict[str, None]()
        while waiting:
            path = urldefrag(waiting.pop(0)).url
            if path in seen or ("country=" in path and not countries):
                continue
            seen[path] = None
            answer = self.ask(Asked(path), instant)
            if answer.is_page:
                waiting += (urljoin(path, unescape(link)) for link in LINK.findall(answer.body.decode()))
        return [*map(Asked, seen), *self._forms()]

    def _forms(self) -> list[Asked]:
        from checkin.library import QUESTIONNAIRES, questions_address  # noqa: PLC0415
        from recovery_site.editorial.screens import different_results  # noqa: PLC0415

        return [
            Asked(
                questions_address(one), "&".join(f"{key}={value}" for key, value in zip(one.keys, given, strict=True))
            )
            for one in QUESTIONNAIRES.values()
            for given in different_results(one)
        ]
