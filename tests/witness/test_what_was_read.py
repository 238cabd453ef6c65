"""What is read well is also seen: an odd page costs no article at the proof; and hiding is no way past it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article
from monitor.text.encoding import detect_encoding
from monitor.text.markdown import Picture, read
from monitor.witness.views import Views

X = "影像云平台接入了全省各级医院，患者称方便。"
ENDS = "<p>省卫生健康信息中心负责人说，年内将把检查检验结果互认项目扩大到200项，人工智能辅助诊断向县级医院延伸。</p>"
BODIES = {
    "no size": f"<p>{X}<span style='font-size:0'>暗文</span></p>",
    "not opaque": f"<p>{X}<span style='opacity:0'>暗文</span></p>",
    "off the screen": f"<p>{X}<span style='position:absolute;left:-9999px'>暗文</span></p>",
    "white": f"<p>{X}<span style='color:#fff'>暗文</span></p>",
    "small and white": f"<p>{X}<span style='font-size:1px;color:#ffffff'>暗文</span></p>",
    "by a tag": f"<style>i{{display:none}}</style><p>{X}<i>暗文</i></p>",
    "by a place": f"<style>@media screen{{.w p>i.j, .w span{{font-size:0}}}}</style><div class=w><p>{X}<span>暗文</span></p></div>",
    "by what it is not": f"<style>.j:not(.k){{display:none}}</style><p>{X}<span class=j>暗文</span></p>",
    "by its number": f"<style>/* {{ */ .w i:nth-child(2){{opacity:0}}</style><p class=w>{X}<i>明文</i><i>暗文</i></p>",
    "by a class": f"<style>.j{{display:none}}</style><p>{X}<span class=j>暗文</span></p>",
    "jammer": f"<p>{X}<font class='jammer'>暗文</font></p>",
    "aria": f"<p aria-hidden=true>{X}</p>",
    "a line of no size": f"<p style='font-size:0px'>{X}</p>",
    "no height": f"<div style='height:0;overflow:hidden'><p>{X}</p></div>",
    "dialog": f"<dialog>{X}</dialog>",
    "a hidden field": f"<form><p>{X}</p><input type=hidden value=1></form>",
    "a vote": "<form><p>请您为这篇报道投上一票，感谢您的参与和支持。</p><input type=radio></form>",
    "a picture in a sentence": f"<p>{X}<img src='/c.png' alt='公式'>尾巴也算。</p>",
    "a linked picture": f"<p>{X}<a href=/x><img src='/c.png'></a>尾巴也算。</p>",
    "pre": f"<pre>{X}\n第二行{X}</pre>",
    "pre-wrap": f"<p style='white-space:pre-wrap'>{X}\n第二行{X}</p>",
    "pre-line by a class": f"<style>.w{{white-space:pre-line}}</style><p class=w>{X}\n第二行{X}</p>",
    "entity": f"<p>{X}<img src='/a&#46;jpg'></p>",
    "ampersand": f"<p>{X}<img src='/a&amp;b.jpg'></p>",
    "less": f"<p>{X}<img src='/a+b&lt;c.jpg'></p>",
    "quote": f"<p>{X}<img src='/a&quot;c.jpg'></p>",
    "tab": f"<p>{X}<img src='/ab\tc.jpg'></p>",
    "line end": f"<p>{X}<img src='/abc\n.jpg'></p>",
    "lines by style": f"<p><span style='display:block'>{X}</span><span style='display:block'>第二行{X}</span></p>",
    "escaped twice": f"<p>&amp;nbsp;&amp;nbsp;&amp;ldquo;云病历&amp;rdquo;上线，A&amp;amp;B公司&amp;lt;一&amp;gt;参与。{X}</p>",
    "a raised figure of full width": f"<p>每年增长１０<sup>２</sup>倍。{X}</p>",
    "a fraction": f"<p>药量为<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>片。{X}</p>",
    "a long number": f"<ol start=12345><li>{X}</li></ol>",
    "an advertisement": f"<p>{X}</p><div class='ad-box'><p>云州健康体检中心全新升级，欢迎广大市民前来体验。</p></div><p>{X}尾。</p>",
    "related": f"<p>{X}</p><ul class=list><li><a href=/1.html>云州省医保局在全省推广刷脸支付的做法。</a></li></ul><p>{X}尾。</p>",
    "a share box": f"<p>{X}</p><div class='share-box'>扫描二维码，把这篇文章分享给您的朋友们。</div><p>{X}尾。</p>",
    "fades in": f"<div style='visibility:hidden;opacity:0'><p>{X}</p></div><p style='visibility:hidden'>{X}尾。</p>",
    "a break that is an end": f"<div>{X}</br>第二行也是正文，讲的是云病历。</br></br>第三行也是。</div>",
    "a paragraph's end alone": f"<div>{X}</p>第二行也是正文，讲的是云病历。</div>",
    "moved out of a table": f"<table><tr><td>甲院</td><td>100</td></tr><p>注：床位数截至2025年11月底，由市卫生健康委提供。</p></table><p>{X}</p>",
    "a table without an end": f"<table><tr><td>甲院</td><td>100</td></tr><p>{X}</p>",
    "a script that closes itself": f"<p>{X}</p><script src=/a.js /></script><p>第二段也是正文，讲的是云病历。</p>",
    "very deep": f"{'<div>' * 300}<p>{X}</p>{'</div>' * 300}",
    "a notice": f"<p>{X}</p><div class=copyright>版权声明：未经授权不得转载本网的任何作品。</div><p>{X}尾。</p>",
    "the title of another document": f"<p>{X}</p><title>新建 Microsoft Word 文档</title><p>{X}尾。</p>",
    "a link to more": f"<p>{X}<a href=/x>＞＞点击阅读全文</a></p><p>尾{X}<a href=/x>» 查看详情</a></p>",
    "folded": f"<p>{X}</p><div style='display:none'><p>折起来的第一段，讲的是云病历。</p><p>{X}{X}{X}</p></div><a class=more>展开全文 ▼</a>",
    "a text in an editor's element": f"<div class='page editor'>{f'<p>{X}第一段。</p>' * 12}<p>{X}<span class=jammer>暗文</span></p></div>",
    "a film without an end": f"<p>{X}</p><p><embed src=/a.swf width=400></p><p>第二段也是正文，讲的是云病历。</p>",
    "one hidden, one red": f"<p>{X}<span style='font-size:0'>暗文</span></p><p style='color:#f00'>红字也是正文，要印出来的。</p>",
}  # fmt: skip


def page(middle: str, charset: str = "utf-8") -> str:
    return (
        f"<html><head><meta charset={charset}><title>云州影像云平台接入医院_云州网</title></head><body>"
        "<h1>云州影像云平台接入医院</h1><div class=info>2026-03-01 09:30 来源：云州日报</div><div>"
        "<p>云州省卫生健康委介绍，全省影像云平台已经覆盖96家医院，检查检验结果互认，患者不必重复拍片。</p>"
        f"{middle}{ENDS}</div></body></html>"
    )


def unseen(body: bytes) -> Iterator[str]:
    url = "https://www.unknown.example.cn/a/1.html"
    item = read_article(HtmlResponse(url, body=body, encoding=detect_encoding(body)), "x", "某网")
    blocks, views = read(item.article_body), Views([body])
    assert views.has_line(item.headline)
    captions = frozenset(block.caption for block in blocks if isinstance(block, Picture))
    for block in blocks:
        if isinstance(block, Picture):
            yield from [] if views.has_picture(block.url) else [block.url]
        elif wrong := views.find_paragraph(block.text, captions):
            yield f"{block.text}: {wrong}"


@pytest.mark.parametrize("name", BODIES)
def test_what_is_read_is_seen(name: str) -> None:
    assert [*unseen(page(BODIES[name]).encode())] == []


def test_damaged_bytes_are_seen_as_they_are_read() -> None:
    euro = page(f"<p>投入5€亿元，{X}</p>", "gbk").encode("gb18030").replace("€".encode("gb18030"), b"\x80")
    assert [*unseen(euro)] == []
    for stray in (b"\x93A\x94", b"\xff\xff"):
        assert [*unseen(page(f"<p>@{X}</p>").encode().replace(b"@", stray))] == []


def test_a_mark_of_utf_8_before_a_page_in_gb_decides_nothing() -> None:
    views = Views([b"\xef\xbb\xbf" + page(f"<p>{X}</p>", "gbk").encode("gb18030")])
    assert views.find_paragraph(X) == ""
    assert "\ufffd" not in "".join(view.source for view in views._all())


A, B, C = "第一段说影像云平台已经上线运行。", "市卫健委并未批准这一项目的实施。", "第三段说年内还要扩到乡镇卫生院。"
SHOWING = (
    "line-height:1.8", "line-height:1.75em", "font-size:1.2em", "font-size:0.9rem", "font:1em 宋体", "height:1.5em",
    "color:#f00", "color:#ff6600", "color:rgb(255,0,0)", "background-color:#f5f5f5", "border-color:#fff", "opacity:1",
    "opacity:.9", "visibility:visible", "filter:none", "transform:none", "text-transform:none", "text-indent:-2em",
    "margin-top:-1px", "clip:auto", "position:relative", "overflow:hidden",
)  # fmt: skip
SHOWN = (
    *(f'style="{style}"' for style in SHOWING), "class=article-print", "class=hidden-print", "class=modal-body", "aria-hidden=false",
)  # fmt: skip


def told(body: str, printed: list[str]) -> str:
    views = Views([page(body).encode()])
    return "".join(views.find_paragraph(line) for line in printed)


@pytest.mark.parametrize("how", SHOWN)
def test_what_shows_may_not_be_left_out_however_it_is_set(how: str) -> None:
    assert told(f"<p>{A}</p><p {how}>{B}</p><p>{C}</p>", [A, B, C]) == ""
    assert "没有刊出" in told(f"<p>{A}</p><p {how}>{B}</p><p>{C}</p>", [A, C])
    assert "没有刊出" in told(f"<p {how}>{A}</p><p>{B}</p><p>{C}</p>", [A, C])
    turned = B.replace("并未", "")
    assert told(f"<p>{B.replace('并未', f'<span {how}>并未</span>')}</p>", [turned])
    assert told(f"<p><strong {how}>有人造谣说，</strong>{A}</p>", [A])


@pytest.mark.parametrize("how", SHOWN)
@pytest.mark.parametrize("hidden", ["<span style='opacity:0'>暗</span>", "<font class=jammer>暗</font>"])
def test_hidden_words_beside_what_shows_cost_nothing(how: str, hidden: str) -> None:
    assert told(f"<p {how}>{A}{hidden}</p>", [A]) == ""
    assert told(f"<div {how}><p>{A}{hidden}</p><p>{B}</p></div>", [A, B]) == ""
    assert (
        told(
            f"<form><input type=submit><p>{A}{hidden}</p><p>{B}</p><p>{C}</p>{'<p>更多的正文在这里。</p>' * 6}</form>",
            [A, B, C],
        )
        == ""
    )


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (f"<p>{A}</p><p>{A}</p><p>{C}</p>", [A, A, A]),
        (f"<p>{A}</p><p>{A}</p><p>{C}</p>", [A, A, A, C]),
        ("<p>5亿元将投入影像云平台的建设。</p>", ["3.5亿元将投入影像云平台的建设。"]),
        (f"<p>不能说<o:p></o:p>{A}</p>", [A]),
        (f"<p>不能说<st1:chsdate>3月</st1:chsdate>{A}</p>", [A]),
        (f"<p>不能说<x-b></x-b>{A}</p>", [A]),
        (f"<style>.w{{white-space:normal}}.w b{{white-space:pre}}</style><p class=w>不能说\n{A}</p>", [A]),
        (f"<p>{A}</p><p><ins>{B}</ins></p><p>{C}</p>", [A, C]),
        (f"<p>{A}</p><div class=related>{f'<p>{B}</p>' * 20}</div><p>{C}</p>", [A, C]),
        (f"<style>.k i, .k .j{{display:none}}</style><p>不能说<i>{A}</i></p>", ["不能说"]),
        (f"<style>.k>.j{{display:none}}</style><p>{A}</p><p class=j>{B}</p><p>{C}</p>", [A, C]),
        (f"<style>.j:hover,.j::before,.j[x{{display:none}}</style><p>{A}</p><p class=j>{B}</p><p>{C}</p>", [A, C]),
    ],
)
def test_a_falsehood_is_refused_in_every_view(body: str, printed: list[str]) -> None:
    assert told(body, printed)


def test_a_first_paragraph_that_one_view_has_not_moves_no_other() -> None:
    hidden = "<span style='opacity:0'>暗</span>"
    assert told(f"<p class=jammer>{A[:11]}。</p><p>{B}{hidden}</p>", [A[:11] + "。", B]) == ""


@pytest.mark.parametrize(
    "sheet",
    ["@font-face{src:url(data:" + "A" * 500_000 + ")}", "/*" + "x" * 500_000 + "*/", "." * 300_000, "{" * 300_000],
)
def test_a_sheet_without_an_end_takes_no_time(sheet: str) -> None:
    """By the square of the length it would be a minute and more."""
    assert told(f"<style>{sheet}</style><p>{A}<span style='opacity:0'>暗</span></p>", [A]) == ""


def test_a_sentence_that_shows_is_missed_however_the_page_is_styled() -> None:
    views = Views([page(f"<p>{X}</p><p style='color:red'>下一段也是这篇文章的正文。</p>").encode()])
    first, last = page("").split("<p>")[1:]
    assert not views.find_paragraph(first.split("</p>")[0])
    assert "还有一段没有刊出" in views.find_paragraph(last.split("</p>")[0])


def test_a_part_of_a_line_is_no_line_in_any_view() -> None:
    views = Views([page(f"<p>{X}<span style='font-size:0'>暗文</span>后半句也看得见。</p>").encode()])
    assert "不是整段" in views.find_paragraph(X)
    assert "没有这一段" in views.find_paragraph("页面上从来没有的一句话。")


def test_what_one_view_has_found_another_has_passed() -> None:
    hidden = "<span style='opacity:0'>暗</span>"
    lines = [f"第{n}段说的是影像云平台的建设和使用情况。" for n in range(6)]
    body = "".join(f"<p>{line}{hidden if place % 2 else ''}</p>" for place, line in enumerate(lines))
    views = Views([page(body).encode()])
    assert [views.find_paragraph(line) for line in lines] == [""] * 6
    assert "前一段之前" in views.find_paragraph(lines[2]), "the order counts"
    again = Views([page(body).encode()])
    assert [again.find_paragraph(line) for line in lines[:2]] == ["", ""]
    assert "还有一段没有刊出" in again.find_paragraph(lines[4])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("二〇二五年十二月九日", True), ("二○二五年十二月九日", True), ("２０２５年１２月９日", True), ("Dec 9, 2025", True), ("9 December 2025", True),
        ("2025-12-0908:30", True), ("2025-12-08T16:30:00Z", True), ("2025-12-08T16:30:00.000+00:00", True), ("1765240200000", True),
        ("1765240200", True), ("12月9日 00:30", True), ("12-09 08:30", True), ("2025/12/9", True), ("2025-12-08T15:30:00Z", False),
        ("2025-12-09T23:30:00Z", True), ("二〇二五年十二月十九日", False), ("Dec 19, 2025", False), ("2025-12-19", False), ("1765326600", False),
        ("2025年1月29日", False), ("12月29日", False), ("2024年12月9日", False), ("112-09", False),
        ("2025&nbsp;年&nbsp;12&nbsp;月&nbsp;9&nbsp;日", True), ("<font>2025</font>年<font>12</font>月<font>9</font>日", True),
        ("2025\n\n\t\t\t\t\t\t\t\t年 12 月 9 日", True), ("2025&#24180;12&#26376;9&#26085;", True), ("20251209093000", True), ("2025-<!--x-->12-<!--y-->09", True),
        ("20251210093000", False), ("Tue, 09 Dec 2025 09:30:00 +0800", True),
    ],
)  # fmt: skip
def test_a_day_is_shown_in_whichever_form_it_is_written(written: str, shown: bool) -> None:
    body = f"<html><body><p>{written}</p></body></html>".encode()
    assert Views([body]).has_day(date(2025, 12, 9), "https://x.cn/a/1.html") is shown


@pytest.mark.parametrize(
    "title",
    [
        "云州网-{}",
        "云州网 » {}",
        "{}丨云州网",
        "{} · 云州网",
        "{} • 云州网",
        "{} > 要闻 > 云州网",
        "{}>>新闻>>云州网",
        "{} / 云州网",
        "{}_云州网",
    ],
)
def test_a_headline_is_in_the_title_whichever_marks_part_it(title: str) -> None:
    views = Views([f"<html><head><title>{title.format(A)}</title></head><body><p>{B}</p></body></html>".encode()])
    assert views.has_line(A)
    assert not views.has_line(A[:-3])
    assert not views.has_line(A[2:])


def test_a_page_in_hz_is_its_own_witness() -> None:
    said = "云州省卫生健康委负责人介绍，全民健康信息平台已覆盖全部县级医院。"
    views = Views([f"<html><body><p>{said}</p><p>~{said}</p></body></html>".encode("hz")])
    assert views.find_paragraph(said) == ""
    assert views.find_paragraph(said.replace("县", "市")) != ""
