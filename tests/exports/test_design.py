"""Word, PDF and HTML are one design, set as a printer would: looked at in the files, and as pages."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph as Line
from made_issue import bulletin, entry
from PIL import Image

from exports import html, word
from exports.design import HOUSE, PAGE
from exports.parts import Kind
from monitor.bulletin import Photo
from monitor.text.markdown import Paragraph, Picture, Subhead, write

SENTENCE = "云州省全民健康信息平台已接入全省112家县级医院，电子病历、检查检验报告和医学影像实现跨院调阅。"
HEADLINES = [
    "“人工智能+医疗卫生”应用中试基地在青岚市启用",
    "七部门部署电子病历数据质量提升行动",
    "云州省全民健康信息平台覆盖县级医院",
]


@dataclass(frozen=True)
class Printed:
    docx: Path
    pdf: Path
    html: lxml.html.HtmlElement

    def lines(self) -> Iterator[Line]:
        yield from Document(str(self.docx)).paragraphs


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Three articles over several pages, so that every kind of line comes near a page's end somewhere."""
    stream, folder = io.BytesIO(), tmp_path_factory.mktemp("printed")
    Image.new("RGB", (1600, 900), "teal").save(stream, "JPEG")
    body = [
        Paragraph(
            "新华社青岚12月9日电（记者 许闻笛）“人工智能+医疗卫生”应用中试基地9日启用，首批入驻的有医疗机构18家。"
        ),
        *[Paragraph(SENTENCE * number) for number in (1, 3, 2, 5)],
        Picture("https://x.cn/a.jpg", "图为医生在诊间调阅电子病历。新华社记者 周砚 摄"),
        *[part for number in (2, 4, 1) for part in (Subhead("一码就医 少跑一趟"), Paragraph(SENTENCE * number))],
    ]
    entries = [
        entry(
            headline=headline,
            kicker="数字赋能基层",
            url="https://www.news.cn/health/" + "20251208" * 9,
            body=write(body),
        )
        for headline in HEADLINES
    ]
    issue = bulletin(653, entries, {"https://x.cn/a.jpg": Photo("images/a.jpg", stream.getvalue())})
    pdf = pytest.importorskip("exports.pdf", exc_type=(ImportError, OSError))  # type: ignore[arg-type]
    (folder / "a.pdf").write_bytes(pdf.render(issue))
    (folder / "word.docx").write_bytes(word.render(issue))
    return Printed(folder / "word.docx", folder / "a.pdf", lxml.html.document_fromstring(html.render(issue).decode()))


def ask(program: str, *arguments: object) -> str:
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def pages(file: Path) -> list[list[str]]:
    """The lines of each page but its number."""
    found = [page.split("\n") for page in ask("pdftotext", "-layout", file, "-").split("\f")[:-1]]
    shown = [["".join(line.split()) for line in page if line.strip()] for page in found]
    assert [page[-1] for page in shown] == [f"—{number}—" for number in range(1, len(shown) + 1)]
    return [page[:-1] for page in shown]


def declared(page: lxml.html.HtmlElement) -> dict[str, dict[str, str]]:
    """What the style says of each class."""
    rules = re.findall(r"^\.([a-z]+) \{(.*)\}$", str(page.findtext(".//style")), re.MULTILINE)
    found: dict[str, dict[str, str]] = {}
    for name, text in rules:
        pairs = (each.partition(":") for each in text.split(";") if each.strip())
        found.setdefault(name, {}).update({key.strip(): value.strip() for key, _, value in pairs})
    return found


def test_word_and_html_set_the_same_lines_in_the_same_way(printed: Printed) -> None:
    style = declared(printed.html)
    nodes = [node for node in printed.html.iter("h1", "h2", "h3", "p") if node.get("class") != "day"]
    compared = set()
    for node, line in zip(nodes, printed.lines(), strict=True):
        name = str(node.get("class"))
        said, form, font = style[name], line.style.paragraph_format, line.style.font  # type: ignore[union-attr]
        if name != "publisher":  # which has the day beside it
            assert " ".join(line.text.split()) == " ".join(node.text_content().split())
            assert said["margin"] == f"{form.space_before.pt:g}pt 0 {form.space_after.pt:g}pt", name
        assert f"{font.size.pt:g}pt/" in said["font"], name
        assert f'"{font.name}"' in said["font"], name
        assert (
            form.alignment == list(WD_ALIGN_PARAGRAPH)[["left", "center", "right", "justify"].index(said["text-align"])]
        )
        assert form.keep_with_next == ("break-after" in said), name
        assert font.bold == said["font"].startswith("bold"), name
        assert str(font.color.rgb) == said.get("color", "#000000")[1:], name
        compared.add(name)
    assert compared == {kind.name.lower() for kind in Kind if kind is not Kind.DAY}


