"""Measurements: ``python -m tests.bench NAME --json``. Figures of one run are compared with each other only."""
