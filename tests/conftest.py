"""What several tests share: the material beside the project, a scrapy process, the sample week."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from forked import ask
from sqlalchemy import NullPool, create_engine, text

from monitor.exceptions import StoreError
from monitor.store.database import open_database
from monitor.store.migrations import newest, revision_of

# What one process of the many has compiled the others need not, whatever an image's environment says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Threads that wait for work in a circle take it from the other workers.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# A shell lets what it starts in the background ignore Ctrl-C, nohup the end of a terminal, and so would each command that
# a test interrupts.
HEARD: dict[int, Any] = {
    signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL, signal.SIGHUP: signal.SIG_DFL,
}  # fmt: skip


def hear_signals() -> None:
    for number, handler in HEARD.items():
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


hear_signals()
gc.disable()  # until all is imported and collected: little of that is garbage, and to look for it takes a fourth of the time
pytest_plugins = ["answering", "at_desk", "converting", "disks", "in_chromium", "office", "sharing", "tried"]

PROJECT = Path(__file__).parent.parent
os.environ.pop("COLUMNS", None)  # the workers of pytest-xdist have it, and commands fold their tables by it
SHARED = PROJECT.parent / "shared"
SAMPLE_WEEK = PROJECT / "tests" / "sample_week" / "week-653.warc.gz"
OF_FEW = ("--outlets", "xinhuanet,people")  # three on topic, reprints, pictures

_NUMBERS = count()
_SHARED = pytest.StashKey["Forker"]()
# Files whose tests take ten seconds and more, mostly for a clock or a killed process; those that take longest first.
LONG = (
    "test_walks",
    "test_deploy",
    "test_scrapyd",
    "test_country",
    "test_machine",
    "test_hostile",
    "test_newcomer",
    "test_store",
    "test_interruption",
    "test_growth",
    "test_office_proxy",
    "test_killed",
    "test_helping",
    "test_lessons",
    "test_chromium",
    "test_screens",
    "test_job",
    "test_killed_writing",
)
OF_AN_OUTLET = ("test_outlets", "test_pages")  # the files of tests/outlet that hold an outlet's laws and read its pages
SECONDS = 300  # after which a command is killed: a guard against a hang, no measure of speed
LEAVE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
Scrapy = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """A command that a test has run in this process ends with signals that change nothing, and what is started next
    would begin so."""
    hear_signals()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two workers more than there are cores: a quarter of the tests' time is waiting, for servers, clocks and cron."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was imported and collected stays; without this each look for garbage goes through all of it."""
    gc.collect()
    gc.freeze()
    gc.enable()


def _outlet(config: pytest.Config) -> str:
    """The outlet that alone is asked for, by `-k NAME` and no path; empty if none is."""
    name = str(config.getoption("keyword"))
    alone = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return name if alone and (PROJECT / "spiders" / f"{name}.py").is_file() else ""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Who writes an outlet wants its laws and its pages, and soon: the other files are not even imported."""
    others = collection_path.suffix == ".py" and collection_path.stem not in OF_AN_OUTLET
    return True if others and _outlet(config) else None


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say so."""
    name = _outlet(config)
    return f"{name}: its laws and its pages ({', '.join(OF_AN_OUTLET)})" if name else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each worker begins with some of the files that take long or wait, so that none is left over at the end; a file is
    one worker's, for its tests share what they begin with. pytest-xdist cuts the tests into as many equal parts."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    long: dict[str, list[pytest.Item]] = {stem: [] for stem in LONG}
    rest: list[pytest.Item] = []
    for item in items:
        long.get(item.path.stem, rest).append(item)
    dealt: list[pytest.Item] = []
    for worker in range(workers):
        share = (len(items) - len(dealt)) // (workers - worker)
        own = [item for stem in LONG[worker::workers] for item in long[stem]]
        fill = max(0, share - len(own))
        dealt += own + rest[:fill]
        rest = rest[fill:]
    items[:] = dealt + rest


def wait_until(holds: Callable[[], object]) -> None:
    """Wait until it `holds`, as long as a command may take."""
    for _ in range(SECONDS * 10):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("waited in vain")


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"the material of {SHARED.name}/ is not beside the project")
    return SHARED


