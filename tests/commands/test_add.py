"""One article by its address: the same way into the store as from a list, and a reason when there is none."""

from __future__ import annotations

from pathlib import Path

from conftest import SAMPLE_WEEK, Scrapy

from monitor.store.database import open_to_read, reading
from monitor.store.models import Article, Evidence, Run

REPLAY = ("-s", f"ARCHIVE_REPLAY={SAMPLE_WEEK}")


def test_an_article_is_added_or_the_reason_told(scrapy: Scrapy, stored_week: Path, tmp_path: Path) -> None:
    with reading(open_to_read(f"sqlite:///{stored_week / 'monitor.db'}")) as session:
        article = session.query(Article).filter(Article.outlet == "xinhuanet", Article.score > 0.5).first()
        assert article
        url, headline = article.url, article.headline
    other = scrapy("add", url, "640", *REPLAY)
    assert (other.returncode, other.stdout) == (1, "")
    assert "没有入库：2025-12-" in other.stderr, "its day is in no other window"
    lacking = scrapy("add", "https://www.cnr.cn/a/20251212/t20251212_526000000.shtml", "653", *REPLAY)
    assert (lacking.returncode, lacking.stdout) == (1, "")
    assert "没有入库：" in lacking.stderr
    added = scrapy("add", url, "653", *REPLAY)
    assert added.returncode == 0, added.stderr
    assert headline in added.stdout and "第653期候选 1 篇中排第 1" in added.stdout
    assert scrapy("add", url, "653", *REPLAY).returncode == 0, "again is no fault"
    for words in ((), ("x",), ("http://127.0.0.1/a",), ("https://www.cnr.cn/",), (url, "653", "654")):
        refused = scrapy("add", *words, *REPLAY)
        assert refused.returncode == 2 and refused.stderr.count("\n") == 1, refused.stderr
    with reading(open_to_read(f"sqlite:///{tmp_path / 'home' / 'monitor.db'}")) as session:
        (article,) = session.query(Article)
        assert article.version == 1
        assert session.query(Evidence).filter(Evidence.article_id == article.id).count()
        assert not session.query(Run).count(), "one article is no run of its outlet"
