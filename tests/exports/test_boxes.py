"""Characters that no typeface of the machine has: boxes to the eye, and still themselves to who copies or reads on."""

from __future__ import annotations

import io
from types import ModuleType

import pytest
from made_issue import bulletin, entry
from pypdf import PdfReader

from monitor.forms.pdf import read as read_lines
from monitor.text.markdown import Paragraph, write

RARE = "\U00031350\U0002b740\U00031351"  # one of them stands in the headline too, in another typeface
PARAGRAPHS = ["首段文字，完整的一句。", f"患者{RARE[0]}某与医生{RARE[1]}某通话。", RARE, "末段文字，完整的一句。"]


@pytest.fixture(scope="module")
def pdf() -> ModuleType:
    module: ModuleType = pytest.importorskip("exports.pdf", exc_type=(ImportError, OSError))
    return module


def test_the_words_of_a_pdf_with_boxes_are_those_of_the_other_forms(pdf: ModuleType) -> None:
    """One such character cost parsers the text of every paragraph in its typeface; a second one was read as the first."""
    issue = bulletin(653, [entry(headline=f"{RARE[1]}医生上线", body=write(map(Paragraph, PARAGRAPHS)))])
    content = pdf.render(issue)
    assert content == pdf.render(issue)
    copied = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)
    lines = ["".join(line.text.split()) for line in read_lines(content)]
    for text in (*PARAGRAPHS, f"1.{RARE[1]}医生上线", "来源：央广网"):
        assert text in copied
        assert text in lines


def test_where_nothing_is_lacking_no_typeface_is_made(pdf: ModuleType) -> None:
    fonts = [
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(pdf.render(bulletin(653, [entry(body="𠮷㐂℃，αж。")])))).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert not any("Boxes" in name for name in fonts)
