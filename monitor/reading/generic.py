"""Last rung: a page of which nothing is known. `monitor.extraction` finds the text, `head` the rest.

What came before, readability-lxml, took fourteen times as long and found no page that this does not
(docs/benchmarks.md).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import islice, takewhile

from monitor.extraction.density import ENOUGH, SENTENCE, find_text
from monitor.extraction.shown import says_whose
from monitor.extraction.sorting import Sorted, sort_lines
from monitor.extraction.sounding import is_button, is_instead, is_prose, may_end
from monitor.extraction.within import own_lines, photographs, without_asides, without_notices
from monitor.markup.body import read_body
from monitor.markup.page import Page
from monitor.markup.surroundings import Surroundings
from monitor.reading.credits import is_credit, read_author, read_liability, read_line_names, read_source
from monitor.reading.head import read_origin, read_published
from monitor.reading.headline import read_headline, take_headline
from monitor.reading.template import Draft
from monitor.text.dates import best_moment, sightings
from monitor.text.markdown import Block, Paragraph, Picture
from monitor.text.sources import press_beside_day, source_at_foot
from monitor.text.titles import continues, is_cut

_HEAD = 6  # blocks among which a headline, breadcrumbs and a date line may stand
_TEASER = 60  # characters; the link to another article is shorter
_PLACE = re.compile(r"^(?:您?(?:所在|当前)的?位置|首页\s*>)")
_DATE = re.compile(r"20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}")
# A day that stands alone, or with a clock, as under a headline.
_STAMP = re.compile(
    r"(?:(?:最后|最近)?(?:更新|发布|发表|修改)(?:时间|日期|于)?\s?[:：]?\s?)?20\d\d[-./年]\d{1,2}[-./月]\d{1,2}(?:日?|(?:日\s?|\s)\d{1,2}:\d\d(?::\d\d)?)"
)
# A name, a day without a year and a clock, as under a headline for telephones.
_SHORT_STAMP = re.compile(r"(?:[^\s，。！？；:：]{2,12}\s)?\d{1,2}[-月/.]\d{1,2}日?\s\d{1,2}:\d\d(?::\d\d)?")
_LABEL = re.compile(
    r"(?<![据料金片频材像])来\s?源\s?[:：（(]|作者\s?[:：]|[发發][布佈][时時][间間]|(?:来自|发布[者人]|查看|浏览|点击|评论)\s?[:：]"
    r"|^(?:Published|Posted|Updated|Date)(?:\s?[:：]|\s(?:on|at)\s)"
)
_BEGINS = re.compile(r"[【（(\[]?(?:20\d\d|来\s?源|(?:稿件|文章|信息|新闻)来源|作者|发布|时间|日期|更新时间|编辑)")
_DATE_LINE = 80  # characters; it has no sentence, as a paragraph has in which a date and 来源 stand
_IN_SENTENCE = re.compile(r"[，。！？；]")
_ANNOUNCES = re.compile(r"(?:如下|名单)\s?[:：]$|如下。$")
_THANKS = re.compile("谢谢(?:大家|各位|您)?")
_SOURCE_LINE = re.compile(r"[【（(\[]?(?:文章|稿件|信息|新闻)?[来來]\s?源\s?[:：]\s?[^，。！？；\s]{2,20}[】）)\]]?")
_BEFORE = (_SOURCE_LINE, _STAMP, _SHORT_STAMP)  # whole lines
_SAYS_DAY = re.compile(r"\d{1,2}(?:月\d{1,2})?日|[昨今]日|近日|日前")  # in a sentence that is news
_PROSE, _COPIED = 20, 2  # characters of a paragraph whose copy is no chance; a beginning and its copy


def read_generic(page: Page, reference: date | datetime | None) -> tuple[str, Draft] | None:
    """Return the extractor's name and what was found, None if there is no headline or next to no text."""
    found = find_text(page.root)
    if found is None:
        return None
    around = Surroundings(page, found.opening)
    headline = read_headline(around)
    lines = sort_lines(found.body, found.junk)
    whole = read_body(found.body, page.picture, without=lines.junk | page.unseen)
    taken = [block.text for block in whole[:_HEAD] if isinstance(block, Paragraph) and _precedes(block.text, headline)]
    blocks = trim(whole, headline, lines, page.response.url)
    if not headline or (length := _length(blocks)) < SENTENCE:
        return None
    moment = read_published(around, reference) or best_moment(taken, reference)
    source = read_origin(around) or next(filter(None, map(read_source, taken)), "")
    source = source or source_at_foot(_texts(whole), around.near)
    if length < ENOUGH and not (moment and _is_news(around, headline, blocks, source)):
        return None
    author, editor = read_line_names(around, taken)
    credited = read_author(_texts(blocks))
    blocks, headline = take_headline(blocks, headline)
    return "density", Draft(
        headline=headline,
        moment=moment,
        source=source,
        editor=read_liability(around) or editor,
        author="" if credited else author,
        blocks=blocks,
    )


