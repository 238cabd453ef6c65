"""Scrapy's HTTP-cache storage for reading archived pages again: the archive answers, and nothing is recorded."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from monitor.archive.opening import open_archive
from monitor.exceptions import MonitorError
from monitor.items import EVIDENCE, Evidence
from monitor.network.https_first import other_scheme


class EvidenceStorage:
    """Answers the requests of a spider from the archived pages that its attribute `again` names (address → Evidence),
    and nothing else: for reading them again."""

    def __init__(self, settings: BaseSettings) -> None:
        self._archive = open_archive(settings)
        self._most = settings.getint("DOWNLOAD_MAXSIZE")

    def open_spider(self, spider: Spider) -> None:
        """Nothing to open: each record is read where it lies."""

    def close_spider(self, spider: Spider) -> None:
        """Nothing to close."""

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """Return the archived page, None if there is no evidence for it or it cannot be read any more."""
        again = getattr(spider, "again", {})
        evidence: Evidence | None = again.get(request.url) or again.get(other_scheme(request.url))
        if evidence is None:
            return None
        try:
            record = self._archive.load(evidence.file, evidence.offset, self._most)
        except MonitorError as error:
            spider.logger.warning("%s", error)
            return None
        request.meta[EVIDENCE] = evidence
        return record.response.replace(url=request.url)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Nothing is recorded: it is in the archive."""
