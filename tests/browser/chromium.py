"""Find a Chromium, in a fixed order, and say which was taken."""

import os
import shutil
import subprocess
from pathlib import Path

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def launch_arguments() -> dict[str, object]:
    """What Playwright starts the browser with. As root, Chromium runs without its sandbox or not at all."""
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    path = find()
    return {"args": arguments, **({"executable_path": path} if path else {})}


def find() -> str | None:
    """Give the browser's path, or None for the one that Playwright downloaded. Raises LookupError if there is none."""
    for candidate in (os.environ.get("CHROMIUM", ""), "chromium", "google-chrome"):
        if candidate and (path := shutil.which(candidate)):
            return path
    if any(_playwrights_own()):
        return None
    return _install()


def _playwrights_own() -> list[Path]:
    places = [
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""),
        "~/.cache/ms-playwright",
        "~/Library/Caches/ms-playwright",
    ]
    return [path for place in places if place for path in Path(place).expanduser().glob("chromium-*")]


def _install() -> str:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise LookupError("No Chromium was found. Install one, or name it in CHROMIUM.")
    subprocess.run([apt, "update", "-qq"], check=False)
    subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=True)
    path = shutil.which("chromium")
    if path is None:
        raise LookupError("chromium was installed, but is not on the path.")
    return path
