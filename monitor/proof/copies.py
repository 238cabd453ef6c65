"""A copy of an archived page that can do nothing: its words in their order and its article's pictures, no script, no
style, no address."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from html import escape

import nh3
from lxml import etree, html
from scrapy.http import TextResponse

from monitor.bulletin import Photo

RULES = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
_PICTURE = "data:image/jpeg;base64,"
HEADLINE = "here"  # id of the element that holds the headline
_TAGS = frozenset(
    (
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "article", "main", "header", "footer", "aside",
        "nav", "figure", "figcaption", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead",
        "tbody", "tfoot", "tr", "td", "th", "caption", "span", "b", "strong", "i", "em", "u", "s", "small", "sub",
        "sup", "br", "hr", "center", "time", "img",
    )
)  # fmt: skip
_UNREAD = frozenset(("script", "style", "title", "head", "template", "noscript", "iframe", "svg", "object", "select"))
_STYLE = """
:root { color-scheme: light dark } body { font: 15px/1.8 sans-serif; margin: 1em; overflow-wrap: anywhere }
img { max-width: 100%; height: auto } nav, header, footer, aside { font-size: .85em; opacity: .75 }
ul, ol { padding-left: 1.2em } h1, h2 { font-size: 1.25em } #here { background: #ffe9a8; color: #222 }
"""
_FEW = 3  # elements in one that is a line


def copy_page(page: TextResponse, headline: str, photos: Mapping[str, Photo]) -> bytes:
    """Return the copy of `page` as HTML. `photos`: the pictures that are shown, by their address; of others only the
    words that stand for them."""
    try:
        root = html.document_fromstring(page.text.replace("\0", ""), parser=html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = html.document_fromstring("<p>（这一页是空的）</p>")
    for image in [*root.iter("img")]:
        _replace(image, page, photos)
    for element in root.iter(etree.Element):
        element.attrib.pop("id", None)
    _mark(root, "".join(headline.split()))
    source = etree.tostring(root, encoding="unicode", method="html")
    body = nh3.clean(
        source,
        tags=set(_TAGS),
        clean_content_tags=set(_UNREAD),
        attributes={"img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": {"id"}},
        url_schemes={"data"},
        attribute_filter=_keep,
        link_rel=None,
    )
    title = escape(headline)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    ).encode()


def _keep(tag: str, name: str, value: str) -> str | None:
    """Let through no address and no id but those that were put there here: another parser may see other elements."""
    return None if {"src": not value.startswith(_PICTURE), "id": value != HEADLINE}.get(name) else value


def _replace(image: html.HtmlElement, page: TextResponse, photos: Mapping[str, Photo]) -> None:
    named = (image.get(name) for name in ("src", "data-src", "data-original"))
    photo = next((photos[url] for each in named if each and (url := _join(page, each)) in photos), None)
    words = image.get("alt") or ""
    for name in [*image.attrib]:
        del image.attrib[name]
    if photo is None:
        image.tag, image.text = "span", f"［图片{'：' + words if words else ''}］"
    else:
        image.set("src", _PICTURE + b64encode(photo.content).decode())
        image.set("alt", words)


def _join(page: TextResponse, address: str) -> str:
    try:
        return page.urljoin(address.strip())
    except ValueError:
        return ""


def _mark(root: html.HtmlElement, headline: str) -> None:
    """Give the smallest element that holds all of the `headline` the id to which the frame leads."""
    lines = [each for each in root.iter("h1", "h2", "h3", "div", "p", "td", "span", "strong") if len(each) <= _FEW]
    texts = [("".join("".join(each.itertext()).split()), each) for each in lines]
    holders = [(text, each) for text, each in texts if headline and headline in text]
    if holders:
        min(holders, key=lambda each: len(each[0]))[1].set("id", HEADLINE)
