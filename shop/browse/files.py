"""The files of a part: its specification as CSV, its pictures as SVG that stands alone, its solid as STEP and GLB."""

import csv
import io
from collections.abc import Callable, Mapping

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.attributes import UnitSystem
from catalog.drawings import dimension_drawing, dimension_dxf, speed_torque_curve, three_quarter
from catalog.drawings.cad import store
from catalog.drawings.standalone import standing_alone
from catalog.models import Motor, Product
from catalog.quantities import typed
from catalog.queries import find_part, specification
from shop.browse.solids import solid_file
from shop.browse.units import system_of
from shop.datasheets.sheets import PAPERS, datasheet

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # so that spreadsheets read Ω and ° as such
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@csp_update({"style-src": [SELF, UNSAFE_INLINE]})  # a picture that stands alone brings its own style
def part_file(request: HttpRequest, kind: str, part_number: str, ending: str) -> HttpResponse:
    """One file of a published part."""
    maker, solid = FILES.get((kind, ending)), kind == ending and kind in store.FORMATS
    sheet = (kind, ending) == ("datasheet", "pdf")
    part = find_part(part_number) if maker or solid or sheet else None
    if part is None or not part.product.live:
        raise Http404
    if sheet:
        response = _datasheet(request, part.product)
    elif maker is None:
        response = solid_file(request, part.product, kind)
    else:
        content, content_type = maker(part.product, system_of(request))
        if not content:
            raise Http404
        response = HttpResponse(content, content_type=content_type)
    disposition = "inline" if ending in ("svg", "pdf") else "attachment"
    name = _plain(part.number) if kind == ending else f"{_plain(part.number)}-{kind}"
    response["Content-Disposition"] = f'{disposition}; filename="{name}.{ending}"'
    return response


def _plain(number: str) -> str:
    """A part number as a file name."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-._") else "_" for letter in number)


def _specifications(product: Product, _system: UnitSystem) -> tuple[str, str]:
    """Every figure in its first display unit with all its digits, whatever the visitor's switch says."""
    out = io.StringIO()
    rows = csv.writer(out)
    heads = (_("Part number"), _("Group"), _("Attribute"), "key", _("Symbol"), _("Value"), _("Unit"), _("Source"))
    rows.writerow(heads)
    for group in specification(product):
        for row in group.rows:
            attribute, value = row.attribute, row.value
            if attribute.quantity and isinstance(value, float):
                figure = typed(value, attribute.quantity)
            else:
                figure = str(row.figure)
            cells = (product.part_number, group.label, attribute.label, attribute.key, attribute.symbol, figure)
            rows.writerow([_safe(str(cell)) for cell in (*cells, attribute.unit, row.provenance)])
    return BYTE_ORDER_MARK + out.getvalue(), "text/csv; charset=utf-8"


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; figures stay figures."""
    if not cell.startswith(FORMULA_STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell


def _diagram(product: Product, system: UnitSystem) -> tuple[str, str]:
    if not isinstance(product, Motor):
        return "", ""
    return standing_alone(speed_torque_curve(product, system=system)), "image/svg+xml; charset=utf-8"


def _drawing(product: Product, system: UnitSystem) -> tuple[str, str]:
    return standing_alone(dimension_drawing(product, system=system) or ""), "image/svg+xml; charset=utf-8"


def _dxf(product: Product, system: UnitSystem) -> tuple[str, str]:
    return dimension_dxf(product, system=system) or "", "image/vnd.dxf"


def _datasheet(request: HttpRequest, product: Product) -> HttpResponse:
    """The data sheet as PDF, on the paper that the address asks for."""
    paper = request.GET.get("paper", "a4")
    sheet = datasheet(product, system=system_of(request), paper=paper if paper in PAPERS else "a4")
    response = HttpResponse(sheet.content, content_type="application/pdf")
    response["ETag"] = f'"{sheet.version[:32]}"'
    response["Cache-Control"] = "no-cache"  # the address stays when the figures change
    return response


def _picture(product: Product, _system: UnitSystem) -> tuple[str, str]:
    return three_quarter(product) if isinstance(product, Motor) else "", "image/svg+xml; charset=utf-8"


Maker = Callable[[Product, UnitSystem], tuple[str, str]]
FILES: Mapping[tuple[str, str], Maker] = {
    ("specifications", "csv"): _specifications,
    ("drawing", "svg"): _drawing,
    ("dxf", "dxf"): _dxf,
    ("diagram", "svg"): _diagram,
    ("picture", "svg"): _picture,
}
