"""Short articles one of whose sentences sounds like a wall, and walls that look like articles."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse
from test_guards import WALLS

from monitor.exceptions import PageError
from monitor.reading.article import read_article

TITLE = "云州省影像云平台接入96家医院"
SITE = "云州省卫生健康委员会"
INFO = f"发布时间：2025-09-23 08:11　来源：{SITE}"
TEXT = (
    "云州省影像云平台昨日接入第96家医院，全省二级以上公立医院的检查影像可以互相调阅。",
    "平台由省卫生健康委建设，日均调阅影像四千余次，减少重复检查六百余人次。",
    "下一步，平台将延伸到县域医共体和社区卫生服务中心。",
)
SENTENCES = [
    "市民打开小程序，请完成实名验证后绑定就诊卡。", "首次使用，请先进行人脸识别验证，再绑定电子健康卡。", "第三步，请输入手机号和验证码，登录系统。",
    "进入页面后，请输入短信验证码完成登录，即可查看检查报告。", "查询时，请您先通过实名验证，再选择就诊人。", "请先登录账号，再选择就诊人。",
    "您还没有登录时，可先查看号源。", "登录超时由十分钟延长至三十分钟。", "为了保护患者隐私，调阅影像时请进行身份验证。",
    "您的访问记录只保存在医院内网，不会被第三方获取，非法调取将被追责。", "您的IP属地显示异常时，可向平台申诉。", "当前访问人数过多时，系统自动排队。",
    "本系统自上线以来已完成三次升级，覆盖九十六家医院。", "本平台由云州医院牵头建设，后续将持续升级维护。", "本网站由云州省卫健委主办，昨日改版上线。",
    "本网将于近期完成适老化改版，方便老年人查询。", "我网站适老化改版通过工信部评测。", "网站正在推进无障碍改版，年内完成。",
    "系统出现异常，值班工程师十分钟内到场。", "系统繁忙，请稍后再试，是患者反映最多的问题。", "您访问的页面由医院统一维护，不存在收费项目。",
]  # fmt: skip
WORKS = "尊敬的用户：本网站定于9月25日22时至26日6时进行系统升级维护，期间暂停服务。"


def kind(
    *paragraphs: str, title: str = TITLE, info: str = f"<div class=info>{INFO}</div>", named: str = "", beside: str = ""
) -> str:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return kind_of(
        named or f"{title}_{SITE}",
        f"<div class=nav><a href=/>首页</a></div><div class=main><h1>{title}</h1>{info}"
        f"<div class=content>{text}</div></div>{beside}",
    )


def kind_of(title: str, body: str) -> str:
    """The kind of failure, or the rung that read the page."""
    markup = f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    url = "https://wjw.example.gov.cn/xwzx/202509/t20250923_123.html"
    try:
        return read_article(HtmlResponse(url, body=markup.encode(), encoding="utf-8"), "", "").reader
    except PageError as error:
        return error.kind


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_makes_no_wall_of_an_issued_article(sentence: str) -> None:
    for place in range(4):
        assert kind(*TEXT[:place], sentence, *TEXT[place:]) == "generic:density", place


@pytest.mark.parametrize(
    "title",
    [
        "我网站适老化改版通过工信部评测",
        "本系统上线三年完成四次升级",
        "网站正在推进无障碍改版",
        "您访问的医保页面由云州统一维护，不存在收费",
    ],
)
def test_a_headline_makes_no_wall_of_an_issued_article(title: str) -> None:
    assert kind(*TEXT, title=title) == "generic:density"
    assert kind("本网站正在维护，请稍后再来，给您带来的不便敬请谅解。", title=title) != "generic:density"


def test_a_step_in_a_list_makes_no_wall() -> None:
    assert kind(TEXT[0], "打开小程序，请输入手机号和验证码；", "再选择就诊人；", *TEXT[1:]) == "generic:density"


@pytest.mark.parametrize(
    "info",
    [
        "<div class=info><span>云州日报</span> <span>2025-09-23 08:11</span></div>",
        f"<p>来源：{SITE}</p><p>2025年9月23日</p>",
        f"<div class=tools><span>时间：2025-09-23</span><span>来源：</span><span>{SITE}</span><a>打印</a><a>分享</a></div>",
    ],
)
def test_day_and_source_may_be_set_in_other_ways(info: str) -> None:
    assert kind(TEXT[0], SENTENCES[0], *TEXT[1:], info=info) == "generic:density"


def test_a_sentence_within_a_paragraph_makes_no_wall() -> None:
    for sentence in SENTENCES:
        assert kind(TEXT[0] + sentence, TEXT[1]) == "generic:density"


@pytest.mark.parametrize(
    "info",
    [
        "", "<div class=info>2025-09-23 08:11</div>", f"<div class=info>来源：{SITE}</div>", "<div class=info>浏览：12</div>",
        f"<div class=info>今天是2025年9月23日 星期二　{SITE}</div>",
    ],
)  # fmt: skip
def test_without_day_and_source_above_it_a_text_is_held_against_its_words(info: str) -> None:
    assert kind(TEXT[0], "您还没有登录，请先登录。", *TEXT[1:], info=info) == "blocked"


def test_a_headline_that_the_title_does_not_repeat_proves_nothing() -> None:
    assert kind(TEXT[0], "您还没有登录，请先登录。", *TEXT[1:], named=SITE) == "blocked"


@pytest.mark.parametrize(
    "wall",
    [
        "登录后阅读全文", "本文为付费内容，开通会员后阅读。", "请先登录后再查看本文。", "请登录后查看全文。请先登录账号，再阅读余下内容。",
        "本内容仅支持在云州客户端内查看。", "该文章已被作者删除。", "您还没有登录，请先登录",
    ],
)  # fmt: skip
def test_a_wall_within_an_issued_article_stays_one(wall: str) -> None:
    assert kind(*TEXT, wall) in ("blocked", "not-found")


@pytest.mark.parametrize(
    "beside", ["<div><p>您还没有登录，请先登录</p></div>", "<div><p>您的访问过于频繁，请完成验证。</p></div>"]
)
def test_a_notice_beside_an_issued_article_is_a_wall(beside: str) -> None:
    assert kind(TEXT[0], SENTENCES[0], *TEXT[1:], beside=beside) == "blocked"


@pytest.mark.parametrize(
    "trace",
    ["java.lang.IllegalStateException: no session", "Warning: mysql_connect(): failed in /www/a.php on line 12"],
)
def test_a_trace_within_an_issued_article_stays_a_fault(trace: str) -> None:
    assert kind(*TEXT, trace) == "server-fault"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您访问的稿件正在审核之中，暂时无法查看，请稍后再来，或者浏览本网站的其他新闻内容，感谢您的关注。", "not-found"),
        ("抱歉，服务器繁忙，请稍后再试。</p><p>您可以返回上一页，也可以到首页看看今天的其他内容，给您带来不便，我们深表歉意，谢谢。", "server-fault"),
        ("检测到您的IP存在异常访问，请输入验证码后继续浏览，验证通过后一段时间里不再询问，感谢您的理解和配合。", "blocked"),
    ],
)  # fmt: skip
def test_a_wall_in_the_frame_of_an_article_has_no_prose(text: str, expected: str) -> None:
    assert kind(text) == expected


FRAMES = (
    "<div class=top>今天是2025年9月23日 星期二</div>{nav}{body}",
    "<div class=top>2025年9月23日 星期二</div><h1>云州省卫生健康委员会</h1>{nav}{body}",
    "<h1>云州省卫生健康委员会</h1>{nav}<div class=date>2025-09-23 云州日报社主办</div>{body}",
)


@pytest.mark.parametrize("name", [name for name, (_, _, body) in WALLS.items() if "<script" not in body])
def test_a_wall_in_the_frame_of_a_site_is_no_article(name: str) -> None:
    _, title, body = WALLS[name]
    nav = "<div class=nav><a href=/>首页</a><a href=/xw>新闻</a><a href=/gk>信息公开</a></div>"
    for frame in FRAMES:
        framed = frame.format(nav=nav, body=f"<div class=main>{body}</div>")
        for told in (title, f"{title}_{SITE}"):
            assert ":" not in kind_of(told, framed), (told, frame)


@pytest.mark.parametrize("title", ["本网站升级维护公告", "系统维护公告", "关于网站系统升级维护的公告"])
def test_a_sites_notice_of_its_works_is_an_article_where_it_was_issued(title: str) -> None:
    text = (WORKS, "给您带来不便，敬请谅解。")
    assert kind(*text, title=title) == "generic:density"
    assert kind(*text, title=title, info="") == "out-of-service"
    assert kind(*text, title=title, info="<div class=top>今天是2025年9月23日</div>") == "out-of-service"
