"""Responses with status 200 that are no article: a refusal, a notice, an error page, a shell.

What a template of the outlet or of a platform took is an article unless its headline says otherwise: short news about
安全验证 or a deleted post is read. What the generic rung took, or none, is held against what such pages write
(`walls`), and against the title under which a listing announced it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from datetime import date, timedelta
from itertools import pairwise

from scrapy.http import Response, TextResponse

from monitor.exceptions import BlockedPage, EmptyPage, OutOfService, PageError, ScriptOnly, ServerFault, TornPage
from monitor.extraction.shown import Shown, all_of, is_issued, is_shell, seen_of
from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.markup.page import Page, breaks_off
from monitor.reading.template import Draft
from monitor.reading.walls import CHALLENGES, LINES, OWN_LINE, SAYS, TITLES, Kinds, kind_of_speech
from monitor.text.hygiene import fold, tidy
from monitor.text.markdown import Paragraph, plain_text
from monitor.text.traditional import simplify

_FEW, _TRACE = 600, 20_000  # characters of the longest notice, and of a stack trace
_BARE = 100  # characters; a challenge shows no more than 请稍候
_SITE = re.compile(r"\s{0,9}[_|｜-]\s{0,9}[^_|｜-]{0,30}$")
_MARKS = " 。！!…~～.:：？?"
_QUOTED = re.compile("[“「][^”」\n]{0,80}[”」]")  # news quotes what a page says to its visitor
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_IN_CHINESE = re.compile(r"[a-z]{2,20}(?: [a-z]{2,20}){1,6}|[a-z]{12,40}")  # what a screen showed, in a report of it
_HAN = re.compile("[\u4e00-\u9fff]")
_PROSE = 30  # such characters of a line that is a report's
_OWN = 60  # such characters of sentences that no wall has, nor are spoken to the visitor
_TO_VISITOR = re.compile("[您你请]|谅解")
_NOTICE = re.compile("公告|通知|通告|公示|说明")
_NEWS = re.compile(r"记者|本报|通讯员|\d日(?:[电讯]|消息)")
_YEAR = timedelta(days=366)
_TITLE = 6  # characters; a shorter title is a column's name
_HALF = 0.5  # of those pairs; a headline with so many is the one that was announced
_SHARED = 0.15  # 29 real texts hold at least 0.29 of the pairs of characters in their titles, the tests' walls 0.11


def refuse_notice(page: Page, reader: str, draft: Draft, outlet: str) -> None:
    """Raise the PageError that `draft`, which the rung `reader` found on `page`, is in truth. `outlet` is the printed
    name, for the message."""
    titles = {_bare(draft.headline), _bare(page.title)}
    kind = _of_titles(titles, draft)
    if reader.startswith("generic"):
        if kind is None and _of_titles(_names(each.text_content() for each in page.all("h1, h2, h3")), draft):
            kind = _of_titles(_titles(page, seen_of(page)), draft)
        spoken = None if draft.source else kind_of_speech(draft.headline, _text_of(draft))
        titled, kind = kind, kind or _of_lines(page, draft) or spoken
        if kind and is_issued(draft.headline, draft.source, _text_of(draft), page.title, seen_of(page).text):
            works = kind is OutOfService and _NOTICE.search(draft.headline)  # in the site's column of notices
            kind = None if works else titled or _of_lines(page, draft, _own_lines(draft))
    _refuse(kind, page, outlet)


def _of_lines(page: Page, draft: Draft, own: Set[str] = frozenset()) -> type[PageError] | None:
    text = _text_of(draft)
    kind = _of_text(f"{draft.headline}\n{text}", own)
    if kind or len(text) >= _FEW or len(shown := seen_of(page, _FEW).text) >= _FEW:
        return kind
    return _of_text(shown, own)


def _own_lines(draft: Draft) -> set[str]:
    """The lines, folded, that are an article's own whatever words they have: of a text with prose that no wall has, or
    with the words of its headline."""
    lines = _text_of(draft).split("\n")
    sentences = [each for line in lines for each in re.split("[。！？]", line) if not _TO_VISITOR.search(each)]
    prose = sum(len(_HAN.findall(each)) for each in sentences[:_FEW] if not _of_text(each))
    own = {fold(line) for line in lines if OWN_LINE.match(line)} | {fold(draft.headline)}
    return own if prose >= _OWN or is_named(draft.headline, _text_of(draft)) else set()


def _is_of_another(draft: Draft) -> bool:
    """Tell whether a notice of works names their day and does not speak of the site: 省医保信息平台 is news."""
    return bool(_DAY.search(_text_of(draft))) and _of_text(_text_of(draft)) is None


def _text_of(draft: Draft) -> str:
    return "\n".join(block.text for block in draft.blocks if isinstance(block, Paragraph))


def refuse_torn(page: Page, last: str, outlet: str) -> None:
    """Raise TornPage if a page breaks off in its article, whose last paragraph is `last`: its server announces
    characters where bytes are asked for."""
    if breaks_off(page.response.text, last):
        raise TornPage(f"{outlet}：页面在正文中断了：{page.response.url}")


def refuse_unread(page: Page, outlet: str) -> None:
    """Raise the PageError that a page is which no rung could read, if it says so."""
    _refuse(_of_unread(page), page, outlet)


def refusal_on(response: Response) -> type[PageError] | None:
    """Return what a response is that should have been a listing and could not be read as one, None if nothing says
    so."""
    if not isinstance(response, TextResponse):
        return None
    try:
        return _of_unread(Page(response))
    except PageError:  # no HTML, or nothing at all
        return _of_text(response.text)


def is_announced(title: str, item: ArticleItem) -> bool:
    """Tell whether `item` may be what a listing announced as `title`: some of its pairs of characters occur in the
    headline or text. A title too short to tell is taken for its own."""
    text = "\n".join((item.headline, item.kicker, item.subtitle, plain_text(item.article_body)))
    return len(title) < _TITLE or _shared(title, text) > _SHARED


def notice_in(item: ArticleItem) -> type[PageError] | None:
    """Return the kind of notice that a short text is by its words, whatever read it; None for news."""
    text = plain_text(item.article_body)
    return _of_text(f"{item.headline}\n{text}") if len(text) < _FEW else None


def is_credible(day: date, reader: str, window: Window, today: date) -> bool:
    """Tell whether an article that a crawl of `window` met may be of `day`: of none in the future, and, where only the
    generic rung read it, of none more than a year back."""
    if day > max(today, window.until) + timedelta(days=1):
        return False
    return not (reader.startswith("generic") and day < window.since - _YEAR)


def is_doubtful(title: str, item: ArticleItem) -> bool:
    """Tell whether `item` may be a wall of an unknown kind: a short text that no template took, under another headline
    than a listing's `title`."""
    if item.reader.startswith("own:") or len(plain_text(item.article_body)) >= _FEW:
        return False
    return len(title) < _TITLE or not is_named(title, item.headline)


