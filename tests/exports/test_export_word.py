"""The Word file, read by programs that did not write it."""

from __future__ import annotations

import io
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from time import process_time
from zipfile import ZipFile

import lxml.etree
import pytest
from docx import Document
from docx.shared import Mm
from made_issue import bulletin, entry, seeds
from PIL import Image

from exports import word
from exports.parts import Kind, read_parts
from exports.pieces import cut
from monitor.bulletin import Bulletin, Photo
from monitor.text.hygiene import tidy
from monitor.text.markdown import Paragraph, Picture, write

pandoc = pytest.mark.skipif(not shutil.which("pandoc"), reason="needs pandoc: apt-get install pandoc")


def lines(content: bytes) -> list[str]:
    return [tidy(paragraph.text) for paragraph in Document(io.BytesIO(content)).paragraphs]


def wanted(issue: Bulletin) -> list[str]:
    """The printed lines in their order."""
    found: list[str] = []
    for part in read_parts(issue):
        text = tidy(part.text)
        match part.kind:
            case Kind.CONTENTS | Kind.ARTICLE:
                found.append(f"{part.place}. {text}")
            case Kind.DAY:
                found[-1] += f" {text}"
            case Kind.LINK:
                found.append(tidy(text + part.url))
            case Kind.PICTURE:
                found.append("")
            case _:
                found.append(text)
    return found


def test_the_same_bulletin_gives_the_same_bytes() -> None:
    assert word.render(bulletin(653, [entry()])) == word.render(bulletin(653, [entry()]))


def test_outline_contents_links_and_page_numbers() -> None:
    body = write([Paragraph("甲。"), Picture("https://x.cn/a.jpg", "图为乙")])
    issue = bulletin(
        653, [entry(headline="第一篇", url="https://x.cn/" + "a" * 300, body=body), entry(headline="第二篇")]
    )
    document = Document(io.BytesIO(word.render(issue)))
    outline = [
        (each.style.name, each.text) for each in document.paragraphs if each.style and "Heading" in str(each.style.name)
    ]
    assert outline == [
        ("Heading 1", "本期导语："), ("Heading 1", "一、信息目录"), ("Heading 1", "二、具体内容"),
        ("Heading 2", "1. 第一篇"), ("Heading 2", "2. 第二篇"),
    ]  # fmt: skip
    links = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert [link.fragment for link in links if link.fragment] == ["article1", "article2"]
    assert [link.address for link in links if link.address] == [
        "https://x.cn/" + "a" * 300,
        "https://x.cn/a_1_2.html",
    ]
    xml = document.element.xml
    assert all(f'w:name="article{place}"' in xml for place in (1, 2))
    assert 'w:instr="PAGE"' in document.sections[0].footer.paragraphs[0]._p.xml
    assert (
        document.styles["Normal"].element.rPr.rFonts.get(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
        )
        == "仿宋"
    )


@pandoc
def test_another_reader_finds_every_part_of_the_real_issues(shared: Path, tmp_path: Path) -> None:
    for issue in seeds(shared):
        file = tmp_path / "a.docx"
        file.write_bytes(word.render(issue))
        command = ["pandoc", "--standalone", "-t", "plain", "--wrap=none", str(file)]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        # pandoc takes a paragraph of the style Subtitle for metadata, which its plain form leaves out.
        body = [line for line in wanted(issue) if line != f"（第{issue.issue.numeral}期）"]
        assert [line for line in map(tidy, text.splitlines()) if line] == body


