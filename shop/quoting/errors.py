"""What this room refuses, with the sentence a person reads."""

from django.utils.translation import gettext_lazy as _

from shop.errors import Refused


class QuoteNotOpen(Refused):
    sentence = _("This quote can no longer be accepted. Ask us for a new revision; your parts are still on file.")


class NotADraft(Refused):
    sentence = _("This revision has been sent and no longer changes. Make a new revision instead.")


class RevisionChanged(Refused):
    sentence = _("Somebody else saved this quote meanwhile. Load it again; nothing of theirs is overwritten.")


class QuoteAnswered(Refused):
    sentence = _("The customer has already accepted a revision of this quote.")


class DraftExists(Refused):
    sentence = _("There is already a draft of the next revision.")


class NotSendable(Refused):
    sentence = _("This quote cannot be sent yet.")


class QuantityNotOffered(Refused):
    sentence = _("This quantity is not part of the offer. Choose one of the quantities shown, or ask us for another.")


class InquiryNotComplete(Refused):
    sentence = _("The inquiry is not complete yet.")


class WrongState(Refused):
    sentence = _("This cannot be done in the present state. Load the page again to see it.")


class TooManyLines(Refused):
    sentence = _("An inquiry has at most 100 lines. Attach a parts list as a file instead.")


class TooManyFiles(Refused):
    sentence = _("An inquiry takes at most 10 files. Pack them into one ZIP file.")


class UnknownPart(Refused):
    sentence = _("We do not know this part number.")


class TooOften(Refused):
    sentence = _("That was often in a short time. Wait a few minutes, then try again; what you typed is still here.")
