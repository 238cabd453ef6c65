"""Official documents: which kind one is, its number, who issued it, and the day on which it was signed.

That day (成文日期) is not the day of publication, by which a week is cut: a notice may lie for weeks.
Forms: GB/T 9704-2012 and 《党政机关公文处理工作条例》 (2012), chapter 2; 标准, 规划, 解读 are the web sites' own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from monitor.text.dates import read_moment

KINDS = (
    "通知", "意见", "办法", "规划", "标准", "解读", "批复", "公告",
    "方案", "指南", "规范", "规定", "通告", "函", "决定",
)  # fmt: skip
_KIND = re.compile(rf"({'|'.join(KINDS)})(?:[（(][^（）()]{{1,24}}[）)])?[》”]?$")
_READING = re.compile(r"(?:政策|图文?|专家|一图)?解读(?:[:：|｜]|$)|》(?:的)?(?:政策)?解读")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,14}[〔\[【（(]20\d\d[〕\]】）)]\s?(?:第\s?)?\d{1,4}\s?号")
_ISSUER = re.compile(r"^(?P<names>[\u4e00-\u9fff、\s]{3,60}?)(?:关于|印发|转发|公告)")
_BODY = re.compile(r"[\u4e00-\u9fff]{2,24}(?:委员会|委|部|局|厅|办公室|办公厅|政府|院|会)")
_SIGNED = re.compile(r"^20\d\d年\d{1,2}月\d{1,2}日$")
_LABELLED = re.compile(r"(?:成文|签发|印发)日期\s?[:：]\s?(.{8,20})")
_HEAD, _FOOT = 12, 8  # lines among which number and signature stand


@dataclass(frozen=True)
class Official:
    """What is known of a document; empty where it does not say."""

    kind: str
    number: str = ""  # 发文字号
    issuer: str = ""
    signed: date | None = None  # 成文日期, Asia/Shanghai

    def __str__(self) -> str:
        signed = f"{self.signed} 成文" if self.signed else ""
        return "，".join(filter(None, (self.kind, self.number, self.issuer, signed)))


def read_official(headline: str, lines: list[str]) -> Official | None:
    """Return the document with this headline and the `lines` of its text; None for what is none, as news is: of a kind
    alone, without number, issuer or signature, nothing is an official document."""
    kind = "解读" if _READING.search(headline) else (match[1] if (match := _KIND.search(headline.strip())) else "")
    if not kind:
        return None
    ends = [*lines[:_HEAD], *lines[-_FOOT:]]
    number = next((match[0] for line in (headline, *ends) if (match := _NUMBER.search(line))), "")
    place = next((at for at, line in enumerate(lines) if at >= len(lines) - _FOOT and _SIGNED.match(line)), None)
    labelled = next((match[1] for line in ends if (match := _LABELLED.search(line))), "")
    moment = read_moment(labelled or (lines[place] if place is not None else ""))
    named = _ISSUER.match(headline)
    issuer = named["names"].strip() if named and _BODY.search(named["names"]) else ""
    if not issuer and place:
        issuer = lines[place - 1] if _BODY.fullmatch(lines[place - 1]) else ""
    found = Official(kind, number.replace(" ", ""), issuer, moment.day if moment else None)
    return found if number or issuer or found.signed else None
