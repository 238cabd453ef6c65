"""What stands in an article's place with status 200, and short news about it."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, TextResponse

from monitor.exceptions import PageError
from monitor.items import ArticleItem
from monitor.reading.article import read_article
from monitor.reading.guards import is_announced, refusal_on
from monitor.reading.template import Template

URL = "https://x.example/2025/0923/1.html"
OWN = Template(name="own", evidence="made", headline="h1.own", body="div.own")
BLOCKED, GONE, FAULT, OUT, SCRIPT = "blocked", "not-found", "server-fault", "out-of-service", "script-only"


def page(title: str, body: str) -> HtmlResponse:
    html = f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    return HtmlResponse(URL, body=html.encode(), encoding="utf-8")


def kind(response: TextResponse) -> str:
    """The kind of failure, or the rung that read the page."""
    try:
        return read_article(response, "x", "某报", (OWN,)).reader
    except PageError as error:
        return error.kind


WALLS = {
    "safedog": (BLOCKED, "网站防火墙", "<h3>您的请求带有不合法的参数，已被网站管理员设置拦截！</h3><p>可能原因：您提交的内容包含危险的攻击请求</p><p>如何解决：1）检查提交内容；2）如网站托管，请联系空间提供商；3）普通网站访客，请联系网站管理员。</p>"),
    "baota": (BLOCKED, "网站访问报错", "<div><p>抱歉！您的请求带有不合法参数，已被网站管理员设置拦截。</p><p>如误报请联系管理员，把下面的编号告诉他，以便放行这次访问请求。</p></div>"),
    "360": (BLOCKED, "360网站卫士", "<p>您的访问可能会对网站造成危险，已被360网站卫士拦截。如果您是网站管理员，请登录后查看详情，再把它加入白名单。</p>"),
    "yunsuo": (BLOCKED, "某某网", "<h2>当前访问疑似黑客攻击，已被网站管理员设置为拦截</h2><p>如有疑问请联系网站管理员并提供本页的时间和来源地址，谢谢您的配合。</p>"),
    "d-shield": (BLOCKED, "D盾_拦截提示", "<p>注意：你的请求可能存在恶意行为，已被管理员设置拦截！请与网站管理员联系，并把发生时间告诉他，以便查看日志。</p>"),
    "huawei": (BLOCKED, "访问被拦截", "<p>您的请求疑似攻击行为！</p><p>事件ID：0f-1a2b-3c4d</p><p>如果您是网站管理员，请登录Web应用防火墙控制台查看事件详情并处理误报。</p>"),
    "aliyun": (BLOCKED, "405", "<p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p><p>您的请求ID是：7b1c9af6-0001，您可以把它告诉网站管理员。</p>"),
    "aliyun-slider": (BLOCKED, "访问验证", "<p>亲，请拖动下方滑块完成验证</p><p>通过验证以确保正常访问，如有疑问可以向我们反馈，我们会尽快处理。</p>"),
    "acw": (BLOCKED, "", "<script>var arg1='AB12';document.cookie='acw_sc__v2='+x(arg1);location.reload()</script>"),
    "edgeone": (BLOCKED, "请稍候", "<p>很抱歉，您提交的请求可能对网站造成威胁，请求已被管理员设置的策略阻断，请稍后再试，或联系网站管理员。</p>"),
    "edgeone-script": (BLOCKED, "", "<script>var EO_Bot_Ssid=1234</script>"),
    "jiasule": (BLOCKED, "", "<script>document.cookie=('_')+('_')+'jsl_clearance_s=1';location.href=location.pathname</script>"),
    "chuangyu": (BLOCKED, "知道创宇云防护", "<p>当前访问疑似黑客攻击，已被创宇盾拦截，如果您认为这是误报，请把本页的编号发给网站管理员处理。</p>"),
    "baidu": (BLOCKED, "百度云加速", "<p>检测到您的IP存在异常访问，请输入验证码后继续浏览，验证通过后一段时间里不再询问，感谢您的理解和配合。</p>"),
    "baidu-verify": (BLOCKED, "百度安全验证", "<p>网络不给力，请稍后重试</p>"),
    "cloudflare": (BLOCKED, "Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><p>You are unable to access this site. This website is using a security service to protect itself from online attacks.</p>"),
    "cloudflare-wait": (BLOCKED, "Just a moment...", "<noscript>Enable JavaScript and cookies to continue</noscript>"),
    "akamai": (BLOCKED, "Access Denied", '<h1>Access Denied</h1><p>You don\'t have permission to access "http://x.example/1.html" on this server.</p><p>Reference #18.2a1f</p>'),
    "imperva": (BLOCKED, "", "<iframe>Request unsuccessful. Incapsula incident ID: 1-2</iframe><p>Request unsuccessful. Incapsula incident ID: 12-34567890</p>"),
    "f5": (BLOCKED, "Request Rejected", "<p>The requested URL was rejected. Please consult with your administrator. Your support ID is: 1234567890</p>"),
    "cloudfront": (BLOCKED, "ERROR: The request could not be satisfied", "<h1>403 ERROR</h1><p>Request blocked. We can't connect to the server for this app or website at this time.</p>"),
    "safeline": (BLOCKED, "雷池 WAF", "<h3>请求存在威胁，已被拦截</h3><p>安全检测能力由长亭雷池提供，事件ID：abcd。网站管理员可以登录后查看详情，并放行此请求。</p>"),
    "words": (BLOCKED, "某某网", "<p>依次点击下图中的文字完成人机校验，完成后将自动返回之前访问的页面，请勿关闭浏览器窗口，谢谢配合。</p>"),
    "queue": (BLOCKED, "排队中", "<p>您前面还有 1024 人，预计等待三分钟，请不要刷新或者关闭本页面，轮到您时将自动进入，感谢您的耐心。</p>"),
    "paid": (BLOCKED, "会员专享", "<p>本文为付费内容，剩余百分之九十需要开通会员后阅读，登录后可以免费阅读三篇，开通即享全年的内容。</p>"),
    "client": (BLOCKED, "提示", "<p>本内容仅支持在云州客户端内查看，请下载安装客户端之后扫描二维码打开，浏览器暂时不支持查看此内容。</p>"),
    "browser": (BLOCKED, "提示", "<p>您的浏览器版本过低，无法正常浏览本网站，建议升级到最新版本，或者使用其他的浏览器访问本站点。</p>"),
    "carrier": (BLOCKED, "云州电信", "<p>尊敬的宽带用户，您的账户余额不足，请及时充值以免影响使用，充值请点击下方按钮，或前往附近的营业厅。</p>"),
    "traditional": (BLOCKED, "系統訊息", "<h3>您的存取已被拒絕</h3><p>偵測到您的連線有異常流量，為維護網站安全，已暫時封鎖您的連線，請稍後再試或聯絡管理員。</p>"),
    "nginx-403": (BLOCKED, "403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"),
    "ruishu": (BLOCKED, "", "<meta content='x'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>"),
    "geetest": (BLOCKED, "验证码", "<script src='/geetest.js'></script><p>请完成验证</p>"),
    "weixin": (BLOCKED, "", "<h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a>"),
    "often": (BLOCKED, "提示", "<h3>操作提示</h3><p>您的访问过于频繁，请稍后再试。</p><p>如果多次看到这条提示，请检查您的网络里是否有其他人在使用本站的服务。</p>"),
    "robot": (BLOCKED, "人机验证_某某网", "<div><p>为保证您的正常访问，请进行如下验证：点击图中所有含有汽车的方格，然后按下面的按钮，本页会自己回到原来的地方。</p></div>"),
    "login": (BLOCKED, "用户登录", "<form><p>欢迎使用某某网统一的用户中心，登录以后可以查看会员专享的内容、收藏文章和发表评论。</p><input name=u><input type=password name=p></form>"),
    "login-form": (BLOCKED, "某某网", "<form><input name=u><input type=password name=p></form><p>忘记密码</p>"),
    "login-text": (BLOCKED, "某某网", "<div class=tip><p>请先登录后再查看本文。</p></div>"),
    "json": (BLOCKED, "", '{"code":403,"message":"您的请求存在风险，已被拦截"}'),
    "cdn": (FAULT, "CDN节点错误", "<h3>源站连接失败</h3><p>节点无法连接到源站服务器，请网站管理员检查源站的运行状态后重试，错误码 522。</p>"),
    "operational": (FAULT, "OperationalError at /a/", "<p>(2003, \"Can't connect to MySQL server on '10.0.0.8' (111)\") Request Method: GET Request URL: /a/</p>"),
    "dedecms": (FAULT, "DedeCMS Error Warning!", "<p>Technical Support: bbs. Error page: /plus/view.php?aid=3. Error infos: Error sql: Select * from</p>"),
    "moved-site": (OUT, "网站迁移", "<p>本网站已经迁移至新的域名，请更新您的收藏夹，旧域名将于年底停止解析，给您带来的不便敬请谅解。</p>"),
    "shut-site": (OUT, "通知", "<p>根据政府网站集约化建设的要求，本网站自即日起停止运行，相关内容请前往省政府门户网站进行查看。</p>"),
    "night": (OUT, "提示", "<p>网站开放时间为每日六时至二十三时，当前不在开放时间之内，请您在开放的时间之内访问，谢谢合作。</p>"),
    "author-deleted": (GONE, "微信公众平台", "<p>该内容已被发布者删除，相关的评论和转发也已一并清除，请返回上一级页面浏览其他内容，谢谢。</p>"),
    "breach": (GONE, "微信公众平台", "<h3>此内容因违规无法查看</h3><p>接相关投诉，此内容违反了有关公众账号信息服务的规定，查看详细内容请联系运营者。</p>"),
    "in-review": (GONE, "提示", "<p>您访问的稿件正在审核之中，暂时无法查看，请稍后再来，或者浏览本网站的其他新闻内容，感谢您的关注。</p>"),
    "withdrawn": (GONE, "提示", "<p>该稿件已经撤回或者已经转移到其他栏目，请返回网站首页浏览其他内容，五秒钟之后将会自动跳转到首页。</p>"),
    "traditional-gone": (GONE, "找不到網頁", "<p>您所要求的網頁可能已經移除、更名或是暫時無法使用，請確認網址是否正確，或回到首頁重新開始瀏覽。</p>"),
    "tomcat": (FAULT, "HTTP Status 500 – Internal Server Error", "<h1>HTTP Status 500 – Internal Server Error</h1><p><b>Type</b> Exception Report</p><p>Message Request processing failed; nested exception is java.lang.NullPointerException</p>"),
    "trace": (FAULT, "某某网", "<h2>某某网</h2><pre>" + "java.lang.IllegalStateException: no session\n" + "at org.example.web.Page.show(Page.java:12)\n" * 60 + "</pre>"),
    "spring": (FAULT, "", "<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><div>There was an unexpected error (type=Internal Server Error, status=500).</div>"),
    "nginx-502": (FAULT, "502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.18.0</center>"),
    "nginx-default": (FAULT, "Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>"),
    "aspnet": (FAULT, "对象引用未设置", "<h1>“/”应用程序中的服务器错误。</h1><h2>未将对象引用设置到对象的实例。</h2><p>说明：执行当前 Web 请求期间，出现未经处理的异常。请检查堆栈跟踪信息，以了解有关该错误以及代码中导致错误的出处的详细信息。</p>"),
    "asp": (FAULT, "", "<p>Microsoft VBScript 运行时错误 错误 '800a000d'</p><p>类型不匹配: 'CInt' /news/show.asp，行 12</p>"),
    "php": (FAULT, "", "<b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /www/index.php:12 Stack trace: #0 {main} thrown in <b>/www/index.php</b> on line <b>12</b>"),
    "thinkphp": (FAULT, "系统发生错误", "<h1>页面错误！请稍后再试～</h1><p>ThinkPHP V5.1 { 十年磨一剑-为API开发设计的高性能框架 }</p>"),
    "django": (FAULT, "Server Error (500)", "<h1>Server Error (500)</h1>"),
    "database": (FAULT, "某某网", "<p>Error establishing a database connection</p>"),
    "busy": (FAULT, "某某网", "<div><p>抱歉，服务器繁忙，请稍后再试。</p><p>您可以返回上一页，也可以到首页看看今天的其他内容，给您带来不便，我们深表歉意，谢谢。</p></div>"),
    "upgrade": (OUT, "系统维护公告", "<h3>系统维护公告</h3><p>尊敬的用户，本站正在进行系统升级维护，预计今晚十二点恢复访问，给您带来不便敬请谅解，感谢您的支持与理解。</p>"),
    "upgrade-site": (OUT, "某某网", "<h1>某某网</h1><div><p>尊敬的用户：您好，本网站因机房检修暂停服务，预计明天早上八点恢复，由此带来的不便敬请谅解，感谢您一直以来的支持。</p></div>"),
    "maintenance": (OUT, "Site under maintenance", "<h1>We'll be back soon!</h1><p>Sorry for the inconvenience but we're performing some maintenance at the moment.</p>"),
    "closed": (OUT, "网站暂停访问", "<p>您访问的网站未按要求完成备案，暂时不能提供服务。</p>"),
    "deleted": (GONE, "某某网", "<div><h2>提示</h2><p>您访问的文章不存在或已被删除，请返回首页浏览其他内容，或者用页面上方的搜索框查找您要的内容，谢谢。</p></div>"),
    "deleted-title": (GONE, "已删除或过期的稿件", "<p>云州市电子病历已经接入平台。" * 60),
    "404": (GONE, "404 Not Found", "<h1>404 Not Found</h1>"),
    "404-site": (GONE, "页面不存在_某某网", "<nav>" + "<a>要闻</a>" * 300 + "</nav><div class=main><p>您要找的页面走丢了，可能是地址写错了，也可能是已经移到别的地方，请用搜索找一找，或者回到首页看看。</p></div>"),
    "empty-column": (GONE, "暂无内容_某某网", "<h1>暂无内容</h1><p>该栏目暂无内容，敬请期待，请浏览网站其他栏目，感谢您对本网站的关注与支持。</p>"),
    "inside-only": (BLOCKED, "信息提示", "<h3>无权访问</h3><p>对不起，您的IP不在允许访问的范围内，该信息仅限内部网络访问，如需查阅请使用政务外网。</p>"),
    "leaving": (BLOCKED, "跳转提示", "<h1>即将离开本站</h1><p>您即将离开云州省政府门户网站，前往外部链接，请注意您的账号和财产安全，是否继续访问？</p>"),
    "works": (OUT, "系统升级公告", "<h1>系统升级公告</h1><p>因系统升级改造，本网站将于2025年9月23日22:00至9月24日6:00暂停服务，给您带来不便，敬请谅解。</p>"),
    "column-moved": (OUT, "栏目调整", "<h1>栏目调整通知</h1><p>本栏目已调整至“政务公开”栏目，请点击此处前往新栏目查看相关内容，原栏目不再更新。</p>"),
    "tomcat-404": (GONE, "HTTP Status 404 – Not Found", "<h1>HTTP Status 404 – Not Found</h1><p>The origin server did not find a current representation for the target resource.</p>"),
    "shell": (SCRIPT, "某某网", "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"),
    "shell-zh": (SCRIPT, "某某网", "<noscript><strong>很抱歉，请启用 JavaScript 以继续浏览本站。</strong></noscript><div id=app></div>"),
    "shell-empty": (SCRIPT, "", "<div id=app></div><script src=/app.js></script>"),
    "loading": (SCRIPT, "加载中...", "<div class=spin>加载中...</div>"),
}  # fmt: skip


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_told_by_its_kind(name: str) -> None:
    expected, title, body = WALLS[name]
    response = page(title, body)
    assert kind(response) == expected
    told = refusal_on(response)
    assert told
    assert told.kind == expected, "in the place of a list"


def test_a_wall_that_is_no_html_is_told_in_the_place_of_a_list() -> None:
    body = '{"code": 403, "msg": "您的访问过于频繁，请稍后再试"}'.encode()
    told = refusal_on(TextResponse(URL, body=body, encoding="utf-8", headers={"Content-Type": "application/json"}))
    assert told
    assert told.kind == BLOCKED


NEWS = {
    "verification": "云州医保局昨日上线医保码刷脸支付。参保人在自助机上完成安全验证后即可结算，平均用时不到十秒。",
    "captcha": "云州医院昨日更换挂号平台的验证码，要求用户进行人机验证，黄牛的软件从此抢不到号，号源多出三成。",
    "shield": "云州省卫健委为百家医院的信息平台部署云防护和网站防火墙，阻断恶意抢号的请求，一周拦截异常访问两万次。",
    "often": "云州市民李先生昨日挂号，平台提示“您的访问过于频繁，请稍后再试”，市卫健委回应称系统正在扩容，月底完成。",
    "deleted": "一篇称云州医院数据外泄的公众号文章已被删除，省卫健委回应称医疗数据安全可控，造谣者已被依法处理。",
    "missing": "网民点开云州市医院的预约链接，看到的是“页面不存在”，院方解释说旧网址已经停用，新网址在公众号里。",
    "upgrade": "云州市医保信息平台将于九月三十日停机升级，期间暂停服务，参保人可在十月一日零时后办理业务，药店同步恢复。",
    "login": "云州居民请登录“云州健康”小程序查询电子病历，检查检验结果互认的医院增加到九十六家，覆盖全部县区。",
    "attack": "云州一医院的挂号系统遭黑客攻击，服务器一度瘫痪，经抢修已经恢复，卫健委称患者的信息没有外泄。",
    "screen": "9月22日，国外一家医院遭勒索软件攻击，医生工作站的屏幕显示Access denied，急诊病人被迫转往邻近的医院就诊。",
    "gateway": "9月22日，一家网络服务商发生故障，多家医院的预约页面一度显示502 Bad Gateway，数小时后陆续恢复正常。",
    "exception": "经查，云州市医院挂号系统崩溃的原因是程序抛出NullPointerException后没有处理，厂商已经修复并致歉，院方将追责。",
    "see": "云州省医保局介绍，参保人登录后即可查看报告，报告仅支持在客户端查看，开通家庭共济后还可以查看家人的账单。",
    "javascript": "云州医院的工程师用JavaScript重写了挂号页面，老年人一键就能挂号，用时从三分钟降到二十秒，投诉少了。",
}  # fmt: skip


@pytest.mark.parametrize("rung", ["own", "family", "generic"])
@pytest.mark.parametrize("name", NEWS)
def test_short_news_about_a_wall_is_read(name: str, rung: str) -> None:
    body = {
        "own": f"<h1 class=own>云州的一则短消息</h1><div class=own><p>{NEWS[name]}</p></div>",
        "family": f"<h1>云州的一则短消息</h1><div class=TRS_Editor><p>{NEWS[name]}</p></div>",
        "generic": f"<h1>云州的一则短消息</h1><div class=text><p>{NEWS[name]}</p></div>",
    }[rung]
    assert kind(page("云州的一则短消息", body)).startswith(rung)


@pytest.mark.parametrize(
    "beside",
    [
        '<div style="display:none"><h3>请登录</h3><p>您还没有登录，请先登录</p></div>', "<p hidden>您的访问过于频繁</p>",
        "<style>.wall{display:none}</style><div class=wall><p>请完成安全验证</p></div>", "<dialog><p>登录后阅读全文</p></dialog>",
        '<div class="modal fade" aria-hidden=true><h3>安全验证</h3><p>登录后阅读全文</p></div>', "<div class=hide>访问被拒绝，您的IP受限</div>",
        "<noscript>We're sorry but this page doesn't work properly without JavaScript enabled.</noscript>",
        "<noscript><h1>请启用 JavaScript</h1></noscript>", "<select><option>登录后查看全文</option></select>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("body", ["<div class=text><p>{}</p>{}</div>", "<div class=text><p>{}</p></div>{}"])
def test_a_notice_that_no_reader_sees_makes_no_wall_of_short_news(body: str, beside: str) -> None:
    text = body.format(f"{NEWS['attack']}</p><p>{NEWS['upgrade']}", beside)
    assert kind(page("云州的一则短消息", f"<h1>云州的一则短消息</h1>{text}")).startswith("generic")


@pytest.mark.parametrize(
    "beside", ["<div><p>您还没有登录，请先登录</p></div>", '<div class="modal show"><p>登录后阅读全文</p></div>']
)
def test_a_notice_beside_a_short_text_is_a_wall(beside: str) -> None:
    text = "云州居民可在小程序查询电子病历，检查检验结果互认的医院增加到九十六家，覆盖全部县区，群众看病更方便了。"
    assert (
        kind(page("云州的一则短消息", f"<h1>云州的一则短消息</h1><div class=text><p>{text}</p></div>{beside}"))
        == BLOCKED
    )


@pytest.mark.parametrize("headline", ["网站防火墙", "页面不存在！", "系统维护公告", "Access Denied"])
def test_an_own_template_does_not_make_a_wall_an_article(headline: str) -> None:
    assert kind(page("某报", f"<h1 class=own>{headline}</h1><div class=own><p>{NEWS['shield']}</p></div>")) in (
        BLOCKED,
        GONE,
        OUT,
    )


@pytest.mark.parametrize(
    "markup", ["<h1 class=own>{}</h1><div class=own><p>{}</p></div>", "<h1>{}</h1><div><p>{}</p></div>"]
)
def test_a_notice_of_works_on_another_system_is_news(markup: str) -> None:
    text = "我省医保信息平台定于9月25日22时起停机升级，各定点医疗机构请做好应急预案，升级期间可先行记账，恢复后补结算。"
    assert ":" in kind(page("系统升级公告_某报", markup.format("系统升级公告", text)))


@pytest.mark.parametrize(
    ("headline", "script"),
    [
        ("安全验证升级，医保刷脸更放心", ""), ("“页面不存在”：一条预约链接的三年", ""), ("云州医保系统停机升级公告", ""),
        ("筑牢网络安全防火墙", ""), ("云州上线防火墙", ""), ("医院建起数据防火墙", ""), ("暂无内容可看的健康栏目", ""),
        ("404医院的信息化之路", ""), ("登录难、挂号难，云州医院改版", ""), ("验证码背后的黄牛", ""), ("系统升级之后", ""),
        ("云州医院上线新平台", "<script>var aliyun_waf='x';document.cookie='acw_sc__v2=1';location.hash</script>"),
    ],
)  # fmt: skip
def test_a_headline_that_begins_like_a_wall_is_news(headline: str, script: str) -> None:
    assert (
        kind(page(f"{headline}_某报", f"{script}<h1>{headline}</h1><div><p>{NEWS['shield']}</p></div>"))
        == "generic:density"
    )


@pytest.mark.parametrize(
    ("title", "headline", "announced"),
    [
        ("云州省卫健委印发医疗大数据方案", "网站访问报错", False), ("云州省卫健委印发医疗大数据方案", "医疗大数据方案印发", True),
        ("云州省衛健委印發醫療大數據方案", "云州省卫健委印发医疗大数据方案", True), ("图解", "网站访问报错", True), ("", "x", True),
        ("“AI”看病，云州先行", "ＡＩ看病 云州先行", True),
    ],
)  # fmt: skip
def test_a_page_is_held_against_the_title_that_a_list_announced(title: str, headline: str, announced: bool) -> None:
    item = ArticleItem("", "", headline=headline, article_body="请检查提交的内容，普通访客请联系管理员。")
    assert is_announced(title, item) is announced


def test_a_text_without_an_end_is_no_article() -> None:
    """In Word it would take minutes, and longer as a PDF."""
    line = "<p>云州市人民医院的电子病历接入平台。</p>"
    assert kind(page("x", f"<h1 class=own>标题</h1><div class=own>{line * 3000}</div>")) == "own:own"
    assert kind(page("x", f"<h1 class=own>标题</h1><div class=own>{line * 3001}</div>")) == "layout"
