"""News: drop what is none, an advertisement, a notice, a page of pictures or a film; each kind is counted."""

from monitor.exceptions import NoNews
from monitor.items import ArticleItem
from monitor.reading.notices import MEANING, kind_of_page
from pipelines.stage import Stage


class News(Stage):
    """Stands behind the clean stage, for it looks at tidy lines."""

    def process_item(self, item: ArticleItem) -> ArticleItem:
        authority = getattr(self.crawler.spider, "is_government", None)
        if kind := kind_of_page(item.headline, item.article_body, authority() if authority else False):
            self.count(f"no_news/{kind}")
            raise NoNews(f"{MEANING[kind]}，不是新闻：{item.headline} {item.url}")
        return item
