"""The PDF file, read by poppler."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Scrapy
from made_issue import bulletin, entry, seeds
from PIL import Image

from exports.parts import Kind, read_parts
from monitor.bulletin import Photo
from monitor.text.markdown import Picture, write

try:
    from exports import pdf
except OSError as error:
    pytest.skip(
        f"{error}: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0", allow_module_level=True
    )
poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler: apt-get install poppler-utils")


def ask(program: str, *arguments: object) -> str:
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


@poppler
def test_every_part_of_the_real_issues_stands_there_in_order(shared: Path, tmp_path: Path) -> None:
    """Lines are broken anew and pages numbered, so blanks do not count, and numbers between pages do not either."""
    for issue in seeds(shared):
        file = tmp_path / "a.pdf"
        file.write_bytes(pdf.render(issue))
        pages = ask("pdftotext", "-raw", file, "-").split("\f")
        text = "".join("".join(page.rstrip().rsplit("\n", 1)[0].split()) for page in pages if page.strip())
        position = 0
        # The numbers of the 目录 are list markers, which poppler reads after the list.
        for part in read_parts(issue):
            for line in filter(None, (part.text if part.kind is not Kind.PICTURE else "", part.url, part.outlet)):
                found = text.find("".join(line.split()), position)
                assert found >= 0, line
                position = found + 1


@poppler
def test_addresses_are_links_and_nothing_is_loaded(tmp_path: Path) -> None:
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


def test_the_same_bulletin_gives_the_same_bytes() -> None:
    assert pdf.render(bulletin(653, [entry()])) == pdf.render(bulletin(653, [entry()]))


def test_a_missing_component_is_one_line(scrapy: Scrapy) -> None:
    given = 'BULLETIN_EXPORTERS={"pdf": "exports.nosuch.render"}'
    process = scrapy("bulletin", "653", "--format", "pdf", "-s", given)
    assert process.returncode == 2
    assert "格式 pdf 缺少组件" in process.stderr
    assert "pip install" in process.stderr
    assert "Traceback" not in process.stderr