class Forker:
    """A process of a `project`'s folder of which each command is a child (tests/forking.py); or the one that somebody
    else has in the `folder`. Its `scrapy` is a program that stands for the real one, in a folder of its own, where a
    test starts processes or a shell; pytest's lies beside it."""

    def __init__(self, project: Path, folder: Path | None = None) -> None:
        self.project = project
        self._own = None if folder else tempfile.TemporaryDirectory(prefix="forker-")
        self.folder = folder or Path(self._own.name)  # type: ignore[union-attr]
        self._socket = str(self.folder / "socket")
        self.scrapy = self.folder / "bin" / "scrapy"
        if self._own:
            self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        listener.bind(self._socket)
        listener.listen()
        command = [sys.executable, str(self.project / "tests" / "forking.py"), str(listener.fileno())]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[listener.fileno()])
        listener.close()
        asks = f"{sys.executable} -IS {PROJECT / 'tests' / 'forked.py'} {self._socket}"
        self.scrapy.parent.mkdir()
        for program in (self.scrapy, self.scrapy.with_name("pytest")):
            program.write_text(f'#!/bin/sh\nexec {asks} {program.name} "$@"\n', "utf-8")
            program.chmod(0o755)
        return process

    def run(
        self, args: list[str], env: dict[str, str], cwd: Path, seconds: float = SECONDS, program: str = "scrapy"
    ) -> subprocess.CompletedProcess[str]:
        """Run `scrapy …`, kill it after so many `seconds`, and return what it did."""
        with Path(os.devnull).open() as given, tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            order = {"program": program, "args": args, "env": env, "cwd": str(cwd), "open": [0, 1, 2]}
            connection, child = ask(self._socket, order, [given.fileno(), out.fileno(), err.fileno()])
            with connection:
                guard = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
                guard.start()
                code = int(connection.recv(32))
                guard.cancel()
            for each in (out, err):
                each.seek(0)
            return subprocess.CompletedProcess(args, code, out.read(), err.read())

    def close(self) -> None:
        if self._own:
            with self._process as process:  # waits, and closes what is open
                assert process.stdin
                process.stdin.close()
            self._own.cleanup()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """All workers of pytest-xdist have their commands forked from one process, and make the stored week once."""
    gc.enable()  # who gives the tests out collects none
    config = node.config
    if _SHARED not in config.stash:
        config.stash[_SHARED] = Forker(PROJECT)
        config.add_cleanup(config.stash[_SHARED].close)
    node.workerinput["forker"] = str(config.stash[_SHARED].folder)


@pytest.fixture(scope="session")
def forker(request: pytest.FixtureRequest) -> Iterator[Forker]:
    shared = getattr(request.config, "workerinput", {}).get("forker")
    with closing(Forker(PROJECT, Path(shared) if shared else None)) as forker:
        yield forker


@pytest.fixture
def scrapy(tmp_path: Path, forker: Forker) -> Scrapy:
    """Runs `scrapy …` as a person would, with a home of its own, and kills it after so many `seconds`; returns the
    finished process. `fresh`: not forked, so that the order of its sets is its own."""

    def run(
        *arguments: object,
        home: Path | None = None,
        env: dict[str, str] | None = None,
        seconds: float = SECONDS,
        fresh: bool = False,
    ) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "MONITOR_HOME": str(home or tmp_path / "home"), **(env or {})}
        args = [*map(str, arguments)]
        if fresh:
            command = [sys.executable, "-m", "scrapy.cmdline", *args]
            return subprocess.run(
                command, cwd=PROJECT, env=given, capture_output=True, text=True, timeout=seconds, check=False
            )
        return forker.run(args, given, PROJECT, seconds)

    return run


def clone(folder: Path) -> Path:
    """Return `folder`, in which the project stands as a fresh clone: its files as they are now, in one commit."""
    unborn = (".git", ".venv", "var", "out", ".hypothesis", "*.egg-info", ".*_cache")
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns(*unborn))
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
    return folder


def _store_week(forker: Forker, folder: Path, *words: str) -> Path:
    """Return a home in the `folder` in which the sample week was gathered and its issue written: made once for all
    workers, never to be changed."""
    folder.mkdir(exist_ok=True)
    made = folder / "made"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            environment = {**os.environ, "MONITOR_HOME": str(folder / "home")}
            done = forker.run(["weekly", "653", "--replay", str(SAMPLE_WEEK), *words], environment, PROJECT)
            assert done.returncode == 0, done.stderr
            made.touch()
    return folder / "home"


