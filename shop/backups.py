"""One file that holds the database and every upload of a moment, and the way back."""

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.utils.translation import gettext_lazy as _

from shop.errors import Refused

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class NotThisBackup(Refused):
    """The file is none of ours, or of another kind of database."""

    sentence = _("This file is not a backup of this kind of database.")


class DatabaseHoldsRows(Refused):
    """Restoring would overwrite something."""

    sentence = _("This database already holds a shop. Say --replace if it may go.")


def backup(target: Path) -> None:
    """Write the backup file, completely or not at all. The shop may go on running.

    The database comes first: whatever it names was uploaded before, so it is in the media that follow.
    """
    half = target.with_name(f"{target.name}.half")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder, tarfile.open(half, "w") as archive:
        dump = Path(folder) / NAMES[connection.vendor]
        _dump(dump)
        archive.add(dump, dump.name)
        for name, place in _media().items():
            if place.exists():
                archive.add(place, name)
    half.chmod(0o600)
    half.rename(target)


def restore(source: Path, *, replace: bool = False, media: Path | None = None) -> None:
    """Put database and uploads back. `media` takes the uploads elsewhere. Raises NotThisBackup, DatabaseHoldsRows."""
    with _open(source) as archive, tempfile.TemporaryDirectory() as folder:
        name = NAMES[connection.vendor]
        if name not in archive.getnames():
            raise NotThisBackup
        if not replace and connection.introspection.table_names():
            raise DatabaseHoldsRows
        archive.extractall(folder, filter="data")
        connections.close_all()
        _load(Path(folder) / name)
        for part, place in _media(media).items():
            if (Path(folder) / part).exists():
                shutil.copytree(Path(folder) / part, place, dirs_exist_ok=True)


@contextmanager
def _open(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        archive = tarfile.open(source)  # noqa: SIM115
    except tarfile.TarError as error:
        raise NotThisBackup from error
    with archive:
        yield archive


def _media(elsewhere: Path | None = None) -> dict[str, Path]:
    if elsewhere:
        return {"media/public": elsewhere / "public", "media/private": elsewhere / "private"}
    return {"media/public": Path(settings.MEDIA_ROOT), "media/private": Path(settings.PRIVATE_MEDIA_ROOT)}


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as rows,
            closing(sqlite3.connect(target)) as copy,
        ):
            rows.backup(copy)
    else:
        _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _load(dump: Path) -> None:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(dump)) as rows, closing(sqlite3.connect(connection.settings_dict["NAME"])) as copy:
            rows.backup(copy)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connections.close_all()
        name = connection.settings_dict["NAME"]
        _postgres("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={name}", str(dump))


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs against our database; the password goes by the environment, not by `ps`."""
    database: dict[str, Any] = connection.settings_dict
    where = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = {name: str(database[key]) for name, key in where.items() if database.get(key)}
    subprocess.run([program, *arguments], env={**os.environ, **environment}, check=True)  # noqa: S603
