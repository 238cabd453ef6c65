"""What the files behind a notice show, line by line, by other parsers than the reader's."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

_PAGE_NUMBER = re.compile(r"[-—–\s]{0,6}(?:第\s?)?\d{1,4}(?:\s?页)?[-—–\s]{0,6}")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def file_lines(body: bytes) -> list[str] | None:
    """Return the lines of a PDF or Word file, without the numbers of pages; None for what is neither, as a page is."""
    if b"%PDF" in body[:1024]:
        from pdfminer.high_level import extract_text  # here: most issues have none
        from pdfminer.pdfexceptions import PDFException

        try:
            text = extract_text(io.BytesIO(body))
        except (PDFException, ValueError, TypeError, KeyError):
            return []
        lines = [line.strip() for line in text.replace("\f", "\n").splitlines()]
        return [line for line in lines if line and not _PAGE_NUMBER.fullmatch(line)]
    if not body.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            root = etree.fromstring(parts.read("word/document.xml"))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return []
    return ["".join(run.text or "" for run in line.iter(f"{_W}t")) for line in root.iter(f"{_W}p")]
