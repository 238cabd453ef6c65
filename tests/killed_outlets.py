"""An outlet of tests/found_outlets.py whose process is killed, nothing closed or tidied: DIES_AT says at which answer, or
`save`: within the transaction that keeps what was found."""

from __future__ import annotations

import os
import signal
from typing import Any, Self

import found_outlets
from scrapy import signals
from scrapy.crawler import Crawler

from monitor.store import found

_AT = os.environ.get("DIES_AT", "")
_save = found.save_finds


def _die(*args: object, **given: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _save_and_die(*args: Any) -> None:
    _save(*args)
    _die()


class Gamma(found_outlets.Gamma):  # type: ignore[misc, valid-type]
    """The same, mortal."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **given: Any) -> Self:
        """Build the spider; it hears of each answer."""
        spider: Self = super().from_crawler(crawler, *args, **given)
        spider.left = int(_AT) if _AT.isdecimal() else -1
        crawler.signals.connect(spider.heard, signal=signals.response_received)
        found.save_finds = _save_and_die if _AT == "save" else _save
        return spider

    def heard(self) -> None:
        """Count an answer."""
        self.left -= 1
        if self.left == 0:
            _die()
