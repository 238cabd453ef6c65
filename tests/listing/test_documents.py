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
        '{"rows": [{"title": "影像云", "n": 1},, {"title": "互认", "n": 2}]}',
        '{"rows": [{"title": "影像云", "n": 1}\n{"title": "互认", "n": 2}]}',
        "// made by hand\n" + SOUND,
        '{"rows": [/* first */ {"title": "影像云", "n": 1}, // second\n {"title": "互认", "n": 2}, // end\n]}',
        "{'rows': [{'title': '影像云', 'n': 1}, {'title': '互认', 'n': 2}]}",
        '{rows: [{title: "影像云", n: 1}, {title: "互认", n: 2}]}',
        '{"rows":\xa0[{"title": "影像云", "n": 1},\u3000{"title": "互认", "n": 2}]}',
        f"<html><body><pre style='a'>{SOUND.replace(chr(34), '&quot;')}</pre></body></html>",
        f"<html><body><pre>{SOUND}</pre></body></html>",
        f'"{SOUND.replace(chr(34), chr(92) + chr(34))}"',
        ")]}',\n" + SOUND,
        "for(;;);" + SOUND,
        "while(1);" + SOUND,
        "<br />\n<b>Notice</b>: Undefined index: p in <b>list.php</b> on line <b>3</b><br />\n" + SOUND,
        "var page = 1; var data = " + SOUND + ";",
        "return " + SOUND,
        ";" + SOUND,
        SOUND.replace('"n": 1', '"n": 01').replace('"n": 2', '"n": +2'),
    ],
)
def test_a_document_is_found_in_its_wrapping(text: str) -> None:
    assert read(text) == DOCUMENT


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"影像\'云", "影像'云"), (r"影\像云", "影像云"), (r"影像\x26云", "影像&云"), (r"影像\u00", "影像u00"), ('影像"云"平台"上线', '影像"云"平台"上线'),
        ('"影像云"', '"影像云"'), (r"影像\"云\"" + '"平台"', '影像"云""平台"'), ("http://h.cn//a", "http://h.cn//a"), ("影/*像*/云", "影/*像*/云"),
        ("a, b: c", "a, b: c"),
    ],
)  # fmt: skip
def test_what_an_editor_typed_into_a_title_costs_nothing(written: str, title: str) -> None:
    assert read(f'{{"title": "{written}", "n": undefined,}}') == {"title": title, "n": None}


def test_a_value_that_a_template_left_out_is_none() -> None:
    found = read('{"rows": [{"n": , "title": "影:, b}{"}, {"title": "互认", "n":}]}')
    assert found == {"rows": [{"n": None, "title": "影:, b}{"}, {"title": "互认", "n": None}]}


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
