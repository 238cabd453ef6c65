"""Last rung: a page of which nothing is known. `monitor.extraction` finds the text, `head` the rest.

What came before, readability-lxml, took fourteen times as long and found no page that this does not
(docs/benchmarks.md).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import islice

from monitor.extraction.density import ENOUGH, SENTENCE, find_text
from monitor.extraction.ends import AFTER, PERHAPS_AFTER
from monitor.markup.body import read_body
from monitor.markup.page import Page
from monitor.markup.surroundings import Surroundings
from monitor.reading.credits import is_credit, read_author, read_source
from monitor.reading.head import read_liability, read_line_names, read_origin, read_published
from monitor.reading.headline import read_headline, take_headline
from monitor.reading.template import Draft
from monitor.text.dates import best_moment, sightings
from monitor.text.markdown import Block, Paragraph

_HEAD = 6  # blocks among which a headline, breadcrumbs and a date line may stand
_TEASER = 60  # characters; the link to another article is shorter
_PLACE = re.compile(r"^(?:您?(?:所在|当前)的?位置|首页\s*>)")
_DATE = re.compile(r"20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}")
_LABEL = re.compile(r"(?<![据料金片频材像])来\s?源\s?[:：（(]|作者\s?[:：]|[发發][布佈][时時][间間]")
_BEGINS = re.compile(r"[【（(\[]?(?:20\d\d|来\s?源|(?:稿件|文章|信息|新闻)来源|作者|发布|时间|日期|更新时间|编辑)")
_DATE_LINE = 80  # characters; it has no sentence, as a paragraph has in which a date and 来源 stand
_IN_SENTENCE = re.compile(r"[，。！？；]")
# What may end a text without a full stop: who signed it and when, its files, its notes, its contacts, a row of figures.
_END = re.compile(
    r"(?:[^，。]{2,40}(?:委员会|局|厅|部|署|院|中心|政府|办公室|协会|学会|医院|学校|集团|公司|报社|专班|小组)\s?){1,6}"
    r"|(?:[^，。\d]{0,30}\s)?(?:20\d\d|二[〇○零]二.)\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日(?:印发)?"
    r"|[（(]?(?:附件|附表|附：|注：|注\d|备注|说明：|联系(?:人|方式|电话|地址|单位)|咨询(?:电话|热线|方式)|电话|传真|邮箱|电子邮箱|地址|网址|邮编|抄送|主送|数据来源|资料来源|参考文献|此件|本文链接)[^。]{0,120}"
    r"|(?:\d{1,3}\s?[.、．)）]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、]|[①-⑳]|\[\d{1,3}\])\s?\S.{1,120}"
    r"|(?:本报|本[网台]|新华社|[^，。]{2,8})?(?:记者|通讯员)[^，。]{2,40}"
    r"|[^，。]{1,40}?(?:\s[\d,.%％‰+-]{1,12}){1,12}"
    r"|https?://[!-~]{4,200}|[*＊※](?![^。]{0,40}(?:广告|版权|本[网站]|点击|关注|声明))\s?[^。]{4,80}"
    r"|(?:报名|查询|咨询|预约|挂号|注册|申报|办理|参会|直播)[^，。:：]{0,10}[:：]\s?https?://[!-~]{4,200}"
    r"|(?:[门急]诊|就诊|接诊|[\u4e00-\u9fff]{1,3}(?:医生|老师|先生|女士|主任))[^，。:：]{0,8}[:：]\s?(?=[^。]{0,20}\d\d)[^。，]{2,60}"
)
_ANNOUNCES = re.compile(r"(?:如下|名单)\s?[:：]$")
_THANKS = re.compile("谢谢(?:大家|各位|您)?")
_SOURCE_LINE = re.compile(r"[【（(\[]?(?:文章|稿件|信息|新闻)?[来來]\s?源\s?[:：]\s?[^，。！？；\s]{2,20}[】）)\]]?")
# Buttons and counters that stand above or below a text, each in a line of its own.
_BUTTON = re.compile(
    r"[【\[（(]?字[号體体號]\s?[:：]?\s?[【\[]?(?:(?:[大中小特默认]{1,2}|[AT][+-]?)[\s|/]{0,2}){0,6}[】\])）]?"
    r"(?:\s?[【\[]?打印(?:本页)?[】\]]?)?|[【\[]?(?:[大中小][\s|/]{0,2}){3}[】\]]?|(?:[AT][+-]?\s?){2,3}"
    r"|分享(?:[到至]|文章)?\s?[:：]?(?:\s?(?:微信|微博|新浪微博|朋友圈|QQ(?:空间|好友)?|复制链接)){0,6}"
    r"|[【\[]?(?:听新闻|听全文|语音(?:播报|朗读)|(?:全文|点击|AI)?(?:朗读|收听)|播放|暂停|倍速|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|举报|纠错)[】\]]?"
    r"|(?:[【\[](?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏|纠错|返回顶部)[】\]]\s?){2,4}"
    r"|\d\d:\d\d\s?/\s?\d\d:\d\d|[点戳]击?(?:上方|上面|下方)?[“「]?(?:蓝[色字]|标题下)[^。，]{0,12}关注[^。，]{0,10}"
    r"|(?:浏览|阅读|点击|访问)(?:次数|人次|[数量])?\s?[:：]?\s?\d[\d,.]{0,9}[万wW]?\+?\s?次?"
    r"|(?:如|若)(?:有)?侵权[^。]{0,12}联系[^。]{0,12}(?:删除|处理)。?",
    re.IGNORECASE,
)
_OF_THE_PAGE = re.compile("登录|评论|加载|浏览器|主办|承办|关注|点击|稍候|稍后|本页")
_PROSE = 20  # characters of a paragraph whose copy is no chance


def read_generic(page: Page, reference: date | datetime | None) -> tuple[str, Draft] | None:
    """Return the extractor's name and what was found, None if there is no headline or next to no text."""
    found = find_text(page.root)
    if found is None:
        return None
    around = Surroundings(page, found.opening)
    headline = read_headline(around)
    whole = read_body(found.body, page.picture, page.hidden, without=found.junk)
    taken = [block.text for block in whole[:_HEAD] if isinstance(block, Paragraph) and _precedes(block.text, headline)]
    blocks = trim(whole, headline)
    if not headline or (length := _length(blocks)) < SENTENCE:
        return None
    moment = read_published(around, reference) or best_moment(taken, reference)
    source = read_origin(around) or next(filter(None, map(read_source, taken)), "")
    if length < ENOUGH and not (moment and source and _is_news(around, headline, blocks)):
        return None
    author, editor = read_line_names(around, taken)
    credited = read_author([block.text for block in blocks if isinstance(block, Paragraph)])
    blocks, headline = take_headline(blocks, headline)
    return "density", Draft(
        headline=headline,
        moment=moment,
        source=source,
        editor=read_liability(page) or editor,
        author="" if credited else author,
        blocks=blocks,
    )