def _is_news(around: Surroundings, headline: str, blocks: list[Block], source: str) -> bool:
    """Tell whether one sentence is news: right behind a headline set as one, some of whose words it has, and a line
    with day and source; and not what a page says where it has no text. A player or a list has a sentence too."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    lines = list(islice(around.near, _HEAD))
    own = takewhile(lambda text: text != headline, lines)
    words = {headline[place : place + 2] for place in range(len(headline) - 1)}
    told = bool(texts) and any(word in texts[0] for word in words if word.isalnum())
    return bool(
        any(node.tag == "h1" and text == headline and around.ahead(node) is not None for node, text in around.headings)
        and any(map(sightings, lines))
        and (any(map(read_source, (*lines, *islice(around.labelled, _HEAD)))) or says_whose(own, source))
        and len(texts) == 1
        and (told or _SAYS_DAY.search(texts[0]))
        and not is_instead(texts[0], dated=told and _SAYS_DAY.search(texts[0]) is not None)
    )


def trim(
    blocks: list[Block],
    headline: str,
    lines: Sorted = Sorted(),  # noqa: B008 (it is frozen)
    url: str = "",
) -> list[Block]:
    """Return `blocks` without what surrounds a text inside one element: breadcrumbs, headline and date line before
    it; notices, teasers and pictures without a caption after it; buttons and counters on either side. A notice within
    the text goes alone, with the links right behind it. `lines` is what is known of the element's lines, `url` the
    page's address."""
    read, blocks = blocks, without_buttons(without_asides(blocks, lines))
    head: list[Block] = []
    stamps = {text for text in _texts(blocks) if text[0].isdigit() and _STAMP.fullmatch(text)}
    for block in blocks[:_HEAD]:
        begun = any(isinstance(each, Paragraph) and each.text[-1] in "。！？." for each in head)
        live = isinstance(block, Paragraph) and block.text in stamps and (begun or len(stamps) > 1)
        if live or not isinstance(block, Paragraph) or not _precedes(block.text, headline):
            head.append(block)
        elif not begun:
            head.clear()
        elif block.text != headline and not _PLACE.match(block.text) and not _BEGINS.match(block.text):
            head.append(block)  # behind a sentence a day and 来源 may be those of a table or a list
    kept = [*head, *blocks[_HEAD:]]
    kept = without_notices(kept, lines)
    end = len(kept)
    while end and not _closes(kept[end - 1]):
        end -= 1
    if _is_listed(kept[end - 1 : end], kept[end:]):
        return kept
    return [*kept[:end], *own_lines(kept[end:], lines, photographs(read, kept[:end], url))]


def _is_listed(before: list[Block], rest: list[Block]) -> bool:
    """Tell whether lines without a full stop at the end of a text are what it announces (名单如下：), or its thanks."""
    texts = [block.text for block in rest if isinstance(block, Paragraph)]
    if not texts or len(texts) < len(rest):
        return False
    announced = any(isinstance(each, Paragraph) and _ANNOUNCES.search(each.text) for each in (*before, *rest[:-1][:1]))
    return announced or (len(texts) == 1 and _THANKS.fullmatch(texts[0]) is not None)


def without_buttons(blocks: list[Block]) -> list[Block]:
    """Return `blocks` without buttons and counters at either end of a text, and without a copy of the whole text, which
    a sheet from elsewhere hides on this kind of screen."""
    blocks = _unfolded(_once(blocks))
    sentences = (place for place, each in enumerate(blocks) if isinstance(each, Paragraph) and is_prose(each.text))
    begin = max(_HEAD, next(sentences, 0))
    head, foot = blocks[:begin], blocks[begin:][-_HEAD:]
    return [*_no_buttons(head), *blocks[begin:-_HEAD], *_no_buttons(foot)]


def _unfolded(blocks: list[Block]) -> list[Block]:
    """Return `blocks` without the beginning that stands before the whole text until a button opens this."""
    first, second = (*blocks[:2], Picture(""), Picture(""))[:2]
    if not (isinstance(first, Paragraph) and isinstance(second, Paragraph)) or len(first.text) < _PROSE:
        return blocks
    copied = first == second and blocks[_COPIED : _COPIED + 1] not in ([], [first])
    return blocks[1:] if copied or (is_cut(first.text) and continues(second.text, first.text)) else blocks


def _once(blocks: list[Block]) -> list[Block]:
    long = [place for place, each in enumerate(blocks) if isinstance(each, Paragraph) and len(each.text) >= _PROSE]
    first = next((place for place in long[1:] if blocks[place] == blocks[long[0]]), 0)
    again = {blocks[place] for place in long if place >= first}
    whole = {blocks[place] for place in long if place < first}
    return blocks[:first] if first and len(whole) > 1 and again == whole else blocks


def _no_buttons(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if not (isinstance(block, Paragraph) and is_button(block.text))]


def _precedes(text: str, headline: str) -> bool:
    """Tell whether `text` is the headline again, a breadcrumb or a date line."""
    if text == headline or _PLACE.match(text) or any(each.fullmatch(text) for each in _BEFORE):
        return True
    if len(text) <= _DATE_LINE and press_beside_day(text):
        return True
    return bool(
        len(text) <= _DATE_LINE and _DATE.search(text) and _LABEL.search(text) and not _IN_SENTENCE.search(text)
    )


def _closes(block: Block) -> bool:
    """Tell whether a text can end with `block`: a captioned picture, a credit, a full or a long sentence."""
    if isinstance(block, Paragraph):
        closed = len(block.text) > _TEASER or block.text[-1] in "。！？.!?”」』）)…；" or is_credit(block.text)
        return closed or may_end(block.text) or bool(read_author([block.text]))
    return bool(block.caption)


def _texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def _length(blocks: list[Block]) -> int:
    return sum(map(len, _texts(blocks)))
