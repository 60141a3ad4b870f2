"""Units: how people write them and what they are worth. Conversion factors are Pint's.

A spelling is looked up within one quantity, without regard to case, dots and spaces, because ``lb`` is a mass or a
force. Pint's own parser never sees what a person typed: it would take joules for a torque and hertz for a speed.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from pint import UnitRegistry


@dataclass(frozen=True)
class Unit:
    """A unit as printed, what Pint calls it, and how else people write it."""

    symbol: str
    pint: str
    spellings: tuple[str, ...] = ()


# The first of each quantity is the stored one. Spellings are folded by `fold` before they are compared.
UNITS: Mapping[str, tuple[Unit, ...]] = MappingProxyType(
    {
        "voltage": (
            Unit("V", "V", ("vdc", "volt", "volts", "v dc", "v=", "伏", "伏特")),
            Unit("mV", "mV", ("millivolt",)),
            Unit("kV", "kV", ()),
        ),
        "current": (
            Unit("A", "A", ("adc", "a dc", "amp", "amps", "ampere", "安", "安培")),
            Unit("mA", "mA", ("milliamp", "milliampere", "毫安")),
        ),
        "resistance": (
            Unit("Ω", "ohm", ("ohm", "ohms", "r", "欧", "欧姆")),
            Unit("mΩ", "mohm", ("mohm", "milliohm", "毫欧")),
            Unit("kΩ", "kohm", ("kohm",)),
        ),
        "inductance": (
            Unit("H", "H", ("henry",)),
            Unit("mH", "mH", ("毫亨",)),
            Unit("µH", "uH", ("uh", "微亨")),
        ),
        "torque": (
            Unit("N·m", "N*m", ("newtonmeter", "newtonmetre", "牛米", "牛顿米")),
            Unit("mN·m", "mN*m", ("millinewtonmeter", "毫牛米")),
            Unit("µN·m", "uN*m", ("unm",)),
            Unit("N·cm", "N*cm", ("cnm", "牛厘米")),
            Unit("N·mm", "N*mm", ()),
            Unit(
                "kgf·cm",
                "kgf*cm",
                ("kgcm", "kpcm", "公斤力厘米", "千克力厘米", "公斤厘米", "千克厘米"),
            ),
            Unit("kgf·m", "kgf*m", ("kgm", "kpm")),
            Unit("gf·cm", "gf*cm", ("gcm", "pcm", "克厘米", "克力厘米")),
            Unit("oz·in", "ozf*inch", ("ozfin", "inoz", "ounceinch", "ounceinches", "unzenzoll", "盎司英寸")),
            Unit("lbf·in", "lbf*inch", ("lbin", "inlb", "inlbf", "lbsin", "inlbs", "poundinch", "磅英寸")),
            Unit("lbf·ft", "lbf*foot", ("lbft", "ftlb", "ftlbf", "ftlbs", "lbsft", "poundfoot", "磅英尺")),
        ),
        "torque_constant": (
            Unit("N·m/A", "N*m/A", ("nma-1", "nmadc")),
            Unit("mN·m/A", "mN*m/A", ("mnma-1", "mnmadc")),
            Unit("N·cm/A", "N*cm/A", ("cnm/a",)),
            Unit("kgf·cm/A", "kgf*cm/A", ("kgcm/a",)),
            Unit("oz·in/A", "ozf*inch/A", ("ozfin/a", "inoz/a")),
            Unit("lbf·in/A", "lbf*inch/A", ("lbin/a", "inlb/a")),
            Unit("lbf·ft/A", "lbf*foot/A", ("lbft/a", "ftlb/a")),
        ),
        "back_emf_constant": (
            Unit("V·s/rad", "V*s/rad", ("vs", "v/(rad/s)", "v/rad/s", "vrad-1s")),
            Unit("mV·s/rad", "mV*s/rad", ("mvs", "mv/(rad/s)", "mv/rad/s")),
            Unit(
                "V/krpm",
                "V/krpm",
                (
                    "v/1000rpm",
                    "v/1000min-1",
                    "v/(kr/min)",
                    "v/kr/min",
                    "mvmin",
                    "mv/min-1",
                    "mv/rpm",
                    "v/kmin-1",
                    "v/千转",
                ),
            ),
            Unit("V/rpm", "V/rpm", ("v/min-1", "vmin", "v/(r/min)")),
        ),
        "speed_constant": (
            Unit("rad/(s·V)", "rad/s/V", ("rad/s/v", "rads-1v-1")),
            Unit("rpm/V", "rpm/V", ("min-1/v", "min-1v-1", "r/min/v", "(r/min)/v", "kv", "1/minv")),
            Unit("krpm/V", "krpm/V", ()),
        ),
        "speed_torque_gradient": (
            Unit("rad/(s·N·m)", "rad/s/(N*m)", ("rad/s/nm", "rads-1nm-1")),
            Unit("rpm/(mN·m)", "rpm/(mN*m)", ("rpm/mnm", "min-1/mnm", "min-1mnm-1", "r/min/mnm")),
            Unit("rpm/(N·m)", "rpm/(N*m)", ("rpm/nm", "min-1/nm")),
            Unit("rpm/(oz·in)", "rpm/(ozf*inch)", ("rpm/ozin",)),
        ),
        "motor_constant": (
            Unit("N·m/√W", "N*m/W**0.5", ("nm/sqrt(w)", "nm/w^0,5", "nm/w^0.5", "nm/w1/2", "nm/sqrtw")),
            Unit("mN·m/√W", "mN*m/W**0.5", ("mnm/sqrt(w)", "mnm/w^0.5", "mnm/w1/2", "mnm/sqrtw")),
            Unit("oz·in/√W", "ozf*inch/W**0.5", ("ozin/sqrt(w)", "ozin/sqrtw")),
        ),
        "speed": (
            Unit("rad/s", "rad/s", ("rads-1",)),
            Unit(
                "rpm",
                "rpm",
                (
                    "r/min",
                    "min-1",
                    "1/min",
                    "u/min",
                    "upm",
                    "umdr/min",
                    "umdrehungen",
                    "rev/min",
                    "r/m",
                    "转/分",
                    "转/分钟",
                    "转每分",
                    "转",
                ),
            ),
            Unit("krpm", "krpm", ("kr/min", "1000rpm", "千转")),
            Unit("rev/s", "turn/s", ("rps", "r/s", "u/s", "转/秒")),
        ),
        "power": (
            Unit("W", "W", ("watt", "watts", "瓦", "瓦特")),
            Unit("mW", "mW", ()),
            Unit("kW", "kW", ("kilowatt", "千瓦")),
            Unit("hp", "hp", ("horsepower", "英制马力")),
            Unit("PS", "metric_horsepower", ("metrichp", "马力", "匹")),
        ),
        "inertia": (
            Unit("kg·m²", "kg*m**2", ()),
            Unit("g·cm²", "g*cm**2", ("克平方厘米",)),
            Unit("kg·cm²", "kg*cm**2", ()),
            Unit("g·m²", "g*m**2", ()),
            Unit("kg·mm²", "kg*mm**2", ()),
            Unit("g·mm²", "g*mm**2", ()),
            Unit("oz·in²", "oz*inch**2", ()),
            Unit("oz·in·s²", "ozf*inch*s**2", ("ozfins2",)),
            Unit("lb·in²", "lb*inch**2", ()),
            Unit("lb·ft²", "lb*foot**2", ()),
        ),
        "viscous_friction": (
            Unit("N·m·s", "N*m*s", ("nms/rad", "nm/(rad/s)")),
            Unit("mN·m/rpm", "mN*m/rpm", ("mnm/min-1", "mnmmin")),
            Unit("N·m/rpm", "N*m/rpm", ()),
            Unit("mN·m/krpm", "mN*m/krpm", ("mnm/1000rpm", "unm/rpm", "unm/min-1")),
            Unit("oz·in/krpm", "ozf*inch/krpm", ("ozin/1000rpm",)),
        ),
        "force": (
            Unit("N", "N", ("newton", "牛")),
            Unit("kN", "kN", ()),
            Unit("kgf", "kgf", ("kg", "kp", "公斤力", "公斤")),
            Unit("lbf", "lbf", ("lb", "lbs", "磅")),
        ),
        "mass": (
            Unit("kg", "kg", ("kilo", "kilogram", "公斤", "千克")),
            Unit("g", "g", ("gram", "gramm", "克")),
            Unit("lb", "lb", ("lbs", "pound", "pounds", "磅")),
            Unit("oz", "oz", ("ounce", "ounces", "盎司")),
        ),
        "length": (
            Unit("m", "m", ("meter", "metre", "米")),
            Unit("mm", "mm", ("millimeter", "millimetre", "毫米")),
            Unit("cm", "cm", ("厘米",)),
            Unit("µm", "um", ("um",)),
            Unit("in", "inch", ("inch", "inches", "zoll", '"', "″", "''", "′′", "英寸", "吋", "寸")),
            Unit("ft", "foot", ("foot", "feet")),
        ),
        "temperature": (
            Unit("°C", "degC", ("c", "grad", "度", "摄氏度", "degc", "celsius")),
            Unit("°F", "degF", ("f", "degf", "fahrenheit")),
            Unit("K", "K", ("kelvin",)),
        ),
        "thermal_resistance": (
            Unit("K/W", "K/W", ("°c/w", "c/w", "kw-1", "degc/w")),
            Unit("°F/W", "delta_degF/W", ("f/w",)),
        ),
        "time": (
            Unit("s", "s", ("sec", "second", "seconds", "sek", "sekunden", "秒")),
            Unit("ms", "ms", ("毫秒",)),
            Unit("µs", "us", ("us",)),
            Unit("min", "min", ("minute", "minutes", "minuten", "分", "分钟")),
            Unit("h", "hour", ("hr", "hour", "hours", "std", "stunden", "小时")),
        ),
        "sound_level": (Unit("dB(A)", "dimensionless", ("db", "dba", "分贝")),),
        "ratio": (
            Unit("", "dimensionless", ("1",)),
            Unit("%", "percent", ("percent", "prozent")),
        ),
        "count": (Unit("", "dimensionless", ("1",)),),
        "per_turn": (
            Unit(
                "pulses/turn",
                "dimensionless",
                ("1", "1/turn", "ppr", "pulsesperturn", "pulses", "lines", "p/r", "imp/u", "striche", "线", "脉冲/转"),
            ),
        ),
        "angle": (
            Unit("rad", "rad", ("radian",)),
            Unit("°", "degree", ("deg", "degree", "degrees", "grad", "度")),
            Unit("arcmin", "arcminute", ("′", "'", "winkelminuten", "bogenminuten", "弧分", "角分")),
            Unit("arcsec", "arcsecond", ("″", '"', "winkelsekunden")),
        ),
        "frequency": (
            Unit("Hz", "Hz", ("hertz", "赫兹")),
            Unit("kHz", "kHz", ("千赫",)),
            Unit("MHz", "MHz", ()),
        ),
        "energy": (
            Unit("J", "J", ("joule", "焦耳")),
            Unit("kJ", "kJ", ()),
            Unit("Wh", "Wh", ()),
        ),
    }
)

# Units that German and Chinese engineers write otherwise; translators change these and nothing else.
NAMES: Mapping[str, Promise] = MappingProxyType(
    {
        "rpm": pgettext_lazy("unit", "rpm"),
        "pulses/turn": pgettext_lazy("unit", "pulses/turn"),
        "h": pgettext_lazy("unit", "h"),
        "arcmin": pgettext_lazy("unit", "arcmin"),
    }
)

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LOOSE = re.compile(r"[\s·⋅∙•.*×_\u00ad\u200b]+|(?<=[^\W\d])-(?=[^\W\d])")


def fold(text: str) -> str:
    """A unit without what people write differently: case, dots, spaces, hyphens, superscripts, full width."""
    text = unicodedata.normalize("NFKC", text.translate(_SUPERSCRIPTS)).replace("−", "-").replace("℃", "°C")
    return _LOOSE.sub("", text.replace("μ", "µ").replace("µ", "u")).casefold().replace("ω", "ohm").replace("^2", "2")


@cache
def _spellings(quantity: str) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for unit in UNITS[quantity]:
        for spelling in (unit.symbol, *unit.spellings):
            found.setdefault(fold(spelling), unit)
    return found


@cache
def registry() -> "UnitRegistry":
    """Pint, loaded when a unit is first converted: it costs a third of a second."""
    from pint import UnitRegistry

    return UnitRegistry(autoconvert_offset_to_baseunit=True)


@cache
def _conversion(unit: str, quantity: str) -> tuple[float, float]:
    """(factor, offset) such that stored = factor · shown + offset."""
    known = {each.symbol: each.pint for each in UNITS[quantity]}
    stored = UNITS[quantity][0].pint
    ureg = registry()

    def convert(number: float) -> float:
        return float(ureg.Quantity(number, known.get(unit, unit)).to(stored).magnitude)

    offset = convert(0.0)
    factor = convert(1.0) - offset
    return float(f"{factor:.13g}"), float(f"{offset:.13g}")


def find(text: str, quantity: str) -> str | None:
    """The symbol of the unit that a person means by this text, None where it is none of this quantity."""
    known = _spellings(quantity).get(fold(text))
    return known.symbol if known else None


def to_stored(number: float, unit: str, quantity: str) -> float:
    """A figure in this unit as the stored value, with twelve digits: the same figure in two units is one number."""
    factor, offset = _conversion(unit, quantity)
    return float(f"{number * factor + offset:.12g}")


def from_stored(value: float, unit: str, quantity: str) -> float:
    """A stored value in this unit, with ten digits: what was typed with fewer comes back as it was."""
    factor, offset = _conversion(unit, quantity)
    return float(f"{(value - offset) / factor:.10g}")
