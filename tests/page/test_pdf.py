"""The papers as PDF: the same words as the page to print, on the side and in the size that was asked for."""

import hashlib
import re
import subprocess
import sys
from functools import cache
from itertools import product
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.test import Client, override_settings
from pypdfium2 import raw

from plans import pdf
from plans.handout import CHOICES
from plans.library import PLANS
from support.directory import COUNTRIES
from tests.page.pages import Page

CODES = ["", *COUNTRIES]
# Each paper's file and its page to print; cards for a plan with a short name and for the step with the longest.
PAPERS = {
    **{f"/plans/{plan}/paper.pdf?": f"/plans/{plan}/print/?" for plan in PLANS},
    "/plans/if-then/paper.pdf?": "/plans/if-then/print/?",
}
LONGEST = max((what for what, (_, step) in CHOICES.items() if step), key=len)
CARDS = {
    f"/clinicians/cards/paper.pdf?what={what}&": f"/clinicians/cards/?what={what}&" for what in ("7-days", LONGEST)
}
# Points, of which an inch has 72.
SIZES = {"a4": (595, 842), "letter": (612, 792)}
A_POINT = 1.0
SMALLEST = {"": 12, "large": 18}
SMALLEST_ON_A_CARD = {"": 8, "large": 18}
QR_CODES = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


class Opened:
    """A PDF, read by a library that had no part in making it."""

    def __init__(self, content: bytes) -> None:
        self.document = pypdfium2.PdfDocument(content)
        self.pages = [self.document[number] for number in range(len(self.document))]
        self.texts = [page.get_textpage() for page in self.pages]

    @property
    def words(self) -> str:
        """What it says without white space, numbers of sides, bullets, boxes and the numbers of a list."""
        lines = [line.strip() for text in self.texts for line in text.get_text_bounded().splitlines()]
        said = (re.sub(r"^(?:\d\.|[•☐])\s+", "", line) for line in lines if not re.fullmatch(r"\d / \d", line))
        return squeezed("".join(said))

    @property
    def smallest(self) -> float:
        """The size of its smallest letter."""
        sizes = {raw.FPDFText_GetFontSize(text, place) for text in self.texts for place in range(text.count_chars())}
        # A line's end is no letter.
        return float(min(size for size in sizes if size > 1))

    def codes(self) -> list[str]:
        pictures = (page.render(scale=2, grayscale=True).to_pil() for page in self.pages)
        return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture, formats=QR_CODES)]

    def close(self) -> None:
        self.document.close()


def foot_of(words: str, text: Any) -> float | None:
    """Where a side's first mention of some words ends towards its foot, in points; None where they are not on it."""
    found = text.search(words, match_case=True).get_next()
    return float(text.get_charbox(found[0])[1]) if found else None


def squeezed(words: str) -> str:
    """Words without white space: a line may break after any hyphen."""
    # The reader writes a hyphen at the end of a line as a sign of its own.
    return re.sub(r"\s+", "", words.replace("\x02", "-"))


def printed(html: str) -> str:
    """The words of a page that go on paper, without the name of a drawing."""
    start = re.search(r'<(?:div class="paper|ul class="cut-outs")', html)
    assert start
    end = html.index('<p class="screen-only"', start.start()) if "cut-outs" not in start[0] else html.index("</main>")
    paper = re.sub(r"<title>.*?</title>", "", html[start.start() : end])
    return squeezed(Page(SimpleNamespace(content=paper.encode())).text)


@pytest.fixture(scope="module")
def asked():
    """An answer to each address, asked for once, of a site that has an address."""
    client = Client()

    @cache
    def ask(address: str) -> Any:
        with override_settings(SITE_URL="https://next24.example"):
            response = client.get(address)
        assert response.status_code == 200, address
        return response

    return ask


@pytest.mark.parametrize("file", PAPERS)
def test_every_paper_says_the_same_as_its_page_on_one_side_for_every_country(asked, file):
    for code, (sheet, size) in product(CODES, SIZES.items()):
        case = f"{file}country={code}&paper={sheet}"
        opened = Opened(asked(case).content)
        assert opened.words == printed(asked(f"{PAPERS[file]}country={code}").content.decode()), case
        assert len(opened.pages) == 1, case
        assert opened.pages[0].get_size() == pytest.approx(size, abs=A_POINT), case
        assert opened.smallest >= SMALLEST[""], case
        opened.close()


@pytest.mark.parametrize("file", [*PAPERS, *CARDS])
def test_large_print_says_the_same_in_18_point_on_as_many_sides_as_it_needs(asked, file):
    for code, (sheet, size) in product(("", "ie", "us", "au"), SIZES.items()):
        case = f"{file}country={code}&paper={sheet}&print=large"
        opened = Opened(asked(case).content)
        assert opened.words == printed(asked(f"{(PAPERS | CARDS)[file]}country={code}").content.decode()), case
        assert len(opened.pages) > 1, case
        assert all(page.get_size() == pytest.approx(size, abs=A_POINT) for page in opened.pages), case
        assert opened.smallest >= SMALLEST["large"], case
        opened.close()


