"""PDF, HTML and Markdown as programs write them."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from past_issue import (
    CONTENTS,
    COVER,
    HEADLINES,
    INTRODUCTION,
    LONG,
    TEXTS,
    URLS,
    article,
    is_told,
    lines,
    pdf,
    read,
    wrapped,
)

from monitor.issue_calendar import IssueCalendar

EM, TOP, LEFT, WIDTH, ROWS = 12, 780, 60, 28, 30  # points; characters of a line, lines of a page
FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
)


def typeset(rows: list[tuple[float, str]]) -> bytes:
    """A PDF of `rows` (indent in characters, text), with a running head and a number on every page, drawn first."""
    pages = [rows[begin : begin + ROWS] for begin in range(0, len(rows), ROWS)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *FONT]
    for number, page in enumerate(pages, 1):
        margins = [
            (0.0, 820, "全国卫生信息化舆情监测周报 第六二三期"),
            (16.0, 40, f"— {number} —"),
            (4.0, 411, "内部资料"),
        ]
        body = [(indent, TOP - 20 * place, text) for place, (indent, text) in enumerate(page)]
        drawn = [
            f"BT /F1 {EM} Tf {LEFT + EM * indent} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
            for indent, y, text in (*margins, *body)
        ]
        stream = "\n".join(drawn).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        shape = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (shape, len(objects)))
    kids = b" ".join(b"%d 0 R" % place for place in range(6, len(objects) + 1, 2))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages))
    return pdf(objects)


def rows(given: list[str], indent: int) -> list[tuple[float, str]]:
    found = []
    for text in given:
        first, *more = wrapped(text, WIDTH, indent)
        found += [(float(indent), first), *((0.0, line) for line in more)]
    return found


def test_a_pdf_with_running_heads_and_page_numbers(tmp_path: Path) -> None:
    """Its lines are those of pages: an address goes over two, a paragraph over two pages."""
    given = rows(COVER, 6) + rows(INTRODUCTION, 2) + rows([*CONTENTS, "二、具体内容"], 0)
    for place in (0, 1):
        given += rows(article(place)[:6], 0) + rows([*LONG, *TEXTS[place]], 2)
    (tmp_path / "周报.pdf").write_bytes(typeset(given))
    past = read(tmp_path / "周报.pdf")
    assert past.notes == ()
    assert [each.headline for each in past.entries] == list(HEADLINES)
    assert [each.url for each in past.entries] == list(URLS)
    assert [each.body.split("\n\n") for each in past.entries] == [[*LONG, *TEXTS[0]], [*LONG, *TEXTS[1]]]


def test_a_page_that_word_saved(tmp_path: Path) -> None:
    """GBK, line ends in the source, numbers in spans, words that are not shown."""
    listed = "<p class=MsoNormal><span style='mso-list:Ignore'>{}.<span>&nbsp;&nbsp; </span></span>{}<o:p></o:p></p>"
    rows = [f"<p class=MsoNormal>{html.escape(line)}</p>" for line in lines()]
    rows[4 + 2 + 1] = listed.format(1, HEADLINES[0])
    hidden = "<p style='display:none'>隐藏</p><!--[if gte mso 9]><xml>杂</xml><![endif]--><del>删去</del><script>var a</script>"
    text = "\n".join(rows).replace("，", "，\r\n").replace("<p ", hidden + "<p ", 1)
    page = f"<html><head><meta charset=gb2312><title>周报</title><style>p {{}}</style></head><body>{text}</body></html>"
    (tmp_path / "周报.htm").write_bytes(page.encode("gbk"))
    assert is_told(read(tmp_path / "周报.htm"))


def test_a_page_of_tables_lists_and_links(tmp_path: Path) -> None:
    front = "<br>".join([*COVER, *INTRODUCTION])
    contents = f"<h2>信息目录</h2><ol><li>{HEADLINES[0]}<br>（央广网）</li><li>{HEADLINES[1]}<br>（新华网）</li></ol>"
    first = f"<ol><li>{HEADLINES[0]}</li></ol><table><tr><td>来源：</td><td>央广网</td></tr><tr><td>链接：</td><td><a href='{URLS[0]}'>原文</a></td></tr></table>"
    rest = [*article(0)[3:], "", *article(1)]
    page = f"<div>{front}</div>{contents}<h2>具体内容</h2>{first}" + "".join(f"<p>{line}</p>" for line in rest)
    (tmp_path / "周报.html").write_text(page, "utf-8")
    assert is_told(read(tmp_path / "周报.html"))


def test_a_page_nested_without_end(tmp_path: Path) -> None:
    page = "<font>" * 1000 + "".join(f"<p>{line}</p>" for line in lines())
    (tmp_path / "周报.html").write_text(page, "utf-8")
    assert is_told(read(tmp_path / "周报.html"))


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_markdown_by_hand(tmp_path: Path, between: str) -> None:
    given = [{"二、具体内容": "## 二、具体内容", COVER[0]: f"# {COVER[0]}"}.get(line, line) for line in lines()]
    given = [
        f"**{line}**" if line.startswith("来源") else f"<{line[3:]}>" if line.startswith("链接") else line
        for line in given
    ]
    given = [line.replace("<https", "链接：<https") for line in given]
    (tmp_path / "周报.md").write_text(between.join(given), "utf-8")
    assert is_told(read(tmp_path / "周报.md"))


def test_the_quotes_of_pandoc_are_what_they_were(tmp_path: Path) -> None:
    """It writes Chinese quotes and dashes with the keys of a typewriter, and what was typed so with a backslash."""
    given = "\n\n".join(lines()).replace("“", '"').replace("”", '"')
    given = given.replace(
        "心电诊断中心值班现场。", "他说'好'——it's \\\"AI\\\"……".replace("——", "------").replace("……", "......")
    )
    (tmp_path / "周报.md").write_text(given, "utf-8")
    past = read(tmp_path / "周报.md")
    assert [each.headline for each in past.entries] == list(HEADLINES)
    assert past.entries[0].body.split("\n\n") == [*TEXTS[0][:3], '他说‘好’——it\'s "AI"……', *TEXTS[0][4:]]


def test_json_is_one_of_the_forms(tmp_path: Path) -> None:
    from made_issue import bulletin, entry

    from exports.json import render

    told = bulletin(653, [entry(url="https://x.cn/a.html")])
    (tmp_path / "653.json").write_bytes(render(told))
    past = read(tmp_path / "653.json")
    assert past.issue == IssueCalendar().by_number(653)
    assert past.entries == told.entries


def test_what_html_raises_lowers_or_strikes_out(tmp_path: Path) -> None:
    for inside, told in (
        ("3.2×10<sup>4</sup>份", "3.2×10⁴份"), ("10<sup>−<b>12</b></sup>克", "10⁻¹²克"), ("CO<sub>2</sub>排放", "CO₂排放"),
        ("第1<sup>st</sup>届", "第1st届"), ("覆盖<s>七十</s>七十二家", "覆盖七十二家"), ("<strike>删</strike>接入", "接入"),
    ):  # fmt: skip
        rows = [f"<p>{html.escape(line)}</p>" for line in lines()]
        rows[len(COVER) + len(INTRODUCTION) + len(CONTENTS) + 1 + 6] = f"<p>{inside}</p>"
        (tmp_path / "周报.html").write_text(f"<html><meta charset=utf-8><body>{''.join(rows)}</body></html>", "utf-8")
        past = read(tmp_path / "周报.html")
        assert told in past.entries[0].body.replace("\\", ""), past.entries[0].body


def test_the_margins_of_paper_are_none_of_a_page(tmp_path: Path) -> None:
    """As LibreOffice writes them around the text."""
    text = "".join(f"<p>{html.escape(line)}</p>" for line in lines())
    head, foot = (
        f'<div title="{name}"><p>{words}</p></div>'
        for name, words in (("header", "周报 第六二四期"), ("footer", "第 1 页"))
    )
    (tmp_path / "周报.html").write_text(f"<html><meta charset=utf-8><body>{head}{text}{foot}</body></html>", "utf-8")
    assert is_told(read(tmp_path / "周报.html"))
