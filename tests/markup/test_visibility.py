from __future__ import annotations

import pytest
from parts import parse_part

from monitor.markup.body import read_body
from monitor.markup.tree import Element, parse
from monitor.markup.visibility import hidden_selectors, is_hidden
from monitor.text.markdown import Paragraph

IN_A_LINE = ":is(a,b,em,font,i,s,small,span,strong,sub,sup,u)"


def element(attributes: str, inside: str = "字") -> Element:
    return parse_part(f"<p {attributes}>{inside}</p>")


@pytest.mark.parametrize(
    "style",
    [
        "DISPLAY: none", "display:  none", "display:none!important", "color:red;Display : None ! important", "/* x */display:none",
        "visibility: hidden", "VISIBILITY:collapse", "font-size:0", "font-size: 0px", "FONT-SIZE:0.0em", "font-size:1px", "font:0/0 a",
        "opacity:0", "opacity: .0", "opacity:0%", "width:0;height:0;overflow:hidden", "height: 1px; overflow: hidden auto",
        "max-height:0;overflow-y:hidden", "position:absolute;left:-9999px", "position: absolute; top : -999em", "text-indent:-9999px",
        "margin-left:-2000px", "position:fixed;left:-100vw", "position:absolute;left:99999px", "transform:translateX(-9999px)",
        "transform: scale(0)", "position:absolute;clip:rect(0 0 0 0)", "clip: rect(1px, 1px, 1px, 1px)", "clip-path:inset(50%)",
        "clip-path: circle(0)", "clip-path:polygon(0 0, 0px 0, 0 0)", "inset:-9999px auto auto 0", "opacity:.01", "filter:opacity(0%)",
        "-webkit-text-fill-color:transparent", "mso-hide:all", "zoom:0", "line-height:0;overflow:hidden",
        "display:none!important;display:block", "text-decoration:underline line-through", "color:transparent", "color: rgba(0, 0, 0, 0)", "content-visibility:hidden", "color:#fff;background-color:#ffffff", "color:white;background:#FFF",
        "color: rgb(255, 255, 255); background: rgb(255,255,255)",
    ],
)  # fmt: skip
def test_hidden_by_its_style(style: str) -> None:
    assert is_hidden(element(f'style="{style}"'))


@pytest.mark.parametrize(
    "style",
    [
        "display:block", "visibility:visible", "font-size:10px", "font-size:1em", "opacity:0.9", "opacity:1", "text-indent:-2em",
        "margin-left:-20px", "left:-50%;position:relative", "overflow:hidden", "width:0", "height:1px", "color:rgba(0,0,0,0.8)",
        "background-clip:text;color:transparent", "clip-path:inset(0%)", "background:url(none.png)", "", "transform:scale(0.9)", "font:10px/1.5 a",
        "width:100px;overflow:hidden", "color:rgb(10,0,10)", "display:none;display:block", "line-height:0", "filter:opacity(0.8)",
        "inset:0", "clip-path:polygon(0 0,100% 0,0 100%)", "text-decoration:underline", "zoom:1", "color:#fff",
        "color:#333;background:#fff", "color:#fff;background:url(a.png)", "color:#fff;background:#036 url(a.png)",
    ],
)  # fmt: skip
def test_seen_in_spite_of_its_style(style: str) -> None:
    assert not is_hidden(element(f'style="{style}"'))


