from __future__ import annotations

import pytest
from parts import parse_part

from monitor.markup.body import read_body
from monitor.markup.picture import is_ornament, picture_address
from monitor.markup.tree import Element, parse
from monitor.text.markdown import Paragraph, Picture


@pytest.mark.parametrize(
    "attributes",
    [
        'src="/s/loading.gif" data-lazy-src="/p/1.jpg"', 'src="/s/loading.gif" data-echo="/p/1.jpg"', 'src="data:image/gif;base64,R0" data-actualsrc="/p/1.jpg"',
        'src="/s/none.gif" file="/p/1.jpg"', 'src="/s/none.gif" zoomfile="/p/1.jpg"', 'srcset="/p/1.jpg 1x, /p/2.jpg 2x"',
        'src="/s/p.png" original="/p/1.jpg"', 'src="/s/grey.png" lazy-src="/p/1.jpg"', 'src="/s/blank.gif" data-url="/p/1.jpg"',
        'src="/s/placeholder.svg" data-srcset="/p/0.jpg 320w, /p/1.jpg 1280w,/p/2.jpg 640w"', 'src="" data-lazyload="/p/1.jpg"', '_src="/p/1.jpg"',
        'data-src="/s/loading.gif" data-original="/p/1.jpg"', 'data-src="true" src="/p/1.jpg"', 'src="/s/img_loading.gif" data-img-real="/p/1.jpg"',
        'src="/s/loading.gif" ess-data="/p/1.jpg"', 'src="/s/loading.jpg" src2="/p/1.jpg"', 'src="/i/default.png" data-mypic="/p/1.jpg"',
        """src="/s/loading.gif" onload="this.onload=null;this.src='/p/1.jpg'\"""", """src="/s/loading.gif" data-options='{"src":"/p/1.jpg"}'""",
        'src="\\\\p\\\\1.jpg"'.replace("\\\\", chr(92)), """src="/p/1.jpg" onerror="this.src='/i/none.jpg'\"""", 'src="/i/default.png" _src="/p/1.jpg"',
        'src="/p/1.jpg" data-url="https://x.cn/share"', 'src="/p/1.jpg.2"', 'src=" /p/1.jpg " alt="grey.png"', 'src="/p/1.jpg" data-lazy="loaded"',
        'src="about:blank" data-origin="/p/1.jpg"', 'src="/s/1x1.png" srcset="/s/1x1.png 1x" data-file="/p/1.jpg"', 'src="/s/spacer.gif?v=2" data-x-src="/p/1.jpg"',
    ],
)  # fmt: skip
def test_the_real_address(attributes: str) -> None:
    assert picture_address(parse_part(f"<img {attributes}>")) == "/p/1.jpg"


@pytest.mark.parametrize(
    "name",
    ["upload_loading_dock1.jpg", "云州 1.jpg", "default.png", "20260301-1.jpg", "graymatter.png", "nonelse.gif", "a_blank_page.jpg", "W020201004753948174832.jpeg"],
)  # fmt: skip
def test_a_photograph_may_have_such_a_word_in_its_name(name: str) -> None:
    assert picture_address(parse_part(f'<img src="/p/{name}">')) == f"/p/{name}"


@pytest.mark.parametrize(
    "attributes",
    [
        'src="file:///C:/a/1.jpg"',
        'src="/s/loading.gif" alt="IMG_1.jpg"',
        'src="data:image/png;base64,R0"',
        'src="/s/loading.gif"',
        "",
        'src="javascript:;"',
        'data-src="#"',
    ],
)
def test_no_address(attributes: str) -> None:
    assert picture_address(parse_part(f"<img {attributes}>")) == ""


def test_an_address_without_a_files_name_is_the_last_to_be_believed() -> None:
    assert picture_address(parse_part('<img src="/s/loading.gif" data-echo="/getImage?id=889">')) == "/getImage?id=889"
    assert picture_address(parse_part('<img src="/s/loading.gif" data-url="/a/1.html">')) == ""


def test_addresses_around_a_picture() -> None:
    page = parse_part(
        '<div><picture><source data-srcset="/p/1.webp 640w, /p/2.webp 1280w"><img src="/s/blank.gif"></picture>'
        '<a href="/p/3.jpg"><img src="/s/blank.gif"></a><a href="/p/3.html"><img src="/s/blank.gif"></a></div>'
    )
    assert [picture_address(image) for image in page.iter("img")] == ["/p/2.webp", "/p/3.jpg", ""]


def of_image(markup: str) -> Element:
    return next(parse_part(f"<p>{markup}</p>").iter("img"))


