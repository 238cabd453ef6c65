from __future__ import annotations

import pytest
from parts import parse_part
from scrapy.http import HtmlResponse

from monitor.markup.line import seen_line
from monitor.markup.page import Page


def line(markup: str) -> str:
    return seen_line(parse_part(f"<h1>{markup}</h1>"))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>6</sup>个", "10⁶个"), ("3.2×10<SUP><b>-4</b></SUP>克", "3.2×10⁻⁴克"), ("log<sub>2</sub>8", "log₂8"),
        ("2<sup>3</sup>次", "2³次"), ("100<sup>2</sup>=10000", "100²=10000"), ("10<sup>n+1</sup>", "10ⁿ⁺¹"),
        ("10<sup>2.5</sup>倍", "10^(2.5)倍"), ("2<sup>x</sup>", "2^(x)"), ("10<sup>-3.5</sup>倍", "10^(-3.5)倍"), ("x<sup>a+b</sup>", "x^(a+b)"), ("Ca<sup>2+</sup>", "Ca²⁺"), ("a<sub>1.5</sub>2", "a_(1.5)2"),
        ("PM<sub>2.5</sub>浓度", "PM2.5浓度"), ("CO<sub>2</sub>", "CO₂"), ("研究<sup>[1]</sup>表明", "研究[1]表明"), ("5<sup>th</sup>", "5th"),
        ("37<sup>o</sup>C", "37°C"), ("10<sup>６</sup>", "10⁶"),
        ("10<sup>－６</sup>", "10⁻⁶"), ("10<sup>﹣2</sup>", "10⁻²"), ('10<span class="sup">6</span>个', "10⁶个"),
        ('10<span style="position:relative;top:-5.0pt;mso-text-raise:5.0pt">6</span>个', "10⁶个"),
        ('10<span style="vertical-align: 4pt; font-size: 8pt">6</span>个', "10⁶个"), ('x<i style="vertical-align:-3px">2</i>3', "x₂3"),
        ('10<span style="font-size:9px;vertical-align:text-top">6</span>', "10⁶"),
        ('第<span style="position:relative;top:-5pt">96</span>家', "第96家"), ('共<span style="vertical-align:-1px">9</span>', "共9"),
        ('2<span style="position:relative;top:-1pt">96</span>', "296"),
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math>个", "10⁶个"), ("<math><msub><mi>x</mi><mn>2</mn></msub></math>", "x₂"),
        ("<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>", "x₁²"),
        ("约<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "约1/2"),
        ("<math><semantics><mn>6</mn><annotation>6</annotation></semantics></math>", "6"),
        ('10<span style="Vertical-Align: SUPER">6</span>个', "10⁶个"), ('x<font style="vertical-align:sub">1</font>2', "x₁2"),
    ],
)  # fmt: skip
def test_raised_and_lowered_figures_keep_their_place(markup: str, text: str) -> None:
    assert line(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("云州<br>平台", "云州 平台"), ("云州\n<br/>\n平台", "云州 平台"), ("<p>云州</p><p>平台</p>", "云州 平台"),
        ("云<b>州</b>平\n<b>台</b>", "云州平台"), ("<span>2026-03-01</span>\n<span>来源：甲报</span>", "2026-03-01 来源：甲报"),
        ("<ruby>汞<rp>（</rp><rt>gǒng</rt><rp>）</rp></ruby>中毒", "汞中毒"), ("<ruby>生<rtc><rt>shēng</rt></rtc></ruby>僻", "生僻"),
        ("已<ins>覆盖</ins><del>90</del><ins>96</ins>家<s>（稿）</s><strike>旧</strike>", "已覆盖96家"),
        ('<ins class="dcmads" data-dcm-placement="N1">买</ins><ins data-revive-zoneid="3">买</ins>云', "云"),
        ("云<xml><w:View>Normal</w:View></xml>州", "云州"),
        ('<ins class="adsbygoogle">买</ins><ins id="ad-1">买</ins><ins data-ad-slot="1">买</ins>云', "云"),
        ('<ins class="read-adjust">云</ins>', "云"), ('甲<span style="text-decoration: line-through">乙</span>', "甲"),
        ('云州<span style="display:none">隐</span>平台', "云州平台"),
        ("主任说：<q>数据<q>多</q>跑路</q>。<q>“少”</q>跑腿", "主任说：“数据‘多’跑路”。“少”跑腿"), ("<q>云", "“云”"),
    ],
)  # fmt: skip
def test_a_line_is_what_a_reader_sees(markup: str, text: str) -> None:
    assert line(markup) == text


@pytest.mark.parametrize(
    ("sheet", "markup", "text"),
    [
        (".s{vertical-align:super;font-size:9px}", "下限为10<span class=s>6</span>个", "下限为10⁶个"),
        (".s { Vertical-Align : sub }", "呼出CO<i class=s>2</i>", "呼出CO₂"),
        ("p .s{vertical-align:super}", "3.2×10<em class='a s'>-4</em>克", "3.2×10⁻⁴克"),
        ("@media screen{.s{vertical-align:super}}", "10<b class=s>6</b>", "10⁶"),
        ("@media print{.s{vertical-align:super}}", "10<b class=s>6</b>", "106"),
        (".s{vertical-align:super}", "见报告<span class=s>[1]</span>第<span class=s>96</span>页", "见报告[1]第96页"),
        (".s{vertical-align:sub}", "2026年<span class=s>3</span>月", "2026年3月"),
        (".s{vertical-align:super}", "10<span class=t>6</span>", "106"),
        (".s{vertical-align:middle}", "10<span class=s>6</span>", "106"),
        ("div{vertical-align:super}", "10<span class=s>6</span>", "106"),
    ],
)  # fmt: skip
def test_figures_are_raised_by_the_sheets_of_their_page(sheet: str, markup: str, text: str) -> None:
    page = f"<html><head><style>{sheet}</style></head><body><p>{markup}</p></body></html>".encode()
    found = Page(HtmlResponse("https://news.example.cn/a.html", body=page, encoding="utf-8"))
    assert found.text("p") == text
