"""Small pieces of every page: icons, symbols, figures, money, where a figure comes from."""

import re
from collections.abc import Iterator
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.queries import SpecificationGroup
from shop.money import currency as money_currency

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
_SYMBOL = re.compile(r"(?P<name>[^\W\d_]+)(?:_(?P<sub>\w+))?|(?P<other>[^\w]+|\d+)")
_COMPANY_NAME = template.Variable("settings.pages.SiteSettings.company_name")
_ICON_NAME = re.compile(r"^[a-z]+$")


@register.simple_tag(takes_context=True)
def shop_name(context: Context) -> str:
    """The shop's name as it stands in the site settings; a fallback on the page of a failure, which asks nothing."""
    try:
        name = _COMPANY_NAME.resolve(context)
    except template.VariableDoesNotExist:
        name = ""
    return str(name or settings.WAGTAIL_SITE_NAME)


@register.simple_tag
def icon(name: str) -> SafeString:
    """One icon of the sprite; it says nothing to a screen reader."""
    if not _ICON_NAME.match(name):
        raise ValueError(f"no icon is called {name!r}")
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag(takes_context=True)
def here(context: Context, url: str) -> str:
    """``aria-current`` for a link of the navigation when the reader is on that page or below it."""
    request = context.get("request")
    if request is None or not url or not request.path.startswith(url):
        return ""
    return mark_safe(' aria-current="page"' if request.path == url else ' aria-current="true"')  # noqa: S308


@register.filter
def symbol(text: str) -> SafeString:
    """A quantity's symbol as print sets it: letters in italics, subscript and Δ upright.

    >>> symbol("M_N")
    '<i class="sy">M</i><sub>N</sub>'
    """

    def pieces() -> Iterator[tuple[SafeString]]:
        for match in _SYMBOL.finditer(text or ""):
            if match["other"]:
                yield (format_html("{}", match["other"]),)
                continue
            delta, name = ("Δ", match["name"][1:]) if match["name"].startswith("Δ") else ("", match["name"])
            upright = name.isupper() and len(name) > 1
            letters = format_html("{}", name) if upright else format_html('<i class="sy">{}</i>', name)
            subscript = format_html("<sub>{}</sub>", match["sub"]) if match["sub"] else ""
            yield (format_html("{}{}{}", delta, letters, subscript),)

    return format_html_join("", "{}", pieces())


@register.filter
def figure(value: Any) -> SafeString | str:
    """A figure with its unit in grey, never broken between them; nothing for no figure."""
    if not value:
        return ""
    if not value.unit:
        return format_html("{}", value.number)
    return format_html('<span class="nb">{}{}<span class="u">{}</span></span>', value.number, NO_BREAK, value.unit)


@register.filter
def count(number: int | None) -> str:
    """A whole number with its thousands apart."""
    return "" if number is None else formats.number_format(number, decimal_pos=0, use_l10n=True, force_grouping=True)


@register.filter
def amount(money: Any) -> str:
    """An amount without its currency, for columns that name it in their head."""
    return "" if money is None else str(money.figure())


@register.filter
def decimals(money: Any) -> int:
    """How many decimals the currency of an amount has."""
    return int(money_currency(money.currency).exponent)


@register.filter
def money(value: Any) -> str:
    """An amount with its currency, in the reader's language."""
    return "" if value is None else str(value)


@register.filter
def lead_time(days: int | None) -> str:
    """Days until goods leave, in the words that people plan with: days below two weeks, then weeks."""
    if days is None:
        return _("on request")
    if days < 14:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    weeks = -(-days // 7)
    return ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks}


@register.simple_tag
def elided_pages(page: Page) -> list[int | None]:
    """Page numbers to link, ``None`` where some are left out."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]


@register.inclusion_tag("shop/components/provenance.html")
def provenance(row: Any) -> dict[str, str]:
    """The mark of a specification row's source, with the source in words."""
    words = {
        "published": (_("Published"), "pub"),
        "measured": (_("Measured"), "pub"),
        "derived": (_("Derived"), "der"),
        "estimated": (_("Estimated"), "est"),
    }
    word, shape = words.get(str(row.provenance), (str(row.provenance), "est"))
    said = [str(text) for text in (row.formula, row.basis, row.note) if text]
    if row.doubt:
        said.append(_("In doubt: %(reason)s") % {"reason": row.doubt})
    if row.given and row.provenance in ("published", "measured"):
        said.insert(0, _("The maker gives %(given)s.") % {"given": row.given})
    return {"key": row.attribute.key, "word": word, "shape": shape, "said": " ".join(said)}


@register.simple_tag
def has_figures(group: SpecificationGroup) -> bool:
    """Whether a group of the data sheet has a figure with a unit: only then do its words span the figures' columns."""
    return any(row.attribute.quantity for row in group.rows)
