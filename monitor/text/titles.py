"""Which part of a page's `<title>` is the headline: 影像云上线_要闻_云州网, 云州省卫健委-关于电子病历的通知.

A dash, bar or underscore stands before a site's name, or belongs to the headline: COVID-19, 5G-A, AI_医疗大会,
“互联网+医疗”——让健康触手可及, 健康观察｜数字医疗走进乡村. What stands behind it decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from monitor.text.hygiene import fold, tidy

SEPARATOR = re.compile(r"\s?(?:_{1,3}|[|｜丨]{1,2}|-{1,3}|–|—{1,2}|[»›>])\s?|\s[·•]\s")
_OWN = re.compile(r"\s?(?:[｜丨]|—{1,2}|–)\s?$")  # marks that a headline has itself, more often than not
_PIECE = re.compile(r"[A-Za-z0-9]+|[^\x00-\x7f]")  # a word or a letter
_WORD = re.compile(r"[A-Za-z0-9]")
# A name that ends so is one of a site, a column or an office.
_OF_SITE = re.compile(
    r"(?:[网委局厅]|网站|委员会|政府|频道|[日晚早时晨商周农工]报|都市报|青年报|健康报|电子报|数字报|数字报刊平台|周刊|客户端|公众号|门户|官网|首页"
    r"|新闻|新闻中心|资讯|要闻|动态|财经|专题|专栏|栏目|通知公告|政务公开|信息公开|政策文件|在线|传媒|电视台|广播|手机版|正文"
    r"|\.com|\.cn|news|online|the paper|china daily|36氪)$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:(?:20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?|第?\s?[A-Z]?\d{1,2}\s?版(?:[:：]\S{0,8})?)\s?){1,2}")
# The name of an authority or a paper and nothing else; a headline may end as one.
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,8}[省市县区州]?(?:卫生健康|医疗保障|疾病预防控制|中医药管?理?|药品监督管?理?|卫生和?计划?生?育?|发展和?改革|数据管?理?)"
    r"(?:委员会|委|局|厅)(?:门户网站|官网|网站)?|[\u4e00-\u9fff]{2,8}人民政府(?:门户网站|网站?)?"
    r"|[\u4e00-\u9fff]{2,6}(?:[日晚早]报(?:数字报|电子报|多媒体数字报刊平台)?|门户网站|新闻网|在线|网)"
)
_OF_OFFICE = re.compile(r"(?:[网委局厅]|网站|委员会|政府|频道|[日晚早时晨商]报|数字报|电子报|官网|在线|客户端)$")
# A name that ends so may be that of an institution which has the site, or of a part of it.
_OF_OWNER = re.compile(
    r"(?:(?<![家所级])医院|保健院|卫生院|大学|学院|学校|学会|协会|研究[院所]|中心|公司|集团|官网|卫健|图书馆|血站|管委会|总台|监督所"
    r"|[\u4e00-\u9fff](?:处|科|办公室|宣传部)|欢迎[您你][！!]?)$"
)
_OTHER_NAME = re.compile(
    r"\s?[（(【\[](?P<inside>[^（()）【】\[\]]{2,20})[）)】\]]$"
)  # 云州市人民医院（云州大学附属医院）
# What institutions do, in headlines that end in the name of another: 专家走进云州市人民医院.
_ACTS = re.compile(
    r"走进|走入|牵手|携手|建成|入驻|进驻|落户|登上|亮相|获[评批奖得]|启用|上线|接入|举办|召开|成立|揭牌|开通|打造|联合|签约|来到|调研|走访|约谈|通报|点赞|入选|织成|连成|出任|履新|上任|授牌|挂牌|落地|花落"
)
_BARE = r"[^\s/·•:（()）【】\[\]_|｜—]"
_TAIL = re.compile(
    rf"(?:\s?[（(【\[]([^（()）【】\[\]]{{2,30}})[）)】\]]|(?:\s[/-]\s|[·•]|:{{2}})((?!-){_BARE}{{2,31}})|\s((?!-){_BARE}{{4,16}}))$"
)
_LEAD = re.compile(r"([^\s:_|｜—-]{3,16})(?:\s|:{2})(?=[^\s_|｜—-])(?!20\d\d)")
_DOMAIN = re.compile(r"(?:[\w-]{1,30}\.){1,4}(?:cn|com|net|org)(?:\.cn)?", re.IGNORECASE)
_PAPER = r"[\u4e00-\u9fff]{2,6}(?:[日晚早]报(?:数字报|电子报)?|新闻网|门户网站)"  # no office: it may act
_SURE_MEDIUM = re.compile(_PAPER)
_SENTENCE = re.compile(r"[，。？！：；、“”《》,?!:;]")
_CUT = re.compile(r"\s?(?:[…⋯]|\.\.|。。)[…⋯.。]{0,12}$")
_CUT_BEFORE_SITE = re.compile(r"((?:[…⋯]|\.\.)[…⋯.]{0,6})\s?[-_|](?![-_|]).{2,40}$")  # 云州市建成市级影...-云州市中医院
_MARKS, _MARK = "_-–—|｜丨", re.compile("[_|｜丨–—-]")  # behind a headline, before its site
_NAME_BEFORE = re.compile(r"([^_|｜丨–—-]{2,16}?)\s?[_|｜丨–—-](?:.{0,20}[_|｜丨–—-])?\s?$")  # and a column's behind it
_LONGEST_NAME = 16  # characters
_COLUMN, _SHORT_COLUMN = 6, 4
_HEADLINE, _HEADLINE_BEFORE_BAR = 4, 8  # characters before an underscore or two dashes, and before another mark


def without_site(title: str, sites: Collection[str] = ()) -> str:
    """Return the headline in `title`: without names of site and column behind it, or the site's (of `sites`) before."""
    title = _CUT_BEFORE_SITE.sub(r"\1", _without_medium(tidy(title), sites))
    marks = [mark for mark in SEPARATOR.finditer(title) if not _joins_a_word(title, mark)]
    start, end = 0, len(title)
    if marks and not _OWN.match(marks[0][0]) and _is_before(title[: marks[0].start()], title[marks[0].end() :], sites):
        first = marks.pop(0)
        start = first.end()
        while marks and first[0] == marks[0][0]:  # 云州网--健康--…, 云州日报 - 2025年9月23日 - …
            column, rest = title[start : marks[0].start()], title[marks[0].end() :]
            short = len(column) <= _SHORT_COLUMN and (first[0] == "--" or _OF_SITE.search(column))
            if not (_DAY.fullmatch(column) or short) or (first[0] != "--" and is_owner(rest, sites)):
                break
            start = marks.pop(0).end()
    named = False
    while marks:
        head, mark, name = title[start : marks[-1].start()], marks[-1][0], title[marks[-1].end() : end]
        if not _is_behind(head, mark, name, sites) and not (named and _is_column(head, mark, name)):
            break
        named, end = named or is_site(name, sites), marks.pop().start()
    return title[start:end].strip()


