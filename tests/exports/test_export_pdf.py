"""The PDF file, read by poppler."""

from __future__ import annotations

import importlib
import io
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from conftest import Scrapy
from made_issue import bulletin, entry, seeds
from PIL import Image

from exports.parts import Kind, read_parts
from monitor.bulletin import Photo
from monitor.text.markdown import Paragraph, Picture, write

poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler: apt-get install poppler-utils")


@pytest.fixture(scope="module")
def pdf() -> ModuleType:
    """Imported by who runs these tests: it takes seconds, and all workers collect them."""
    try:
        return importlib.import_module("exports.pdf")
    except OSError as error:
        pytest.skip(f"{error}: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")


def ask(program: str, *arguments: object) -> str:
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


@poppler
def test_every_part_of_the_real_issues_stands_there_in_order(pdf: ModuleType, shared: Path, tmp_path: Path) -> None:
    """Lines are broken anew and pages numbered, so blanks do not count, and numbers between pages do not either."""
    for issue in seeds(shared):
        file = tmp_path / "a.pdf"
        file.write_bytes(pdf.render(issue))
        pages = ask("pdftotext", "-raw", file, "-").split("\f")
        text = "".join("".join(page.rstrip().rsplit("\n", 1)[0].split()) for page in pages if page.strip())
        position = 0
        for part in read_parts(issue):
            for line in filter(None, (part.text if part.kind is not Kind.PICTURE else "", part.url)):
                found = text.find("".join(line.split()), position)
                assert found >= 0, line
                position = found + 1


@poppler
def test_addresses_are_links_and_nothing_is_loaded(pdf: ModuleType, tmp_path: Path) -> None:
    body = write([Picture("http://127.0.0.1:9/a.jpg", "图为甲"), Picture("http://127.0.0.1:9/b.jpg", "图为乙")])
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(stream, "JPEG")
    photos = {"http://127.0.0.1:9/b.jpg": Photo("images/b.jpg", stream.getvalue())}
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf.render(bulletin(653, [entry(url="https://x.cn/" + "a" * 200, body=body)], photos)))
    links = ask("pdfinfo", "-url", file)
    assert "https://x.cn/" + "a" * 200 in links
    assert "127.0.0.1" not in links
    (image,) = [line.split() for line in ask("pdfimages", "-list", file).splitlines()[2:] if line.strip()]
    assert image[3:5] == ["64", "48"]


def test_the_same_bulletin_gives_the_same_bytes(pdf: ModuleType) -> None:
    assert pdf.render(bulletin(653, [entry()])) == pdf.render(bulletin(653, [entry()]))


@pytest.mark.parametrize(
    ("where", "given"),
    [
        ("a text", {"body": write([Paragraph("医生甲𪚥、医生乙\U0002b740接诊。"), Paragraph("\U0002b740\U0002b740")])}),
        ("a headline", {"headline": "第\U0002b740篇"}),
        ("a caption", {"body": write([Paragraph("甲"), Picture("https://x.cn/a.jpg", "图为\U0002b740")])}),
        ("a kicker", {"kicker": "引\U0002b740题"}),
    ],
)
def test_a_box_is_told_with_its_article(
    pdf: ModuleType, capsys: pytest.CaptureFixture[str], where: str, given: dict[str, str]
) -> None:
    pdf.render(bulletin(653, [entry(headline="甲篇"), entry(**{"headline": "乙篇", **given})]))
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("注意：PDF 缺字：")]
    assert line.count("\U0002b740（U+2B740）") == 1
    assert f"见：{given.get('headline', '乙篇')}；" in line, where


def test_where_every_character_has_a_typeface_nothing_is_said(
    pdf: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf.render(bulletin(653, [entry(body="𠮷䶮㐂〇“～”℃㎡±①ⅳαж")]))
    assert capsys.readouterr().err == ""


def test_a_missing_component_is_one_line(scrapy: Scrapy) -> None:
    given = 'BULLETIN_EXPORTERS={"pdf": "exports.nosuch.render"}'
    process = scrapy("bulletin", "653", "--format", "pdf", "-s", given)
    assert process.returncode == 2
    assert "格式 pdf 缺少组件" in process.stderr
    assert "pip install" in process.stderr
    assert "Traceback" not in process.stderr
