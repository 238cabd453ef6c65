"""What papers print beside news: advertisements, notices, their own announcements, pages of pictures or films.

In a simulated week of ten papers 33 of 945 pages were such. Each rule asks for much, for a notice of a health
commission is news: 关于公布互联网医院名单的公告 has none of the words that make a notice private.
"""

from __future__ import annotations

import re

from monitor.markup.caption import is_credited
from monitor.text.markdown import Paragraph, Picture, read

ADVERTISEMENT, NOTICE, OWN, PICTURES, FILM = "advertisement", "notice", "own-notice", "pictures", "film"
TENDER, PERSONNEL, RECRUITMENT, BUDGET = "tender", "personnel", "recruitment", "budget"  # of government sites
MEANING = {
    ADVERTISEMENT: "广告",
    NOTICE: "启事或公告",
    OWN: "报社自己的启事、导读",
    PICTURES: "图片页",
    FILM: "视频页",
    TENDER: "招标采购公告",
    PERSONNEL: "人事任免",
    RECRUITMENT: "招聘录用",
    BUDGET: "预决算公开",
}
_ADVERTISEMENT = re.compile(r"[（(【\[]?(?:公益|图片|整版|商业|形象|分类|招商)?广告(?:专版|专栏)?[）)】\]]?[\d\s]*")
_PRIVATE = (
    "遗失|挂失|作废|减资|注销|清算|拍卖|变卖|招租|出租|催收|债权转让|债务催收|吸收合并|分立|解散|破产|寻亲|寻人|认领|迁坟"
    "|土地出让|招标|中标|流标|竞价|竞买|招聘|招募|招商"
)
_NOTICE = re.compile(
    rf"[^，。！？：:]{{0,24}}(?:{_PRIVATE})[^，。！？：:]{{0,10}}(?:公告|公示|声明|启事|通告|通知书)|遗失声明|声明|公告|启事|讣告|公示|通告"
    r"|.{0,6}(?:福利|体育)彩票.{0,12}(?:公告|信息)|天气预报|停电(?:公告|通知|信息)"
)
_OWN = re.compile(
    r"(?:今日|本期|本版|本报|要闻|内容|版面|重点|精彩)?(?:导读|导航|要目|目录|提要)|(?:本报|本刊|编辑部)[^，。！？：:]{0,12}"
    r"(?:启事|声明|征订|订阅|征稿|招聘)|(?:征稿|征订|订报|更正|致歉|征集)(?:启事|声明|说明)?|(?:敬?告|致)读者(?:书)?|报头|报眼|报尾|中缝"
    r"|(?:本版|本期)?(?:责编|责任编辑|编辑|校对|版式|美编)[：:\s].{0,40}|本版(?:责编|稿件|图片).{0,40}"
)
_OF_PICTURES = "(?:图片新闻|图片报道|图片故事|图说|组图|高清图集?|影像)"
_PICTURES = re.compile(rf"^(?:[【\[（(]{_OF_PICTURES}[】\]）)]|{_OF_PICTURES}(?:[:：|｜丨\s]|$))")  # 影像云上线 is news
_FILM = re.compile(r"^[【\[（(]?(?:视频|微视频|短视频|直播|动漫|Vlog)[】\]）):：|｜丨]", re.IGNORECASE)
_PLAYER = re.compile(r"视频(?:正在)?加载|(?:点击|扫码)观看|观看视频|浏览器(?:版本过低|不支持)|您的浏览器不支持")
_END = r"(?:[（(【\[][^）)】\]]{1,24}[）)】\]])?$"
# An authority's own housekeeping, by the end of the title: a rule on tenders, or the state's purchase of medicines, is
# policy.
_HOUSEKEEPING = (
    (
        TENDER,
        re.compile(
            r"(?:招标|采购意向|(?<!集中)(?<!带量)采购|中标|成交|流标|废标|询价|比选|磋商|竞争性谈判|单一来源|遴选供应商)"
            rf"[^，。《》]{{0,14}}(?:公告|公示|公开|结果|通知书){_END}"
        ),
    ),
    (
        RECRUITMENT,
        re.compile(
            r"(?:招聘|招录|公务员录用|拟聘|拟录用|公开遴选|公开选调|考生)[^，。《》]{0,20}"
            rf"(?:公告|公示|通知|简章|名单|成绩|人员|方案|职位表|岗位表){_END}"
        ),
    ),
    (
        PERSONNEL,
        re.compile(rf"(?:任前公示|人事任免|干部任免|(?:同志)?(?:任职|免职|任免)(?:的?(?:通知|公示|公告|决定))?){_END}"),
    ),
    (
        BUDGET,
        re.compile(
            r"(?:预算|决算|[“\"]?三公[”\"]?经费|绩效自评)[^，。《》]{0,12}"
            rf"(?:公开|公示|报告|说明|表|信息|情况){_END}|20\d\d年(?:度)?[^，。《》]{{0,24}}(?:预算|决算){_END}"
        ),
    ),
)
_LITTLE = 150  # characters of text beside pictures, or beside a film
_LINE = 40


def kind_of_page(headline: str, body: str, government: bool = False) -> str:
    """Return which kind of page without news this is, by its headline and its text (Markdown); empty for an article.
    `government`: of an authority's site, whose own housekeeping is none, and whose pages may be one attachment."""
    headline = headline.strip()
    if government:
        return next((kind for kind, pattern in _HOUSEKEEPING if pattern.search(headline)), "")
    for kind, pattern in ((ADVERTISEMENT, _ADVERTISEMENT), (NOTICE, _NOTICE), (OWN, _OWN)):
        if pattern.fullmatch(headline):
            return kind
    blocks = read(body)
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    length = sum(map(len, texts))
    if (_FILM.match(headline) and length < _LITTLE) or (length < _LITTLE and any(map(_PLAYER.search, texts))):
        return FILM
    pictures = any(isinstance(block, Picture) for block in blocks)
    if length < _LITTLE and (_PICTURES.match(headline) or (texts and all(map(is_credited, texts)))):
        return PICTURES
    return PICTURES if pictures and length < _LINE and not any("。" in text for text in texts) else ""
