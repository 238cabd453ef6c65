"""Three real scrapyd servers with homes of their own on one PostgreSQL and one shared archive: one is killed, one hangs."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
import requests
from conftest import SAMPLE_WEEK, SECONDS, Forker, Scrapy
from office import Office, serve
from page_bench import REGULAR
from scrapy.settings import BaseSettings
from scrapyds import ACCOUNT, Scrapyd, forked
from sqlalchemy import select

from monitor.exceptions import MonitorError
from monitor.nodes import dealing, node
from monitor.nodes.choosing import choose_nodes
from monitor.nodes.dealing import Dealer, Work
from monitor.store.database import open_to_read, reading
from monitor.store.models import Article

# Three for each of the first two servers: one is done, one at work and one waits when they are struck. What takes
# longest, and is printed, comes to the third: what another has begun is done twice.
OUTLETS = ("bjd", "hubeidaily", "xinhuanet", "ynet_bqb", "people_rmrb", "people", "cnr", "dahe_hnrb")


class Place(NamedTuple):
    """What the servers have in common: an environment for their jobs, and for whoever works with them; and the folder
    in which their homes lie, each as `node` and its number."""

    servers: list[Scrapyd]
    env: dict[str, str]
    folder: Path

    @property
    def url(self) -> str:
        return self.env["MONITOR_DATABASE_URL"]


@pytest.fixture(scope="module")
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, forker: Forker) -> Iterator[Place]:
    """Servers of one process each, on PostgreSQL where there is one; the second's account is its own. The project is
    deployed to all."""
    folder = tmp_path_factory.mktemp("three")
    (there := folder / "there").mkdir()
    with ExitStack() as stack:
        env = dict(stack.enter_context(serve(Office, folder)))
        env |= {"MONITOR_DATABASE_URL": f"sqlite:///{folder / 'monitor.db'}", "MONITOR_ARCHIVE_URL": str(there)}
        if "MONITOR_TEST_POSTGRES" in os.environ:
            env["MONITOR_DATABASE_URL"] = stack.enter_context(request.getfixturevalue("postgres").lend())
        servers = []
        for number in (1, 2, 3):
            (home := folder / f"node{number}").mkdir()
            account = {"SCRAPYD_USERNAME": "second", "SCRAPYD_PASSWORD": "other"} if number == 2 else {}
            given = {**env, "MONITOR_HOME": str(home), **account}
            servers.append(stack.enter_context(forked(forker, home, given, "max_proc = 1\n")))
        servers[0].deploy("one")
        servers[1].deploy("one", "second", "other")
        servers[2].deploy("one")
        yield Place(servers, env, folder)


@pytest.fixture
def three(place: Place, monkeypatch: pytest.MonkeyPatch) -> list[Scrapyd]:
    """The servers, for one who has their accounts."""
    for name, value in ACCOUNT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SCRAPYD_USERNAME_2", "second")
    monkeypatch.setenv("SCRAPYD_PASSWORD_2", "other")
    return place.servers


def _settings(servers: list[Scrapyd]) -> BaseSettings:
    return BaseSettings({"BOT_NAME": "zhoubao", "SCRAPYD_URL": ", ".join(server.url for server in servers)})


def test_one_of_another_version_is_left_out_by_name(
    three: list[Scrapyd], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    three[2].deploy("two")
    assert [each.url for each in choose_nodes(_settings(three), ["cnr"])] == [three[0].url, three[1].url]
    assert f"不用这一台：{three[2].url} 上的版本是 two，{three[0].url} 上是 one；" in capfd.readouterr().err
    monkeypatch.delenv("SCRAPYD_PASSWORD_2")
    assert [each.url for each in choose_nodes(_settings(three), ["cnr"])] == [three[0].url]
    assert f"不用这一台：scrapyd 不答应：{three[1].url}" in capfd.readouterr().err
    with pytest.raises(MonitorError, match="没有一台 scrapyd 可用。.*没有媒体 nosuch"):
        choose_nodes(_settings(three), ["nosuch"])
    given = {"project": "zhoubao", "version": "two"}
    auth = (ACCOUNT["SCRAPYD_USERNAME"], ACCOUNT["SCRAPYD_PASSWORD"])
    taken = requests.post(f"{three[2].url}/delversion.json", given, auth=auth, timeout=SECONDS)
    assert taken.json()["status"] == "ok", "for the next test they are alike again"


@pytest.mark.usefixtures("postgres")
def test_one_is_killed_and_one_hangs(
    place: Place, three: list[Scrapyd], scrapy: Scrapy, stored_week: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """In the middle of the run; the third does the rest, no article is lost, the issue is that of one process. What the
    one that was killed had not sent is sent when it is back, and then another machine that has nothing proves all."""
    monkeypatch.setattr(dealing, "_PATIENCE", 8.0)
    monkeypatch.setattr(dealing, "_LOOK_AGAIN", 5.0)
    monkeypatch.setenv("MONITOR_DATABASE_URL", place.url)
    nodes = choose_nodes(_settings(three), OUTLETS)  # has each server start a process: it may take seconds
    monkeypatch.setattr(node, "_ANSWER", 4.0)
    handed = {"DOWNLOAD_DELAY": "0", "RETRY_TIMES": "0"}
    days = {"since": "2025-12-06", "until": "2025-12-12"}
    dealer = Dealer(nodes, Work(lambda outlet: (outlet, days), handed, lambda outlet: False))
    pause, turns, struck = dealing.time.sleep, count(), list[Scrapyd]()

    def strike(seconds: float) -> None:
        """As soon as each is at its second outlet; nobody looks at them meanwhile."""
        while len(struck) < 2:
            for server, sign in ((three[0], signal.SIGKILL), (three[1], signal.SIGSTOP)):
                begun = list((place.folder / f"node{three.index(server) + 1}" / "scrapyd" / "logs").rglob("*.log"))
                if len(begun) > 1 and server not in struck:
                    struck.append(server)
                    (os.killpg if sign == signal.SIGKILL else os.kill)(server.process.pid, sign)
            assert next(turns) < SECONDS * 10, "waited in vain"
            pause(0.1)
        pause(seconds)

    monkeypatch.setattr(dealing.time, "sleep", strike)
    try:
        assert dealer.run(OUTLETS, SECONDS * 2, lambda outlet, standing: None)
    finally:
        three[1].process.send_signal(signal.SIGCONT)
    assert len(struck) == 2
    said = capfd.readouterr().err
    assert said.count("没有应答，它的任务（") == 2, said
    env, of_one = place.env, _articles(f"sqlite:///{stored_week / 'monitor.db'}")
    assert _articles(place.url) == {each for each in of_one if each[0] in OUTLETS}
    health = scrapy("health", "653", home=tmp_path / "third", env=env)
    others = len(REGULAR) - len(OUTLETS)
    told = f"媒体 {len(REGULAR)} 家：未运行 {others}，无切题 1，正常 {len(OUTLETS) - 1}"
    assert told in health.stderr, health.stdout + health.stderr
    done = scrapy("bulletin", "653", env=env)
    assert done.returncode == 3, done.stderr  # the others were not asked
    for name in ("bulletin.md", "bulletin.html", "bulletin.json"):
        one, other = (each / "bulletins" / "653" / name for each in (tmp_path / "home", stored_week))
        assert one.read_bytes() == other.read_bytes(), name
    back = ("weekly", "653", "--sweep", "--outlets", "cnr", "--replay", SAMPLE_WEEK)
    assert scrapy(*back, home=place.folder / "node1", env=env).returncode == 0
    proven = scrapy("verify", "653", "--all", home=tmp_path / "fourth", env=env)
    assert (proven.returncode, "成立 3 篇" in proven.stderr) == (0, True), proven.stdout + proven.stderr
    assert not [*(tmp_path / "fourth").rglob("*.warc.gz")]


def _articles(url: str) -> set[tuple[str, str, str]]:
    with reading(open_to_read(url)) as session:
        return {tuple(row) for row in session.execute(select(Article.outlet, Article.key, Article.text_digest))}
