"""Retry-After honoured (RFC 9110, 10.2.3): a server that asks for a pause is not pressed meanwhile. Scrapy's
middleware knows the status alone (scrapy/scrapy#3849)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from monitor.text.zone import SHANGHAI

_ASKING = frozenset((429, 503))  # the statuses with which the header is a request to come later
_NUMBER = re.compile(r"[\"'<]?(\d++)(?:\.\d{0,9})?\s?(?:s|secs?|seconds?|秒)?[\"'>]?(?:\s?[,;].{0,80})?", re.IGNORECASE)
# By their first letters; in ISO 8601 the days stand before the T.
_UNITS = {"d": 86400.0, "天": 86400.0, "h": 3600.0, "小": 3600.0, "m": 60.0, "分": 60.0, "s": 1.0, "秒": 1.0}
_SPAN = (
    r"(\d{1,9}(?:\.\d{1,9})?)\s{0,3}(d(?!e)|h|m(?!s)|s|天|小时|分|秒)"
    r"(?:ays?|ours?|rs?|in(?:ute)?s?|ec(?:ond)?s?|[钟鐘])?(?:(?![A-Za-z])|(?=T?\d))"
)
_WORDS = re.compile(rf"(?<![\w.:+-])(?:PT?)?{_SPAN}", re.IGNORECASE)
# What follows at once is a part of it: 1h30m, PT1M30S, 1 hour and 10 minutes.
_FURTHER = re.compile(rf"\s{{0,3}}(?:,|and|T)?\s{{0,3}}{_SPAN}", re.IGNORECASE)
_SINCE_1970 = (10, 13)  # digits of a moment in seconds and in milliseconds
_ISO = re.compile(r"(20\d\d)[-/年](\d\d)[-/月](\d\d)日?[T ](\d\d:)")
_SECONDS = re.compile(r"\d{1,9}")  # of more digits no server means what it says
_PAUSES = 10  # longest pauses that one host may ask for in a run: a host that never recovers must not hold up the week
_NEXT_TO_NOTHING = 0.001  # seconds; Scrapy looks at the time of a host's last request only where there is a delay


class PatientRetry(RetryMiddleware):
    """Scrapy's, but before a request is sent again its host is left alone for as long as the answer asks, at most
    RETRY_AFTER_CAP seconds. Other hosts go on."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._cap = crawler.settings.getfloat("RETRY_AFTER_CAP")
        self._paused: dict[str, float] = {}  # host → seconds that it has been left alone in this run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of a run. Raises NotConfigured where nothing is retried."""
        return cls(crawler)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response, or the request to be sent again after the pause that the response asks for."""
        if response.status in _ASKING and "cached" not in response.flags:  # a replay waits for nobody
            header = (response.headers.get("Retry-After") or b"").decode("utf-8", "replace")
            self._pause(request, min(seconds_until(header), self._cap))
        return super().process_response(request, response)

    def _pause(self, request: Request, seconds: float) -> None:
        engine, host = self.crawler.engine, request.meta.get("download_slot", "")
        slot = engine.downloader.slots.get(host) if engine else None
        paused = self._paused.get(host, 0.0) + seconds
        if slot is None or not seconds or paused > _PAUSES * self._cap:
            return
        self._paused[host] = paused
        slot.delay = slot.delay or _NEXT_TO_NOTHING
        slot.lastseen = monotonic() + seconds  # the delay counts from there


def seconds_until(header: str) -> float:
    """Return the seconds that a Retry-After header asks for, a number or a date (held against this machine's clock); 0
    for a moment that has passed and for what is neither. Servers also write 120s, 120.0, "120", 2 minutes, 1h30m,
    PT1H30M, two values, an ISO date, the seconds or milliseconds since 1970, and CST for China's time."""
    header = header.strip()
    if number := _NUMBER.fullmatch(header) if header.replace("秒", "").isascii() else None:
        if len(number[1]) not in _SINCE_1970:
            return float(number[1]) if _SECONDS.fullmatch(number[1]) else float("inf")
        return max(0.0, int(number[1][:10]) - datetime.now(UTC).timestamp())
    seconds, words = 0.0, _WORDS.search(header)
    while words:
        seconds += float(words[1]) * _UNITS[words[2][0].lower()]
        words = _FURTHER.match(header, words.end())
    return seconds or _seconds_to(header)


def _seconds_to(moment: str) -> float:
    """The seconds from now to a moment; 0 if it has passed, or cannot be read."""
    iso = _ISO.match(moment)
    try:
        if iso:
            then = datetime.fromisoformat(_ISO.sub(r"\1-\2-\3T\4", moment))
        else:
            then = parsedate_to_datetime(moment.replace("CST", "+0800"))
    except ValueError:
        return 0.0
    # Where the zone is not said ("-0000", too) it is HTTP's, or that of the server's wall.
    zones = (then.tzinfo,) if then.tzinfo else (UTC, SHANGHAI)
    left = [(then.replace(tzinfo=zone) - datetime.now(UTC)).total_seconds() for zone in zones]
    return min((seconds for seconds in left if seconds > 0), default=0.0)
