"""Of an outlet that is gone nobody can read the pages: that is not the same as a falsehood, and hides none."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.project import get_project_settings

from monitor.commands.verify import Command
from monitor.proof import rereading


def _verify(home: Path) -> int:
    command = Command()
    command.settings = get_project_settings()
    command.settings.set("MONITOR_HOME", str(home))
    return command.work(["653"], argparse.Namespace(all=False, head=False, deposited=None, home=None))


def test_what_nobody_can_read_is_told_apart_and_hides_no_falsehood(
    home_with_week: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load: Callable[[Any], dict[str, Any]] = rereading.load_outlets
    names = {name: outlet for name, outlet in load(get_project_settings()).items() if name != "people"}
    monkeypatch.setattr(rereading, "load_outlets", lambda settings: names)
    assert _verify(home_with_week) == 3
    said = capsys.readouterr().err
    assert "（人民网）：不能核对，媒体 people 在 spiders/ 里已经没有" in said
    assert "（人民网）：不成立" not in said
    assert "，不成立 0 篇，媒体不在了、不能核对 1 篇。" in said
    (archive,) = home_with_week.glob("archive/*/*.warc.gz")
    archive.rename(archive.with_name("away"))
    assert _verify(home_with_week) == 3
    said = capsys.readouterr().err
    assert "（人民网）：不成立：" in said
    assert "媒体不在了" not in said, "who has no page either cannot say that it is there"
