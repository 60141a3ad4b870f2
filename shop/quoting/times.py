"""Dates of offers, in the zone where the shop is; the zone is always said."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def here(moment: datetime) -> datetime:
    """The moment by the shop's clock."""
    return moment.astimezone(ZoneInfo(settings.SHOP_TIME_ZONE))


def day(moment: datetime | date) -> str:
    """24 Nov 2026, by the shop's calendar."""
    local = here(moment) if isinstance(moment, datetime) else moment
    return date_format(local, _("j M Y"))


def minute(moment: datetime) -> str:
    """24 Nov, 09:12."""
    return date_format(here(moment), _("j M, H:i"))


def moment_and_zone(moment: datetime) -> str:
    """24 Dec 2026, 23:59 China time (UTC+8)."""
    return _("%(moment)s China time (UTC+8)") % {"moment": date_format(here(moment), _("j M Y, H:i"))}


def days_left(until: datetime) -> int:
    """Whole calendar days until then, by the shop's calendar; below nothing when it is over."""
    return (here(until).date() - here(timezone.now()).date()).days


def days(count: int) -> str:
    """30 days."""
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
