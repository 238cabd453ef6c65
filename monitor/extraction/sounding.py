"""Which lines a site says of itself or of other articles, and which sentences of a text only sound so."""

from __future__ import annotations

import re

from monitor.extraction.ends import AFTER, ALONE, PERHAPS_AFTER

# A sentence that begins as a notice does is one if it says what such a notice is for: beginning, and what it says.
_SAYS = tuple(
    (re.compile(begins), re.compile(says, re.IGNORECASE))
    for begins, says in (
        (r"凡", r"注明|标[注明]|转载|作品|稿件|来源\s?[:：]|版权"),
        (r"特别提醒", r"联系|删除|版权|侵权|稿酬"),
        (
            r"[【（(]?(?:免责|版权|特别|重要)?声明",
            r"本[网站报文刊社]|版权|转载|登载|侵权|投资建议|不代表|作者|观点|立场",
        ),
        (r"扫一扫", r"^[^，]{0,60}$|更多|精彩|权威|第一时间|资讯"),
        (r"更多精彩", r"请|关注|下载|点击|登录|扫|尽在|客户端|公众号"),
        (r"[（(]?本文仅代表作者", r"观点|立场|意见|看法"),
        # 推荐阅读：《云州医改十年》由云州出版社出版。 tells of a book.
        (r"[【（(]?(?:相关|推荐|延伸|往期)", r"^(?![^，；《]{0,10}[:：\s]《[^《》]{1,60}》[^。])[^，；]{0,80}$"),
        (r"互联网新闻信息服务许可证", r"[:：@]|\d{5}"),
        (
            r"违法和?不良信息举报",
            r"^[^，。]{0,24}(?:@|(?:举报|电话|热线|邮箱|网址|入口|平台)\s?(?:[:：]|[\d（(+][\d（()）\s-]{4,20}[，,。；;]))",
        ),
        (r"[^，。]{0,20}(?:ICP备|公网安备)", r"(?:ICP备|公网安备)(?:案)?(?:编?号|序号)?[\s:：第]{0,3}\d"),
        (
            r"[^，。]{0,16}版权所有",
            r"版权所有\s?。?$|未经|不得|转载|违者|书面|侵权|复制|摘编|授权|本网?站|保留|copyright|\d{5}",
        ),
    )
)
_CLOSED = re.compile(r"[。！？][）)】”]?$")
_DISCLAIMER = re.compile(r"[【（(]?免责声明")
# Behind these stands the foot of a page, and no text for certain.
_FOOT = re.compile(
    r"[^，。]{0,20}(?:ICP备|公网安备|版权所有)|互联网新闻信息服务许可证|违法和?不良信息举报|copyright"
    r"|(?:全部|最新|热门|精选)(?:评论|留言)",
    re.IGNORECASE,
)
# A sentence on the rights of this text, or that names no owner, may stand anywhere in it; one that does, before so many
# paragraphs.
_OF_THIS = re.compile(
    r"[^，。]{0,16}版权所有[^。]{0,60}本文[^。]{0,30}。$"
    r"|[（(]?版权所有[，,\s]{0,2}(?:未经|不得|侵权|翻印|违者|转载)[^。\d]{0,40}(?:。[）)]?|[）)])$"
)
_RIGHTS, _SEVERAL = re.compile(r"[^，。]{0,16}版权所有[^。\d]{1,60}。[）)]?$"), 2
_PROSE = 20  # characters of a paragraph
_PROSE_END = re.compile(r"[。！？](?:[”’」』]|[（(][^（()）。]{1,40}[）)])?$|[”」]$")
_OF_THE_SITE = re.compile(
    r"本(?:网(?!络|点)|站|报(?!记者|讯|通讯)|刊(?!记者))|版权|著作权|转载|注明|侵权|违者|稿件|投稿|作品|为您推送|订阅|联系我们|欢迎(?:来电|来信|监督|关注|访问)"
    r"|主[管办][，、].{0,20}主[管办]|主管主办|发表评论|仅供参考|标明出处|^如(?:有|对)[^。，]{0,12}(?:异议|疑问)|^(?:摘要|网友|导读)[^，。:：]{0,12}[:：]"
)
# What may end a text without a full stop: who signed it and when, its files, its notes, its contacts, a row of figures.
_MAY_END = re.compile(
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
# Buttons and counters that stand above or below a text, each in a line of its own.
_BUTTON = re.compile(
    r"[【\[（(]?字[号體体號]\s?[:：]?\s?[【\[]?(?:(?:[大中小特默认]{1,2}|[AT][+-]?)[\s|/]{0,2}){0,6}[】\])）]?"
    r"(?:\s?[【\[]?打印(?:本页)?[】\]]?)?(?:\s?[【\[](?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏|纠错)[】\]]){0,3}|[【\[]?(?:[大中小][\s|/]{0,2}){3}[】\]]?|(?:[AT][+-]?\s?){2,3}"
    r"|分享(?:[到至]|文章)?\s?[:：]?(?:\s?(?:微信|微博|新浪微博|朋友圈|QQ(?:空间|好友)?|复制链接)){0,6}"
    r"|[【\[]?(?:听新闻|听全文|语音(?:播报|朗读)|(?:全文|点击|AI)?(?:朗读|收听)|播放|暂停|倍速|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|举报|纠错)[】\]]?"
    r"|(?:[【\[](?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏|纠错|返回顶部)[】\]]\s?){2,4}"
    r"|标签\s?[:：]?|\d\d:\d\d\s?/\s?\d\d:\d\d|[点戳]击?(?:上方|上面|下方)?[“「]?(?:蓝[色字]|标题下)[^。，]{0,12}关注[^。，]{0,10}"
    r"|(?:浏览|阅读|点击|访问)(?:次数|人次|[数量])?\s?[:：]?\s?\d[\d,.]{0,9}[万wW]?\+?\s?次?"
    r"|(?:如|若)(?:有)?侵权[^。]{0,12}联系[^。]{0,12}(?:删除|处理)。?",
    re.IGNORECASE,
)
# What a line without a full stop says of its page, behind a text.
_OF_THE_PAGE = re.compile(
    r"首页|返回(?:列表|上|首|顶)|顶部|联系我们|关于我们|网站地图|法律声明|转载|授权|版权|公众号|二维码|客户端|APP|扫[码描一]|订阅|投稿|点赞|评论"
    r"|阅读(?:全文|原文|[量数]|\s?\d)|关注(?:我们|本|微[信博])|友情链接|(?:栏目|网站)导航|广告|ICP备|备案号|(?:猜|可能)[^，]{0,6}喜欢"
    r"|^\W{0,3}(?:登录|注册|点击|下载|人气|浏览|收藏|分享|打印|关闭|字[号体]|我要|纠错|赞|[上下]一[篇页条]|(?:查看|了解|阅读)?更多|相关|关注|来\s?源|链接|微信|微博"
    r"|朋友圈|手机看|.{0,4}推荐(?:[:：]|$)|热[门点榜词搜]|标签|关键[词字]|责编|.{0,3}编辑|频道|栏目)|(?:频道|栏目)$|^[\W\d]{0,30}$",
    re.IGNORECASE,
)
# Whole lines that stand under a text: of reprints from WeChat, of buttons and of the site.
_BESIDE = re.compile(
    r"(?:the )?end|完|点亮在看|点个在看|(?:在看|点?赞|转发|收藏)(?:\s\d{1,7}\+?)?"
    r"|一键三连|写留言|精选留言|往期(?:精彩|回顾)?|大家都在看|视频号|抖音号"
    r"|官方微[博信]|打赏|(?:您|你)看到此.{0,14}|支持|有用|无用|踩|顶|给文章打分|QQ空间|复制链接|收起|展开(?:全文)?|不感兴趣|用手机查看|TOP"
    r"|.{0,8}人已?阅读|我来说两句|已有\d{1,6}人.{0,6}|文明上网.{0,10}|(?:第\d{1,3}页[/／\s]?)?共\d{1,3}页|本篇文章共.{0,6}|文件下载"
    r"|图片新闻|advertisement|(?:新闻|举报|客服)(?:热线|电话)\s?[:：].{0,30}|商务合作|网站标识码.{0,30}|建议使用.{0,30}|您是第.{0,20}"
    r"|(?:分类|所属栏目|专题|栏目|发布于|IP属地)\s?[:：]?.{0,12}|本文来自.{0,12}|.{2,8}政务服务网|(?:特别|免责|版权)声明"
    r"|素材来源\s?[:：].{0,20}",
    re.IGNORECASE,
)
_LONGEST = 40  # characters of such a line
_BUTTONS = 8  # characters of one that is a button or a counter, though it sounds like an office or a row of figures
_DAY = re.compile(r"20\d\d[-./]\d{1,2}[-./]\d{1,2}")
# What a page says of itself where its text should be.
_INSTEAD = re.compile(
    r"抱歉|对不起|敬请谅解|暂无内容|暂缺|没有了|加载|浏览器|本页|(?:发表|查看|参与|再|条)评论|我们|由智能工具|仅供参考"
    r"|请\s?(?:稍[候后等]|返回)|[（(]?(?:本|该|此)(?:视频|文件|内容|文章|页)"
    r"|(?:地址|邮编|邮箱|电话|传真|[上下]一[条篇])\s?[:：]|主办，[^。]{0,30}承办|承办，[^。]{0,30}(?:主办|技术支持)|阅读(?:全文|本文)|查看全文"
)
_OF_ITSELF = re.compile(
    r"网?页面|网页|链接|首页|刷新|重试|再次尝试|稍[后候]再|管理员|浏览器|跳转|返回|重新(?:登录|查找|搜索|提交|选择|加载)"
    r"|(?:继续|无法|暂停)(?:访问|浏览|查看|显示|阅读)|(?:该|本)(?:文章?|栏目|页|网站)(?=[已仅正内暂的])|参数(?:错误|不正确)"
    r"|仅限[^。，]{0,8}(?:访问|查看)|离开本[网站]|(?:前往|访问|收藏)[^。，]{0,4}新[的版]?(?:栏目|地址|网址|域名)|外部(?:链接|网站)"
)
# Said of this page alone: a sentence of a text may tell so of a hospital's reports.
_BY_MACHINE = re.compile(
    r"(?:^|[。！？!?；;…\s]|[，,](?=(?:内容|摘要|总结|速览)由))[（(【\[*※]{0,2}(?:注\s?[:：])?(?:以上|上述|本|该|此)?(?:文章|本文|全文|AI|[文页])?"
    r"(?:内容|摘要|总结|要点|导读|概要|速览|信息)?\s?(?:由|为)\s?(?:AI|人工智能|大模型|智能[^。，]{0,6})[^。，]{0,6}生成[，,。；;\s]{0,2}仅供参考[。）)\s]{0,2}$",
    re.IGNORECASE,
)
_VISITOR, _DAY_NAMED, _NOTICE = re.compile("[您你请]"), re.compile(r"\d[日号]|[昨今]日|近日|日前"), 200
# What it may ask its visitor for, as news asks its reader.
_ASKS = re.compile(r"请\s?(?:先|您|在|至|到|使用|用)?(?:微信)?(?:登录|下载|点击|扫|打开|关注|注册|开通)")


def is_notice(text: str, last: bool) -> bool:
    """Tell whether a line is what a site says of itself, or announces other articles; `last`: no prose follows."""
    if last and PERHAPS_AFTER.match(text):
        return True
    if not AFTER.match(text):
        return False
    if not _CLOSED.search(text) or (last and _DISCLAIMER.match(text)):
        return True
    return all(says.search(text) for begins, says in _SAYS if begins.match(text))


def may_stand_within(text: str, behind: int) -> bool:
    """Tell whether a notice may stand within a text, `behind` paragraphs of which follow: none of those that stand at
    the foot of a page."""
    if not _FOOT.match(text) or _OF_THIS.match(text):
        return behind > 0
    return behind >= _SEVERAL and _RIGHTS.match(text) is not None


def is_prose(text: str) -> bool:
    """Tell whether a paragraph is a sentence or more; a credit or the like may stand behind it, in brackets."""
    return len(text) >= _PROSE and _PROSE_END.search(text) is not None


def is_of_the_site(text: str) -> bool:
    """Tell whether a sentence behind a notice may go on with it."""
    return _OF_THE_SITE.search(text) is not None


def speaks_of_itself(text: str) -> bool:
    """Tell whether a short text tells its visitor what to do about the page itself (返回首页, 刷新页面, 联系管理员),
    and names no day."""
    said = {word[:2] for word in _OF_ITSELF.findall(text[:_NOTICE])}
    return len(text) < _NOTICE and len(said) > 1 and bool(_VISITOR.search(text)) and not _DAY_NAMED.search(text)


def may_end(text: str) -> bool:
    """Tell whether a line without a full stop may end a text for what it says; 回到顶部 is no department."""
    return _MAY_END.fullmatch(text) is not None and not (len(text) <= _BUTTONS and is_of_the_page(text))


def is_of_the_page(text: str) -> bool:
    """Tell whether a line without a full stop, behind a text, is one of its page."""
    if len(text) > _LONGEST or _DAY.fullmatch(text):
        return False
    return _OF_THE_PAGE.search(text) is not None or _BESIDE.fullmatch(text.strip("\\ —-－.。")) is not None


def is_button(text: str) -> bool:
    """Tell whether a line is a button or a counter."""
    return _BUTTON.fullmatch(text) is not None


def stands_alone(text: str) -> bool:
    """Tell whether a line is none of a text wherever it stands, though the text goes on behind it."""
    by_machine = "仅供参考" in text and _BY_MACHINE.search(text) is not None  # a summary that no editor wrote
    return by_machine or ALONE.fullmatch(text) is not None


def is_instead(text: str, dated: bool) -> bool:
    """Tell whether one sentence is what a page says where it has no text; `dated`: it has a day, and words of the
    headline."""
    asks = not dated and _ASKS.search(text) is not None
    return asks or _INSTEAD.search(text) is not None or is_notice(text, last=True) or is_button(text)
