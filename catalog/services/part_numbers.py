"""Part numbers: given once, never changed, never given twice."""

from django.db import IntegrityError, transaction

from catalog.attributes import PartKind
from catalog.errors import PartNumberFixed, PartNumberTaken
from catalog.models import Part, Product
from catalog.part_numbers import fold, validate_part_number


@transaction.atomic
def create_part(*, number: str, kind: PartKind, manufacturer: str) -> Part:
    """Give a part number its row. Raises PartNumberTaken, or ValidationError for what cannot be a part number."""
    validate_part_number(number)
    folded = fold(number)
    if Part.objects.filter(folded=folded).exists():
        raise PartNumberTaken(number)
    try:
        with transaction.atomic():
            return Part.objects.create(number=number, folded=folded, kind=kind, manufacturer=manufacturer)
    except IntegrityError as taken_meanwhile:
        raise PartNumberTaken(number) from taken_meanwhile


@transaction.atomic
def claim_part_number(product: Product, *, number: str) -> Part:
    """Give a product that is about to be published its part; safe to repeat.

    Raises PartNumberTaken, and PartNumberFixed where the product was published under another number.
    """
    if product.part is not None:
        if product.part.number != number:
            raise PartNumberFixed(product.part.number)
        return product.part
    product.part = create_part(number=number, kind=product.kind, manufacturer=product.series.manufacturer)
    type(product).objects.filter(pk=product.pk).update(part=product.part)
    return product.part
