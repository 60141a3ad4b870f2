"""The search box: what an engineer types, read into figures, limits and words."""

from catalog.search_box.grammar import Band, Piece, Point, Reading, read
from catalog.search_box.tokens import TooLong
from catalog.search_box.vocabulary import Meaning, register

__all__ = ["Band", "Meaning", "Piece", "Point", "Reading", "TooLong", "read", "register"]
