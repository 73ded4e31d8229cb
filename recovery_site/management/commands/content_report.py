"""`manage.py content_report`: every text in one table, for the people who write and review."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recovery_site.editorial.reading_level import Measure, MeasuredText, measure, texts

HEADINGS = ("text", "words", "SMOG", "at most", "words/sentence", "warnings", "sources", "updated", "next review")


class Command(BaseCommand):
    help = "Prints a table for editors: words, readability, lint warnings, sources and review dates of every text."
    # The pages are not what is asked about here: `manage.py check` opens them.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--warnings", action="store_true", help="print each lint warning below the table")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            measured = [(text, measure(text.html)) for text in texts()]
        except ModuleNotFoundError as error:
            raise CommandError(
                f"{error.name} is missing, which measures readability: run `make check`, or "
                "`.venv/bin/python -m pip install -r requirements-dev.txt`, and try again."
            ) from error
        rows = [HEADINGS, *(_row(text, found) for text, found in measured)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            first, *others = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join([first, *others]).rstrip())
        if options["warnings"]:
            for text, found in measured:
                for warning in found.warnings:
                    self.stdout.write(f"{text.name}: “{warning.words}” ({warning.rule}): {warning.say}")


def _row(text: MeasuredText, found: Measure) -> tuple[str, ...]:
    hard = text.most is not None and found.smog > text.most
    return (
        text.name,
        str(found.words),
        f"{found.smog:.1f}{' too hard' if hard else ''}",
        "-" if text.most is None else f"{text.most:.0f}",
        f"{found.words_a_sentence:.1f}",
        str(len(found.warnings)),
        str(text.sources),
        str(text.dates.updated) if text.dates else "-",
        str(text.dates.next_review) if text.dates else "-",
    )
