"""Chinese characters within an address are part of it; those behind it are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from past_issue import URLS, is_told, lines, read, text_file

from monitor.text.urls import plain_address


def first_address(folder: Path, printed: str) -> tuple[str, tuple[str, ...]]:
    past = read(text_file(folder, "\n".join(lines()).replace(URLS[0], printed).split("\n")))
    return past.entries[0].url, past.notes


@pytest.mark.parametrize(
    "url",
    [
        "https://yz.cnr.cn/s?kw=心电&id=527",
        "https://yz.cnr.cn/s?id=527&kw=心电一张网",
        "https://yz.cnr.cn/s?kw=AI医疗&id=527",
        "https://yz.cnr.cn/s?kw=AI医疗2025&id=527",
        "https://yz.cnr.cn/s?栏目=3&id=527",
        "https://yz.cnr.cn/新闻/527.shtml",
        "https://yz.cnr.cn/新闻/心电一张网.html",
        "https://yz.cnr.cn/#/详情/527",
        "https://yz.cnr.cn/s?kw=%E5%BF%83%E7%94%B5&id=527",
    ],
)
@pytest.mark.parametrize("form", ["{}", "<{}>", "{}（电脑端）", "[{0}]({0})", "{0} {0}"])
def test_words_within_an_address(tmp_path: Path, url: str, form: str) -> None:
    found, notes = first_address(tmp_path, form.format(url))
    assert notes == ()
    if form == "<{}>":  # Markdown shows words for what was written as %E5
        assert plain_address(found).key == plain_address(url).key
    else:
        assert found == url


@pytest.mark.parametrize(
    "behind",
    ["（电脑端）", "，点击查看", "点击查看", "阅读原文", "。", "；手机端另附", "、", "》", "　（张三）", "原文/转载"],
)
@pytest.mark.parametrize(
    "url", [URLS[0], "https://yz.cnr.cn/s?id=527", "https://yz.cnr.cn/a/527/", "https://yz.cnr.cn/"]
)
def test_words_behind_an_address(tmp_path: Path, url: str, behind: str) -> None:
    assert first_address(tmp_path, url + behind) == (url, ())


def test_an_address_with_words_over_two_lines(tmp_path: Path) -> None:
    url = "https://yz.cnr.cn/s?kw=心电&id=20250506t20250506527000001"
    assert first_address(tmp_path, f"{url[:40]}\n{url[40:]}") == (url, ())


def test_the_house_form(tmp_path: Path) -> None:
    assert is_told(read(text_file(tmp_path, lines())))
