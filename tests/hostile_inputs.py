"""What strangers may put where text, an address, a page or a document is expected."""

from __future__ import annotations

import json
import re
from typing import Any

from hostile_lines import HOSTILE, LINES
from hypothesis import strategies as st
from page_bench import ALL

MARKS = [
    "\x00", "\x1b[31m", "\u202e", "\u2028", "\u200d", "\ufeff", "\uffff", "\ufffd", "\U0010ffff", "\ue000", "👩‍⚕️", "a\u0301" * 30,
    "&#0;", "&#xD800;", "&#xFFFF;", "&#x26;lt;", "&" * 50, "<![CDATA[x]]>", "]]>", "<!--", "-->", "--!>", "</script>", "</p>", "</div></div>",
    "<?xml version='1.0'?>", "<svg/onload=alert(1)>", "<plaintext>", "<textarea>", "<title>", "<noscript>", "<template>", "<base href=//x>",
    "<math><mi//xlink:href='data:x,<script>'>", "<b", "<a href='", "{{7*7}}", "${x}", "%s%n", "{0.__class__}", "[/b]", "[red]", "[^1]", "[^1]: x",
    "*[HTML]: x", "<http://x.cn>", "<me@x.cn>", "www.x.cn", "javascript:alert(1)", "![x](javascript:y)", "[x]: <y> 'z'", "```", "~~~", "$$x$$",
    "a  ", "a\\", ":---|---:", "!!! note", "{#id .c}", "{: onclick=x}", "===", "1986\\. x", "&colon;", "http://[", "http://x:99999/", "//", "9" * 400,
    "2025年13月45日", "0000-00-00 25:61", "（记者 " + "李木、" * 40 + "）", "来源：" * 30, "责任编辑：", "原标题：", "图为", "今天是2025年12月12日", "第" + "一" * 99 + "期",
]  # fmt: skip
FRAGMENTS = [*HOSTILE, *MARKS]
PROSE = [
    "云州市人民医院的电子病历已接入全民健康信息平台，居民在手机上就能查到结果。",
    "2025-12-10 08:30",
    "来源：央广网",
    "医院信息化",
    "记者 李木 摄",
]
# One to four pieces in a row, so that half of a mark may meet its other half.
WORDS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(PROSE), LINES), min_size=1, max_size=4).map(
    "".join
)

URLS = st.one_of(
    st.sampled_from(
        [
            "http://[", "http://[::1]/", "http://x:99999/", "http://x:/", "//x", "javascript:x", "data:,x", "", " ", "#", "?", "http:///x", "http://%00/",
            "http://127。0。0。1/", "http://ⓧ.cn/", "http://x..cn/", "http://" + "a" * 300 + ".cn/", "http://x.cn/" + "9" * 5000, "ftp://x/", "HTTP://X.CN/%zz",
            "http://u:p@x.cn/", "http://xn--/", "http://0x7f.1/", "http://[::ffff:1.2.3.4]/", "http://x\\@y/", "http://x.cn/\ud800", "\x00", "http://x.cn/\x00",
        ]
    ),
    st.builds("{}://{}{}/{}".format, st.sampled_from(["http", "https", "HTTP", "ws"]), LINES, st.sampled_from(["", ":80", ":x", ":-1"]), WORDS),
)  # fmt: skip

_PAGES = [path.read_text("utf-8", "replace") for path in ALL]
# Tags, and the attributes by which outlets' templates and readers know their parts.
_TAGS = sorted(
    {tag for page in _PAGES for tag in re.findall(r"<([a-z][a-z0-9]*)", page)} | {"table", "svg", "pre", "x-y"}
)
_KNOWN = sorted(
    {mark for page in _PAGES for mark in re.findall(r' ((?:id|class|name|property|itemprop)="[^"]{1,60}")', page)}
)
_STYLES = ["display:none", "text-align:center", "white-space:pre", "font-weight:bold", "width:0", "x:" * 50, "color:;;"]
_ATTRIBUTES = st.one_of(
    st.sampled_from(_KNOWN),
    st.builds('{}="{}"'.format, st.sampled_from(["src", "href", "data-src", "alt", "title", "content", "srcset"]), st.one_of(URLS, WORDS)),
    st.builds('style="{}"'.format, st.sampled_from(_STYLES)),
    st.builds('{}="{}"'.format, st.sampled_from(["start", "value", "colspan", "width", "onload", "datetime", "charset"]), WORDS),
    WORDS,
)  # fmt: skip


def _element(tag: str, attributes: list[str], inner: list[str], closed: bool) -> str:
    return f"<{' '.join([tag, *attributes])}>{''.join(inner)}{f'</{tag}>' if closed else ''}"


HTML = st.recursive(
    WORDS,
    lambda inner: st.builds(
        _element, st.sampled_from(_TAGS), st.lists(_ATTRIBUTES, max_size=3), st.lists(inner, max_size=4), st.integers(0, 9).map(bool)
    ),
    max_leaves=20,
)  # fmt: skip
_ENCODINGS = ["utf-8", "utf-8", "utf-8", "gb18030", "gbk", "big5", "utf-16", "utf-32", "latin-1", "utf-7", "shift_jis"]


def encoded(text: str, encoding: str) -> bytes:
    """`text` in an encoding that may lack some of its characters."""
    return text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "replace")


PAGES = st.builds(
    lambda said, encoding, parts: encoded(f'<html><head><meta charset="{said}"></head>{"".join(parts)}', encoding),
    st.sampled_from(_ENCODINGS), st.sampled_from(_ENCODINGS), st.lists(HTML, min_size=1, max_size=6),
)  # fmt: skip

VALUES = st.recursive(
    st.one_of(
        WORDS, URLS, st.none(), st.booleans(), st.integers(), st.floats(), st.just(10**30), st.just("\ud800"), st.just(-1), st.just(""), st.just(0)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value within a JSON value, itself included."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, each in inner for place in places(each, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    """A copy of a JSON value with another one at `path`."""
    copy = json.loads(json.dumps(value))
    if not path:
        return by
    holder = copy
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = by
    return copy
