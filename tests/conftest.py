"""What several tests share: the material beside the project, a scrapy process, the sample week."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from monitor.exceptions import StoreError
from monitor.store.database import open_database

PROJECT = Path(__file__).parent.parent
SHARED = PROJECT.parent / "shared"
SAMPLE_WEEK = PROJECT / "tests" / "sample_week" / "week-653.warc.gz"

_NUMBERS = count()
Scrapy = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"the material of {SHARED.name}/ is not beside the project")
    return SHARED


@pytest.fixture
def scrapy(tmp_path: Path) -> Scrapy:
    """Runs `scrapy …` as a person would, with a home of its own; returns the finished process."""

    def run(
        *arguments: object, home: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "MONITOR_HOME": str(home or tmp_path / "home"), **(env or {})}
        command = [sys.executable, "-m", "scrapy.cmdline", *map(str, arguments)]
        return subprocess.run(command, cwd=PROJECT, env=given, capture_output=True, text=True, timeout=300, check=False)

    return run


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, of either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'a folder' / 'monitor.db'}"
        return
    server = os.environ.get("MONITOR_TEST_POSTGRES", "")
    if not server:
        pytest.skip(
            "needs a server: apt-get install postgresql; MONITOR_TEST_POSTGRES=postgresql+psycopg://user:password@host"
        )
    name = f"zhoubao_{os.getpid()}_{next(_NUMBERS)}"
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"{server}/{name}"
    with suppress(StoreError):
        open_database(f"{server}/{name}").dispose()
    open_database.cache_clear()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a line of a measured table past pytest's capture, so that a run shows its figures."""

    def write(line: str) -> None:
        with capsys.disabled():
            print(f"\n{line}", end="")

    return write
