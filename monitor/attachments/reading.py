"""An attachment's text, or the one line that says why it has none.

PDF by pypdf, DOCX by python-docx, XLSX by openpyxl, XLS by xlrd; OFD is XML in a zip, DOC and WPS a published binary
form, read here. What stays a link: ET, whose form nobody published; ZIP and RAR, in which anything may lie.
"""

from __future__ import annotations

import io
import logging
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from monitor.attachments.formats import UnseenError
from monitor.attachments.lines import join_lines
from monitor.attachments.ofd import TooManyPagesError, read_ofd
from monitor.attachments.sheets import TooLargeError, read_sheets
from monitor.attachments.word97 import TooOldError, read_doc
from monitor.attachments.word2007 import read_docx
from monitor.text.hygiene import printable
from monitor.text.markdown import Block, Paragraph

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # of a broken file it tells a line for each fault
_PAGES = 100
_UNPACKED = 64 * 1024 * 1024  # bytes of a file's parts; a plan of a hundred pages has one megabyte
_PARAGRAPHS = 3_000  # of a file, as of a page (monitor.reading.article)
_OF_BROKEN_FILES = (ValueError, TypeError, LookupError, AttributeError, OverflowError, OSError)
_ENOUGH = 20  # characters; less is a stamp on a scan
# Endings of files that are tried; what has none says by its first bytes what it is.
READ = ("pdf", "docx", "doc", "wps", "xlsx", "xls", "ofd", "")
PDF, ZIP, OLE = b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # in the OLE file that a locked DOCX or XLSX is
_WORD = "WordDocument".encode("utf-16-le")  # the stream of the text in one that is a DOC
_LOCKED, _TOO_LARGE, _BROKEN = "文件加了密", "文件解开后过大，没有读", "文件已损坏，或不是文档"
_UNKNOWN = "这种格式读不了"


@dataclass(frozen=True)
class Reading:
    """What an attachment holds; `doubt` is why it cannot be read, in Chinese, empty if it can."""

    blocks: list[Block] = field(default_factory=list)
    doubt: str = ""


def is_attachment(body: bytes) -> bool:
    """Tell whether `body` is a file that is read here."""
    return PDF in body[:1024] or body.startswith((ZIP, OLE))


def read_attachment(body: bytes) -> Reading:
    """Return the text of a file; never raises, whatever it is."""
    if PDF in body[:1024]:
        return _read_pdf(body)
    if body.startswith(ZIP):
        return _read_zip(body)
    if body.startswith(OLE):
        return _read_ole(body)
    return Reading(doubt=_UNKNOWN)


def _read_pdf(body: bytes) -> Reading:
    from pypdf import PdfReader  # here: most runs meet none
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):  # many are locked against changes alone
            return Reading(doubt=_LOCKED)
        if len(reader.pages) > _PAGES:
            return Reading(doubt=f"文件有 {len(reader.pages)} 页，超过 {_PAGES} 页")
        pages = [printable(page.extract_text()).splitlines() for page in reader.pages]
    except (LimitReachedError, MemoryError, RecursionError):
        return Reading(doubt=_TOO_LARGE)
    except (PyPdfError, DependencyError, *_OF_BROKEN_FILES):
        return Reading(doubt="文件已损坏")
    return _told(join_lines(pages), "扫描件，没有文字")


def _read_zip(body: bytes) -> Reading:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _UNPACKED:
                return Reading(doubt=_TOO_LARGE)
            names = parts.namelist()
            if "OFD.xml" in names:
                return _told(
                    join_lines([list(map(printable, page)) for page in read_ofd(parts, _PAGES)]), "扫描件，没有文字"
                )
    except PermissionError:
        return Reading(doubt=_LOCKED)
    except TooManyPagesError as error:
        return Reading(doubt=f"文件有 {error} 页，超过 {_PAGES} 页")
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, OSError, NotImplementedError, RuntimeError):
        return Reading(doubt=_BROKEN)
    return _read_table(body, _BROKEN) if "xl/workbook.xml" in names else _read_word(body)


def _read_ole(body: bytes) -> Reading:
    if _ENCRYPTED in body:
        return Reading(doubt=_LOCKED)
    if _WORD not in body:
        return _read_table(body, _UNKNOWN)
    try:
        return _told(read_doc(body), "文件里没有文字")
    except PermissionError:
        return Reading(doubt=_LOCKED)
    except TooOldError:
        return Reading(doubt="Word 95 或更早的文件，读不了")
    except ValueError:
        return Reading(doubt=_BROKEN)


def _read_table(body: bytes, otherwise: str) -> Reading:
    try:
        return _told(read_sheets(body, body.startswith(ZIP)), "表格里没有文字")
    except PermissionError:
        return Reading(doubt=_LOCKED)
    except TooLargeError:
        return Reading(doubt="表格过大，没有读")
    except UnseenError as error:
        return Reading(doubt=str(error))
    except ValueError:
        return Reading(doubt=otherwise)


def _read_word(body: bytes) -> Reading:
    try:
        return _told(read_docx(body), "文件里没有文字")
    except ValueError:
        return Reading(doubt=_BROKEN)


def _told(lines: list[str], empty: str) -> Reading:
    if sum(map(len, lines)) < _ENOUGH:
        return Reading(doubt=empty)
    if len(lines) > _PARAGRAPHS:
        return Reading(doubt=f"文件有 {len(lines)} 段，不像一份公文")
    return Reading([Paragraph(line) for line in lines])
