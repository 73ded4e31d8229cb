"""The library: every article, read and checked once at start. A slug that is not in it does not exist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from prose import markdown, slugs, toml_file
from prose.citations import Source, cited_sources
from prose.content_error import ContentError
from prose.frontmatter import Document, read
from prose.rendered import Prose
from prose.review import Dates, dates
from prose.source_file import files_in

HERE = Path(__file__).resolve().parent
AUDIENCES = ("you", "someone-close", "clinicians")
# Addresses below /articles/ that are pages of their own.
RESERVED = ("feed", "sources")
WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Topic:
    slug: str
    name: str
    intro: str


@dataclass(frozen=True)
class NextStep:
    label: str
    url: str


@dataclass(frozen=True)
class Article:
    """One article. `title` is for the browser and holds no telling word; `heading` stands on the page."""

    slug: str
    title: str
    heading: str
    summary: str
    description: str
    topic: Topic
    order: int
    audience: str
    dates: Dates
    next_step: NextStep
    related: tuple[str, ...]
    sources: tuple[Source, ...]
    body: Prose

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, at 200 words a minute and at least one."""
        return max(1, round(self.body.words / WORDS_A_MINUTE))


def load(folder: Path, topics: Mapping[str, Topic]) -> Mapping[str, Article]:
    """Every article of a folder by slug; raises ContentError for the first that cannot be used."""
    articles = {path.stem: _article(read(path), topics) for path in files_in(folder, "*.md")}
    for article in articles.values():
        for slug in article.related:
            if slug not in articles or slug == article.slug:
                raise ContentError(folder / f"{article.slug}.md", 1, f"'related' names no other article: '{slug}'")
    return MappingProxyType(articles)


def load_topics(path: Path) -> Mapping[str, Topic]:
    """The topics by slug, in the order of the file; raises ContentError for one that is not a name and an intro."""
    tables, text = toml_file.read(path)
    for slug, table in tables.items():
        if not isinstance(table, dict) or set(table) != {"name", "intro"} or not all(map(_is_text, table.values())):
            raise ContentError(path, toml_file.line_of(slug, text), f"'{slug}' needs exactly a name and an intro")
    return MappingProxyType({slug: Topic(slug, **table) for slug, table in tables.items()})


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def by_topic(articles: Iterable[Article], topics: Mapping[str, Topic]) -> list[tuple[Topic, list[Article]]]:
    """The topics that have articles, each with its articles in order."""
    ordered = sorted(articles, key=lambda article: (article.order, article.slug))
    groups = [(topic, [article for article in ordered if article.topic == topic]) for topic in topics.values()]
    return [(topic, members) for topic, members in groups if members]


def _article(document: Document, topics: Mapping[str, Topic]) -> Article:
    slug = document.path.stem
    slugs.check_slug(document.path, slug, RESERVED)
    body = markdown.render(document.body, document.path, document.body_line, may_cite=True)
    next_step = document.record("next_step", ("label", "url"))
    if next_step is None:
        raise document.error("next_step", "'next_step' is missing")
    article = Article(
        slug=slug,
        title=slugs.title(document),
        heading=document.text("heading"),
        summary=document.text("summary"),
        description=document.text("description"),
        topic=topics[document.choice("topic", tuple(topics))],
        order=document.number("order"),
        audience=document.choice("audience", AUDIENCES),
        dates=dates(document),
        next_step=NextStep(**next_step),
        related=document.texts("related"),
        sources=cited_sources(document, body.cited),
        body=body,
    )
    document.finish()
    return article


TOPICS = load_topics(HERE / "topics.toml")
ARTICLES = load(HERE / "content", TOPICS)
