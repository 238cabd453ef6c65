"""An office above a text, with a day and without 来源：, says whose an article is; walls have none, or speak to their visitor."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.exceptions import PageError
from monitor.reading.article import read_article

TITLE = "云州医保码上线"
B = [
    "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。",
    "医保局负责人介绍，系统与全省平台打通，群众报销不必再垫付。",
]
OFFICES = [
    "<div class=info><span>2025-12-09 09:30</span><span>云州市卫生健康委员会</span></div>", "<p class=t>2025-12-09 09:30 云州市第一人民医院</p>",
    "<div class=info><span>发布机构：云州市医保局</span><span>2025-12-09</span></div>", "<div class=info><p>供稿单位：云州大学</p><p>2025年12月9日</p></div>",
]  # fmt: skip
SENTENCES = [
    "市民打开小程序，请完成实名验证后绑定就诊卡。", "第三步，请输入手机号和验证码，登录系统。", "请先登录账号，再选择就诊人。", "本系统自上线以来已完成三次升级，覆盖九十六家医院。",
]  # fmt: skip
NEWS = [
    "市民9日起打开云州医保码小程序，请完成实名验证后绑定就诊卡，即可扫码结算。", "云州医保码9日上线，首次使用请输入手机号和验证码，登录后即可结算报销。", "请先登录云州医保APP，再出示医保码，市医保局9日提醒市民。",
    "云州医保码系统9日起进行系统维护，12日恢复，期间暂停扫码结算服务。", "云州医保码9日升级，登录超时由十分钟延长至三十分钟。", "云州医保码9日起输入验证码即可登录。",
]  # fmt: skip


def read(*texts: str, info: str, title: str = TITLE) -> list[str]:
    inside = "".join(f"<p>{text}</p>" for text in texts)
    page = (
        f"<html><head><meta charset=utf-8><title>{title}_云州网</title></head><body><div class=nav>云州新闻中心</div>"
        f"<h1>{title}</h1>{info}<div class=con>{inside}</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    try:
        return read_article(response, "", "").article_body.split("\n\n")
    except PageError as error:
        return [error.kind]


@pytest.mark.parametrize("info", OFFICES)
def test_an_office_says_whose_an_article_is(info: str) -> None:
    for sentence in SENTENCES:
        assert read(B[0], sentence, B[1], info=info) == [B[0], sentence, B[1]]
    for sentence in NEWS:
        assert read(sentence, info=info) == [sentence]


@pytest.mark.parametrize(
    "info",
    [
        "<p>2025-12-09 09:30</p>",
        "<p>云州市卫生健康委员会</p>",
        "<p>今天是2025年12月9日 云州市卫生健康委员会</p>",
    ],
)
def test_less_says_nothing(info: str) -> None:
    assert read(B[0], "您还没有登录，请先登录。", B[1], info=info) == ["blocked"]
    assert len(read(NEWS[-1], info=info)[0]) < len(NEWS[-1])


@pytest.mark.parametrize("info", OFFICES)
def test_what_a_page_says_of_itself_is_none_of_the_offices_news(info: str) -> None:
    for sentence in (
        "请先登录云州医保APP，再查看。", "抱歉，云州医保码页面9日起暂停访问。", "请下载云州APP后使用医保码查询。", "请稍后再试，云州医保码9日繁忙。",
        "您的访问过于频繁，请输入验证码后继续访问。", "检测到您的IP存在异常访问，请输入验证码后继续浏览，验证通过后不再询问，谢谢您的理解和配合。",
    ):  # fmt: skip
        assert read(sentence, info=info)[0] != sentence, sentence
    for wall in ("登录后阅读全文", "您还没有登录，请先登录", "该文章已被作者删除。"):
        assert read(*B, wall, info=info)[0] in ("blocked", "not-found")
