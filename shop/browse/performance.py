"""The performance of a motor on its page: the diagram, its figures, and the verdict at the visitor's point."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from catalog.attributes import UnitSystem
from catalog.drawings import CurveTable, curve_table, speed_torque_curve
from catalog.models import Motor, Product
from catalog.operating_point import (
    Typed,
    Verdict,
    at_a_glance,
    figures_at,
    headline,
    in_a_line,
    judge_motor,
    read,
)
from catalog.operating_point.sentences import PointFigure
from catalog.operating_point.typed import USUAL_AMBIENT
from catalog.queries import SpecificationRow, specification_row

NOTHING_TYPED: Final = read({})
LOOKS: Final = {"continuous": "ok", "intermittent": "warn", "fails": "bad", "unknown": ""}
# The figures that the diagram is drawn from, beside it.
DRAWN_FROM: Final = (
    "no_load_speed",
    "no_load_current",
    "terminal_resistance",
    "torque_constant",
    "back_emf_constant",
    "speed_torque_gradient",
    "stall_torque",
    "peak_torque",
    "max_speed",
    "max_winding_temperature",
)
_ENOUGH: Final = 0.1  # a motor with less torque in hand is suggested only where no other runs at all


@dataclass(frozen=True)
class Better:
    """A motor of the same series that runs where this one does not."""

    motor: Motor
    url: str
    said: str


@dataclass(frozen=True)
class Answer:
    """What the motor makes of the visitor's point, in words and figures."""

    verdict: Verdict
    words: str
    headline: str
    glance: str
    line: str
    look: str
    figures: Sequence[PointFigure]
    better: Better | None


@dataclass(frozen=True)
class Performance:
    """All that the performance section shows.

    Attributes:
        typed: the visitor's point as it stands in the address, with what is wrong with it.
        answer: where a point can be read from it.
    """

    chart: SafeString
    curve: CurveTable
    drawn_from: Sequence[SpecificationRow]
    typed: Typed
    answer: Answer | None


def performance(motor: Motor, system: UnitSystem, typed: Typed, *, others: Sequence[Product]) -> Performance:
    """The diagram at the visitor's supply and ambient, and the answer at their point. Asks the database nothing."""
    supply, ambient, point = typed.values.get("v"), typed.values.get("ta", USUAL_AMBIENT), typed.point
    chart = speed_torque_curve(
        motor,
        system=system,
        voltage=supply,
        ambient=ambient,
        point=(point.torque, point.speed) if point else None,
    )
    return Performance(
        chart=mark_safe(chart),  # noqa: S308  our own drawing
        curve=curve_table(motor, system=system, voltage=supply, ambient=ambient),
        drawn_from=[row for key in DRAWN_FROM if (row := specification_row(motor, key, system)).figure],
        typed=typed,
        answer=answer(motor, system, typed, others) if point else None,
    )


def answer(motor: Motor, system: UnitSystem, typed: Typed, others: Sequence[Product]) -> Answer | None:
    """The verdict in words; None where no point is typed."""
    if typed.point is None:
        return None
    verdict = judge_motor(motor, typed.point)
    better = None if verdict.state == "continuous" else _better(motor, system, typed, others)
    return Answer(
        verdict=verdict,
        words=typed.point.in_words(system),
        headline=headline(verdict),
        glance=at_a_glance(verdict, system),
        line=in_a_line(verdict, system),
        look=LOOKS[verdict.state],
        figures=figures_at(verdict, system),
        better=better,
    )


def _better(motor: Motor, system: UnitSystem, typed: Typed, others: Sequence[Product]) -> Better | None:
    """The smallest margin that is enough, among those of the series that run continuously."""
    if typed.point is None:
        return None
    judged = [(judge_motor(other, typed.point), other) for other in others if isinstance(other, Motor)]
    running = [(verdict, other) for verdict, other in judged if verdict.state == "continuous" and other.pk != motor.pk]
    if not running:
        return None
    verdict, found = min(running, key=lambda pair: (pair[0].margin < _ENOUGH, pair[0].margin))
    return Better(found, f"{found.get_absolute_url()}?{typed.point.query()}", in_a_line(verdict, system))
