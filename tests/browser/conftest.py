"""Browser tests: a whole shop as real processes, seen through Chromium, with nothing beyond this machine.

`shop` is the running shop, `page` a tab that fails its test when the page reports an error, breaks the content
security policy or reaches for another host. `screens` keeps screenshots, `axe` finds what keeps people out.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route

from tests.browser.chromium import launch_arguments
from tests.running import Shop, new_shop

FOLDER = Path(__file__).resolve().parent
SCREENS = FOLDER.parent.parent / ".screens"
AXE = FOLDER / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HERE = {"127.0.0.1", "localhost", "[::1]", "::1"}


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with the demonstration catalogue, running for the whole session."""
    shop = new_shop(tmp_path_factory.mktemp("shop"))
    try:
        shop.start()
        yield shop
    finally:
        shop.stop()


@pytest.fixture(scope="session")
def base_url(shop: Shop) -> str:
    """So that `page.goto("/motors/")` is enough."""
    return shop.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Take the Chromium that this machine has."""
    return {**browser_type_launch_args, **launch_arguments()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A laptop's window; no motion, so that screenshots are alike."""
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture
def watched() -> Iterator[Callable[[BrowserContext], BrowserContext]]:
    """Fail when a page of a watched context reached for another host, threw an error or broke the policy."""
    complaints: list[str] = []

    def guard(route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.scheme in {"data", "blob"} or parts.hostname in HERE:
            route.continue_()
        else:
            complaints.append(f"reached for {route.request.url}")
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        # A refused form is answered 422 with its reasons, which Chromium notes as an error.
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"console: {message.text}")

    def watch(context: BrowserContext) -> BrowserContext:
        context.route("**/*", guard)
        context.on("console", listen)
        context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
        return context

    yield watch
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def context(context: BrowserContext, watched: Callable[[BrowserContext], BrowserContext]) -> BrowserContext:
    """The context of `page`, watched."""
    return watched(context)


@pytest.fixture
def second_context(
    new_context: Callable[..., BrowserContext], watched: Callable[[BrowserContext], BrowserContext]
) -> BrowserContext:
    """Another person's browser, watched as well."""
    return watched(new_context())


@pytest.fixture
def screens() -> Callable[..., None]:
    """Keep a page as one sees it on a phone and on a laptop: `screens(page, "home")`."""

    def keep(page: Page, name: str, *, dark: bool = False) -> None:
        SCREENS.mkdir(exist_ok=True)
        before = page.viewport_size
        page.emulate_media(color_scheme="dark" if dark else "light")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844 if width == 390 else 900})
            ending = "-dark" if dark else ""
            page.screenshot(path=SCREENS / f"{name}-{width}{ending}.png", full_page=True)
        page.emulate_media(color_scheme="light")
        if before:
            page.set_viewport_size(before)

    return keep


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Run axe on a page: `assert axe(page) == []`. Each finding is a sentence with the element it is about."""

    def run(page: Page) -> list[str]:
        page.evaluate(AXE.read_text())
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations)", RULES
        )
        return [f"{rule['id']}: {node['html'][:200]} ({rule['help']})" for rule in found for node in rule["nodes"]]

    return run


@pytest.fixture
def sign_in(shop: Shop, page: Page) -> Callable[..., Page]:
    """Sign a demonstration person in and go to the admin: `sign_in("sales")`."""

    def enter(group: str, tab: Page | None = None) -> Page:
        tab = tab or page
        tab.goto("/admin/")
        tab.get_by_label("Email").fill(f"{group}@sherry-motor.example")
        tab.get_by_label("Password").first.fill(shop.password(group))
        tab.get_by_role("button", name="Sign In").click()
        tab.wait_for_url("**/admin/")
        return tab

    return enter


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if item.path.is_relative_to(FOLDER):
            item.add_marker(pytest.mark.browser)
