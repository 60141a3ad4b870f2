"""The one door to Stripe. Everything that passes it outwards is one of our own shapes or errors.

`calls` names each call, `parameters` what it may send, `read` what is believed of the answer, `errors` what can come
instead of one, `webhook` which events are genuine, `client` where and how it calls.
"""

from .calls import (
    account,
    charge,
    create_customer,
    create_session,
    events_since,
    expire_session,
    find_customer,
    find_session,
    payment,
    session,
)
from .client import API_VERSION, LOOPBACK, PREFIXES, STRIPE, Mode, api_base, mode
from .errors import BadEvent, FaultRecorded, GatewayError, Missing, NotTaken, OutcomeUnknown, Rejected, Unreadable
from .parameters import SENT, Address, Reference
from .parameters import customer as customer_parameters
from .parameters import session as session_parameters
from .shapes import Account, Charge, Customer, Event, Fee, Payment, Session
from .webhook import verified as verified_event

__all__ = [
    "API_VERSION",
    "LOOPBACK",
    "PREFIXES",
    "SENT",
    "STRIPE",
    "Account",
    "Address",
    "BadEvent",
    "Charge",
    "Customer",
    "Event",
    "FaultRecorded",
    "Fee",
    "GatewayError",
    "Missing",
    "Mode",
    "NotTaken",
    "OutcomeUnknown",
    "Payment",
    "Reference",
    "Rejected",
    "Session",
    "Unreadable",
    "account",
    "api_base",
    "charge",
    "create_customer",
    "create_session",
    "customer_parameters",
    "events_since",
    "expire_session",
    "find_customer",
    "find_session",
    "mode",
    "payment",
    "session",
    "session_parameters",
    "verified_event",
]
