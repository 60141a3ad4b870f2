"""The steps from a motor's page to a paid order, each as the person does it from what is on the screen."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.running import Shop

PATIENCE = 30_000  # milliseconds that a person waits for a page
CARD = "4242 4242 4242 4242"


@dataclass
class Buyer:
    """Somebody of a company, in a browser of his own."""

    shop: Shop
    page: Page
    name: str = "Ada Byron"
    email: str = "ada@weaving.example"
    company: str = "Analytical Looms Ltd"

    def add_to_inquiry(self, quantity: int, *, search: str = "/motors/?voltage=24&sort=price") -> str:
        """Search, open the first motor found, put it on the inquiry list. Gives its part number."""
        self.page.goto(search)
        self.page.locator("main tbody th a").first.click()
        part = self.page.locator("main h1 .pn, main h1").first.inner_text().split()[0]
        self.page.get_by_label("Quantity").fill(str(quantity))
        self.page.get_by_role("button", name="Add to inquiry").click()
        expect(self.page.locator("main")).to_contain_text(part)
        return part

    def send_inquiry(self) -> str:
        """Fill in the one form and send it. Gives the inquiry's number."""
        page = self.page
        page.goto("/inquiry/")
        page.get_by_label("Your name").fill(self.name)
        page.get_by_label("Work email").fill(self.email)
        page.get_by_label("Company", exact=True).fill(self.company)
        page.get_by_label("Country of delivery").select_option("GB")
        page.get_by_label("About the application").fill("Drive of a loom, 16 hours a day.")
        page.get_by_role("button", name=re.compile("^Send to")).click()
        expect(page.locator("h1")).to_contain_text(re.compile(r"I-\d{4}-\d{5}"), timeout=PATIENCE)
        return number_in(page, "I")

    def open_mailed(self, kind: str) -> None:
        """Follow the newest link of a kind ("quotes", "orders") that came by mail."""
        self.page.goto(self.shop.link_mailed_to(self.email, f"/{kind}/"))

    def accept_and_pay(self, po_number: str) -> None:
        """Accept the quote that is open, and go on to the hosted payment page."""
        page = self.page
        page.get_by_label("Purchase order number").fill(po_number)
        page.get_by_label(re.compile("^I accept the terms")).check()
        page.get_by_role("button", name=re.compile("^Accept and pay")).click()
        page.wait_for_url(self._hosted, timeout=PATIENCE)

    def pay_from_order(self) -> None:
        """Go from the order's page to the hosted payment page."""
        self.page.get_by_role("button", name=re.compile("^Pay ")).first.click()
        self.page.wait_for_url(self._hosted, timeout=PATIENCE)

    def pay_by_card(self, card: str = CARD) -> None:
        """Fill in the hosted page and pay; ends wherever it leads."""
        self.fill_card(card)
        self.press_pay()

    def finish_paying(self) -> None:
        """Look at the order again, and pay if it still asks for it: what a person does after a broken page."""
        for _look in range(60):
            self.open_mailed("orders")
            button = self.page.get_by_role("button", name=re.compile("^Pay "))
            if button.count():
                button.first.click()
                self.page.wait_for_load_state()
                if self._hosted(self.page.url):
                    self.pay_by_card()
                    return
                continue  # it was paid meanwhile: the shop leads back to the order instead of charging again
            if "confirmed" in self.page.locator("h1").inner_text():
                return
            self.page.wait_for_timeout(500)

    def press_pay(self) -> None:
        """Click the hosted page's button."""
        self.page.get_by_role("button", name=re.compile("^Pay ")).click()

    def fill_card(self, card: str = CARD) -> None:
        """Fill in the hosted page."""
        page = self.page
        page.get_by_label("Card number").fill(card)
        page.get_by_label(re.compile("^Expir")).fill("12 / 34")
        page.get_by_label(re.compile("CVC|Security code")).fill("123")
        name = page.get_by_label(re.compile("^(Name|Cardholder)"))
        if name.count():
            name.first.fill(self.name)

    def expect_paid(self) -> None:
        """Wait until the order's page says that the order is confirmed and paid."""
        page = self.page

        def look() -> bool:
            self.open_mailed("orders")
            return "confirmed" in page.locator("h1").inner_text()

        wait = 0
        while not look():
            wait += 1
            assert wait < 40, f"The order was never paid.\n{page.locator('main').inner_text()}\n{self.shop.logs()}"
            page.wait_for_timeout(500)

    def _hosted(self, address: str) -> bool:
        return urlsplit(address).port == self.shop.stripe_port


@dataclass
class Sales:
    """Somebody of staff, signed in, in a browser of his own."""

    shop: Shop
    page: Page

    def sign_in(self, group: str = "sales") -> None:
        """Sign in with the printed login."""
        page = self.page
        page.goto("/admin/")
        page.get_by_label("Email").fill(f"{group}@sherry-motor.example")
        page.get_by_label("Password").first.fill(self.shop.password(group))
        page.get_by_role("button", name="Sign In").click()
        page.wait_for_url("**/admin/", timeout=PATIENCE)

    def start_quote(self, inquiry: str) -> str:
        """Open an inquiry from the desk and make a quote of it. Gives the quote's number."""
        page = self.page
        page.goto("/admin/")
        page.get_by_role("link", name=re.compile("wait for a quote")).click()
        page.get_by_role("link", name=re.compile(inquiry)).first.click()
        page.get_by_label("Company").last.wait_for()
        for label, value in (("Address", "1 Loom Lane"), ("Postal code", "M1 1AA"), ("City", "Manchester")):
            field = page.get_by_label(re.compile(f"^{label}")).first
            if field.count() and not field.input_value():
                field.fill(value)
        page.get_by_role("button", name="Open the quote").click()
        expect(page.locator(".dk-name")).to_contain_text(re.compile(r"Q-\d{4}-\d{5}"), timeout=PATIENCE)
        return number_in(page, "Q")

    def send_quote(self, *, on_acceptance: str = "100", price: str = "") -> None:
        """Set the terms and send the draft that is open."""
        page = self.page
        page.get_by_label("Due on acceptance").fill(on_acceptance)
        if price:
            page.get_by_label("Unit price, line 1").fill(price)
        page.get_by_role("button", name=re.compile("^Send revision")).click()
        expect(page.locator(".dk-tag").first).to_contain_text("Sent", timeout=PATIENCE)


def number_in(page: Page, series: str) -> str:
    """The first number of a series, such as Q-2026-00042, on the page."""
    found = re.search(rf"{series}-\d{{4}}-\d{{5}}", page.locator("body").inner_text())
    assert found, page.locator("body").inner_text()
    return found[0]
