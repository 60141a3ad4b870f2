"""What a picture is said to show, and how it is finished."""

import io

import pytest
from PIL import Image

from catalog.drawings.studio.finishing import LIMIT, finished
from catalog.drawings.studio.words import alternative_text, title
from tests.make import make_motor

pytestmark = pytest.mark.django_db


def test_the_words_name_the_part_and_what_is_to_be_seen():
    motor = make_motor(frame_shape="square", finish="black", shaft_form="keyway", connection="M23 connectors")
    words = alternative_text(motor, "front")
    assert words.startswith(f"{motor.part_number} seen from the front: square 57 mm motor, 94 mm long")
    assert "black caps" in words
    assert "a keyed shaft" in words
    assert "two round connectors on top" in words
    assert title(motor, "rear") == f"{motor.part_number} from behind, rendered from its dimensions"


def test_leads_behind_are_said_to_be_behind():
    words = alternative_text(make_motor(connection="leads, 8 × AWG 26", lead_exit="rear"), "rear")
    assert "eight coloured leads behind" in words


def test_a_finished_picture_is_1200_wide_light_and_on_a_bright_backdrop():
    raw = Image.new("RGB", (1600, 1200), (140, 140, 140))
    raw.paste(Image.effect_noise((400, 300), 60).convert("RGB"), (600, 450))
    content = finished(raw)
    assert len(content) <= LIMIT
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (1200, 900))
        assert abs(picture.convert("L").getpixel((5, 600)) - 234) < 8
