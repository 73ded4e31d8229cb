"""`manage.py readiness`: what an operator must confirm before launch. Exit status 1 while something is open."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from recovery_site.editorial.readiness import ASKED_OF_OPERATORS, everything_open


class Command(BaseCommand):
    help = "Lists what an operator must confirm before launch; exit status 1 while something is open."
    # The pages are not what is asked about here: `manage.py check` opens them.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day to look from")

    def handle(self, *args: Any, **options: Any) -> None:
        values = {name: getattr(settings, name) for name in ASKED_OF_OPERATORS}
        found = everything_open(values, options["on"])
        for kind, items in found.items():
            self.stdout.write(f"{kind}: {len(items)} open" if items else f"{kind}: nothing open")
            for item in items:
                self.stdout.write(f"  {item.subject}: {item.missing}")
        if any(found.values()):
            raise SystemExit(1)