@pytest.mark.parametrize(
    ("attributes", "inside", "hidden"),
    [
        ("hidden", "字", True), ('hidden="until-found"', "字", True), ('class="a jammer"', "字", True), ('class="sr-only"', "字", True), ('class="mr-1 line-through"', "字", True), ('class="underline-through"', "字", False),
        ('aria-hidden="true"', "字<br><b>字</b>", True), ('aria-hidden="false"', "字", False), ('aria-hidden="true"', "<img>", False),
        ('class="hidden-gem"', "字", False), ('class="tip d-none"', "字<b>字</b>", True), ('class="displaynone"', "字", True), ('class="tip fn-hide"', "字", True),
        ('class="display-none"', f"{'字' * 81}", False), ('class="display-nonet"', "字", False), ('class="hide"', f"{'字' * 81}", False),
        ('class="hide"', "<p>字</p>", False), ('class="info d-none d-md-block"', "字", False), ('class="hidden lg:inline-flex"', "字", False),
        ('class="d-none md-block"', "字", True), ('class="hidden dark:block"', "字", True),
        ('style="font-size:0"', '<span style="font-size:16px">字</span>', False), ('style="font-size:0"', "<b>字</b>", True),
        ('style="visibility:hidden"', '<b style="visibility:visible">字</b>', False), ('style="opacity:0"', '<img src="a.jpg">', False),
    ],
)  # fmt: skip
def test_hidden_by_attributes_and_by_what_is_inside(attributes: str, inside: str, hidden: bool) -> None:
    assert is_hidden(element(attributes, inside)) is hidden


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        ("<p>云州<font color=#FFFFFF>x</font>平台</p>", True), ("<p>云州<span style='color:#fff'>x</span></p>", True), ("<p><font color=white>x</font></p>", False),
        ("<p style='background:#036'>云州<font color=white>x</font></p>", False), ("<p STYLE='BACKGROUND: #036'>云州<font color=white>x</font></p>", False), ("<p style='color:#fff'>云州<font color=white>x</font></p>", False),
        ("<table bgcolor=#036><tr><td>云州<font color=white>x</font></table>", False), ("<p>云州<font color=red>x</font></p>", False),
    ],
)  # fmt: skip
def test_white_among_black(markup: str, hidden: bool) -> None:
    (found,) = (each for each in parse(markup).iter("font", "span"))
    assert is_hidden(found) is hidden


@pytest.mark.parametrize(
    ("sheet", "selectors"),
    [
        (".x, p#y { color: red; DISPLAY : none !important }", (".x", "p#y")),
        ("@charset 'utf-8';.x{display:none}", (".x",)),
        ("/* .x{ */ .y{display:none}", (".y",)),
        (".x{display:none} div .x{display:block}", ()),
        ("@media print{.x{display:none} .y{display:none}} .z{display:none}", (".z",)),
        ("div p, .x:hover, p, .a p, .a::before, *, .a > {display:none}", ()),
        (".a   .b, #a>p.b, .a ~ i, .b + .c{display:none}", (".a .b", "#a>p.b", ".a ~ i", ".b + .c")),
        (".x{display:none} .a .x{color:red}", (".x",)),
        (".x{position:absolute;left:-9999px} .y{height:0;overflow:hidden} .z{height:0}", (".x", ".y")),
        (".x{visibility:hidden} .y{font-size:0} .z{opacity:0}", tuple(f".{each}{IN_A_LINE}" for each in "xyz")),
        (".x{visibility:hidden} .on .x{visibility:visible}", ()),
        (".x{display:none", ()),
        ("{{}}}.x{display:none}", (".x",)),
        ("p[class*='x1'], [data-k=v], u{display:none}", ("p[class*='x1']", "[data-k=v]", "u")),
        ("[v-cloak], .a:not(.on){display:none}", ()),  # until a script has loaded
        ("@media screen { .x{display:none} }", (".x",)),
        ("span.msoDel{text-decoration:line-through;color:red}", ("span.msoDel",)),
        (".3d, .-3d, #4, .x{display:none}", (".x",)),  # no selectors: what is called so needs an escape
    ],
)
def test_what_the_pages_own_style_sheets_hide(sheet: str, selectors: tuple[str, ...]) -> None:
    page = parse(f"<html><head><style>{sheet}</style></head><body>字</body></html>")
    assert tuple(each.partition(":not(")[0] for each in hidden_selectors(page)) == selectors


@pytest.mark.parametrize(
    ("sheet", "attributes", "hidden"),
    [
        (".x{display:none}", "class=x", True), (".x{display:none}", 'class=x style="display:block"', False),
        (".x{display:none}", 'class=x style="color:red"', True), ("i.x{visibility:hidden}", 'class=x style="visibility:visible"', False),
        ("<!-- .x{display:none} -->", "class=x", True), ("@supports (display:grid){.x{display:none}}", "class=x", True),
        ("@layer base{.x{display:none}}", "class=x", True), ("@layer a,b;@layer{.x{display:none}}", "class=x", True),
        ("@supports not (display:grid){.x{display:none}}", "class=x", False),
    ],
)  # fmt: skip
def test_what_an_elements_own_style_shows_no_sheet_hides(sheet: str, attributes: str, hidden: bool) -> None:
    page = parse(f"<html><head><style>{sheet}</style></head><body><i {attributes}>字</i></body></html>")
    assert bool(next((found for css in hidden_selectors(page) for found in page.cssselect(css)), None)) is hidden


