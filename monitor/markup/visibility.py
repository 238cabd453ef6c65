"""Which elements of a page are no reader's text: by what they are, by their attributes, by the page's own sheets."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from monitor.markup.picture import FILE
from monitor.styles.declarations import declarations
from monitor.styles.sheets import hidden_by
from monitor.styles.sight import Sight, colour_of, sight_of
from monitor.text.hygiene import tidy

if TYPE_CHECKING:
    from monitor.markup.tree import Element

# Classes that hide in every style sheet which has them: Discuz's jammer, Bootstrap's and WordPress's for blind readers.
# KaTeX writes each formula twice, in MathML and for the eye. Tailwind's and Bootstrap's strike out, as <del> does.
_HIDING = frozenset(
    (
        "jammer", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only",
        "visually-hidden-focusable", "katex-html", "visible-print", "visible-print-block", "print-only",
        "visible-print-inline", "ng-hide", "uk-hidden", "is-hidden", "element-invisible", "layui-hide",
        "line-through", "text-decoration-line-through",
    )
)  # fmt: skip
# Classes that hide by custom: a whole part may be opened by a script, so only what is one short paragraph or less.
_BY_CUSTOM = frozenset(
    ("hidden", "hide", "d-none", "invisible", "display-none", "displaynone", "display_none", "fn-hide", "dis-none")
)
OPENED = "opened-by-its-page"  # class that a page gives to what its own script shows (monitor.markup.line)
_CLASSES = _HIDING | _BY_CUSTOM | {"modal", OPENED}
# Shown on a screen that is wide enough: Bootstrap's and Tailwind's.
_WIDER = re.compile(r"(?:d-(?:sm|md|lg|xxl?)-|(?:sm|md|lg|2?xl):)(?:inline-)?(?:block|inline|flex|grid|table(?:-\w+)?)")
_PARAGRAPH, _NEAR = 80, 8  # characters; elements round a word whose ground may be its
_SHOWS = r"(?:点击|继续)?(?:展开|阅读|查看|显示){1,2}"
_UNFOLDS = re.compile(rf"{_SHOWS}(?:全文|全部|剩余|余下|更多)?(?:内容|阅读|\d{{1,3}}[%％])?\s?[▼↓∨⌄v﹀+>]{{0,3}}")
_UNFOLDS_REST = re.compile(rf"{_SHOWS}(?:全文|剩余|余下)(?:内容|\d{{1,3}}[%％])?\s?[▼↓∨⌄v﹀+>]{{0,3}}")  # not 展开更多
_WHITE = frozenset(("ffffff", "fefefe", "fdfdfd", "fcfcfc"))
# A window of Bootstrap, Bulma or UIkit is hidden until a script adds one of these.
_OPENED = frozenset(("show", "in", "open", "uk-open", "active", "is-active", "d-block"))
_MEDIUM = re.compile(r"\s*(?:(?:only\s+)?(?:all|screen)\b.*)?", re.IGNORECASE | re.DOTALL)
# Never a reader's text, wherever it stands. A form is none of them: whole pages stand in one.
UNPRINTED = frozenset(
    (
        "script", "style", "noscript", "template", "iframe", "input", "button", "select", "datalist", "textarea",
        "audio", "video", "object", "embed", "svg", "canvas", "noframes", "noembed", "dialog", "rt", "rp", "rtc",
        "del", "s", "strike", "title", "annotation", "annotation-xml", "xml",
    )
)  # fmt: skip
_ADVERT = re.compile(
    r"(?:^|[\s_-])(?:ads?(?:by\w{0,20})?|adv|advert\w{0,12}|guanggao|sponsor\w{0,6})(?:$|[\s_-])"
    r"|(?P<machine>(?<!has-)(?<!with-)(?:(?<![a-z])(?:ai|gpt)|(?-i:Ai))[_-]?(?:summar|abstract|zhaiyao))",
    re.IGNORECASE,
)
_FEW, _NAME, _LINKS = 8, 16, 100  # characters: 广告 ×; of a box's name; its links, each read again in all around it
_FORM, _COMMENT, _LINE = 40, 300, 200  # characters: a form of the text has more; one for comments; a line that runs
_SUMMARY = 500  # characters of what a machine makes of a text
_COMMENTS = re.compile(
    "(?:我要|发表|参与|添加|写下?|网友|最新|您的)?(?:评论|留言|回复|跟帖)(?!内容|单位|时间|人[:：]|称)|(?:我来)?说两句"
)
_EMPHASIS = frozenset(("br", "i", "b", "em", "strong", "font"))


def is_hidden(element: Element, lenient: bool = False) -> bool:
    """Tell whether `element` hides itself and what is in it; its ancestors are not asked. With `lenient`, what a script
    may be meant to show (visibility, opacity) counts as seen."""
    told = element.names()
    if not told:
        return False
    style = element.get("style") if "style" in told else None
    if "class" in told and not _CLASSES.isdisjoint(names := element.get("class", "").split()):
        if OPENED in names:
            return False
        if "modal" in names and _OPENED.isdisjoint(names) and "display" not in (style or ""):
            return True
        custom = not _BY_CUSTOM.isdisjoint(names) and not any(map(_WIDER.fullmatch, names)) and _is_paragraph(element)
        if custom or not _HIDING.isdisjoint(names):
            return True
    if "hidden" in told or ("aria-hidden" in told and _is_jammer(element)):
        return True
    if not style:
        return element.tag == "font" and _is_of_the_ground(element, element.get("color") or "")
    sight = sight_of(style)
    if sight is Sight.VEILED:
        return not lenient and element.tag != "img" and not _is_shown_inside(element)
    if sight is Sight.NEVER or (sight is Sight.TINY and not _has_sizes(element)):
        return not is_folded(element)
    return "color" in style.lower() and _is_of_the_ground(element, declarations(style).get("color", ""))


def is_folded(element: Element) -> bool:
    """Tell whether an element is the rest of a text, which a button right behind or before it opens: 展开全文; or a
    text that the page's own script opens."""
    if OPENED in (element.get("class") or ""):
        return True
    before = (tidy(each.text_content()) for each in islice(element.itersiblings(preceding=True), 1))
    behind = (tidy(each.text_content()) for each in islice(element.itersiblings(), 2))
    opened = any(map(_UNFOLDS.fullmatch, behind)) or any(map(_UNFOLDS_REST.fullmatch, before))
    return opened and len(text := element.text_content()) >= _PARAGRAPH and "。" in text


