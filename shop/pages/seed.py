"""Write the demonstration's pages, once each.

What has been written is recorded piece by piece (`SeededContent`): a second run leaves every recorded piece alone, so
that a page which staff changed stays changed, and one which they deleted stays deleted. What an interrupted run left
out, the next one writes.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from catalog.models import Motor, Series
from shop.images.models import ShopImage
from shop.pages import part_pictures
from shop.pages.demo.figures import FIGURES
from shop.pages.models import (
    ArticlePage,
    FamilyPage,
    HomePage,
    NewsIndexPage,
    ProductsPage,
    SeededContent,
    SeriesPage,
    SiteSettings,
    StandardPage,
)

TEXTS = Path(__file__).parent / "demo"
_NAME = re.compile(r"\[\[(\w+)\]\]")
_SENTENCE = re.compile(r"(?<=[.!?]) ")
LONGEST_LEDE = 320


def load_demo_content() -> dict[str, int]:
    """Write what is not written yet; needs the demonstration catalogue. Returns the number of new pieces by sort."""
    texts, articles, pictures = _read("pages"), _read("articles"), _pictures()
    counts = {
        "pictures": sum(
            once(f"picture:{name}", partial(_picture, name, picture)) for name, picture in pictures.items()
        ),
        "part pictures": sum(
            once(f"picture:{name}", partial(part_pictures.load, name)) for name in part_pictures.listed()
        ),
        "home": once("home", lambda: _home(texts["home"])),
        "products": once("products", lambda: _child(_home_page(), ProductsPage, "products", texts["products"])),
        "families": sum(once(f"family:{each['slug']}", partial(_family, each)) for each in texts["families"]),
        "news": once("news", lambda: _child(_home_page(), NewsIndexPage, "news", texts["news"])),
        "standard": sum(once(f"standard:{each['slug']}", partial(_standard, each)) for each in texts["standard"]),
    }
    counts["series"] = sum(once(f"series:{each.slug}", partial(_series, each)) for each in _unwritten_series())
    counts["articles"] = sum(once(f"article:{each['slug']}", partial(_article, each)) for each in articles)
    counts["settings"] = once("settings", lambda: _settings(texts["settings"]))
    return counts


@transaction.atomic
def once(key: str, write: Callable[[], Any]) -> int:
    """Write a piece unless it was written before. The record and the piece are one transaction."""
    _row, new = SeededContent.objects.get_or_create(key=key)
    if new:
        write()
    return int(new)


def _home_page() -> HomePage:
    return HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


def _publish(page: Page) -> None:
    page.save_revision(log_action=True).publish()


def _child(parent: Page, page_type: type[Page], slug: str, fields: dict[str, Any]) -> Any:
    """A published page below another, unless one with this address stands there already."""
    existing = parent.get_children().filter(slug=slug).first()
    if existing is not None:
        return existing.specific
    topics = fields.pop("topics", ())
    now = timezone.now()
    page = page_type(slug=slug, live=True, first_published_at=now, last_published_at=now, **fields)
    if topics:
        page.topics.add(*topics)
    parent.add_child(instance=page)
    # As Wagtail publishes, in one write less: the page is live already, its first revision is what is live.
    revision = page.save_revision(changed=False, clean=False, log_action="wagtail.publish")
    Page.objects.filter(pk=page.pk).update(live_revision=revision)
    return page


def _image(name: str | None) -> ShopImage | None:
    """The picture that the demonstration has put into the library under this name, if it is still there."""
    title = (_pictures() | part_pictures.listed())[name]["title"] if name else None
    return ShopImage.objects.filter(title=title).order_by("pk").first() if title else None


def _read(name: str) -> Any:
    return json.loads((TEXTS / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _pictures() -> dict[str, dict[str, str]]:
    return _read("pictures")


def _picture(name: str, picture: dict[str, str]) -> None:
    path = settings.DEMO_MEDIA_ROOT / f"{name}.webp"
    with path.open("rb") as content:
        ShopImage.objects.create(
            title=picture["title"], alternative_text=picture["alternative_text"], file=File(content, name=path.name)
        )


def _home(text: dict[str, Any]) -> None:
    home = _home_page()
    if home.latest_revision_id is not None:
        return  # somebody has been here before the demonstration
    for name in ("title", "seo_title", "headline", "lede", "search_description"):
        setattr(home, name, text[name])
    home.draft_title = home.title
    home.examples = [("example", each) for each in text["examples"]]  # type: ignore[assignment]  # made a stream
    home.facts = [("fact", {"figure": figure, "text": said}) for figure, said in text["facts"]]  # type: ignore[assignment]
    home.picture = _image(text["picture"])
    home.motor = Motor.objects.filter(part_number=text["motor"]).first()
    _publish(home)


def _family(text: dict[str, Any]) -> None:
    fields = {name: text[name] for name in text if name not in ("slug", "picture", "story")}
    picture = {"picture": _image(text["picture"]), "story": _stream(text["story"])}
    _child(_home_page(), FamilyPage, text["slug"], {**fields, **picture, "show_in_menus": True})


def _standard(text: dict[str, Any]) -> None:
    fields = {name: text[name] for name in text if name not in ("slug", "body")}
    _child(_home_page(), StandardPage, text["slug"], {**fields, "body": _stream(text["body"])})


def _unwritten_series() -> Iterator[Series]:
    written = SeededContent.objects.filter(key__startswith="series:").values_list("key", flat=True)
    known = {key.partition(":")[2] for key in written}
    yield from (each for each in Series.objects.filter(demonstration=True).order_by("slug") if each.slug not in known)


def _series(series: Series) -> None:
    """The first sentence introduces the series, the rest is its story."""
    first = _SENTENCE.split(series.story, maxsplit=1)[0]
    rest = series.story[len(first) :].strip()
    story: list[tuple[str, Any]] = [("text", f"<p>{rest}</p>")] if rest else []
    if rear := part_pictures.rear_view(series):
        story.append(("picture", {"image": rear, "caption": rear.title}))
    products = ProductsPage.objects.child_of(_home_page()).get()
    fields = {
        "title": series.name,
        "series": series,
        "lede": first[:LONGEST_LEDE],
        "search_description": f"{series.name}: {first}"[:255],
        "story": story,
    }
    _child(products, SeriesPage, series.slug, fields)


def _article(text: dict[str, Any]) -> None:
    figures = FIGURES[text["figures"]]()
    index = NewsIndexPage.objects.child_of(_home_page()).get()
    related = SeriesPage.objects.filter(series__slug__in=text["related"], locale=index.locale)
    by_slug = {page.slug: page for page in related}
    _child(
        index,
        ArticlePage,
        text["slug"],
        {
            "title": text["title"],
            "lede": text["lede"],
            "search_description": text["lede"][:255],
            "date": date.fromisoformat(text["date"]),
            "author": text["author"],
            "picture": _image(text["picture"]),
            "picture_caption": text["picture_caption"],
            "body": _stream(_filled(text["body"], figures)),
            "related_series": [("series", by_slug[slug]) for slug in text["related"] if slug in by_slug],
            "topics": text["topics"],
        },
    )


def _filled(value: Any, figures: dict[str, Any]) -> Any:
    """A text with its figures in place; a value that is one name alone becomes what stands under it."""
    if isinstance(value, str):
        whole = _NAME.fullmatch(value)
        if whole:
            return figures[whole[1]]
        return _NAME.sub(lambda name: str(figures[name[1]]), value)
    if isinstance(value, list):
        return [_filled(each, figures) for each in value]
    if isinstance(value, dict):
        return {key: _filled(each, figures) for key, each in value.items()}
    return value


def _stream(blocks: list[Any]) -> str:
    """Blocks as a stream field keeps them."""
    return json.dumps([{"type": kind, "value": _block(kind, value)} for kind, value in blocks])


def _block(kind: str, value: Any) -> Any:
    if kind == "calculation":
        return {"lines": [{"type": "item", "id": str(uuid4()), "value": line} for line in value]}
    if kind == "figures":
        return {
            "caption": value["caption"],
            "columns": [{"type": column, "heading": heading} for column, heading in value["columns"]],
            "rows": [{"values": row} for row in value["rows"]],
        }
    if kind == "motors":
        found = {motor.part_number: motor.pk for motor in Motor.objects.filter(part_number__in=value["motors"])}
        ids = [found[number] for number in value["motors"] if number in found]
        items = [{"type": "item", "id": str(uuid4()), "value": pk} for pk in ids]
        return {"caption": value["caption"], "motors": items}
    return value


def _settings(text: dict[str, Any]) -> None:
    """Company and footer, unless somebody has filled them in already."""
    site = Site.objects.get(is_default_site=True)
    own = SiteSettings.for_site(site)
    if own.legal_name or own.footer:
        return
    for name, value in text.items():
        if name != "footer":
            setattr(own, name, value)
    pages = {page.slug: page for page in _home_page().get_descendants()}
    own.footer = [
        ("column", {"title": title, "links": [_link(label, target, pages) for label, target in links]})
        for title, links in text["footer"]
    ]
    own.save()


def _link(label: str, target: str, pages: dict[str, Page]) -> dict[str, Any]:
    if target.startswith("/"):
        return {"label": label, "page": None, "address": target}
    return {"label": label, "page": pages.get(target), "address": ""}
