"""The three languages, and an empty home page in place of Wagtail's welcome page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations


def create(apps, schema_editor):
    """Make the locales and the home page; the site stands where SITE_URL says."""
    locales = apps.get_model("wagtailcore.Locale")
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        locales.objects.get_or_create(language_code=code)

    home_pages = apps.get_model("pages.HomePage")
    if home_pages.objects.exists():
        return
    content_types = apps.get_model("contenttypes.ContentType")
    pages = apps.get_model("wagtailcore.Page")
    sites = apps.get_model("wagtailcore.Site")
    plain, _ = content_types.objects.get_or_create(model="page", app_label="wagtailcore")
    ours, _ = content_types.objects.get_or_create(model="homepage", app_label="pages")
    root = pages.objects.get(depth=1)
    sites.objects.filter(root_page__content_type=plain, root_page__depth=2).delete()
    pages.objects.filter(content_type=plain, depth=2, slug="home").delete()
    home = home_pages.objects.create(
        title="Home",
        draft_title="Home",
        headline="Brushless DC motors",
        slug="home",
        content_type=ours,
        path=f"{root.path}0001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=locales.objects.get(language_code=settings.LANGUAGE_CODE),
        live=True,
    )
    root.numchild = pages.objects.filter(depth=2).count()
    root.save(update_fields=["numchild"])
    address = urlsplit(settings.SITE_URL)
    sites.objects.create(
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
        site_name="Sherry Motor",
        root_page=home,
        is_default_site=True,
    )


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
