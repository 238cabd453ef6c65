"""Files as authorities hang them behind their notices, made here, whole, locked, blown up, scanned."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

from docx import Document
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter


def make_pdf(pages: Sequence[Sequence[str]], packed: bytes = b"") -> bytes:
    """Return a PDF whose pages show these lines, by a font that every viewer has (Adobe's GB1); `packed` is a page's
    stream in place of them, compressed."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    parts.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
    )
    parts.append(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
    )
    parts.append(
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    kids = []
    for lines in pages:
        shown = [
            f"BT /F 12 Tf 50 {780 - 20 * place} Td <{line.encode('utf-16-be').hex()}> Tj ET".encode()
            for place, line in enumerate(lines)
        ]
        stream = zlib.compress(packed or b"\n".join(shown), 1)
        parts.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(b"%d 0 R" % (len(parts) + 1))
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
            % len(parts)
        )
    parts[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)


def lock(pdf: bytes, password: str = "secret") -> bytes:
    """Return the PDF encrypted."""
    writer, stream = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf))), io.BytesIO()
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    writer.write(stream)
    return stream.getvalue()


def make_word(paragraphs: Sequence[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a Word file with these paragraphs and a table behind them."""
    document, stream = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(stream)
    return stream.getvalue()


def make_sheet(rows: Sequence[Sequence[object]], far: str = "") -> bytes:
    """Return an XLSX with these rows, a hidden sheet behind them, and a cell at `far`."""
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if far:
        sheet[far] = "x"
    hidden = book.create_sheet("草稿")
    hidden["A1"], hidden.sheet_state = "不给人看的一页", "hidden"
    book.save(stream)
    return stream.getvalue()


def make_ofd(pages: Sequence[Sequence[str]], locked: bool = False, last_first: bool = False) -> bytes:
    """Return an OFD whose pages show these lines, each in two pieces as writers set them; `last_first`: in the file
    the page's end stands before its beginning."""
    space, stream = 'xmlns:ofd="http://www.ofdspec.org/2016"', io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        encrypted = "<ofd:Encryptions>Encryptions.xml</ofd:Encryptions>" if locked else ""
        body = f"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>{encrypted}"
        parts.writestr("OFD.xml", f"<ofd:OFD {space}>{body}</ofd:OFD>")
        listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        parts.writestr("Doc_0/Document.xml", f"<ofd:Document {space}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>")
        for number, lines in enumerate(pages):
            texts = [
                f'<ofd:TextObject Boundary="{20 + 90 * part} {20 + 8 * place + part} 90 6"><ofd:TextCode X="0" Y="5">'
                f"{piece}</ofd:TextCode></ofd:TextObject>"
                for place, line in enumerate(lines)
                for part, piece in enumerate((line[:4], line[4:]))
                if piece
            ]
            inside = "".join(reversed(texts) if last_first else texts)
            parts.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", f"<ofd:Page {space}>{inside}</ofd:Page>")
    return stream.getvalue()


def blown_word(megabytes: int) -> bytes:
    """Return a small file that unpacks to so many megabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * (megabytes << 20))
    return stream.getvalue()
