"""Make ``spec3.json.gz`` from Stripe's OpenAPI description: drop the prose, keep every path and schema.

    python -m shop.payments.sandbox.data.trim path/to/spec3.json

The stand-in reads lengths from it, and its tests compare every answer with the schemas. The result is the same
bytes for the same input, so a refresh shows in version control only when Stripe changed something.
"""

import gzip
import json
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("spec3.json.gz")
PROSE = {"description", "summary", "x-stripeEvent", "x-stripeOperations"}


def without_prose(node: object, *, names: bool = False) -> object:
    """The same tree without its texts. ``names``: the keys are names of parameters or schemas, so none is prose."""
    if isinstance(node, dict):
        return {
            key: without_prose(value, names=key in ("properties", "schemas") and not names)
            for key, value in node.items()
            if names or key not in PROSE
        }
    if isinstance(node, list):
        return [without_prose(item) for item in node]
    return node


def main(source: str) -> None:
    """Write the trimmed description beside this file."""
    description = json.loads(Path(source).read_text())
    text = json.dumps(without_prose(description), separators=(",", ":"), sort_keys=True)
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1])
