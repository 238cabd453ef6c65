"""Official documents: which kind one is, its number, who issued it, and the day on which it was signed.

That day (成文日期) is not the day of publication, by which a week is cut: a notice may lie for weeks.
Forms: GB/T 9704-2012 and 《党政机关公文处理工作条例》 (2012), chapter 2; 标准, 规划, 解读 are the web sites' own. The
labels of a page's table of the document's data are those of 《政府信息公开目录》: SEEN on 中国政府网, CODE elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from monitor.text.dates import read_moment

KINDS = (
    "通知", "意见", "办法", "规划", "标准", "解读", "批复", "公告",
    "方案", "指南", "规范", "规定", "通告", "函", "决定",
)  # fmt: skip
_KIND = re.compile(rf"({'|'.join(KINDS)})(?:[（(][^（）()]{{1,24}}[）)])?[》”]?$")
_READING = re.compile(r"(?:政策|图文?|专家|一图)?解读(?:[:：|｜]|$)|》(?:的)?(?:政策)?解读")
_OTHER_KIND = "公文"  # of what has a table of its data, whatever its headline ends in
_NUMBER = r"[\u4e00-\u9fff]{2,14}\s?[〔\[【（(［]20\d\d[〕\]】）)］]\s?(?:第\s?)?\d{1,4}\s?号"
_SERIAL = r"20\d\d年第\s?\d{1,4}\s?号"  # of a 公告, which has no other
_OWN_NUMBER = re.compile(rf"(?:{_NUMBER}|{_SERIAL})(?=\s|$)")  # alone in its line: within a sentence it is another's
_IN_HEADLINE = re.compile(rf"[（(]({_NUMBER}|{_SERIAL})[）)]")
_ISSUER = re.compile(r"^(?P<names>[\u4e00-\u9fff、\s]{3,60}?)(?:关于|印发|转发|公告)")
_BODY = re.compile(r"[\u4e00-\u9fff]{2,24}(?:委员会|委|部|局|厅|办公室|办公厅|政府|院|会)")
_SIGNED = re.compile(r"^20\d\d年\d{1,2}月\d{1,2}日$")
# What documents have in common: 各县（市、区）卫生健康局：, 特此通知。, （此件公开发布）, 附件：1.…, 抄送：….
_FORMAL = re.compile(
    r"各[^。！？]{1,80}[:：]|(?!主[办管]|承办|技术|版权|发布|来源|责任|协办)[^。！？，:：]{2,40}(?:委员?会?|部|局|厅|办公[室厅]|政府|院|中心|单位|公司)[:：]"
    r"|[（(](?:此件|此文|本件|信息公开|公开(?:形式|方式|属性)|联系人)[^（()）]{2,60}[)）]"
    r"|(?:特此|专此|此[复令告致布]|现?予以?公[告布示开])[^，。]{0,10}[。！]?|附件?\s?\d{0,2}\s?[:：].{0,80}|(?:主送|抄[送报]|报送)\s?[:：].{0,120}"
)
_LABELLED = re.compile(r"(?:成文|签发|印发)日期\s?[:：]\s?(.{8,20})")
_HEAD, _FOOT = 12, 8  # lines among which number and signature stand

_NAMES = {
    "number": "发文字号 发文文号 公文字号 文号",
    "issuer": "发文机关 发文单位 发文机构 制发机关 制定机关",
    "signed": "成文日期 成文时间 签发日期 印发日期 制发日期 发文日期 发文时间",
    "published": "发布日期 发布时间 公开日期 公开时间 公布日期",
    # 发布机构 put the page there: of a document that is passed on it is not the issuer.
    "": "发布机构 发布机关 发布单位 公开主体 索引号 信息索引号 信息索引 主题分类 信息分类 组配分类 体裁分类"
    " 主题词 关键词 名称 信息名称 标题 公文名称 有效性 效力状态 时效性 公开方式 公开属性 公开范围 公开时限"
    " 信息来源 来源 公文种类 生成日期 实施日期 施行日期 废止日期 失效日期",
}  # fmt: skip
_FIELDS = {label: field for field, labels in _NAMES.items() for label in labels.split()}
_LABEL = "|".join(r"\s?".join(label) for label in sorted(_FIELDS, key=len, reverse=True))
_MAY_BE_LABEL = re.compile(f"[&{''.join(sorted({label[-1] for label in _FIELDS}))}]")  # a reference may be a letter
_LABEL_ALONE = re.compile(rf"[\[【]?({_LABEL})[\]】]?\s?[:：]?")
_LABEL_IN_LINE = re.compile(rf"(?:^|(?<=\s))[\[【]?({_LABEL})[\]】]?\s?[:：]")
_FITS: dict[str, Callable[[str], object]] = {
    "number": re.compile(f"{_NUMBER}|{_SERIAL}").match,
    "issuer": re.compile(rf"{_BODY.pattern}(?:[\s、,，;；]+{_BODY.pattern}){{0,12}}").fullmatch,
    "signed": read_moment,
    "published": read_moment,
}
# 成文, 发文, 文号 or 索引 stands in any such table, whatever blanks are set into its other labels. A pattern that
# begins with one letter is looked for ten times as fast as one of several words.
_TELLING = (re.compile("文(?:号|(?<=[成发]文))"), re.compile("索(?=引)"))


@dataclass(frozen=True)
class Official:
    """What is known of a document; empty where it does not say."""

    kind: str = ""
    number: str = ""  # 发文字号
    issuer: str = ""  # 发文机关, several divided by blanks
    signed: date | None = None  # 成文日期, Asia/Shanghai
    published: date | None = None  # 发布日期, where a table of its data says it

    def __str__(self) -> str:
        signed = f"{self.signed} 成文" if self.signed else ""
        return "，".join(filter(None, (self.kind, self.number, self.issuer, signed)))


def is_formal(line: str) -> bool:
    """Tell whether `line` is what documents have in common: whom they address, who signs them and when, how they end.
    It is of each of them, though all that were seen have it."""
    return any(each.fullmatch(line) for each in (_FORMAL, _BODY, _SIGNED))


def may_have_table(page: str) -> bool:
    """Tell whether the markup of a page may hold a table of a document's data."""
    return any(word.search(page) for word in _TELLING)


