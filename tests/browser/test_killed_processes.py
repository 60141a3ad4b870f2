"""Whatever is killed, whenever: nothing that a page has confirmed is lost, and nothing happens twice."""

import json
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.walking import Buyer, Sales
from tests.running import Shop, new_shop, wait_for

pytestmark = pytest.mark.faults

PROCESSES = ["server", "worker", "stand-in"]
STATE = """
import json
from django.db.models import Count
from shop.mail.models import Message
from shop.orders.models import Instalment, Order
from shop.payments.models import LedgerEntry
from shop.quoting.models import Inquiry, Revision
charges = LedgerEntry.objects.filter(kind="charge")
print("STATE" + json.dumps({
    "inquiries": Inquiry.objects.exclude(state="draft").count(),
    "sent": Revision.objects.exclude(state="draft").count(),
    "orders": [[order.number, order.state, order.total] for order in Order.objects.all()],
    "instalments": list(Instalment.objects.values_list("state", flat=True)),
    "charged": [entry.amount for entry in charges],
    "unsent": Message.objects.exclude(state="sent").count(),
    "mails": dict(Message.objects.values_list("template").annotate(count=Count("pk"))),
}))
"""


@pytest.fixture
def breakable(tmp_path) -> Iterator[Shop]:
    """A shop of its own, for it will be broken."""
    shop = new_shop(tmp_path)
    try:
        shop.start()
        yield shop
    finally:
        shop.stop()


@pytest.fixture
def tab(breakable: Shop, browser: Browser) -> Iterator[Callable[[], Page]]:
    """Open a tab in a browser of its own."""
    contexts: list[BrowserContext] = []

    def open_tab() -> Page:
        contexts.append(browser.new_context(base_url=breakable.url, viewport={"width": 1280, "height": 900}))
        return contexts[-1].new_page()

    yield open_tab
    for context in contexts:
        context.close()


@pytest.fixture
def buyer(breakable: Shop, tab: Callable[[], Page]) -> Buyer:
    return Buyer(breakable, tab())


@pytest.fixture
def sales(breakable: Shop, tab: Callable[[], Page]) -> Sales:
    return Sales(breakable, tab())


def state(shop: Shop) -> dict:
    return json.loads(shop.manage("shell", "-v0", "-c", STATE).partition("STATE")[2])


def expect_one_paid_order(shop: Shop) -> None:
    """One inquiry, one quote, one order, one charge of its total, and each mail once."""
    wait_for(lambda: not state(shop)["unsent"], "every mail to go out", 60, shop.logs)
    found = state(shop)
    [[_number, order_state, total]] = found["orders"]
    assert order_state == "confirmed"
    assert found["charged"] == [total]
    assert found["instalments"] == ["paid"]
    assert (found["inquiries"], found["sent"]) == (1, 1)
    assert {template: count for template, count in found["mails"].items() if count > 1} == {}


@pytest.mark.parametrize("victim", PROCESSES)
def test_a_process_killed_after_every_step_of_the_walk(victim: str, breakable: Shop, buyer: Buyer, sales: Sales):
    def kill() -> None:
        breakable.kill(victim)
        breakable.revive(victim)

    sales.sign_in()
    kill()
    buyer.add_to_inquiry(20)
    kill()
    inquiry = buyer.send_inquiry()
    kill()
    sales.start_quote(inquiry)
    kill()
    sales.send_quote()
    kill()
    buyer.open_mailed("quotes")
    kill()
    buyer.accept_and_pay("PO-1")
    kill()
    buyer.pay_by_card()
    kill()
    buyer.expect_paid()
    kill()
    buyer.open_mailed("orders")
    assert "confirmed" in buyer.page.locator("h1").inner_text()
    expect_one_paid_order(breakable)


@pytest.mark.parametrize(("victim", "delay"), [("server", 0.03), ("server", 0.3), ("stand-in", 0.05), ("worker", 0.1)])
def test_a_process_killed_in_the_midst_of_a_payment(
    victim: str, delay: float, breakable: Shop, buyer: Buyer, sales: Sales
):
    sales.sign_in()
    buyer.add_to_inquiry(20)
    sales.start_quote(buyer.send_inquiry())
    sales.send_quote()
    buyer.open_mailed("quotes")
    buyer.accept_and_pay("PO-1")
    timer = threading.Timer(delay, breakable.kill, [victim])
    buyer.fill_card()
    timer.start()
    try:
        buyer.press_pay()
        buyer.page.wait_for_load_state(timeout=3_000)
    except Error:
        pass  # the browser says that nobody answers: the person tries again below
    timer.join()
    breakable.revive(victim)
    buyer.finish_paying()
    buyer.expect_paid()
    expect_one_paid_order(breakable)
