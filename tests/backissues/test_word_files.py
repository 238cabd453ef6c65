"""Word files as people make them: what the page shows is read, once, and nothing that it does not show."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from past_issue import (
    CONTENTS,
    COVER,
    DAYS,
    HEADLINES,
    INTRODUCTION,
    NAMESPACES,
    OUTLETS,
    TEXTS,
    URLS,
    article,
    is_told,
    lines,
    markup,
    read,
    word,
)

FRONT = [*COVER, *INTRODUCTION, *CONTENTS, "二、具体内容"]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def test_the_house_form(tmp_path: Path) -> None:
    assert is_told(read(word(tmp_path, lines())))


def test_layout_by_tables(tmp_path: Path) -> None:
    """The 目录 and the labels in tables, one cell a part; a table in a table."""

    def table(*rows: tuple[str, ...]) -> str:
        cells = ["".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows]
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    listed = table(*((f"{place}.", HEADLINES[place - 1], f"（{OUTLETS[place - 1]}）") for place in (1, 2)))
    labels = table(("来源", "央广网"), ("链接", URLS[0]), ("主要内容", ""))
    nested = f"<w:tbl><w:tr><w:tc>{labels}{paragraph('')}</w:tc></w:tr></w:tbl>"
    given = [
        *COVER,
        *INTRODUCTION,
        "一、信息目录",
        markup(listed),
        "二、具体内容",
        article(0)[0],
        markup(nested),
        *article(0)[4:],
        *article(1),
    ]
    assert is_told(read(word(tmp_path, given)))


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    """Word keeps a text box in two forms, of which a program shows the one that it knows."""
    inside = f"<w:txbxContent>{paragraph(run(COVER[1]))}</w:txbxContent>"
    new = (
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
    )
    old = f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
    box = markup(paragraph(f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>" + run(COVER[2])))
    assert is_told(read(word(tmp_path, [COVER[0], box, COVER[3], *lines()[4:]])))


def test_changes_that_were_tracked(tmp_path: Path) -> None:
    """What was put in is read, what was deleted or moved away is not; a deleted paragraph mark joins two."""
    by = 'w:id="1" w:author="编辑" w:date="2025-05-08T00:00:00Z"'
    head, tail = TEXTS[0][0][:10], TEXTS[0][0][10:]
    deleted = f"<w:del {by}><w:r><w:delText>删去的话</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom {by}>{run('移走的话')}</w:moveFrom>"
    first = paragraph(f"<w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>{deleted}{run(head)}{moved}")
    second = paragraph(f"<w:ins {by}>{run(tail)}</w:ins>")
    gone = f"<w:tbl><w:tr><w:trPr><w:del {by}/></w:trPr><w:tc>{paragraph(run('删去的一行'))}</w:tc></w:tr></w:tbl>"
    given = [*FRONT, *article(0)[:6], markup(first + second + gone), *article(0)[7:], *article(1)]
    assert is_told(read(word(tmp_path, given)))


def test_what_a_page_does_not_show_is_not_read(tmp_path: Path) -> None:
    def margins(document: docx.document.Document) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "全国卫生信息化舆情监测周报 第六二三期"
        section.footer.paragraphs[0].text = "第 1 页"

    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的批语</w:t></w:r>"
    noted = '<w:commentRangeStart w:id="0"/>' + run(TEXTS[0][2]) + '<w:r><w:footnoteReference w:id="2"/></w:r>' + hidden
    page = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    given = [margins, *FRONT, *article(0)[:8], markup(paragraph(noted + page)), *article(0)[9:], *article(1)]
    assert is_told(read(word(tmp_path, given)))


def test_runs_that_a_reader_of_plain_runs_would_lose(tmp_path: Path) -> None:
    """Smart tags, content controls, marks of their own, pinyin over characters."""
    text = TEXTS[0][0]
    ruby = f"<w:r><w:ruby><w:rt>{run('xǔ')}</w:rt><w:rubyBase>{run(text[7])}</w:rubyBase></w:ruby></w:r>"
    tagged = f'<w:smartTag w:element="place">{run(text[8:20])}</w:smartTag><w:sdt><w:sdtContent>{run(text[20:])}</w:sdtContent></w:sdt>'
    control = f"<w:sdt><w:sdtContent>{paragraph(run(text[:7]) + ruby + tagged)}</w:sdtContent></w:sdt>"
    given = [*FRONT, *article(0)[:6], markup(control), *article(0)[7:], *article(1)]
    assert is_told(read(word(tmp_path, given)))


def test_soft_line_ends(tmp_path: Path) -> None:
    """Shift+Enter: within a headline and between labels; text copied from a page has them between paragraphs."""
    labels = "\n".join([f"1. {HEADLINES[0][:14]}", HEADLINES[0][14:], *article(0)[1:4]])
    given = [*FRONT, labels, HEADLINES[0], f"{DAYS[0]} 来源：央广网", "\n".join(TEXTS[0]), *article(1)]
    assert is_told(read(word(tmp_path, given)))


@pytest.mark.parametrize("shown", [URLS[0], "点击查看原文", URLS[0][:30] + "…", URLS[0].replace("_", "\\_")])
def test_a_link_by_its_text_or_its_target(tmp_path: Path, shown: str) -> None:
    def link(document: docx.document.Document) -> None:
        line = document.add_paragraph("链接：")
        element = OxmlElement("w:hyperlink")
        element.set(qn("r:id"), document.part.relate_to(URLS[0], RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        element.append(parse_xml(f"<w:r {NAMESPACES}><w:t>{shown}</w:t></w:r>"))
        line._p.append(element)

    field = "".join(
        f"<w:r>{each}</w:r>"
        for each in (
            '<w:fldChar w:fldCharType="begin"/>', f'<w:instrText> HYPERLINK "{URLS[0]}" </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{shown}</w:t>", '<w:fldChar w:fldCharType="end"/>',
        )
    )  # fmt: skip
    simple = f"<w:fldSimple w:instr='HYPERLINK \"{URLS[0]}\"'>{run(shown)}</w:fldSimple>"
    for each in (link, markup(paragraph(run("链接：") + field)), markup(paragraph(run("链接：") + simple))):
        assert is_told(read(word(tmp_path, [*FRONT, *article(0)[:2], each, *article(0)[3:], *article(1)])))


def test_a_link_that_leads_elsewhere_than_it_says(tmp_path: Path) -> None:
    """A line that was copied from the week before keeps its target: what is printed counts."""
    simple = f"<w:fldSimple w:instr='HYPERLINK \"{URLS[1]}\"'>{run(URLS[0])}</w:fldSimple>"
    given = [*FRONT, *article(0)[:2], markup(paragraph(run("链接：") + simple)), *article(0)[3:], *article(1)]
    past = read(word(tmp_path, given))
    (note,) = past.notes
    assert past.entries[0].url == URLS[0]
    assert (
        note.startswith("第 15 段：第 1 篇的链接印的是 https://yz.cnr.cn/") and "点开却是 https://www.news.cn/" in note
    )


def numbered(document: docx.document.Document, forms: dict[int, tuple[str, str]]) -> None:
    """Lists that Word counts: list → form of its numbers and text of its level."""
    root = document.part.numbering_part.element
    for each in list(root):
        root.remove(each)
    for number, (form, text) in forms.items():
        level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        root.append(parse_xml(f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}">{level}</w:abstractNum>'))
    for number in forms:
        root.append(parse_xml(f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def test_numbers_that_word_counts(tmp_path: Path) -> None:
    """一、 and 1. by lists, by a style, and begun anew: they stand in no text of the file."""

    def item(number: int, text: str) -> str:
        place = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph(f"<w:pPr>{place}</w:pPr>{run(text)}")

    def lists(document: docx.document.Document) -> None:
        numbered(
            document,
            {
                1: ("chineseCountingThousand", "%1、"),
                2: ("decimal", "%1."),
                3: ("decimal", "%1、"),
                4: ("bullet", "\uf0b7"),
                5: ("decimalEnclosedCircle", "%1"),
            },
        )
        style = document.styles["Heading 3"].element
        style.get_or_add_pPr().append(parse_xml(f'<w:numPr {NAMESPACES}><w:numId w:val="3"/></w:numPr>'))

    def heading(text: str) -> str:
        return paragraph(f'<w:pPr><w:pStyle w:val="Heading3"/></w:pPr>{run(text)}')

    front = (
        item(1, "信息目录")
        + item(2, HEADLINES[0])
        + paragraph(run("（央广网）"))
        + item(2, HEADLINES[1])
        + paragraph(run("（新华网）"))
    )
    given = [
        lists,
        *COVER,
        *INTRODUCTION,
        markup(front + item(1, "具体内容") + heading(HEADLINES[0])),
        *article(0)[1:],
        markup(item(5, "先行一步。") + item(5, "推广到村。") + item(4, "要点。") + heading(HEADLINES[1])),
        *article(1)[1:],
    ]
    past = read(word(tmp_path, given))
    assert past.notes == ()
    assert [each.headline for each in past.entries] == list(HEADLINES)
    assert past.entries[0].body.split("\n\n")[-3:] == ["①先行一步。", "②推广到村。", "要点。"]
    assert past.entries[1].body.split("\n\n") == TEXTS[1]


def test_a_table_of_contents_that_word_made(tmp_path: Path) -> None:
    rows = "".join(
        paragraph(
            run(f"{place}. {HEADLINES[place - 1]}（{OUTLETS[place - 1]}）")
            + "<w:r><w:tab/></w:r>"
            + run(str(place * 3))
        )
        for place in (1, 2)
    )
    contents = f"<w:sdt><w:sdtContent>{paragraph(run('信息目录'))}{rows}</w:sdtContent></w:sdt>"
    given = [*COVER, *INTRODUCTION, markup(contents), "二、具体内容", *article(0), *article(1)]
    assert is_told(read(word(tmp_path, given)))


def test_full_width_figures_and_blanks(tmp_path: Path) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    front = [
        line.translate(wide).replace("年", " 年\u3000").replace("月", "\u00a0月 ") for line in [*COVER, *INTRODUCTION]
    ]
    labels = [line.replace("：", " : ").replace("来源", "来\u3000源") for line in article(0)[1:2]]
    given = [
        *front,
        *CONTENTS,
        "二、具体内容",
        article(0)[0],
        *labels,
        *article(0)[2:],
        *["\u3000\u3000" + line for line in article(1)],
    ]
    assert is_told(read(word(tmp_path, given)))


def test_what_is_raised_lowered_or_in_a_circle_keeps_its_place(tmp_path: Path) -> None:
    """A figure that joins the one beside it is another number: 3.2×10⁴ is not 3.2×104."""

    def shifted(text: str, how: str) -> str:
        return f'<w:r><w:rPr><w:vertAlign w:val="{how}"/></w:rPr><w:t>{text}</w:t></w:r>'

    def circled(said: str) -> str:
        begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
        return f'{begin}<w:r><w:instrText xml:space="preserve"> {said} </w:instrText></w:r>{end}'

    up, down = "superscript", "subscript"
    for inside, told in (
        (run("3.2×10") + shifted("4", up) + run("份"), "3.2×10⁴份"),
        (run("10") + shifted("-", up) + shifted("12", up) + run("克"), "10⁻¹²克"),
        (run("CO") + shifted("2", down) + run("排放"), "CO₂排放"),
        (run("第1") + shifted("st", up) + run("届"), "第1st届"),
        (run("平价") + shifted("", up) + shifted("2", "baseline") + run("号"), "平价2号"),
        (circled(r"eq \o\ac(○,2)") + run("建平台"), "②建平台"),
        (circled(r"EQ \o\ac(○,重)") + run("建平台"), "重建平台"),
    ):
        given = [*FRONT, *article(0)[:6], markup(paragraph(inside)), *article(0)[7:], *article(1)]
        past = read(word(tmp_path, given))
        assert told in past.entries[0].body.replace("\\", ""), (inside, past.entries[0].body)
