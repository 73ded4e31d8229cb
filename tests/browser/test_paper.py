"""The plans on paper: one side of A4 or Letter, for every plan and every country."""

import io

import pytest
from pypdf import PdfReader

from plans.library import PLANS
from support.directory import COUNTRIES
from tests.browser.in_place import show

CODES = ["", *COUNTRIES]
MILLIMETRE = 96 / 25.4


def printed(page, paper: str) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(format=paper)))


@pytest.mark.parametrize("plan", PLANS)
def test_plan_fits_one_side(open_page_with_address, plan):
    """Shown once a country, and printed on both papers."""
    page = open_page_with_address("about:blank")
    sides: dict[tuple[str, str], int] = {}
    for code in CODES:
        show(page, f"/plans/{plan}/print/?country={code}")
        sides |= {(code, paper): len(printed(page, paper).pages) for paper in ("A4", "Letter")}
    assert {where: count for where, count in sides.items() if count != 1} == {}


@pytest.mark.parametrize("plan", PLANS)
def test_paper_holds_what_helps_there_and_the_emergency_first(open_page_with_address, plan):
    pdf = printed(open_page_with_address(f"/plans/{plan}/print/?country=gb"), "A4")
    text = " ".join(pdf.pages[0].extract_text().split())
    marks = [
        "Call an ambulance",
        PLANS[plan].heading,
        PLANS[plan].steps[-1].heading,
        "My person" if plan != "72-hours" else "My next appointment",
        "0300 123 6600",
        "not a diagnosis",
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert f"https://next24.example/plans/{plan}/?country=gb" in text.replace(" ", "")
    assert "Leave quickly" not in text
    assert "Open now" not in text


def test_code_on_paper_is_at_least_25_millimetres(browser, server_with_address):
    page = browser.new_page()
    page.goto(f"{server_with_address}/plans/24-hours/print/")
    page.emulate_media(media="print")
    modules = page.locator(".qr").bounding_box()
    assert modules
    # The quiet zone of four modules on each side belongs to the picture and not to the code.
    code = modules["width"] * (1 - 8 / float(page.locator(".qr").get_attribute("viewBox").split()[2]))
    assert code >= 25 * MILLIMETRE
    page.close()


def test_print_button_prints_and_stands_only_with_javascript(open_page):
    page = open_page("/plans/24-hours/print/")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed")
    plain = open_page("/plans/24-hours/print/", java_script_enabled=False)
    assert plain.get_by_role("button", name="Print this page").count() == 0
    assert plain.get_by_text("use your browser’s print command").is_visible()


def test_an_article_prints_its_words_and_not_its_navigation(open_page):
    pdf = printed(open_page("/articles/your-body-after-a-slip/"), "A4")
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Your body after a cocaine slip" in text
    assert "Leave quickly" not in text
    assert "On this page" not in text
    assert "While you wait" in text
    assert "Unlock the door" in text


def test_country_page_on_paper_has_hours_and_no_clock(open_page):
    pdf = printed(open_page("/help/gb/"), "A4")
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "UK time" not in text
    assert "day and night" in text


def test_no_number_of_a_source_is_cut_off_on_paper(browser, server):
    """What stands left of the page is not printed: a number of two digits and its dot need room beside their source."""
    page = browser.new_page()
    page.emulate_media(media="print")
    for address in ("/plans/craving/what-it-rests-on/", "/articles/the-first-24-hours/"):
        page.goto(server + address)
        room, needed = page.locator(".sources__list").evaluate("""list => {
            const style = getComputedStyle(list), pen = document.createElement("canvas").getContext("2d");
            pen.font = `${style.fontSize} ${style.fontFamily}`;
            return [list.getBoundingClientRect().left + parseFloat(style.paddingInlineStart), pen.measureText("00. ").width];
        }""")
        assert room > needed, address
    page.close()


def test_a_printed_card_has_its_numbers_and_its_first_signs_on_one_side_and_no_gap(browser, server):
    """A step and an article, on both papers: the heading does not stand at the foot of a side that its signs are not on."""
    page = browser.new_page()
    for address in ("/plans/24-hours/pause/", "/plans/craving/decide/", "/articles/your-body-after-a-slip/"):
        page.goto(server + address)
        for paper in ("A4", "Letter"):
            sides = [" ".join(side.extract_text().split()) for side in printed(page, paper).pages]
            (card,) = [side for side in sides if "Call an ambulance now for any of these" in side]
            assert "999" in card and "chest pain" in card, (address, paper)
            if (address, paper) == ("/plans/24-hours/pause/", "A4"):
                assert card == sides[0]
    page.close()