def copy_home(home: Path, target: Path, **given: Any) -> Path:
    """Return `target`, a copy of a `home` in which nobody writes. What SQLite keeps beside its file while another test
    reads that may go while it is copied, and holds nothing."""
    return Path(shutil.copytree(home, target, ignore=shutil.ignore_patterns("*.db-shm", "*.db-wal"), **given))


@pytest.fixture(scope="session")
def stored_week(forker: Forker) -> Path:
    """The sample week of all outlets, stored."""
    return _store_week(forker, forker.folder / "stored")


@pytest.fixture(scope="session")
def stored_few(forker: Forker) -> Path:
    """The sample week of few outlets, stored: what is the same for few need not be gathered from all."""
    return _store_week(forker, forker.folder / "stored-few", *OF_FEW)


@pytest.fixture
def home_with_week(stored_week: Path, tmp_path: Path) -> Path:
    """A copy of it as the home of this test's commands."""
    return copy_home(stored_week, tmp_path / "home")


class Postgres:
    """Databases on the server that MONITOR_TEST_POSTGRES names. One with tables is a copy of one that was migrated once,
    and lent again when it is empty: to make and to drop one takes the server a third of a second."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._template = ""
        self._free: list[str] = []

    @contextmanager
    def lend(self, migrated: bool = True) -> Iterator[str]:
        """Give the address of an empty database, with its tables or without."""
        if migrated and not self._template:
            self._template = self._create()
            open_database(self._template).dispose()
        if migrated and self._free:
            address = self._free.pop()
        else:
            address = self._create(f"TEMPLATE {self._name(self._template)}" if migrated else "")
        try:
            yield address
        finally:
            with suppress(StoreError):
                open_database(address).dispose()
            open_database.cache_clear()
            if migrated and self._is_emptied(address):
                self._free.append(address)
            else:
                self._drop(address)

    def close(self) -> None:
        for address in filter(None, [*self._free, self._template]):
            self._drop(address)

    def _is_emptied(self, address: str) -> bool:
        """Take all rows out, begin all numbers anew, and send whoever is still there away. Of a database that a test
        has made one of another release nothing is left to lend."""
        name = self._name(address)
        self._do(
            f"ALTER DATABASE {name} ALLOW_CONNECTIONS true", f"ALTER DATABASE {name} RESET ALL", LEAVE.format(name)
        )
        with create_engine(address, poolclass=NullPool).begin() as connection:
            if revision_of(connection) != newest():
                return False
            connection.execute(text("SET session_replication_role = replica"))  # in any order
            for table in connection.scalars(text(TABLES)).all():
                connection.execute(text(f"DELETE FROM {table}"))
            connection.execute(text("SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences"))
        return True

    def _create(self, like: str = "") -> str:
        name = f"zhoubao_{os.getpid()}_{next(_NUMBERS)}"
        self._do(f"CREATE DATABASE {name} {like}")
        return f"{self._server}/{name}"

    def _drop(self, address: str) -> None:
        self._do(f"DROP DATABASE {self._name(address)} WITH (FORCE)")

    def _do(self, *statements: str) -> None:
        with self._admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    @staticmethod
    def _name(address: str) -> str:
        return address.rpartition("/")[2]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = os.environ.get("MONITOR_TEST_POSTGRES", "")
    if not server:
        pytest.skip(
            "needs a server: apt-get install postgresql; MONITOR_TEST_POSTGRES=postgresql+psycopg://user:password@host"
        )
    with closing(Postgres(server)) as databases:
        yield databases


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a row, of either kind: on PostgreSQL one with its tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'a folder' / 'monitor.db'}"
        return
    with request.getfixturevalue("postgres").lend() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that has not even its tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'a folder' / 'monitor.db'}"
        return
    with request.getfixturevalue("postgres").lend(migrated=False) as address:
        yield address


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a line of a measured table past pytest's capture, so that a run shows its figures."""

    def write(line: str) -> None:
        with capsys.disabled():
            print(f"\n{line}", end="")

    return write
