"""Every write of this room: one function a use case."""

from .answers import decline, expire, mark_accepted
from .conversation import our_address, say
from .drafts import LineDraft, StepDraft, Terms, preview, revise, save_draft, start_quote
from .forgetting import forget_lists
from .lists import (
    FIELDS,
    LineChange,
    add_in_words,
    add_read_lines,
    add_to_list,
    attach,
    detach,
    forget_point,
    mail_link,
    remove_line,
    save_list,
    start_list,
    submit_inquiry,
)
from .sending import mail_quote, send_revision, withdraw_revision
from .sorting import sort_inquiry

__all__ = [
    "FIELDS",
    "LineChange",
    "LineDraft",
    "StepDraft",
    "Terms",
    "add_in_words",
    "add_read_lines",
    "add_to_list",
    "attach",
    "decline",
    "detach",
    "expire",
    "forget_lists",
    "forget_point",
    "mail_link",
    "mail_quote",
    "mark_accepted",
    "our_address",
    "preview",
    "remove_line",
    "revise",
    "save_draft",
    "save_list",
    "say",
    "send_revision",
    "sort_inquiry",
    "start_list",
    "start_quote",
    "submit_inquiry",
    "withdraw_revision",
]
