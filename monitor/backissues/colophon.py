"""The end of an issue: who edited, printed and gets it. It belongs to no article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.forms.line import Line, bare

_MOST = 8  # lines of a colophon
_LABEL = re.compile(
    r"(?:编印|编发|编制|编写|编辑|责任编辑|责编|主编|编审|审核|审校|校对|审定|签发|主办|承办|印发|印制|主送|报送|抄送|抄报|分送|报|送|发"
    r"|联系人|联系电话|联系方式|电话|传真|邮箱|电子邮箱|地址|邮编|网址)(?:单位|部门|人|人员)?:[^。,;]{1,100}"
    r"|[-—_=─*]{3,200}"
)
_CONTACT = re.compile("(?:联系人|联系电话|联系方式|电话|传真|邮箱|电子邮箱|地址|邮编|网址)(?:人员)?:")
_MADE, _HELD = "编印|编发|编制|编写|编辑|主编|印制", "主办|承办"  # a conference is held, too
_END = re.compile(r"[-—(]{0,9}本期(?:周报)?完[-—)]{0,9}")
_COPIES = re.compile(r"\(?(?:本期)?共印\d{1,5}份\)?|\(?本期(?:周报)?完\)?")


def cut(lines: Sequence[Line], cover: Sequence[Line]) -> tuple[Sequence[Line], list[str]]:
    """Return the lines of an issue's articles without the colophon behind the last, and what is to be said of it. One
    of its lines must name the office that stands on the `cover`: a document that an article prints ends with 抄送 and
    印发, too, and a page with 编辑 and 审核."""
    signs = (at for at in range(max(len(lines) - _MOST, 1), len(lines)) if lines[at].text == "--")
    signed = next((at for at in signs if not lines[at].literal), len(lines))  # no mail is a file of this system
    if not any("。" in line.text for line in lines[signed:]):
        lines = lines[:signed]  # how mails set a signature apart (RFC 3676, 4.3)
    offices = [re.escape(name) for line in cover if _is_office(name := bare(line.text))]
    begin = len(lines)
    while begin > max(len(lines) - _MOST, 1) and _is_of_one(lines[begin - 1].bare):
        begin -= 1
    while begin < len(lines) and _CONTACT.match(lines[begin].bare):
        begin += 1  # whom a notice tells its readers to ask: a colophon says first who made the issue
    copied = any(_COPIES.fullmatch(line.bare) for line in lines[begin:])
    own = re.compile(rf"(?:{_MADE}{f'|{_HELD}' if copied else ''})(?:单位|部门)?:(?:{'|'.join(offices)})")
    if not offices or not any(own.match(line.bare) for line in lines[begin:]):
        begin = len(lines) - bool(lines and _END.fullmatch(lines[-1].bare))
    if begin == len(lines):
        return lines, []
    said = f"{lines[begin].place}：结尾的编印说明不算最后一篇的文字：{lines[begin].text:.20}"
    return lines[:begin], [said]


def _is_office(name: str) -> bool:
    return re.fullmatch(r"[\u4e00-\u9fff()、]{4,40}", name) is not None and "周报" not in name and "期" not in name


def _is_of_one(line: str) -> bool:
    return any(each.fullmatch(line) for each in (_LABEL, _COPIES))
