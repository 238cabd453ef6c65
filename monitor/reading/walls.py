"""What pages that stand in an article's place write: titles that are theirs alone, lines that speak to the visitor, and
the scripts of challenges. Each kind is the PageError that names it; the first in the table counts.

A bare word (安全验证, 云防护, 已被删除) proves nothing, for news is written about it. Facts: dossiers gov, xinhuanet;
the pages of 安全狗, 宝塔, 360网站卫士, 云锁, D盾, 创宇盾, 百度云加速, 华为云, 阿里云, 腾讯云, Cloudflare, Akamai,
Imperva, F5, the error pages of nginx, Tomcat, IIS, ASP, PHP, Spring and Django, as reports know them.
"""

from __future__ import annotations

import re

from monitor.exceptions import BlockedPage, EmptyPage, NotFound, OutOfService, PageError, ScriptOnly, ServerFault
from monitor.extraction.sounding import speaks_of_itself

Kinds = tuple[tuple[type[PageError], re.Pattern[str]], ...]
SAYS: dict[type[PageError], str] = {
    BlockedPage: "防爬验证页，不是文章",
    NotFound: "文章已删除或不存在",
    ServerFault: "网站自己的出错页，不是文章",
    OutOfService: "网站维护或停用的通知，不是文章",
    ScriptOnly: "页面要靠脚本生成，没有正文",
    EmptyPage: "空页面",
}
# A sentence of an article that does not say that this very text goes on elsewhere or is gone, as walls in articles do.
OWN_LINE = re.compile("^(?!.*(?:[全本正]文|剩余|余下|阅读|[本该此](?:内容|文章|页|稿|帖|信息))).*[。；][”」』）)]?$")
_LOST = re.compile("不存在|删除|移除|没有找到|失效|下线")
_HEADLINE = 8  # characters
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")  # a letter, and no class of characters


def _table(phrases: dict[type[PageError], tuple[str, ...]]) -> Kinds:
    """The patterns of `phrases`, of a text in lower case: one that ignored the case would take four times as long."""
    lowered = ((kind, _CAPITAL.sub(lambda found: found[0].lower(), "|".join(each))) for kind, each in phrases.items())
    return tuple((kind, re.compile(pattern, re.MULTILINE)) for kind, pattern in lowered)


_SO = r"[^。！!\n]"  # within one sentence
_ON = r"[\s\S]{0,80}"
_END = r"(?:[，,。！!；;～~\s]|$)"
_SORRY = r"(?:(?:对不起|很?抱歉|非常抱歉|温馨提示|系统?提示|错误)[，,：:！!\s]{0,2})?"
_ASKED = r"(?:所|想?要)?(?:访问|查看|要?找|请求|要求|浏览|寻找|打开)的?"
_THING = r"(?:页面|网页|文章|稿件|内容|信息|网址|链接|文件)"
_GONE = r"(?:不存在|未找到|找不到了?|没有找到|丢失了?|走丢了|已?被?(?:删除|移除|移走|撤回)了?|已?下线了?|已失效|已过期)"
_REMARK = r"(?:评论|留言|发表|发言|参与|点赞|收藏|投票|回复)"  # what a reader of an article logs in for
_MACHINE = r"(?:服务器|系统|程序|页面|数据库|网站|运行时?|应用程序|编译)"
_FAILED = r"(?:了?一?个?错误|异常|出错了?|失败|繁忙|忙碌?(?=[，,\s]{0,2}请|[。！!\s]{0,3}$)|开小差了?)"
_MENDED = r"(?:升级|维护|检修|改版)"
_CLOSED = r"(?:被?关闭|停用|暂停|无法(?:进行)?访问|未备案|过期|到期)"
_GUARD = (
    r"(?:D盾|云锁|(?:网站)?安全狗|(?:360)?网站卫士|创宇盾|知道创宇|加速乐|百度云加速|云防护|宝塔"
    r"|(?:长亭)?雷池|安全中心|WAF|Web应用防火墙)"
)

