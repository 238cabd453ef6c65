"""robots.txt obeyed in full (RFC 9309): by requests that wait for it together, where it cannot be had, however long it
is; and its Crawl-delay."""

from __future__ import annotations

import asyncio
import re
import zlib
from contextlib import suppress
from typing import Self
from urllib.parse import quote

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from monitor.exceptions import NoRobots
from monitor.network.failures import NO_ARCHIVE, kind_of
from monitor.text.encoding import detect_encoding

_BYTES = 500 * 1024  # that a crawler has to read (RFC 9309, 2.5)
# Where a robots.txt is led elsewhere, or a replay does not hold it, there is none (2.3.1.2); and where no archive can
# be written, the page itself will say so.
_NONE = frozenset(("off-site", "redirects", "private", "port", "not-archived", NO_ARCHIVE))
_AGENT = re.compile(rb"user[- ]?agent[\s:]*(.*)", re.IGNORECASE)
_OTHERS = re.compile(rb"[\x80-\xff]+")
_GZIP = b"\x1f\x8b\x08"
_HEAD = 64  # bytes that tell UTF-16
_NAMES = 20  # by which a robots.txt may call us


class RobotsTxt(RobotsTxtMiddleware):
    """Scrapy 2.19 takes a site whose robots.txt fails, or is answered 5xx, for one that allows all; RFC 9309 (2.3.1.4)
    for one that forbids all. And of several requests that wait for one robots.txt it gives the rules to the first."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unreachable_allowed = crawler.settings.getbool("ROBOTS_UNREACHABLE_ALLOWED")
        self._agent = crawler.settings["USER_AGENT"].lower().encode()
        self._asked: dict[str, asyncio.Task[RobotParser | None]] = {}  # by scheme, host and port (2.3)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules that govern `request`, None if there are none. Raises NoRobots if they cannot be had."""
        url = urlparse_cached(request)
        site = f"{url.scheme}://{url.netloc}"
        if site not in self._asked:
            self._asked[site] = asyncio.ensure_future(self._ask(site, request))
        return await asyncio.shield(self._asked[site])  # others wait for it too

    async def _ask(self, site: str, request: Request) -> RobotParser | None:
        assert self.crawler.engine is not None
        self._stats.inc_value("robotstxt/request_count")
        question = Request(
            f"{site}/robots.txt",
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(question)
        except Exception as error:  # noqa: BLE001 (whatever a network can raise)
            return self._none(kind_of(error))
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if response.status >= 500:
            return self._none(f"http-{response.status}")
        return await self._parse(response, request) if response.status < 300 else None

    async def _parse(self, response: Response, request: Request) -> RobotParser:
        body = _concerning(response.body, self._agent)
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, body)
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return parser

    def _none(self, why: str) -> RobotParser | None:
        """Return None if a site may be asked whose robots.txt failed so. Raises NoRobots if it may not."""
        self._stats.inc_value(f"robotstxt/failed/{why}")
        if why in _NONE or self._unreachable_allowed:
            return None
        raise NoRobots(why)


def _concerning(body: bytes, agent: bytes) -> bytes:
    """Return the lines of a robots.txt that a crawler has to read, the groups of others all named alike: the parser
    gives each rule to each name of its group, and thousands of both would hold up the run."""
    lines: list[bytes] = []
    own: set[bytes] = set()
    if body.startswith(_GZIP):  # without a word of it
        with suppress(zlib.error):
            body = zlib.decompressobj(wbits=31).decompress(body, _BYTES + 1)
    if (encoding := detect_encoding(body[:_HEAD])).startswith("utf-16"):  # as an editor of Windows saves "Unicode"
        body = body.decode(encoding, "replace").encode()
    read = body if len(body) <= _BYTES else body[:_BYTES].rpartition(b"\n")[0]  # half a rule would forbid more
    for line in (each.lstrip(b"\xef\xbb\xbf \t") for each in read.splitlines()):
        if named := _AGENT.match(line):
            name = named[1].split(b"#")[0].strip().lower()
            if name.replace(b"*", b"") in agent and len(own) < _NAMES:
                own.add(name)
            if name not in own:
                line = b"User-agent: another"
        lines.append(_OTHERS.sub(_quoted, line))
    return b"\n".join(lines)


def _quoted(found: re.Match[bytes]) -> bytes:
    """Bytes of a path as its address has them (2.2.2), in whatever encoding: of one in GBK the parser would keep the
    slash before it alone, which is the whole site."""
    return quote(found[0]).encode()


class CrawlDelay:
    """Slows the requests to a host down to what its robots.txt asks for, at most to CRAWL_DELAY_CAP seconds: some ask
    for 120, which no weekly run can keep. Never faster than DOWNLOAD_DELAY."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.cap = crawler.settings.getfloat("CRAWL_DELAY_CAP")
        self.floor = crawler.settings.getfloat("DOWNLOAD_DELAY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals. Raises NotConfigured where robots.txt is not asked for."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Take over the delay that a host's robots.txt asks for."""
        asked = robotparser.crawl_delay(self.crawler.settings["USER_AGENT"])
        host = urlparse_cached(request).hostname
        if asked is None or not host or self.crawler.engine is None:
            return
        downloader = self.crawler.engine.downloader
        delay = max(self.floor, min(float(asked), self.cap))
        downloader.per_slot_settings.setdefault(host, {})["delay"] = delay
        if host in downloader.slots:
            downloader.slots[host].delay = delay
