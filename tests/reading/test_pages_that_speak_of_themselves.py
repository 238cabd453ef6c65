"""Pages in an article's place that nobody has described: no source, and sentences that tell the visitor what to do about
the page; and news that sounds alike."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.exceptions import PageError
from monitor.reading.article import read_article

PAGES = [
    ("页面不见了", "您要查看的页面可能已经被删除、重命名，或者暂时不可用，请检查网址是否正确后重试一次。", "not-found"),
    ("云州市卫健委", "很抱歉，您要访问的页面已不存在，可能是由于网站改版升级，原有的链接地址已经变更，请您返回首页重新查找。", "not-found"),
    ("文章不见了", "抱歉，没有找到您要的内容，可能是文章已经被作者删除，也可能是链接有误，请检查之后重试。", "not-found"),
    ("信息提示", "抱歉，指定的主题不存在或已被删除或正在被审核，请您返回论坛首页浏览其他的主题内容，谢谢。", "not-found"),
    ("搜索", "没有找到与“医保码”相关的内容，建议您检查输入的关键词，或者换一个关键词重新搜索一次。", "not-found"),
    ("温馨提示", "该信息已归档或已被移除，暂时无法提供浏览服务，您可以通过站内搜索查找相关的信息内容。", "not-found"),
    ("今日头条", "根据相关规定，该内容暂时无法显示，您可以查看该作者的其他内容，或者返回首页继续浏览其他内容。", "not-found"),
    ("无权查看", "该文章已设置为私密，仅作者本人可见，如果您需要查看请联系作者本人，给您带来不便敬请谅解。", "not-found"),
    ("微信公众平台", "该公众号已迁移，该公众号已迁移至新的账号，原账号已回收，若需访问原文章链接，请点击下方按钮。", "not-found"),
    ("页面跳转提示", "您即将离开云州市卫生健康委员会网站，前往其他网站，请注意您的账号和财产安全，是否继续访问该链接？", "blocked"),
    ("浏览器升级提示", "您正在使用的浏览器版本过低，为了获得更好的浏览体验，建议您升级到最新版本的浏览器后再访问本网站。", "blocked"),
    ("非法访问", "您的请求包含不安全的内容，已经被网站防护系统记录，如果您认为这是误判，请联系网站管理员处理，谢谢。", "blocked"),
    ("提示", "根据安全策略的要求，本网站暂不支持境外用户访问，如果您位于境内，请关闭代理软件之后再试。", "blocked"),
    ("提示信息", "您没有权限访问该页面，请联系网站管理员开通权限，或者使用其他账号重新登录之后再次尝试访问。", "blocked"),
    ("提示", "请在微信客户端打开链接，本页面暂不支持在其他浏览器当中打开，请您复制链接到微信里面打开查看。", "blocked"),
    ("系统提示", "参数错误，您提交的参数不正确，请检查之后重新提交，或者返回首页重新选择栏目进行浏览，感谢理解。", "blocked"),
    ("系统正忙", "系统正忙，请稍后重试，如果您多次看到这个页面，请联系网站的管理员，我们会尽快处理。", "blocked"),
    ("网页无法访问", "该网页无法正常运作，目前无法处理此请求，请您稍后再次尝试，或者检查代理服务器的设置情况。", "blocked"),
    ("跳转中", "页面自动跳转等待时间还有三秒，如果没有跳转，请点击这里继续访问您想要浏览的页面内容。", "blocked"),
    ("云州日报", "该文章正在重新编辑，请您稍后再来查看，可以先看看下面推荐的内容，感谢您对本报一直以来的支持。", "blocked"),
    ("安全提示", "您即将离开本网站，前往外部的地址，外部网站上的内容与本站无关，请注意保护自己的账号和财产。", "blocked"),
    ("内部资料", "本栏目仅限工作人员访问，请您使用政务专网，如果您需要账号，请与信息中心联系，由专人开通。", "blocked"),
    ("提示信息", "参数错误！您给出的编号不正确，系统将在三秒之后自动返回，如果没有反应，请您点击这里的按钮。", "blocked"),
    ("云州网_提示", "该栏目已经停用，请前往新版栏目查看最新的内容，您可以收藏新的地址，感谢您的关注与支持。", "blocked"),
    ("浏览提示", "亲爱的读者，本文已超过可以免费看的期限，请您购买本期的数字报之后继续阅读，或使用订阅的账户。", "blocked"),
    ("云州网", "您好，您访问的页面需要付费订阅后阅读，已有账号的读者可以立即登录，开通会员畅读全部的内容。", "blocked"),
    ("提示", "为落实网络安全的要求，本站暂停境外访问，请使用境内的网络，由此给您带来的不便，我们深表歉意。", "blocked"),
    ("提示", "服务器忙，请稍后再试，如果问题一直存在，请联系技术支持，并且说明发生的时间和当时的操作。", "server-fault"),
    ("网站升级", "新版网站正在建设中，敬请期待，给您带来的不便，敬请谅解，预计上线时间为2025年10月1日。", "out-of-service"),
    ("提示", "按照全省政府网站集约化工作要求，本网站已经停止更新，相关信息请访问云州市人民政府门户网站查询。", "out-of-service"),
]  # fmt: skip


def kind(headline: str, *texts: str, info: str = "") -> str:
    inside = "".join(f"<p>{text}</p>" for text in texts)
    page = (
        f"<html><head><meta charset=utf-8><title>{headline}_云州市卫健委</title></head><body><div class=nav><a href=/>首页</a></div>"
        f"<h1>{headline}</h1>{info}<div class=con>{inside}</div><div class=foot><p>滇ICP备12345678号</p></div></body></html>"
    )
    response = HtmlResponse("https://wjw.example.gov.cn/a/1.html", body=page.encode(), encoding="utf-8")
    try:
        return read_article(response, "", "").reader
    except PageError as error:
        return error.kind


@pytest.mark.parametrize(("headline", "text", "told"), PAGES)
def test_a_page_that_speaks_of_itself_is_no_article(headline: str, text: str, told: str) -> None:
    assert kind(headline, text) == told


def test_news_that_sounds_alike_is_read() -> None:
    lines = (
        "云州市医保局介绍，系统与全省平台打通，群众报销不必再垫付。",
        "市第一人民医院门诊大厅里，患者三分钟办完全部手续。",
    )
    for headline, text in (
        ("云州政务网站完成适老化改造", "改造后的网站页面字号更大，老年人打开浏览器即可朗读，找不到链接时可一键返回首页。"),
        ("云州医保系统昨夜切换", "切换期间部分参保人刷新页面后仍无法访问，医保局请市民在12日之后重试。"),
        ("云州市中心医院就诊须知", "请您在就诊之前登录医院小程序预约，就诊当天带好身份证和医保卡，到门诊大厅取号候诊。"),
        ("云州互联网医院上线", "患者没有找到相关科室时，可点击首页的导诊机器人，由医生在线分诊。"),
        ("云州医院预约系统升级", "系统升级后，患者重新登录即可继续访问原有挂号记录，无法显示的请联系医院信息科。"),
        ("云州医院公众号改版", "该栏目已开办三年，新版栏目请来十位专家，为市民讲解慢病用药。"),
        ("云州专网提速", "诊疗平台仅限医务人员访问，患者隐私由新的地址库保护，请群众放心。"),
        ("云州医学期刊上网", "本文作者介绍，数字报上线后，读者购买单篇即可继续阅读，请关注后续报道。"),
        ("健康云州网将上线", "健康云州网正在建设中，市民届时可以查病历、挂号、缴费。"),
        ("云州影像云升级", "您浏览的影像需登录平台"),
        ("云州医院挂号系统升级", "系统忙碌，医生更忙"),
        ("云州智慧医院封顶", "云州市智慧医院二期正在建设中，敬请期待！"),
        ("云州医院服务器忙不停", "服务器忙而不乱，高峰时每秒处理请求三千次。"),
        ("云州公众号矩阵整合", "全市卫生健康系统的该公众号矩阵已迁移到统一平台，管理员由各医院指派。"),
    ):  # fmt: skip
        assert kind(headline, text, *lines) == "generic:density", headline
        assert kind(headline, *lines, text) == "generic:density", headline


def test_a_notice_that_was_issued_is_read() -> None:
    text = "新版网站已经上线，如您打开页面时仍显示旧版，请刷新浏览器或者返回首页重试，有疑问请联系网站管理员。"
    title = "云州市卫健委新版网站上线"
    assert (
        kind(title, text, "网站新增办事指南和数据发布两个栏目。", info="<p>2025-12-09 来源：云州市卫健委</p>")
        == "generic:density"
    )
    assert (
        kind(title, text, "网站新增办事指南和数据发布两个栏目。", info="<p>2025-12-09 云州市卫健委</p>")
        == "generic:density"
    )
    assert kind("温馨提示", text) == "blocked"
