"""JSON as no strict reader takes it: what servers' templates, editors and scripts make of it."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest

from monitor.data.notation import parse

ROW = '{"t":"影像云","u":"/1"}'
READ = [{"t": "影像云", "u": "/1"}]


@pytest.mark.parametrize(
    "text",
    [
        f"\x00[{ROW}]", f"[\x01{ROW}\x02]\x00", f"[\ufeff{ROW}]", f"[{ROW}\u200b]", f"[{ROW},\u2028]", f"\u200b[{ROW}]",
        '[{"t":"影像云" "u":"/1"}]', '[{"t":"影像云"\n"u":"/1"}]', '[{"t":"影像云"，"u"："/1"}]', '[{"t":"影像云";"u":"/1"}]', "[{“t”：“影像云”，“u”：“/1”}]",
        '[{&quot;t&quot;:&quot;影像云&quot;,&quot;u&quot;:&quot;/1&quot;}]', '[{&#34;t&#34;:&#34;影像云&#34;,&#34;u&#34;:&#34;/1&#34;}]',
        json.dumps(json.dumps(json.dumps(READ))), f"var d = JSON.parse('[{ROW}]');", f"window.d=JSON.parse({json.dumps(json.dumps(READ))})",
        f"export default [{ROW}]", f"&&&START&&&[{ROW}]", f"{{}} && [{ROW}]", "[{t:`影像云`,u:'/1'}]", f"throw 1;\n[{ROW}]",
    ],
)  # fmt: skip
def test_what_is_written_around_and_between_does_not_count(text: str) -> None:
    assert parse(text) == READ


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("None", None), ("NaN", None), ("True", True), ("False", False), ("undefined", None), ("2026-07-09", "2026-07-09"), ("2026-07-09 08:00:01", "2026-07-09 08:00:01"),
        ("new Date(1783562400000)", 1783562400000), ('new Date("2026/07/09")', "2026/07/09"), ("ISODate('2026-07-09T00:00:00Z')", "2026-07-09T00:00:00Z"), ('ObjectId("5f00")', "5f00"), ("NumberLong(12)", 12), ("Date()", ""),
        (".5", 0.5), ("007", 7), ("+1.50", 1.5), ("-1.25e2", -125), ("09", 9), ("0", 0), ("0.5", 0.5), ("10.05", 10.05),
    ],
)  # fmt: skip
def test_values_of_other_languages(written: str, value: object) -> None:
    assert parse(f'[{{"t":"云","v":{written},n:1}}]') == [{"t": "云", "v": value, "n": 1}], "the name has no quotes"


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ('他说"好","再来"', '他说"好","再来"'), ('打造"互联网+","人工智能+"双引擎', '打造"互联网+","人工智能+"双引擎'), ("目录C:\\", "目录C:"), ('影像云"', '影像云"'), ('"影像云"："互认"', '"影像云"："互认"'),
    ],
)  # fmt: skip
def test_an_editors_quotes_and_strokes_are_letters(title: str, read: str) -> None:
    assert parse(f'[{{"title":"{title}","u":"/1","n":[1,2]}},{{"title":"乙"}}]') == [
        {"title": read, "u": "/1", "n": [1, 2]}, {"title": "乙"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        {"t": "a；b，c：d“e”，“f”", "u": "JSON.parse('[1]')", "v": ["None", "2026-07-09", "new Date(1)"], "w": {"x": [{}, []]}},
        {"t": '他说"好","再来"', "u": "&quot;a&quot;", "v": "\\", "w": '\\"'}, [["a", "b"], ["c"]], {"t": "a\\", "u": "/1"}, {"1": {"2": "x"}},
    ],
)  # fmt: skip
def test_sound_json_stays_what_it_is(document: object) -> None:
    text = json.dumps(document, ensure_ascii=False)
    assert parse(text) == document
    assert parse(f"{text[:-1]},{text[-1]}") == document, "mended for a comma alone"


@pytest.mark.parametrize(
    "text", ["", "云州", "<html><body>x</body></html>", "[图]影像云", '{"a":', "JSON.parse(", "“t”"]
)
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize(
    "piece", ['"', '"\\', '","', "“", "'", "`", "new Date(", "2026-07-09 ", "{a:", '"a" ', "，", "]\n", "&quot;", "JSON.parse('"]
)  # fmt: skip
def test_hostile_documents_take_no_longer_than_they_are_long(piece: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        with suppress(ValueError, RecursionError):
            parse("[{" + piece * times)
        return time.process_time() - began

    assert seconds(20_000) < 8 * seconds(5_000) + 0.2
