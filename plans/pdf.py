"""A paper as a tagged PDF, set by typst from the page to print. Where typst is not installed, `is_here` says so."""

from datetime import date
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

SOURCE = Path(__file__).resolve().parent / "paper.typ"
# What makes it, and the font of its text.
PARTS = ("typst", "fontpkg_atkinson_hyperlegible")
# Sizes of paper by their name in an address, and what typst calls them.
SHEETS = {"a4": "a4", "letter": "us-letter"}
LARGE = "large"
# Every plan and sheet for every country is two hundred odd; cards for single steps take turns. About 50 KB each.
MOST_HELD = 256
ONE_AT_A_TIME = Lock()


def is_here() -> bool:
    """Whether this copy can make PDFs."""
    return _compiler() is not None


@lru_cache(maxsize=MOST_HELD)
def rendered(html: str, title: str, day: date, sheet: str, *, large: bool) -> bytes:
    """The PDF of a paper's HTML, which must be well-formed: PDF/UA-1, and the same bytes whenever and wherever it is made.

    `day` is the document's date and `sheet` a name of SHEETS. Raises LookupError where this copy can make none.
    """
    compiler = _compiler()
    if compiler is None:
        raise LookupError("typst is not installed")
    inputs = {
        "paper": html.strip().replace("<wbr>", "<wbr/>"),
        "title": title,
        "date": day.isoformat(),
        "sheet": SHEETS[sheet],
        "print": LARGE if large else "",
    }
    with ONE_AT_A_TIME:
        pdf: bytes = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    return pdf


@cache
def _compiler() -> Any:
    """Opened when the first PDF is asked for, with the fonts that we bring alone; None where a part is not installed."""
    try:
        typst, font = map(import_module, PARTS)
    except ImportError:
        return None
    return typst.Compiler(SOURCE, root=SOURCE.parent, font_paths=[font.ROOT / "files"], ignore_system_fonts=True)
