"""The search and the part page as a buyer sees them: nothing keeps anybody out, and it works without script."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

SEARCH = "/motors/?voltage=24&rated_torque=0.1..0.5"
MOTOR = "/products/57bl/57BL94-2430/"
PAGES = {
    "search": SEARCH,
    "search-all": "/motors/",
    "search-empty": "/motors/?voltage=24&frame=57&rated_torque=3..",
    "search-unreadable": "/motors/?voltage=24&rated_torque=x..y",
    "motor": MOTOR,
    "gearbox": "/products/22pl/22PL-14/",
    "encoder": "/products/e/E30-1000/",
    "driver": "/products/bld/BLD-24-10/",
    "not-found": "/products/57bl/57BL96-2430/",
}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_keeps_anybody_out_in_light_and_dark(page: Page, axe, screens, name):
    page.goto(PAGES[name])
    for dark in (False, True):
        page.emulate_media(color_scheme="dark" if dark else "light")
        assert axe(page) == []
        screens(page, name, dark=dark)


@pytest.mark.parametrize("name", ["search", "search-unreadable", "motor", "driver", "not-found"])
@pytest.mark.parametrize("width", [320, 768, 1100, 2560])
def test_no_page_scrolls_sideways(page: Page, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_filter_applies_at_once_and_the_focus_stays(page: Page):
    page.goto("/motors/")
    box = page.get_by_role("checkbox", name="24")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/motors/?voltage=24")
    expect(page.get_by_role("checkbox", name="24").first).to_be_checked()
    expect(page.get_by_role("checkbox", name="24").first).to_be_focused()
    expect(page.get_by_role("status").last).to_contain_text("motors fit")


def test_a_limit_is_typed_in_any_unit_and_a_chip_takes_it_away_again(page: Page):
    page.goto("/motors/")
    page.get_by_label("Rated torque from, N·m").fill("30 oz-in")
    page.keyboard.press("Enter")
    page.wait_for_url("**/motors/?rated_torque=30oz*")
    page.get_by_role("link", name="Rated torque from 30").click()
    page.wait_for_url("**/motors/?")


def test_without_script_the_same_form_leads_to_the_same_address(browser: Browser, browser_context_args: Any):
    with browser.new_context(**{**browser_context_args, "java_script_enabled": False}) as context:
        page = context.new_page()
        page.goto("/motors/")
        page.get_by_role("checkbox", name="24").first.check()
        page.get_by_label("Rated torque from, N·m").fill("0.1")
        page.get_by_role("button", name="Apply").click()
        assert page.url.endswith("/motors/?voltage=24&rated_torque=0.1..")


def test_the_units_switch_sticks_from_page_to_page(page: Page):
    page.goto(SEARCH)
    page.get_by_role("button", name="Imperial").click()
    expect(page.get_by_role("columnheader", name="Torque")).to_contain_text("lbf·in")
    page.goto(MOTOR)
    expect(page.locator("dl.keys")).to_contain_text("lbf·in")


def test_the_source_of_a_figure_shows_on_focus_and_escape_hides_it(page: Page):
    page.goto(MOTOR)
    mark = page.locator("#spec-rated_power .pvb")
    mark.focus()
    tip = page.locator("#src-rated_power")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_typed_quantity_shows_its_break_and_its_sum(page: Page):
    page.goto(MOTOR)
    page.get_by_label("Quantity").fill("60")
    expect(page.locator("tr.cur", has_text="50")).to_be_visible()
    expect(page.locator("output")).to_contain_text("2,112.00")
