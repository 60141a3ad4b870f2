"""The HTML of the hosted pages' forms."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from uuid import uuid4

from shop.payments.sandbox.currencies import shown
from shop.payments.sandbox.methods.card import FAIL, SUCCEED
from shop.payments.sandbox.methods.method import Field, Method
from shop.payments.sandbox.store import Thing
from shop.payments.sandbox.world import Answer

from .page import page

COUNTRIES = {
    "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland",
    "CN": "China", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "ES": "Spain", "FI": "Finland", "FR": "France",
    "GB": "United Kingdom", "HU": "Hungary", "IE": "Ireland", "IN": "India", "IT": "Italy", "JP": "Japan",
    "KR": "South Korea", "MX": "Mexico", "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand", "PL": "Poland",
    "PT": "Portugal", "RO": "Romania", "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia",
    "TR": "Türkiye", "TW": "Taiwan", "US": "United States",
}  # fmt: skip
VERBS = {"book": "Book for", "donate": "Donate", "subscribe": "Subscribe for"}
EMAIL = Field("email", "Email", autocomplete="email")
LONGEST = 200
NAME = Field("name", "Name of the holder", autocomplete="name")


def prefilled(customer: Thing | None, session: Thing) -> dict[str, str]:
    """What the form knows before anything is typed."""
    details = session.body["customer_details"] or {}
    address = (customer.body["address"] or {}) if customer else {}
    return {"email": details.get("email") or "", "country": address.get("country") or "US"}


def checkout(
    session: Thing,
    method: Method,
    offered: list[Method],
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    refusal: str,
    *,
    status: int,
) -> Answer:
    """The page with the summary and the form of one payment method."""
    amount = escape(shown(session.body["amount_total"], session.body["currency"]))
    cancel = session.body["cancel_url"]
    back = f'<p class="back"><a href="{escape(cancel)}">← Back to the shop</a></p>' if cancel else ""
    main = f"""<div class="columns">
<section class="summary" aria-label="Summary">
{back}
<h1><span>Pay</span> {amount}</h1>
{_items(session)}
</section>
<section class="pay" aria-labelledby="pay-with">
<h2 id="pay-with">Pay by {escape(method.label)}</h2>
{_choice(session, method, offered)}
{_alert(refusal, errors)}
<form method="post" action="/c/pay/{session.id}" novalidate>
<input type="hidden" name="attempt" value="{uuid4()}">
<input type="hidden" name="method" value="{method.name}">
{_input(EMAIL, typed, errors)}
<div class="row">{"".join(_input(field, typed, errors) for field in method.fields)}</div>
{_input(NAME, typed, errors)}
{_country(typed, errors)}
<button type="submit">{VERBS.get(session.body["submit_type"], "Pay")} {amount}</button>
</form>
{_examples(method)}
</section>
</div>"""
    leads_to = (session.body["success_url"], cancel)
    return page(
        f"Pay {shown(session.body['amount_total'], session.body['currency'])}", main, status=status, leads_to=leads_to
    )


def authentication(session: Thing) -> Answer:
    """What the customer's bank would show for 3-D Secure."""
    amount = escape(shown(session.body["amount_total"], session.body["currency"]))
    leave = session.body["cancel_url"] or f"/c/pay/{session.id}"
    main = f"""<section class="notice">
<h1>3-D Secure test page</h1>
<p>Your bank asks: do you agree to pay <strong>{amount}</strong>?</p>
<form method="post" action="/c/pay/{session.id}/authenticate" class="choices">
<input type="hidden" name="attempt" value="{uuid4()}">
<button type="submit" name="choice" value="{SUCCEED}">Complete authentication</button>
<button type="submit" name="choice" value="{FAIL}" class="quiet">Fail authentication</button>
</form>
<p><a href="{escape(leave)}">Leave without an answer</a></p>
</section>"""
    return page("3-D Secure test page", main, leads_to=(session.body["success_url"],))


def _items(session: Thing) -> str:
    rows = "".join(
        f"<li><span>{escape(item['description'])}"
        + (f" <small>× {item['quantity']}</small>" if item["quantity"] > 1 else "")
        + f"</span> <span>{escape(shown(item['amount_total'], item['currency']))}</span></li>"
        for item in session.hidden["line_items"]
    )
    return f'<ul class="items">{rows}</ul>'


def _choice(session: Thing, method: Method, offered: list[Method]) -> str:
    if len(offered) < 2:
        return ""
    links = "".join(
        f'<li><a href="/c/pay/{session.id}?method={other.name}"{_current(other, method)}>{escape(other.title)}</a></li>'
        for other in offered
    )
    return f'<nav aria-label="Ways to pay"><ul class="methods">{links}</ul></nav>'


def _current(one: Method, other: Method) -> str:
    return ' aria-current="page"' if one is other else ""


def _alert(refusal: str, errors: Mapping[str, str]) -> str:
    text = refusal or ("Please look at the fields marked below." if errors else "")
    return f'<p class="alert" role="alert">{escape(text)}</p>' if text else ""


def _input(field: Field, typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    error = errors.get(field.name, "")
    # the security code is never shown again
    value = "" if field.name == "cvc" else typed.get(field.name, "")
    described = f' aria-invalid="true" aria-describedby="{field.name}-error"' if error else ""
    numeric = ' inputmode="numeric"' if field.numeric else ""
    kind = "email" if field.name == "email" else "text"
    hint = f" <small>{escape(field.hint)}</small>" if field.hint else ""
    shape = "field short" if field.short else "field"
    return (
        f'<div class="{shape}"><label for="{field.name}">{escape(field.label)}{hint}</label>'
        f'<input id="{field.name}" name="{field.name}" type="{kind}" value="{escape(value)}" required'
        f' maxlength="{LONGEST}" autocomplete="{field.autocomplete}"{numeric}{described}>'
        f"{_error(field.name, error)}</div>"
    )


def _country(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    chosen = typed.get("country", "")
    known = COUNTRIES if chosen in COUNTRIES else {**COUNTRIES, chosen: chosen}
    options = "".join(
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(name)}</option>'
        for code, name in known.items()
    )
    return (
        '<div class="field"><label for="country">Country</label>'
        f'<select id="country" name="country" autocomplete="country">{options}</select>'
        f"{_error('country', errors.get('country', ''))}</div>"
    )


def _error(name: str, text: str) -> str:
    return f'<p class="error" id="{name}-error">{escape(text)}</p>' if text else ""


def _examples(method: Method) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(number)}</code></th><td>{escape(meaning)}</td></tr>'
        for number, meaning in method.examples()
    )
    return (
        "<details><summary>Test numbers: what to type here</summary><p>Any name, any later date, any three digits.</p>"
        f"<table><caption>Test numbers</caption><tbody>{rows}</tbody></table></details>"
    )
