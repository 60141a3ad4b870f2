"""The frame of every hosted page, and the headers that go with it."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from shop.payments.sandbox.world import Answer

STYLESHEET = Path(__file__).with_name("stand_in.css")


def page(title: str, main: str, *, status: int = 200, leads_to: tuple[str | None, ...] = ()) -> Answer:
    """One HTML page. ``leads_to``: addresses that a form of the page may be redirected to."""
    html = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="stylesheet" href="/stand-in.css">
<link rel="icon" href="data:,">
</head>
<body>
<header><strong>Test mode</strong> This is the shop’s local stand-in for Stripe. No real money moves.</header>
<main>
{main}
</main>
</body>
</html>
"""
    origins = sorted({_origin(address) for address in leads_to if address})
    policy = (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
        "form-action " + " ".join(["'self'", *origins])
    )
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return Answer(status, html.encode(), headers)


def redirect(address: str) -> Answer:
    """Send the browser on, with GET."""
    return Answer(303, b"", {"Location": address, "Cache-Control": "no-store", "Referrer-Policy": "same-origin"})


def notice(title: str, text: str, *, status: int = 200, back: str | None = None) -> Answer:
    """A page that says one thing and leads back to the shop."""
    link = f'<p><a class="button" href="{escape(back)}">Back to the shop</a></p>' if back else ""
    return page(
        title, f'<section class="notice"><h1>{escape(title)}</h1><p>{escape(text)}</p>{link}</section>', status=status
    )


def stylesheet() -> Answer:
    """The one stylesheet."""
    headers = {"Content-Type": "text/css; charset=utf-8", "Cache-Control": "max-age=60"}
    return Answer(200, STYLESHEET.read_bytes(), headers)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
