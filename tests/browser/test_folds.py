"""What is folded in a text can be reached: by tapping, by a link into it, and on paper."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

ADDRESS = "/articles/low-mood-after-using/"
FOLDED = "A review of 22 trials"


@pytest.mark.parametrize("scripts", [True, False])
def test_fold_opens_for_a_link_into_it(open_page, scripts):
    page = open_page(ADDRESS, scripts=scripts)
    expect(page.get_by_text(FOLDED)).not_to_be_visible()
    inside = page.locator("details.fold sup a").first.get_attribute("id")
    page = open_page(f"{ADDRESS}#{inside}", scripts=scripts)
    expect(page.get_by_text(FOLDED)).to_be_visible()


def test_fold_is_open_on_paper(browser, server):
    page = browser.new_page()
    try:
        page.goto(f"{server}{ADDRESS}")
        pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    finally:
        page.close()
    assert FOLDED in " ".join(" ".join(sheet.extract_text().split()) for sheet in pdf.pages)
