"""Walls of an unknown kind: what answers two addresses with one text is no article at either."""

from __future__ import annotations

from monitor.items import ArticleItem
from monitor.text.hygiene import text_digest
from monitor.text.markdown import plain_text


class Doubts:
    """Doubtful articles of one run (`monitor.reading.guards.is_doubtful`), held back until it is over or a second one
    has the same text: what was stored could not be taken back."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, ArticleItem]] = {}  # digest of the text → the article's key, the article
        self._refuted: set[str] = set()

    def hold(self, key: str, item: ArticleItem) -> list[str]:
        """Hold `item` of the article `key` back, and return the keys of the articles that it shows to be none."""
        digest = text_digest(plain_text(item.article_body))
        if digest in self._refuted:
            return [key]
        first, _ = self._held.get(digest, (key, item))
        if first == key:
            self._held[digest] = (key, item)
            return []
        del self._held[digest]
        self._refuted.add(digest)
        return [first, key]

    def release(self) -> list[ArticleItem]:
        """Return what was held back and not refuted; it is held no longer."""
        held, self._held = self._held, {}
        return [item for _, item in held.values()]
