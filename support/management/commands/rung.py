"""`manage.py rung ID`: somebody rang or texted a service, and these of its numbers are right."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from prose.places import site_folder
from prose.source_file import read_text
from support.directory import HELPLINES
from support.directory.loading import HERE
from support.directory.own import with_fields


class Command(BaseCommand):
    help = "Writes which numbers of a service were tried, and when. A number that changes later counts as not tried."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", help="the service's id in support/helplines.toml")
        parser.add_argument("--date", type=date.fromisoformat, default=timezone.now().date())
        parser.add_argument(
            "--number", action="append", help="as dialled; again for another one. Without it: all of them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        line = next((line for line in HELPLINES if line.id == options["id"]), None)
        if line is None:
            raise CommandError(f"support/helplines.toml has no service '{options['id']}'.")
        numbers = options["number"] or list(line.numbers)
        if unknown := [number for number in numbers if number not in line.numbers]:
            raise CommandError(f"{line.id} has no number {unknown[0]}. It has {', '.join(line.numbers) or 'none'}.")
        if not numbers:
            raise CommandError(f"{line.id} has no number to ring or to text.")
        if folder := site_folder():
            _write_beside(folder / "rung.toml", line.id, options["date"], numbers)
        else:
            path, rung = HERE / "helplines.toml", {"date": options["date"], "numbers": numbers}
            path.write_text(with_fields(read_text(path), line.id, {"rung": rung}), encoding="utf-8")
        self.stdout.write(f"{line.name}: {', '.join(numbers)} tried on {options['date']}.")


def _write_beside(path: Path, name: str, day: date, numbers: list[str]) -> None:
    """In a copy with a folder of its own no file of ours is changed: what was rung stands there, once for each service."""
    before = read_text(path) if path.exists() else ""
    kept = [table for table in re.split(r"(?m)^(?=\[)", before) if not table.startswith(f"[{name}]")]
    table = f"[{name}]\ndate = {day.isoformat()}\nnumbers = {json.dumps(numbers)}\n"
    path.write_text("".join([*kept, "\n" if any(kept) else "", table]), encoding="utf-8")
