"""A sent revision as its page shows it, at the quantities that the customer looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shop.money import Money, currency

from . import differences, paper, pictures, queries, times, totals
from .models import Line, Revision, Trigger


@dataclass(frozen=True)
class ShownBreak:
    """One quantity to choose."""

    quantity: int
    price: str
    chosen: bool


@dataclass(frozen=True)
class ShownLine:
    """One line of the offer."""

    line: Line
    number: str
    described: str
    url: str
    picture: SafeString
    breaks: list[ShownBreak]
    amount: str

    @property
    def field(self) -> str:
        """The name of its radio buttons."""
        return f"quantity-{self.line.pk}"


@dataclass(frozen=True)
class ShownStep:
    """One instalment of the schedule."""

    label: str
    due: str
    amount: Money
    now: bool


@dataclass(frozen=True)
class ShownOffer:
    """The page of a revision."""

    revision: Revision
    lines: list[ShownLine]
    totals: totals.Totals
    sums: list[dict[str, Any]]
    steps: list[ShownStep]
    free: bool  # another quoted quantity may be chosen
    open: bool  # it can be accepted now
    unit: str

    @property
    def due_now(self) -> Money:
        """What falls due when it is accepted."""
        return sum((step.amount for step in self.steps if step.now), Money(0, self.revision.currency))

    @property
    def due_later(self) -> list[ShownStep]:
        """The other instalments."""
        return [step for step in self.steps if not step.now]


def is_open(revision: Revision) -> bool:
    """Whether it can be accepted now, swept or not."""
    return revision.state == Revision.State.SENT and revision.valid_until > timezone.now()


def quantities_from(revision: Revision, posted: Mapping[str, Any]) -> dict[int, int]:
    """The chosen quantities in a form, by line id. What is no number is left out, so the offered one holds."""
    found = {}
    for line in revision.lines.all():
        text = str(posted.get(f"quantity-{line.pk}", ""))
        if text.isascii() and text.isdigit() and len(text) <= 9:
            found[line.pk] = int(text)
    return found


def _line(revision: Revision, line: Line, quantity: int, picture: SafeString) -> ShownLine:
    product = pictures.product_of(line.part)
    live = product is not None and product.live
    return ShownLine(
        line=line,
        number=paper.number(line),
        described=paper.described(line),
        url=product.get_absolute_url() if product is not None and live else "",
        picture=picture,
        breaks=[
            ShownBreak(start, revision.money(price).figure(), start == quantity)
            for start, price in queries.breaks_of(line)
        ],
        amount=queries.line_amount(revision, line, quantity).figure(),
    )


def shown(revision: Revision, quantities: Mapping[int, int] | None = None) -> ShownOffer:
    """Read a revision for its page. Raises QuantityNotOffered."""
    chosen = queries.choose(revision, quantities)
    summed = queries.totals_of(revision, chosen)
    steps = queries.steps_of(revision)
    amounts = totals.schedule(summed.total, steps)
    lines = list(revision.lines.all())
    thumbs = pictures.thumbs([line.part for line in lines])
    return ShownOffer(
        revision=revision,
        lines=[_line(revision, line, chosen[line.pk], thumb) for line, thumb in zip(lines, thumbs, strict=True)],
        totals=summed,
        sums=paper.sums(summed, revision),
        steps=[
            ShownStep(row["label"], row["due"], amount, step.trigger == Trigger.ON_ACCEPTANCE)
            for row, amount, step in zip(paper.schedule(revision, amounts), amounts, steps, strict=True)
        ],
        free=queries.choice_is_free(revision),
        open=is_open(revision),
        unit=currency(revision.currency).label,
    )


def state_words(revision: Revision) -> tuple[str, str]:
    """The state as a word with its mark: ok, warn, bad or none."""
    state = Revision.State
    if revision.state == state.SENT and not is_open(revision):
        return _("Expired"), "warn"
    return {
        state.SENT: (_("Open for acceptance"), "ok"),
        state.ACCEPTED: (_("Accepted"), "ok"),
        state.DECLINED: (_("Declined"), "none"),
        state.EXPIRED: (_("Expired"), "warn"),
        state.SUPERSEDED: (_("Replaced by a newer revision"), "warn"),
        state.WITHDRAWN: (_("Withdrawn by us"), "warn"),
    }[state(revision.state)]


def page(revision: Revision, *, quantities: Mapping[int, int] | None = None) -> dict[str, Any]:
    """Everything that the quote page prints, but for its forms. Raises QuantityNotOffered."""
    offer = shown(revision, quantities)
    before = queries.sent_before(revision)
    current = queries.current_revision(revision.quote)
    word, mark = state_words(revision)
    left = times.days_left(revision.valid_until)
    whole = max((revision.valid_until - revision.sent_at).days, 1) if revision.sent_at else 1
    return {
        "offer": offer,
        "revision": revision,
        "quote": revision.quote,
        "token": revision.token,
        "state_word": word,
        "state_mark": mark,
        "paper": revision.paper,
        "current": current if current is not None and current.pk != revision.pk else None,
        "before": before,
        "earlier": list(revision.quote.revisions.filter(sent_at__isnull=False).exclude(pk=revision.pk).order_by("pk")),
        "changes": differences.between(before, revision) if before else [],
        "thread": list(revision.quote.messages.all()),
        "order": getattr(revision, "order", None),
        "days_left": left,
        "days_left_words": times.days(max(left, 0)),
        "share_left": max(0, min(100, round(100 * left / whole))),
        "ends": times.moment_and_zone(revision.valid_until),
    }
