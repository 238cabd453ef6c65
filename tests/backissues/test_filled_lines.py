"""Paragraphs set apart by empty lines whose lines a program filled (pandoc: 72 columns) are whole, with their blanks."""

from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path

import pytest
from past_issue import CONTENTS, COVER, INTRODUCTION, article, read

from monitor.text.markdown import plain_text

FRONT = [*COVER, *INTRODUCTION, *CONTENTS, "二、具体内容"]
MIXED = [
    "本报讯（记者 许闻笛 通讯员 周明 张三 李四 王五）5 月 5 日，云州市“心电一张网”上线，全市 118 家乡镇卫生院接入市人民医院 ECG 诊断中心。",
    "一张图几分钟",
    "中心接入 DeepSeek 以后，AI 每分钟读图 20 份，准确率 97%，误报 3 例。HIS 系统与 PACS 系统同步升级，云州市人民医院、青岚市中心医院和各县人民医院共享同一套数据标准与接口规范，患者的影像资料一次检查全市通用互认。",
    "心电诊断中心值班现场，村医正在给 3 位村民做检查。 许闻笛 摄",
    "截至 4 月底，中心已出具报告 2.3 万份，累计服务 60 岁以上老人 4.1 万人次；其中 CT 0.8 万份、MRI 0.2 万份。（完）",
]
CHINESE = [
    "云州市卫生健康委介绍，全市一百一十八家乡镇卫生院已经接入市人民医院心电诊断中心，村医在村里采集心电图，几分钟以后就能收到专家出具的报告。",
    "县里算了一笔账",
    "从去年五月上线到今年四月底，诊断中心一共出具报告二万三千份，识别急性心肌梗死四百一十二例，全部在黄金时间内得到了救治，没有一人延误。",
    "下一步，当地还要把影像、检验和病理都接进来，做到基层检查、上级诊断、结果互认。",
]
# Lines that people end themselves: each is a paragraph.
BY_HAND = [
    "会议时间：2025 年 5 月 6 日上午",
    "会议地点：云州市人民医院 3 楼会议室",
    "参会人员：各县卫生健康局 AI 工作负责人",
    "联系人：周明",
]


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def at_blanks(text: str, width: int) -> list[str]:
    """As pandoc fills lines: at blanks only, so that Chinese without any goes over the edge."""
    found = [""]
    for word in text.split(" "):
        if found[-1] and columns(f"{found[-1]} {word}") > width:
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}".strip()
    return found


def anywhere(text: str, width: int) -> list[str]:
    """As an editor fills Chinese lines."""
    return textwrap.wrap(text, width // 2)


def told(folder: Path, name: str, texts: list[list[str]]) -> list[str]:
    given = ["\n".join(lines) for lines in ([[line] for line in (*FRONT, *article(0)[:6])] + texts)]
    (folder / name).write_text("\n\n".join([*given, *article(1)]), "utf-8")
    return plain_text(read(folder / name).entries[0].body).split("\n")


@pytest.mark.parametrize("name", ["周报.md", "周报.txt"])
@pytest.mark.parametrize("width", [60, 66, 72, 80, 100])
def test_lines_filled_at_blanks(tmp_path: Path, width: int, name: str) -> None:
    texts = [at_blanks(text, width) for text in MIXED * 3]
    assert told(tmp_path, name, texts) == MIXED * 3


@pytest.mark.parametrize("name", ["周报.md", "周报.txt"])
@pytest.mark.parametrize("width", [60, 72, 80])
def test_lines_filled_anywhere(tmp_path: Path, width: int, name: str) -> None:
    texts = [anywhere(text, width) for text in CHINESE * 2]
    assert told(tmp_path, name, texts) == CHINESE * 2


@pytest.mark.parametrize("name", ["周报.md", "周报.txt"])
@pytest.mark.parametrize("texts", [[[*BY_HAND], [*CHINESE[:2]]], [[*CHINESE, *CHINESE]], [[*MIXED], [*CHINESE]]])
def test_lines_that_people_end_stay(tmp_path: Path, texts: list[list[str]], name: str) -> None:
    """A line each, with empty lines between sections or nowhere."""
    assert told(tmp_path, name, texts) == [line for lines in texts for line in lines]
