"""The body of a page: its Markdown, which may cite."""

from prose import markdown
from prose.frontmatter import Document
from prose.rendered import Prose

# Stands in for a body that could not be read, until everything that is wrong was found.
UNREAD = Prose((), (), (), 0)


def body_of(document: Document) -> Prose:
    """The body, rendered; that it cannot be is noted."""
    return document.tried(
        lambda: markdown.render(document.body, document.path, document.body_line, may_cite=True), UNREAD
    )
