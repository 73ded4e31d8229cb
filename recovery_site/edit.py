"""`make edit`: the site while somebody writes. It starts anew when a file changes, and shows what is wrong as a page.

For one person at their own machine, in development mode: drafts are read, and `/editing/` lists every text.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.servers import basehttp
from django.utils import autoreload

from prose.content_error import ROOT, ContentError
from recovery_site.mistakes import everything_wrong

STARTED = time.time()
HERE = "127.0.0.1"
# What pages are made of; Python files are watched anyway.
FOLDERS = ("articles", "plans", "support", "templates", "static")
STYLE = "body { font: 1.1rem/1.5 system-ui, sans-serif; max-inline-size: 46rem; margin: 2rem auto; padding: 0 1rem }"

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def application() -> Application:
    """The site; where a file or a setting is wrong, a page that says so at every address."""
    try:
        django.setup()
        from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415

        return StaticFilesHandler(basehttp.get_internal_wsgi_application())
    except ContentError as error:
        said = str(everything_wrong(error))
    except ImproperlyConfigured as error:
        said = str(error)
    # Django's own watcher waits until the apps are ready; here they never will be, and it has to watch all the same.
    apps.ready_event.set()
    print(said, file=sys.stderr, flush=True)
    return wrong_page(said.splitlines())


def wrong_page(mistakes: list[str]) -> Application:
    """A page with a line for each mistake. It asks again by itself, and the site is there once all are mended."""
    heading = "One thing to mend" if len(mistakes) == 1 else f"{len(mistakes)} things to mend"
    items = "".join(f"<li>{escape(mistake)}</li>" for mistake in mistakes)
    page = (
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta http-equiv="refresh" content="2">'
        f"<title>{heading}</title><style>{STYLE}</style><h1>{heading}</h1><ul>{items}</ul>"
        "<p>Save the file, and this page becomes the site again.</p></html>"
    ).encode()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start(
            "500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        )
        return [page]

    return answer


def watch(sender: autoreload.StatReloader, **kwargs: Any) -> None:
    """Ours and the operator's folder: any change starts the site anew."""
    own = os.environ.get("SITE_FOLDER", "")
    for folder in (*(ROOT / name for name in FOLDERS), *([Path(own).expanduser().resolve()] if own else [])):
        sender.watch_dir(folder, "**/*")
    # What changed since the files were read, while nobody watched yet.
    for path, changed in sender.snapshot_files():
        if changed > STARTED:
            autoreload.trigger_reload(str(path))


def serve() -> None:
    port = int(os.environ.get("PORT") or 8000)
    site = application()
    print(f"Writing: http://{HERE}:{port}/editing/ (Ctrl+C ends it)", flush=True)
    basehttp.run(HERE, port, site, threading=True)  # type: ignore[arg-type]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
    os.environ["DEBUG"] = "1"
    autoreload.autoreload_started.connect(watch)
    autoreload.run_with_reloader(serve)
