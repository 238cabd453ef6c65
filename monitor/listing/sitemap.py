"""What sites tell programs of their articles in XML: sitemaps, and feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import NamedTuple

from lxml.etree import LxmlError, _Element, iterparse
from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.search import plain
from monitor.listing.source import Identify, Listing, Source, collect
from monitor.text.urls import absolute, is_web_address

INDEX, URLS = "sitemapindex", "urlset"  # the roots of sitemaps; any other is taken for a feed's
_DAYS = ("pubDate", "published", "publication_date", "pubTime", "date", "lastmod", "updated")  # the first that is there
# A title of the article, not of a picture: RSS and Atom, Google's news sitemaps, Baidu's.
_OWN = frozenset(("loc", "link", "guid", "id", "pubDate", "published", "updated", "lastmod"))  # what only it can say
_TITLED = frozenset(("item", "entry", "url", "news", "display"))
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[a-zA-Z]{2,8}\d{0,2};")  # XML knows none of HTML's
# Halves of a character beyond U+FFFF, each written as one, as programs that count in UTF-16 do: XML has no such.
_HALF = re.compile(
    r"&#(?:x0{0,2}(d[89a-f][0-9a-f]{2})|(5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3])));",
    re.IGNORECASE,
)
# Marks that are to be written as entities and often are not, and tags of HTML without an end, of which the rest of a
# feed would be a part; in CDATA they stand for themselves.
_BARE = re.compile(
    r"<!\[CDATA\[(?:[^\]]|\](?!\]>))*|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)|<(?![a-z_/!?:])"
    r"|(<(?:br|hr|img)(?:\s[^<>]{0,600})?(?<!/)>)",
    re.IGNORECASE,
)
_ESCAPED = {"&": "&amp;", "<": "&lt;"}
_START = re.compile(r"<\?xml\s|<(?:\w{1,20}:)?(?:rss|feed|urlset|sitemapindex|rdf)[\s>]", re.IGNORECASE)
_LEAD = 3000  # characters before it: what a server has to say of itself
_MAP = "map_of_an_index"  # key in Request.meta: a sitemap that an index names, and that is no index itself
_SURE = 2  # names of an address that need not look like one
_MOST_MAPS = 500  # of an index; that of 人民网 has 76 (dossier people)
_MOST_ADDRESSES = 50_000  # of a map, by the protocol (sitemaps.org)


class Entry(NamedTuple):
    """An article, or a map, as XML names it: its address, absolute or not, title and day as they are written."""

    url: str
    title: str
    day: str


def read_entries(response: TextResponse) -> tuple[str, Iterator[Entry]]:
    """Return the root's name, and what a sitemap, an index, RSS 1 and 2 or Atom (RFC 4287) names. What is damaged is
    read as far as it goes. Raises LayoutChanged for what is no XML, now or when the entries are taken."""
    # A server's XML may say that it is in another encoding than it is.
    text = response.text
    if start := _START.search(text, 0, _LEAD):
        text = text[start.start() :]
    if _HALF.search(text):
        text = _HALF.sub(lambda found: chr(int(found[1], 16) if found[1] else int(found[2])), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    text = _ENTITY.sub(lambda found: unescape(found[0]), text.lstrip("\ufeff \r\n\t"))
    text = _BARE.sub(_well_formed, text)
    source = BytesIO(text.encode("utf-8", "replace"))
    events = iterparse(
        source, ("start", "end"), recover=True, resolve_entities=False, no_network=True, remove_comments=True,
        encoding="utf-8",
    )  # fmt: skip
    try:
        return _name(next(events)[1]), _entries(events, response.url)
    except (LxmlError, StopIteration) as error:
        raise _none(response.url) from error


def read_lines(response: TextResponse) -> list[str]:
    """Return the addresses of a sitemap in plain text, one a line; empty for what is none."""
    lines = response.text.lstrip("\ufeff").split()
    return lines if all(map(is_web_address, lines)) else []


def _well_formed(found: re.Match[str]) -> str:
    return "" if found[1] else _ESCAPED.get(found[0], found[0])


def _entries(events: Iterator[tuple[str, _Element]], url: str) -> Iterator[Entry]:
    try:
        for event, element in events:
            if event == "end" and _name(element) in ("url", "sitemap", "item", "entry"):
                if (entry := _entry(element)).url:
                    yield entry
                element.clear()
    except (LxmlError, UnicodeDecodeError) as error:  # the latter: half a surrogate pair
        raise _none(url) from error


def _entry(element: _Element) -> Entry:
    own: dict[str, str] = {}
    titled: list[str] = []
    for field in element.iterdescendants():
        name, words = _name(field), (field.text or "").strip()
        if name == "title" and _name(field.getparent()) in _TITLED:
            titled.append("".join(field.itertext()))  # Atom's may hold elements
        if name in _OWN and field.getparent() is not element:
            continue  # a picture's, or of the feed that an article was taken from
        if name == "link" and field.get("rel", "alternate") == "alternate":
            own.setdefault("link", words or (field.get("href") or "").strip())
        elif name == "guid" and field.get("isPermaLink") == "false":
            continue
        elif words:
            own.setdefault(name, words)
    named = (own.get(name, "") for name in ("loc", "link", "guid", "id"))
    url = next((each for place, each in enumerate(named) if each and (place < _SURE or is_web_address(each))), "")
    return Entry(url, next(filter(None, titled), ""), next((own[name] for name in _DAYS if name in own), ""))


def _name(element: _Element | None) -> str:
    # No QName: in a damaged document a tag may have a name that is none, or a prefix that is declared nowhere.
    tag = element.tag if element is not None and isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _none(url: str) -> LayoutChanged:
    return LayoutChanged(f"应为订阅源或站点地图，实际不是：{url}")


@dataclass(frozen=True, kw_only=True)
class SitemapIndex(Source):
    """A sitemap or sitemap index at `url`; of an index's maps those whose address matches `maps` are read."""

    url: str
    maps: str = ""

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the sitemap."""
        yield Request(self.url)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the article addresses of a map, or the maps of an index. Raises LayoutChanged if it is neither, or
        without an end: an index that an index names, or more maps or addresses than there can be."""
        root, entries = read_entries(response)
        if root == INDEX:
            told = (absolute(response, each.url) for each in entries)
            maps = [url for url in told if is_web_address(url) and re.search(self.maps, url)]
            named = response.request is not None and response.request.meta.get(_MAP)
            if named or len(maps) > _MOST_MAPS:
                raise LayoutChanged(f"站点地图索引没有尽头：{response.url}")
            return Listing((), deeper=tuple(Request(url, meta={_MAP: True}) for url in maps))
        if root != URLS:
            raise LayoutChanged(f"应为站点地图，实际不是：{response.url}")
        return Listing(collect(((each.url, plain(each.title)) for each in entries), identify, _MOST_ADDRESSES))
