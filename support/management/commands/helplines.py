"""`manage.py helplines`: the directory as a checklist for ringing round, oldest first."""

from typing import Any

from django.core.management.base import BaseCommand

from support.directory import HELPLINES
from support.verification import checklist, numbers_not_rung, table


class Command(BaseCommand):
    help = "Print every number as a checklist for ringing round, the one checked longest ago first."
    # The directory was read at start; opening every page of the site is not this command's business.
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        contacts = checklist(HELPLINES)
        self.stdout.write(table(contacts))
        self.stdout.write(f"\n{len(numbers_not_rung(HELPLINES))} of {len(contacts)} numbers were not rung yet.")
        self.stdout.write("After ringing one: manage.py rung ID, which writes it into support/helplines.toml")
