"""What this system printed is read as it stands there: nothing of it is a mark, and its PDF tells its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from made_issue import bulletin, entry
from past_issue import COVER, INTRODUCTION, TEXTS, URLS, article, is_told, lines, read, text_file, word

from exports import html, markdown
from exports.word import render as render_word
from monitor.backissues.address import printed_address
from monitor.bulletin import NO_PHOTO, Bulletin, Entry
from monitor.forms.line import Line
from monitor.forms.pdf import _without_edges
from monitor.forms.pdf_blocks import Row, paragraphs
from monitor.text.markdown import Paragraph, write

WRITERS: dict[str, Callable[[Bulletin], bytes]] = {"md": markdown.render, "html": html.render, "docx": render_word}
SIGNS = (
    "普通文字*强调*，2*3*4", "**重点**工作", "__建设__", "# 号", "## 号 码", "[甲](http://x.cn/)", "国卫办\\[2025\\]12号", "<!-- x -->",
    "a--b --- c...", "他说\"好\"，it's 'so'", "10^6^", "![图](x)", "1. 一", "1\\. 一", "&lt;b&gt; &amp;", "`码`", "***", "~~删~~", "a_b_c",
)  # fmt: skip


def text(*given: str) -> str:
    return write(list(map(Paragraph, given)))


def again(folder: Path, entries: Sequence[Entry], form: str) -> tuple[Entry, ...]:
    """The entries that a form of the issue that prints `entries` tells."""
    pdf = pytest.importorskip("exports.pdf", exc_type=OSError) if form == "pdf" else None
    writer = pdf.render if pdf else WRITERS[form]
    (folder / f"周报.{form}").write_bytes(writer(bulletin(653, list(entries))))
    past = read(folder / f"周报.{form}")
    assert past.notes == ()
    return past.entries


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_signs_are_no_marks_in_what_was_printed_here(tmp_path: Path, form: str) -> None:
    entries = [entry(body=text("首段。", *SIGNS, "末段。"), note="**按**：`码`")]
    entries += [
        entry(headline=sign, url=f"https://x.cn/{n}")
        for n, sign in enumerate(("---", "# 号", "__建设__**新**", "《<a>》"))
    ]
    assert again(tmp_path, entries, form) == tuple(entries)


@pytest.mark.parametrize("form", WRITERS)
def test_a_text_may_quote_the_labels(tmp_path: Path, form: str) -> None:
    quoted = text("转发如下。", "来源：健康报", "链接：https://y.cn/a", "全文。")
    entries = [entry(body=quoted), entry(url="https://x.cn/2", body=quoted)]
    assert again(tmp_path, entries, form) == tuple(entries)


def test_an_article_without_主要内容_is_one_by_its_number(tmp_path: Path) -> None:
    """The 目录 forgot it: it is none of the text before it."""
    added = ["3. 云州第三篇", "来源：健康报", "链接：https://y.cn/a", "正文一段。"]
    told = "\n".join(INTRODUCTION).replace("2篇", "3篇")
    past = read(text_file(tmp_path, [*"\n".join(lines()).replace("\n".join(INTRODUCTION), told).split("\n"), *added]))
    assert [each.headline for each in past.entries][2:] == ["云州第三篇"]


def test_a_picture_that_could_not_be_had_leaves_no_words(tmp_path: Path) -> None:
    picture = entry(body="首段。\n\n![](https://x.cn/2.jpg)\n\n末段。")
    for form in WRITERS:
        assert [each.body for each in again(tmp_path, [picture], form)] == ["首段。\n\n末段。"]
    alone = [*article(0)[:6], NO_PHOTO, *article(1)]
    (first, _) = read(text_file(tmp_path, [*COVER, *INTRODUCTION, "二、具体内容", *alone])).entries
    assert first.body == NO_PHOTO, "an article has a text"


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_addresses_are_whole(tmp_path: Path, form: str) -> None:
    urls = (
        "https://x.cn/é", "https://x.cn/𠮷/b", "https://x.cn/a》b", "https://x.cn/a）", "https://x.cn/b.", "http://卫健委.中国/a", "http://卫健委.中国",
        "https://x.cn/中文", "https://x.cn/a%20b?q=%E4%B8%AD", "https://x.cn/a%5Bb%5D", f"https://x.cn/{'a-b' * 60}?u=c", *(f"https://x.cn/{'a' * n}?u=http://y.cn/" for n in range(20, 24)),
    )  # fmt: skip
    assert [each.url for each in again(tmp_path, [entry(url=url) for url in urls], form)] == list(urls)


def test_addresses_of_markdown_are_as_they_are_written(tmp_path: Path) -> None:
    """The file has no other than %E4 for a word; a host has none."""
    urls = ("https://x.cn/a%20b?q=%E4%B8%AD", "https://x.cn/s?q=%E4%B8%AD&b=1", "https://x.cn/a%5Bb%5D",
            "https://x.cn/b.", "http://卫健委.中国/a")  # fmt: skip
    assert [each.url for each in again(tmp_path, [entry(url=url) for url in urls], "md")] == list(urls)


def test_what_stands_behind_a_linked_address_is_none_of_it() -> None:
    for printed, linked, url in (
        ("https://x.cn/a》", "https://x.cn/a", "https://x.cn/a"),
        ("https://x.cn/a.", "https://x.cn/a", "https://x.cn/a"),
        ("https://x.cn/a）", "https://x.cn/b）", "https://x.cn/a"),
        ("http://a%2Fb.cn/x", "http://a%2Fb.cn/x", "http://a%2Fb.cn/x"),  # a host that would be another
    ):
        assert printed_address([Line(printed, "", linked)])[0] == url


def test_marks_that_somebody_typed_go_in_other_files(tmp_path: Path) -> None:
    """An office's own Word file or page, or what pandoc made of one: as before."""
    typed = [f"**{line}**" if line in ("二、具体内容", TEXTS[0][1]) else line for line in lines()]
    assert is_told(read(word(tmp_path, typed)))
    (tmp_path / "周报.html").write_text("".join(f"<p>{line}</p>" for line in typed), "utf-8")
    assert is_told(read(tmp_path / "周报.html"))
    ours = markdown.render(bulletin(653, [entry(body=text("a--b..."))])).decode()
    pandoc = re.sub(r"^1\. ", "1.  ", ours, flags=re.MULTILINE)  # as it writes a list
    for given, told in ((ours, "a--b..."), (ours.replace("\n", "\r\n"), "a--b..."), (pandoc, "a–b…")):
        (tmp_path / "周报.md").write_bytes(given.encode())
        assert read(tmp_path / "周报.md").entries[0].body == told


