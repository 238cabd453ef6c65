from __future__ import annotations

import pytest
from parts import parse_part

from monitor.markup.body import read_body, read_pictures
from monitor.reading.credits import read_author
from monitor.text.markdown import Paragraph, Picture

IMAGE = '<p><img src="a.jpg"></p>'


def read(page: str, *drop: str) -> list[Paragraph | Picture]:
    return read_body(parse_part(f"<div>{page}</div>"), lambda url: f"https://x.cn/{url}", drop)


@pytest.mark.parametrize(
    "line",
    [
        "<p>新华社记者 才扬 摄</p>", "<p>图为柯某。（受访者供图）</p>", "<p>（资料图片）</p>", "<p>陈某 图</p>", "<p>记者/图</p>",
        '<p align="center">活动现场</p>', '<p style="text-align: center">活动现场</p>', '<p><font color="navy">活动现场</font></p>',
        "<figcaption>活动现场</figcaption>", '<p class="pictext">活动现场</p>',
    ],
)  # fmt: skip
def test_captions(line: str) -> None:
    blocks = read(f"{IMAGE}{line}<p>正文。</p>")
    assert blocks == [Picture("https://x.cn/a.jpg", parse_part(line).text_content()), Paragraph("正文。")]


@pytest.mark.parametrize(
    "line",
    ["<p>绘就便民惠民新蓝图。</p>", "<p>各地提交了申报资料。</p>", '<p align="center"><strong>小标题</strong></p>', "<p>普通的一段。</p>", f"<p>{'长' * 200}摄</p>"],
)  # fmt: skip
def test_no_captions(line: str) -> None:
    picture, line_read = read(f"{IMAGE}{line}")
    assert picture == Picture("https://x.cn/a.jpg")
    assert isinstance(line_read, Paragraph)
    assert line_read.text == parse_part(line).text_content()


def test_order_breaks_and_furniture() -> None:
    page = (
        "开头<br>　　第二段<script>var x</script><div>第三段<b>粗</b>体<div style='display:none'>藏</div></div>"
        "<table><tr><td>甲</td><td>乙</td></tr></table><ul><li>一</li><li>二</li></ul><!-- 注释 -->尾<ins>广告</ins>"
    )
    assert [block.text for block in read(page) if isinstance(block, Paragraph)] == [
        "开头",
        "第二段",
        "第三段粗体",
        "甲 乙",
        "一",
        "二",
        "尾",
    ]


def test_dropped_elements_keep_what_follows_them() -> None:
    assert read("<p>前<span class='ad'>广告</span>后</p>", ".ad") == [Paragraph("前后")]


def test_two_pictures_and_data_addresses() -> None:
    page = (
        '<img src="data:image/gif;base64,x" data-src="a.jpg"><img src="b.jpg"><p>新华社记者 甲 摄</p><img src="data:x">'
    )
    assert read(page) == [Picture("https://x.cn/a.jpg"), Picture("https://x.cn/b.jpg", "新华社记者 甲 摄")]


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("<ol><li>甲<ol type=a><li>乙<li><p>丙</p><p>丁</p></ol><li>戊</ol>", ["1. 甲", "a. 乙", "b. 丙", "丁", "2. 戊"]),
        ("<ol start=3><li>一、甲<li>1.5万人<li style='display:none'>藏<li>乙</ol>", ["一、甲", "4. 1.5万人", "5. 乙"]),
        ("<p>影像云\n\t平<b>台</b>\n<span>覆盖</span><!-- -->\n，AI\n辅助。</p>", ["影像云平台覆盖，AI 辅助。"]),
        ("<p>已<ins>覆盖</ins>全省<del>90</del><ins>96</ins>家<s>（稿）</s>。</p>", ["已覆盖全省96家。"]),
        ("<p>10<sup>6</sup>个<br>log<sub>2</sub>8</p>", ["10⁶个", "log₂8"]),
        ("<pre>第一行\n第<b>二\n三</b>行</pre>", ["第一行", "第二", "三行"]),
        ("<div style='white-space:pre-wrap'>第一行\n第二行</div>", ["第一行", "第二行"]),
        ("<table><tr><td>甲</td>\n<td>乙</td></tr></table>", ["甲 乙"]),
        # A row of data is one line, however its cells are broken; a table that lays out a text is none.
        (
            "<table><tr><td><p>医院</p></td><td><p>期限</p></td></tr><tr><td>三级<br>（含民营）</td><td><p>3月</p><p>前</p></td></tr></table>",
            ["医院 期限", "三级 （含民营） 3月 前"],
        ),
        ("<table><tr><td><p>正文一。</p><p>正文二。</p></td><td></td></tr></table>", ["正文一。", "正文二。"]),
        (f"<table><tr><td>导航</td><td><p>{'正' * 250}。</p><p>{'文' * 250}。</p></td></tr></table>", ["导航", "正" * 250 + "。", "文" * 250 + "。"]),
        ("<div style='OPACITY:0'><p>淡入的全文。</p></div>", ["淡入的全文。"]),
        ("<p>甲<span class='jammer'>乱码</span></p><div style='Visibility:Hidden'>藏</div><p hidden>藏</p>", ["甲"]),
        ("<p>汞（<ruby>汞<rt>gǒng</rt></ruby>）中毒</p>", ["汞（汞）中毒"]),
        ("<p>甲&#65535;乙&#xfffe;丙</p>", ["甲乙丙"]),
    ],
)  # fmt: skip
def test_paragraphs_are_what_a_reader_sees(page: str, markdown: list[str]) -> None:
    assert [block.text for block in read(page) if isinstance(block, Paragraph)] == markdown