def may_be_label(cell: str) -> bool:
    """Tell whether a cell with this text, all that is written in it, may be a label or have one."""
    return _MAY_BE_LABEL.search(cell) is not None


def read_table(cells: Sequence[str]) -> Official:
    """Return what the table of a document's data says, by the texts of a page's `cells` in their order: a label and
    its value stand in one cell or in two. Of each label the first value that can be one counts; a cell that is a label
    again is none."""
    found: dict[str, str] = {}
    for cell, following in zip_longest(cells, cells[1:], fillvalue=""):
        for label, value in _pairs(cell, following):
            field = _FIELDS["".join(label.split())]
            if value and field and _FITS[field](value):
                found.setdefault(field, value)
    signed, published = (read_moment(found.get(name, "")) for name in ("signed", "published"))
    number = re.match(f"{_NUMBER}|{_SERIAL}", found.get("number", ""))
    return Official(
        number="".join(number[0].split()) if number else "",
        issuer=" ".join(re.split(r"[\s、,，;；]+", found.get("issuer", ""))),
        signed=signed.day if signed else None,
        published=published.day if published else None,
    )


def _pairs(cell: str, following: str) -> list[tuple[str, str]]:
    if alone := _LABEL_ALONE.fullmatch(cell):
        empty = _LABEL_ALONE.fullmatch(following) or _LABEL_IN_LINE.match(following)
        return [(alone[1], "" if empty else following)]
    labels = list(_LABEL_IN_LINE.finditer(cell))
    if not labels or labels[0].start():
        return []
    ends = [*(label.start() for label in labels[1:]), len(cell)]
    return [(label[1], cell[label.end() : end].strip()) for label, end in zip(labels, ends, strict=True)]


def read_official(headline: str, lines: list[str], told: Official | None = None) -> Official | None:
    """Return the document with this headline and the `lines` of its text, `told` being what a table of its data says;
    None for what is none, as news is: of a kind alone, without number, issuer or signature, nothing is an official
    document."""
    told = told or Official()
    kind = "解读" if _READING.search(headline) else (match[1] if (match := _KIND.search(headline.strip())) else "")
    if not (kind := kind or (_OTHER_KIND if told.number else "")):
        return None
    ends = [*lines[:_HEAD], *lines[-_FOOT:]]
    own = _IN_HEADLINE.search(headline)
    number = own[1] if own else next((match[0] for line in ends if (match := _OWN_NUMBER.match(line))), "")
    place = next((at for at, line in enumerate(lines) if at >= len(lines) - _FOOT and _SIGNED.match(line)), None)
    labelled = next((match[1] for line in ends if (match := _LABELLED.search(line))), "")
    moment = read_moment(labelled or (lines[place] if place is not None else ""))
    named = _ISSUER.match(headline)
    issuer = named["names"].strip() if named and _BODY.search(named["names"]) else ""
    if not issuer and place:
        issuer = lines[place - 1] if _BODY.fullmatch(lines[place - 1]) else ""
    found = Official(
        kind,
        told.number or "".join(number.split()),
        told.issuer or issuer,
        told.signed or (moment.day if moment else None),
        told.published,
    )
    return found if found.number or found.issuer or found.signed else None
