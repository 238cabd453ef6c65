"""Whole bulletins out of hostile fragments, in every form: no element that a stranger's text made, no text lost."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import lxml.etree
import lxml.html
import markdown as python_markdown
import pytest
from docx import Document
from hostile_inputs import WORDS
from hypothesis import assume, given
from hypothesis import strategies as st
from made_issue import FRAME, bulletin, entry
from markdown_it import MarkdownIt
from PIL import Image
from tried import hostile

from exports import html, markdown, word
from exports import json as machine
from exports.parts import Kind, read_parts
from monitor.bulletin import Bulletin, Entry, Frame, Photo
from monitor.issue.feeds import render_issues
from monitor.store.models import PrintedEntry, PrintedIssue
from monitor.text.hygiene import tidy
from monitor.text.markdown import Block, Paragraph, Picture, Subhead, read, write

_STREAM = io.BytesIO()
Image.new("RGB", (4, 3)).save(_STREAM, "JPEG")
JPEG = _STREAM.getvalue()
_ADDRESSES = ["https://x.cn/a_1_2.html", "http://x.cn/?a=1&region=2&copy=3", "https://x.cn/(a)*b*_c_[d]?e=%3Cf%3E#g", "http://x.cn/![a](b)"]  # fmt: skip
_PICTURES = [f"https://x.cn/{number}.jpg" for number in range(4)]
_TEXTS = WORDS.filter(lambda text: bool(tidy(text)))
_PLAIN = "文"

_ENTRIES = st.builds(
    Entry, _TEXTS, _TEXTS, st.sampled_from(_ADDRESSES), st.sampled_from([None, date(2025, 12, 7)]),
    st.lists(
        st.one_of(_TEXTS.map(Paragraph), _TEXTS.map(Subhead), st.builds(Picture, st.sampled_from(["", *_PICTURES]), st.one_of(st.just(""), _TEXTS))), max_size=6
    ).map(write),
    st.one_of(st.just(""), _TEXTS), st.one_of(st.just(""), _TEXTS), st.one_of(st.just(""), _TEXTS), st.one_of(st.just(""), _TEXTS),
)  # fmt: skip
BULLETINS = st.builds(
    lambda entries, photos, title, preface: replace(
        bulletin(653, entries, {url: Photo(f"images/{url[-5]}.jpg", JPEG) for url in photos}),
        frame=Frame(title, "中心 & <b>", FRAME.introduction), preface=preface,
    ),
    st.lists(_ENTRIES, min_size=1, max_size=3), st.sets(st.sampled_from(_PICTURES)), _TEXTS, st.one_of(st.just(""), _TEXTS),
)  # fmt: skip

_RENDERERS: dict[str, Callable[[str], str]] = {
    "CommonMark": MarkdownIt().render,
    "with tables and strikes": MarkdownIt("js-default", {"linkify": False, "typographer": False, "html": True}).render,
    "Python-Markdown": python_markdown.markdown,
    "sane lists": lambda text: python_markdown.markdown(text, extensions=["sane_lists"]),
}
# A bulletin with each kind of part, and plain text.
WORD_TAGS = {
    node.tag
    for node in Document(
        io.BytesIO(
            word.render(
                bulletin(
                    653, [entry(body=write([Paragraph("文"), Picture(_PICTURES[0], "文"), Subhead("文")]))],
                    {_PICTURES[0]: Photo("images/0.jpg", JPEG)},
                )
            )
        )
    ).element.iter()
}  # fmt: skip
_BLOCKS = ("h1", "h2", "h3", "h4", "p", "li")


def plain(issue: Bulletin) -> Bulletin:
    """The same bulletin with one plain character for each text."""

    def blocks(body: str) -> Iterator[Block]:
        for block in read(body):
            if isinstance(block, Picture):
                yield Picture(block.url, _PLAIN if block.caption else "")
            else:
                yield type(block)(_PLAIN)

    entries = (
        replace(
            each, headline=_PLAIN, outlet=_PLAIN, body=write(blocks(each.body)), url=_ADDRESSES[0],
            **{name: _PLAIN for name in ("kicker", "subtitle", "original_headline", "note") if getattr(each, name)},
        )
        for each in issue.entries
    )  # fmt: skip
    return replace(
        issue, entries=tuple(entries), frame=Frame(_PLAIN, _PLAIN, FRAME.introduction), preface=issue.preface and _PLAIN
    )


def tree(page: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{page}</div>")


def structure(root: lxml.html.HtmlElement) -> list[tuple[str, list[str]]]:
    return [(str(node.tag), sorted(node.attrib)) for node in root.iter()]


def printed(issue: Bulletin, in_list: bool = False) -> Iterator[str]:
    """What each paragraph of the bulletin says, in order; with the 目录 `in_list`, its numbers are the list's."""
    for part in read_parts(issue):
        text = tidy(part.text)
        match part.kind:
            case Kind.CONTENTS if in_list:
                yield text
            case Kind.CONTENTS | Kind.ARTICLE:
                yield f"{part.place}. {text}"
            case Kind.LINK:
                yield tidy(text + part.url)
            case Kind.PICTURE:
                yield ""
            case _:
                yield text


