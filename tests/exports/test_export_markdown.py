from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import lxml.html
import markdown as python_markdown
import pytest
from hostile_lines import HOSTILE
from made_issue import bulletin, entry
from markdown_it import MarkdownIt

from exports.markdown import render
from monitor.bulletin import NO_PHOTO, Entry, Photo
from monitor.text.hygiene import tidy
from monitor.text.markdown import Paragraph, Picture, read, write


def lines(page: str) -> list[str]:
    """The text of every innermost block, in order."""
    tree = lxml.html.fromstring(f"<div>{page}</div>")
    return [tidy(node.text_content()) for node in tree.iter("h1", "h2", "h3", "h4", "p", "li") if not node.findall("p")]


def test_the_frame_is_that_of_the_real_issues() -> None:
    text = render(
        bulletin(653, [entry(kicker="引题", subtitle="副题", original_headline="原来的标题"), entry(headline="第二篇")])
    ).decode()
    assert lines(MarkdownIt().render(text)) == [
        "全国卫生信息化舆情监测周报",
        "（第六五三期）",
        "北京市卫生健康大数据与政策研究中心",
        "2025年12月12日",
        "本期导语：",
        "本期周报共收集2篇卫生健康大数据与政策研究相关信息，时间从2025年12月6日到2025年12月12日，监测范围包括全国主流媒体及政府网站等。",
        "一、信息目录",
        "标题",
        "（央广网）",
        "第二篇",
        "（央广网）",
        "二、具体内容",
        "1. 标题",
        "来源：央广网",
        "链接：https://x.cn/a_1_2.html",
        "主要内容：",
        "标题",
        "2025-12-07 来源：央广网",
        "引题",
        "副题",
        "原标题：原来的标题",
        "一。",
        "二。",
        "2. 第二篇",
        "来源：央广网",
        "链接：https://x.cn/a_1_2.html",
        "主要内容：",
        "第二篇",
        "2025-12-07 来源：央广网",
        "一。",
        "二。",
    ]


@pytest.mark.parametrize("renderer", [MarkdownIt().render, python_markdown.markdown])
@pytest.mark.parametrize(
    "text", ["1234567890. 甲医院", "12345678901234567890. 甲", "123456789. 甲", "1234567890) 甲", "1234567890.5 甲"]
)
def test_a_long_number_at_a_lines_beginning_makes_no_list(renderer: object, text: str) -> None:
    body = write([Paragraph(text)])
    page = renderer(render(bulletin(653, [entry(body=body)])).decode())  # type: ignore[operator]
    assert text in [node.text_content() for node in lxml.html.fromstring(f"<div>{page}</div>").iter("p")]
    assert read(body) == [Paragraph(text)]


@pytest.mark.parametrize("renderer", [MarkdownIt().render, python_markdown.markdown])
def test_numbering_survives_rendering(renderer: object) -> None:
    page = renderer(render(bulletin(653, [entry(headline=f"第{n}篇") for n in range(1, 12)])).decode())  # type: ignore[operator]
    tree = lxml.html.fromstring(f"<div>{page}</div>")
    (contents,) = tree.findall("ol")
    assert contents.get("start") in (None, "1")
    assert len(contents.findall("li")) == 11
    assert [node.text_content() for node in tree.findall("h4")] == [f"{n}. 第{n}篇" for n in range(1, 12)]
    assert {link.get("href") for link in tree.iter("a")} == {"https://x.cn/a_1_2.html"}


def test_a_picture_stands_in_its_place_with_its_caption_under_it() -> None:
    body = write([Paragraph("一。"), Picture("https://x.cn/a.jpg", "图为*医生*"), Paragraph("二。")])
    photos = {"https://x.cn/a.jpg": Photo("images/0a.jpg", b"")}
    page = MarkdownIt().render(render(bulletin(653, [entry(body=body)], photos)).decode())
    assert lines(page)[-4:] == ["一。", "", "图为*医生*", "二。"]
    assert [image.get("src") for image in lxml.html.fromstring(page).iter("img")] == ["images/0a.jpg"]
    page = MarkdownIt().render(render(bulletin(653, [entry(body=body)])).decode())
    assert lines(page)[-4:] == ["一。", NO_PHOTO, "图为*医生*", "二。"]


def test_the_five_real_issues(shared: Path) -> None:
    """Every title, outlet, address, day and paragraph verbatim and in order, whatever its characters."""
    for real in json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8")):
        entries = [
            Entry(
                a["title"], a["source"], a["url"], date.fromisoformat(a["date"]), write(map(Paragraph, a["paragraphs"]))
            )
            for a in real["articles"]
        ]
        text = render(bulletin(real["number"], entries)).decode()
        shown = lines(MarkdownIt().render(text))
        digits = "〇一二三四五六七八九"
        parts = [
            "全国卫生信息化舆情监测周报",
            f"（第{''.join(digits[int(d)] for d in str(real['number']))}期）",
            "北京市卫生健康大数据与政策研究中心",
        ]
        year, month, day = (int(part) for part in real["date"].split("-"))
        parts += [f"{year}年{month}月{day}日", "本期导语：", "一、信息目录"]
        for a in real["articles"]:
            parts += [tidy(a["title"]), f"（{a['source']}）"]
        parts.append("二、具体内容")
        for number, a in enumerate(real["articles"], 1):
            parts += [
                f"{number}. {tidy(a['title'])}",
                f"来源：{a['source']}",
                f"链接：{a['url']}",
                "主要内容：",
                tidy(a["title"]),
            ]
            parts += [f"{a['date']} 来源：{a['source']}", *map(tidy, a["paragraphs"])]
        remaining = iter(shown)
        missing = [part for part in parts if part not in remaining]  # `in` consumes: this checks the order too
        assert not missing, (real["number"], missing[:2])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_anywhere_changes_no_structure(text: str) -> None:
    hostile = entry(
        headline=text,
        outlet=text,
        kicker=text,
        subtitle=text,
        original_headline=text,
        body=write([Paragraph(text), Picture("https://x.cn/a.jpg", text)]),
    )
    page = MarkdownIt().render(render(bulletin(653, [hostile, entry()])).decode())
    tree = lxml.html.fromstring(f"<div>{page}</div>")
    plain = lxml.html.fromstring(
        f"<div>{MarkdownIt().render(render(bulletin(653, [entry(kicker='a', subtitle='b', original_headline='c', body=write([Paragraph('x'), Picture('https://x.cn/a.jpg', 'y')])), entry()])).decode())}</div>"
    )
    assert [node.tag for node in tree.iter()] == [node.tag for node in plain.iter()]
    assert lines(page).count(tidy(text)) >= 6


def test_an_address_with_odd_characters_stays_one_link() -> None:
    page = MarkdownIt().render(render(bulletin(653, [entry(url='https://x.cn/a b>c"d<e?f=[1]&g=中')])).decode())
    (link,) = lxml.html.fromstring(page).iter("a")
    assert link.get("href") == "https://x.cn/a%20b%3Ec%22d%3Ce?f=%5B1%5D&g=%E4%B8%AD"


def test_an_article_without_a_day_prints_none() -> None:
    assert "\n\n来源：央广网\n\n一。" in render(bulletin(653, [entry(day=None)])).decode()
