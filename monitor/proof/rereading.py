"""From the archived pages of an article to its reading, by nothing but the archive and the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path

from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings

from monitor.archive.opening import Archive, open_archive
from monitor.archive.record import digest, unpack
from monitor.attachments.links import find_attachments
from monitor.attachments.reading import is_attachment, read_attachment
from monitor.bulletin import Entry
from monitor.exceptions import ArchiveError, MonitorError, NotFound, PageError
from monitor.items import ArticleItem
from monitor.outlet.declaration import tell_gone
from monitor.outlet.further import further_page
from monitor.outlet.registry import load_outlets, outlet_called, unloaded_outlets
from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from monitor.store.models import Evidence
from monitor.text import markdown
from monitor.text.urls import plain_address

_OK = 200
UNREAD = "不能核对"  # begins what is found of an article whose outlet is gone
_APART = timedelta(minutes=1)  # between the moment that a record names and the one noted with the article


@dataclass(frozen=True)
class Reread:
    """An article read again: what the reader says, the address that is printed, the bodies of its pages, unpacked."""

    item: ArticleItem
    url: str
    bodies: tuple[bytes, ...]

    def entry(self, outlet: str) -> Entry:
        """Return what an issue prints of it, without any edit, under the printed name of its `outlet`."""
        item = self.item
        return Entry(
            headline=item.headline, outlet=outlet, url=self.url, day=item.day, body=item.article_body,
            kicker=item.kicker, subtitle=item.subtitle, original_headline=item.original_headline,
        )  # fmt: skip


class Rereader:
    """Reads the pages in MONITOR_HOME/archive with the outlets of `settings`; `anywhere`: also those in the files from
    which a run was replayed, as long as nothing is printed of it."""

    def __init__(self, settings: BaseSettings, anywhere: bool = False) -> None:
        self._archive = open_archive(settings)
        self._anywhere = anywhere
        self._most = settings.getint("DOWNLOAD_MAXSIZE")
        self.outlets, self._unloaded = load_outlets(settings), unloaded_outlets(settings)
        self._names = settings.getdict("BULLETIN_OUTLET_NAMES")

    def names(self, spider: str) -> tuple[str, ...]:
        """Return the names under which an outlet may be printed, the one of today's settings first."""
        outlet = outlet_called(self.outlets, spider)
        return tuple(filter(None, (self._names.get(spider), outlet.outlet))) if outlet else ()

    def lacks(self, pages: Sequence[Evidence]) -> bool:
        """Tell whether one of the `pages` lies in a file that is not here: another machine may have fetched it."""
        return not all(self._archive.has(page.file) for page in pages)

    def read(
        self, pages: Sequence[Evidence], spider: str, partial: bool, learned: Sequence[Template] = ()
    ) -> tuple[Reread | None, tuple[str, ...]]:
        """Return the reading of an article from its `pages` by the outlet `spider`, None if there is none, and what
        does not hold, in Chinese. `partial`: it is known that a further page could not be read; `learned`: by what
        nobody wrote it was read."""
        outlet = outlet_called(self.outlets, spider)
        if outlet is None:
            return None, (f"{UNREAD}，{tell_gone(spider, self._unloaded)}",)
        responses: list[Response] = []
        problems: list[str] = []
        for page in pages:
            try:
                load = load_answer if responses else load_page  # behind the notice stand its files
                responses.append(load(self._archive, page, self._most, self._anywhere))
            except MonitorError as error:
                problems.append(str(error))
        if problems:
            return None, tuple(problems)
        try:
            return self._join(outlet, responses, partial, learned)
        except PageError as error:
            return None, (f"存档页面现在读不出来：{error}",)

    def _join(
        self, outlet: type[OutletSpider], responses: list[Response], partial: bool, learned: Sequence[Template]
    ) -> tuple[Reread, tuple[str, ...]]:
        texts = [each for each in responses if isinstance(each, TextResponse) and not is_attachment(each.body)]
        named = {each.url for each in find_attachments(texts[0])} if len(texts) < len(responses) else set()
        head = outlet.read(texts[0], learned)
        for response in responses[1:]:
            if response in texts:
                head.add_page(outlet.read(response, learned))
            elif response.url in named and (found := read_attachment(response.body)).blocks:
                head.article_body += "\n\n" + markdown.write(found.blocks)
            else:
                raise NotFound(f"不是页面上的附件，或读不出：{response.url}")
        head.tidy_lines()
        first, last = texts[0].url, texts[-1]
        address = outlet.identify(first) or plain_address(first)
        problems = [f"不是{outlet.outlet}的网址：{each.url}" for each in responses if not outlet.claims(each.url)]
        further = further_page(last, first, address.key, len(texts) + 1, outlet.identify)
        if further.named and not partial:
            problems.append(f"页面还有第 {len(texts) + 1} 页，没有存档记录：{further.url or first}")
        return Reread(head, address.url, tuple(each.body for each in responses)), tuple(problems)


def load_page(archive: Archive, page: Evidence, most: int, anywhere: bool = False) -> TextResponse:
    """Return the archived page to which `page` points (`load_answer`). Raises MonitorError also for what is no page."""
    response = load_answer(archive, page, most, anywhere)
    if not isinstance(response, TextResponse):
        raise ArchiveError(f"存档记录不是网页：{page.file} 第 {page.offset} 字节")
    return response


def load_answer(archive: Archive, page: Evidence, most: int, anywhere: bool = False) -> Response:
    """Return the archived answer to which `page` points, a page or a file: a record of a WARC file inside the
    `archive`, answered with 200, of the address, the moment and the body that were noted. Raises MonitorError saying
    which is not so. `most`: bytes of an answer."""
    path, where = archive.folder / page.file, f"{page.file} 第 {page.offset} 字节"
    if not anywhere and (Path(page.file).is_absolute() or not path.resolve().is_relative_to(archive.folder.resolve())):
        raise ArchiveError(f"存档文件不在存档目录里：{page.file}")
    record = archive.load(page.file, page.offset, most)
    if digest(record.response.body) != page.sha256:
        raise ArchiveError(f"存档内容与抓取时不符：{where}")
    if record.url != page.url:
        raise ArchiveError(f"存档记录是另一个网址：{where}（{record.url}，抓取时是 {page.url}）")
    if not record.response.status == page.status == _OK:
        raise ArchiveError(f"存档记录的状态不是 200：{where}（{record.response.status}，抓取时记的是 {page.status}）")
    noted = page.fetched_at if page.fetched_at.tzinfo else page.fetched_at.replace(tzinfo=UTC)
    if abs(record.fetched_at - noted) > _APART:
        raise ArchiveError(f"存档记录是另一时刻的：{where}（{record.fetched_at:%F %T}，抓取时记的是 {noted:%F %T}）")
    return unpack(record.response, most)
