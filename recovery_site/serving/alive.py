"""`python -m recovery_site.serving.alive`: for a container's health check. Opens a whole page of the site, as a visitor would."""

import os
import urllib.request
from contextlib import closing

SECONDS = 4


def is_alive(port: str) -> bool:
    """Whether the site on this machine's port answers `/help/` with a page that is whole and shows a number to call."""
    try:
        with closing(urllib.request.urlopen(f"http://127.0.0.1:{port}/help/", timeout=SECONDS)) as answer:
            page: bytes = answer.read()
    except OSError:
        return False
    return b'href="tel:' in page and page.rstrip().endswith(b"</html>")


if __name__ == "__main__":
    raise SystemExit(0 if is_alive(os.environ.get("PORT") or "8000") else 1)