def test_a_line_to_write_on_keeps_its_room_at_the_foot_of_a_side(asked):
    """15 mm from the words above it to its own, also where a side ends: a hand needs them."""
    for plan, code, sheet, size in product(PLANS.values(), ("", "ie", "us", "au"), SIZES, SMALLEST):
        opened = Opened(asked(f"/plans/{plan.slug}/paper.pdf?country={code}&paper={sheet}&print={size}").content)
        for blank, above in zip(plan.print_blanks[1:], plan.print_blanks, strict=False):
            for text in opened.texts:
                feet = [bottom for words in (above, blank) if (bottom := foot_of(words, text)) is not None]
                assert len(feet) < 2 or feet[0] - feet[1] > 14 / 25.4 * 72, (plan.slug, code, sheet, size)
        if plan.print_if_then:
            for text in opened.texts:
                feet = [
                    bottom
                    for words in ("then I will", plan.print_blanks[-1])
                    if (bottom := foot_of(words, text)) is not None
                ]
                assert len(feet) < 2 or feet[1] - feet[0] > 2 * 14 / 25.4 * 72, (plan.slug, code, sheet, size)
        opened.close()


def test_words_below_a_line_to_write_on_keep_clear_of_it(asked):
    for plan, size in product(PLANS, SMALLEST):
        opened = Opened(asked(f"/plans/{plan}/paper.pdf?country=ie&print={size}").content)
        assert ("Keyworker" in opened.words) == PLANS[plan].print_key_worker, plan
        if not PLANS[plan].print_key_worker:
            opened.close()
            continue
        text = opened.texts[-1]
        line, (below, _) = foot_of("Key worker", text), text.search("Version", match_case=True).get_next()
        assert line is not None
        assert line - text.get_charbox(below)[3] > A_POINT, (plan, size)
        opened.close()


@pytest.mark.parametrize("file", CARDS)
def test_eight_cards_are_one_side_and_no_word_crosses_a_cut(asked, file):
    """Rows are 62 mm high: between two words a cut may run, never through one."""
    for code, (sheet, (_, height)) in product(CODES, SIZES.items()):
        case = f"{file}country={code}&paper={sheet}"
        opened = Opened(asked(case).content)
        assert opened.words == printed(asked(f"{CARDS[file]}country={code}").content.decode()), case
        assert len(opened.pages) == 1, case
        assert opened.smallest >= SMALLEST_ON_A_CARD[""], case
        (text,) = opened.texts
        row = 62 / 25.4 * 72
        cuts = [height / 2 + count * row for count in (-2, -1, 0, 1, 2)]
        for place in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(place)
            assert not [cut for cut in cuts if bottom - 2 < cut < top + 2], case
            assert right < opened.pages[0].get_width() / 2 or left > opened.pages[0].get_width() / 2, case
        opened.close()


def test_every_code_reads_back_as_the_address_printed_beside_it(asked):
    for file, code in product(PAPERS, CODES):
        opened = Opened(asked(f"{file}country={code}&paper=a4").content)
        (found,) = opened.codes()
        assert found.startswith("https://next24.example/plans/")
        assert found.endswith(f"/?country={code}" if code else "/")
        assert squeezed(found) in opened.words, (file, code)
        opened.close()
    for file in CARDS:
        opened = Opened(asked(f"{file}country=nz&paper=letter").content)
        codes = opened.codes()
        assert len(codes) == 8
        assert len(set(codes)) == 1
        opened.close()


def test_paper_follows_the_country_where_none_was_asked_for(asked):
    for code in CODES:
        opened = Opened(asked(f"/plans/craving/paper.pdf?country={code}").content)
        size = SIZES["letter" if code in {"us", "ca"} else "a4"]
        assert opened.pages[0].get_size() == pytest.approx(size, abs=A_POINT), code
        opened.close()


def test_value_on_no_list_is_ignored(asked):
    odd = asked("/plans/craving/paper.pdf?country=xx&paper=a3&print=huge&name=Mary")
    assert odd.content == asked("/plans/craving/paper.pdf").content


def test_file_has_a_name_and_a_title_that_tell_nothing(asked):
    for file in [*PAPERS, *CARDS]:
        response = asked(f"{file}country=ie")
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.headers["Content-Disposition"] == 'inline; filename="paper.pdf"'
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]
        about = pypdfium2.PdfDocument(response.content).get_metadata_dict()
        assert about["Title"]
        assert not re.search("cocaine|drug|addict|abuse|overdose|suicide|rehab", about["Title"], re.IGNORECASE)
        assert not about["Author"]


