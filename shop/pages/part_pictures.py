"""The rendered pictures of the demonstration's parts: into the library, and to the parts that look like them."""

import json
from functools import cache
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.core.files import File

from catalog.drawings.cad.bodies import body_of
from catalog.models import Motor, Series
from catalog.queries import published
from shop.images.models import ShopImage

FOLDER = "pictures"


class Listed(TypedDict):
    """What is written down of a picture (see docs/how-to/make-pictures.md)."""

    part: str
    view: str
    title: str
    alternative_text: str


@cache
def listed() -> dict[str, Listed]:
    """The committed pictures by the name of their file."""
    path = Path(settings.DEMO_MEDIA_ROOT) / FOLDER / "pictures.json"
    found: dict[str, Listed] = json.loads(path.read_text(encoding="utf-8"))
    return found


def load(name: str) -> None:
    """Put a picture into the library. A front view goes to every part of that body, and to its series if it has none.

    A part or a series with a picture of its own keeps it.
    """
    told = listed()[name]
    image = _stored(name, told)
    motor = published("motor").filter(part_number=told["part"]).first()
    if motor is None or told["view"] != "front":
        return
    body = body_of(motor)
    others = published("motor").filter(series=motor.series_id)
    alike = [each.pk for each in others if body and (other := body_of(each)) and other.name == body.name]
    Motor.objects.filter(pk__in=alike, image=None).update(image=image)
    Series.objects.filter(pk=motor.series_id, image=None).update(image=image)


def rear_view(series: Series) -> ShopImage | None:
    """The picture from behind of one of a series' motors, where there is one in the library."""
    numbers = set(published("motor").filter(series=series).values_list("part_number", flat=True))
    titles = [each["title"] for each in listed().values() if each["view"] == "rear" and each["part"] in numbers]
    return ShopImage.objects.filter(title__in=titles).order_by("pk").first()


def _stored(name: str, told: Listed) -> ShopImage:
    with (Path(settings.DEMO_MEDIA_ROOT) / FOLDER / f"{name}.webp").open("rb") as content:
        return ShopImage.objects.create(
            title=told["title"], alternative_text=told["alternative_text"], file=File(content, name=f"{name}.webp")
        )
