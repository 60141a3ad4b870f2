"""Set a paper with Typst.

A template is a `.typ` file in a room's `templates/` folder; it holds the layout and no words. What it prints comes as
`data`, read by `json("/data.json")`; pictures come as `files`. `/documents/letter.typ` has what all papers share.
System fonts are off: the same input gives the same paper on every machine. Typst ignores woff2, so the fonts here are
whole TTF files (`manage.py vendor_static` fetches them, and cuts the Chinese one down to GB 2312).
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.template.utils import get_app_template_dirs

FONTS = Path(__file__).parent / "fonts"
SHARED = "documents/letter.typ"


class PaperFailed(Exception):
    """A template does not fit its data."""


@cache
def _fonts() -> typst.Fonts:
    folders = [str(folder) for folder in sorted(FONTS.iterdir()) if folder.is_dir()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _template(name: str) -> bytes:
    for folder in get_app_template_dirs("templates"):
        path = Path(folder) / name
        if path.is_file():
            return path.read_bytes()
    raise FileNotFoundError(name)


def fingerprint(template: str) -> str:
    """A hash of the layout: papers that are kept are made anew when a template changes."""
    return sha256(_template(template) + _template(SHARED)).hexdigest()


def pdf(
    template: str, data: Mapping[str, Any], *, files: Mapping[str, bytes] | None = None, made_at: datetime | None = None
) -> bytes:
    """Set a template as PDF.

    Args:
        template: name below a room's `templates/`, for example "quoting/quote.typ".
        data: plain JSON.
        files: pictures by the path the template uses, without the leading slash: PNG, JPEG, WebP or SVG.
        made_at: the date in the PDF itself; with one, equal input gives equal bytes.

    Raises PaperFailed where Typst does not understand the template or misses something in the data.
    """
    sources = {
        "main.typ": _template(template),
        SHARED: _template(SHARED),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
        **(files or {}),
    }
    stamp = int((made_at or datetime.now(UTC)).timestamp())
    with TemporaryDirectory() as root:  # handed over in memory, Typst's binding takes text only, no photographs
        for name, content in sources.items():
            path = Path(root) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        main = str(Path(root) / "main.typ")
        try:
            paper = typst.compile(main, root=root, font_paths=_fonts(), ignore_system_fonts=True, timestamp=stamp)
        except (typst.TypstError, RuntimeError) as error:
            raise PaperFailed(f"{template}: {error}") from error
    return bytes(paper)
