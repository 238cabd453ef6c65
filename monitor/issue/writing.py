"""Writing an issue from a command: its pictures fetched in the command's process, its folder, what is said of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from scrapy.crawler import Crawler, CrawlerProcessBase
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from monitor.bulletin import Photo
from monitor.configuration import home
from monitor.exceptions import MonitorError
from monitor.issue.folder import MASTER, settle
from monitor.issue.photos import archived_photos, load_photos, picture_archives
from monitor.issue.pictures import PictureSpider, choose_pictures
from monitor.issue.publishing import Draft, Publication, draft_issue, publish
from monitor.issue.rendering import check_paper
from monitor.issue_calendar import Issue
from monitor.network.failures import describe
from monitor.outlet.registry import outlet_facts
from monitor.run import tables
from monitor.run.coverage import OutletWeek, summarise, tell_coverage
from monitor.run.crawling import start
from monitor.run.lock import only_writer
from monitor.store.articles import store_scores
from monitor.store.database import database_url, open_database, reading
from monitor.store.versions import find_last_version
from monitor.terminal.options import split_words
from monitor.terminal.output import say
from monitor.terminal.progress import RunDisplay
from monitor.terminal.tables import show

COMPLETE, NO_BULLETIN, INCOMPLETE = 0, 1, 3


class IssueWriter:
    """Writes an issue in `process`. What people are to hear of it is added to `told`."""

    def __init__(
        self, settings: BaseSettings, process: CrawlerProcessBase | None, told: list[str] | None = None
    ) -> None:
        assert process is not None  # Scrapy gives one to each command that requires it
        self._settings = settings
        self._process = process
        self._pictures: Crawler | None = None
        self._held = ExitStack()
        self._photos: dict[str, Photo] = {}  # by address
        self.outlets = outlet_facts(settings)  # all: those of earlier runs count in an issue too
        self.told = told if told is not None else []

    def draft(self, issue: Issue, folder: Path, top: int | None) -> Draft:
        """Choose the articles of `issue` (see draft_issue) and hold `folder` from now on until it is written. Raises
        MonitorError, also if another process does not let go of it."""
        self._held.enter_context(only_writer(home(self._settings), folder))
        url = database_url(self._settings)
        with reading(open_database(url)) as session:
            version = find_last_version(session, issue.number)
        settle(folder, version.files if version else {})
        store_scores(url, issue.window)
        return draft_issue(self._settings, issue, self.outlets, top)

    def order_pictures(self, draft: Draft, folder: Path, display: RunDisplay) -> None:
        """Begin a crawl for those pictures of `draft` that neither its `folder` nor the archive holds."""
        wanted = choose_pictures(draft.bulletin.entries, self._settings)
        self._photos = load_photos(wanted, folder)
        self._photos |= self._archived(draft, wanted.keys() - self._photos.keys())
        if lacking := {url: page for url, page in wanted.items() if url not in self._photos}:
            self._pictures = self._process.create_crawler(PictureSpider)
            display.follow(self._pictures)
            self._process.crawl(self._pictures, wanted=lacking, window=draft.bulletin.issue.window)

    def fetch_pictures(self, draft: Draft, folder: Path) -> None:
        """As `order_pictures`, with a display; returns when the pictures have come."""
        with RunDisplay({}) as display:
            self.order_pictures(draft, folder, display)
            if self._pictures:
                start(self._process)

    def write(
        self, draft: Draft, folder: Path, formats: Sequence[str], asked: Mapping[str, datetime] | None = None
    ) -> int:
        """Write `draft` with the pictures that came, tell what was written, and return the exit code: NO_BULLETIN,
        INCOMPLETE if one of the outlets that were `asked` (all, if there was any run) was not seen, or if an article or
        a form is lacking because it could not be made, else COMPLETE. What is written stays where none was seen and
        nothing is new. Raises OutputError."""
        with self._held:
            return self._write(draft, folder, formats, asked)

    def _write(self, draft: Draft, folder: Path, formats: Sequence[str], asked: Mapping[str, datetime] | None) -> int:
        if asked is not None and self._keep(draft, folder, asked):
            return INCOMPLETE
        photos = self._photos
        if self._pictures and isinstance(self._pictures.spider, PictureSpider):
            photos |= self._pictures.spider.photos
            for url, kind in self._pictures.spider.missing.items():
                say(f"注意：图片取不到（{describe(kind)}），只印图注：{url}")
        publication = publish(self._settings, draft, photos, folder, formats, asked)
        rows = [row for row in publication.coverage if asked is None or row.coverage.outlet in asked]
        told = asked is not None or any(row.runs for row in rows)  # of an imported issue nothing is known
        if told:
            show_coverage(rows, table=asked is not None)
        lacking = [f"印不出，没有刊出：{each}" for each in draft.unprintable] + [str(each) for each in publication.lost]
        for line in (*lacking, *(f"没有存档可证，照样刊出：{each}" for each in draft.unproven)):
            say(f"注意：{line}")
        _report(draft, publication)
        self.told += [str(draft.bulletin.issue), *draft.reasons, *summarise(rows), *lacking]
        self.told += map(str, publication.files[:1])
        if not publication.printed:
            return NO_BULLETIN
        return INCOMPLETE if lacking or (told and not all(_is_seen(row, asked) for row in rows)) else COMPLETE

    def _keep(self, draft: Draft, folder: Path, asked: Mapping[str, datetime]) -> bool:
        """Tell, and say, that nothing is to be written: no outlet that was asked could be seen, nothing new has come,
        and the issue stands in `folder`."""
        with reading(open_database(database_url(self._settings))) as session:
            rows = [
                row
                for row in tell_coverage(session, draft.bulletin.issue, self.outlets, asked)
                if row.coverage.outlet in asked
            ]
        if not (folder / MASTER).exists() or any(row.last.seen or row.last.stored for row in rows):
            return False
        show_coverage(rows)
        say(f"这一次没有一家媒体看得到，也没有新文章，写好的一期没有改动：{folder}")
        self.told += [str(draft.bulletin.issue), *summarise(rows)]
        return True

    def _archived(self, draft: Draft, urls: Collection[str]) -> dict[str, Photo]:
        """The pictures at `urls` out of the archive; of a replay the files that it names are the archive."""
        if not urls or self._settings.getlist("ARCHIVE_REPLAY"):
            return {}
        with reading(open_database(database_url(self._settings))) as session:
            files = picture_archives(session, self._settings, draft.bulletin.issue.window, draft.sources)
            return archived_photos(urls, files, self._settings)


def show_coverage(rows: Sequence[OutletWeek], table: bool = True) -> None:
    """Tell how the outlets were covered; with a `table` after a crawl, without one where nothing was crawled."""
    if table:
        show(tables.of_run(rows))
    for line in summarise(rows):
        say(line)
    if not all(row.coverage.seen for row in rows):
        say("故障、被拦截、不全或未运行的媒体，本期可能有遗漏。")


def _is_seen(row: OutletWeek, asked: Mapping[str, datetime] | None) -> bool:
    # Of a crawl the exit code says how it went, though an earlier one may have seen the week.
    return row.coverage.seen if asked is None else row.last.seen


def read_formats(settings: BaseSettings, text: str | None) -> list[str]:
    """Return the formats that --format names, without it those of BULLETIN_FORMATS. Raises MonitorError for one that is
    unknown, lacks its library, or cannot be put on the office's paper."""
    known = settings.getdict("BULLETIN_EXPORTERS")
    wanted = split_words(text) if text is not None else [*map(str.strip, settings.getlist("BULLETIN_FORMATS"))]
    wanted = [name if name in known else name.lower().removeprefix(".") for name in wanted]  # PDF, .docx
    for name in wanted:
        if name not in known:
            raise MonitorError(f"没有“{name}”这种格式；现有：{'、'.join(known)}。")
        try:
            load_object(known[name])
        except (NameError, TypeError) as error:
            raise MonitorError(f"设置 BULLETIN_EXPORTERS 里格式 {name} 的 {known[name]} 不是一个函数。") from error
        except (ImportError, OSError) as error:
            raise MonitorError(
                f"格式 {name} 缺少组件（{str(error).splitlines()[0]}）；请 pip install -e '.[{name}]'，pdf 另需"
                " apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0。"
            ) from error
    check_paper(settings, wanted)
    return list(dict.fromkeys(wanted))


def _report(draft: Draft, publication: Publication) -> None:
    for line in (*draft.carried, *(f"选用的编号 {pick} 已不在本期的窗口里，没有刊出" for pick in draft.gone)):
        say(f"注意：{line}。")
    if not publication.printed:
        why = "库里没有这一期的切题文章"
        if draft.sources:
            why = "没有一种格式写得出"
        elif draft.unprintable:
            why = "选出的文章都印不出"
        elif draft.on_topic:
            why = f"{draft.on_topic} 篇切题的文章都已定为不用或往期已刊（--auto 恢复自动选择），以前写出的没改动"
        say(f"没有写出周报：{why}。候选清单：{publication.files[0].with_name('candidates.html')}")
        return
    for path in publication.files:
        say(f"已写出：{path}")
    for number, line in enumerate(draft.reasons, 1):
        say(f"  {number}. {line}")
    if publication.changes:
        say(f"与上次相比：{'；'.join(publication.changes)}")
    if publication.kept:
        say(f"上一版存在：{publication.kept}")
    if len(draft.sources) < draft.asked:
        say(f"注意：只有 {len(draft.sources)} 篇切题，少于 {draft.asked} 篇。")