def shown(root: lxml.html.HtmlElement) -> list[str]:
    return [tidy(node.text_content()) for node in root.iter(*_BLOCKS) if not node.findall("p")]


def same_lines(found: list[str], wanted: Iterator[str]) -> None:
    """Addresses may be written with more or fewer marks quoted; every other line is word for word the same."""
    for line, text in zip(found, wanted, strict=True):
        assert line == text or line.startswith("链接：http")


@hostile("bulletins", 25, large=3000)
@given(BULLETINS)
def test_every_form_holds_every_text_and_nothing_else(issue: Bulletin) -> None:
    twin = plain(issue)
    master, plain_master = markdown.render(issue).decode(), markdown.render(twin).decode()
    for render in _RENDERERS.values():
        root = tree(render(master))
        assert structure(root) == structure(tree(render(plain_master)))
        same_lines(shown(root), printed(issue, in_list=True))
        captions = [tidy(part.text) for part in read_parts(issue) if part.kind is Kind.PICTURE]
        assert [tidy(image.get("alt")) for image in root.iter("img")] == captions
    page = lxml.html.document_fromstring(html.render(issue).decode())
    assert structure(page) == structure(lxml.html.document_fromstring(html.render(twin).decode()))
    same_lines(shown(page), printed(issue))
    assert {link.get("href", "")[:4] for link in page.iter("a")} <= {"http", "#art"}


@hostile("bulletins in Word", 10, large=3000)
@given(BULLETINS)
def test_a_word_file_holds_every_text_and_nothing_else(issue: Bulletin) -> None:
    paper = Document(io.BytesIO(word.render(issue)))
    title, number, publisher, day, *lines = printed(issue)
    assert [tidy(each.text) for each in paper.paragraphs] == [title, number, f"{publisher} {day}", *lines]
    assert {node.tag for node in paper.element.iter()} <= WORD_TAGS
    links = [(link.fragment, link.address) for each in paper.paragraphs for link in each.hyperlinks]
    number = len(issue.entries)
    assert links[:number] == [(f"article{place}", "") for place in range(1, number + 1)]
    assert links[number:] == [("", each.url) for each in issue.entries]


@hostile("bulletins in JSON and Atom", 20, large=3000)
@given(BULLETINS)
def test_what_programs_read_holds_every_text(issue: Bulletin) -> None:
    told = json.loads(machine.render(issue))
    for each, wanted in zip(told["articles"], issue.entries, strict=True):
        blocks = read(wanted.body)
        assert each["paragraphs"] == [block.text for block in blocks if isinstance(block, Paragraph)]
        assert [image["caption"] for image in each["images"]] == [
            block.caption for block in blocks if isinstance(block, Picture)
        ]
        assert (each["title"], each["source"], each["url"]) == (wanted.headline, wanted.outlet, wanted.url)
    past = PrintedIssue(number=653, day=date(2025, 12, 12), written_at=datetime(2025, 12, 12, tzinfo=UTC))
    past.entries = [
        PrintedEntry(headline=each.headline, outlet=each.outlet, url=each.url, place=place)
        for place, each in enumerate(issue.entries, 1)
    ]
    feed = lxml.etree.fromstring(render_issues(issue.frame, [past], {653: "653/bulletin.html"}))
    space = "{http://www.w3.org/2005/Atom}"
    assert [str(node.tag).removeprefix(space) for node in feed.iterfind(f"{space}entry/*")] == ["title", "link", "updated", "id", "summary"]  # fmt: skip
    assert tidy(feed.findtext(f"{space}title")) == tidy(issue.frame.title)
    rows = tree(feed.findtext(f"{space}entry/{space}summary") or "")
    assert Counter(node.tag for node in rows.iter()) == {"div": 1, "ol": 1, **dict.fromkeys(("li", "a"), len(issue.entries))}  # fmt: skip
    assert [tidy(row.text_content()) for row in rows.iter("li")] == [
        tidy(f"{each.headline}（{each.outlet}）") for each in issue.entries
    ]


@hostile("bulletins as PDF", 1)
@given(BULLETINS)
def test_a_pdf_can_be_made_and_links_to_the_articles_alone(issue: Bulletin) -> None:
    try:
        from exports import pdf
    except OSError:
        pytest.skip("needs pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    assume(shutil.which("pdfinfo"))
    content = pdf.render(issue)
    asked = subprocess.run(["pdfinfo", "-url", "-"], input=content, capture_output=True, check=True).stdout.decode()
    links = [line.split()[-1] for line in asked.splitlines() if "http" in line]
    assert all(link.startswith(("https://x.cn/", "http://x.cn/")) for link in links)
    assert bool(links)
