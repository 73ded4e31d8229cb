"""`manage.py compared`: somebody held what is local against ours as it is now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recovery_site.editorial.local import everything_local, write_compared


class Command(BaseCommand):
    help = "Writes into a local text, service or colours which words of ours it was compared with. Without a name: all."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="*", help="such as articles/starting-again-today.md or samaritans-ie")

    def handle(self, *args: Any, **options: Any) -> None:
        found = {local.record or local.name: local for local in everything_local()}
        if unknown := [name for name in options["name"] if name not in found]:
            raise CommandError(f"nothing local is called {unknown[0]}. There is {', '.join(found) or 'nothing'}.")
        for name in options["name"] or found:
            write_compared(found[name])
            self.stdout.write(f"{name} was compared with ours as it is now.")
