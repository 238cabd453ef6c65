"""JSON as servers send it."""

from __future__ import annotations

import pytest
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged
from monitor.listing.search import read_json

DOCUMENT = {"rows": [{"title": "影像云", "n": 1}, {"title": "互认", "n": 2}]}
SOUND = '{"rows": [{"title": "影像云", "n": 1}, {"title": "互认", "n": 2}]}'


def read(text: str | bytes) -> object:
    return read_json(TextResponse("https://h.cn/ds.json", body=text, encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        "\ufeff" + SOUND,
        "\n\n" + SOUND + "\n<!-- 3 ms -->",
        "<!-- made by hand -->" + SOUND,
        f"callback({SOUND});",
        f"jQuery1102_17({SOUND})",
        f"/**/ cb({SOUND});",
        f"var data = {SOUND};",
        f"window.list={SOUND}",
        '{"rows": [{"title": "影像云", "n": 1,}, {"title": "互认", "n": 2},],}',
    ],
)
def test_a_document_is_found_in_its_wrapping(text: str) -> None:
    assert read(text) == DOCUMENT


@pytest.mark.parametrize("raw", ["\t", "\n", "\r\n", "\x0b", "\x00"])
def test_control_characters_in_a_title_cost_nothing(raw: str) -> None:
    assert read(f'{{"title": "影像{raw}云,]"}}') == {"title": f"影像{raw}云,]"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html><body>[1]</body></html>",
        "系统维护中",
        '{"rows": [',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"n": ' + "9" * 5000 + "}",
    ],
    ids=["empty", "html", "notice", "cut", "nested lists", "nested objects", "a number of 5000 digits"],
)
def test_what_is_no_document_is_told(text: str) -> None:
    with pytest.raises(LayoutChanged, match="应为 JSON"):
        read(text)
