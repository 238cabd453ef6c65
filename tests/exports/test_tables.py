"""A notice with a table, from its page to every form of the issue: each row stays one line. Texts are invented."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document
from made_issue import bulletin, entry
from pypdf import PdfReader
from scrapy.http import HtmlResponse

from exports import html, markdown, word
from exports import json as programs
from monitor.reading.article import read_article
from monitor.witness.shown import ShownPages
from spiders.families import gov_trs

TITLE = "关于公布影像云接入期限的通知"
ROWS = (  # as word processors write them: each cell holds paragraphs of its own
    ("序号", "医院", "期限", "备注"),
    ("1", "三级医院", "3月31日前", ""),
    ("2", "二级医院<br>（含民营）", "6月30日前", "分两批</span></p><p><span>先县级"),
)
LINES = ["序号 医院 期限 备注", "1 三级医院 3月31日前", "2 二级医院 （含民营） 6月30日前 分两批 先县级"]


def notice() -> bytes:
    cells = ("".join(f"<td><p align='center'><span>{each}</span></p></td>" for each in row) for row in ROWS)
    table = f"<table border='1'><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"
    body = f"<p>各市卫生健康委：现将影像云接入期限公布如下，请按期接入。</p>{table}<p>接入情况每月通报，逾期未接入的医院另行约谈。</p>"
    head = f'<meta charset="utf-8"><title>{TITLE}</title><meta name="PubDate" content="2025-12-09 15:00">'
    return f"<html><head>{head}</head><body><h1>{TITLE}</h1><div class='TRS_Editor'>{body}</div></body></html>".encode()


def test_a_row_is_a_line_in_every_form() -> None:
    response = HtmlResponse("http://wjw.yunzhou.example/202512/t20251209_1.html", body=notice(), encoding="utf-8")
    item = read_article(response, "yunzhou_wjw", "云州省卫生健康委", gov_trs.TEMPLATES)
    shown = ShownPages([notice()])
    assert [shown.find_paragraph(line) for line in LINES] == [""] * len(LINES), "the proof sees the row"
    issue = bulletin(653, [entry(headline=item.headline, body=item.article_body)])
    assert printed(markdown.render(issue).decode().splitlines()) == LINES
    (article,) = json.loads(programs.render(issue))["articles"]
    assert printed(article["paragraphs"]) == LINES
    page = HtmlResponse("file:///a.html", body=html.render(issue), encoding="utf-8")
    assert printed(page.xpath("//p").xpath("string()").getall()) == LINES
    document = Document(io.BytesIO(word.render(issue)))
    assert printed([paragraph.text for paragraph in document.paragraphs]) == LINES


def test_a_row_is_a_line_on_the_pages_of_the_pdf() -> None:
    pdf = pytest.importorskip("exports.pdf", exc_type=(ImportError, OSError))
    content = pdf.render(bulletin(653, [entry(headline=TITLE, body="\n\n".join(["如下：", *LINES, "按期接入。"]))]))
    lines = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).splitlines()
    assert printed(lines) == ["".join(line.split()) for line in LINES] or printed(lines) == LINES


def printed(lines: list[str]) -> list[str]:
    """Of the lines of a form those of the table."""
    starts = tuple(line.split()[0] for line in LINES)
    return [line.strip() for line in lines if line.strip().startswith(starts) and ("医院" in line)]