# A whole title or heading in lower case, without the site's name and the marks at its ends.
TITLES = _table(
    {
        BlockedPage: (
            _GUARD + r"(?:[_\s·-]{0,2}(?:拦截|提示|页面|信息|安全|云?防护|系统)){0,3}",
            r"(?:[a-z\d\s]{1,12}|网站|应用|网页|云|安全|智能){0,3}防火墙(?:拦截)?(?:提示|页面)?|跳转(?:提示|页面)|[您你]?即将离开本[网站]站?",
            r"(?:百度|腾讯|阿里云?|网站)?(?:安全|人机|访问|滑动|滑块|身份|行为|登[录陆])验证码?(?:中心|页面|中)?",
            r"(?:请?输入)?验证码|(?:请|需要)先?(?:完成|进行|通过)\w{0,4}验证",
            r"(?:正在(?:进行)?)?安全(?:检测|检查|拦截)(?:中|提示|页面)?",
            r"[您你]?的?(?:访问|请求|页面|操作|IP)(?:已|行为)?(?:被|受|遭)?(?:系统|管理员|网站|安全策略)?"
            r"(?:拦截|阻断|禁止|拒绝|受限|限制|屏蔽|异常)(?:了|提示|页面|信息)?",
            r"拦截(?:提示|页面|信息)|(?:访问|操作|请求)(?:过于|太|过于太)频繁|访问认证|网站访问报错|(?:当前)?环境异常",
            r"(?:用户|会员|账号|帐号|系统|后台)?登[录陆](?:页面?|系统|中心)?|(?:统一)?身份认证(?:平台|系统|中心)?",
            r"(?:当前|[您你]的|本次)?(?:访问|请求)(?:存在|疑似|包含)\w{0,12}(?:威胁|攻击|风险|异常)"
            r"(?:[，,]?已?被?(?:系统|网站)?(?:拦截|阻断|拒绝))?|[您你]的(?:连线|存取|访问)已被\w{0,6}(?:拒绝|封锁)",
            r"请先?登[录陆]|请稍[候等后]|您?(?:正在|需要)?排队(?:中|等候)?|(?:40[135]|412|429|521)(?:\s(?:错误|禁止访问))?",
            rf"(?:error[\s:]{{0,2}})?(?:40[13]|429|forbidden|unauthorized)\b{_ON}",
            rf"(?:error[\s:]{{0,2}})?access (?:to [\w .]{{1,40}} )?(?:is |has been |was )?denied{_ON}",
            rf"(?:error[\s:]{{0,2}})?(?:request (?:rejected|blocked|denied|unsuccessful)|the request could not){_ON}",
            rf"(?:just a moment|attention required|one more step|pardon our interruption|checking your browser){_ON}",
            rf"(?:security|bot|browser|robot|human|captcha) (?:check|verification|challenge){_ON}",
            rf"(?:verif(?:y|ying) (?:you|that you)|are you an? (?:human|robot)|captcha\b|too many requests){_ON}",
            rf"(?:please (?:wait|verify|log ?in|sign ?in)|(?:user |member )?(?:log|sign) ?in\b|restricted access){_ON}",
            rf"(?:sorry, )?you have been blocked{_ON}",
        ),
        NotFound: (
            rf"{_SORRY}(?:[您你该此](?:{_ASKED})?的?)?{_THING}(?:可能)?{_GONE}",
            rf"(?:找不到|没有找到|未找到)(?:该|此|您要的)?{_THING}|(?:此|该)内容因\w{{0,12}}无法查看|已删除或过期的稿件",
            r"暂无(?:内容|数据|信息)|404(?:[\s_:：-]{0,3}(?:错误|页面|找不到页面|页面不存在|未找到)){0,2}",
            rf"(?:(?:http )?(?:status|error|错误)[\s:]{{0,2}})?404\b[ –-]{_ON}|(?:page |object |file )?not found",
        ),
        ServerFault: (
            rf"{_SORRY}{_MACHINE}(?:发生|内部|连接|出现|运行时?)?{_FAILED}(?:提示|信息|页面)?|出错[了啦]",
            r"(?:cdn)?节点错误|源站\w{0,6}(?:失败|超时|错误)|\w{1,40}error at /.{0,80}|dedecms error.{0,20}",
            r"[“\"'‘]?/[”\"'’]?应用程序中的服务器错误|没有找到站点|恭喜[，,]\s?站点创建成功",
            rf"(?:(?:http )?(?:status|error|错误)[\s:]{{0,2}})?50[0-5](?:[ –-]{_ON})?",
            rf"(?:http |internal )?server error{_ON}|bad gateway|gateway time-?out",
            rf"(?:runtime|application|database|fatal|system|unexpected) error{_ON}|error report|apache tomcat{_ON}",
            r"service (?:temporarily )?unavailable|whitelabel error page",
            rf"whoops{_ON}|welcome to nginx|iis windows server|disallowedhost{_ON}",
            rf"(?:an )?error(?: occurred)?|\w{{1,40}}exception(?: at {_ON})?",
        ),
        OutOfService: (
            r"(?:本|我)?(?:网站?|站点?|系统|平台|服务器?|数据库)?"
            rf"(?:正在|临时|停机|暂停服务|进行|例行|关闭|系统|网站){{0,3}}{_MENDED}(?:[与及和、]?(?:升级|维护|改造)){{0,2}}"
            r"(?:中|期间)?的?(?:公告|通知|提示|通告|说明)?",
            r"栏目(?:调整|迁移)(?:的?(?:通知|公告))?|(?:本|我)?(?:网站|站点|平台)(?:整体)?(?:迁移|搬迁|关停|停止运行)(?:的?(?:公告|通知|提示|通告|说明))?",
            rf"(?:本|该|您访问的)?(?:网站|站点|域名)(?:已|暂时|暂)?{_CLOSED}(?:访问|服务|解析)?(?:提示)?",
            r"(?:site |scheduled |under |down for |server )?maintenance(?: mode)?",
            rf"we'?(?:ll| will) be (?:right )?back{_ON}|site (?:is )?(?:under|down){_ON}",
        ),
        ScriptOnly: (r"(?:正在|页面)?(?:加载|载入)中?|loading",),
    }
)

