"""Canonical: one address and one key for an article, whichever way it was reached."""

from monitor.items import ArticleItem
from monitor.text.urls import Address, plain_address
from pipelines.stage import Stage


class Canonical(Stage):
    """The outlet's own rules come first (`OutletSpider.identify`); other spiders' addresses are sorted and trimmed."""

    def process_item(self, item: ArticleItem) -> ArticleItem:
        identify = getattr(self.crawler.spider, "identify", None)
        address: Address = (identify(item.url) if identify else None) or plain_address(item.url)
        item.addresses = list(dict.fromkeys([address.url, item.url, *item.addresses]))
        item.url, item.key = address.url, address.key
        return item
