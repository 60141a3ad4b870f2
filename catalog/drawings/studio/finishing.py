"""Finish a rendered picture: levels, a little sharpening, and a WebP that stays under a limit (Pillow alone)."""

import io
import math

from PIL import Image, ImageFilter

WIDTH = 1200
LIMIT = 110_000
WHITE = 234
"""Where the backdrop beside the part ends up. Brighter, the shadows lose their foot and WebP shows blocks in them."""
SHOULDER = 0.93


def finished(picture: Image.Image) -> bytes:
    """The picture as the shop keeps it: 1200 px wide, WebP, at most 110 kB. The shop makes every other size of it."""
    level = _levels(picture.convert("RGB"))
    size = (WIDTH, round(level.height * WIDTH / level.width))
    small = level.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.UnsharpMask(0.7, 32, 2))
    for quality in range(92, 30, -3):
        out = io.BytesIO()
        small.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= LIMIT:
            break
    return out.getvalue()


def _levels(picture: Image.Image) -> Image.Image:
    """Backdrop to `WHITE`, blacks a touch deeper, one soft S for all channels, so that grey stays grey."""
    width, height = picture.size
    tones = picture.convert("L").crop((0, height // 3, width // 40, height)).histogram()
    backdrop = next(value for value in range(256) if 2 * sum(tones[: value + 1]) >= sum(tones))

    def toned(value: int) -> int:
        x = max(0.0, (value - 5) / (backdrop - 5)) * WHITE / 255
        if x > SHOULDER:  # nothing clips
            x = SHOULDER + (1 - math.exp(-(x - SHOULDER) / (1 - SHOULDER))) * (1 - SHOULDER)
        return round(255 * (x + 0.08 * x * (1 - x) * (2 * x - 1)))

    return picture.point([toned(value) for value in range(256)] * 3)
