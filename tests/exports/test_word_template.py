"""An office's own Word file: what stood in it stays, the issue is put into it; what cannot be filled is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from made_issue import bulletin, entry
from PIL import Image
from scrapy.settings import Settings

from exports import word
from exports.word_styles import element
from monitor.bulletin import Bulletin, Paper, Photo
from monitor.configuration import paper
from monitor.exceptions import MonitorError
from monitor.issue.rendering import check_paper
from monitor.text.markdown import Paragraph, Picture, write

ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
OURS = word.render(bulletin(653, []))
STREAM = io.BytesIO()
Image.new("RGB", (1600, 900)).save(STREAM, "JPEG")


def template(*lines: str, change: Callable[[Docx], object] = lambda document: None) -> bytes:
    """A file as an office makes it: from one of ours, emptied, with a letterhead, a header and narrow text."""
    document = Document(io.BytesIO(OURS))
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部资料 第{中文期号}期"
    section.left_margin = section.right_margin = Mm(55)
    document.styles["Heading 2"].font.size = Pt(19)
    for line in lines:
        document.add_paragraph(line)
    change(document)
    return saved(document)


def saved(document: Docx) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def on(content: bytes, issue: Bulletin) -> Docx:
    printed = word.render(replace(issue, paper=Paper(name="公文纸.docx", word=content)))
    assert printed == word.render(replace(issue, paper=Paper(name="公文纸.docx", word=content)))
    return Document(io.BytesIO(printed))


def test_letterhead_header_page_and_styles_stay_and_the_issue_stands_at_its_place() -> None:
    def tear(document: Docx) -> None:
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "总第{期号}期，{日期}印发"
        document.element.body.insert(0, table._tbl)
        title = document.paragraphs[0]
        for piece in ("《{名", "称", "}》"):  # as Word tears what was typed in two goes
            title.add_run(piece)

    picture = Picture("https://x.cn/a.jpg", "图为甲")
    photos = {picture.url: Photo("images/a.jpg", STREAM.getvalue())}
    issue = bulletin(653, [entry(headline="甲题", body=write([Paragraph("正文。"), picture]))], photos)
    document = on(template("", "{正文}", "报送：某委", change=tear), issue)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert document.tables[0].cell(0, 0).text == "总第653期，2025年12月12日印发"
    assert document.sections[0].header.paragraphs[0].text == "内部资料 第六五三期"
    assert texts[0] == "《全国卫生信息化舆情监测周报》"
    assert texts[1] == "北京市卫生健康大数据与政策研究中心", "title, number and day stand in the letterhead already"
    assert texts[-2:] == ["图为甲", "报送：某委"]
    assert "2025年12月12日" not in texts
    assert [each.text for each in document.paragraphs if str(each.style.name) == "Heading 2"] == ["1. 甲题"]  # type: ignore[union-attr]
    assert document.styles["Heading 2"].font.size == Pt(19)
    (shape,) = document.inline_shapes
    assert abs(shape.width - Mm(210 - 2 * 55)) < Mm(1), "as wide as the text of the office's own page"
    assert document.core_properties.subject == str(issue.issue)


def test_without_a_place_the_issue_follows_the_letterhead() -> None:
    texts = [each.text for each in on(template("某某中心文件"), bulletin(653, [entry(headline="甲题")])).paragraphs]
    assert texts[:2] == ["某某中心文件", "全国卫生信息化舆情监测周报"]
    assert texts[2].startswith("北京市卫生健康大数据与政策研究中心"), "the number stands in the header"
    assert texts[-1] == "二。"


def test_what_a_title_holds_is_not_filled_in_again() -> None:
    issue = bulletin(653, [entry()])
    named = replace(issue, frame=replace(issue.frame, title="{名称}{期号}"))
    assert on(template("{名称}：{单位}"), named).paragraphs[0].text == f"{{名称}}{{期号}}：{issue.frame.publisher}"


def test_the_bookmarks_of_the_letterhead_keep_their_numbers() -> None:
    numbers = [
        mark.get(f"{{{mark.nsmap['w']}}}id")
        for mark in on(OURS, bulletin(653, [entry()])).element.body.iter()
        if str(mark.tag).endswith("bookmarkStart")
    ]
    again = word.render(bulletin(653, [entry()]))
    document = on(again, bulletin(653, [entry(), entry()]))
    marks = [mark for mark in document.element.body.iter() if str(mark.tag).endswith("bookmarkStart")]
    found = [mark.get(f"{{{mark.nsmap['w']}}}id") for mark in marks]
    assert len(numbers) == 1
    assert len(set(found)) == len(found) == 3


def test_a_path_on_somebodys_disk_goes_no_further() -> None:
    def attach(document: Docx) -> None:
        settings = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
        number = settings.relate_to("file:///C:/Users/li/a.dotm", ATTACHED, is_external=True)
        mark = element("w:attachedTemplate")
        mark.set(qn("r:id"), number)
        document.settings.element.insert(0, mark)

    document = on(template("", change=attach), bulletin(653, [entry()]))
    assert "attachedTemplate" not in document.settings.element.xml
    assert not [rel for part in document.part.package.iter_parts() for rel in part.rels.values() if "C:/" in str(rel.target_ref)]  # fmt: skip


def repacked(**changed: bytes) -> bytes:
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(OURS)) as given, ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, changed.get(name.rpartition("/")[2].partition(".")[0], given.read(name)))
        if bomb := changed.get("bomb"):
            made.writestr("word/media/bomb.png", bomb)
    return stream.getvalue()


def lacking(*names: str) -> bytes:
    def remove(document: Docx) -> None:
        for name in names:
            document.styles[name].delete()

    return template("", change=remove)


def link_a_picture(document: Docx) -> None:
    document.part.relate_to("http://10.0.0.1/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)


def in_a_table(document: Docx) -> None:
    document.add_table(1, 1).cell(0, 0).text = "{正文}"


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: lacking("导语", "Heading 2"), "导语、标题 2（Heading 2）"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 .docx"),
        (lambda: b"", "另存为 .docx"),
        (lambda: OURS[: len(OURS) // 2], "另存为 .docx"),
        (lambda: repacked(document=b"<w:document"), "另存为 .docx"),
        (lambda: repacked(document=b"<w:document xmlns:w='x'/>"), "另存为 .docx"),
        (lambda: repacked(bomb=bytes(65 << 20)), "64 MiB"),
        (lambda: template("", change=link_a_picture), "http://10.0.0.1/logo.png"),
        (lambda: template("甲{正文}"), "单独成段"),
        (lambda: template("{正文}", "{正文}"), "单独成段"),
        (lambda: template("", change=in_a_table), "单独成段"),
    ],
)
def test_what_cannot_be_filled_is_one_line_before_anything_is_gathered(
    tmp_path: Path, make: Callable[[], bytes], told: str
) -> None:
    file = tmp_path / "公文纸.docx"
    file.write_bytes(make())
    settings = Settings()
    settings.setmodule("monitor.settings")
    settings.set("BULLETIN_WORD_TEMPLATE", str(file))
    with pytest.raises(MonitorError) as refused:
        check_paper(settings, ["md", "docx"])
    assert str(file) in str(refused.value)
    assert told in str(refused.value)
    assert str(refused.value).isprintable()
    check_paper(settings, ["md", "html"])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    settings = Settings({"BULLETIN_LAYOUT": "house", "BULLETIN_WORD_TEMPLATE": str(tmp_path / "无.docx")})
    with pytest.raises(MonitorError, match=r"无\.docx"):
        paper(settings)
