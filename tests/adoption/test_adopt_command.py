"""`scrapy adopt` over real connections: what it writes keeps the laws, what it fetches next is the week."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import laws
import pytest
from answering import Answer, Handler
from conftest import PROJECT, Scrapy
from newcomers import HELD_OUT, newcomers

OPTIONS = ("-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0", "-s", "MONITOR_TODAY=2025-12-12")
BUILD = next(build for build in HELD_OUT if build.name == "linhai")


@pytest.fixture
def asked() -> Counter[str]:
    return Counter()


@pytest.fixture
def env(serve: Callable[[Answer], dict[str, str]], asked: Counter[str], tmp_path: Path) -> dict[str, str]:
    made = newcomers((BUILD,))
    (tmp_path / "made_spiders").mkdir()
    (tmp_path / "made_spiders" / "__init__.py").write_text("")

    def answer(handler: Handler) -> None:
        asked[handler.path] += 1
        outlet = made.get(urlsplit(handler.path).hostname or "")
        status, kind, body = outlet.answer(handler.path) if outlet else (404, "text/html", b"")
        handler.send(status, body, kind)

    return {**serve(answer), "PYTHONPATH": f"{PROJECT / 'tests'}:{tmp_path}"}


@pytest.fixture
def options(tmp_path: Path) -> tuple[str, ...]:
    places = {
        "SPIDER_MODULES": "made_spiders",
        "NEWSPIDER_MODULE": "made_spiders",
        "OUTLET_PAGES": tmp_path / "t" / "pages",
    }
    return (*OPTIONS, *(word for name, value in places.items() for word in ("-s", f"{name}={value}")))


def test_a_new_outlet_is_written_and_fetches_the_week(
    scrapy: Scrapy, tmp_path: Path, env: dict[str, str], options: tuple[str, ...], asked: Counter[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    process = scrapy("adopt", f"http://www.{BUILD.name}.example/", *options, env=env)
    assert process.returncode == 0, process.stdout + process.stderr
    assert 0 < sum(asked.values()) <= 60
    assert max(asked.values()) == 1, "no page is asked for twice"
    assert BUILD.printed in process.stdout
    assert "拿不准" not in process.stderr

    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "made_spiders", raising=False)
    spider = importlib.import_module(f"made_spiders.{BUILD.name}").Linhai
    pages = tmp_path / "t" / "pages" / BUILD.name
    faults = [fault for law in laws.LAWS.values() for fault in law(spider, pages)]
    assert len(faults) == len(list(pages.glob("*.json")))
    assert all("take out 'confirmed'" in fault for fault in faults), "a human has to look, and nothing else is missing"

    again = scrapy("adopt", f"http://www.{BUILD.name}.example/", *options, env=env)
    assert (again.returncode, again.stdout) == (2, "")
    assert f"已有媒体：{BUILD.printed}（{BUILD.name}）" in again.stderr

    process = scrapy("probe", BUILD.name, "--days", "7", *options, env=env)
    assert process.returncode == 0, process.stdout + process.stderr
    assert "媒体 1 家：正常 1" in process.stderr


def test_nothing_is_written_where_nothing_is_to_be(
    scrapy: Scrapy, tmp_path: Path, env: dict[str, str], options: tuple[str, ...]
) -> None:
    front = f"http://www.{BUILD.name}.example/"
    for words, code, told in (
        ((front, "--dry-run", "--printed", "另一个名字"), 0, 'outlet = "另一个名字"'),
        (("http://www.nosuch.example/",), 3, "首页取不到"),
        (("http://127.0.0.1/",), 3, "不是公网地址"),
        ((front, "--name", "Wrong"), 2, "名称“Wrong”不对"),
        ((front, "--printed", "a b"), 2, "--printed"),
        (
            ("www.nosuch.example",),
            2,
            "“www.nosuch.example”不是网址；请写首页的完整网址，例如 scrapy adopt https://www.nosuch.example/",
        ),
        (("nosense",), 2, "“nosense”不是网址；请写首页的完整网址，例如 scrapy adopt https://www.songyun.cn/"),
        ((), 2, "用法：scrapy adopt URL"),
    ):
        process = scrapy("adopt", *words, *options, env=env)
        assert process.returncode == code, process.stderr
        assert told in process.stdout + process.stderr
        assert "Traceback" not in process.stderr
    assert [path.name for path in (tmp_path / "made_spiders").glob("*.py")] == ["__init__.py"]
    assert not (tmp_path / "t").exists()
