"""The headline of a page whose template nobody described."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import accumulate, islice, pairwise, takewhile
from typing import TYPE_CHECKING

from monitor.extraction.above import Above, Heading, find_above
from monitor.extraction.headlines import (
    BADGE,
    LABELLED,
    LEAST,
    LONGEST,
    NO_HEADLINE,
    find_hidden,
    is_furniture,
    is_generic,
    is_long_enough,
    is_one_line,
    may_be_headline,
    names_no_article,
    texts_of,
    without_badges,
)
from monitor.markup.page import Page, line_of
from monitor.markup.surroundings import Surroundings
from monitor.text.hygiene import fold, tidy
from monitor.text.markdown import Block, Paragraph
from monitor.text.titles import SEPARATOR, continues, is_cut, is_office, is_owner, is_site, without_site
from monitor.text.urls import host_of

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_LOGO = '[class*="logo"], [id*="logo"], [class*="Logo"], [class*="brand"], [class*="site-name"], [class*="sitename"]'
_MARKS = ("_", "-", "|", "–", "—")  # between a headline and its site
_MARKED = re.compile("[_|｜丨–—-]")
_COLUMN_BEFORE = re.compile(r"^【[^】]{1,8}】")
_KIND = re.compile("通知|公告|通告|通报|函|批复|意见|决定|请示|报告")  # of an official document, set below the rest
_LONGEST_SITE, _LONGEST_TITLE, _HEADLINE_LINES = 30, 300, 4  # characters; lines into which one in a text is broken
_SHORT_NAME, _SHORT = 6, 8  # characters of a title that is a site's; of a line that is set as no heading


def read_headline(around: Surroundings) -> str:
    """Return the headline of a page (`_find_headline`), with the word 通知 that is set on its own line behind it."""
    if not (headline := _find_headline(around)).endswith("的") or headline not in (near := around.near)[1:]:
        return headline
    behind = near[near.index(headline, 1) - 1]
    return headline + behind if _KIND.fullmatch(behind) else headline


def _find_headline(around: Surroundings) -> str:
    """Return what stands right above the text, where a title begins with it; else the heading that titles repeat, else
    an h1 right above the text, or the title less its site; of a title that names no article what is nearest."""
    page, sites = around.page, _sites(around.page)
    given = (page.title, page.meta("articletitle"), page.meta("og:title", "twitter:title", "title", "dc.title"))
    titles = [title[:_LONGEST_TITLE] for title in given if title]
    folded = [fold(title) for title in titles]
    headings = [(node, without_badges(node, text, folded)) for node, text in around.headings]
    above = find_above(around, headings, titles, sites)
    if said := above.apart(around, titles, sites) or above.said(titles, sites):
        return said
    told = [name for title in titles if (name := without_site(title, sites))]
    names = [name for name in told if not names_no_article(around, name, sites)]
    owned = all(len(name) <= _SHORT_NAME or is_owner(name, sites) for name in names)  # the title says whose the page is
    if owned and (alone := above.alone(names, folded, sites)):
        return alone
    site = all(len(name) < LEAST or is_owner(name, sites) for name in names)
    found = find_hidden(around, above.ahead, sites) if owned and not above.line else ""
    if found := found or (_above_day(around, above) if site and not above.line else ""):
        return found
    if names and all(map(is_office, names)):  # the title is the site's, whatever heading repeats it
        named = [item for item in headings if len(item[1]) >= LEAST and not is_site(item[1], sites)]
        named = [(node, text) for node, text in named if around.ahead(node) is not None]
        return _nearest(around, named) or _set_alone(around) or names[0]
    if repeated := _repeated(around, headings, folded, names, sites):
        return repeated
    if (crown := above.crown(names, folded, sites)) and not _adds_nothing(around, crown, names):
        return crown
    if line := _line_that_begins(around, folded, sites):
        return line
    if not names or is_generic(names[0]):
        headings = [(node, text) for node, text in headings if not is_site(text, sites)]
        alone = _nearest(around, headings) or ("" if any(map(SEPARATOR.search, names)) else _set_alone(around))
        others = (text for node, text in headings if not is_furniture(node, text) and (node.tag == "h1" or not told))
        return alone or next(others, "") or next(iter(names or told), "")
    more = (text for text in texts_of(around, headings) if continues(text, names[0]))
    more = (text for text in more if without_site(text, sites) != names[0])
    whole = (text for text in more if not BADGE.fullmatch(fold(text).removeprefix(fold(names[0]))))
    return next(whole, "") or _line_that_ends(around, names[0]) or _declared(names[0], names[-1])


def _repeated(
    around: Surroundings, headings: list[Heading], titles: list[str], names: list[str], sites: list[str]
) -> str:
    """The heading that one of `titles` (folded) repeats, or that is the whole of a name among `names` that is cut."""
    unmarked = (text for _, text in headings if fold(text) in titles and not _MARKED.search(text))
    if same := next((text for text in unmarked if not is_site(text, sites)), ""):
        return same
    for cut in filter(is_cut, names):
        found = [text for text in texts_of(around, headings) if continues(text, cut)]
        lines = {text for node, text in headings if is_one_line(node)}  # of which one line may be near the text
        found = [text for text in found if text in lines] or found
        if found := found or [name for name in names if continues(name, cut)]:
            return min(found, key=len)
    known = {fold(name) for name in names}
    if exact := next((text for _, text in headings if fold(text) in known), ""):
        return exact
    fit = [item for item in headings if is_long_enough(*item, names, sites) and not is_site(item[1], sites)]
    repeated = [item for item in fit if any(fold(item[1]) in title for title in titles)]
    known = {fold(text) for _, text in repeated}
    begins = [text for _, text in repeated if any(_begins(title, fold(text), known) for title in titles)]
    return max(begins, key=len, default="") or (_nearest(around, repeated) if repeated else "")


def _adds_nothing(around: Surroundings, heading: str, names: list[str]) -> bool:
    """Tell whether `heading` is one of `names` behind a column's, or the text begins with one of these."""
    first = accumulate(islice(filter(None, map(fold, around.body.itertext())), _HEADLINE_LINES))
    return not {fold(name) for name in names}.isdisjoint((fold(_COLUMN_BEFORE.sub("", heading)), *first))


