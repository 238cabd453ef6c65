"""What a document tells by its look alone: raised figures, letters of symbol fonts, enclosed ones; hidden words, margins
and line ends of pages."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.oxml import parse_xml
from past_issue import NAMESPACES, is_told, lines, read

from monitor.backissues.address import printed_address
from monitor.forms import html, markdown, word
from monitor.forms.line import Line
from monitor.forms.signs import enclosed, shifted, sign


def told_by_word(folder: Path, *runs: str) -> str:
    document = docx.Document()
    document.add_paragraph()
    for run in runs:
        document.paragraphs[0]._p.append(parse_xml(f"<w:r {NAMESPACES}>{run}</w:r>"))
    document.save(str(folder / "周报.docx"))
    return "".join(line.text for line in word.read((folder / "周报.docx").read_bytes()))


def text(written: str, properties: str = "") -> str:
    return f'<w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{written}</w:t>'


def field(instruction: str, *shown: str) -> list[str]:
    between = ['<w:fldChar w:fldCharType="separate"/>', *map(text, shown)] if shown else []
    begin, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "end"))
    half = len(instruction) // 2  # Word tears them as it likes
    told = (f"<w:instrText>{part}</w:instrText>" for part in (instruction[:half], instruction[half:]))
    return [begin, *told, *between, end]


def test_figures_that_word_raises_or_lowers(tmp_path: Path) -> None:
    high, low = (f'<w:vertAlign w:val="{place}script"/>' for place in ("super", "sub"))
    runs = [
        text("检测下限为10"),
        text("6", high),
        text("个/升，log"),
        text("2", low),
        text("8；25"),
        text("o", high),
        text("C"),
    ]
    assert told_by_word(tmp_path, *runs) == "检测下限为10⁶个/升，log₂8；25°C"
    assert (
        told_by_word(tmp_path, text("据统计"), text("[1]", high), text("显示"), text("注", high)) == "据统计[1]显示注"
    )
    assert told_by_word(tmp_path, text("覆盖96家", '<w:vertAlign w:val="baseline"/>')) == "覆盖96家"
    assert [shifted(each, "superscript") for each in ("-1", "2.5", "st", "")] == ["⁻¹", "2.5", "st", ""]


def test_letters_of_symbol_fonts(tmp_path: Path) -> None:
    runs = [
        text("5"),
        '<w:sym w:font="Symbol" w:char="F06D"/>',
        text("g，误差"),
        '<w:sym w:font="Symbol" w:char="F0B1"/>',
        text("2%"),
    ]
    assert told_by_word(tmp_path, *runs, '<w:sym w:font="宋体" w:char="2460"/>') == "5μg，误差±2%①"
    kept = text("\uf0fc已完成", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    assert told_by_word(tmp_path, kept) == "✓已完成"
    assert told_by_word(tmp_path, text("A组", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')) == "A组"
    assert [sign("Webdings", "F0FC"), sign("Symbol", "F0F4"), sign("宋体", "D800"), sign("宋体", "x")] == [""] * 4


def test_characters_in_a_ring(tmp_path: Path) -> None:
    assert (
        told_by_word(tmp_path, *field(r" eq \o\ac(○,1)"), text("建平台；"), *field(r"EQ \o\ac(○,12)")) == "①建平台；⑫"
    )
    assert told_by_word(tmp_path, *field(r"eq \o\ac(□,密)"), *field(" PAGE "), *field("DATE", "9月5日")) == "密9月5日"
    assert told_by_word(tmp_path, *field(r"eq \o\ac(○,1)", "①")) == "①"  # some programs write both
    assert [enclosed(each) for each in (r"eq \f(1,2)", r"eq \o\ac(○,)", 'HYPERLINK "http://x.cn"')] == [""] * 3


def test_formulas_of_word(tmp_path: Path) -> None:
    """Without their structure 10⁶ would be 106, and a half 12."""

    def m(name: str, *inside: str) -> str:
        return f"<m:{name}>{''.join(inside)}</m:{name}>"

    def t(text: str) -> str:
        return m("r", m("t", text))

    half = m("f", m("num", t("1")), m("den", t("2")))
    share = m("f", m("num", t("已接入机构数")), m("den", t("a+b")))
    for inside, shown in (
        (m("sSup", m("e", t("10")), m("sup", t("6"))), "10⁶"),
        (half, "1/2"),
        (t("接入率=") + share + t("×100%"), "接入率=已接入机构数/(a+b)×100%"),
        (m("sSub", m("e", t("log")), m("sub", t("2"))) + t("8"), "log₂8"),
        (m("sSup", m("e", t("10")), m("sup", t("2.5"))), "10^(2.5)"),
        (m("rad", m("deg"), m("e", t("x+1"))), "√(x+1)"),
        (m("d", m("dPr", '<m:begChr m:val="["/>', '<m:endChr m:val="]"/>'), m("e", t("0,1"))), "[0,1]"),
        (m("nary", m("naryPr", '<m:chr m:val="∑"/>'), m("sub", t("i")), m("sup", t("n")), m("e", t("x"))), "∑_iⁿx"),
    ):
        document = docx.Document()
        space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
        document.add_paragraph("值为")._p.append(parse_xml(f"<m:oMath {space}>{inside}</m:oMath>"))
        document.save(str(tmp_path / "a.docx"))
        assert [line.text for line in word.read((tmp_path / "a.docx").read_bytes())] == [f"值为{shown}"]


def test_figures_of_pages_and_markdown() -> None:
    styled = "<span style='font-size:9pt;vertical-align:{}'>{}</span>"
    page = f"<p>面积5m{styled.format('super', 2)}，{styled.format('baseline', 9)}家</p>"
    assert [line.text for line in html.read(page.encode())] == ["面积5m²，9家"]
    page = "<p>下限10<sup>6</sup>个，log<sub>2</sub>8，H<sub>2</sub>O<sup>[1]</sup></p><p>2<sup>3<p>次</sup></p>"
    assert [line.text for line in html.read(page.encode())] == ["下限10⁶个，log₂8，H₂O[1]", "23", "次"]
    written = "下限10<sup>6</sup>个，10^-3^克，1~2天，a^b，^1^注，2^10\n"
    assert [line.text for line in markdown.read(written.encode())] == ["下限10⁶个，10⁻³克，1~2天，a^b，^1^注，2^10"]


def test_line_ends_between_elements_of_a_page() -> None:
    page = "<p><span>影像</span>\r\n<span>云</span>，“互联网+”\n<b>医疗</b> <i>云</i>\n<i>AI</i>\n系统“\n智慧”</p><pre>甲\n乙</pre>"
    assert [line.text for line in html.read(page.encode())] == ["影像云，“互联网+”医疗 云 AI 系统“智慧”", "甲", "乙"]


def test_what_a_page_hides_by_a_class_or_sets_in_the_margin(tmp_path: Path) -> None:
    sheet = "<style><!-- .批注 {display:none} span.off, .no {display:none; mso-hide:all} p {color:red} --></style>"
    hidden = "<span class=off>隐</span><span class='x no'>隐</span><p class=批注>隐</p>"
    margins = [f"<div title={name}><p>第 1 页 内部资料</p></div>" for name in ("header", "footer")]
    rows = [f"<p>{line}</p>" for line in lines()]
    rows[-1] = rows[-1].replace("</p>", hidden + "</p>")
    (tmp_path / "周报.html").write_text(sheet + margins[0] + "\n".join(rows) + margins[1], "utf-8")
    assert is_told(read(tmp_path / "周报.html"))
    shown = "<div title='页脚'>甲</div><p title=footer>乙</p><p class=on>丙</p>"
    assert [line.text for line in html.read((sheet + shown).encode())] == ["甲", "乙", "丙"]


def test_stars_that_were_escaped_in_markdown(tmp_path: Path) -> None:
    given = "\n\n".join(lines()).replace("一张图几分钟", r"剂量为2\*3\*4毫克，*一张*图")
    (tmp_path / "周报.md").write_text(given, "utf-8")
    assert "剂量为2\\*3\\*4毫克，一张图" in read(tmp_path / "周报.md").entries[0].body


def test_an_address_that_is_printed_as_it_is_read() -> None:
    """Markdown shows words for %E5, and a blank for %20."""
    for linked in (
        "https://x.cn/s/%E5%BF%83%E7%94%B5",
        "https://x.cn/a%20b.html",
        "https://x.cn/a(1)",
        "https://x.cn/a.",
    ):
        (line,) = markdown.read(f"链接：<{linked}>".encode())
        assert printed_address([Line(line.text.removeprefix("链接："), "", line.address)]) == (linked, "")
    others = [
        Line("https://x.cn/a.html点击查看", "", "https://x.cn/a.html"),
        Line("https://x.cn/a。", "", "https://x.cn/b"),
    ]
    assert [printed_address([each])[0] for each in others] == ["https://x.cn/a.html", "https://x.cn/a"]
