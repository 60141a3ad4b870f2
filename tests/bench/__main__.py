"""Run one benchmark by name and print its figures: a JSON document with --json, a table without."""

import argparse
import importlib
import json
import pkgutil

import tests.bench

NAMES = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__) if not module.name.startswith("_"))


def main() -> None:
    """Parse the command line, run, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--rows", type=int, default=None, help="size of the catalogue, where the benchmark takes one")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    figures = importlib.import_module(f"tests.bench.{arguments.name}").run(rows=arguments.rows)
    if arguments.json:
        print(json.dumps(figures, indent=1))
        return
    for line in figures if isinstance(figures, list) else [figures]:
        print("\n".join(f"{key:24} {value}" for key, value in line.items()), end="\n\n")


if __name__ == "__main__":
    main()
