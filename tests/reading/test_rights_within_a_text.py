"""Who has the rights of a thing, where one may report, which book there is: sentences of a text, and no foot of a page."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

B = [
    "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。",
    "医保局负责人介绍，系统与全省平台打通，群众报销不必再垫付。",
    "市第一人民医院门诊大厅里，患者用手机三分钟办完全部手续。",
]


def read(*texts: str) -> list[str]:
    inside = "".join(f"<p>{text}</p>" for text in texts)
    page = (
        "<html><head><meta charset=utf-8><title>云州医保码上线_云州新闻网</title></head><body><h1>云州医保码上线</h1>"
        f"<div class=info>2025-12-09 09:30 来源：云州日报</div><div class=content>{inside}</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "", "").article_body.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "该系统版权所有人为云州大学，未经许可不得复制。", "平台软件版权所有者为省卫健委信息中心，授权各医院免费使用。", "影像数据版权所有人可授权医院用于科研。",
        "数据集版权所有方云州医院向企业授权使用三年。", "本网络平台版权所有人为云州大学，未经许可不得复制。", "违法和不良信息举报电话由12345统一受理，全年接到举报三百件。",
        "违法和不良信息举报中心通报：三家网站被约谈。", "违法和不良信息举报渠道全年接到12345件线索。",
        "推荐阅读：《云州医改十年》由云州出版社出版。", "延伸阅读：《云州条例》共分六章。",
    ],
)  # fmt: skip
def test_a_sentence_about_rights_and_reports_is_text(line: str) -> None:
    for texts in ([B[0], line, *B[1:]], [*B[:2], line, B[2]], [*B, line]):
        assert read(*texts) == texts


@pytest.mark.parametrize(
    "line",
    [
        "版权所有人：云州日报社", "版权所有人民医院网，未经授权不得转载。", "本网站版权所有人为云州日报社，未经许可不得转载。", "版权所有方正云州网，不得转载。",
        "云州网版权所有，未经授权不得转载。", "版权所有 云州日报社", "违法和不良信息举报电话：0000-12345678。", "违法和不良信息举报电话12345678，举报邮箱a@yz.cn。",
        "违法和不良信息举报邮箱：a@yz.cn", "违法和不良信息举报热线 (0000)12345678。", "违法不良信息举报：12345",
    ],
)  # fmt: skip
def test_the_foot_of_a_page_ends_the_text(line: str) -> None:
    assert read(*B, line, "云州日报客户端全天更新，陪伴市民读新闻。") == B


@pytest.mark.parametrize(
    "line", ["推荐阅读：云州医院上线新系统。", "推荐阅读：《云州医改十年》。", "推荐阅读：一图读懂《云州条例》"]
)
def test_what_announces_other_articles_goes_alone(line: str) -> None:
    assert read(*B[:2], line, B[2]) == B


@pytest.mark.parametrize("line", ["版权所有，未经授权不得转载本文。", "云州日报版权所有，转载本文须经书面授权。"])
def test_a_notice_of_the_article_alone_may_stand_within_it(line: str) -> None:
    assert read(B[0], line, *B[1:]) == B
    assert read(*B, line) == B
    assert read(*B, line, "云州日报社主管主办的新闻网站，全天为市民服务。") == B
    assert read(*B, line, "滇ICP备12345678号", "网友李木：这个平台真好用，在乡下也能看病历了，点赞。") == B
