"""`manage.py helplines`: the directory as a checklist for ringing round, oldest first; or as a spreadsheet, and back."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from prose.content_error import ContentError
from prose.places import site_folder
from prose.source_file import read_text
from support.directory import COUNTRIES, HELPLINES, KNOWN
from support.directory.loading import HERE, OWN, Own, load_helplines
from support.directory.own import entries, together
from support.spreadsheet import cell, from_csv, to_csv, written
from support.verification import checklist, numbers_not_rung, table

OURS = HERE / "helplines.toml"


class Command(BaseCommand):
    help = "Print every number as a checklist for ringing round, the one checked longest ago first; or as a spreadsheet, and back."
    # The directory was read at start; opening every page of the site is not this command's business.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--csv", action="store_true", help="print a sheet that a spreadsheet opens: … --csv > numbers.csv"
        )
        parser.add_argument("--from-csv", type=Path, metavar="FILE", help="show what an edited sheet changes")
        parser.add_argument("--write", action="store_true", help="with --from-csv: write the changes too")
        parser.add_argument(
            "--to", type=Path, metavar="FILE", help="where to write; else helplines.toml in SITE_FOLDER"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["from_csv"]:
            self._read(options["from_csv"], options["to"], write=options["write"])
        elif options["csv"]:
            self.stdout.write(to_csv(_records(OWN.helplines)), ending="")
        else:
            contacts = checklist(HELPLINES)
            self.stdout.write(table(contacts))
            self.stdout.write(f"\n{len(numbers_not_rung(HELPLINES))} of {len(contacts)} numbers were not rung yet.")
            self.stdout.write("After ringing one: manage.py rung ID, which writes it into support/helplines.toml")

    def _read(self, sheet: Path, to: Path | None, *, write: bool) -> None:
        """Say what a sheet changes, try it with every check of the start, and only then write."""
        folder = site_folder()
        target = to or (folder / "helplines.toml" if folder else None)
        if target is None:
            raise CommandError(
                "Set SITE_FOLDER, or say with --to FILE where to write: a file of ours is never changed."
            )
        own = target if target.is_file() else None
        records = _records(own)
        try:
            changes = from_csv(read_text(sheet), records)
        except ValueError as error:
            raise CommandError(f"{sheet}:\n{error}\nNothing was written.") from error
        except ContentError as error:
            raise CommandError(f"{error} Save the sheet as “CSV UTF-8”. Nothing was written.") from error
        before = {str(record["id"]): record for record in records}
        for name, fields in changes.items():
            for field, value in fields.items():
                old = cell(before[name], field) or before[name].get(field, "nothing")
                self.stdout.write(f"{name}: {field}: {old} → {cell(fields, field) or value}")
        if not changes:
            self.stdout.write("The sheet changes nothing.")
            return
        text = written(read_text(own) if own else "", changes)
        _refuse_what_the_start_would(text, target)
        if not write:
            self.stdout.write(f"Nothing was written yet. With --write it goes into {target}.")
            return
        target.write_text(text, encoding="utf-8")
        self.stdout.write(f"Written into {target}. Put where you saw a new number into 'sources' there, and ring it.")


def _records(own: Path | None) -> list[dict[str, Any]]:
    """Every service that this copy shows, as its files say it: ours, with an operator's fields in their places."""
    changed = list(entries(own, "helpline", "id")) if own else []
    found = [entry.record for entry in together(list(entries(OURS, "helpline", "id")), changed)[0]]
    return [record for record in found if record.get("country") in COUNTRIES]


def _refuse_what_the_start_would(text: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tried = Path(folder) / "helplines.toml"
        tried.write_text(text, encoding="utf-8")
        try:
            load_helplines(OURS, KNOWN, Own(tried, OWN.rung))
        except ContentError as error:
            raise CommandError(f"{str(error).replace(str(tried), str(target))}\nNothing was written.") from error
