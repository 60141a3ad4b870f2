"""Papers: quote, order confirmation, data sheet. `pdf` sets them with Typst in our own fonts."""

from .typesetting import pdf

__all__ = ["pdf"]
