"""What a page tells programs of its article: in meta tags, in JSON-LD, in a script of WeChat's."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import time
from itertools import islice
from typing import TYPE_CHECKING, Any

from monitor.text.dates import Moment, Standing, sightings

if TYPE_CHECKING:
    from monitor.markup.page import Page
    from monitor.markup.tree import Element

_OF_ARTICLES = re.compile(r"Article|Posting|Report")  # types of schema.org that are texts of one page
_OF_OTHERS = re.compile(
    r"WebSite|Video|Image|Audio|Event|Course|Dataset|Comment|Organization|Person|Product|Review|List"
)
_MOST_OBJECTS = 200  # of JSON-LD in one page
_MOST_TIMES = 5  # elements of a line of publication that tell a moment
_JSON_DATE = re.compile(r'"(?:datePublished|pubDate)"\s{0,4}:\s{0,4}"([^"]{8,40})"')
# A script of JSON-LD that is a list, of other articles; one that is, or has, an article.
_IS_LIST = re.compile(r"\s{0,20}\{[^{}\[\]]{0,300}\"@type\"\s{0,4}:\s{0,4}\"(?:ItemList|BreadcrumbList)\"")
_OF_ARTICLE = re.compile(r"\"@type\"\s{0,4}:\s{0,4}\[?\s{0,4}\"[A-Za-z]{0,20}Article\"")
WECHAT = "#js_content"  # the text of an article of WeChat; a script prints its time
_WECHAT_TIME = re.compile(r"\bvar ct\s{0,4}=\s{0,4}[\"'](\d{10})[\"']")
_DATE_METAS = (
    "pubdate", "publishdate", "article:published_time", "datepublished", "og:release_date", "firstpublishedtime",
    "og:published_time", "bytedance:published_time", "weibo: article:create_at", "weibo:article:create_at", "apub:time",
    "publish_time", "publish-time", "publishtime", "publish_date", "publish-date", "pubtime", "og:time",
    "dc.date.issued", "dcterms.issued", "dc.date", "date",
)  # fmt: skip


def told_moment(page: Page) -> Moment | None:
    """The moment that the page tells programs."""
    metas = ((f"{name}: {page.meta(name)}", "meta") for name in _DATE_METAS if page.meta(name))
    scripts = [(script.get("type") or "", script.text or "") for script in page.root.iter("script")]
    told = [text for kind, text in scripts if "ld+json" in kind and not _IS_LIST.match(text)]
    own = sorted(told, key=lambda text: _OF_ARTICLE.search(text) is None)  # of several scripts, the article's first
    linked = ((f"pubdate: {day}", "json-ld") for text in own for day in days_in(text))
    wechat = (found[1] for _, text in scripts if page.first(WECHAT) and (found := _WECHAT_TIME.search(text)))
    for text, rule in (*metas, *((f"pubdate: {seconds}", "meta") for seconds in wechat), *linked):
        for sighting in sightings(text):
            if sighting.standing < Standing.OTHER:
                return Moment(sighting.moment.day, sighting.moment.clock, rule)
    return None


def with_clock(printed: Moment | None, nodes: Sequence[Element]) -> Moment | None:
    """Return the moment that lines of publication print, with the clock time that their `<time datetime>` tells
    programs if it is of the same day; what that tells alone, if they print no day. Midnight is no clock time."""
    if printed and printed.clock:
        return printed
    given = (each.get("datetime") or "" for node in nodes for each in islice(node.iter("time"), _MOST_TIMES))
    for told in (each.moment for text in given for each in sightings(text)):
        if told.clock and told.clock != time() and told.day == (printed or told).day:
            return told
    return printed


def days_in(script: str) -> list[str]:
    """The days of publication in a script of JSON-LD, those of an article first; of a site, a video or a picture on the
    page there is none, nor of what is in a list. One that is no JSON is searched."""
    try:
        left: list[Any] = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return [match[1] for match in _JSON_DATE.finditer(script)]
    articles, pages = list[str](), list[str]()
    for _ in range(_MOST_OBJECTS):
        if not left:
            break
        each = left.pop(0)
        if isinstance(each, dict):
            kind, told = each.get("@type") or "", each.get("datePublished") or each.get("pubDate")
            kinds = [str(name) for name in (kind if isinstance(kind, list) else [kind])]
            is_article = any(map(_OF_ARTICLES.search, kinds))
            if not is_article and any(name.endswith("List") for name in kinds):
                continue  # what it lists are other articles
            if isinstance(told, str) and is_article:
                articles.append(told)
            elif isinstance(told, str) and not any(map(_OF_OTHERS.search, kinds)):
                pages.append(told)
        left += each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
    return articles + pages
