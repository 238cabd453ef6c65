"""The Word file, read by programs that did not write it."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from test_export_markdown import bulletin, entry
from test_markdown import HOSTILE, LINES

from exports import word
from exports.parts import Kind, read_parts
from monitor.bulletin import Bulletin
from monitor.markdown import Paragraph, Picture, write
from monitor.text import tidy

LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
office = pytest.mark.skipif(
    not LIBREOFFICE, reason="needs LibreOffice: apt-get install --no-install-recommends libreoffice-writer-nogui"
)
pandoc = pytest.mark.skipif(not shutil.which("pandoc"), reason="needs pandoc: apt-get install pandoc")


def lines(content: bytes) -> list[str]:
    return [tidy(paragraph.text) for paragraph in Document(io.BytesIO(content)).paragraphs]


def wanted(issue: Bulletin) -> list[str]:
    """The printed lines in their order; the 目录 has outlets on lines of their own."""
    found = []
    for part in read_parts(issue):
        text = tidy(part.text)
        match part.kind:
            case Kind.CONTENTS:
                found += [f"{part.place}. {text}", tidy(part.outlet)]
            case Kind.ARTICLE:
                found.append(f"{part.place}. {text}")
            case Kind.LINK:
                found.append(tidy(text + part.url))
            case Kind.PICTURE:
                found.append("［图片］")
            case _:
                found.append(text)
    return found


@given(st.lists(st.one_of(LINES, st.sampled_from(HOSTILE)), min_size=1, max_size=5))
def test_any_text_is_printed_as_it_stands(texts: list[str]) -> None:
    issue = bulletin(653, [entry(headline=texts[0], outlet=texts[-1], body=write([Paragraph(text) for text in texts]))])
    assert lines(word.render(issue)) == wanted(issue)


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
        "https://x.cn/a.jpg",
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


def seeds(shared: Path) -> list[Bulletin]:
    return [
        bulletin(
            real["number"],
            [
                entry(
                    headline=each["title"],
                    outlet=each["source"],
                    url=each["url"],
                    body=write(list(map(Paragraph, each["paragraphs"]))),
                )
                for each in real["articles"]
            ],
        )
        for real in json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8"))
    ]


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


@office
def test_libreoffice_opens_it_without_repair(shared: Path, tmp_path: Path) -> None:
    """Turned into text by it: every line, in order."""
    issue = seeds(shared)[0]
    file = tmp_path / "a.docx"
    file.write_bytes(word.render(issue))
    command = [
        str(LIBREOFFICE),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], capture_output=True, check=True, timeout=120)
    text = (tmp_path / "a.txt").read_text("utf-8-sig")
    assert [line for line in map(tidy, text.splitlines()) if line] == wanted(issue)
