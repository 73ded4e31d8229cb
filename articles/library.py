"""The library: every article, read and checked once at start. A slug that is not in it does not exist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from prose import slugs, toml_file
from prose.body import body_of
from prose.citations import Source, cited_sources
from prose.content_error import ContentError, Mistakes
from prose.frontmatter import Document, read
from prose.places import Place, merged, place
from prose.rendered import Prose
from prose.review import Dates, dates

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


def load(texts: Place, topics: Mapping[str, Topic]) -> Mapping[str, Article]:
    """Every article of a place by slug; raises ContentError for everything that cannot be used."""
    articles, mistakes = {}, Mistakes()
    for path in texts.files():
        with mistakes.noted():
            articles[path.stem] = _article(read(path), topics)
    known = {path.stem for path in texts.files()}
    for article in articles.values():
        for slug in article.related:
            if slug not in known or slug == article.slug:
                mistakes.found.append(
                    ContentError(article.dates.path, 1, f"'related' names no other article: '{slug}'")
                )
    mistakes.say()
    return MappingProxyType(articles)


def load_topics(path: Path) -> Mapping[str, Topic]:
    """The topics by slug, in the order of the file; raises ContentError for each that is not a name and an intro."""
    (tables, text), mistakes = toml_file.read(path), Mistakes()
    for slug, table in tables.items():
        if not isinstance(table, dict) or set(table) != {"name", "intro"} or not all(map(_is_text, table.values())):
            line, why = toml_file.line_of(slug, text), f"'{slug}' needs exactly a name and an intro"
            mistakes.found.append(ContentError(path, line, why))
    mistakes.say()
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
    with document.checked():
        document.tried(lambda: slugs.check_slug(document.path, slug, RESERVED), None)
        article = _read_article(document, slug, topics)
    return article


def _read_article(document: Document, slug: str, topics: Mapping[str, Topic]) -> Article:
    body = body_of(document)
    next_step = document.record("next_step", ("label", "url"))
    if not document.meta.get("next_step"):
        document.note("next_step", "'next_step' is missing")
    return Article(
        slug=slug,
        title=slugs.title(document),
        heading=document.text("heading"),
        summary=document.text("summary"),
        description=document.text("description"),
        topic=topics[document.choice("topic", tuple(topics))],
        order=document.number("order"),
        audience=document.choice("audience", AUDIENCES),
        dates=dates(document),
        next_step=NextStep(**(next_step or {"label": "", "url": ""})),
        related=document.texts("related"),
        sources=cited_sources(document, body.cited),
        body=body,
    )


TOPICS = MappingProxyType(merged(HERE / "topics.toml", "topics.toml", load_topics))
ARTICLES = load(place(HERE / "content", "articles"), TOPICS)
