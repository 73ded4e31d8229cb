"""`manage.py sign FILE`: a clinician's signature under exactly the words that stand there now."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from prose.content_error import shown
from prose.places import name_of, site_folder
from prose.review import Dates
from prose.signatures import FILE
from prose.source_file import read_text
from recovery_site.editorial.readiness import texts

# The key with whatever belongs to it: lines that are indented.
FIELD = re.compile(r"^clinical_review:.*\n(?:[ \t].*\n)*", re.MULTILINE)


class Command(BaseCommand):
    help = "Writes who of a clinical profession read a text, with a fingerprint of every word that it covers."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="such as plans/content/24-hours/plan.md or support/emergency.md")
        for name, meaning in (
            ("name", "the clinician's own"),
            ("role", "such as GP"),
            ("body", "where they are registered"),
        ):
            parser.add_argument(f"--{name}", required=True, help=meaning)
        parser.add_argument(
            "--date", type=date.fromisoformat, default=timezone.now().date(), help="the day they read it"
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        signable = {dates.path.resolve(): dates for dates in texts().values()}
        found = signable.get((settings.BASE_DIR / file).resolve())
        if found is None:
            names = ", ".join(sorted(shown(path) for path in signable))
            raise CommandError(f"{file} cannot be signed. These can: {names}")
        if folder := site_folder():
            self._sign_beside(folder / FILE, found, options)
        else:
            text, path = read_text(found.path), found.path
            path.write_text(FIELD.sub(lambda _: self._field(found, options), text, count=1), encoding="utf-8")
        self.stdout.write(
            f"{options['name']} signed {file} ({found.words}). Any change of its words voids the signature."
        )

    @staticmethod
    def _sign_beside(path: Path, found: Dates, options: dict[str, Any]) -> None:
        """In a copy with a folder of its own no file of ours is changed: the signature stands there, once for each text."""
        said = {"text": name_of(found.path), **{name: options[name] for name in ("name", "role", "body")}}
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in said.items()]
        record = f'[[signature]]\n{"".join(lines)}date = {options["date"].isoformat()}\nwords = "{found.words}"\n'
        before = read_text(path) if path.exists() else ""
        blocks = re.split(r"(?m)^(?=\[\[signature\]\])", before)
        kept = [block for block in blocks if f"\n{lines[0]}" not in block]
        path.write_text("".join([*kept, "\n" if any(kept) else "", record]), encoding="utf-8")

    @staticmethod
    def _field(found: Dates, options: dict[str, Any]) -> str:
        said = {name: json.dumps(options[name], ensure_ascii=False) for name in ("name", "role", "body")}
        values = {**said, "date": options["date"].isoformat(), "words": json.dumps(found.words)}
        return f"clinical_review: {{{', '.join(f'{name}: {value}' for name, value in values.items())}}}\n"
