"""Three real scrapyd servers with homes of their own on one PostgreSQL and one shared archive: one is killed, one hangs."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from conftest import SAMPLE_WEEK, SECONDS, Forker, Scrapy
from page_bench import OF_THE_WEEK, REGULAR
from scrapy.settings import BaseSettings
from scrapyds import ACCOUNT, Scrapyd, forked
from sqlalchemy import select

from monitor.exceptions import MonitorError
from monitor.nodes import dealing, node
from monitor.nodes.choosing import choose_nodes
from monitor.nodes.dealing import Dealer, Work
from monitor.store.database import open_to_read, reading
from monitor.store.models import Article


@pytest.fixture
def there(tmp_path: Path) -> Path:
    (folder := tmp_path / "there").mkdir()
    return folder


@pytest.fixture
def three(
    tmp_path: Path, url: str, forker: Forker, office: dict[str, str], there: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Scrapyd]]:
    """Servers of one process each; the second's account is its own. The project is deployed to all."""
    with ExitStack() as stack:
        servers = []
        for number in (1, 2, 3):
            (home := tmp_path / f"node{number}").mkdir()
            own = {**office, "MONITOR_HOME": str(home), "MONITOR_DATABASE_URL": url, "MONITOR_ARCHIVE_URL": str(there)}
            account = {"SCRAPYD_USERNAME": "second", "SCRAPYD_PASSWORD": "other"} if number == 2 else {}
            servers.append(stack.enter_context(forked(forker, home, {**own, **account}, "max_proc = 1\n")))
        servers[0].deploy("one")
        servers[1].deploy("one", "second", "other")
        servers[2].deploy("one")
        for name, value in ACCOUNT.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("SCRAPYD_USERNAME_2", "second")
        monkeypatch.setenv("SCRAPYD_PASSWORD_2", "other")
        yield servers


def _settings(servers: list[Scrapyd]) -> BaseSettings:
    return BaseSettings({"BOT_NAME": "zhoubao", "SCRAPYD_URL": ", ".join(server.url for server in servers)})


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_one_is_killed_and_one_hangs(
    three: list[Scrapyd], url: str, scrapy: Scrapy, stored_week: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str], office: dict[str, str], there: Path,
) -> None:  # fmt: skip
    """In the middle of the run; the third does the rest, no article is lost, the issue is that of one process. What the
    one that was killed had not sent is sent when it is back, and then another machine that has nothing proves all."""
    monkeypatch.setattr(dealing, "_PATIENCE", 8.0)
    monkeypatch.setattr(dealing, "_LOOK_AGAIN", 5.0)
    monkeypatch.setenv("MONITOR_DATABASE_URL", url)
    nodes = choose_nodes(_settings(three), list(REGULAR))  # has each server start a process: it may take seconds
    monkeypatch.setattr(node, "_ANSWER", 4.0)
    handed = {"DOWNLOAD_DELAY": "0", "RETRY_TIMES": "0"}
    days = {"since": "2025-12-06", "until": "2025-12-12"}
    dealer = Dealer(nodes, Work(lambda outlet: (outlet, days), handed, lambda outlet: False))
    pause, struck = dealing.time.sleep, list[Scrapyd]()

    def strike(seconds: float) -> None:
        """As soon as each is at its second outlet."""
        for server, sign in ((three[0], signal.SIGKILL), (three[1], signal.SIGSTOP)):
            begun = list((tmp_path / f"node{three.index(server) + 1}" / "scrapyd" / "logs").rglob("*.log"))
            if len(begun) > 1 and server not in struck:
                struck.append(server)
                (os.killpg if sign == signal.SIGKILL else os.kill)(server.process.pid, sign)
        pause(seconds)

    monkeypatch.setattr(dealing.time, "sleep", strike)
    try:
        assert dealer.run(list(REGULAR), SECONDS * 2, lambda outlet, standing: None)
    finally:
        three[1].process.send_signal(signal.SIGCONT)
    assert len(struck) == 2
    said = capfd.readouterr().err
    assert said.count("没有应答，它的任务（") == 2, said
    env = {**office, "MONITOR_DATABASE_URL": url, "MONITOR_ARCHIVE_URL": str(there)}
    assert _articles(url) == _articles(f"sqlite:///{stored_week / 'monitor.db'}")
    health = scrapy("health", "653", home=tmp_path / "third", env=env)
    assert OF_THE_WEEK in health.stderr, health.stdout + health.stderr
    done = scrapy("bulletin", "653", env=env)
    assert done.returncode == 0, done.stderr
    for name in ("bulletin.md", "bulletin.html", "bulletin.json"):
        one, other = (each / "bulletins" / "653" / name for each in (tmp_path / "home", stored_week))
        assert one.read_bytes() == other.read_bytes(), name
    back = ("weekly", "653", "--sweep", "--outlets", "cnr", "--replay", SAMPLE_WEEK)
    assert scrapy(*back, home=tmp_path / "node1", env=env).returncode == 0
    proven = scrapy("verify", "653", "--all", home=tmp_path / "fourth", env=env)
    assert (proven.returncode, "成立 3 篇" in proven.stderr) == (0, True), proven.stdout + proven.stderr
    assert not [*(tmp_path / "fourth").rglob("*.warc.gz")]


def _articles(url: str) -> set[tuple[str, str, str]]:
    with reading(open_to_read(url)) as session:
        return {tuple(row) for row in session.execute(select(Article.outlet, Article.key, Article.text_digest))}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
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
