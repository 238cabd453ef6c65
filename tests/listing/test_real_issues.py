"""The five real issues through the commands: imported, written in all forms, and read again by programs that wrote none
of them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest
from conftest import Scrapy
from markdown_it import MarkdownIt

from monitor.text.hygiene import tidy

MISSING = [tool for tool in ("pandoc", "pdftotext") if not shutil.which(tool)]
FORMS = ("md", "html", "docx", "pdf", "json")


def parts(real: dict) -> list[str]:  # type: ignore[type-arg]
    """What format.md asks for, in its order, without blanks: a reader of pages breaks lines where it likes."""
    year, month, day = map(int, real["date"].split("-"))
    digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(real["number"]))
    lines = ["全国卫生信息化舆情监测周报", f"（第{digits}期）", "北京市卫生健康大数据与政策研究中心",
             f"{year}年{month}月{day}日", "本期导语：", f"本期周报共收集{len(real['articles'])}篇", "一、信息目录"]  # fmt: skip
    for each in real["articles"]:
        lines += [each["title"], f"（{each['source']}）"]
    lines.append("二、具体内容")
    for each in real["articles"]:
        lines += [each["title"], f"来源：{each['source']}", "链接：", "主要内容：", each["title"]]
        lines += [f"{each['date']}来源：{each['source']}", *each["paragraphs"]]
    return ["".join(tidy(line).split()) for line in lines]


def read(file: Path) -> str:
    match file.suffix:
        case ".md":
            return lxml.html.fromstring(MarkdownIt().render(file.read_text("utf-8"))).text_content()
        case ".html":
            return lxml.html.document_fromstring(file.read_bytes()).text_content()
        case ".docx":
            # As Markdown, for its plain form leaves out the subtitle, which it takes for metadata.
            command = ["pandoc", "--standalone", "-t", "html", "--wrap=none", str(file)]
            return lxml.html.document_fromstring(subprocess.check_output(command)).text_content()
        case ".pdf":
            pages = subprocess.check_output(["pdftotext", "-raw", str(file), "-"], text=True).split("\f")
            return "".join(page.rstrip().rsplit("\n", 1)[0] for page in pages if page.strip())  # without page numbers
    told = json.loads(file.read_bytes())
    return "\n".join(line for each in told["articles"] for line in (each["title"], *each["paragraphs"]))


@pytest.mark.skipif(bool(MISSING), reason=f"needs apt-get install pandoc poppler-utils; missing: {MISSING}")
def test_every_part_stands_in_every_form_in_order(scrapy: Scrapy, shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="needs apt-get install libpango-1.0-0 libpangoft2-1.0-0", exc_type=OSError)
    source = shared / "seeds" / "bulletins.json"
    assert scrapy("importissue", source).returncode == 0
    for real in json.loads(source.read_text("utf-8")):
        folder = tmp_path / str(real["number"])
        name = (
            "中国新闻网" if any(each["source"] == "中国新闻网" for each in real["articles"]) else "中新网"
        )  # both were printed
        named = ("-s", f"BULLETIN_OUTLET_NAMES={json.dumps({'chinanews': name})}")
        process = scrapy("bulletin", real["number"], "--format", ",".join(FORMS), "--out", folder, *named)
        assert process.returncode == 0, process.stderr
        assert "与上次相比" not in process.stderr
        wanted = parts(real)
        for form in FORMS:
            text = "".join(tidy(read(folder / f"bulletin.{form}")).split())
            position = 0
            for part in wanted if form != "json" else ["".join(each["title"].split()) for each in real["articles"]]:
                found = text.find(part, position)
                assert found >= 0, (real["number"], form, part)
                position = found + len(part)