def _is_of_the_ground(element: Element, colour: str) -> bool:
    """Tell whether an element is written in white, beside text that is not, and nothing near it has a ground of its
    own: forums so strew words among the text for those who copy it."""
    before = element.getparent()
    if before is None or colour_of(colour.strip().lower()) not in _WHITE:
        return False
    around = (each.attrib for each in (before, *islice(before.iterancestors(), _NEAR)))
    if any("background" in each.get("style", "").lower() or each.keys() & {"bgcolor", "background"} for each in around):
        return False
    beside = element.tail.strip() or before.text.strip()
    own = colour_of(declarations(before.get("style") or "").get("color", before.get("color") or ""))
    return bool(beside) and own not in _WHITE


def _is_jammer(element: Element) -> bool:
    """Tell whether what `aria-hidden` marks is one line of text: a page behind a window and a formula that is set for
    the eye are marked so too, and they have parts."""
    few = _EMPHASIS | {"span", "a"} if element.tag in ("p", "div", "li") else _EMPHASIS
    seen_by_all = (element.get("aria-hidden") or "").lower() != "true" or element.tag == "img"
    return not seen_by_all and all(each.tag in few for each in element.iterdescendants())


def _is_paragraph(element: Element) -> bool:
    """Tell whether an element is no more than a short paragraph."""
    inside = all(each.tag in _EMPHASIS or each.tag in ("span", "a") for each in element.iterdescendants())
    return inside and len(element.text_content().strip()) <= _PARAGRAPH