def _is_news(around: Surroundings, headline: str, blocks: list[Block]) -> bool:
    """Tell whether one sentence is news: behind a headline set as one and a line with day and source, and no word of
    the page's own. A player, a form or a list has such a sentence too."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    lines = islice(around.near, _HEAD)
    return (
        any(node.tag == "h1" and text == headline for node, text in around.headings)
        and any(read_source(line) and sightings(line) for line in lines)
        and len(texts) == 1
        and not _OF_THE_PAGE.search(texts[0])
    )


def trim(blocks: list[Block], headline: str) -> list[Block]:
    """Return `blocks` without what surrounds a text inside one element: breadcrumbs, headline and date line before
    it; notices, teasers and pictures without a caption after it; buttons and counters on either side."""
    blocks = without_buttons(blocks)
    head: list[Block] = []
    for block in blocks[:_HEAD]:
        begun = any(isinstance(each, Paragraph) and each.text[-1] in "。！？." for each in head)
        if not isinstance(block, Paragraph) or not _precedes(block.text, headline):
            head.append(block)
        elif not begun:
            head.clear()
        elif block.text != headline and not _PLACE.match(block.text) and not _BEGINS.match(block.text):
            head.append(block)  # behind a sentence a day and 来源 may be those of a table or a list
    kept = [*head, *blocks[_HEAD:]]
    for index, block in enumerate(kept):
        if not isinstance(block, Paragraph) or not index:
            continue
        last = not any(map(_is_prose, kept[index + 1 :]))
        if AFTER.match(block.text) or (last and PERHAPS_AFTER.match(block.text)):
            kept = kept[:index]
            break
    end = len(kept)
    while end and not _closes(kept[end - 1]):
        end -= 1
    return kept if _is_listed(kept[end - 1 : end], kept[end:]) else kept[:end]


def _is_prose(block: Block) -> bool:
    """Tell whether a block is a sentence."""
    return isinstance(block, Paragraph) and len(block.text) >= _PROSE and block.text[-1] in "。！？”"


def _is_listed(before: list[Block], rest: list[Block]) -> bool:
    """Tell whether lines without a full stop at the end of a text are what it announces (名单如下：), or its thanks."""
    texts = [block.text for block in rest if isinstance(block, Paragraph)]
    if not texts or len(texts) < len(rest):
        return False
    announced = any(isinstance(each, Paragraph) and _ANNOUNCES.search(each.text) for each in (*before, *rest[:1]))
    return announced or (len(texts) == 1 and _THANKS.fullmatch(texts[0]) is not None)


def without_buttons(blocks: list[Block]) -> list[Block]:
    """Return `blocks` without buttons and counters at either end of a text, and without a copy of the whole text, which
    a sheet from elsewhere hides on this kind of screen."""
    blocks = _once(blocks)
    head, foot = blocks[:_HEAD], blocks[_HEAD:][-_HEAD:]
    return [*_no_buttons(head), *blocks[_HEAD:-_HEAD], *_no_buttons(foot)]


def _once(blocks: list[Block]) -> list[Block]:
    long = [place for place, each in enumerate(blocks) if isinstance(each, Paragraph) and len(each.text) >= _PROSE]
    first = next((place for place in long[1:] if blocks[place] == blocks[long[0]]), 0)
    again = {blocks[place] for place in long if place >= first}
    whole = {blocks[place] for place in long if place < first}
    return blocks[:first] if first and len(whole) > 1 and again == whole else blocks


def _no_buttons(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if not (isinstance(block, Paragraph) and _BUTTON.fullmatch(block.text))]


def _precedes(text: str, headline: str) -> bool:
    """Tell whether `text` is the headline again, a breadcrumb or a date line."""
    if text == headline or _PLACE.match(text) or _SOURCE_LINE.fullmatch(text):
        return True
    return bool(
        len(text) <= _DATE_LINE and _DATE.search(text) and _LABEL.search(text) and not _IN_SENTENCE.search(text)
    )


def _closes(block: Block) -> bool:
    """Tell whether a text can end with `block`: a captioned picture, a credit, a full or a long sentence."""
    if isinstance(block, Paragraph):
        closed = len(block.text) > _TEASER or block.text[-1] in "。！？.!?”」』）)…；" or is_credit(block.text)
        return closed or _END.fullmatch(block.text) is not None or bool(read_author([block.text]))
    return bool(block.caption)


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
