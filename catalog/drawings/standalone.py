"""A drawing away from the shop's pages: as a file of its own or on a paper, with every rule that it needs inside.

Plain values instead of the shop's custom properties, and selectors that drawing programs and Typst read too.
"""

from typing import Final

STYLE: Final = """
svg { background: #fff; font: 400 13px "Source Sans 3", "Segoe UI", Arial, sans-serif }
text { fill: #474c53 }
.grid path { stroke: #e9e6e1; fill: none }
.ax { stroke: #16181b; fill: none }
.top path { stroke: #62686f; fill: none }
.r-c { fill: #16181b; fill-opacity: .08 }
.hatch { stroke: #16181b; stroke-opacity: .2 }
.isl path { fill: none; stroke: #6f757d; stroke-dasharray: 1 3; stroke-linecap: round }
.rg, .vt { fill: #16181b; font-weight: 600 }
.vl { stroke: #16181b; stroke-width: 2.25; fill: none }
.cl { stroke: #16181b; stroke-width: 1.25; fill: none }
.cold { stroke: #62686f; stroke-width: 1.5; fill: none }
.pk { stroke: #16181b; stroke-width: 1.25; stroke-dasharray: 5 3 }
.ghost { stroke: #7b8087; stroke-dasharray: 6 4; fill: none }
.np { fill: #fff; stroke: #16181b; stroke-width: 2 }
.isl-l text, .rg, .gl, .npl, .vt, .pkl {
  paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round
}
.o { fill: #fff; stroke: #16181b; stroke-width: 1.75; stroke-linejoin: round }
.thin { stroke: #c9c5be; fill: none }
.t { fill: none; stroke: #16181b }
.d { fill: none; stroke: #474c53; stroke-width: .9 }
.ext { fill: none; stroke: #62686f; stroke-width: .75 }
.ctr { fill: none; stroke: #62686f; stroke-width: .75; stroke-dasharray: 12 3 2 3 }
.hid { fill: none; stroke: #474c53; stroke-dasharray: 5 3 }
.dim text { fill: #16181b }
marker path { fill: #474c53 }
.mono { font-family: "IBM Plex Mono", monospace; font-weight: 500 }
.op path { stroke: #8f3f1d; fill: none; stroke-width: 1.25 }
.op .dot, .op .flag { fill: #8f3f1d }
.op .halo { fill: #fff }
.op text { fill: #fff; font-weight: 600 }
"""


def standing_alone(svg: str) -> str:
    """The drawing with its style: black on white, any font. Empty stays empty."""
    if not svg:
        return ""
    head, end, rest = svg.partition(">")
    return f"{head}{end}<style>{STYLE}</style>{rest}"


def for_paper(svg: str) -> bytes:
    """The drawing for a paper set in our own fonts, which have no sign for a diameter but the letter Ø."""
    return standing_alone(svg).replace("\N{DIAMETER SIGN}", "Ø").encode()
