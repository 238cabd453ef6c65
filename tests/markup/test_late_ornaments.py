"""An icon's file that holds the place of a picture, and an icon."""

from __future__ import annotations

import pytest
from parts import parse_part

from monitor.markup.body import read_body
from monitor.text.markdown import Block, Picture

_ATTRIBUTES = ["data-src", "data-original", "data-echo", "data-url", "file", "data-origin", "original", "data-img", "data-image", "data-srcset", "xsrc"]  # fmt: skip


def read(page: str) -> list[Block]:
    return read_body(parse_part(f"<div><p>{page}</p></div>"), lambda url: url)


_ICONS = [
    "spacer.gif", "dot.gif", "icon_loading.gif", "share.png", "btn.gif", "emoji/a.png", "t.gif", "s.gif", "bg.png", "img.gif", "logo.png", "loading.gif",
    "blank.png", "default.png",
]  # fmt: skip
_SIZES = ["", "width=40 height=40", "width=20", "width=1 height=1", "style='height:1px;width:1px'"]


@pytest.mark.parametrize("attribute", _ATTRIBUTES)
def test_an_icons_file_holds_the_place(attribute: str) -> None:
    images = [f'<img src="/s/{name}" {size} {attribute}="/N/1.jpg">' for name in _ICONS for size in _SIZES]
    assert [image for image in images if read(image) != [Picture("/N/1.jpg")]] == []


@pytest.mark.parametrize(
    "image",
    [
        "<img src=/s/share.png>", "<img src=/s/share.png data-url=https://h.cn/a/1.html>", "<img src=/s/share.png data-title=云州>", "<img src=/s/dot.gif data-lazy-done=1>",
        "<img src=/s/icon_wx.png data-img=/s/qrcode.png>", "<img src=/s/icon_wx.png data-url=/s/ewm_1.jpg>", "<img src=/s/share_wx.png data-image=/s/logo.png>",
        "<img src=/emoji/a.png data-img=/emoji/a.png>", "<img src=/emoji/a.png data-url=/emoji/b.png>", "<img src=/s/loading.gif data-src=/s/share_weixin.png>",
        "<img src=/s/loading.gif data-echo=/emoji/smile.gif>", "<img src=/s/loading.gif data-original=/s/icon_pdf.gif>附件", "<img src=/s/icon.png data-thumb=/N/1.jpg>",
        "<a href=/N/1.jpg><img src=/s/icon_zoom.png></a>", "<img src=/s/icon_zoom.png onclick=\"zoom('/N/1.jpg')\">", "<a href=/f/1.png><img src=/s/icon_png.gif>附件</a>",
        "<img src=/s/blank.gif width=1 height=1 data-src=/count/1.gif>", "<img src=/c/1.jpg width=1 height=1 data-src=/c/1.jpg>", "<img src=/s/1.png width=20 height=20>",
        "<img src=/s/1.png width=20 height=20 file=/s/1.png>", "<img src=/s/1.png width=20 height=20 data-url=/f/2.png>", "<img src=/s/blank.gif width=1 height=1 data-src=/count?id=1>",
    ],
)  # fmt: skip
def test_an_icon_stays_out(image: str) -> None:
    assert not [block for block in read(image) if isinstance(block, Picture)]


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ("<img src=/N/t.png>", "/N/t.png"), ("<img src=/N/logo.png alt=云州>", "/N/logo.png"), ("<img src=/N/bg.jpg data-thumb=/N/0.jpg>", "/N/bg.jpg"),
        ("<img src=/N/1.jpg data-img=/N/2.jpg>", "/N/1.jpg"), ("<img src=/N/t1.jpg data-image=/N/2.jpg>", "/N/t1.jpg"), ("<img src=/N/1.jpg data-src=/N/1.jpg width=20>", "/N/1.jpg"),
        ("<img src=/N/s.png srcset='/N/s.png 1x, /N/s2.png 2x'>", "/N/s.png"), ("<img src=/s/dot.gif data-srcset='/N/0.jpg 320w, /N/1.jpg 900w'>", "/N/1.jpg"),
        (r"<img src='C:\Users\a\1.jpg' data-src=/N/1.jpg>", "/N/1.jpg"), (r"<img src='d:\1.jpg' data-img=/N/1.jpg>", "/N/1.jpg"), ("<img src=c/1.jpg>", "c/1.jpg"),
        ("<img src=//h.cn/1.jpg>", "//h.cn/1.jpg"),
    ],
)  # fmt: skip
def test_a_picture_is_where_its_file_is(image: str, address: str) -> None:
    assert read(image) == [Picture(address)]


@pytest.mark.parametrize(
    "address", [r"C:\Users\a\1.jpg", "C:/Users/a/1.jpg", "file:///C:/Users/a/1.jpg", r"d:\图片 1.png"]
)
def test_the_disk_of_whoever_wrote_it_is_no_address(address: str) -> None:
    assert read(f'<img src="{address}">') == read('<img src="file:///C:/Users/a/1.jpg">') == []
