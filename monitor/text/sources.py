"""The name of who printed an article first, out of a line that has buttons, figures and labels around it; and the lines
at the ends of a text that say nothing but who gave it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from monitor.text.bylines import is_person
from monitor.text.hygiene import tidy

# 数据来源, 图片来源, 资金来源 are not the article's.
_LABEL = re.compile(
    r"(?<![据料片金频材像])(?:[来來]\s?源|稿源|出处|来自(?=\s?[:：]))(?:于?\s?[:：丨|｜︱]\s?|\s?(?=[（(]))"
    r"|(?<![A-Za-z])[Ss]ource\s?[:：]\s?(?=[\u4e00-\u9fff])"
    r"|(?:信息|文章|稿件|新闻|作者[/／]|^|(?<=\d\s)|(?<=[|｜]\s)|(?<=[【\[]))来源\s"
    r"(?=[\u4e00-\u9fff]{2,14}(?:[报網网台社局委]|发布|融媒|在线|客户端)(?:[\s】\]]|$))"
)
_REPRINT = re.compile(
    r"(?:^|(?<=[\s（(【\[|]))(?:转载?自|摘自|原载于?|(?:本文|文章|稿件|新闻|内容)?来源于)\s?[:：]?\s?"
)
_AFTER = re.compile(
    r"[（(]?据(?P<name>[^，。：:\s]{1,20}?(?:社|报|网|台|客户端|公众号|周刊|发布|频道|杂志))(?:消息|报道|电|讯)?[）)]?"
)
_MAY_NAME = re.compile("[源处自载据]|ource")  # of which each of these has one
_NAME = re.compile(r"(?:[^|｜【】\[\]（）()]|[（(][^（）()]{0,40}[）)])+")
_END = re.compile(
    r"(?:作者|[编編][辑輯]|[责責]任[编編][辑輯]|[责責][编編]|[记記]者|审[核校]|校对|[初复终]审|供稿|撰稿|发布[人者]|录入|[发發][布佈表][时時][间間]|[发發][布佈]日期|更新[时時][间間]|[时時]\s?[间間]|日\s?期"
    r"|字[体體]|字[号號])\s?[:：].*"
    r"|(?:打印|字[号號]|字[体體]|[浏瀏][览覽]|[点點][击擊]|IP\s?属地|参与互动|举报|分享(?:[到至:：]|$)|\d{1,9}人参与|阅读[量数]|原标题).*"
    r"|\s(?:阅读|评论|分享|收藏|点赞|关注|转发|微信|微博|QQ|手机|朗读|听|纠错|复制|下载|返回|订阅|扫|我要|进入|查看|原文"
    r"|[编編][辑輯]|[责責][编編]|[责責]任|作者|[记記]者|通[讯訊][员員]|正文|标签|热度|关闭|保存|投稿|发[布表]|更新|大(?=[\s中]|$)|字[大小]|A[+-]|[+-]|\d).*"
    r"|[，,、/／](?:[记記]者(?!之家|协会)|作者|通[讯訊][员員])(?![\u4e00-\u9fff]{0,3}(?:[报網网台社刊]|观察|之家|协会|文摘))[\u4e00-\u9fff]{2,4}(?=\s|$).*"
    r"|\s(?:[发發][布佈])?(?:[时時][间間]|日期)(?:\s.*)?$|A\+\s?A-?.*"
    r"|\d{4}[-年./].*"
    r"|[（(]\s?(?:[记記]者|通[讯訊][员員]|作者|[编編][辑輯]|文\s?[/／:：])[^（）()]{0,60}[）)]?.*|(?<=[报網网社台刊])(?:[记記]者|通[讯訊][员員])(?!之家|协会|站|部|团).*"
    r"|\s[^\s:：|]{2,6}[:：].*",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = re.compile(
    r"null|undefined|none|nan|无|暂无|不详|佚名|匿名|未知|其[他它]|admin(?:istrator)?", re.IGNORECASE
)  # what programs write where nobody is named
_WRAPPED = re.compile(r"[（(\[【](?P<inside>.{0,160}?)[）)\]】]")
_DAY = re.compile(
    r"20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s{0,3}[（(]?(?:星期|周)[一二三四五六日天][）)]?(?=\s\d))?(?:[\sT]{0,3}\d{1,2}[:：时]\d\d(?:[:：分]\d\d)?[分秒]?)?"
    r"|(?<!\d)\d{1,2}[-/.月]\d{1,2}日?\s{1,3}\d{1,2}:\d\d(?::\d\d)?"
)
_BESIDE_DAY = re.compile(  # the page of a paper, the weekday, a counter, buttons, the size of letters, who wrote it
    r"(?:^|(?<=[\s|｜]))(?:本[报网台刊社])?(?:记者|通讯员|作者|责编|编辑)\s?[:：]?\s?(?:(?!\S{0,14}[报网台社](?:\s|$))[\u4e00-\u9fff]{2,4}(?=[\s、]|$)[\s、]{0,2}){1,3}|"
    r"[【\[(（]?字[号體体號]\s?[:：]?(?:[\s|/]{0,2}[大中小特][号号]?){0,4}[】\])）]?|第?\s?[A-Z]?\d{1,3}\s?版|(?:星期|周)[一二三四五六日天]|(?:阅读|浏览|点击)[量数次]{0,2}\s?[:：]?\s?\d[\d.,]{0,9}\s?[万wW]?\+?次?"
    r"|(?:(?<=\s)|^)(?:(?:我要|发表|查看)?评论|收藏|分享|打印|纠错|听新闻|关闭|(?:发布|发表|刊发|更新)于)(?:\s?[(（]\d{0,6}[)）])?(?=\s|$)"
)
_OF_PRESS = re.compile(
    r"[\u4e00-\u9fffA-Za-z·]{1,14}(?:报|网|台|社|发布|在线|客户端|融媒|中心|委|局|热线|观察|广电|周刊|杂志)"
)
_OF_ISSUER = re.compile(
    r"[\u4e00-\u9fff]{2,14}(?:委员会|政府|医院|保健院|卫生院|大学|学院)|[\u4e00-\u9fff]{0,12}宣传[部处科]"
)
_PUBLISHER = re.compile(r"(?:^|[\s｜])发布(?:者|机构|单位)\s?[:：]\s?(?P<name>[\u4e00-\u9fff]{2,20})(?:[\s｜\d]|$)")
_SENTENCE = re.compile(r"[。！？!?；;]")
_FOOT, _BEFORE = 4, 8  # texts at the end of an article, and before it, among which credits stand
_FOOT_LINE = re.compile(
    r"(?!.{0,60}20\d\d)[（(【\[]?\s?(?:(?:本文|文章|稿件|信息|新闻)?[来來]\s?源|转载?自)\s?[:：丨|｜︱][^。！？；]{2,60}"
)
_BOTH = r"文\s?[/／、]\s?[图圖]|[图圖]\s?[/／、]\s?文|图文|文图"
_CORRESPONDENT = r"(?:本[报网台刊])?通[讯訊][员員]"  # （本报记者 李木） is printed with the text, by every paper
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:[科处部委局]|办公室|党办|工会|医院|卫生院|大学|学院|(?:宣传|新闻|信息|融媒体?|疾控)中心)"
)
# Offices that hand in news; others (心内科) may be what a line is about, those with a place (云州市融媒体部) issuers.
_HANDS_IN = re.compile(r"(?=.{0,12}(?:宣传|新闻|融媒|党[办委政建]|信息|网信|团委|工会))[\u4e00-\u9fff]{3,14}")
_PLACED = re.compile("[省市县区州院校局]|委(?!宣)")
_DID = re.compile(  # what whoever is named behind it did for a text; a line of the desk does not begin so
    rf"(?:^(?!审|.审|校对|(?:责任)?编辑|责编)|(?<=[\s、，]))(?:(?:撰文|{_BOTH}|{_CORRESPONDENT})\s(?![|丨｜/／])|本[报网台刊]通[讯訊][员員]"
    rf"|(?:{_BOTH}|文字?|图片?|摄影|摄像|制图|绘图|漫画|插[画图]|供图|(?:供|来|撰)稿(?:单位|部门|科室|人)?|撰文|作者(?:单位)?|采写|执笔|视频"
    rf"|剪辑|配音|海报|文案|审[核稿校]|[初复终一二三]审|校对|(?:责任)?编辑|责编|{_CORRESPONDENT})\s?[:：丨|｜/／︱]\s?)"
)
_GIVEN = re.compile(rf"(?<=[\u4e00-\u9fff])(?:\s?(?:供稿|来稿|供图)|\s?[/／]\s?(?:文|图|摄)|\s(?:{_BOTH}))$")
_FRAMED = re.compile(r"[（(【\[]\s?(?P<inside>[^（()）【】\[\]]{2,60})\s?[）)】\]]")
_WITHIN = re.compile(rf"^{_CORRESPONDENT}(?=[\u4e00-\u9fff]{{2,4}}(?:[\s、，]|$))")  # （通讯员李木）
_APART = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_PROSE = re.compile(r"\A(?=.{20}).{0,3000}[。！？!?…][”\"』」）)]{0,2}")
_IS_NOTICE = re.compile(r"特此|.{0,60}[:：]$|.{0,8}(?:联系人|电话|邮箱)[:：]")  # who signs one has issued it
_DREW = re.compile(
    r"[（(]?(?:图片?|摄影|摄像|制图|绘图|漫画|插[画图]|供图|视频|剪辑|配音|海报)\s?[^\s/／、\u4e00-\u9fff]"
)
_NO_SIGNER = re.compile(  # words that begin as names do
    r"安[徽全康]|江[苏西]|成都|金融|时[间评]|单位|方[法案]|严[格重]|连[载续]|华[夏东南北中]|高[血考新]|董事|常[见务州]|平[安台]|温[馨州度]|全[部文国]"
    r"|简[介讯报]|于|计[划算]|解[读答]"
)
_LONGEST, _SEVERAL = 30, 12  # characters; a line of more is no name, unless it is several
_SIGNED = 64  # characters of a line that names who handed a text in


def read_source(text: str) -> str:
    """Return the name after 来源：, 来源（…）, 转自 or 据 in `text`, several as printed; empty if the label or the
    name is missing, or what stands there is a sentence."""
    text = tidy(text)
    if not _MAY_NAME.search(text):
        return ""
    for label in (_LABEL, _REPRINT):
        for match in label.finditer(text):
            if name := source_name(text[match.end() : match.end() + 160]):
                return name
    after = _AFTER.fullmatch(text)
    return after["name"] if after else ""


def source_at_foot(texts: Sequence[str], before: Sequence[str] = ()) -> str:
    """Return the source that one of the last `texts` of an article names, a line that begins with the label and is no
    sentence: （来源：云州日报）, 来源丨云州日报; else the press or office that the texts `before` it, the nearest
    first, name as who put it there (发布者：); empty without any."""
    named = (match["name"] for match in _PUBLISHER.finditer(" ".join(reversed(before[:_BEFORE]))))
    known = (name for name in named if _OF_PRESS.fullmatch(name) or _OF_ISSUER.fullmatch(name))
    at_foot = filter(None, (read_source(text) for text in texts[-_FOOT:] if _FOOT_LINE.fullmatch(text)))
    return next(at_foot, "") or next(known, "")


def press_beside_day(line: str) -> str:
    """Return the name of the press that stands with a day, and nothing else, in `line`: 云州晚报 2025-12-09 08:30;
    empty if anything else does."""
    before, *behind = _DAY.split(tidy(line))
    parts = (_BESIDE_DAY.sub(" ", each) for each in (before, *behind))
    rest = [part for each in parts if (part := each.strip(" 　|｜/／·:：-—[]【】（）()"))]
    known = len(behind) == len(rest) == 1 and (_OF_PRESS.fullmatch(rest[0]) or _OF_ISSUER.fullmatch(rest[0]))
    return rest[0] if known else ""


def is_press(name: str) -> bool:
    """Tell whether `name` is that of a paper, a site, an office, by its end."""
    return _OF_PRESS.fullmatch(name) is not None


def source_name(text: str) -> str:
    """Return `text`, which begins with a source's name, without what follows it; empty if it is no name."""
    text = tidy(text)
    if wrapped := _WRAPPED.match(text):
        text = wrapped["inside"]
    name = _NAME.match(text)
    found = _END.sub("", name[0]).strip(" ：:、，,/／·-—（(") if name else ""
    press, _, reporter = found.partition("/")
    if _OF_PRESS.fullmatch(press.strip()) and is_person(reporter.strip()):  # 来源：云州日报/李木
        found = press.strip()
    parts = re.split("[，,]", found)
    if (
        _NOBODY.fullmatch(found)
        or _SENTENCE.search(found)
        or len(found) > _LONGEST
        or (len(parts) > 1 and max(map(len, parts)) > _SEVERAL)
    ):
        return ""
    return found


