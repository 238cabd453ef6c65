"""Single lines before a text of which nothing is known: which may be a headline, which is a heading of the site, and
which buttons stand within one.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from monitor.markup.page import line_of
from monitor.text.hygiene import fold, tidy
from monitor.text.titles import SEPARATOR, behind, is_owner, is_site

if TYPE_CHECKING:
    from collections.abc import Collection

    from monitor.markup.surroundings import Surroundings
    from monitor.markup.tree import Element

LONGEST = 80  # characters of a headline
NO_HEADLINE = re.compile(r"。|20\d\d\s?[-/.年]\s?\d{1,2}|来\s?源\s?[:：]|当前位置")
LABELLED = re.compile(  # a label and its colon, a button, a place in the site
    r"^(?:首页|网站|字号|字体|分享|打印|浏览|发布|索引|索 引|主题|文号|无障碍|登录|设为|加入收藏)|[>＞]|\.(?:cn|com)"
    r"|^.{0,8}(?:记者|通讯员)\s|(?:^|[\s|【（(])(?:[^\s:：]{0,4}(?:时间|日期|次数|人数|人次|字数|[浏阅点访流][览读击问量][次数量]?|作者|记者|通讯员"
    r"|发布者|[布核签发系任传入稿]人|人员|来源|来自|责编|编辑|[编初复终]审|审核|校对|[供撰来]稿|供图|摄影|[撰发图]文|[引文字编]号|栏目|分类|类别|位置"
    r"|标签|关键词|关键字|电话|地址|邮箱|大小|背景色|保护色|评论|人气|热度)"
    r"|(?:发布|供稿|来源|责任|主办|承办|制发|公开|报送)(?:单位|机构|部门|机关|科室)|单位|部门|机构|编|文|审|稿|图)\s?[:：]"
    r"|^[^|｜]{1,5}(?:[|｜][^|｜]{1,5}){1,9}$"
)
LEAST = 5  # characters, below which a heading in a title is a column's name
_FURNITURE = re.compile(r"logo|brand|site-?name|crumb|weizhi|location|(?<![a-z])nav", re.IGNORECASE)
_CRUMB = re.compile(r"(?:网站)?首页\s?[-_—–>＞»/|·]")
_SUBTITLE = re.compile(r"sub|intro|pre|(?<![a-z])fu", re.IGNORECASE)  # or a kicker
_COLUMN = 10  # characters
# Set within a heading, before or behind its words.
BADGE = re.compile(
    r"(?:原创|独家|置顶|推荐|热门|热点|头条|[热新荐顶]|收藏|打印|分享|点赞|复制|纠错|朗读|听新闻|hot|new|vip)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(]20\d\d[〕\]）)]\s?\d{1,4}\s?号")  # of an official document
_DETAIL = re.compile(r"^.{0,6}(?:详情|正文|首页|详细内容|内容页)页?$")
_TAG, _PART = 3, 6  # characters
_NAME = re.compile("[一-鿿]{2,8}")  # of a column
_OF_A_PAPER = re.compile(  # the paper, or its page, of which the article is a part
    r"[\u4e00-\u9fff]{2,10}(?<![月年简公通情预捷喜])报(?:数字报|电子[报版]|多媒体数字报)?"
    r"(?:[-_—\s]{1,3}20\d\d年\d{1,2}月\d{1,2}日)?(?:[-_—\s]{1,3}第?\s?[A-Z]?\d{1,3}\s?版)?"
)
_SHORT_COLUMN = 8  # characters
_CHINESE = re.compile("[\u4e00-\u9fff]")
_EMPHASIS = frozenset(("b", "strong", "font", "u"))  # set words of the headline itself


def may_be_headline(line: str) -> bool:
    """Tell whether a line that is set as none may be a headline: no label, no day, no sentence."""
    return LEAST < len(line) <= LONGEST and not NO_HEADLINE.search(line) and not LABELLED.search(line)


def names_no_article(around: Surroundings, name: str, sites: Collection[str]) -> bool:
    """Tell whether a page's title names a column of its `sites` or a paper, or has no Chinese letter though the text
    does: an address, Yunzhou Health Commission."""
    if not _CHINESE.search(name) and _CHINESE.search(around.body.text_content()):
        return True
    return (len(name) <= _SHORT_COLUMN and is_site(name, sites)) or _OF_A_PAPER.fullmatch(name) is not None


def is_generic(name: str) -> bool:
    """Tell whether `name` is one that all pages of a site have: 科普中国-辟谣文章, 新闻详情."""
    parts = SEPARATOR.split(name)
    return bool(_DETAIL.search(name)) or (len(parts) > 1 and all(len(part) <= _PART for part in parts))


def without_badges(node: Element, text: str, titles: list[str]) -> str:
    """Return the text of a heading without the buttons and badges in it, unless one of `titles` (folded) has them too;
    without its day, source and the like where one of `titles` has the rest."""
    if any(fold(text) in title for title in titles):
        return text
    told = [(each, tidy(each.text_content())) for each in node.iterdescendants()]
    bare = _without(text, [label for each, label in told if each.tag not in _EMPHASIS and BADGE.fullmatch(label)])
    rest = _without(text, [label for each, label in told if _is_aside(each, label)])
    column = next((label for each, label in told[:1] if each.tag not in _EMPHASIS and _NAME.fullmatch(label)), "")
    name = text.removeprefix(column).lstrip()  # the title begins with what is behind a column's name, or a kicker
    if column and len(name) >= LEAST and any(title.startswith(fold(name)) for title in titles):
        return name
    return rest if len(rest) >= LEAST and any(fold(rest) in title for title in titles) else bare


def _without(text: str, labels: list[str]) -> str:
    """Return `text` without those of `labels`, in their order, that it ends or begins with."""
    for label in reversed(labels):
        text = text.removesuffix(label).rstrip() or text
    for label in labels:
        text = text.removeprefix(label).lstrip() or text
    return text


def _is_aside(node: Element, label: str) -> bool:
    """Tell whether an element within a heading may be no part of the headline: a day, a label, a button."""
    if not 0 < len(label) <= LONGEST:
        return False
    known = NO_HEADLINE.search(label) or LABELLED.search(label) or BADGE.fullmatch(label) or _NUMBER.fullmatch(label)
    return bool(known) or (node.tag not in _EMPHASIS and len(label) <= (LEAST if node.tag == "a" else _TAG))


def is_furniture(node: Element, text: str) -> bool:
    """Tell whether a heading is the site's: its logo, the breadcrumbs."""
    near = islice(node.iterancestors(), 2)
    marks = " ".join(f"{each.get('class')} {each.get('id')}" for each in (node, *near))
    return (
        "当前位置" in text
        or _CRUMB.match(text) is not None
        or bool(_FURNITURE.search(marks))
        or bool(node.cssselect('a[href="/"]'))
    )


