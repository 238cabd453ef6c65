"""Fetch, view and parse of no address, of two, or with a slip: a line that says what to write, no page of help."""

from __future__ import annotations

import argparse

import pytest
from scrapy.utils.project import get_project_settings

from monitor.commands import fetch, parse, view

TOLD = "用法：scrapy {} URL 或存下的网页文件，一个；网址以 http:// 或 https:// 开头。\n"


@pytest.mark.parametrize("module", [fetch, parse, view], ids=["fetch", "parse", "view"])
def test_what_names_no_page_is_one_line(module: object, capsys: pytest.CaptureFixture[str]) -> None:
    name = module.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
    url = "https://www.cnr.cn/"
    for words, told in (
        ([], TOLD.format(name)),
        (["--foo", url], f"没有 --foo 这个选项；scrapy {name} -h 列出全部选项。\n"),
        ([url, url], TOLD.format(name)),
        (["某个词"], TOLD.format(name)),
    ):
        if name == "parse" and words:
            words = [url, *words]  # it looks for the outlet first
        command = module.Command()  # type: ignore[attr-defined]
        command.settings = get_project_settings()
        command.run(words, argparse.Namespace(spider=None))
        assert (command.exitcode, capsys.readouterr().err) == (2, f"错误：{told}")
