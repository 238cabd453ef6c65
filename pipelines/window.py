"""Window: drop what was published outside the days that were asked for; keep and flag what has no credible day."""

from scrapy.crawler import Crawler

from monitor.configuration import today
from monitor.exceptions import OutsideWindow
from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.reading.guards import is_credible
from pipelines.stage import Stage

NO_DATE = "没有发布日期"


class InWindow(Stage):
    """A day in the future, or more than a year back on a page that only the generic reader could read, is a date
    read wrongly: such an article is kept without it, for a human to see."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.now = today(crawler.settings)

    def process_item(self, item: ArticleItem) -> ArticleItem:
        again = getattr(self.crawler.spider, "again", None)  # read anew from the archive: another day is a correction
        window: Window | None = None if again else getattr(self.crawler.spider, "window", None)
        if item.day and window and not is_credible(item.day, item.reader, window, self.now):
            item.date_published, item.date_rule = None, ""
        if item.day is None:
            item.flags.append(NO_DATE)
            self.count("no_date")
        elif window and item.day not in window:
            raise OutsideWindow(f"{item.day} 不在 {window}：{item.url}")
        return item