def is_named(title: str, headline: str) -> bool:
    """Tell whether `headline` is what a listing announced as `title`, by half of the pairs of characters in this."""
    return _shared(title, headline) >= _HALF


def _shared(title: str, text: str) -> float:
    """The share (0-1) of the pairs of characters in `title` that occur in `text`."""
    pairs, text = {"".join(pair) for pair in pairwise(fold(title))}, fold(text)
    return sum(pair in text for pair in pairs) / max(len(pairs), 1)


def _of_unread(page: Page) -> type[PageError] | None:
    shown = all_of(page)
    if kind := _of_titles(_titles(page, shown)) or _of_text(shown.text):
        return kind
    asked = len(shown.text) < _FEW and page.first("input[type=password]") is not None
    if asked or (len(shown.text) < _BARE and CHALLENGES.search(page.response.text)):
        return BlockedPage
    if shown.text:
        return None
    return ScriptOnly if is_shell(page) else EmptyPage


def _of_titles(titles: set[str], draft: Draft | None = None) -> type[PageError] | None:
    lowered = [title.lower() for title in titles]
    kind = next((kind for kind, words in TITLES if any(map(words.fullmatch, lowered))), None)
    return None if kind is OutOfService and draft and _is_of_another(draft) else kind


def _of_text(text: str, own: Set[str] = frozenset()) -> type[PageError] | None:
    if _NEWS.search(text):
        return None
    kinds: Kinds = LINES if len(text) < _FEW else tuple(pair for pair in LINES if pair[0] is ServerFault)
    text = "\n".join(line for line in text.split("\n") if fold(line) not in own) if own else text
    spoken = _QUOTED.sub("", simplify(text[:_TRACE])).lower()
    spoken = "\n".join(map(_without_quotation, spoken.split("\n")))
    return next((kind for kind, words in kinds if words.search(spoken)), None)


def _without_quotation(line: str) -> str:
    reports = line.endswith("。") and _IN_CHINESE.search(line) and len(_HAN.findall(line)) >= _PROSE
    return _IN_CHINESE.sub("", line) if reports else line


def _titles(page: Page, shown: Shown) -> set[str]:
    return _names((page.title, _SITE.sub("", page.title), *shown.headings))


def _names(texts: Iterable[str]) -> set[str]:
    return {_bare(simplify(text)) for text in texts}


def _bare(title: str) -> str:
    return tidy(title).strip(_MARKS)


def _refuse(kind: type[PageError] | None, page: Page, outlet: str) -> None:
    if kind:
        raise kind(f"{outlet}：{SAYS[kind]}：{page.response.url}")
