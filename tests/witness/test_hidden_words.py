"""Words that a page may hide by colours and selectors of any kind: a text without them is whole. Texts are invented."""

from __future__ import annotations

import pytest

from monitor.witness.shown import ShownPages

SEEN, UNSEEN = "云州省各医院应当接入省级平台，", "转载须注明来源云州在线"
AFTER = "逾期不再受理。"
HIDING = [
    ("", '<span class="line-through">{}</span>'),
    ("", '<b style="color:hsl(0,0%,100%)">{}</b>'),
    ("", '<b style="color: hsl(0 0% 100%)">{}</b>'),
    ("", '<b style="color:hsl(210deg 40% 100% / 1)">{}</b>'),
    ("", '<b style="color:hsla(120,50%,50%,0)">{}</b>'),
    ("", '<b style="color:#ffffff00">{}</b>'),
    ("", '<b style="color:#00000000">{}</b>'),
    ("", '<b style="color:#FFF0">{}</b>'),
    ("", '<b style="color:#ffffffff">{}</b>'),
    ("", '<b style="color:rgb(255 255 255)">{}</b>'),
    ("", '<b style="color:rgb(100%, 100%, 100%)">{}</b>'),
    ("", '<b style="color:rgb(0 0 0 / 0%)">{}</b>'),
    ("", '<b style="color:rgba(0,0,0,.0)">{}</b>'),
    ("", '<b style="color:rgba(254,255,255,.9)">{}</b>'),
    ("", '<b style="color:#fefefe">{}</b>'),
    ("", '<b style="color:White !important">{}</b>'),
    ("", '<font color="#ffffff">{}</font>'),
    (".k{color:hsl(0,0%,100%)}", '<b class="k">{}</b>'),
    ("[data-k]{display:none}", "<b data-k>{}</b>"),
    ('b[data-k="x,y"]{display:none}', '<b data-k="x,y">{}</b>'),
    ("b:is(.j, .k){display:none}", '<b class="k">{}</b>'),
    (".k, b:not(.j){display:none}", "<b>{}</b>"),
    (".k *{display:none}", '<span class="k"><b>{}</b></span>'),
    ("tt{display:none}", "<tt>{}</tt>"),
    ("p > TT{visibility:hidden}", "<tt>{}</tt>"),
    ("", "<b style='mso-hide:all'>{}</b>"),
    ("", "<b style='zoom:0'>{}</b>"),
]
SHOWING = [
    ("", '<b style="color:hsl(0,0%,20%)">{}</b>'),
    ("", '<b style="color:hsl(0 100% 50%)">{}</b>'),
    ("", '<b style="color:hsl(60,100%,90%)">{}</b>'),
    ("", '<b style="color:#000000ff">{}</b>'),
    ("", '<b style="color:#333333cc">{}</b>'),
    ("", '<b style="color:#000f">{}</b>'),
    ("", '<b style="color:rgb(0 0 0)">{}</b>'),
    ("", '<b style="color:rgb(255 0 0 / 100%)">{}</b>'),
    ("", '<b style="color:rgba(255,255,0,1)">{}</b>'),
    ("", '<b style="color:var(--ink)">{}</b>'),
    ("", '<b style="color:inherit">{}</b>'),
    ("", '<b style="background-color:#ffffff00">{}</b>'),
    ("", '<b style="border-color:hsl(0,0%,100%);margin:0 2px 0 3px">{}</b>'),
    ("[data-j]{display:none}", "<b data-k>{}</b>"),
    ('b[data-k="x,b"]{display:none}', '<b data-k="x">{}</b>'),
    ("b:is(.j, .i){display:none}", '<b class="k">{}</b>'),
    (".j *{display:none}", '<span class="k"><b>{}</b></span>'),
    ("tt{font-weight:bold}", "<tt>{}</tt>"),
    ("", "<b style='zoom:0.9'>{}</b>"),
]


def shown(sheet: str, marked: str) -> ShownPages:
    page = f"<html><head><style>{sheet}</style></head><body><p>{SEEN}{marked.format(UNSEEN)}{AFTER}</p></body></html>"
    return ShownPages([page.encode()], sparing=True)


@pytest.mark.parametrize(("sheet", "marked"), HIDING)
def test_words_that_may_be_hidden_are_left_out(sheet: str, marked: str) -> None:
    assert shown(sheet, marked).find_paragraph(SEEN + AFTER) == ""


@pytest.mark.parametrize(("sheet", "marked"), SHOWING)
def test_words_that_are_seen_are_a_part_of_their_text(sheet: str, marked: str) -> None:
    assert shown(sheet, marked).find_paragraph(SEEN + UNSEEN + AFTER) == ""
    assert shown(sheet, marked).find_paragraph(SEEN + AFTER) != ""
