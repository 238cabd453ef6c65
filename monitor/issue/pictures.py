"""The pictures of the chosen articles that have to be fetched: by Scrapy's own ImagesPipeline.

A picture's address stands in an article, so it may be anything: it must lead to the public network, its file may be no
larger than DOWNLOAD_MAXSIZE and PICTURE_MAX_PIXELS, and nothing of its name reaches the disk.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, ClassVar, NoReturn, Self

from PIL import Image
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.pipelines.images import ImagesPipeline
from scrapy.pipelines.media import FileInfo, MediaPipeline
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from monitor.bulletin import Entry, Photo
from monitor.issue.decoding import decode
from monitor.issue.photos import PICTURES, place
from monitor.issue_calendar import Window
from monitor.network.failures import kind_of_failure
from monitor.terminal.output import say
from monitor.text.markdown import Picture, read

_PICTURE = "picture"  # key in Request.meta: the address as the article has it, which a Request may write otherwise


def find_pictures(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the addresses of the pictures in `entries`, each with that of its article."""
    return {
        block.url: entry.url
        for entry in entries
        for block in read(entry.body)
        if isinstance(block, Picture) and block.url
    }


def choose_pictures(entries: Iterable[Entry], settings: BaseSettings) -> dict[str, str]:
    """Return those of the pictures in `entries` that are to be printed, of each the first ARTICLE_MAX_PICTURES. Of one
    entry that has more a line tells."""
    chosen: dict[str, str] = {}
    most = settings.getint("ARTICLE_MAX_PICTURES")
    for entry in entries if settings.getbool("BULLETIN_PICTURES") else ():
        found = find_pictures((entry,))
        if len(found) > most:
            rest = f"有 {len(found)} 张图片，只取前 {most} 张（ARTICLE_MAX_PICTURES），其余只印图注"
            say(f"注意：《{entry.headline}》{rest}。")
        chosen |= dict(islice(found.items(), most))
    return chosen


class PictureSpider(Spider):
    """Asks for the pictures `wanted` (address → address of its article) of an issue with this `window`."""

    name = PICTURES

    def __init__(self, wanted: Mapping[str, str], window: Window, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.wanted, self.window = wanted, window
        self.files: dict[str, bytes] = {}  # what came, by its place in the issue's folder
        self._done = asyncio.Event()
        self.kinds: dict[str, str] = {}  # what went wrong, by address; a picture that came may stand there too

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build the spider and have it told when the pictures are there."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        for signal in (signals.item_scraped, signals.item_error):
            crawler.signals.connect(spider.finish, signal=signal)
        return spider

    def finish(self) -> None:
        """Let `start()` end."""
        asyncio.get_running_loop().call_soon(self._done.set)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Put the picture stages in place of the articles'."""
        super().update_settings(settings)
        own = {
            "ITEM_PIPELINES": {PicturePipeline: 1},
            "IMAGES_STORE": "memory:",
            "MEDIA_ALLOW_REDIRECTS": True,
        }
        settings.setdict(own, priority="spider")

    async def start(self) -> AsyncIterator[dict[str, str]]:
        """Yield the one item on which the pipeline acts, and end when it has: the engine looks whether it has become
        idle when a request or `start()` ends, but not when an item does, and would wait for its next heartbeat."""
        yield {"issue": str(self.window)}
        await self._done.wait()

    @property
    def photos(self) -> dict[str, Photo]:
        """The pictures that came, by address."""
        return {url: Photo(place(url), self.files[place(url)]) for url in self.wanted if place(url) in self.files}

    @property
    def missing(self) -> dict[str, str]:
        """Why the others did not (monitor.network.failures), by address."""
        return {url: self.kinds.get(url, "unfinished") for url in self.wanted if place(url) not in self.files}


class MemoryStore:
    """The place to which ImagesPipeline writes: the spider that asked."""

    def __init__(self, uri: str) -> None:
        pass

    def persist_file(
        self, path: str, buf: io.BytesIO, info: MediaPipeline.SpiderInfo, meta: Any = None, headers: Any = None
    ) -> None:
        """Keep a picture."""
        _spider(info).files[path] = buf.getvalue()

    def stat_file(self, path: str, info: MediaPipeline.SpiderInfo) -> dict[str, Any]:
        """Return nothing: what the issue's folder holds is not asked for in the first place."""
        return {}


class PicturePipeline(ImagesPipeline):
    """Keeps the pictures with the spider; the issue's folder is written when all are there."""

    STORE_SCHEMES: ClassVar[dict[str, Any]] = {**ImagesPipeline.STORE_SCHEMES, "memory": MemoryStore}

    def get_media_requests(self, item: Any, info: MediaPipeline.SpiderInfo) -> list[Request]:
        """Return the requests, each with its article as Referer, as a reader's browser would send it. One address that
        is none does not cost the others."""
        spider, requests = _spider(info), []
        for url, page in spider.wanted.items():
            try:
                request = Request(url, headers={"Referer": page}, meta={_PICTURE: url}, callback=NO_CALLBACK)
            except ValueError:
                spider.kinds[url] = "not-an-article"
            else:
                requests.append(request)
        return requests

    def file_path(self, request: Request, *args: Any, **kwargs: Any) -> str:
        """Return the picture's place in the issue's folder: of its address only a digest."""
        return place(request.meta[_PICTURE])

    def get_images(
        self, response: Response, request: Request, info: MediaPipeline.SpiderInfo, *, item: Any = None
    ) -> Iterator[tuple[str, Image.Image, io.BytesIO]]:
        """Yield the picture. Raises what `decode` does for what is none."""
        yield place(request.meta[_PICTURE]), *decode(response.body, self.crawler.settings)

    async def media_downloaded(
        self, response: Response, request: Request, info: MediaPipeline.SpiderInfo, *, item: Any = None
    ) -> FileInfo:
        """Take the picture out of an answer."""
        kind = "no-picture" if response.status == 200 else f"http-{response.status}"
        _spider(info).kinds[request.meta[_PICTURE]] = kind
        return await super().media_downloaded(response, request, info, item=item)

    def media_failed(self, failure: Failure, request: Request, info: MediaPipeline.SpiderInfo) -> NoReturn:
        """Note the kind of failure, unless it is known what came."""
        _spider(info).kinds.setdefault(request.meta[_PICTURE], kind_of_failure(failure))
        super().media_failed(failure, request, info)


def _spider(info: MediaPipeline.SpiderInfo) -> PictureSpider:
    assert isinstance(info.spider, PictureSpider)
    return info.spider
