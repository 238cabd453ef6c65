"""The layout of official documents, held against the figures of GB/T 9704—2012: in the Word file, and on the pages."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from made_issue import bulletin, entry

from exports import word
from monitor.bulletin import Paper
from monitor.text.markdown import Paragraph, write

ISSUE = replace(
    bulletin(653, [entry(headline="云州省全民健康信息平台覆盖县级医院", body=write([Paragraph("电子病历" * 600)]))]),
    paper=Paper("official"),
)


def test_the_words_page_and_styles() -> None:
    document = Document(io.BytesIO(word.render(ISSUE)))
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side is not None] == [37, 35, 28, 26]
    styles = {name: document.styles[name] for name in ("Normal", "Heading 1", "Heading 2", "文章标题", "Footer")}
    told = {name: (style.font.name, style.font.size.pt) for name, style in styles.items()}
    assert told == {
        "Normal": ("仿宋", 16), "Heading 1": ("黑体", 16), "Heading 2": ("楷体", 16), "文章标题": ("方正小标宋简体", 22),
        "Footer": ("宋体", 14),
    }  # fmt: skip
    assert styles["Normal"].paragraph_format.line_spacing.pt == 28
    assert document.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert 'w:instr="PAGE"' in odd._p.xml and 'w:instr="PAGE"' in even._p.xml
    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)


def test_a_page_has_22_lines_of_28_characters_and_its_number_outside(tmp_path: Path) -> None:
    pdf = pytest.importorskip("exports.pdf", exc_type=(ImportError, OSError))  # type: ignore[arg-type]
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf.render(ISSUE))
    told = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True).stdout
    pages = [
        [
            (float(left), float(top), float(right), text)
            for left, top, right, text in re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" .*?>(.*?)</word>', page)
        ]
        for page in told.split("<page ")[1:]
    ]
    assert len(pages) >= 4
    full = [line for line in pages[2] if "电子" in line[3]]
    assert Counter(len(text) for *_, text in full) == {28: 22}
    assert full[0][0] >= 28 * 72 / 25.4 - 1
    assert max(right for _, _, right, _ in full) <= (28 + 156) * 72 / 25.4 + 0.5
    for number, page in enumerate(pages, 1):
        dash = min(left for left, _, _, text in page if text == "—")
        assert (dash > 400) == bool(number % 2), "odd pages bear it at the right, even ones at the left"
