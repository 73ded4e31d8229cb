"""What a screen reader finds in a PDF: tags, headings, lists, the words for the code; and what a checker of PDF/UA-1 says."""

import io
from itertools import product
from typing import Any

import outloud
import pytest
from django.test import Client, override_settings
from pypdf import PdfReader, PdfWriter
from pypdf.generic import IndirectObject

from plans.if_then_lines import IFS, THENS
from plans.library import PLANS

PLAN = "/plans/24-hours/paper.pdf?country=gb"
IF_THEN = "/plans/if-then/paper.pdf?country=gb"
CARDS = "/clinicians/cards/paper.pdf?what=24-hours/pause&country=gb"
FILES = [*(f"/plans/{plan}/paper.pdf?country=ie" for plan in PLANS), PLAN, IF_THEN, CARDS]
# What we brought, and what typst brings; a machine's own fonts would make another file on each.
FONTS = {"AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold", "LibertinusSerif-Bold", "DejaVuSansMono"}


def content(address: str) -> bytes:
    with override_settings(SITE_URL="https://next24.example"):
        made: bytes = Client().get(address).content
    return made


def elements(file: PdfReader | PdfWriter) -> list[tuple[str, Any]]:
    """Every element of the structure tree with its type, in reading order."""
    found: list[tuple[str, Any]] = []

    def walk(node: Any) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((node["/S"], node))
            walk(node.get("/K"))

    walk(file.root_object["/StructTreeRoot"])
    return found


@pytest.fixture(scope="module")
def readers() -> dict[str, PdfReader]:
    return {f"{file}{size}": PdfReader(io.BytesIO(content(file + size))) for file, size in product(FILES, ("", "&print=large"))}  # fmt: skip


def test_every_pdf_says_that_it_is_tagged_and_in_which_language(readers):
    for name, reader in readers.items():
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"], name
        assert root["/Lang"] == "en-GB", name
        assert root["/ViewerPreferences"]["/DisplayDocTitle"], name
        assert reader.metadata.title, name
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data(), name


def test_headings_begin_at_the_first_level_skip_none_and_are_the_bookmarks(readers):
    for name, reader in readers.items():
        levels = [int(kind[2:]) for kind, _ in elements(reader) if kind[1:2] == "H" and kind[2:].isdigit()]
        assert levels[0] == 1, name
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), name
        marks = [mark for mark in reader.outline if not isinstance(mark, list)]
        nested = [mark for marks in reader.outline if isinstance(marks, list) for mark in marks]
        # Eight cards have one heading eight times, and one bookmark.
        assert len(marks) + len(nested) == (1 if name.startswith(CARDS) else len(levels)), name
    titles = [mark.title for mark in readers[PLAN].outline]
    assert titles == ["Call an ambulance: 999 or 112", "The next 24 hours"]


def test_lists_are_lists(readers):
    for plan in PLANS.values():
        kinds = [kind for kind, _ in elements(readers[f"/plans/{plan.slug}/paper.pdf?country=ie"])]
        # The steps, then the people to call.
        assert kinds.count("/L") == 2
        assert kinds.count("/LI") >= len(plan.steps) + 1
    kinds = [kind for kind, _ in elements(readers[IF_THEN])]
    assert kinds.count("/L") == 3
    assert kinds.count("/LI") >= len(IFS.by_code) + len(THENS.by_code) + 1


def test_code_is_a_picture_with_words_and_is_said_once(readers):
    for name, reader in readers.items():
        pictures = [element for kind, element in elements(reader) if kind == "/Figure"]
        assert len(pictures) == 1, name
        assert pictures[0]["/Alt"].startswith("QR code"), name


def test_emergency_is_read_before_the_plan_and_the_code_last(readers):
    for name, reader in readers.items():
        if not name.startswith(CARDS):
            kinds = [kind for kind, _ in elements(reader) if kind in {"/H1", "/L", "/Figure"}]
            assert kinds[:2] == ["/H1", "/H1"], name
            assert kinds[-1] == "/Figure", name


def test_letters_come_from_the_fonts_we_bring_alone(readers):
    for name, reader in readers.items():
        used = {
            font.get_object()["/BaseFont"][1:].split("+")[-1].removesuffix("-Identity-H")
            for page in reader.pages
            for font in page["/Resources"]["/Font"].values()
        }
        assert used <= FONTS, name


@pytest.mark.parametrize("file", FILES)
def test_independent_checker_of_pdf_ua_finds_no_error(tmp_path, file):
    for size, sheet in (("", "a4"), ("&print=large", "letter")):
        path = tmp_path / "paper.pdf"
        path.write_bytes(content(f"{file}&paper={sheet}{size}"))
        result = outloud.check(str(path))
        assert result.stats["tagged"]
        assert result.verdict in {"pass", "review"}
        assert result.errors == 0, [finding.message for finding in result.findings]


def test_checker_finds_what_is_wrong(tmp_path):
    """The same file without the words for its code and without its language is refused: the checker can say no."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content(PLAN))))
    del writer.root_object["/Lang"]
    (picture,) = [element for kind, element in elements(writer) if kind == "/Figure"]
    del picture["/Alt"]
    path = tmp_path / "paper.pdf"
    writer.write(path)
    assert outloud.check(str(path)).errors >= 2
