"""Pieces of SVG as text. Classes say what a thing is, the shop's style sheets how it looks: no style attribute."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from html import escape

import numpy as np

from catalog.physics.constants import Array

Point = tuple[float, float]
_WIDTH_OF = {"i": 0.28, "l": 0.28, "1": 0.5, ".": 0.26, ",": 0.26, " ": 0.24, "·": 0.26, "\u00a0": 0.24, "m": 0.82}


_decimals: ContextVar[int] = ContextVar("decimals", default=2)


@contextmanager
def exact() -> Iterator[None]:
    """Write coordinates with nine decimals instead of two: for what is measured from, not looked at."""
    token = _decimals.set(9)
    try:
        yield
    finally:
        _decimals.reset(token)


def num(value: float) -> str:
    """A coordinate with one hundredth at most and nothing that is not needed."""
    text = f"{value:.{_decimals.get()}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def escaped(content: str) -> str:
    """Text as it may stand between tags."""
    return escape(content)


def text_width(text: str, size: float) -> float:
    """About how wide a text is set in the shop's type, in the unit of ``size``; Chinese signs count one size."""
    return size * sum(1.0 if ord(sign) > 0x2E80 else _WIDTH_OF.get(sign, 0.53) for sign in text)


def tag(name: str, content: str = "", **attributes: object) -> str:
    """An element. ``class_`` and the like lose the underscore, underscores inside a name become dashes."""
    words = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(num(value) if isinstance(value, float) else str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{words}>{content}</{name}>" if content else f"<{name}{words}/>"


def text(content: str, x: float, y: float, *, anchor: str = "start", class_: str | None = None) -> str:
    """A line of text; its content is escaped."""
    return tag("text", escape(content), class_=class_, x=float(x), y=float(y), text_anchor=anchor)


def path(points: Iterable[Point], *, class_: str, close: bool = False) -> str:
    """A broken line through these points."""
    d = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + ("Z" if close else "")
    return tag("path", class_=class_, d=d)


def points(xs: Array, ys: Array) -> list[Point]:
    """Two arrays as points, those that are no numbers left out."""
    sound = np.isfinite(xs) & np.isfinite(ys)
    return [(float(x), float(y)) for x, y in zip(xs[sound], ys[sound], strict=True)]


def document(
    content: str, *, class_: str, width: float, height: float, ident: str, title: str, description: str
) -> str:
    """The whole picture with its name and its description for those who do not see it."""
    return tag(
        "svg",
        f'<title id="{ident}-t">{escape(title)}</title><desc id="{ident}-d">{escape(description)}</desc>{content}',
        xmlns="http://www.w3.org/2000/svg",
        class_=class_,
        viewBox=f"0 0 {num(width)} {num(height)}",
        role="img",
        aria_labelledby=f"{ident}-t {ident}-d",
    )


@dataclass(frozen=True)
class Box:
    """A rectangle on paper that a text takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Whether this lies wholly inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def text_box(content: str, x: float, y: float, *, size: float, anchor: str = "start") -> Box:
    """The rectangle of a text whose baseline is at ``y``."""
    width = text_width(content, size)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - 0.78 * size, left + width, y + 0.24 * size)


@dataclass
class Labels:
    """Texts that must not lie on each other: each is set at the first of its places that is free, or left out."""

    room: Box
    size: float
    taken: list[Box] = field(default_factory=list)

    def keep(self, box: Box) -> None:
        """Leave this area free."""
        self.taken.append(box)

    def place(self, content: str, places: Sequence[tuple[float, float, str]], *, class_: str | None = None) -> str:
        """The text at the first free place (x, baseline, anchor); empty where none is free."""
        for x, y, anchor in places:
            box = text_box(content, x, y, size=self.size, anchor=anchor)
            if box.within(self.room) and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return text(content, x, y, anchor=anchor, class_=class_)
        return ""
