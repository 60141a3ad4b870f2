"""The one walk that the shop is for: from a search to a paid order, with every part real."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import Buyer, Sales
from tests.running import Shop


@pytest.fixture
def buyer(shop: Shop, page: Page) -> Buyer:
    return Buyer(shop, page)


@pytest.fixture
def sales(shop: Shop, second_context) -> Sales:
    return Sales(shop, second_context.new_page())


def test_a_buyer_asks_sales_quote_procurement_accepts_and_pays(buyer: Buyer, sales: Sales, screens, axe):
    part = buyer.add_to_inquiry(50)
    inquiry = buyer.send_inquiry()
    screens(buyer.page, "walk-1-inquiry")

    sales.sign_in()
    quote = sales.start_quote(inquiry)
    screens(sales.page, "walk-2-desk-quote")
    sales.send_quote()

    buyer.open_mailed("quotes")
    expect(buyer.page.locator("main")).to_contain_text(part)
    screens(buyer.page, "walk-3-quote")
    buyer.accept_and_pay("PO-4711")
    screens(buyer.page, "walk-4-hosted-payment")
    buyer.pay_by_card()
    buyer.page.wait_for_url(re.compile(re.escape(buyer.shop.url)))
    screens(buyer.page, "walk-5-return")

    buyer.expect_paid()
    expect(buyer.page.locator("main")).to_contain_text("PO-4711")
    screens(buyer.page, "walk-6-order")

    sales.page.goto("/admin/desk/orders/")
    sales.page.get_by_role("link", name=re.compile(r"SO-\d{4}-\d{5}")).first.click()
    expect(sales.page.locator(".dk-tag").first).to_contain_text("Confirmed")
    expect(sales.page.locator("body")).to_contain_text(quote)
    screens(sales.page, "walk-7-desk-order")