def _without_medium(title: str, sites: Collection[str]) -> str:
    """`title` without a medium's name that no mark of a title parts from it: in brackets, behind a stroke, a blank; of
    a name that may be words of the headline (专家在线, 读懂医保网) only the site's. An office's stays: it may act."""
    if (tail := _TAIL.search(title)) and len(title[: tail.start()]) > _HEADLINE:
        name = tail[1] or tail[2] or ""
        known = _OF_SITE.search(name) and any(_abbreviates(fold(name), fold(site)) for site in sites)
        if known or _SURE_MEDIUM.fullmatch(tail[3] or name) or _DOMAIN.fullmatch(name):
            return title[: tail.start()].rstrip(" ·•/-")
    head = _LEAD.match(title)
    if head and _SURE_MEDIUM.fullmatch(head[1]) and len(title[head.end() :]) > _HEADLINE:
        return title[head.end() :]
    return title


def is_office(name: str) -> bool:
    """Tell whether `name` is that of an authority, a paper or a site as a whole: 云州省卫健委, not 各县全部联网."""
    return _OFFICE.fullmatch(name) is not None


def is_site(name: str, sites: Collection[str] = ()) -> bool:
    """Tell whether `name` is a site's, a column's or an office's, by `sites` or its end, or a paper's day or page."""
    if _DAY.fullmatch(name) or any(_abbreviates(fold(name), fold(site)) for site in sites):
        return True
    return len(name) <= _LONGEST_NAME and not _SENTENCE.search(name) and bool(_OF_SITE.search(name))


def is_institution(name: str) -> bool:
    """Tell whether `name` may be an institution's, an office's, a paper's, or of a part of one: 云州市人民医院, 医务处;
    no column's (新闻动态). A headline may end so."""
    if (other := _OTHER_NAME.search(name)) and (_OF_OWNER.search(other["inside"]) or is_site(other["inside"])):
        name = name[: other.start()]
    ends = _OF_OWNER.search(name) or _OF_OFFICE.search(name)
    return len(name) <= _LONGEST_NAME and not _SENTENCE.search(name.rstrip("！!")) and ends is not None