@pytest.mark.parametrize(
    "markup",
    [
        "<img width=1 height=1 src=/c/1.jpg>", '<img src="/ueditor/dialogs/attachment/fileTypeImages/icon_pdf.gif">附件.pdf', "<img src=/a/icon_doc.gif>",
        "<img src=/fckeditor/editor/images/ext/doc.gif>附件", "好<img src=/images/emoji/smile.gif width=22>的", "<img src=/a/arrow_down.png>", "<img src=/a/dot.gif>",
        "<img src=/i/share_weixin.png>", "<img src=/a/1.png style='width:20px;height:20px'>", "<img src=/a/1.png height=2 width=600>", "<img src=/a/1.gif height=1 width=100%>",
        "<img src=/a/btn-more2.png>",
    ],
)  # fmt: skip
def test_an_ornament_is_no_picture(markup: str) -> None:
    assert is_ornament(of_image(markup))


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=/a/1.jpg>", "<img src=/a/1.jpg width=600 height=400>", "<img src=/a/1.jpg width=100%>", "<img src=/icon/W0202510.png>",
        "<img src=/s/dot.gif data-src=/a/1.jpg width=10 height=10>", "<img src=/a/icon.jpg>", "<img src=/a/icon_doctors_meeting.png>", "<img src=/a/buttonwood.png>",
        "王<img src=/char/zhe.gif width=16 height=16>生", "<img src=/a/1.jpg style='width:auto;height:auto'>",
    ],
)  # fmt: skip
def test_a_picture_is_no_ornament(markup: str) -> None:
    assert not is_ornament(of_image(markup))


def test_an_ornament_breaks_no_line() -> None:
    body = parse_part(
        "<div><p>医生说：好<img src=/images/emoji/smile.gif>的。</p><p><img src=/a/dot.gif>第二段。</p></div>"
    )
    assert [block.text for block in read_body(body, str, ()) if isinstance(block, Paragraph)] == [
        "医生说：好的。",
        "第二段。",
    ]


PHOTO = "/u/202509/W020250923123456.jpg"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (f"<div style='height:400px;background:url({PHOTO}) no-repeat'></div>", True),
        (f"<section style='background-image: url(&quot;{PHOTO}&quot;); padding-bottom: 56.25%'> </section>", True),
        (f"<div class=lazy style='height:400px' data-bg='{PHOTO}'></div>", True),
        (f"<div class=lazy style='height:400px' data-background-image='url({PHOTO})'></div>", True),
        (f"<section><svg style='background-image:url({PHOTO})' viewBox='0 0 1080 720'></svg></section>", True),
        (f"<section style='background-image:url({PHOTO})'><svg viewBox='0 0 1080 720'></svg></section>", True),
        (f"<table><tr><td background='{PHOTO}' height=400></td></tr></table>", True),
        (f"<section style='background-image:url({PHOTO})'><svg viewBox='0 0 9 9'></svg>云州</section>", False),
        (f"<section style='background-image:url({PHOTO})'><svg></svg></section>", False),
        (f"<section style='height:400px;background:url({PHOTO})'><p></p><p>云州</p></section>", False),
        (f"<div style='height:400px;background:url({PHOTO})'>云州</div>", False),
        (f"<div style='height:8px;background:url({PHOTO})'></div>", False),
        (f"<div style='background:url({PHOTO})'></div>", False),
        ("<div style='height:400px;background:url(/img/bg_line.png)'></div>", False),
        ("<div style='height:400px;background:#fff'></div>", False),
    ],
)
def test_a_photograph_may_be_the_ground_of_an_empty_element(markup: str, shown: bool) -> None:
    blocks = read_body(parse_part(f"<div><p>首段。</p>{markup}<p>末段。</p></div>"), lambda url: url)
    assert (Picture(PHOTO) in blocks) is shown
    assert len(blocks) == 2 + (shown or "云州" in markup)


def test_a_picture_of_amp_or_mip_is_one() -> None:
    image = f"<amp-img src='{PHOTO}' width=600 height=400><noscript><img src='{PHOTO}'></noscript></amp-img>"
    for markup in (image, f"<mip-img src='{PHOTO}'></mip-img>", f"<amp-anim src='{PHOTO}'></amp-anim>"):
        page = parse(f"<html><body><p>首段。</p>{markup}<p>末段。</p></body></html>")
        assert read_body(page, lambda url: url) == [Paragraph("首段。"), Picture(PHOTO), Paragraph("末段。")]


@pytest.mark.parametrize(("length", "told"), [(4000, True), (200, False)])
def test_a_picture_that_is_written_in_the_page_is_told_of(length: int, told: bool) -> None:
    image = f"<img src='data:image/png;base64,{'A' * length}'>"
    blocks = read_body(parse_part(f"<div><p>首段。</p><p>{image}</p><p>末段。</p></div>"), lambda url: url)
    assert blocks == [Paragraph("首段。"), *([Picture("")] if told else []), Paragraph("末段。")]