def test_a_pdf_tells_its_paragraphs(tmp_path: Path) -> None:
    """Whatever goes over several lines or pages is whole, and no line of ten alike is a running head."""
    english = " ".join(["The quick brown fox jumps over the AI-based dog in 2025 and its integration."] * 30)
    entries = [
        entry(headline="云州医院上线" * 25, url=URLS[0], note="本刊的话。" * 30, body=text(english, "一、二。" * 300, "末段。")),
        entry(headline="青岚医院上线" * 34, url=URLS[1], outlet="国家卫生健康委员会规划发展与信息化司、医政司、基层司（综合处）办公室"),
        *(entry(headline=f"云州医院上线新平台之{n}", url=f"https://x.cn/{n}") for n in range(1, 11)),
    ]  # fmt: skip
    assert again(tmp_path, entries, "pdf") == tuple(entries)


def row(words: str, page: int, block: str = "", **more: float) -> Row:
    given = {"left": 80.0, "right": 500.0, "top": 100.0, "bottom": 112.0, **more}
    return Row(words, page, given["left"], given["right"], given["top"], given["bottom"], "", block)


def test_what_begins_a_page_goes_on_with_the_one_before_if_it_must() -> None:
    before = [row("首行首行", 1, block="P 1", left=104), row("末行", 1, block="P 1")]
    behind = [row("次页", 2, block="P 2"), row("完。", 2, block="P 2", right=200)]
    for first, second, told in (
        (before, behind, ["首行首行末行次页完。"]),
        (before, [replace(each, left=104.0) for each in behind], ["首行首行末行", "次页完。"]),
        (before, [replace(each, page=3) for each in behind], ["首行首行末行", "次页完。"]),
        (before, [replace(each, bottom=116.0) for each in behind], ["首行首行末行", "次页完。"]),
        (before, [replace(each, block="H3 2") for each in behind], ["首行首行末行", "次页完。"]),
        (before, behind[:1], ["首行首行末行", "次页"]),
        (before[1:], behind, ["末行", "次页完。"]),
        ([before[0], replace(before[1], right=300.0)], behind, ["首行首行末行", "次页完。"]),
    ):
        assert [line.text for line in paragraphs([*first, *second])] == told
    rows = ["see https://x.cn/" + "a" * 9, "b" * 40, "and AI-", "based 5", "G网络", "AI"]
    (line,) = paragraphs([row(words, 1, block="P 1") for words in rows])
    assert line.text == f"see https://x.cn/{'a' * 9} {'b' * 40}and AI-based 5 G网络AI"


def test_a_line_that_stands_within_the_pages_too_is_no_running_head() -> None:
    """Of other programs' files: 主要内容： at the top of two pages."""

    def page(number: int, top: str) -> list[Row]:
        words = ["云州周报 第3期", top, "甲", "主要内容：", "乙", "主要内容：", "丙", f"— {number} —"]
        heights = [30.0, 50.0, *(70.0 * at + 9 * number for at in range(1, 6)), 800.0]
        return [row(each, number, top=top) for each, top in zip(words, heights, strict=True)]

    pages = [page(1, "丁"), page(2, "主要内容："), page(3, "戊"), page(4, "主要内容：")]
    kept = [each.text for each in _without_edges(pages)]
    assert kept.count("主要内容：") == 10
    assert not any("周报" in each or "—" in each for each in kept)


def test_a_remark_over_several_lines(tmp_path: Path) -> None:
    """As a PDF of another program or a text file breaks it; where 主要内容 is missing, the rest may be the text."""
    broken = "\n".join(lines()).replace(f"{URLS[0]}\n", f"{URLS[0]}\n编者按：本刊的话，\n它很长。\n")
    past = read(text_file(tmp_path, broken.split("\n")))
    assert past.entries[0].note == "本刊的话，它很长。"
    assert past.entries[0].body == read(text_file(tmp_path, lines())).entries[0].body
    without = broken.replace("主要内容：\n", "", 1)
    past = read(text_file(tmp_path, without.split("\n")))
    assert past.entries[0].note == "本刊的话，"
