"""News of one sentence: read where it stands under its headline and tells of it, refused where the page speaks of itself."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.exceptions import LayoutChanged, PageError
from monitor.reading.article import read_article

INFO = "<div class=info>2025-12-09 09:30 来源：云州日报</div>"


def read(inside: str, info: str = INFO, headline: str = "云州医保码上线") -> str:
    page = (
        f"<html><head><meta charset=utf-8><title>{headline}_云州新闻网</title></head><body><h1>{headline}</h1>"
        f"{info}{inside}</body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "", "").article_body


@pytest.mark.parametrize(
    "sentence",
    [
        "地址：云州市滨河路9号，邮编：123456，电话：12345。", "抱歉，该内容仅对会员开放，开通后可阅读全文。", "该文章暂无内容，请返回首页浏览其他新闻。",
        "本视频需要在客户端内观看，请下载云州APP。", "请使用微信扫描二维码，在手机上阅读本文。", "该文件为PDF格式，请下载后查看全文内容。",
        "文章来源于网络，如有侵权，请联系我们删除。", "关于我们，联系我们，网站地图，法律声明。", "上一条：云州医院上线新系统，下一条：没有了。",
        "以上内容由智能工具生成，仅供参考，请核实。", "正文内容暂缺，编辑正在补充，敬请谅解。", "扫一扫下载云州客户端，第一时间了解权威资讯。",
        "凡本网注明来源的作品，版权均属于云州新闻网所有。", "云州新闻网版权所有，未经授权，不得转载摘编。", "为了您的健康，每天锻炼一小时，少盐少油。",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "place", ["<div class=con><p>{}</p></div>", "<video src=a.mp4></video><div class=bottom><p>{}</p></div>"]
)
def test_what_a_page_says_of_itself_is_no_news(sentence: str, place: str) -> None:
    with pytest.raises(PageError):
        read(place.format(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "云州市卫健委主办的数字健康大会9日开幕。", "患者登录小程序即可查报告，云州9日起实行。", "云州9日起，市民点击一次即可完成预约。",
        "云州医保局推出的新平台获市民关注，9日上线。", "云州市医保局今天宣布，医保码全市通用。", "云州医保码9日上线，评论区里市民纷纷点赞。",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "info", [INFO, "<div><span>2025-12-09</span><span>来源：云州日报</span></div>", "<p><span>2025-12-09 09:30</span> <a>来源：云州日报</a></p>"]
)  # fmt: skip
@pytest.mark.parametrize("place", ["<div class=con><p>{}</p></div>", "<video src=a.mp4></video><div><p>{}</p></div>"])
def test_one_sentence_may_be_news(sentence: str, info: str, place: str) -> None:
    assert read(place.format(sentence), info) == sentence


def test_the_foot_of_the_page_is_none_of_the_news() -> None:
    news = "云州医保码9日上线，市民扫码即可结算。"
    for name in ("footer", "copyright", "share"):
        foot = f"<div class={name}><p>云州市委宣传部主办，云州日报社承办，云州科技提供技术支持。</p></div>"
        assert read(f"<div class=con><p>{news}</p></div>{foot}") == news


def test_the_sentence_stands_near_its_headline() -> None:
    menu = "".join(f"<p>云州频道{number}</p>" for number in range(12))
    with pytest.raises(LayoutChanged):
        read(f"{menu}<div><p>云州医保码今天上线，市民扫码结算。</p></div>")
