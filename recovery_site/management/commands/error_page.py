"""`manage.py error_page FOLDER` writes the pages that a proxy shows where the site cannot answer, with their headers."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from recovery_site.serving.errors import STANDALONE, standalone_headers, standalone_page


class Command(BaseCommand):
    # The checks open every page, which these do not need.
    requires_system_checks = ()
    help = "Write unavailable.html, busy.html, refused.html and, for nginx, headers.conf into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, status in STANDALONE.items():
            (folder / f"{name}.html").write_bytes(standalone_page(status)[0])
        headers = {**standalone_headers(500), "Retry-After": "60"}
        lines = [f'add_header {name} "{value}" always;\n' for name, value in headers.items()]
        (folder / "headers.conf").write_text("".join(lines), encoding="utf-8")