def test_a_line_with_an_address_is_not_justified_and_headings_keep_to_their_text(printed: Printed) -> None:
    lines = list(printed.lines())
    for line, following in pairwise(lines):
        form = line.style.paragraph_format  # type: ignore[union-attr]
        assert form.widow_control
        if line.hyperlinks or not line.text.endswith("。"):
            assert form.alignment != WD_ALIGN_PARAGRAPH.JUSTIFY, line.text
        if "Heading" in str(line.style.name) or line.text in HEADLINES:  # type: ignore[union-attr]
            assert form.keep_with_next, line.text
        if following.text.startswith("图为"):
            assert line.paragraph_format.keep_with_next, "a picture and its caption"
            assert following.style.paragraph_format.space_after.pt > 0  # type: ignore[union-attr]


def test_the_files_facts_are_the_houses(printed: Printed) -> None:
    facts = Document(str(printed.docx)).core_properties
    title, house = "全国卫生信息化舆情监测周报（第六五三期）", "北京市卫生健康大数据与政策研究中心"
    assert (facts.title, facts.author, facts.last_modified_by) == (title, house, house)
    assert (facts.language, facts.comments, facts.keywords) == ("zh-CN", "", "")
    told = dict(re.findall(r"^(\w+):\s*(.*)$", ask("pdfinfo", printed.pdf), re.MULTILINE))
    assert (told["Title"], told["Author"], told["Tagged"]) == (title, house, "yes")
    assert told["CreationDate"].startswith("Fri Dec 12")
    assert printed.html.get("lang") == "zh-CN"
    assert printed.html.xpath("//meta[@name='author']/@content") == [house]


def check_pages(file: Path) -> int:
    """Make sure that no heading stands alone at a page's foot, no line is torn, and nothing is printed in the margins;
    return the number of pages."""
    found = pages(file)
    for page in found:
        assert not re.match(r"本期导语|[一二]、|\d\.|主要内容|\d{4}-\d\d-\d\d来源|数字赋能基层|一码就医", page[-1]), (
            page[-1]
        )
        assert page[-1] not in HEADLINES
    words = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', ask("pdftotext", "-bbox", file, "-")
    )
    boxes = [tuple(map(float, word)) for word in words]
    for one, other in pairwise(boxes):
        gap = other[0] - one[2]
        if abs(one[1] - other[1]) < 4 and one[1] > 200:  # one line, under the head
            assert gap < 0.8 * (other[3] - other[1]), (one, other)
    for number in range(1, len(found) + 1):
        shown = subprocess.run(
            ["pdftoppm", "-r", "36", "-gray", "-f", str(number), "-l", str(number), file],
            capture_output=True,
            check=True,
        )
        picture = Image.open(io.BytesIO(shown.stdout)).point(lambda value: 255 if value < 250 else 0)
        left, _, right, _ = picture.getbbox() or (0, 0, 0, 0)
        assert left >= HOUSE.left / 2 - 1
        assert right <= (HOUSE.left + HOUSE.measure + 6) / 2, (
            "LibreOffice lets a full stop hang there, whose ink is in its corner"
        )
        assert abs(picture.width - PAGE[0] / 2) <= 1
    return len(found)


def test_the_pages_of_the_pdf(printed: Printed) -> None:
    assert check_pages(printed.pdf) > 3


def test_word_has_the_same_pages_in_libreoffice(printed: Printed, convert: Callable[[Path, str], Path]) -> None:
    assert check_pages(convert(printed.docx, "pdf")) == len(pages(printed.pdf))