def _set_alone(around: Surroundings) -> str:
    """The nearest line before the text that may be a headline, where nothing on the page is set as one."""
    lines = (text for text in around.near if not text.startswith("——"))
    return next((text for text in lines if not is_site(text) and may_be_headline(text)), "") or _above_day(around)


def _above_day(around: Surroundings, above: Above | None = None) -> str:
    """The short line right above that of the day, where no heading is right `above` the text."""
    near = [] if above and above.headings else around.near
    short = (text for below, text in pairwise(near) if NO_HEADLINE.search(below) and LEAST <= len(text) <= _SHORT)
    return next((text for text in short if not (is_owner(text) or LABELLED.search(text) or text[0] == "—")), "")


def _declared(title: str, meta: str) -> str:
    """Of two names that no heading repeats, that of the meta tag, unless it is the title's beginning, cut in a word."""
    rest = fold(title).removeprefix(fold(meta))
    return title if rest != fold(title) and rest[:1] not in _MARKS else meta


def _begins(title: str, heading: str, others: Collection[str] = ()) -> bool:
    """Tell whether `title` is `heading`, or goes on behind it with a dash and none of `others`, whose kicker it is."""
    rest = title[len(heading) :]
    return title.startswith(heading) and (not rest or (rest[0] in "_-–—" and rest.lstrip("_-–—") not in others))


def _line_that_begins(around: Surroundings, titles: list[str], sites: list[str]) -> str:
    """The longest line before the text at which a title begins that goes on behind a dash; it is set as no heading."""
    lines = (text for text in around.near if LEAST < len(text) <= LONGEST and not is_site(text, sites))
    begins = (text for text in lines if any(title != fold(text) and _begins(title, fold(text)) for title in titles))
    return max(begins, key=len, default="")


def _line_that_ends(around: Surroundings, name: str) -> str:
    """The line before the text that is `name` without the column before it: 工作动态-…; it is set as no heading."""
    lines = [text for text in around.near if may_be_headline(text) and name.endswith(text)]
    before = [(text, name[: -len(text)].rstrip()) for text in lines]
    return next((text for text, column in before if column.endswith(_MARKS) and is_site(column.strip(" _-|–—"))), "")


def _nearest(around: Surroundings, headings: list[Heading]) -> str:
    """The last heading before the text, h1 before the others; else the first that the text begins with."""
    own = [(node, text) for node, text in headings if not is_furniture(node, text) and not text.startswith("——")]
    ahead = [item for item in own if around.ahead(item[0]) is not None]
    for tags in (("h1",), ("h1", "h2", "h3")):
        if found := [text for node, text in ahead if node.tag in tags]:
            return found[-1]
    return next((text for _, text in ahead[::-1]), "") or next((text for node, text in own if _heads(around, node)), "")


def _heads(around: Surroundings, node: Element) -> bool:
    """Tell whether a heading stands in the element of the text, before its first sentence."""
    if not around.body.holds(node):
        return False
    return not any("。" in each.text + each.tail for each in takewhile(lambda each: each != node, around.body.iter()))


def _sites(page: Page) -> list[str]:
    """The names by which the page calls its site: in meta tags, its logo, its host."""
    metas = [page.meta(name) for name in ("og:site_name", "sitename", "application-name", "contentsource")]
    logos = [
        line_of(node, _LONGEST_SITE) or " ".join(image.get("alt") or "" for image in node.iter("img"))
        for node in page.all(_LOGO)
    ]
    names = [*metas, *logos, *host_of(page.response.url).split(".")]
    return [name for name in map(tidy, names) if 1 < len(name) <= _LONGEST_SITE]


def take_headline(blocks: list[Block], headline: str) -> tuple[list[Block], str]:
    """Return `blocks` without the first lines, if they repeat `headline`, and the headline as these write it."""
    lines = list[str]()
    for index, block in enumerate(blocks[:_HEADLINE_LINES]):
        if not isinstance(block, Paragraph):
            break
        lines.append(block.text)
        if fold("".join(lines)) == fold(headline):
            return blocks[index + 1 :], "".join(lines)
    return blocks, headline
