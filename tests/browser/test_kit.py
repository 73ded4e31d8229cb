"""The clinician kit in a browser: in place and without JavaScript, the clipboard, and codes read back from paper."""

import base64
from itertools import product

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect

from plans import qr
from plans.handout import CHOICES, choose
from plans.library import PLANS
from support.directory import COUNTRIES
from tests.browser.in_place import show
from tests.browser.test_access import violations_by_day_and_night

SITE = "https://next24.example"
LINKS = [SITE + choose(*choice).path for choice in product(CHOICES, ["", *COUNTRIES])]
QR_CODES = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
DOTS_PER_INCH = 150


def pages_read(paper: bytes) -> list[list[str]]:
    """The codes that a decoder finds on each page of a PDF, after a coarse printer."""
    pdf = pypdfium2.PdfDocument(paper)
    pictures = [page.render(scale=DOTS_PER_INCH / 72).to_pil() for page in pdf]
    return [[code.text for code in zxingcpp.read_barcodes(picture, formats=QR_CODES)] for picture in pictures]


def test_sheet_of_cards_fits_one_side_and_all_eight_codes_read_back(open_page_with_address):
    page = open_page_with_address("about:blank")
    for what, country in product(("24-hours", "72-hours/look-at-your-care"), ("", "gb", "world")):
        show(page, f"/clinicians/cards/?what={what}&country={country}")
        for size in ("A4", "Letter"):
            read = pages_read(page.pdf(format=size))
            assert read == [[SITE + choose(what, country).path] * 8], (what, country, size)


def test_words_of_a_card_keep_clear_of_the_line_to_cut_on_paper(browser, server_with_address):
    """Two millimetres above and below, in every card that can be made."""
    page = browser.new_page(base_url=server_with_address)
    page.emulate_media(media="print")
    room = """Math.min(...[...document.querySelectorAll('.cut-out')].map((card) => {
      const edge = card.getBoundingClientRect(), words = card.querySelector('.cut-out__words').getBoundingClientRect();
      return Math.min(words.top - edge.top, edge.bottom - words.bottom);
    }))"""
    for what, country in product(("24-hours", "72-hours/look-at-your-care", "someone-close"), ["", *COUNTRIES]):
        show(page, f"/clinicians/cards/?what={what}&country={country}")
        assert page.evaluate(room) >= 2 * 96 / 25.4 - 0.1, (what, country)
    page.close()


def test_code_on_the_handout_reads_back(open_page_with_address):
    page = open_page_with_address("about:blank")
    for plan, country in product(PLANS, ("", "world")):
        handout = choose(plan, country)
        show(page, handout.paper)
        assert pages_read(page.pdf(format="A4")) == [[SITE + handout.path]], (plan, country)


def test_every_code_as_a_file_reads_back_at_25_millimetres(browser):
    files = [base64.b64encode(qr.svg_file(link)).decode() for link in LINKS]
    pictures = "".join(
        f'<img width="25mm" style="width: 25mm; margin: 2mm" src="data:image/svg+xml;base64,{file}">' for file in files
    )
    page = browser.new_page()
    page.set_content(pictures)
    found = [text for texts in pages_read(page.pdf(format="A4")) for text in texts]
    page.close()
    assert sorted(found) == sorted(LINKS)


def choose_in(page, what: str, country: str) -> None:
    page.get_by_label("Plan or step").select_option(what)
    page.get_by_label("Phone numbers of").select_option(country)
    page.get_by_role("button", name="Show the link and the code").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_choice_makes_a_link_with_and_without_javascript(browser, server_with_address, javascript):
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto(f"{server_with_address}/clinicians/")
    choose_in(page, "craving/delay", "au")
    expect(page.get_by_role("heading", level=2, name="Put it off, with numbers in Australia")).to_be_focused()
    expect(page.locator("#kit-link")).to_have_text(f"{SITE}/plans/craving/delay/?country=au")
    expect(page.get_by_label("Plan or step")).to_have_value("craving/delay")
    assert page.url == f"{server_with_address}/clinicians/?what=craving%2Fdelay&country=au"
    assert page.get_by_role("button", name="Copy the link").count() == javascript
    context.close()


def test_copy_button_copies_the_link_that_was_made(browser, server_with_address):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server_with_address}/clinicians/")
    choose_in(page, "7-days/day-3", "ie")
    expect(page.get_by_role("heading", level=2, name="with numbers in Ireland")).to_be_focused()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.locator("[data-copied]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{SITE}/plans/7-days/day-3/?country=ie"
    page.get_by_text("Words for a letter", exact=True).click()
    page.get_by_role("button", name="Copy the words for a letter").click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(2)
    assert f"{SITE}/plans/7-days/day-3/?country=ie" in page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_what_the_kit_makes_passes_axe_and_is_never_wider_than_the_screen(browser, server_with_address):
    page = browser.new_page()
    for address in ("/clinicians/", "/clinicians/cards/"):
        page.goto(server_with_address + address)
        assert violations_by_day_and_night(page) == [], address
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 568})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
        page.set_viewport_size({"width": 1280, "height": 720})
    page.close()