def test_a_sheet_for_the_printer_hides_nothing_on_a_screen() -> None:
    sheets = '<style media="print">.x{display:none}</style><style media="screen, print">.y{display:none}</style>'
    (selector,) = hidden_selectors(parse(f"<html><head>{sheets}</head><body>字</body></html>"))
    assert selector.startswith(".y")


REST = "<p>折起来的一段，讲的是检查检验结果互认的进展和患者的感受。</p>" * 3


@pytest.mark.parametrize("button", ["展开全文", "阅读全文 ▼", "点击展开剩余内容", "展开阅读全文", "展开剩余70%"])
def test_the_rest_of_a_text_that_a_button_opens_is_text(button: str) -> None:
    page = parse(f"<html><body><div style='display:none'>{REST}</div><div class=b><a>{button}</a></div></body></html>")
    assert not is_hidden(page.cssselect("div")[0])


@pytest.mark.parametrize(
    ("button", "hidden"), [("展开全文 ▼", False), ("阅读剩余内容", False), ("展开更多", True), ("查看评论", True)]
)
def test_the_button_may_stand_before_the_rest_of_a_text(button: str, hidden: bool) -> None:
    page = parse(f"<html><body><p>首段。</p><a>{button}</a><div style='display:none'>{REST}</div></body></html>")
    assert is_hidden(page.cssselect("div")[0]) == hidden


@pytest.mark.parametrize(
    ("inside", "behind"),
    [
        (REST, "<p>下一段正文说展开全文检索的方法。</p>"),
        (REST, ""),
        ("<p>扫码下载客户端</p>", "<a>展开全文</a>"),
        (REST, "<p>一</p><p>二</p><a>展开全文</a>"),
    ],
)
def test_what_no_button_opens_is_hidden(inside: str, behind: str) -> None:
    page = parse(f"<html><body><div style='display:none'>{inside}</div>{behind}</body></html>")
    assert is_hidden(page.cssselect("div")[0])


@pytest.mark.parametrize(
    ("inside", "stays"),
    [
        ("<div class='ad_box'><a href=//b.cn><img src=/g.jpg></a><i>广告</i></div>", False), ("<p id=top-ad><a href=//b.cn><img src=/g.jpg></a></p>", False),
        ("<a class=guanggao href=//b.cn><img src=/g.jpg></a>", False), ("<div class=ad><img src=/g.jpg></div>", True),
        ("<div class=ad><a href=//b.cn><img src=/g.jpg></a>这段文字是正文的一部分。</div>", True), ("<div class=add><a href=//b.cn><img src=/g.jpg></a></div>", True),
        ("<div class=adv><a href=/u/big.jpg><img src=/u/g.jpg></a></div>", True),
        ("<div class=adv><a href=/u/big.avif><img src=/u/g.jpg></a></div>", True), ("<div class=adv><a href=/u/big.jpg!large><img src=/u/g.jpg></a></div>", True),
        ("<div class=head-lines><a href=//b.cn><img src=/g.jpg></a></div>", True), ("<a href=//b.cn><img src=/img/ad/g.jpg></a>", False),
        ("<img src=/img/ad/g.jpg>", True), ("<a href=/img/ad/big.jpg><img src=/img/ad/g.jpg></a>", True), ("<a href=//b.cn><img src=/img/3f/ad/g.jpg></a>", True),
        ("<marquee>热烈祝贺本站开通！</marquee>", False), ("<marquee>欢迎！<img src=/g.jpg></marquee>", True),
    ],
)  # fmt: skip
def test_advertisements_and_lines_that_run_are_none_of_a_text(inside: str, stays: bool) -> None:
    text, behind = Paragraph("云州影像云平台上线。"), Paragraph("患者不必重复拍片。")
    found = read_body(parse_part(f"<div><p>{text.text}</p>{inside}<p>{behind.text}</p></div>"), lambda url: url)
    assert (found != [text, behind]) is stays
