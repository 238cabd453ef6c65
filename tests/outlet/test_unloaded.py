"""An outlet whose module cannot be loaded: told by file, line and remedy, reported broken, and no other suffers."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import PROJECT, SAMPLE_WEEK, Scrapy, copy_home
from scrapy.settings import Settings

from monitor.exceptions import MonitorError
from monitor.issue_calendar import Window
from monitor.outlet import declaration
from monitor.outlet.declaration import tell_gone
from monitor.outlet.registry import load_outlets, outlet_facts, pick_outlets, regular_outlets, unloaded_outlets
from monitor.run import rereading
from monitor.run.rereading import Share

SOUND = '''"""Made up."""

from monitor.outlet.spider import OutletSpider


class Made(OutletSpider):
    name = "{name}"
    outlet = "{printed}"
    region = "云南"
    hosts = ("{name}.example",)
    articles = ()
    sources = ()
    templates = ()
'''
_NUMBERS = itertools.count()
Package = Callable[..., Settings]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    """Makes a package of outlets of these texts, by module; settings that name it."""
    monkeypatch.setattr(declaration, "_told", set())
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(**texts: str) -> Settings:
        folder = tmp_path / f"made{next(_NUMBERS)}"
        for name, text in texts.items():
            file = folder / f"{name.replace('__', '/')}.py" if not name.startswith("__") else folder / f"{name}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            for each in (folder, file.parent):
                if not (each / "__init__.py").exists():
                    (each / "__init__.py").touch()
            file.write_text(text, "utf-8", "surrogateescape")
        settings = Settings()
        settings.setmodule("monitor.settings")
        settings.set("SPIDER_MODULES", [folder.name])
        return settings

    return make


def sound(name: str = "songyun", printed: str = "松云网") -> str:
    return SOUND.format(name=name, printed=printed)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (sound("bad", "石湾网").replace("hosts = (", "hosts = (("), r"bad\.py 第 \d+ 行：语法错误：.+"),
        ("  x = 1\n y = 2", r"bad\.py 第 \d 行：语法错误：.+"),
        (sound("bad", "石湾网") + "    sources = (SectionList(),)\n", r"bad\.py 第 14 行：没有 SectionList 这个名字"),
        ("import nosuchthing\n" + sound("bad", "石湾网"), r"bad\.py 第 1 行：没有 nosuchthing 这个模块"),
        ("from monitor.outlet.spider import Nothing\n" + sound("bad", "石湾网"), r"bad\.py 第 1 行：ImportError：.+"),
        (sound("bad", "石湾网") + "1 / 0\n", r"bad\.py 第 14 行：ZeroDivisionError：.+"),
        (sound("bad", "石湾网") + "raise SystemExit(0)\n", r"bad\.py 第 14 行：SystemExit：0"),
        (sound("bad", "石湾网").replace('    region = "云南"\n', ""), r"bad\.py：Made 没有写 region"),
        (sound("bad", "石湾网").replace('.example",)', '.example")'), r"bad\.py：Made 的 hosts 应为元组，只有一项也要有逗号：\(…,\)"),
        (sound("bad", "石湾网").replace('("bad', '("https://bad'), r"bad\.py：Made 的 hosts 应为小写的域名，不带 https:// 和 /"),
        (sound("bad", "石湾网").replace('("bad.example",)', "()"), r"bad\.py：Made 的 hosts 应为小写的域名，.+"),
        ("", r"bad\.py：文件是空的"),
        ("x = '\udcff'", r"bad\.py 第 \d 行：语法错误：.+"),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_module_that_cannot_be_loaded_is_told_and_costs_no_other(
    package: Package, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    settings = package(bad=text, songyun=sound())
    assert [*load_outlets(settings)] == ["songyun"]
    lost = unloaded_outlets(settings)["bad"]
    assert re.fullmatch(r"made\d+/" + told, lost.why), lost.why
    assert (lost.outlet, lost.region) == (
        ("石湾网", "云南") if "石湾网" in text and "region" in text else (lost.outlet, lost.region)
    )
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"注意：{lost.why}；因此没有媒体 bad。其余媒体照常；改好这个文件，用 scrapy check 核对。"
    assert regular_outlets(settings) == ["bad", "songyun"], "it is asked for, and so it is missed"
    assert outlet_facts(settings)["bad"].unloaded == lost.why
    with pytest.raises(MonitorError, match=re.escape(lost.why)):
        pick_outlets(settings, ["bad"])
    assert lost.why in tell_gone("bad", {"bad": lost})


@pytest.mark.parametrize(
    ("text", "regular"), [("    on_trial = True\n    x = y\n", False), ("    on_trial = False\n    x = y\n", True)]
)
def test_of_an_outlet_on_trial_nothing_is_missed(package: Package, text: str, regular: bool) -> None:
    settings = package(bad=sound("bad", "石湾网") + text, songyun=sound())
    assert ("bad" in regular_outlets(settings)) is regular
    for admitted in (["bad", "songyun"], [" 石湾网", "松云网"]):
        settings.set("OUTLETS_ADMITTED", admitted)
        assert regular_outlets(settings) == ["bad", "songyun"]
    settings.set("BULLETIN_OUTLET_NAMES", {"bad": "石湾"})
    assert outlet_facts(settings)["bad"].printed == "石湾"


def test_a_broken_family_is_told_once_with_whom_it_costs(package: Package, capsys: pytest.CaptureFixture[str]) -> None:
    settings = package(families__kin="x = 1 +", songyun=sound())
    name = settings["SPIDER_MODULES"][0]
    folder = Path(__import__(name).__file__).parent
    for each in "abcdefg":
        (folder / f"{each}.py").write_text(f"from {name}.families import kin\n" + sound(each, each), "utf-8")
    assert [*load_outlets(settings)] == ["songyun"]
    assert [*unloaded_outlets(settings)] == [*"abcdefg"]
    (line,) = capsys.readouterr().err.splitlines()
    assert f"{name}/families/kin.py 第 1 行：语法错误" in line
    assert "；因此没有媒体 a、b、c、d、e 等。" in line


@pytest.mark.parametrize("first", ["aaa", "zzz"])
def test_of_two_outlets_of_one_name_the_other_is_missed(package: Package, first: str) -> None:
    settings = package(**{first: sound("songyun", "石湾网"), "songyun": sound()})
    assert load_outlets(settings)["songyun"].outlet == "松云网"
    lost = unloaded_outlets(settings)
    assert [(each.name, each.outlet) for each in lost.values()] == [(first, "石湾网")]
    assert re.fullmatch(rf"made\d+/{first}\.py：它的 name 是 songyun，与 made\d+/songyun\.py 的相同", lost[first].why)


def test_a_copy_that_is_broken_does_not_take_the_name_of_the_sound_one(package: Package) -> None:
    settings = package(a=sound() + "x = y", songyun=sound())
    assert ([*load_outlets(settings)], [*unloaded_outlets(settings)]) == (["songyun"], ["a"])
    assert not outlet_facts(settings)["songyun"].unloaded


def test_two_outlets_of_one_host_are_told(package: Package, capsys: pytest.CaptureFixture[str]) -> None:
    shared = sound("shiwan", "石湾网").replace("shiwan.example", "songyun.example")
    assert len(load_outlets(package(shiwan=shared, songyun=sound()))) == 2, "both are asked"
    told = "注意：shiwan 和 songyun 的 hosts 都有 songyun.example：它的网址现在都算 shiwan 的；请只留在一家。"
    assert capsys.readouterr().err.splitlines() == [told]


def test_what_is_sound_is_told_nothing(package: Package, capsys: pytest.CaptureFixture[str]) -> None:
    """A paper under a site's domain; helpers; a class that another module imports; a base without a name."""
    paper = sound("paper", "松云日报").replace("paper.example", "paper.songyun.example")
    base = sound("x", "x").replace('    name = "x"\n', "")
    settings = package(families__kin=base, helpers="def f() -> int:\n    return 1\n", paper=paper, songyun=sound())
    name = settings["SPIDER_MODULES"][0]
    (Path(__import__(name).__file__).parent / "son.py").write_text(
        f"from {name}.songyun import Made as Other\n", "utf-8"
    )
    assert [*load_outlets(settings)] == ["paper", "songyun"]
    assert (unloaded_outlets(settings), capsys.readouterr().err) == ({}, "")
    settings = Settings({"SPIDER_MODULES": ["spiders"]})
    settings.setmodule("monitor.settings")
    assert (unloaded_outlets(settings), capsys.readouterr().err) == ({}, "")