def test_libreoffice_opens_it_without_repair_with_outline_and_links(
    shared: Path, tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    """Read by it and written as its own XML: every line in order, the parts as outline, the addresses as links."""
    issue = seeds(shared)[0]
    (tmp_path / "a.docx").write_bytes(word.render(issue))
    tree = lxml.etree.parse(convert(tmp_path / "a.docx", "fodt"))
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    body = next(tree.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"))
    for tab in body.iter(f"{text}tab"):
        tab.text = "\t"
    shown = [(node, tidy("".join(node.itertext()))) for node in body.iter(f"{text}h", f"{text}p")]
    assert [line for _, line in shown if line] == wanted(issue)
    outline = [(node.get(f"{text}outline-level"), line) for node, line in shown if node.tag == f"{text}h"]
    articles = [("2", f"{place}. {tidy(each.headline)}") for place, each in enumerate(issue.entries, 1)]
    assert outline == [("1", "本期导语："), ("1", "一、信息目录"), ("1", "二、具体内容"), *articles]
    links = [link.get("{http://www.w3.org/1999/xlink}href", "") for link in body.iter(f"{text}a")]
    assert links == [*(f"#article{place}" for place in range(1, 4)), *(each.url for each in issue.entries)]


def test_a_picture_is_in_the_file_with_its_caption_beside_it() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (3000, 5400)).save(stream, "JPEG")
    body = write([Paragraph("甲。"), Picture("https://x.cn/a.jpg", "图为乙"), Paragraph("丙。")])
    photos = {"https://x.cn/a.jpg": Photo("images/a.jpg", stream.getvalue())}
    made = word.render(bulletin(653, [entry(body=body)], photos))
    assert made == word.render(bulletin(653, [entry(body=body)], photos))
    document = Document(io.BytesIO(made))
    (shape,) = document.inline_shapes
    section = document.sections[0]
    assert shape.width <= section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    assert shape.height <= Mm(200)
    assert abs(shape.height / shape.width - 1.8) < 0.01
    assert shape._inline.docPr.get("descr") == "图为乙"
    *_, before, picture, caption, after = document.paragraphs
    assert (before.text, caption.text, after.text) == ("甲。", "图为乙", "丙。")
    assert caption.style and caption.style.name == "Caption"
    assert picture.paragraph_format.keep_with_next


def test_a_long_picture_is_cut_into_pieces_that_fit_on_pages() -> None:
    stream = io.BytesIO()
    long = Image.linear_gradient("L").resize((1080, 8000))
    long.save(stream, "JPEG")
    body = write([Paragraph("甲。"), Picture("https://x.cn/a.jpg", "一图读懂"), Paragraph("丙。")])
    made = word.render(
        bulletin(653, [entry(body=body)], {"https://x.cn/a.jpg": Photo("images/a.jpg", stream.getvalue())})
    )
    document = Document(io.BytesIO(made))
    shapes, section = document.inline_shapes, document.sections[0]
    assert len(shapes) == 7
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    assert {round(shape.width / width, 2) for shape in shapes} == {1.0}, "as wide as the text: it can be read"
    assert abs(sum(shape.height for shape in shapes) / width - 8000 / 1080) < 0.05, "nothing of it is lost"
    page = section.page_height - section.top_margin - section.bottom_margin  # type: ignore[operator]
    assert max(shape.height for shape in shapes) < page
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [""] * 6 + ["一图读懂"]
    pieces = [Image.open(io.BytesIO(piece)) for piece in cut(stream.getvalue(), 415)]
    greys = [piece.getpixel((500, 600)) for piece in pieces]
    assert greys == sorted(greys), "from top to bottom"


def test_a_machine_without_the_house_typefaces_is_told_others() -> None:
    with ZipFile(io.BytesIO(word.render(bulletin(653, [entry()])))) as archive:
        fonts = ET.fromstring(archive.read("word/fontTable.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    instead = {font.get(f"{space}name"): font.find(f"{space}altName") for font in fonts}
    for name in ("方正小标宋简体", "仿宋", "黑体", "楷体"):
        assert "CJK SC" in instead[name].get(f"{space}val")  # type: ignore[union-attr]


def test_ten_times_the_paragraphs_take_ten_times_the_time() -> None:
    taken = []
    for number in (200, 2_000, 20_000):  # the first one warms up
        issue = bulletin(653, [entry(body="\n\n".join(["一段。"] * number))])
        before = process_time()
        word.render(issue)
        taken.append(process_time() - before)
    assert taken[2] < 20 * taken[1], "the library's own way of adding one took twenty-five to sixty times"
