"""A verdict in words: plain, with the figure that decides and what would help."""

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.attributes import Text, UnitSystem
from catalog.attributes.kinds import CURRENT, FRACTION, POWER, TEMPERATURE, VOLTAGE
from catalog.operating_point.verdict import Verdict
from catalog.quantities import Figure, number, show, show_quantity


@dataclass(frozen=True)
class PointFigure:
    """One computed figure at the point.

    Attributes:
        formula: how it follows from the published figures.
        beside: what it is to be compared with, already in words.
    """

    key: str
    label: Text
    symbol: str
    figure: Figure
    formula: str
    beside: str = ""
    estimated: bool = False


def headline(verdict: Verdict) -> str:
    """The verdict in a few words: "Runs continuously."."""
    if verdict.state == "continuous":
        return _("Runs continuously.")
    if verdict.state == "intermittent":
        return _("Runs for a while only.")
    if verdict.state == "unknown":
        return _("Cannot be judged.")
    return {
        "voltage": _("Too slow on %(supply)s.") % {"supply": show(verdict.supply, "rated_voltage")},
        "speed": _("Too fast for this motor."),
        "peak": _("Too much torque for this motor."),
        "ambient": _("Not at this ambient temperature."),
        "heat": _("Would overheat."),
    }[verdict.reasons[0]]


def at_a_glance(verdict: Verdict, system: UnitSystem = "si") -> str:
    """What decides, with its figures, and what would help: the sentences after the headline."""
    if verdict.state == "continuous":
        return _("%(margin)s; at %(torque)s it could reach %(speed)s.") % {
            "margin": _in_hand(verdict).capitalize(),
            "torque": show(verdict.point.torque, "rated_torque", system),
            "speed": _speed(verdict.reach, system),
        }
    if verdict.state == "intermittent":
        return _for_a_while(verdict, system)
    if verdict.state == "unknown":
        return _unknown(verdict, system)
    said = [_failure(reason, verdict, system) for reason in verdict.reasons]
    if not {"peak", "heat"} & set(verdict.reasons) and verdict.margin < 0:
        said.append(_for_a_while(verdict, system))
    return " ".join(said)


def in_a_line(verdict: Verdict, system: UnitSystem = "si") -> str:
    """The verdict as the rest of a sentence, for a note or a row of a table."""
    if verdict.state == "continuous":
        current = show_quantity(float(f"{verdict.current:.2g}"), CURRENT, system)
        said = _("runs continuously, %(margin)s, %(current)s") % {"margin": _in_hand(verdict), "current": current}
        if verdict.point.speed and not math.isnan(verdict.efficiency):
            share = show_quantity(float(f"{verdict.efficiency:.2g}"), FRACTION, system)
            said = _("%(said)s, %(efficiency)s efficiency") % {"said": said, "efficiency": share}
        return f"{said}."
    head = headline(verdict)
    return f"{head[:1].lower()}{head[1:]} {at_a_glance(verdict, system)}"


def figures_at(verdict: Verdict, system: UnitSystem = "si") -> list[PointFigure]:
    """Current, powers, efficiency, voltage and winding temperature at the point; those that are not known left out."""
    if math.isnan(verdict.current):
        return []
    limit = verdict.figures.max_winding_temperature
    of = _("of %(limit)s") % {"limit": number(_celsius(limit, system))} if limit is not None else ""
    rows = [
        PointFigure(
            "current",
            _("Current"),
            "I",
            _rounded(verdict.current, CURRENT, system),
            _("Torque and friction over the warm torque constant."),
        ),
        PointFigure("power", _("Shaft power"), "P", _rounded(verdict.power, POWER, system), _("Torque times speed.")),
        PointFigure(
            "power_in",
            _("Electrical power"),
            "P_el",
            _rounded(verdict.power_in, POWER, system),
            _("Shaft power, friction and copper loss of a winding at its limit; the motor without its controller."),
            estimated=verdict.estimated,
        ),
        PointFigure(
            "efficiency",
            _("Efficiency"),
            "η",
            _rounded(verdict.efficiency, FRACTION, system),
            _("Shaft power over electrical power, winding at its limit."),
            estimated=verdict.estimated,
        ),
        PointFigure(
            "voltage",
            _("Voltage needed"),
            "U",
            _rounded(verdict.voltage, VOLTAGE, system),
            _("Back-EMF at 25 °C and the drop on the winding at its limit."),
            _("of %(limit)s") % {"limit": number(verdict.supply)},
            estimated=verdict.estimated,
        ),
        PointFigure(
            "winding",
            _("Winding, steady"),
            "T_w",
            _temperature(verdict, system),
            _("Heat of copper and friction through both thermal resistances, once it no longer changes."),
            of,
        ),
    ]
    hidden = {"winding"} if math.isnan(verdict.winding) else set()
    if not verdict.point.speed:
        hidden |= {"power", "efficiency"}
    return [row for row in rows if row.key not in hidden]


