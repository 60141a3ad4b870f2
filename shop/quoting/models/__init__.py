"""Inquiry → quote: what a customer asked, and what the shop offered."""

from .inquiry import Inquiry, InquiryFile, InquiryLine
from .quote import Message, Quote
from .revision import Line, LineBreak, PaymentStep, Revision, TaxTreatment, Trigger

__all__ = [
    "Inquiry",
    "InquiryFile",
    "InquiryLine",
    "Line",
    "LineBreak",
    "Message",
    "PaymentStep",
    "Quote",
    "Revision",
    "TaxTreatment",
    "Trigger",
]
