"""The inquiry list as its page shows it: each line with its part, its prices and its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalog.models import Part
from shop.money import Money
from shop.pricing.queries import Offer, offers

from . import describe, pictures
from .forms import LineForm
from .models import Inquiry, InquiryLine


@dataclass
class ShownQuantity:
    """One quantity input with the list price beneath it."""

    text: str
    price: str


@dataclass
class ShownLine:
    """One line of the page."""

    line: InquiryLine
    form: LineForm
    name: str
    described: str
    url: str
    picture: SafeString
    quantities: list[ShownQuantity] = field(default_factory=list)
    opened: bool = False  # the note is written or wrong: show it
    minimum_order: int = 1


@dataclass
class ShownList:
    """The whole list with what the side panel counts."""

    lines: list[ShownLine]
    quantities: int = 0
    value: Money | None = None
    all_priced: bool = True
    currency: str = "USD"


def _price(offer: Offer | None, text: str) -> Money | None:
    plain = text.replace(",", "").strip()
    if offer is None or not (plain.isascii() and plain.isdigit()) or len(plain) > 9:
        return None
    return offer.unit_price(int(plain))


def _product(part: Part | None) -> Any:
    product = getattr(part, part.kind, None) if part else None
    return product if product is not None and product.live else None


def shown(
    inquiry: Inquiry | None, data: Any = None, *, more: Mapping[int, int] | None = None, currency: str = "USD"
) -> ShownList:
    """Read the list with prices; `data` binds the forms, `more` asks for further empty inputs by line id."""
    rows = list(inquiry.lines.order_by("position", "pk")) if inquiry else []
    parts = Part.objects.with_products().in_bulk([row.part_id for row in rows if row.part_id])
    offered = offers(parts, currency)
    lines, total, all_priced, count = [], Money(0, currency), True, 0
    for row in rows:
        row.part = parts.get(row.part_id) if row.part_id else None
    for row, thumb in zip(rows, pictures.thumbs([row.part for row in rows]), strict=True):
        offer = offered.get(row.part_id) if row.part_id else None
        minimum = offer.minimum_order if offer else 1
        form = LineForm(data, line=row, currency=currency, minimum_order=minimum)
        product = _product(row.part)
        texts = form.typed or [""]
        texts += [""] * (more or {}).get(row.pk, 0)
        prices = [_price(offer, text) for text in texts]
        quantities = [
            ShownQuantity(text, price.figure() if price else (_("to quote") if text.strip() else ""))
            for text, price in zip(texts, prices, strict=True)
        ]
        count += len([text for text in texts if text.strip()])
        if prices[0] is not None:
            total += prices[0] * int(texts[0].replace(",", ""))
        else:
            all_priced = False
        lines.append(
            ShownLine(
                line=row,
                form=form,
                name=row.name,
                described=describe.in_short(row.part) if row.part else _("not our part number; we will look for it"),
                url=product.get_absolute_url() if product else "",
                picture=thumb,
                quantities=quantities,
                opened=bool(row.note or row.target_price or row.required_date or (data and form.errors)),
                minimum_order=minimum,
            )
        )
    return ShownList(lines, count, total if total.minor else None, all_priced, currency)
