"""What a killed run left is closed by the next one, and what another still writes is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import Settings

from monitor.archive.index import open_index
from monitor.archive.leftovers import close_leftovers
from monitor.archive.storage import WarcStorage
from monitor.issue_calendar import Window


def begin(home: Path, pages: int) -> tuple[WarcStorage, Spider, Path]:
    spider = Spider("people")
    spider.window = Window(date(2025, 12, 6), date(2025, 12, 12))  # type: ignore[attr-defined]
    storage = WarcStorage(Settings({"MONITOR_HOME": str(home)}))
    storage.open_spider(spider)
    for number in range(pages):
        url = f"http://x.cn/{number}"
        storage.store_response(spider, Request(url), Response(url, body=bytes([number]) * 200_000))
    (path,) = (home / "archive").rglob("*.open")
    return storage, spider, path


@pytest.mark.parametrize("torn", [b"", b"\x1f\x8b\x08\x00half", b"\x00" * 70_000, None], ids=str)
def test_a_leftover_is_whole_up_to_its_last_record(tmp_path: Path, torn: bytes | None) -> None:
    storage, _, path = begin(tmp_path, 3)
    content = path.read_bytes()
    whole = len(content)
    storage._stream.close()  # type: ignore[union-attr]  # the process dies
    path.write_bytes(content[:-9] if torn is None else content + torn)
    (closed,) = close_leftovers(tmp_path / "archive")
    assert not path.exists()
    assert f"{closed}.open" == str(path)
    assert closed.stat().st_size < whole if torn is None else closed.stat().st_size == whole
    index = open_index((closed,))
    capture = index.find(Request("http://x.cn/2"))
    assert capture
    assert capture.load().response.body == bytes([2]) * 200_000


def test_a_leftover_without_a_page_goes(tmp_path: Path) -> None:
    storage, _, path = begin(tmp_path, 0)
    storage._stream.close()  # type: ignore[union-attr]
    assert close_leftovers(tmp_path / "archive") == []
    assert not path.exists()


def test_what_is_being_written_is_no_leftover(tmp_path: Path) -> None:
    storage, spider, path = begin(tmp_path, 1)
    assert close_leftovers(tmp_path / "archive") == []
    assert path.exists()
    storage.close_spider(spider)
    (finished,) = (tmp_path / "archive").rglob("*.warc.gz")
    assert open_index((finished,)).find(Request("http://x.cn/0"))
