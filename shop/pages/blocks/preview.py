"""Sample values that the block chooser draws. Written out so that an editor sees a likely use, not dummy text."""

from django.utils.translation import gettext_lazy as _

PREVIEW_TEXT = _(
    "<p>The cart weighs 120 kg with its load, drives at 1.2 m/s and climbs a ramp of 5 %. Two wheels of 200 mm "
    "diameter are driven, so each carries half of the rolling resistance and half of the slope.</p>"
)
PREVIEW_CALCULATION = {
    "lines": [
        "<p><i>F</i> = ½ · <i>m</i> · <i>g</i> · (<i>c</i><sub>rr</sub> + <i>s</i>) = <b>38.3 N</b></p>",
        "<p><i>M</i> = <i>F</i> · <i>r</i> = 38.3 N · 0.10 m = <b>3.83 N·m</b></p>",
    ]
}
PREVIEW_QUOTE = {
    "text": _("We changed one column in the parts list and the conveyor lost four kilograms."),
    "who": "Henrik Claussen",
    "role": _("Design engineer, conveyor systems"),
}
PREVIEW_NOTE = {
    "kind": "warn",
    "text": _("<p>Torque at standstill is for starting only: the winding reaches its limit within seconds.</p>"),
}
