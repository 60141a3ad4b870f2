"""Set a paper again, to look at a changed template."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.documents import pdf
from shop.orders.models import Order
from shop.orders.paper import confirmation
from shop.quoting import pictures, queries
from shop.quoting.models import Revision


class Command(BaseCommand):
    help = "Write the PDF of a sent quote (Q-…, its newest revision) or an order (SO-…) as the templates set it now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number")
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, number: str, file: Path, **_options: Any) -> None:
        order = Order.objects.filter(number=number).first()
        revision = Revision.objects.filter(quote__number=number, sent_at__isnull=False).order_by("-pk").first()
        if order is not None:
            file.write_bytes(confirmation(order))
        elif revision is not None:
            full = queries.revision(revision.pk)
            images = pictures.for_paper([line.part for line in full.lines.all()])
            file.write_bytes(pdf("quoting/quote.typ", full.paper or {}, files=images, made_at=full.sent_at))
        else:
            raise CommandError(f"No sent quote and no order is numbered {number}.")
        self.stdout.write(str(file))
