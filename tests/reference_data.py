"""Published figures of real motors, which lie outside the repository."""

import csv
import os
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def reference_data(folder: str) -> Path:
    """The folder under ``REFERENCE_DATA`` (default ``../shared/data``); skips the test, loudly, where it is absent."""
    base = Path(os.environ.get("REFERENCE_DATA", ROOT.parent / "shared" / "data"))
    if not (base / folder).is_dir():
        reason = f"{base / folder} is absent: set REFERENCE_DATA to check against published motors"
        warnings.warn(reason, stacklevel=2)
        pytest.skip(reason)
    return base / folder


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by heading."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
