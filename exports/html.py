"""The bulletin as one HTML file that needs nothing else: no script, its pictures within, for screen and print."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement
from lxml.html.builder import E

from exports.design import HIGHEST, LAYOUTS, PAGE_NUMBER, RED, RULE, UNDER_RULE, Face, Layout, Look
from exports.parts import Kind, Part, read_parts
from exports.pieces import cut
from monitor.bulletin import Bulletin
from monitor.text.hygiene import tidy

_TAGS = {Kind.TITLE: "h1", Kind.HEADING: "h2", Kind.ARTICLE: "h3"}  # the outline; all else is a paragraph


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as UTF-8 HTML, the same bytes for the same bulletin, its entries of the 目录 leading to their
    articles."""
    body, imprint = E.body(), E.div({"class": "imprint"})
    # No list of HTML: an office program, which heeds no list-style, would number it once more (1. 1. 标题).
    contents = E.div({"role": "list"})
    for part in read_parts(bulletin):
        made = _make(part, LAYOUTS[bulletin.paper.layout].measure)
        match part.kind:
            case Kind.PUBLISHER | Kind.DAY:
                imprint.append(made)
                body.append(imprint)
            case Kind.CONTENTS:
                contents.append(E.div({"role": "listitem"}, made))
                body.append(contents)
            case Kind.OUTLET:
                contents[-1].append(made)
            case _:
                body.append(made)
    page = E.html(_head(bulletin), body, lang="zh-CN")
    return lxml.html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"


def _head(bulletin: Bulletin) -> HtmlElement:
    title = f"{bulletin.frame.title}（第{bulletin.issue.numeral}期）"
    facts = {
        "viewport": "width=device-width",
        "author": bulletin.frame.publisher,
        "description": str(bulletin.issue),
        "dcterms.created": bulletin.issue.date.isoformat(),
    }
    named = [E.meta(name=name, content=content) for name, content in facts.items()]
    return E.head(
        E.meta(charset="utf-8"),
        E.title(tidy(title)),
        *named,
        E.style("\n".join(_rules(LAYOUTS[bulletin.paper.layout]))),
    )


def _make(part: Part, measure: float) -> HtmlElement:
    element = E(_TAGS.get(part.kind, "p"), {"class": part.kind.name.lower()})
    element.text = tidy(part.text)
    match part.kind:
        case Kind.CONTENTS:
            link, element.text = E.a(element.text or "", href=f"#article-{part.place}"), f"{part.place}. "
            element.append(link)
        case Kind.ARTICLE:
            element.set("id", f"article-{part.place}")
            element.text = f"{part.place}. {element.text}"
        case Kind.LINK:
            element.append(E.a(part.url, href=part.url, rel="noreferrer") if part.is_web else E.span(part.url))
        case Kind.PICTURE if part.photo:
            # The file must show the same to everyone and tell no server who reads it.
            pieces, caption, element.text = cut(part.photo.content, measure), element.text or "", None
            if len(pieces) > 1:
                element.set("class", f"{element.get('class')} long")
            for content in map(b64encode, pieces):
                element.append(E.img(src=f"data:image/jpeg;base64,{content.decode()}", alt=caption))
                caption = ""
    return element


def _rules(layout: Layout) -> Iterator[str]:
    margins = " ".join(f"{side:.4g}pt" for side in (layout.top, layout.right, layout.bottom, layout.left))
    yield f"@page {{ size: A4; margin: {margins}; {'' if layout.outside else _number(layout, 'center')} }}"
    if layout.outside:
        yield f"@page :right {{ {_number(layout, 'right')} }}"
        yield f"@page :left {{ {_number(layout, 'left')} }}"
    yield f"body {{ max-width: {layout.measure:.4g}pt; margin: 0 auto; overflow-wrap: anywhere; }}"
    yield "body { orphans: 2; widows: 2; }"
    yield "@media screen { body { padding: 2em 1em; } a:hover { text-decoration: underline; } }"
    yield "h1, h2, h3, p { margin: 0; padding: 0; }"
    yield "a { color: inherit; text-decoration: none; }"
    yield f"img {{ max-width: 100%; max-height: {HIGHEST:g}pt; vertical-align: bottom; }}"
    yield ".long img { display: block; max-height: none; margin: 0 auto; }"
    yield ".picture:has(+ .caption) { break-after: avoid; }"
    yield ".imprint { display: flex; flex-wrap: wrap; justify-content: space-between; }"
    yield f".imprint {{ border-bottom: {RULE:g}pt solid #{RED}; margin-bottom: {UNDER_RULE:g}pt; }}"
    yield ".link a, .link span { word-break: break-all; }"
    for kind, look in layout.looks.items():
        yield f".{kind.name.lower()} {{ {'; '.join(_declare(look))}; }}"


def _number(layout: Layout, side: str) -> str:
    """The number of a page, at a side of its foot or in the middle."""
    look = layout.number
    text = f'"{PAGE_NUMBER[0]}" counter(page) "{PAGE_NUMBER[1]}"'
    under = layout.bottom - layout.foot - look.leading  # from the text to the number's line
    place = f"vertical-align: top; padding: {under:.4g}pt {look.left:g}em 0" if layout.outside else ""
    return f"@bottom-{side} {{ content: {text}; font: {look.size:g}pt {_family(look.face)}; {place} }}"


def _declare(look: Look) -> Iterator[str]:
    yield f"font: {'bold' if look.bold else 'normal'} {look.size:g}pt/{look.leading:g}pt {_family(look.face)}"
    yield f"text-align: {look.align}; margin: {look.before:g}pt 0 {look.after:g}pt"
    if look.left or look.indent:
        yield f"padding-left: {look.left:g}em; text-indent: {look.indent:g}em"
    if look.spacing:
        yield f"letter-spacing: {look.spacing:g}pt"
    if look.red:
        yield f"color: #{RED}"
    if look.keeps:
        yield "break-after: avoid"


def _family(face: Face) -> str:
    return ", ".join([*(f'"{name}"' for name in (face.name, *face.instead)), face.generic])
