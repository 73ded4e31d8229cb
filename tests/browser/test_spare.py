"""A page that is lent again has nothing of the test before, and one that was changed for longer is not lent again."""

import pytest

from tests.browser.conftest import PHONE, opening

LANDSCAPE = {"width": 844, "height": 390}


def test_page_is_lent_without_history_routes_or_size(spare, server):
    with opening(spare, server) as open_page:
        first = open_page("/about/", viewport=LANDSCAPE)
        first.goto("/private/")
        first.route("**/articles/", lambda route: route.fulfill(body="Somebody else's"))
    with opening(spare, server) as open_page:
        again = open_page("/about/")
        assert again is first
        assert again.viewport_size == PHONE
        # The address that is open, and where a page waits.
        assert again.evaluate("history.length") == 2
        again.goto("/articles/")
        assert again.get_by_role("heading", level=1, name="Articles").is_visible()


def test_two_pages_of_one_test_are_two(spare, server):
    with opening(spare, server) as open_page:
        one, other = open_page("/about/"), open_page("/private/")
        assert one is not other
        assert one.context is not other.context


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.add_init_script("window.changed = true"),
        lambda page: page.emulate_media(color_scheme="dark"),
        lambda page: page.context.grant_permissions(["clipboard-read"]),
        lambda page: page.context.set_offline(False),
        lambda page: page.context.new_page(),
    ],
    ids=["script", "colours", "permission", "network", "second page"],
)
def test_page_that_was_changed_for_longer_is_closed(spare, server, change):
    with opening(spare, server) as open_page:
        page = open_page("/about/")
        change(page)
    assert page.is_closed()
    with opening(spare, server) as open_page:
        assert open_page("/about/") is not page