@pytest.mark.parametrize(
    ("page", "pictures"),
    [
        ('<img src="loading.gif"><noscript><img src="a.jpg"></noscript>', [("a.jpg", "")]),
        ('<noscript><img src="a.jpg"></noscript><img src="data:x">', [("a.jpg", "")]),
        ('<img src="a.jpg"><noscript><img src="a.jpg"></noscript>', [("a.jpg", "")]),
        ('<noscript><img src="https://count.cn/?1" width="1" height="1"></noscript><img width="0" height="0" src="c.gif">', []),
        ('<img src="p.png">一。<img src="p.png">二。<img src="p.png"><p>沈问渠 摄</p>', [("", "沈问渠 摄")]),
        ('<img src="20260301123.jpg">一。<img src="20260301123.jpg">', [("20260301123.jpg", "")]),
        ('<img src="p.png" data-echo="a.jpg">一。<img src="p.png" data-echo="b.jpg">', [("a.jpg", ""), ("b.jpg", "")]),
        ('<img src="loading.gif"><p>图为门诊。</p>', [("", "图为门诊。")]),
        ('<figure><figcaption>门诊现场</figcaption><img src="a.jpg"></figure>', [("a.jpg", "门诊现场")]),
        ('<figure><img src="a.jpg"></figure><div><figcaption>门诊现场</figcaption></div>', [("a.jpg", "门诊现场")]),
        ('<img src="a.jpg" data-original-title="　　门诊现场">', [("a.jpg", "门诊现场")]),
        ('<img src="a.jpg" alt="门诊现场。沈问渠/摄" title="a.jpg">', [("a.jpg", "门诊现场。沈问渠/摄")]),
        ('<img src="a.jpg" alt="影像云平台上线"><p>影像云平台上线</p>', [("a.jpg", "")]),
        ('<img src="a.jpg" title="图为门诊。"><p>沈问渠 摄</p>', [("a.jpg", "沈问渠 摄")]),
        ('<p align="center"><img src="a.jpg"></p><h3 align="center">数据多跑路</h3>', [("a.jpg", "")]),
        ('<p align="center"><img src="a.jpg"></p><p align="center"><span style="font-size:20px">数据多跑路</span></p>', [("a.jpg", "")]),
    ],
)  # fmt: skip
def test_pictures_have_their_own_address_and_caption(page: str, pictures: list[tuple[str, str]]) -> None:
    found = [block for block in read(f"<p>开头。</p>{page}<p>正文。</p>") if isinstance(block, Picture)]
    assert found == [Picture(url and f"https://x.cn/{url}", caption) for url, caption in pictures]


@pytest.mark.parametrize(
    ("markup", "captions"),
    [
        ("<div><img src='a.jpg' title='门诊'></div>", ["门诊"]),
        ("<div><img src='a.jpg' data-original-title='门诊'></div>", ["门诊"]),
        ("<div><img src='a.jpg' title='a.jpg'><p>门诊</p></div>", ["门诊"]),
        ("<figure><div><img src='a.jpg'></div><figcaption>门诊</figcaption></figure>", ["门诊"]),
        ("<div><img src='a.jpg'></div><p class='pic-caption'>门诊</p>", ["门诊"]),
        ("<div><img src='a.jpg'><p>门诊</p><img src='b.jpg' alt='病房'></div>", ["门诊", "病房"]),
        ("<div><img src='a.jpg'></div><p>正文。</p>", [""]),
    ],
)
def test_captions_of_pictures_beside_the_text(markup: str, captions: list[str]) -> None:
    page = parse_part(f"<section>{markup}</section>")
    found = read_pictures(next(page.iter("div")), str)
    assert [block.caption for block in found if isinstance(block, Picture)] == captions


def test_deep_nesting_is_read_without_recursion() -> None:
    page = f"<html><body>{'<div>' * 1_500}深{'</div>' * 1_500}</body></html>"
    assert read_body(parse_part(page), str) == [Paragraph("深")]


@pytest.mark.parametrize(
    "line",
    ["作者：本报记者 沈南桥", "作者：沈南桥", "本报记者 沈南桥", "作者：记者 沈南桥", "文：本报评论员 沈南桥"],
)
def test_a_reporter_is_named_without_the_papers_own_word(line: str) -> None:
    assert read_author([line]) == "沈南桥"