@pytest.mark.parametrize("state", ["signed", "unsigned"])
def test_pdf_says_whether_a_clinician_has_signed(request, client, site_url, state):
    request.getfixturevalue(state)
    for file in [*PAPERS, *CARDS]:
        words = Opened(client.get(file).content).words
        assert ("Notreviewedbyaclinicianyet" in words) is (state == "unsigned"), file
        assert ("ReviewedbyA.Name" in words) is (state == "signed" and file in PAPERS), file


def test_same_choice_makes_the_same_bytes_in_another_process(asked):
    """In a process whose hashes, clock zone and home are not ours, and which made another paper before."""
    addresses = [f"{file}country=ie&paper=letter&print=large" for file in reversed([*PAPERS, *CARDS])]
    asking = (
        "import hashlib, sys; from django.test import Client; from django.conf import settings;"
        "settings.SITE_URL = 'https://next24.example';"
        "[print(hashlib.sha256(Client(HTTP_HOST='localhost').get(one).content).hexdigest()) for one in sys.argv[1:]]"
    )
    program = f"import sys, django; django.setup(); {asking}"
    environment = {"DJANGO_SETTINGS_MODULE": "recovery_site.settings", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "DEBUG": "1"}  # fmt: skip
    told = subprocess.run([sys.executable, "-c", program, *addresses], env=environment, capture_output=True, text=True, check=True, timeout=120)  # fmt: skip
    assert told.stdout.split() == [hashlib.sha256(asked(one).content).hexdigest() for one in addresses]


def test_what_is_held_has_a_bound_and_is_made_once(client):
    assert pdf.rendered.cache_info().maxsize == pdf.MOST_HELD
    before = pdf.rendered.cache_info().misses
    for _ in range(3):
        client.get("/plans/7-days/paper.pdf?country=world&paper=letter&print=large")
    assert pdf.rendered.cache_info().misses <= before + 1


def test_other_pages_never_make_one(client):
    before = pdf.rendered.cache_info()
    for page in ["/", "/clinicians/", *(address.rstrip("?") for address in PAPERS.values())]:
        client.get(page)
    assert pdf.rendered.cache_info() == before


def test_without_an_address_paper_has_no_code_and_cards_are_not_there(client):
    opened = Opened(client.get("/plans/24-hours/paper.pdf").content)
    assert not opened.codes()
    assert "https://" not in opened.words
    assert client.get("/clinicians/cards/paper.pdf").status_code == 404


OFFERS = ["/plans/24-hours/", "/plans/24-hours/print/?country=us", "/plans/if-then/print/", "/clinicians/", "/clinicians/cards/"]  # fmt: skip


@pytest.mark.parametrize("page", OFFERS)
def test_every_page_that_offers_one_links_it_and_says_that_a_file_stays(client, site_url, page):
    html = client.get(page).content.decode()
    every = [link.get("href") or "" for link in Page(client.get(page)).attributes("a")]
    links = [link for link in every if "paper.pdf" in link]
    assert len(links) in {2, 4}
    for link in links:
        assert client.get(link).headers["Content-Type"] == "application/pdf", link
        assert ("country=us" in link) is ("country=us" in page)
    assert page == "/clinicians/" or re.search("PDF (stays on your device )?if you save it", html)


def test_every_choice_of_the_kit_offers_its_plan_as_a_pdf_in_two_sizes(client, site_url):
    for what, (plan, _) in CHOICES.items():
        for code in ("", "us"):
            body = f"what={what}&country={code}"
            made = Page(client.get(f"/clinicians/?{body}"))
            links = [link["href"] for link in made.attributes("a") if "paper.pdf" in (link.get("href") or "")]
            pdf_of_plan = f"/plans/{plan.slug}/paper.pdf"
            assert links == (
                [f"{pdf_of_plan}?country={code}", f"{pdf_of_plan}?country={code}&print=large"]
                if code
                else [pdf_of_plan, f"{pdf_of_plan}?print=large"]
            ), body


@pytest.mark.parametrize("part", pdf.PARTS)
def test_without_a_part_of_the_engine_the_site_runs_and_says_kindly_that_there_are_none(client, site_url, monkeypatch, part):  # fmt: skip
    monkeypatch.setitem(sys.modules, part, None)
    pdf._compiler.cache_clear()
    try:
        for file, page in {**PAPERS, **CARDS}.items():
            response = client.get(f"{file}country=ie")
            assert response.status_code == 404
            found = Page(response)
            assert "There are no PDFs here" in found.text
            (way,) = [link["href"] for link in found.attributes("a") if link.get("class") == "button"]
            assert way
            assert way.startswith(page.split("?")[0])
            assert "country=ie" in way
            assert client.get(way).status_code == 200
        for page in OFFERS:
            response = client.get(page)
            assert response.status_code == 200
            assert "paper.pdf" not in response.content.decode()
    finally:
        pdf._compiler.cache_clear()