def _is_shown_inside(element: Element) -> bool:
    """Tell whether something in a veiled element shows: what says so itself, or a picture that fades in."""
    inside = list(element.iterdescendants())
    if any(declarations(each.get("style") or "").get("visibility") == "visible" for each in inside):
        return True
    return any(each.tag == "img" for each in inside) and not element.text_content().strip()


def _has_sizes(element: Element) -> bool:
    """Tell whether elements inside may have a size of their own, by their style, as `<font size>` or by a class: a
    row of blocks is set in no size to be rid of the blanks between them."""
    return any(
        each.tag == "img" or "font" in (each.get("style") or "").lower() or each.get("class") or each.get("size")
        for each in element.iterdescendants()
    )


def is_unprinted(element: Element, lenient: bool = False) -> bool:
    """Tell whether `element` and all in it are no text of any article: code, fields, struck out, an advertisement's
    place, hidden. `lenient`: see `is_hidden`."""
    if element.tag in UNPRINTED or is_hidden(element, lenient):
        return True
    if element.tag == "marquee":  # what a site has to say to its readers; old editors let pictures run in one
        return element.find("img") is None and len(element.text_content()) <= _LINE  # more if nobody closes it
    set_apart = (element.tag == "aside" and _is_of_links(element)) or (element.tag == "ins" and _is_advert(element))
    return set_apart or _is_place(element)


def _is_place(element: Element) -> bool:
    """Tell whether an element that is called an advertisement's place holds a picture in a link and next to no word; or
    one that is called a machine's summary is no longer than one."""
    named = not {"class", "id"}.isdisjoint(element.names())
    called = _ADVERT.search(f"{element.get('class', '')} {element.get('id', '')}") if named else None
    if called is None or called["machine"]:
        return called is not None and len(element.text_content()) <= _SUMMARY
    links = [next(each.iterancestors("a"), None) for each in islice(element.iterdescendants("img"), 2)]
    led = [link for link in links if link is not None and not FILE.search(link.get("href") or "")]
    return bool(links) and len(led) == len(links) and len(element.text_content().strip()) <= _FEW


def _is_of_links(element: Element) -> bool:
    """Tell whether an `<aside>` says next to nothing but links: other articles, no box that belongs to the text."""
    links = sum(len(tidy(each.text_content())) for each in islice(element.iter("a"), _LINKS))
    return links > 0 and len(tidy(element.text_content())) - links <= _NAME


def is_small_form(element: Element) -> bool:
    """Tell whether an element is a form with a field and next to no text, as a vote or a search is, or one in which a
    reader writes a comment."""
    fields = [*element.iter("input", "textarea", "select", "button")] if element.tag == "form" else []
    if all((field.get("type") or "").lower() == "hidden" for field in fields) or element.find("img") is not None:
        return False
    text = tidy(element.text_content())
    writes = any(field.tag == "textarea" for field in fields)
    return len(text) < _FORM or (writes and len(text) < _COMMENT and _COMMENTS.match(text) is not None)


def _is_advert(element: Element) -> bool:
    """Tell whether an `<ins>` is an advertisement's place, as in Google's code, and not what an editor inserted."""
    if any(name.startswith(("data-ad", "data-dcm", "data-revive")) for name in element.attrib):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_ADVERT.search(names)) or tidy(element.text_content()) in ("", "广告")


def hidden_selectors(root: Element) -> tuple[str, ...]:
    """Return the selectors of what the page's own `<style>` elements hide on a screen (monitor.styles.sheets)."""
    sheets = root.iter("style")
    return hidden_by(tuple(each.text_content() for each in sheets if _MEDIUM.fullmatch(each.get("media") or "")))
