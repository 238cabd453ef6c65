"""Blocks that were read of an element, without what in it is none of the text: notices among its paragraphs, and lines
of the page behind them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.extraction.ends import ANNOUNCES_OTHERS, AT_THE_END, FOLLOW, STAYS
from monitor.extraction.lined import Line, key, lines_of, without_button
from monitor.extraction.sorting import Sorted
from monitor.extraction.sounding import (
    is_button,
    is_notice,
    is_of_the_page,
    is_of_the_site,
    is_prose,
    may_stand_within,
    stands_alone,
)
from monitor.markup.picture import is_photo
from monitor.text.hygiene import fold, tidy
from monitor.text.markdown import Block, Paragraph, Picture
from monitor.text.sources import press_beside_day

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_BOXES, _ENTRY = 4, 250  # elements round a line that may be one entry of a list, and characters of such
# What a system makes of the beginning of a text, cut after so many characters, stands above it again.
_LABELLED = re.compile(r"^[\[【]?(?:内容|核心|文章)?(?:导读|摘要|提要|提示|导语|简介|概述)[\]】]?\s?[:：]?\s?")
_CUT_OFF = re.compile(r"[.…⋯]{1,6}\s?(?:[\[【(（]?(?:查看|阅读)?(?:详细|全文|更多)[\]】)）]?)?$")
# Characters of one with such a mark, and of one without (a subhead may say so much); paragraphs that it repeats.
_MARKED, _PLAIN, _REPEATED = 12, 30, 4
_LEADS = re.compile(r"关注|扫[码描一]|二维码|公众号|识别|长按|客户端|小程序|APP", re.IGNORECASE)
_PICTURED = re.compile(r"[见如]下?图\s?[:：。]?$|图如下\s?[:：。]?$")


def without_notices(blocks: list[Block], lines: Sorted) -> list[Block]:
    """Return `blocks` without notices: the first that no text of the article follows ends it. Behind the foot of a page
    there is none."""
    texts = [block.text if isinstance(block, Paragraph) else "" for block in blocks]
    places = range(len(blocks) - 1, -1, -1)
    last = next((place for place in places if _is_own_prose(texts[place], lines)), -1)
    notices = {place for place, text in enumerate(texts) if place and text and is_notice(text, last=place >= last)}
    if not notices:
        return blocks
    follow = [0] * len(blocks)  # paragraphs of the text behind each
    for place in places[:-1]:
        text, number = texts[place], follow[place]
        ends = is_notice(text, last=False) and not may_stand_within(text, number)
        own = _is_own_prose(text, lines) and key(text) not in lines.boxed and not is_of_the_site(text)
        follow[place - 1] = 0 if ends else number + own
    kept, behind = blocks[:1], False  # a notice that announces what comes
    for place, text in enumerate(texts[1:], 1):
        behind = behind and bool(text) and key(text) in lines.others
        if behind:
            continue
        if place not in notices:
            kept.append(blocks[place])
        elif may_stand_within(text, follow[place]):
            behind = True
        else:
            break
    return kept


def _is_own_prose(text: str, lines: Sorted) -> bool:
    return is_prose(text) and not (lines.others and key(text) in lines.others)


def without_summary(blocks: list[Block]) -> list[Block]:
    """Return `blocks` without a first paragraph that is nothing but the beginning of what follows it."""
    told = [(place, each.text) for place, each in enumerate(blocks) if isinstance(each, Paragraph)][: _REPEATED + 1]
    if len(told) < 2:
        return blocks
    (place, first), texts = told[0], [text for _, text in told[1:]]
    stem = _CUT_OFF.sub("", _LABELLED.sub("", first, count=1))
    repeated = len(stem) >= (_PLAIN if stem == first else _MARKED) and fold("".join(texts)).startswith(fold(stem))
    repeated = repeated and first not in texts[1:] and texts != [first]  # a text may say one thing over and over
    return [*blocks[:place], *blocks[place + 1 :]] if repeated else blocks


def without_asides(blocks: list[Block], lines: Sorted) -> list[Block]:
    """Return `blocks` without the lines that are none of a text wherever they stand, and the buttons behind others."""
    kept: list[Block] = []
    for block in blocks:
        if lines.leads and isinstance(block, Paragraph) and key(block.text) in lines.leads:
            kept.append(replace(block, text=without_button(block.text)))
        elif not (isinstance(block, Paragraph) and stands_alone(block.text)):
            kept.append(block)
    return kept


def without_others(blocks: list[Block], body: Element) -> list[Block]:
    """Return `blocks`, read of the `body` of a known template or platform, without what it calls other articles
    (相关阅读) or an advertisement: that line, and those behind it that are links to pages and no more; also what stands
    in one item of a list with such a link (its summary, its day), behind the text in any box."""
    if not any(isinstance(each, Paragraph) and ANNOUNCES_OTHERS.match(each.text) for each in blocks):
        return blocks
    others, own, behind, heading, last = set[str](), set[str](), set[str](), None, None
    for line in filter(lambda each: each.text, lines_of(body)):
        if ANNOUNCES_OTHERS.fullmatch(tidy(line.own)):
            heading, last = line, None
            others |= {key(line.text)} if line.links and line.leads_to_pages() else set()
        elif heading and line.is_links() and line.leads_to_pages():
            last = line
            others |= {key(heading.text), key(line.text)}
        elif heading and last and (box := _box_of(line, last, heading)):
            sure = box.tag in ("li", "dl") and "链接" not in heading.text
            (others if sure else behind).add(key(line.text))
        else:
            heading = None
            own.add(key(line.text))
            behind = set() if is_prose(line.text) else behind
    kept, others = list[Block](), others | behind
    for block in blocks:  # an article may be among the others, with its own first sentence for a summary
        said = key(block.text) if isinstance(block, Paragraph) else ""
        if said not in others or said in own:
            kept.append(block)
        own.discard(said)
    return kept or blocks


def _box_of(line: Line, link: Line, heading: Line) -> Element | None:
    """Return the element with a line, a `link` before it and little else, if that is not the `heading` of all."""
    box = next((each for each in line.boxes(_BOXES) if each.holds(link.around)), None)
    small = box is not None and not box.holds(heading.around) and len(tidy(box.text_content())) <= _ENTRY
    return box if small else None


def without_head(blocks: list[Block], headline: str) -> list[Block]:
    """Return `blocks` without the buttons, the `headline` again, press and day, and a copied summary in front."""
    texts = (each.text if isinstance(each, Paragraph) else "" for each in blocks)
    told = (text and (is_button(text) or fold(text) == fold(headline) or press_beside_day(text)) for text in texts)
    return without_summary(blocks[next((place for place, each in enumerate(told) if not each), 0) :])


def without_end(blocks: list[Block]) -> list[Block]:
    """Return `blocks`, read of a known template or platform, without the lines of the site at their end: rights, the
    articles before and behind, keywords, buttons, and a code by which to follow an account."""
    end = len(blocks)
    while end > 1:
        last, before = blocks[end - 1], blocks[end - 2]
        if isinstance(last, Picture):
            if not FOLLOW.fullmatch(last.caption):
                break
        elif FOLLOW.fullmatch(last.text) and isinstance(before, Picture) and not before.caption:
            end -= 1
        elif not _is_at_the_end(last.text):
            break
        end -= 1
    return blocks[:end] if any(isinstance(each, Paragraph) for each in blocks[:end]) else blocks


def _is_at_the_end(text: str) -> bool:
    told = AT_THE_END.fullmatch(text) or ANNOUNCES_OTHERS.fullmatch(text) or is_button(text)  # links of which are gone
    return bool(told) or (is_notice(text, last=False) and not STAYS.match(text))


def photographs(blocks: list[Block], text: list[Block], url: str) -> set[str]:
    """Return the addresses of the photographs among `blocks` that lie in the folder of the page at `url` or of pictures
    in its `text`, and are no code to follow an account."""
    folders = {_folder(url), *(_folder(each.url) for each in text if isinstance(each, Picture))}
    codes = {
        each.url
        for each, behind in pairwise(blocks)
        if isinstance(each, Picture) and isinstance(behind, Paragraph) and _LEADS.search(behind.text)
    }
    urls = {each.url for each in blocks if isinstance(each, Picture)} - codes
    return {each for each in urls if is_photo(each) and _folder(each) in folders}


def _folder(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[0]


def own_lines(tail: list[Block], lines: Sorted, photos: Collection[str] = ()) -> list[Block]:
    """Return those of the last lines that stand as the text does, up to the first that does not: a line of the page, or
    a picture that no line announces and that is none of `photos`."""
    kept: list[Block] = []
    for block in tail:
        before = kept[-1] if kept else None
        if isinstance(block, Paragraph):
            if key(block.text) not in lines.own or is_of_the_page(block.text):
                break
        elif not (
            block.url in photos
            or isinstance(before, Picture)
            or (isinstance(before, Paragraph) and _PICTURED.search(before.text))
        ):
            break
        kept.append(block)
    while kept and isinstance(kept[-1], Paragraph) and kept[-1].text[-1] in ":：":
        kept.pop()  # what it announces is gone
    return kept