def rank(node: Element, text: str) -> int:
    """Return how much a heading is set above others: 0 for an h1. A short h2 may be a column's."""
    if node.tag == "h1":
        return 0
    if node.tag == "h2" and len(text) > _COLUMN:
        return 1
    return 3 if _SUBTITLE.search(f"{node.get('class')} {node.get('id')}") else 2


def find_hidden(around: Surroundings, ahead: Collection[str], sites: list[str]) -> str:
    """Return the h1 that hides, where none of `ahead`, the headings that are seen, may be a headline."""
    if any(len(text) >= LEAST and not is_owner(text, sites) for text in ahead):
        return ""
    hidden = (text for text in map(line_of, around.page.all("h1")) if fold(text) in around.unseen)
    return next((text for text in hidden if may_be_headline(text) and not is_owner(text, sites)), "")


def texts_of(around: Surroundings, headings: list[tuple[Element, str]]) -> list[str]:
    """What may be a headline that the title cuts: headings, else lines before the text; with no sentence or day."""
    texts = [*(text for node, text in headings if node.tag in ("h1", "h2", "h3"))]
    texts += [*(text for _, text in headings), *around.near]
    return [text for text in texts if len(text) <= LONGEST and not NO_HEADLINE.search(text)]


def is_one_line(node: Element) -> bool:
    """Tell whether a heading is one, though it may be broken by hand: nothing in it stands apart."""
    return all(each.tag in _EMPHASIS or each.tag in ("br", "span") for each in node.iterdescendants())


def is_wrapper(node: Element, text: str) -> bool:
    """Tell whether what a class calls a title is more: the line of information, the breadcrumbs."""
    return (node.tag not in ("h1", "h2", "h3") and bool(NO_HEADLINE.search(text))) or len(text) > LONGEST


def leads_away(around: Surroundings, node: Element) -> bool:
    """Tell whether a heading is a link to another page."""
    links = [*node.iter("a"), *node.iterancestors("a")]
    hrefs = [each.get("href") or "" for each in links if 2 * len(tidy(each.text_content())) > len(node.text_content())]
    told = [href for href in hrefs if href and href[0] != "#" and not href.lower().startswith("javascript")]
    return any(around.page.absolute(href) not in ("", around.page.response.url) for href in told)


def is_long_enough(node: Element, text: str, names: list[str], sites: list[str]) -> bool:
    """Tell whether a heading is no shorter than a headline is: four characters in an h1 are enough where a title, one
    of `names`, has nothing behind them but, apart, whose the page is."""
    short = node.tag == "h1" and len(text) == LEAST - 1 and not is_furniture(node, text)
    return len(text) >= LEAST or (short and any(behind(name, text, sites) for name in names))
