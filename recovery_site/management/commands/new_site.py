"""`manage.py new_site FOLDER`: an example of a folder of one's own, with comments. It passes the checks as it is written."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

EXAMPLE = settings.BASE_DIR / "deploy" / "site-folder"
# When the example texts are due again.
HALF_A_YEAR = timedelta(days=180)


class Command(BaseCommand):
    help = "Writes an example of a folder for words, helplines and colours of your own. Overwrites nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that is not there yet, or is empty")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder = folder.expanduser().resolve()
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CommandError(f"{folder} is there already, and nothing in it was changed. Name another one.")
        if folder.is_relative_to(settings.BASE_DIR):
            raise CommandError(f"{folder} lies inside the software: take one beside it, such as ../our-site")
        today = timezone.now().date()
        said = {"{today}": str(today), "{later}": str(today + HALF_A_YEAR), "{year}": str(today.year)}
        for example in sorted(path for path in EXAMPLE.rglob("*") if path.is_file()):
            text = example.read_text(encoding="utf-8")
            for mark, words in said.items():
                text = text.replace(mark, words)
            path = folder / example.relative_to(EXAMPLE)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.stdout.write(f"{folder} is written. Its README.md says what each file is for. To see it:")
        self.stdout.write(f"  make edit SITE_FOLDER={folder}")
