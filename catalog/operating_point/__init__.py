"""The reader's operating point: as an address or a form says it, what a motor makes of it, and in which words.

The same point travels through search, motor page, comparison, inquiry and desk, so it is read, judged and worded here
and nowhere else.
"""

from catalog.operating_point.sentences import at_a_glance, figures_at, headline, in_a_line
from catalog.operating_point.typed import NAMES, OperatingPoint, Typed, TypedField, read
from catalog.operating_point.verdict import State, Verdict, judge, judge_motor

__all__ = [
    "NAMES",
    "OperatingPoint",
    "State",
    "Typed",
    "TypedField",
    "Verdict",
    "at_a_glance",
    "figures_at",
    "headline",
    "in_a_line",
    "judge",
    "judge_motor",
    "read",
]
