"""Everything that is wrong in the files of words and records, ours and the operator's, said in one go."""

from importlib import import_module

from prose.content_error import ContentError, Mistakes
from prose.places import check_names, site_folder

# Whatever reads a file at start.
READERS = (
    *("prose.citations", "prose.signatures", "support.directory", "support.emergency"),
    *("articles.library", "plans.library", "plans.if_then_lines", "plans.clinicians"),
    *("recovery_site.own_look", "recovery_site.own_words", "recovery_site.editorial.assurance"),
)


def everything_wrong(first: ContentError) -> ContentError:
    """The complaint that stopped the site together with all others that wait behind it."""
    mistakes = Mistakes()
    mistakes.found += first.every
    with mistakes.noted():
        check_own_folder()
    for reader in READERS:
        with mistakes.noted():
            import_module(reader)
    try:
        mistakes.say()
    except ContentError as every:
        return every
    return first


def check_own_folder() -> None:
    """Raise ContentError for what stands in the operator's folder and nothing would read."""
    if folder := site_folder():
        check_names(folder)
