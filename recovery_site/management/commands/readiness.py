"""`manage.py readiness`: what is left to do before launch, by who does it. Exit status 1 while something is open."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from recovery_site.editorial.readiness import ASKED_OF_OPERATORS, checklist, tasks


class Command(BaseCommand):
    help = (
        "Lists what people must do before launch, by who does it, to tick off; exit status 1 while something is open."
    )
    # The pages are not what is asked about here: `manage.py check` opens them.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=date.today(), help="the day to look from")

    def handle(self, *args: Any, **options: Any) -> None:
        values = {name: getattr(settings, name) for name in ASKED_OF_OPERATORS}
        left = tasks(values, options["on"])
        self.stdout.write(checklist(left))
        if any(task.open for task in left):
            raise SystemExit(1)
