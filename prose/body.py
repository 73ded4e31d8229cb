"""The body of a page: its Markdown, which may cite."""

from prose import markdown
from prose.content_error import ContentError
from prose.frontmatter import Document
from prose.rendered import Prose

# Stands in for a body that could not be read, until everything that is wrong was found.
UNREAD = Prose((), (), (), 0)
# As many mistakes of one body are said at once.
MOST = 20


def body_of(document: Document) -> Prose:
    """The body, rendered; whatever keeps it from being is noted."""
    lines = document.body.split("\n")
    for _ in range(MOST):
        try:
            body = markdown.render("\n".join(lines), document.path, document.body_line, may_cite=True)
        except ContentError as error:
            document.mistakes.found.append(error)
            if not _without(lines, error.line - document.body_line):
                return UNREAD
        else:
            return body
    return UNREAD


def _without(lines: list[str], wrong: int) -> bool:
    """Take the paragraph on a line out, so that what is wrong further down is found too; False where that changes nothing."""
    if not 0 <= wrong < len(lines) or not lines[wrong].strip():
        return False
    before = list(lines)
    if lines[wrong].startswith(":::"):
        # What it opens has an end, which would close nothing.
        lines[wrong] = "::: note Note" if lines[wrong].strip(": ") else ""
        return lines != before
    for place in range(wrong, len(lines)):
        if not lines[place].strip() or lines[place].startswith(":::"):
            break
        lines[place] = ""
    return True
