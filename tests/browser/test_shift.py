"""Three lone Shifts leave; anything else done with a keyboard or a pointer does not."""

import pytest

from tests.browser.test_check_in_forgets import stand_in_for_the_neutral_site

LEAVES = {
    "three": ["Shift"] * 3,
    "left": ["ShiftLeft"] * 3,
    "right": ["ShiftRight"] * 3,
    "left and right": ["ShiftLeft", "ShiftRight", "ShiftLeft"],
    "after other keys": ["a", "Enter", "Control", "Shift", "Shift", "Shift"],
    "after a word in capitals": ["Shift+A", "Shift+B", "Shift", "Shift", "Shift"],
}
STAYS = {
    "two": ["Shift"] * 2,
    "a key between": ["Shift", "Shift", "a", "Shift"],
    "under Alt": ["+Alt", "Shift", "Shift", "Shift", "-Alt"],
    "under Control": ["+Control", "Shift", "Shift", "Shift", "-Control"],
    "under Meta": ["+Meta", "Shift", "Shift", "Shift", "-Meta"],
    "under AltGraph": ["+AltGraph", "Shift", "Shift", "Shift", "-AltGraph"],
    "under a letter": ["+a", "Shift", "Shift", "Shift", "-a"],
    "Alt under Shift": ["+Shift", "Alt", "-Shift", "Shift", "Shift"],
    "capitals": ["Shift+A", "Shift+B", "Shift+C"],
    "selection by keys": ["Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"],
    "back through the links": ["Shift+Tab", "Shift+Tab", "Shift+Tab"],
    "selection by mouse": ["shift-click", "shift-click", "shift-click"],
    "a click between": ["Shift", "Shift", "click", "Shift"],
    "a wheel between": ["Shift", "Shift", "wheel", "Shift"],
    "both at once": ["+ShiftLeft", "ShiftRight", "-ShiftLeft", "Shift"],
    "held and repeated": ["+Shift", "+Shift", "+Shift", "-Shift", "Shift"],
}


def act(page, action: str) -> None:
    if action == "click":
        page.mouse.click(5, 400)
    elif action == "shift-click":
        page.keyboard.down("Shift")
        page.mouse.click(5, 400)
        page.keyboard.up("Shift")
    elif action == "wheel":
        page.mouse.wheel(0, 10)
        page.wait_for_timeout(100)
    elif action[0] == "+":
        page.keyboard.down(action[1:])
    elif action[0] == "-":
        page.keyboard.up(action[1:])
    else:
        page.keyboard.press(action)


@pytest.mark.parametrize("keys", LEAVES)
def test_three_lone_shifts_leave(open_page, keys):
    page = open_page("/articles/")
    stand_in_for_the_neutral_site(page)
    for action in LEAVES[keys]:
        act(page, action)
    page.wait_for_url("**/leave/")


def test_nothing_else_leaves(open_page):
    page = open_page("/articles/")
    page.route("**/leave/", lambda route: route.fulfill(status=204))
    page.evaluate(
        "window.left = []; const seen = new MutationObserver(() => window.left.push(1)); seen.observe(document.body, { attributes: true, attributeFilter: ['hidden'] })"
    )
    for name, actions in STAYS.items():
        for action in actions:
            act(page, action)
        page.wait_for_timeout(50)
        assert page.evaluate("window.left.length") == 0, name
        page.keyboard.press("Escape")
