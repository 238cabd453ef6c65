"""Clean: tidy every line, drop what has no headline or no text."""

from monitor.exceptions import NoText
from monitor.items import ArticleItem
from monitor.text.hygiene import text_digest
from monitor.text.markdown import plain_text


class Clean:
    """Also takes the digest by which two texts are known to be the same, and of a document its number and the like."""

    def process_item(self, item: ArticleItem) -> ArticleItem:
        item.tidy_lines()
        text = plain_text(item.article_body)
        if not item.headline or not text:
            raise NoText(f"没有标题或正文：{item.url}")
        item.text_digest = text_digest(text)
        item.complete_document()
        return item
