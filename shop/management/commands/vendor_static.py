"""Fetch third-party static files from npm packages: the one place that says which, and in which version."""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand


@dataclass(frozen=True)
class Package:
    """Some files of one npm package, and the folder that they are kept in."""

    name: str
    version: str
    folder: Path
    files: Mapping[str, str]  # path in the package: name in the folder
    cut_to_gb2312: bool = False  # a Chinese font is 10 MB whole, 2 MB with the characters of GB 2312


STATIC = Path("shop/static/vendor")
SOURCE_MAP = re.compile(rb"^//# sourceMappingURL=.*\n?", re.MULTILINE)
"""Maps are not kept, and collectstatic refuses a file that names what is not there."""
PAPER_FONTS = Path("shop/documents/fonts")  # whole TTF files: Typst reads no woff2
PACKAGES = (
    Package(
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        STATIC / "source-sans-3",
        {
            "files/source-sans-3-latin-wght-normal.woff2": "source-sans-3-latin-wght-normal.woff2",
            "files/source-sans-3-greek-wght-normal.woff2": "source-sans-3-greek-wght-normal.woff2",
            "LICENSE": "LICENSE",
        },
    ),
    Package(
        "@fontsource/ibm-plex-mono",
        "5.3.0",
        STATIC / "ibm-plex-mono",
        {
            "files/ibm-plex-mono-latin-500-normal.woff2": "ibm-plex-mono-latin-500-normal.woff2",
            "LICENSE": "LICENSE",
        },
    ),
    Package(
        "@google/model-viewer",
        "4.4.0",
        STATIC / "model-viewer",
        {"dist/model-viewer.min.js": "model-viewer.min.js", "LICENSE": "LICENSE"},
    ),
    Package(
        "@expo-google-fonts/source-sans-3",
        "0.4.1",
        PAPER_FONTS / "source-sans-3",
        {
            "400Regular/SourceSans3_400Regular.ttf": "SourceSans3_400Regular.ttf",
            "600SemiBold/SourceSans3_600SemiBold.ttf": "SourceSans3_600SemiBold.ttf",
            "LICENSE_FONT": "LICENSE",
        },
    ),
    Package(
        "@expo-google-fonts/ibm-plex-mono",
        "0.4.1",
        PAPER_FONTS / "ibm-plex-mono",
        {"500Medium/IBMPlexMono_500Medium.ttf": "IBMPlexMono_500Medium.ttf", "LICENSE_FONT": "LICENSE"},
    ),
    Package(
        "@expo-google-fonts/noto-sans-sc",
        "0.4.3",
        PAPER_FONTS / "noto-sans-sc",
        {"400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC_400Regular.ttf", "LICENSE_FONT": "LICENSE"},
        cut_to_gb2312=True,
    ),
    Package(
        "axe-core",
        "4.14.1",
        Path("tests/browser/vendor/axe-core"),
        {"axe.min.js": "axe.min.js", "LICENSE": "LICENSE", "LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt"},
    ),
)


def cut_to_gb2312(font: bytes) -> bytes:
    """Keep the characters of GB 2312 and the full-width signs; drop hints and layout tables that papers do not use."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    rows = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    wanted = {ord(sign) for row in rows for sign in row.decode("gb2312", errors="ignore")}
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["BASE", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    loaded = TTFont(BytesIO(font), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted | set(range(0x3000, 0x3040)) | set(range(0xFF00, 0xFFF0)))
    subsetter.subset(loaded)
    kept = BytesIO()
    loaded.save(kept)
    return kept.getvalue()


class Command(BaseCommand):
    help = "Fetch fonts and scripts from npm into the folders that are committed (needs npm and the network)."

    def handle(self, *_args: object, **_options: object) -> None:
        npm = shutil.which("npm")
        if not npm:
            self.stderr.write("npm is not installed; nothing was changed.")
            return
        for package in PACKAGES:
            with tempfile.TemporaryDirectory() as work:
                done = subprocess.run(  # noqa: S603
                    [npm, "pack", "--silent", "--pack-destination", work, f"{package.name}@{package.version}"],
                    check=True,
                    capture_output=True,
                    text=True,
                )
                self._unpack(Path(work) / done.stdout.strip().splitlines()[-1], package)
            self.stdout.write(f"{package.name} {package.version}: {len(package.files)} files in {package.folder}")

    def _unpack(self, archive: Path, package: Package) -> None:
        """Copy the named files and note where they came from beside them."""
        folder = settings.BASE_DIR / package.folder
        folder.mkdir(parents=True, exist_ok=True)
        digests = {}
        with tarfile.open(archive) as tar:
            for source, name in package.files.items():
                member = tar.extractfile(f"package/{source}")
                if member is None:
                    raise FileNotFoundError(source)
                content = SOURCE_MAP.sub(b"", member.read()) if name.endswith(".js") else member.read()
                if package.cut_to_gb2312 and name.endswith(".ttf"):
                    content = cut_to_gb2312(content)
                (folder / name).write_bytes(content)
                digests[name] = hashlib.sha256(content).hexdigest()
        origin = {"package": package.name, "version": package.version, "sha256": digests}
        (folder / "ORIGIN.json").write_text(json.dumps(origin, indent=2) + "\n")
