"""The articles of an issue: their labels (来源, 链接, 主要内容) tell where one begins, whatever stands in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz.fuzz import ratio

from monitor.backissues import labels
from monitor.backissues.address import printed_address
from monitor.backissues.front import CLOCK, DAY, WEEKDAY, Listed, read_day, without_ordinal
from monitor.backissues.labels import Header
from monitor.backissues.paragraphs import Breaks, breaks_of, paragraphs
from monitor.bulletin import NO_PHOTO, Entry
from monitor.exceptions import MonitorError
from monitor.forms.line import Line, bare, join
from monitor.text.date_forms import plain
from monitor.text.hygiene import fold
from monitor.text.markdown import Paragraph, write

_TITLE = re.compile(r"^\s*标\s*题\s*[:：]\s*")
_NAMED = r"(?:(?:信息|文章|稿件)?来源|作者|记者|通讯员|(?:责任)?编辑|责编|(?:浏览|阅读|点击)(?:次数|量)?)"
_DATELINE = re.compile(
    rf"\(?(?P<before>(?:{_NAMED}:[^:]{{1,30}}?\|?){{0,4}})(?:(?P<word>(?:发布|发表|刊发)?(?:时间|日期)):)?(?P<day>{DAY})"
    rf"{WEEKDAY}?{CLOCK}?{WEEKDAY}?\|?(?P<behind>{_NAMED}:.*)?\)?"
)
_WITH_DAY = re.compile(rf"(.{{1,64}}?)[\s(（|,，]{{1,9}}({DAY})\s?{CLOCK}?[)）]?")
_CREDIT = re.compile("来源:.{2,30}")
_NEAR = 6  # lines within which a headline stands before its labels, or a date line behind them
_ALIKE = 88  # of 100: two copies of one headline


@dataclass(frozen=True)
class Found:
    """An article, where it stands, and what is to be said of it."""

    entry: Entry
    place: str
    notes: tuple[str, ...]


def read(lines: Sequence[Line], listed: Sequence[Listed]) -> list[Found]:
    """Return the articles in `lines`, which follow 具体内容. Raises MonitorError naming the line of what is wrong."""
    lines = list(labels.apart(lines))
    headers = _of_articles(list(labels.headers(lines)), lines, listed)
    if not headers:
        place = lines[0].place if lines else "结尾"
        raise MonitorError(f"{place}：“具体内容”之后认不出一篇文章（没有“来源：”和“链接：”）")
    free = 0
    for number, header in enumerate(headers, 1):
        _find_headline(lines, header, free, number, listed)
        free = header.end
    if headers[0].begin > 0:
        raise MonitorError(f"{lines[0].place}：第 1 篇的标题之前还有文字：{lines[0].text:.20}")
    ends = [*(header.begin for header in headers[1:]), len(lines)]
    bodies = [_body(lines, header, end) for header, end in zip(headers, ends, strict=True)]
    broken = breaks_of([line for body in bodies for line in body])
    known = "\n".join(line.text for line in lines)
    return [
        _article(number, lines[header.begin].place, header, body, broken, known, listed)
        for number, (header, body) in enumerate(zip(headers, bodies, strict=True), 1)
    ]


def _of_articles(headers: Sequence[Header], lines: Sequence[Line], listed: Sequence[Listed]) -> Sequence[Header]:
    """`headers` without 来源 and 链接 of what a text quotes: where as many as the 目录 lists have 主要内容, too, those
    are all, unless one of the others has a headline with its number."""
    whole = [header for header in headers if "text" in header.fields]
    free = before = 0  # the line behind the labels before, and how many of the articles stand there
    for number, header in enumerate(headers, 1):
        near = lines[max(free, header.start - _NEAR) : header.start]
        if "text" not in header.fields and any(_is_headline(line.text, (number, before + 1)) for line in near):
            return headers
        free, before = header.end, before + ("text" in header.fields)
    return whole if listed and len(whole) == len(listed) else headers


def _is_headline(text: str, numbers: Sequence[int]) -> bool:
    return bool(_TITLE.match(text)) or any(without_ordinal(text, number)[0] for number in numbers)


def _find_headline(lines: Sequence[Line], header: Header, free: int, number: int, listed: Sequence[Listed]) -> None:
    """Set where the headline before a header begins: at its number, at 标题：, or where it reads as the 目录 has it.
    Raises MonitorError if nothing before it is a headline."""
    first = max(free, header.start - _NEAR)
    for begin in range(header.start - 1, first - 1, -1):
        counted, text = without_ordinal(lines[begin].text, number)
        header.begin, header.headline = begin, _headline(lines[begin : header.start], number)
        if counted or _TITLE.match(text):
            return
        if any(fold(header.headline) == fold(each.headline) for each in listed):
            alone = begin > first and without_ordinal(lines[begin - 1].text + "、", number) == (True, "")
            header.begin -= alone  # the number in a line of its own
            return
    near = listed[number - 1].headline if len(listed) >= number else ""
    header.begin = free if number == 1 and header.start - free <= _NEAR else header.start - 1
    header.headline = _headline(lines[max(header.begin, free) : header.start], number)
    if not header.headline or (number > 1 and ratio(fold(header.headline), fold(near)) < _ALIKE):
        raise MonitorError(f"{lines[header.start].place}：这里是第 {number} 篇的来源和链接，前面却认不出它的标题")


def _headline(lines: Sequence[Line], number: int) -> str:
    headline = without_ordinal(lines[0].text, number)[1] if lines else ""
    for line in lines[1:]:
        headline = join(headline, line.text) if headline else line.text
    return _TITLE.sub("", headline)


def _body(lines: Sequence[Line], header: Header, end: int) -> list[Line]:
    said = header.fields.get("text")
    first = [replace(lines[header.end - 1], text=said, soft=False)] if said else []
    return [*first, *lines[header.end : end]]


def _article(
    number: int, place: str, header: Header, body: list[Line], broken: Breaks, known: str, listed: Sequence[Listed]
) -> Found:
    notes: list[str] = []
    where = f"第 {number} 篇"
    address, remark = printed_address(header.link)
    if not address:
        raise MonitorError(f"{header.link[0].place if header.link else place}：{where}{remark}")
    if remark:
        notes.append(f"{header.link[0].place}：{where}{remark}")
    outlet = header.fields.get("outlet", "") or _settle_outlet(header, listed)
    if not outlet:
        raise MonitorError(f"{place}：{where}没有来源")
    if found := _WITH_DAY.fullmatch(outlet):
        outlet = found[1]
        header.fields.setdefault("day", found[2])
    dated, day = _dateline(body, outlet)
    day = _read_field(header) if dated is None else day
    if day is None:
        notes.append(f"{place}：{where}没有日期")
    decks, text = _cut(body, header.headline, dated)
    shown = [line for line in text if line.text != NO_PHOTO]
    texts = [*(line.text for line in decks), *paragraphs(shown or text, broken, known)]
    if not texts:
        raise MonitorError(f"{place}：{where}没有正文")
    entry = Entry(header.headline, outlet, address, day, write(map(Paragraph, texts)), note=header.note)
    return Found(entry, place, tuple(notes))


def _settle_outlet(header: Header, listed: Sequence[Listed]) -> str:
    """The outlet of an article without 来源 among its labels, if it stands behind its headline, which is freed of it:
    as 来源：…, or in brackets as the 目录 has both; empty for none."""
    headline, outlet = labels.without_outlet(header.headline)
    for each in listed if not outlet else ():
        if each.outlet and fold(f"{each.headline}（{each.outlet}）") == fold(header.headline):
            headline, outlet = each.headline, each.outlet
    header.headline = headline
    return outlet


def _cut(body: Sequence[Line], headline: str, dated: int | None) -> tuple[Sequence[Line], Sequence[Line]]:
    """The decks that stand over the date line, and the text, without the headline and the outlet that are printed once
    more."""
    if dated is not None:
        alone = dated > 0 and "来源" not in body[dated].bare and _CREDIT.fullmatch(body[dated - 1].bare)
        decks = _without_headline(body[: dated - 1 if alone else dated], headline)
        text = body[dated + 1 :]
    else:
        decks, text = [], [*_without_headline(body[:_NEAR], headline), *body[_NEAR:]]
    printed_again = text and len(decks) + len(text) < len(body) and _CREDIT.fullmatch(text[0].bare)
    return decks, text[1:] if printed_again else text


def _dateline(body: Sequence[Line], outlet: str) -> tuple[int | None, date | None]:
    """Where a line stands of nothing but the day, the source and who wrote it, and its day. A time (时间：) that is not
    said to be that of publishing, and has no source beside it, may be of an event."""
    for at, line in enumerate(body[:_NEAR]):
        text = plain(line.bare)
        found = _DATELINE.fullmatch(text)
        found = found or _DATELINE.fullmatch(text.removeprefix(bare(outlet)).removesuffix(bare(outlet)))
        credited = any("来源:" in near.bare for near in body[max(at - 1, 0) : at + 2])
        if found and (credited or found["word"] not in ("时间", "日期")):
            return at, read_day(found["day"])
    return None, None


def _read_field(header: Header) -> date | None:
    found = re.search(DAY, plain("".join(header.fields.get("day", "").split())))
    return read_day(found[0]) if found else None


def _without_headline(lines: Sequence[Line], headline: str) -> list[Line]:
    """`lines` without the headline that stands over the text once more: of the runs of lines that read like it the one
    that does most, so that a line beside it stays. One that says more than a headline that was cut stays, too."""
    spans = [(begin, end) for begin in range(len(lines)) for end in range(begin + 1, min(begin + 5, len(lines)) + 1)]
    said = {(begin, end): fold("".join(line.text for line in lines[begin:end])) for begin, end in spans}
    own = fold(headline)
    begin, end = span = max(spans, key=lambda span: ratio(said[span], own), default=(0, 0))
    again = span in said and ratio(said[span], own) >= _ALIKE + 7 and (own not in said[span] or own == said[span])
    return [*lines[:begin], *lines[end:]] if again else list(lines)
