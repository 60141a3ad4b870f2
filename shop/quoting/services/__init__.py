"""Every write of this room: one function a use case."""

from .answers import decline, expire, mark_accepted
from .drafts import LineDraft, StepDraft, Terms, preview, revise, save_draft, start_quote
from .sending import send_revision, withdraw_revision

__all__ = [
    "LineDraft",
    "StepDraft",
    "Terms",
    "decline",
    "expire",
    "mark_accepted",
    "preview",
    "revise",
    "save_draft",
    "send_revision",
    "start_quote",
    "withdraw_revision",
]