def signers(text: str) -> list[str]:
    """Return the persons and offices whom a line names that says nothing else: （李木）, 宣传科, 制图：李木."""
    if len(text) > _SIGNED:
        return []
    framed = _FRAMED.fullmatch(text.strip())
    line = framed["inside"].strip() if framed else text.strip()
    bare = _DID.sub(" ", _GIVEN.sub("", line))
    bare = _WITHIN.sub("", bare) if framed else bare
    names = re.split(r"[\s、，,；;]+", _APART.sub(r"\1\2", bare).strip())
    persons = [name for name in names if is_person(name)]
    if not all(name in persons or _OFFICE.fullmatch(name) for name in names):
        return []
    if bare != line or (persons and names[0] not in persons):  # it says what they did, or whose they are
        return names
    if persons:
        return names if framed and not any(map(_NO_SIGNER.match, names)) else []
    return names if all(map(_HANDS_IN.fullmatch, names)) and (framed or not _PLACED.search(line)) else []


def signed_lines(texts: Sequence[str]) -> list[int]:
    """Return the places of the lines at the head and the foot of a text that only say who handed it in or drew for it;
    not who wrote it, which is printed as credits are. Empty texts are pictures. Lines of a notice, whose sender is a
    part of it, or of a list are none, nor an office above sections, nor persons whom the text names (behind what
    somebody said)."""
    lines = [(place, text) for place, text in enumerate(texts) if text]
    head = [*takewhile(lambda line: signers(line[1]), lines)]
    foot = [*takewhile(lambda line: signers(line[1]), reversed(lines[len(head) :]))]
    own = [text for _, text in lines[len(head) : len(lines) - len(foot)]] if head or foot else []
    if not own or any(signers(text) or _IS_NOTICE.match(text) for text in own):
        return []
    prose = [_PROSE.fullmatch(text) is not None for text in own]
    signed = list[int]()
    for ends, sure, fits in ((head, all(prose), prose[0]), (foot, True, prose[-1])):
        alone = sum(map(_is_office, (text for _, text in ends)))
        for place, text in ends if fits and alone <= sure else ():
            persons = [name for name in signers(text) if is_person(name)]
            wrote = persons and not _DREW.match(text)
            if not wrote and not any(name in "".join(own) for name in persons):
                signed.append(place)
    return signed


def _is_office(text: str) -> bool:
    """Tell whether a line is an office's name and no more, as a heading or a line of a list may be."""
    return _OFFICE.fullmatch(text.strip()) is not None
