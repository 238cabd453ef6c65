from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest
from conftest import Scrapy
from hypothesis import given
from hypothesis import strategies as st
from test_export_markdown import bulletin, entry
from test_markdown import HOSTILE, LINES

from exports import html
from exports import json as machine
from monitor.bulletin import Entry
from monitor.markdown import Paragraph, Picture, write
from monitor.text import tidy

_ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "ol",
    "li",
    "a",
    "br",
    "em",
    "strong",
}


def page(entries: list[Entry]) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html.render(bulletin(653, entries)).decode())


def lines(root: lxml.html.HtmlElement) -> list[str]:
    return [
        tidy(node.text_content()) for node in root.iter("h1", "h2", "h3", "h4", "p") if node.getparent() is not None
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_runs_nothing_and_stays_text(text: str) -> None:
    made = page([entry(headline=text, outlet=text, body=write([Paragraph(text)]), kicker=text)])
    assert {node.tag for node in made.iter() if isinstance(node.tag, str)} <= _ALLOWED
    assert not [name for node in made.iter() for name in node.attrib if name.startswith("on")]
    assert lines(made).count(tidy(text)) >= 3
    assert len(made.findall(".//h4")) == 1


@given(st.lists(LINES, min_size=1, max_size=5))
def test_any_paragraph_is_printed_as_it_stands(texts: list[str]) -> None:
    made = lines(page([entry(body=write([Paragraph(text) for text in texts]))]))
    assert made[-len(texts) :] == [tidy(text) for text in texts]


def test_the_contents_jump_to_the_articles() -> None:
    made = page([entry(headline="第一篇"), entry(headline="第二篇")])
    links = list(made.iterfind(".//ol//a"))
    assert [link.text_content() for link in links] == ["第一篇", "第二篇"]
    targets = [made.get_element_by_id(link.get("href", "").removeprefix("#")) for link in links]
    assert [target.text_content() for target in targets] == ["1. 第一篇", "2. 第二篇"]


def test_a_picture_is_pointed_to_and_not_loaded() -> None:
    made = page([entry(body=write([Paragraph("甲。"), Picture("https://x.cn/a.jpg", "图为乙"), Paragraph("丙。")]))])
    assert not made.findall(".//img")
    assert lines(made)[-4:] == ["甲。", "［图片］", "图为乙", "丙。"]
    assert "https://x.cn/a.jpg" in [link.get("href") for link in made.iter("a")]


def test_the_five_real_issues_stand_in_both_forms(shared: Path) -> None:
    for real in json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8")):
        entries = [
            entry(
                headline=each["title"],
                outlet=each["source"],
                url=each["url"],
                body=write(list(map(Paragraph, each["paragraphs"]))),
            )
            for each in real["articles"]
        ]
        issue = bulletin(real["number"], entries)
        shown = lines(lxml.html.document_fromstring(html.render(issue).decode()))
        told = json.loads(machine.render(issue))
        assert (told["number"], told["date"]) == (real["number"], real["date"])
        for each, article in zip(real["articles"], told["articles"], strict=True):
            wanted = [tidy(text) for text in each["paragraphs"]]
            start = shown.index(wanted[0])
            assert shown[start : start + len(wanted)] == wanted
            assert [tidy(text) for text in article["paragraphs"]] == wanted


def test_what_is_written_can_be_imported(scrapy: Scrapy, tmp_path: Path) -> None:
    issue = bulletin(
        653, [entry(headline="*一* <b>", body=write([Paragraph("正文 1. 甲"), Picture("https://x.cn/a.jpg", "图")]))]
    )
    file = tmp_path / "bulletin.json"
    file.write_bytes(machine.render(issue))
    assert scrapy("importissue", file).returncode == 0
    found = json.loads(scrapy("articles", "653").stdout)
    assert (found["headline"], found["flags"]) == ("*一* <b>", ["由往期导入"])


@pytest.mark.parametrize("given", ["epub", "md,xyz", ""])
def test_an_unknown_format_is_named(scrapy: Scrapy, given: str) -> None:
    process = scrapy("bulletin", "653", "--format", given)
    assert process.returncode == 2
    assert "现有：md、html、docx、json、pdf" in process.stderr