def _temperature(verdict: Verdict, system: UnitSystem) -> Figure:
    """The steady temperature; far beyond the limit the figure says nothing but that."""
    limit = verdict.figures.max_winding_temperature
    if limit is not None and verdict.winding > limit + 100:
        shown = show_quantity(limit, TEMPERATURE, system)
        return Figure(f">\u00a0{shown.number}", shown.unit)
    return _rounded(verdict.winding, TEMPERATURE, system)


def _celsius(value: float, system: UnitSystem) -> float:
    return value if system == "si" else value * 9 / 5 + 32


def _rounded(value: float, quantity: object, system: UnitSystem) -> Figure:
    """Three digits: what follows from published figures is not known better."""
    shown = show_quantity(value, quantity, system)  # type: ignore[arg-type]
    if not math.isfinite(value) or value == 0:
        return shown
    factor = float(f"{value:.3g}")
    return show_quantity(factor, quantity, system) if system == "si" else shown  # type: ignore[arg-type]


def _speed(value: float, system: UnitSystem) -> str:
    """A speed to the ten revolutions that a line is good for."""
    rpm = value * 30 / math.pi
    step = 10.0 if rpm >= 200 else 1.0
    return str(show(round(rpm / step) * step * math.pi / 30, "rated_speed", system))


def _in_hand(verdict: Verdict) -> str:
    if verdict.margin >= 1:
        return _("%(times)s times this torque possible") % {"times": number(verdict.margin + 1, digits=2)}
    return _("%(percent)s %% torque in hand") % {"percent": math.floor(100 * verdict.margin + 1e-6)}


def _for_a_while(verdict: Verdict, system: UnitSystem) -> str:
    said = [
        _("For ever it gives %(torque)s at this speed.") % {"torque": show(verdict.continuous, "rated_torque", system)}
    ]
    if verdict.continuous <= 0:
        said = [_("At this ambient it gives nothing for ever.")]
    if math.isfinite(verdict.seconds):
        said.append(_("From cold it lasts %(time)s.") % {"time": _duration(verdict.seconds)})
    if math.isfinite(verdict.duty):
        said.append(
            _("In ten-minute cycles it may run for %(share)s %% of each.") % {"share": round(100 * verdict.duty)}
        )
    return " ".join(said)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return _("%(seconds)s s") % {"seconds": number(seconds, digits=2)}
    if seconds < 5400:
        return _("%(minutes)s min") % {"minutes": number(seconds / 60, digits=2)}
    return _("%(hours)s h") % {"hours": number(seconds / 3600, digits=2)}


def _unknown(verdict: Verdict, system: UnitSystem) -> str:
    given = verdict.figures
    if verdict.reasons == ("limit",):
        return _("It is fast enough, but what it gives for ever at this ambient is not published.")
    said = _("Resistance, torque constant or voltage are not published.")
    if given.rated_torque is not None and given.rated_speed is not None:
        point = _("%(torque)s at %(speed)s") % {
            "torque": show(given.rated_torque, "rated_torque", system),
            "speed": show(given.rated_speed, "rated_speed", system),
        }
        said += " " + _("Its published rated point is %(point)s.") % {"point": point}
    return said


def _failure(reason: str, verdict: Verdict, system: UnitSystem) -> str:
    point = verdict.point
    torque, speed = show(point.torque, "rated_torque", system), show(point.speed, "rated_speed", system)
    if reason == "voltage":
        volts = show_quantity(math.ceil(verdict.voltage * 10 - 1e-6) / 10, VOLTAGE, system)
        if verdict.reach <= 0:
            return _("At %(torque)s it does not turn; %(speed)s needs %(volts)s.") % {
                "torque": torque,
                "speed": speed,
                "volts": volts,
            }
        return _("Reaches %(reach)s at %(torque)s; %(speed)s needs %(volts)s.") % {
            "reach": _speed(verdict.reach, system),
            "torque": torque,
            "speed": speed,
            "volts": volts,
        }
    if reason == "speed":
        most = show(verdict.figures.max_speed or 0.0, "rated_speed", system)
        return _("It may turn at %(speed)s at most.") % {"speed": most}
    if reason == "peak":
        return _("Its peak torque is %(torque)s.") % {"torque": show(verdict.peak, "rated_torque", system)}
    if reason == "ambient":
        return _ambient(verdict, system)
    return _for_a_while(verdict, system)


def _ambient(verdict: Verdict, system: UnitSystem) -> str:
    low, high = verdict.ambient_range
    if high is not None and verdict.ambient > high:
        return _("It is made for at most %(limit)s around it.") % {
            "limit": show(high, "ambient_temperature_max", system)
        }
    return _("It is made for at least %(limit)s around it.") % {
        "limit": show(low or 0.0, "ambient_temperature_max", system)
    }
