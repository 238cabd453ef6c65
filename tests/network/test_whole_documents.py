"""Without a length a document shows its own end, though nobody wrote it by the book."""

from __future__ import annotations

import pytest
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import TextResponse

from monitor.network.wholeness import require_whole

WHOLE = (
    '{"title": "影像云\t平台"}', '[{"title": "影像"云"平台",}]', "{'title': '影像云平台'}", '{"title": "影像云"}\n<!-- 3 ms -->',
    '[{title: "影像云"}];', '<?xml version="1.0"?><rss><channel></channel></rss>\n<!-- 缓存 -->\n',
)  # fmt: skip


def test_a_document_is_whole_that_ends() -> None:
    for text in WHOLE:
        for encoding in ("utf-8", "gb18030"):
            require_whole(TextResponse("http://x.cn/", body=text.encode(encoding), flags=["partial"]), 0)


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "影像云\t平台"', '[{"title": "影像云"},{"title": "影', '{"list": [{"title": "影像"云""}',
        '{"list": [{"title": "影像云",}', '<rss><channel><item></item></channel>', "<rss><channel></channel><!-- 缓",
    ],
)  # fmt: skip
def test_a_document_that_breaks_off_is_a_part(text: str) -> None:
    with pytest.raises(ResponseDataLossError):
        require_whole(TextResponse("http://x.cn/", body=text.encode(), flags=["partial"]), 0)