# Looked for in a page's lines in lower case; ^ and $ are the ends of a line.
LINES = _table(
    {
        BlockedPage: (
            r"[您你](?:的|当前的?|本次|所在的?)?(?:当前)?(?:访问|请求|IP|操作|行为|网络|账号|浏览器|提交的?(?:请求|内容))"
            rf"{_SO}{{0,30}}(?:拦截|阻断|异常|禁止|拒绝|限制|频繁|威胁|危[害险]|攻击|不合法|非法|封禁|屏蔽|可疑|风险|恶意|受限|不在允许)",
            rf"(?:当前|本次)(?:访问|请求|操作){_SO}{{0,10}}(?:疑似|存在|可能|被){_SO}{{0,12}}(?:攻击|威胁|风险|异常|拦截|阻断)",
            rf"已被(?:本站|网站|系统|云防护|防火墙|管理员|安全策略){_SO}{{0,12}}(?:拦截|阻断|屏蔽)",
            r"(?:^|[，,。！!；;：:\s])请[您你]?(?:先|依次|按住|点击|拖动|向右|按照|在下方|在下图|完成|输入|进行|通过)"
            rf"{_SO}{{0,20}}(?:验证|滑块)",
            r"^(?:依次|按住|点击|拖动|向右)[^。！!\n]{0,20}(?:完成|通过)\w{0,6}(?:验证|校验)",
            r"(?:当前(?:访问|在线|排队)的?(?:人数|用户)过多|[您你]?前[面方]还有\s?\d{1,7}\s?人)",
            r"本文为付费|(?:开通|购买)(?:会员|vip)(?:后|即可)?\w{0,4}(?:阅读|查看)"
            r"|(?:登录|订阅|付费)后\w{0,6}(?:阅读|查看)\w{0,4}(?:全文|剩余|余下|\d篇)"
            r"|[您你](?:所?访问|查看|浏览)的(?:页面|网页|文章|稿件|内容|信息|版面|资源|数字报)(?:需要?|须)\w{0,2}(?:付费|订阅|登[录陆]|购买)",
            r"(?:本|该|此)(?:内容|文章?|页面)[^。，\n]{0,6}(?:仅|只)(?:支持|限|能)?在[^。，\n]{0,12}(?:客户端|app|微信)\w{0,2}(?:查看|打开|阅读)"
            r"|^[您你](?:正在)?(?:使用)?的浏览器\w{0,4}(?:过低|太低|过旧)",
            r"^[您你]的(?:请求|访问)(?:包含|带有|含有)[^。\n]{0,12}(?:不安全|不合法|非法|危险)",
            rf"本(?:网站|站|页面){_SO}{{0,6}}(?:不支持|不对|禁止|限制|暂停|停止|关闭){_SO}{{0,4}}(?:境外|海外|国外|该地区|[您你]所在){_SO}{{0,6}}(?:访问|用户|开放)",
            r"^尊敬的(?:宽带)?用户[^。\n]{0,20}(?:余额不足|欠费)|雷池|侦测到[您你][^。！!\n]{0,16}(?:异常|可疑)",
            rf"为了?(?:保证|保障|确保|保护|维护)[您你]?{_SO}{{0,20}}(?:请|需要?){_SO}{{0,12}}验证",
            rf"环境异常[，,]?\s?{_SO}{{0,4}}验证|检测到[您你]{_SO}{{0,16}}(?:异常|自动|机器人|爬虫|可疑)",
            rf"^(?:{_SORRY}|系统)(?:访问|操作|请求|刷新)(?:过于|太过?|过)频繁{_END}",
            rf"^(?:网站|系统)?正在(?:进行|检查|检测|验证|为您){_SO}{{0,10}}(?:浏览器|安全检[查测]|安全验证|人机)",
            rf"^{_SORRY}(?:请|需要)[您你]?(?:先|重新)?登[录陆](?!\w{{0,6}}{_REMARK})(?:后|账号|帐号|系统|以|再|$)",
            rf"[您你](?:还|尚)?(?:没有|未)登[录陆](?![^。\n]{{0,12}}{_REMARK})|^登[录陆](?:状态)?已?(?:超时|失效|过期)",
            r"access denied|don.t have permission to access|you have been blocked|requested url was rejected",
            r"request (?:rejected|blocked|unsuccessful)|request has been blocked|the request could not be satisfied",
            r"incapsula incident|^reference #\d|checking (?:your browser|if the site)|javascript and cookies",
            r"enable js and disable|unusual (?:traffic|activity)|not a robot|you(?:.re| are) (?:a )?human",
            r"too many requests|40[13] (?:forbidden|unauthorized)",
        ),
        NotFound: (
            rf"^{_SORRY}(?:[您你]{_ASKED}|该|此|本|这篇)?{_THING}(?:可能)?(?:已经)?{_GONE}(?:或|{_END})",
            r"^(?:该|此|本)(?:内容|文章|帖子|稿件|页面|信息)(?:可能)?已(?:经)?被?(?:发布者|作者|管理员)?(?:删除|撤回|下架|屏蔽)",
            r"^(?:该|此|本)(?:内容|文章|信息)已(?:归档|被?移除|设置?为(?:私密|不可见))[^。\n]{0,16}(?:移除|删除|无法|仅作者)",
            r"(?:^|规定[，,]|政策[，,])(?:该|此|本)(?:内容|文章|信息|视频)[^。，\n]{0,4}(?:无法|不能|不予)(?:显示|查看|展示|浏览)",
            r"^该公众号已(?:被?(?:迁移|屏蔽|冻结|注销|停用|封禁))|此内容因[^。，\n]{0,8}(?:违规|投诉|原因)",
            rf"^{_SORRY}没有(?:找到|搜索到|检索到)[^。，\n]{{0,20}}(?:相关|匹配|符合|[您你]要)的?(?:内容|信息|结果|记录|页面)",
            r"此内容违反|^[您你](?:访问|查看|浏览)的(?:稿件|文章|内容|页面|信息)[^。\n]{0,8}(?:审核|撤回|转移)",
            rf"[您你]{_ASKED}{_THING}{_SO}{{0,8}}{_GONE}|已删除或过期的稿件|404 not found",
            r"^(?:http )?(?:status|error|错误) ?404",
        ),
        ServerFault: (
            r"\b(?:java|javax|org|com|cn|net)\.[\w.$]{1,80}(?:Exception|Error)\b|nullpointerexception|stack ?trace:",
            r"^\s{0,20}at [\w.$<>]{3,100}\([\w.]{1,60}(?::\d{1,6})?\)|traceback \(most recent call last\)",
            r"\b(?:fatal|parse) error: |uncaught (?:error|\w{0,30}exception)|^warning: \w{3,40}\(",
            r"\.php(?:\(\d{1,6}\)| on line \d)|sqlstate\[|\bora-\d{5}|microsoft (?:vbscript|ole db|jet|odbc)",
            r"whitelabel error page|exception report|server error in |http (?:status|error|错误) ?50\d|thinkphp v?\d",
            r"50[0-4] (?:internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out)",
            r"^(?:internal server error|service unavailable|bad gateway|gateway time-?out)",
            r"error establishing a database connection|应用程序中的服务器错误|未(?:经)?处理的异常|堆栈跟踪",
            r"源站(?:服务器)?[^。\n]{0,12}(?:无法|失败|超时|检查)|^error (?:sql|infos?|page):|error sql:",
            r"can.t connect to mysql",
            rf"^{_SORRY}{_MACHINE}(?:内部|发生|出现|连接|运行时?)?{_FAILED}{_END}",
        ),
        OutOfService: (
            rf"^(?:尊敬的{_SO}{{1,8}}[，,：:！!]\s?(?:[您你]好[，,！!：:]\s?)?)?{_SORRY}(?:(?:本|我)(?:网站?|站|系统|平台)"
            rf"|(?:网站|系统|服务器|站点)(?=正在|维护中|升级中|暂时|处于)){_SO}{{0,40}}(?:{_MENDED}|关闭|暂停)",
            rf"^(?:因|由于|为)[^。，\n]{{2,24}}[，,]\s?本(?:网站|站)(?!点){_SO}{{0,40}}(?:暂停|停止|无法)(?:服务|访问|运行|对外)",
            r"(?:^|[，,])本(?:网站|站)(?:现?已经?|目前已)(?:停止(?:更新|服务|运行|访问)|关停|下线)",
            r"^本?(?:网站|站点?)(?:已经?|正在)\w{0,4}(?:迁移|搬迁)|本(?:网站|站)自[^。，\n]{0,12}起(?:停止|关闭|暂停|不再)",
            r"^(?:本|该)?(?:网站|系统|平台)的?开放时间为|当前不在(?:开放|服务)的?时间",
            rf"^(?:正在)?{_MENDED}中[，,。！!]|^(?:[^。，\n]{{0,8}}(?:网站|网页|页面|栏目|频道|内容|版块))?\w{{0,2}}建设(?:之?中)[，,]\s?敬请期待|^[您你]?(?:{_ASKED})?(?:本|该|此)?(?:网站|站点|域名)(?:已|暂时|暂)?{_CLOSED}",
            r"(?:down for|under(?:going)?|scheduled|performing) (?:\w{1,12} )?maintenance|be back (?:soon|shortly)",
        ),
        ScriptOnly: (
            r"(?:enable|need|requires?|without|turn on)(?: to enable)? javascript",
            r"^(?:正在|页面)?(?:加载|载入)中?[.…。]{0,6}$",
            rf"^{_SO}{{0,12}}(?:(?:请|需要?)(?:开启|启用|打开)|不支持|未启用|禁用了?){_SO}{{0,8}}javascript",
            rf"^{_SO}{{0,12}}javascript{_SO}{{0,6}}(?:未启用|未开启|被禁用)",
        ),
    }
)

# In the source of a page that shows next to nothing: a script that wants to know who asks.
CHALLENGES = re.compile(
    r"__jsl_clearance|知道创宇|创宇盾|acw_sc__v|aliyun_?waf|aliyuncaptcha|EO_Bot_Ssid|tencentcaptcha|hwwaf|\$_ts\b|"
    r"wzws[-_]|yunsuo_session|safedog|/cdn-cgi/challenge|cf[-_]chl|_Incapsula_Resource|incap_ses|datadome|"
    r"geetest|h-?captcha|re-?captcha|document\.cookie\s{0,9}=[\s\S]{0,800}location",
    re.IGNORECASE,
)


def kind_of_speech(headline: str, text: str) -> type[PageError] | None:
    """Return what an unknown page is that has no source and tells its visitor what to do about it, None for others; the
    words of a headline that is no 提示 are an article's."""
    shared = sum(headline[place : place + 2] in text for place in range(len(headline) - 1))
    if not speaks_of_itself(text) or (len(headline) >= _HEADLINE and shared > len(headline) // 4):
        return None
    return NotFound if _LOST.search(text) else BlockedPage
