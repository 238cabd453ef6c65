"""What no reader of a page sees is no text, however it is hidden; and what he sees is."""

from __future__ import annotations

import lxml.html
import pytest

from monitor.markup.body import read_body
from monitor.text.markdown import Paragraph, Picture

UNSEEN = [
    'style="display:none"', 'style="DISPLAY: none"', 'style="display:  none !important"', 'style="color:red;Display:None;"',
    'style="visibility: hidden"', 'style="VISIBILITY:collapse"', 'style="font-size:0"', 'style="font-size: 0px;"',
    'style="font-size:0em !important"', 'style="opacity:0"', 'style="opacity: 0.0"', 'style="color: transparent"',
    'style="position:absolute;left:-9999px"', 'style="position:fixed; top: -1000em"', 'style="text-indent:-9999px"',
    'style="margin-left:-5000px"', 'style="position:absolute;clip:rect(0,0,0,0)"', 'style="clip: rect(1px, 1px, 1px, 1px)"',
    'style="clip-path:inset(50%)"', 'style="height:0;overflow:hidden"', 'style="width:1px;height:1px;overflow:hidden"',
    'style="max-height: 0; overflow-y: hidden"', 'style="transform: scale(0)"', "hidden", 'hidden="hidden"',
    'aria-hidden="true"', 'class="jammer"', 'class="sr-only"',
]  # fmt: skip
SEEN = [
    'style="text-indent:-2em"', 'style="margin-left:-10px"', 'style="font-size:0.9em"', 'style="font-size:10px"',
    'style="opacity:0.8"', 'style="display:block"', 'style="overflow:hidden"', 'style="height:0.5em;overflow:visible"',
    'style="height:100px;overflow:hidden"', 'style="visibility:visible"', 'style="color:#000"', 'aria-hidden="false"',
    'class="jammers-hall"', 'data-hidden="1"', 'style="clip:auto"', 'style="left:-10px"', 'style="background:url(display:none.png)"',
]  # fmt: skip


def read(page: str) -> list[str]:
    return [
        block.text
        for block in read_body(lxml.html.fromstring(f"<div>{page}</div>"), str)
        if isinstance(block, Paragraph)
    ]


@pytest.mark.parametrize("attribute", UNSEEN)
def test_the_unseen_is_left_out(attribute: str) -> None:
    assert read(f"<p>前<span {attribute}>藏</span>后</p><p>末</p>") == ["前后", "末"]


@pytest.mark.parametrize("attribute", SEEN)
def test_the_seen_stays(attribute: str) -> None:
    assert read(f"<p>前<span {attribute}>文</span>后</p>") == ["前文后"]


def test_a_box_of_size_0_hides_only_what_has_no_size_of_its_own() -> None:
    assert read('<div style="font-size:0"><span style="font-size:16px">文</span></div>') == ["文"]
    blocks = read_body(lxml.html.fromstring('<div><div style="font-size:0"><img src="a.jpg"></div></div>'), str)
    assert blocks == [Picture("a.jpg")]


@pytest.mark.parametrize("tag", ["template", "noscript", "textarea", "select", "button"])
def test_elements_that_are_no_text(tag: str) -> None:
    assert read(f"<p>前</p><{tag}>藏</{tag}><p>后</p>") == ["前", "后"]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("<form action='/vote'><p>甲。</p><p>乙。</p></form>", ["甲。", "乙。"]),
        ("<form><div>甲。</div><input value='x'><button>投票</button></form>", ["甲。"]),
        ("<form>检索：<input><select><option>全部</option></select><button>搜</button></form>", []),
        ("<form name='v'><p>甲。</p>", ["甲。"]),
    ],
)
def test_a_form_is_left_out_only_if_it_is_one(form: str, printed: list[str]) -> None:
    assert read(form) == printed
