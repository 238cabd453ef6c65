"""The headline of a page whose template nobody described."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from monitor.markup.page import Page, line_of
from monitor.markup.surroundings import Surroundings
from monitor.text.hygiene import fold, tidy
from monitor.text.markdown import Block, Paragraph
from monitor.text.titles import continues, is_cut, is_generic, is_office, is_site, without_site
from monitor.text.urls import host_of

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_LOGO = '[class*="logo"], [id*="logo"], [class*="Logo"], [class*="brand"], [class*="site-name"], [class*="sitename"]'
_FURNITURE = re.compile(r"logo|brand|site-?name|crumb|weizhi|location|(?<![a-z])nav", re.IGNORECASE)
_HEADING_TAGS = ("h1", "h2", "h3")
_MARKS = ("_", "-", "|", "–", "—")  # between a headline and its site
_MARKED = re.compile("[_|｜丨–—-]")
_COLUMN, _LONGEST_SITE = 8, 30  # characters
_LONGEST = 80  # characters of a headline
_NO_HEADLINE = re.compile(r"。|20\d\d\s?[-/.年]\s?\d{1,2}|来\s?源\s?[:：]|当前位置")
_LABELLED = re.compile(
    r"^(?:首页|网站|字号|字体|分享|打印|浏览|发布|索引|索 引|主题|文号|无障碍|登录)|[:：>＞|]|\.(?:cn|com)"
)
_OF_A_PAPER = re.compile(  # the paper, or its page, of which the article is a part
    r"[\u4e00-\u9fff]{2,10}报(?:数字报|电子[报版]|多媒体数字报)?"
    r"(?:[-_—\s]{1,3}20\d\d年\d{1,2}月\d{1,2}日)?(?:[-_—\s]{1,3}第?\s?[A-Z]?\d{1,3}\s?版)?"
)
_BADGE = re.compile(r"(?:原创|独家|置顶|推荐|热门|热点|头条|hot|new|vip)", re.IGNORECASE)  # set behind a headline
_HEADLINE_LINES = 4  # a long headline inside the text is broken by hand
_HEADING = 5  # characters, below which a heading in the middle of a title is a column's name


def read_headline(around: Surroundings) -> str:
    """Return the heading that the page's `<title>`, ArticleTitle or og:title repeats: the whole of it, else the one at
    which a title begins, else the one nearest to the text. Without such, return the title less its site; of a page
    whose title names no article, the heading nearest to the text."""
    page, sites, headings = around.page, _sites(around.page), around.headings
    given = (page.title, page.meta("articletitle"), page.meta("og:title", "twitter:title"))
    titles = [title for title in given if title]
    names = [name for title in titles if (name := without_site(title, sites)) and not _is_column(name, sites)]
    if names and all(map(is_office, names)):  # the title is the site's, whatever heading repeats it
        named = [item for item in headings if len(item[1]) >= _HEADING and not is_site(item[1], sites)]
        named = [(node, text) for node, text in named if around.ahead(node) is not None]
        return _nearest(around, named) or _set_alone(around) or names[0]
    folded = [fold(title) for title in titles]
    unmarked = (text for _, text in headings if fold(text) in folded and not _MARKED.search(text))
    if same := next((text for text in unmarked if not is_site(text, sites)), ""):
        return same
    for cut in filter(is_cut, names):
        texts = [text for text in _texts(around) if continues(text, cut)] or [n for n in names if continues(n, cut)]
        if texts:
            return min(texts, key=len)
    known = {fold(name) for name in names}
    if exact := next((text for _, text in headings if fold(text) in known), ""):
        return exact
    headings = [(node, text) for node, text in headings if not is_site(text, sites)]
    repeated = [
        item for item in headings if len(item[1]) >= _HEADING and any(fold(item[1]) in title for title in folded)
    ]
    begins = [text for _, text in repeated if any(_begins(title, fold(text)) for title in folded)]
    if begins or repeated:
        return max(begins, key=len, default="") or _nearest(around, repeated)
    if line := _line_that_begins(around, folded, sites):
        return line
    if not names or is_generic(names[0]):
        return _nearest(around, headings) or ("" if names else _set_alone(around)) or next(iter(names or titles), "")
    more = (text for text in _texts(around) if continues(text, names[0]) and without_site(text, sites) != names[0])
    whole = (text for text in more if not _BADGE.fullmatch(fold(text).removeprefix(fold(names[0]))))
    return next(whole, "") or _declared(names[0], names[-1])


def _texts(around: Surroundings) -> list[str]:
    """What may be a headline that the title cuts: headings, else lines before the text; with no sentence or day."""
    texts = [*(text for node, text in around.headings if node.tag in _HEADING_TAGS)]
    texts += [*(text for _, text in around.headings), *around.near]
    return [text for text in texts if len(text) <= _LONGEST and not _NO_HEADLINE.search(text)]


def _set_alone(around: Surroundings) -> str:
    """The nearest line before the text that may be a headline, where nothing on the page is set as one."""
    lines = (text for text in around.near if _HEADING < len(text) <= _LONGEST and not is_site(text))
    return next((text for text in lines if not _NO_HEADLINE.search(text) and not _LABELLED.search(text)), "")


def _declared(title: str, meta: str) -> str:
    """Of two names that no heading repeats, that of the meta tag, unless it is the title's beginning, cut in a word."""
    rest = fold(title).removeprefix(fold(meta))
    return title if rest != fold(title) and rest[:1] not in _MARKS else meta


def _begins(title: str, heading: str) -> bool:
    rest = title[len(heading) :]
    return title.startswith(heading) and (not rest or rest[0] in "_-–—")


def _line_that_begins(around: Surroundings, titles: list[str], sites: list[str]) -> str:
    """The longest line before the text at which a title begins that goes on behind a dash; it is set as no heading."""
    lines = (text for text in around.near if _HEADING < len(text) <= _LONGEST and not is_site(text, sites))
    begins = (text for text in lines if any(title != fold(text) and _begins(title, fold(text)) for title in titles))
    return max(begins, key=len, default="")


def _is_column(name: str, sites: list[str]) -> bool:
    return (len(name) <= _COLUMN and is_site(name, sites)) or _OF_A_PAPER.fullmatch(name) is not None


def _nearest(around: Surroundings, headings: list[tuple[Element, str]]) -> str:
    """The last heading before the text, h1 before the others; else the first within or behind it."""
    own = [(node, text) for node, text in headings if not _is_furniture(node, text) and not text.startswith("——")]
    ahead = [item for item in own if around.ahead(item[0]) is not None]
    for tags in (("h1",), _HEADING_TAGS):
        if found := [text for node, text in ahead if node.tag in tags]:
            return found[-1]
    return next((text for _, text in [*ahead[::-1], *own]), "")


def _is_furniture(node: Element, text: str) -> bool:
    near = islice(node.iterancestors(), 2)
    marks = " ".join(f"{each.get('class')} {each.get('id')}" for each in (node, *near))
    return "当前位置" in text or bool(_FURNITURE.search(marks)) or bool(node.cssselect('a[href="/"]'))


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
    """Return `blocks` without the lines at their top that repeat `headline`, and the headline as these write it: a
    `<title>` may hold stray blanks (gov.cn's gazette)."""
    lines: list[str] = []
    for index, block in enumerate(blocks[:_HEADLINE_LINES]):
        if not isinstance(block, Paragraph):
            break
        lines.append(block.text)
        if fold("".join(lines)) == fold(headline):
            return blocks[index + 1 :], "".join(lines)
    return blocks, headline