def is_owner(name: str, sites: Collection[str] = ()) -> bool:
    """Tell whether `name` may be that of whoever has a site, or of a column: `is_institution` or `is_site`, and none in
    which something is done."""
    return (is_institution(name) or is_site(name, sites)) and not _ACTS.search(name)


def is_cut(title: str) -> bool:
    """Tell whether the system that wrote `title` has cut it and said so."""
    return _CUT.search(title) is not None


def continues(whole: str, title: str) -> bool:
    """Tell whether `whole` is the headline whose beginning `title` is, or is without its … at the end."""
    beginning = fold(_CUT.sub("", title))
    return len(beginning) > _HEADLINE and fold(whole).startswith(beginning) and not is_cut(whole)


def behind(title: str, heading: str, sites: list[str]) -> str | None:
    """Return what `title` has behind the `heading` with which it begins, a mark and no more of a headline; None if it
    does not begin so, or goes on."""
    if title == heading or fold(title) == fold(heading):
        return ""
    whole = title if title.startswith(heading) else fold(title)
    start = heading if title.startswith(heading) else fold(heading)
    if not start or not whole.startswith(start):
        return None
    rest = whole[len(start) :]
    mark, name = rest.strip()[:1], _MARK.split(rest.strip())[-1].strip()
    if mark in "_-–—":
        return name
    parted = mark in _MARKS or rest[0].isspace()
    return name if parted and (is_owner(name, sites) or (mark in _MARKS and len(heading) > 2 * len(name))) else None


def name_beside(title: str, text: str, sites: list[str]) -> str:
    """Return the owner's name that `title` has before the `text` at its end, or behind a short one; or nothing."""
    before, rest = title.removesuffix(text), title.removeprefix(text)
    if text and before != title and (parts := _NAME_BEFORE.match(before)) and is_owner(parts[1], sites):
        return parts[1]
    name = rest.strip(" _-–—|｜丨") if rest != title and len(text) <= _HEADLINE and _MARK.match(rest.strip()) else ""
    return name if is_institution(name) else ""


def _joins_a_word(title: str, mark: re.Match[str]) -> bool:
    before, behind = title[: mark.start()][-1:], title[mark.end() : mark.end() + 1]  # 5G-A, COVID-19; not `- CAIJING`
    return mark[0] in ("-", "_", "–") and bool(_WORD.match(before) and _WORD.match(behind))


def _is_behind(head: str, mark: str, name: str, sites: Collection[str]) -> bool:
    if not head or len(name) > _LONGEST_NAME or not name:
        return not name
    if is_site(name, sites) or (mark[0] == mark[-1] == " " and is_owner(name, sites)):
        return True
    if _OWN.match(mark) or mark == "-" or mark.strip() in ("·", "•") or _SENTENCE.search(name):
        return False
    least = _HEADLINE if "_" in mark or "--" in mark else _HEADLINE_BEFORE_BAR
    return len(head) >= len(name) and len(_PIECE.findall(head)) >= least


def _is_column(head: str, mark: str, name: str) -> bool:
    """Tell whether `name`, between a headline and a site's name, is that of a column."""
    short = len(name) <= _SHORT_COLUMN and not _WORD.search(name)
    return short and mark.strip() in ("-", "_", "|") and len(_PIECE.findall(head)) >= _HEADLINE_BEFORE_BAR


def _is_before(name: str, rest: str, sites: Collection[str]) -> bool:
    if _DAY.fullmatch(rest):
        return False
    known = any(_abbreviates(fold(name), fold(site)) for site in sites)
    if not known and is_owner(rest, sites) and len(name) > len(rest):
        return False  # 接入影像云一张网-云州卫健委: it is the other one
    if len(name) <= _COLUMN and _OF_SITE.search(name) and not is_site(rest) and len(rest) > len(name):
        return True
    return len(name) <= _LONGEST_NAME and not _SENTENCE.search(name) and (known or bool(_OF_OFFICE.search(name)))


def _abbreviates(short: str, name: str) -> bool:
    """云州卫健委 for 云州省卫生健康委员会: the same letters in the same order, from the same one."""
    letters = iter(name)
    return len(short) > 1 and short[:1] == name[:1] and all(letter in letters for letter in short)
