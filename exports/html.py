"""The bulletin as one HTML file that needs nothing else: made from the Markdown, sanitised, with a style for print."""

from __future__ import annotations

from base64 import b64encode
from html import escape

import lxml.html
import markdown
import nh3

from exports.markdown import render as render_markdown
from monitor.bulletin import Bulletin

_TAGS = {"h1", "h2", "h3", "h4", "p", "ol", "li", "a", "img", "br", "em", "strong"}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
# The office's typefaces first, then what a plain machine has.
_STYLE = """
@page { size: A4; margin: 25mm 22mm; }
body { max-width: 42em; margin: 2em auto; padding: 0 1em; font-size: 16pt; line-height: 1.7;
  font-family: "FangSong", "仿宋", "FZFangSong-Z02S", "Noto Serif CJK SC", "Songti SC", serif;
  overflow-wrap: anywhere; }
h1, h2, h1 ~ p:nth-of-type(-n+2) { text-align: center; }
h1 { font: bold 26pt/1.4 "FZXiaoBiaoSong-B05S", "方正小标宋简体", "Noto Serif CJK SC", "STSong", serif; color: #b00; }
h2, h3, h4 { font-family: "SimHei", "黑体", "Noto Sans CJK SC", "PingFang SC", sans-serif; break-after: avoid; }
h2 { font-size: 18pt; } h3 { font-size: 17pt; } h4 { font-size: 16pt; }
p { margin: 0.3em 0; text-indent: 2em; text-align: justify; }
li p, h1 ~ p:nth-of-type(-n+2), p:has(> img) { text-indent: 0; }
img { display: block; max-width: 100%; max-height: 20cm; margin: 0.5em auto 0; }
p:has(> img:not([alt=""])) + p { text-align: center; text-indent: 0; font-size: 13pt; }
a { color: inherit; word-break: break-all; }
"""


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as UTF-8 HTML, the same bytes for the same bulletin: no script, its pictures within,
    and entries of the 目录 that jump to their articles."""
    made = markdown.markdown(render_markdown(bulletin).decode(), extensions=["sane_lists"])
    clean = nh3.clean(made, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel="noreferrer")
    root = lxml.html.fragment_fromstring(clean, create_parent="body")
    _link_contents(root)
    _embed_pictures(root, bulletin)
    body = lxml.html.tostring(root, encoding="unicode")
    title = escape(f"{bulletin.frame.title}（第{bulletin.issue.numeral}期）")
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    page = f'<html lang="zh-CN">\n<head>{head}<style>{_STYLE}</style></head>\n{body}\n</html>\n'
    return f"<!DOCTYPE html>\n{page}".encode()


def _link_contents(root: lxml.html.HtmlElement) -> None:
    headings = root.findall("h4")
    entries = [node for node in root.findall("ol/li/p") if node.getprevious() is None]
    for number, (heading, entry) in enumerate(zip(headings, entries, strict=True), 1):
        heading.set("id", f"article-{number}")
        link = lxml.html.Element("a", href=f"#article-{number}")
        link.text, entry.text = entry.text, None
        link.extend(list(entry))
        entry.append(link)


def _embed_pictures(root: lxml.html.HtmlElement, bulletin: Bulletin) -> None:
    # The file must show the same to everyone and tell no server who reads it.
    photos = {photo.path: photo.content for photo in bulletin.photos.values()}
    for picture in root.iter("img"):
        picture.set("src", f"data:image/jpeg;base64,{b64encode(photos[picture.get('src', '')]).decode()}")
