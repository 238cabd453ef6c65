"""Feeds and maps as sites write them: with marks that should be entities, and with what may stand before the root."""

from __future__ import annotations

import pytest
from scrapy.http import TextResponse

from monitor.listing.rows import read_rows, title_of
from monitor.text.encoding import detect_encoding


def rows(xml: str) -> list[tuple[str, str]]:
    response = TextResponse("https://x.cn/a/", body=xml.encode(), headers={"Content-Type": "text/xml"})
    return [(row.url, title_of(row)) for row in read_rows(response).rows]


def feed(*items: str) -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss><channel><title>频道</title>{inside}</channel></rss>'


def test_a_bare_ampersand_is_one() -> None:
    address = "https://x.cn/a?id=1&cid=2"
    assert rows(f"<urlset><url><loc>{address}</loc></url></urlset>") == [(address, "")]
    assert rows(feed(f"<title>AT&T与R&D 中心 A & B&nbsp;C&#33;</title><link><![CDATA[{address}]]></link>")) == [
        (address, "AT&T与R&D 中心 A & B C!")
    ]


def test_a_character_in_two_halves_is_one_and_half_a_one_is_none() -> None:
    for written in ("&#xD83D;&#xDE00;", "&#55357;&#56832;", "&#x1F600;"):
        found = rows(
            feed(
                f"<title>影像{written}云</title><link>https://x.cn/1</link>",
                "<title>互认&#xdE00;</title><link>https://x.cn/2</link>",
            )
        )
        assert found == [("https://x.cn/1", "影像\U0001f600云"), ("https://x.cn/2", "互认")]


def test_a_bare_less_than_costs_no_entry() -> None:
    found = rows(
        feed(
            "<title>P<0.05 影像</title><link>https://x.cn/1</link>",
            "<title><![CDATA[A<1]]></title><link>https://x.cn/2</link>",
        )
    )
    assert found == [("https://x.cn/1", "P<0.05 影像"), ("https://x.cn/2", "A<1")]


@pytest.mark.parametrize(
    "before",
    [
        "<!-- made by x -->", '<?xml version="1.0"?>\n<!-- a - b -->', '<!DOCTYPE rss [<!ENTITY x "甲">]>',
        '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.cn/rss.dtd">', '<?xml-stylesheet href="a.xsl"?>',
    ],
)  # fmt: skip
def test_what_stands_before_the_root_is_none_of_it(before: str) -> None:
    item = "<item><title>甲</title><link>https://x.cn/1</link></item>"
    assert rows(f"{before}<rss><channel>{item}</channel></rss>") == [("https://x.cn/1", "甲")]


def test_a_root_may_have_a_prefix_and_a_description_may_speak_of_html() -> None:
    atom = '<atom:entry><atom:title>甲</atom:title><atom:link href="/1"/></atom:entry>'
    assert rows(f'<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">{atom}</atom:feed>') == [("https://x.cn/1", "甲")]
    said = "<title>甲</title><link>https://x.cn/1</link><description><![CDATA[<html>]]></description>"
    assert rows(feed(said)) == [("https://x.cn/1", "甲")]


@pytest.mark.parametrize(
    "hostile", ["<![CDATA[" * 50_000, "&" * 200_000, "<" * 200_000, "<!--" * 50_000, "<?" * 90_000]
)
def test_marks_without_an_end_take_no_time(hostile: str) -> None:
    """Some seconds at the most on any machine; by the square of the length it would be hours."""
    assert rows(feed(f"<title>{hostile}</title>")) == []


def test_an_address_is_the_articles_own() -> None:
    picture = "<image:image xmlns:image='i'><image:loc>https://x.cn/1.jpg</image:loc></image:image>"
    assert rows(f"<urlset><url>{picture}<loc>https://x.cn/1.html</loc></url></urlset>") == [("https://x.cn/1.html", "")]
    planet = "<source><link>https://y.cn/</link><id>y</id></source><title>题</title><link>https://x.cn/2</link>"
    assert rows(feed(planet)) == [("https://x.cn/2", "题")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_what_has_two_bytes_a_character_is_what_it_is(encoding: str) -> None:
    written = feed("<title>影像云</title><link>https://x.cn/1</link>")
    for text, form in (
        (written, "feed"),
        ('[{"title": "影像云", "url": "/1"}]', "json"),
        ("<html><a href=/1>影像云</a>", "html"),
    ):
        body = text.encode(encoding)
        found = read_rows(TextResponse("https://x.cn/", body=body, encoding=detect_encoding(body)))
        assert (found.form, [(row.url, title_of(row)) for row in found.rows]) == (form, [("https://x.cn/1", "影像云")])
