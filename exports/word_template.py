"""The office's own Word file, into which an issue is put: what must be in it, and where the issue goes."""

from __future__ import annotations

import io
import re
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

from exports.parts import Kind, chinese_day
from exports.word_styles import STYLES
from monitor.bulletin import Bulletin, Paper
from monitor.exceptions import MonitorError, reason_of
from monitor.text.hygiene import tidy

BODY = "{正文}"  # alone in its paragraph: where the issue goes
# What a letterhead may hold, and the part that is then not printed once more.
_FILLED = {
    "{名称}": Kind.TITLE, "{期号}": Kind.NUMBER, "{中文期号}": Kind.NUMBER, "{单位}": Kind.PUBLISHER,
    "{日期}": Kind.DAY,
}  # fmt: skip
_PLACEHOLDER = re.compile("|".join(map(re.escape, _FILLED)))
_UNPACKED = 64 << 20  # bytes of all parts together; a small file may unfold to gigabytes
_PARTS = 2000
_CHINESE = {
    "Normal": "正文", "Title": "标题", "Subtitle": "副标题", "Heading 1": "标题 1", "Heading 2": "标题 2",
    "Caption": "题注",
}  # fmt: skip
_ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
_NO_LOADING = (RELATIONSHIP_TYPE.HYPERLINK, _ATTACHED)


def open_template(paper: Paper) -> tuple[Docx, dict[Kind, str]]:
    """Return the office's file and the identifiers of its styles by kind. Raises MonitorError, naming the file and what
    to do, if it is no Word file, would load anything from elsewhere when it is opened, or lacks styles."""
    document = _open(paper)
    for part in document.part.package.iter_parts():
        _refuse_loading(part, paper)
    styles = {
        kind: style.style_id for kind, name in STYLES.items() for style in document.styles
        if style.name == name and style.type == WD_STYLE_TYPE.PARAGRAPH
    }  # fmt: skip
    if lacking := [_named(name) for kind, name in STYLES.items() if kind not in styles]:
        raise _refusal(
            paper,
            f"缺少段落样式：{'、'.join(lacking)}；请在 Word 里新建，或从程序写出的 bulletin.docx 改起",
        )
    return document, styles


def fill(document: Docx, bulletin: Bulletin) -> tuple[Any, set[Kind]]:
    """Fill in what the letterhead, header and footer leave open. Return the element before
    which the issue goes, and the kinds of parts that the letterhead prints already. Raises MonitorError if `{正文}`
    stands twice, or not in a paragraph of its own."""
    frame, issue = bulletin.frame, bulletin.issue
    values = {
        "{名称}": frame.title, "{期号}": str(issue.number), "{中文期号}": issue.numeral, "{单位}": frame.publisher,
        "{日期}": chinese_day(issue.date),
    }  # fmt: skip
    filled: set[Kind] = set()
    places = []
    for part in document.part.package.iter_parts():
        for paragraph in part.element.iter(qn("w:p")) if isinstance(part, XmlPart) else ():
            texts = [text for text in paragraph.iter(qn("w:t")) if next(text.iterancestors(qn("w:p"))) is paragraph]
            written = "".join(text.text or "" for text in texts)
            if BODY in written:
                places.append((paragraph, written))
            for found in reversed(list(_PLACEHOLDER.finditer(written))):
                _replace(texts, found.start(), found.end(), tidy(values[found[0]]))
                filled.add(_FILLED[found[0]])
    return _place(document, places, bulletin.paper), filled


def measure_at(document: Docx, place: Any) -> float:
    """Return how wide the text is in the section of `place`, in points."""
    ends = (place, *place.itersiblings())
    marks = [mark for element in ends for mark in element.iter(qn("w:sectPr"))]
    section = next(each for each in document.sections if each._sectPr is marks[0])
    margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    return ((section.page_width or 0) - margins) / 12_700  # of Word's units in a point


def _open(paper: Paper) -> Docx:
    try:
        with ZipFile(io.BytesIO(paper.word)) as archive:
            members = archive.infolist()
        # A member is read to the size that it declares, and no further.
        if len(members) > _PARTS or sum(member.file_size for member in members) > _UNPACKED:
            raise _refusal(paper, f"解开后超过 {_UNPACKED >> 20} MiB 或 {_PARTS} 个部件；请去掉大图，另存一份")
        document = Document(io.BytesIO(paper.word))
    except MonitorError:
        raise
    except BadZipFile as error:
        raise _refusal(paper, "不是 Word 文件；请在 Word 里去掉密码，另存为 .docx") from error
    except Exception as error:  # python-docx names no end of what it raises for a file that others wrote
        why = f"读不了（{type(error).__name__}: {reason_of(error)}）"
        raise _refusal(paper, f"{why}；请在 Word 里打开，另存为 .docx（不是 .docm、.dotx）") from error
    if not len(document.element.body) or document.element.body[-1].tag != qn("w:sectPr"):
        raise _refusal(paper, "没有页面设置；请在 Word 里打开，另存为 .docx")
    return document


def _refuse_loading(part: Part, paper: Paper) -> None:
    for name, relation in list(part.rels.items()):
        if relation.is_external and relation.reltype not in _NO_LOADING:
            raise _refusal(paper, f"链接着外部文件（{relation.target_ref:.100}）；请改为嵌入")
        if relation.reltype == _ATTACHED:  # a path on somebody's disk: nobody else's affair
            del part.rels[name]
            for mark in part.element.findall(qn("w:attachedTemplate")):  # type: ignore[attr-defined]
                mark.getparent().remove(mark)


def _place(document: Docx, places: list[tuple[Any, str]], paper: Paper) -> Any:
    body = document.element.body
    if not places:
        return body[-1]
    paragraph, written = places[0]
    if len(places) > 1 or written.strip() != BODY or paragraph.getparent() is not body:
        raise _refusal(paper, f"{BODY} 应只有一处，单独成段，不在表格、文本框、页眉或页脚里")
    following = paragraph.getnext()
    if paragraph.find(f".//{qn('w:sectPr')}") is not None:  # its section ends with it
        for text in paragraph.iter(qn("w:t")):
            text.text = ""
        return paragraph
    body.remove(paragraph)
    return following


def _replace(texts: list[Any], start: int, end: int, value: str) -> None:
    """Put `value` in the place of the characters from `start` to `end`, which Word may have torn into several runs."""
    place = 0
    for text in texts:
        written = text.text or ""
        head, tail = max(0, start - place), max(0, end - place)
        if head < len(written) and tail > 0:
            text.text = written[:head] + value + written[tail:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            value = ""
        place += len(written)


def _named(style: str) -> str:
    return f"{_CHINESE[style]}（{style}）" if style in _CHINESE else style


def _refusal(paper: Paper, why: str) -> MonitorError:
    return MonitorError(f"设置 BULLETIN_WORD_TEMPLATE 的 {paper.name} {why}。")
