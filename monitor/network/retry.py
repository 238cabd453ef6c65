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

_ASKING = frozenset((429, 503))  # the statuses with which the header is a request to come later
_NUMBER = re.compile(r"(\d++)(?:\.\d{1,9})?\s?(?:s|secs?|seconds?)?(?:\s?[,;].{0,80})?", re.IGNORECASE)
_SINCE_1970 = (10, 13)  # digits of a moment in seconds and in milliseconds
_ISO = re.compile(r"20\d\d-\d\d-\d\d[T ]\d\d:")
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
            header = (response.headers.get("Retry-After") or b"").decode("latin-1")
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
    for a moment that has passed and for what is neither. Servers also write 120s, 120.0, two values, an ISO date, the
    seconds or milliseconds since 1970, and CST for China's time."""
    header = header.strip()
    now = datetime.now(UTC)
    if header.isascii() and (number := _NUMBER.fullmatch(header)):
        if len(number[1]) not in _SINCE_1970:
            return float(number[1]) if _SECONDS.fullmatch(number[1]) else float("inf")
        return max(0.0, int(number[1][:10]) - now.timestamp())
    try:
        iso = _ISO.match(header) is not None
        moment = datetime.fromisoformat(header) if iso else parsedate_to_datetime(header.replace("CST", "+0800"))
    except ValueError:
        return 0.0
    if moment.tzinfo is None:  # "-0000": the zone is not said, and HTTP knows one alone
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
