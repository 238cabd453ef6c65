"""Alembic migrations, and bringing a database's tables up to date by them. One that was released is never edited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, inspect, text

from monitor.exceptions import StoreError


def migrate(connection: Connection) -> str | None:
    """Bring the tables up to date and return the revision from which they came, None if there was nothing to do."""
    current = revision_of(connection)
    if current == newest():
        return None
    if current and current not in _revisions():
        raise StoreError(f"数据库由更新的版本写成（{current}），本版本不能打开；请升级程序，不要降级。")
    # A fifth of a command's start would go into Alembic, which most commands do not need.
    from alembic import command
    from alembic.config import Config

    with _migration_files() as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return current


def _revisions() -> set[str]:
    folder = files("monitor.store") / "migrations" / "versions"
    return {each.name[:4] for each in folder.iterdir() if re.match(r"\d{4}_", each.name)}


def newest() -> str:
    """Return the revision that this release writes."""
    return max(_revisions())


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the tables, as Alembic has written it down; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


@contextmanager
def _migration_files() -> Iterator[Path]:
    """The folder of the migrations. scrapyd runs the project from a zipped egg, and Alembic wants files;
    importlib.resources.as_file gives a folder from Python 3.12 on only."""
    source = files("monitor.store") / "migrations"
    if isinstance(source, Path):
        yield source
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "versions").mkdir()
        for each in (*source.iterdir(), *(source / "versions").iterdir()):
            if each.is_file() and each.name.endswith((".py", ".mako")):
                within = folder / "versions" if re.match(r"\d{4}_", each.name) else folder
                (within / each.name).write_bytes(each.read_bytes())
        yield folder
