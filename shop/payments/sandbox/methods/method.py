"""What a payment method is to the hosted page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shop.payments.sandbox.errors import Json
from shop.payments.sandbox.store import Thing, Transaction

DECLINED, COMPLETE, AUTHENTICATE = "declined", "complete", "authenticate"


@dataclass(frozen=True)
class Field:
    """One input of the method's form."""

    name: str
    label: str
    hint: str = ""
    autocomplete: str = "off"
    numeric: bool = False
    short: bool = False


@dataclass(frozen=True)
class Filled:
    """A form that a customer sent: what was typed, what is wrong with it, and what the method made of it."""

    typed: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    means: Any = None


@dataclass(frozen=True)
class Outcome:
    """What a confirmation led to, and the sentence for the customer if it was refused."""

    result: str
    message: str = ""


@dataclass(frozen=True)
class Method:
    """One payment method. ``label`` ends the sentence "Pay by …".

    ``fits`` says whether a session may offer it, ``read`` checks the typed fields, ``confirm`` takes the money or
    starts to: (transaction, session, PaymentIntent, what ``read`` made, billing details, address of the page).
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    fits: Callable[[str, Json], bool]
    read: Callable[[Mapping[str, str]], Filled]
    confirm: Callable[[Transaction, Thing, Thing, Any, Json, str], Outcome]
    examples: Callable[[], list[tuple[str, str]]]

    @property
    def title(self) -> str:
        """The label where it stands alone."""
        return self.label[:1].upper() + self.label[1:]
