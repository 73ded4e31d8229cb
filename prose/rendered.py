"""What a Markdown body becomes: stretches of HTML, and between them cards that a template fills in."""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

SECOND_LEVEL = re.compile(r"<h2\b[^>]*>.*?</h2>", re.DOTALL)


@dataclass(frozen=True)
class Html:
    """A finished stretch of HTML."""

    html: SafeString


@dataclass(frozen=True)
class Card:
    """A place that a template fills in: `templates/cards/_<name>.html`, with the words after the name."""

    name: str
    options: tuple[str, ...]

    @property
    def template(self) -> str:
        return f"cards/_{self.name}.html"


@dataclass(frozen=True)
class Heading:
    """A second-level heading: its words and its anchor."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Section:
    """What stands under one second-level heading."""

    heading: Heading
    html: SafeString


@dataclass(frozen=True)
class Prose:
    """A rendered Markdown body."""

    parts: tuple[Html | Card, ...]
    headings: tuple[Heading, ...]
    cited: tuple[str, ...]
    words: int

    @property
    def html(self) -> SafeString:
        """The HTML parts alone, for feeds and checks."""
        return mark_safe("".join(part.html for part in self.parts if isinstance(part, Html)))  # noqa: S308

    @property
    def sections(self) -> tuple[Section, ...]:
        """The HTML under each second-level heading. What stands before the first of them is in none."""
        bodies = SECOND_LEVEL.split(self.html)[1:]
        return tuple(
            Section(heading, mark_safe(body))  # noqa: S308
            for heading, body in zip(self.headings, bodies, strict=True)
        )

    @property
    def has_check_in(self) -> bool:
        return self._has("check-in")

    @property
    def has_helplines(self) -> bool:
        return self._has("helplines")

    def _has(self, card: str) -> bool:
        return any(isinstance(part, Card) and part.name == card for part in self.parts)