def test_where_none_can_be_loaded_it_is_one_error(package: Package, capsys: pytest.CaptureFixture[str]) -> None:
    settings = package(__init__="x = y", songyun=sound())
    with pytest.raises(MonitorError, match=r"一家媒体也装不上：made\d+/__init__\.py 第 1 行：没有 y 这个名字"):
        load_outlets(settings)
    assert "其余媒体照常" not in capsys.readouterr().err


@pytest.fixture
def theirs(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """Two outlets of the project, the second with a fault, as the environment and the folder of a package."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "__init__.py").touch()
    for name in ("people", "xinhuanet"):
        text = (PROJECT / "spiders" / f"{name}.py").read_text("utf-8")
        (folder / f"{name}.py").write_text(text + ("\nx = y\n" if name == "people" else ""), "utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(PROJECT)])}, folder


def test_commands_go_on_with_the_others(scrapy: Scrapy, theirs: tuple[dict[str, str], Path], tmp_path: Path) -> None:
    environment, _ = theirs

    def run(*words: object) -> tuple[int, str, str]:
        done = scrapy(*words, "-s", "SPIDER_MODULES=theirs", env=environment)
        assert "Traceback" not in done.stderr
        assert done.stderr.count("注意：theirs/people.py 第 ") == 1
        return done.returncode, done.stdout, done.stderr

    code, out, _ = run("list")
    assert (code, out) == (0, "xinhuanet\n")
    code, out, _ = run("outlets")
    assert (code, "人民网（装不上）" in out) == (3, True)
    code, out, _ = run("check")
    assert (code, "people：装不上\n" in out, "不同" in out) == (1, True, False)
    assert run("check", "xinhuanet")[0] == 0
    assert run("crawl", "people")[0] == 2
    code, _, err = run("weekly", "653", "--replay", SAMPLE_WEEK)
    assert code == 3
    assert "媒体 2 家：故障 1，正常 1\n" in err
    assert re.search(r"^人民网：故障：装不上：theirs/people\.py 第 \d+ 行：没有 y 这个名字$", err, re.MULTILINE)
    report = (tmp_path / "home" / "bulletins" / "653" / "coverage.md").read_text("utf-8")
    assert "| 人民网 | 故障 |" in report
    code, _, err = run("health", "653")
    assert code == 3
    assert "人民网：未运行：现在装不上：theirs/people.py" in err
    assert run("weekly", "653", "--replay", SAMPLE_WEEK, "--outlets", "people")[0] == 2
    assert run("weekly", "653", "--replay", SAMPLE_WEEK, "--outlets", "人民网,xinhuanet")[0] == 3


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (False, "媒体 people 在 spiders/ 里已经没有，请把它的模块放回来，改过名称的把 name 改回 people"),
        (True, "媒体 people 装不上（theirs/people.py 第 "),
    ],
)
def test_what_the_store_has_of_an_outlet_that_is_gone_is_told(
    scrapy: Scrapy, theirs: tuple[dict[str, str], Path], stored_few: Path, tmp_path: Path, broken: bool, told: str
) -> None:
    environment, folder = theirs
    copy_home(stored_few, tmp_path / "home")
    if not broken:
        (folder / "people.py").unlink()

    def run(*words: object) -> tuple[int, str]:
        done = scrapy(*words, "-s", "SPIDER_MODULES=theirs", env=environment)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stderr

    code, err = run("verify", "653")
    assert (code, f"（人民网）：不能核对，{told}" in err) == (3, True)
    assert "，不成立 0 篇，媒体不在了、不能核对 " in err
    code, err = run("reread", "653")
    assert code == 3
    assert re.search(f"注意：库里有 [0-9]+ 篇没有人读得了：{re.escape(told)}", err)
    assert "：25 篇，有变化 0 篇" in err, "the other is read"
    code, err = run("weekly", "653", "--replay", SAMPLE_WEEK, "--outlets", "xinhuanet")
    assert (code, f"篇没有人读得了：{told}" in err) == (3, True)
    code, err = run("bulletin", "653")
    assert (code, f"篇没有人读得了：{told}" in err) == (3, True)
    (folder / "xinhuanet.py").write_text(sound("songyun"), "utf-8")
    code, err = run("reread", "653")
    assert (code, "错误：库里有 25 篇没有人读得了：媒体 xinhuanet 在 spiders/ 里已经没有" in err) == (2, True)
    assert "库里没有文章" not in err


def test_what_was_entered_by_hand_is_of_no_outlet_that_is_gone(
    package: Package, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = package(songyun=sound())
    settings.set("MONITOR_HOME", str(tmp_path))
    week = Window(date(2025, 12, 6), date(2025, 12, 12))
    stored = [Share(name, week, 2) for name in ("songyun", "手工:云州网", "shiwan")]
    monkeypatch.setattr(rereading, "find_shares", lambda session, window: stored)
    (line,) = rereading.tell_gone_outlets(settings, week)
    assert line.startswith("库里有 2 篇没有人读得了：媒体 shiwan ")
