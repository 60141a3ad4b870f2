"""The shop as a party to a contract, as the site settings have it: registered with the papers below."""

from wagtail.models import Site

from shop.documents.seller import Seller
from shop.pages.models import SiteSettings


def seller() -> Seller:
    """Read name and address of the default site's settings."""
    site = Site.objects.filter(is_default_site=True).first()
    found = SiteSettings.objects.filter(site=site).first() or SiteSettings()
    lines = [line.strip() for line in f"{found.address}\n{found.country}".splitlines()]
    return Seller(
        brand=found.company_name,
        name=found.legal_name or found.company_name,
        address=tuple(line for line in lines if line),
        email=found.contact_email,
        phone=found.contact_phone,
    )
