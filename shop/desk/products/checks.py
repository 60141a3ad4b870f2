"""The catalogue's consistency findings as sentences for the person who edits a motor."""

from collections.abc import Mapping
from math import isfinite

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.attributes import ATTRIBUTES
from catalog.models import Motor, Product
from catalog.physics.consistency import Finding, findings
from catalog.physics_inputs import motor_figures
from catalog.quantities import show

# Each sentence is told the label, the figure as it stands and what the others say it should be.
SENTENCES: Mapping[str, Promise] = {
    "plausible": gettext_lazy("%(label)s is %(given)s: no motor of a catalogue has that. Check the unit."),
    "power": gettext_lazy("%(label)s is %(given)s, but rated torque times rated speed gives %(expected)s."),
    "no_load_speed": gettext_lazy(
        "%(label)s is %(given)s, but voltage, resistance and back-EMF constant give %(expected)s."
    ),
    "back_emf_constant": gettext_lazy("%(label)s is %(given)s, but the torque constant asks for %(expected)s."),
    "gradient": gettext_lazy("%(label)s is %(given)s, but resistance and constants give %(expected)s."),
    "stall_torque": gettext_lazy("%(label)s is %(given)s, but torque constant and stall current give %(expected)s."),
    "rated_torque": gettext_lazy("%(label)s is %(given)s, but rated current and torque constant give %(expected)s."),
    "continuous_above_peak": gettext_lazy("%(label)s is %(given)s, more than the peak of %(expected)s."),
    "efficiency": gettext_lazy("%(label)s is %(given)s, more than the %(expected)s that go in: voltage times current."),
    "rated_above_no_load": gettext_lazy("%(label)s is %(given)s, faster than without load: %(expected)s."),
    "inertia_for_mass": gettext_lazy("%(label)s is %(given)s, which does not fit the motor's mass."),
    "density": gettext_lazy("%(label)s is %(given)s, which does not fit the size of the body."),
}
OTHER = gettext_lazy("%(label)s is %(given)s; the other figures give %(expected)s.")


def warnings(product: Product) -> list[str]:
    """What is odd about the figures of a motor, a sentence each. Other kinds of part have no rules."""
    if not isinstance(product, Motor):
        return []
    return [_sentence(finding) for finding in findings(motor_figures(product))]


def _sentence(finding: Finding) -> str:
    attribute = ATTRIBUTES[finding.keys[0]]
    expected = str(show(finding.expected, attribute)) if isfinite(finding.expected) else _("nothing like it")
    return str(SENTENCES.get(finding.rule, OTHER)) % {
        "label": attribute.label,
        "given": show(finding.given, attribute),
        "expected": expected,
    }
