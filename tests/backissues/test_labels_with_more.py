"""Labels as offices vary them: two links, the day or the author among them, 第一篇 for a number."""

from __future__ import annotations

from pathlib import Path

import pytest
from past_issue import HEADLINES, TEXTS, URLS, is_told, lines, read, text_file

from monitor.text.markdown import plain_text

OTHER = "https://www.other.cn/a/527.html"
SEVERAL = ("第 15 行：第 1 篇的链接印了不止一个，用第一个",)
DATELINE = "2025-05-06 来源：央广网\n"


def changed(*pairs: tuple[str, str]) -> list[str]:
    text = "\n".join(lines())
    for former, new in pairs:
        assert former in text
        text = text.replace(former, new)
    return text.split("\n")


@pytest.mark.parametrize(
    "links",
    [
        f"链接：{URLS[0]}\n链接：{OTHER}",
        f"链接：{URLS[0]}\n原文链接：{OTHER}",
        f"链接1：{URLS[0]}\n链接2：{OTHER}",
        f"链接一：{URLS[0]}\n链接二：{OTHER}",
        f"链接：\n{URLS[0][:30]}\n{URLS[0][30:]}\n链接：{OTHER}",
        f"链接：{URLS[0]}；{OTHER}",
        f"链接：{URLS[0]}、{OTHER}",
        f"链接：{URLS[0]}, {OTHER}",
    ],
)
def test_two_links(tmp_path: Path, links: str) -> None:
    assert is_told(read(text_file(tmp_path, changed((f"链接：{URLS[0]}", links)))), SEVERAL)


def test_an_address_that_holds_another(tmp_path: Path) -> None:
    url = f"https://share.cnr.cn/go?target={OTHER}"
    past = read(text_file(tmp_path, changed((URLS[0], url))))
    assert (past.entries[0].url, past.notes) == (url, ())


@pytest.mark.parametrize(
    "source",
    [
        "央广网 2025-05-06",
        "央广网（2025年5月6日）",
        "央广网　2025-05-06 08:30",
        "央广网，2025.5.6",
        "央广网（2025年5月6日 08:30）",
    ],
)
def test_the_day_behind_the_source(tmp_path: Path, source: str) -> None:
    given = changed(("来源：央广网\n链接", f"来源：{source}\n链接"), (DATELINE, ""))
    assert is_told(read(text_file(tmp_path, given)))


@pytest.mark.parametrize("label", ["作者：许闻笛", "记者：许闻笛 周明", "责任编辑：李木", "版次：第3版", "栏目：要闻"])
@pytest.mark.parametrize("place", ["链接", "主要内容"])
def test_another_label_among_the_labels(tmp_path: Path, label: str, place: str) -> None:
    given = lines()
    at = next(at for at, line in enumerate(given) if line.startswith(place))
    assert is_told(read(text_file(tmp_path, [*given[:at], label, *given[at:]])))


def test_an_author_behind_the_labels_is_text(tmp_path: Path) -> None:
    past = read(text_file(tmp_path, changed((DATELINE, f"{DATELINE}作者：许闻笛\n"))))
    assert plain_text(past.entries[0].body).split("\n") == ["作者：许闻笛", *TEXTS[0]]


@pytest.mark.parametrize("form", ["第一篇 {}", "第1篇：{}", "第一篇、{}"])
def test_a_number_in_words(tmp_path: Path, form: str) -> None:
    assert is_told(
        read(text_file(tmp_path, changed((f"1. {HEADLINES[0]}\n来源", form.format(HEADLINES[0]) + "\n来源"))))
    )


@pytest.mark.parametrize("headline", ["第一篇健康论文出自云州", "第一条 健康热线开通", "第二篇：县医院的夜晚"])
def test_a_headline_that_begins_so_stays(tmp_path: Path, headline: str) -> None:
    past = read(text_file(tmp_path, changed((HEADLINES[0], headline))))
    assert past.entries[0].headline == headline


@pytest.mark.parametrize("name", ["周报.md", "周报.txt"])
@pytest.mark.parametrize("form", ["**{}：**", "**{}**：", "**{}：** "])
def test_bold_labels(tmp_path: Path, form: str, name: str) -> None:
    """Stars between a mark and a Chinese word are no emphasis to Markdown."""
    pairs = [(f"{label}：", form.format(label)) for label in ("\n链接", "\n主要内容")]
    pairs = [(former, "\n" + new.replace("\n", "")) for former, new in pairs]
    given = changed(("\n来源：", "\n" + form.format("来源")), *pairs)
    file = text_file(tmp_path, [each for line in given for each in (line, "")], name)
    assert is_told(read(file))


def test_stars_in_a_text_stay(tmp_path: Path) -> None:
    past = read(text_file(tmp_path, changed(("一张图几分钟", "**注释：**张图"))))
    assert "**注释：**张图" in plain_text(past.entries[0].body)
