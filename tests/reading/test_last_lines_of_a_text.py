"""The last lines of an unknown page's text end as they like, if they stand as its paragraphs do and say nothing of the
page."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

B = [
    "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。",
    "医保局负责人介绍，系统与全省平台打通，群众报销不必再垫付。",
    "市第一人民医院门诊大厅里，患者用手机三分钟办完全部手续。",
]


def read(behind: str, tag: str = "p") -> list[str]:
    text = "".join(f"<{tag}>{line}</{tag}>" for line in B)
    page = (
        "<html><head><meta charset=utf-8><title>云州医保码上线_云州新闻网</title></head><body><h1>云州医保码上线</h1>"
        f"<div class=info>2025-12-09 09:30 来源：云州日报</div><div class=con>{text}{behind}</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    lines = [line.replace("\\", "") for line in read_article(response, "", "").article_body.split("\n\n")]
    assert lines[:3] == B
    return lines[3:]


LINES = [
    ["重点任务包括：", "建设影像云平台", "推广电子健康码"], ["● 建设影像云平台", "● 推广电子健康码"], ["· 建设影像云平台"], ["- 建设影像云平台", "- 推广电子健康码"],
    ["★ 建设影像云平台"], ["√ 建设影像云平台"], ["一是数据共享", "二是结果互认"], ["医院地址：云州市滨河路9号"], ["24小时咨询电话：12345"], ["服务热线：12320"],
    ["监督举报电话：12345"], ["举报邮箱：a@yz.gov.cn"], ["报名时间：12月9日至12日"], ["解读单位：云州市卫健委"], ["起草单位：云州市医院协会"], ["特此通知"], ["云州市融媒体部"], ["合格率 98"], ["特此公告"],
    ["以上报告，请予审议"], ["妥否，请批示"], ["云州市卫健委"], ["国家卫生健康委"], ["云州市卫健委", "2025-12-09"], ["问：数据从哪里来", "答：关键是数据共享"],
    ["第一，数据共享", "第二，结果互认"], ["数据多跑路", "群众少跑腿"], ["主办单位：云州市卫健委", "承办单位：云州市医院协会"], ["重点关注：数据安全"], ["— 推荐医院接入平台"], ["三是方便群众登录查询"], ["做好相关记录"],
]  # fmt: skip


@pytest.mark.parametrize("lines", LINES)
def test_a_last_line_that_stands_as_the_paragraphs_do_is_text(lines: list[str]) -> None:
    for tag in ("p", "div", "section"):
        assert read("".join(f"<{tag}>{line}</{tag}>" for line in lines), tag) == lines, tag


@pytest.mark.parametrize("lines", LINES)
def test_what_else_stands_behind_such_lines_is_none(lines: list[str]) -> None:
    own = "".join(f"<p>{line}</p>" for line in lines)
    assert read(f"{own}<p>相关阅读：</p><p><a href=/1.html>青岚县村医全部用上新系统</a></p>") == lines
    assert read(f"{own}<p>分享到：</p><p>微信 微博</p>") == lines
    assert read(f"{own}<div class=tools>手机看新闻</div>") == lines


def test_an_announced_list_is_text() -> None:
    items = ["建设影像云平台", "推广电子健康码"]
    for tag in ("ul", "ol"):
        numbered = [f"{n}. {item}" for n, item in enumerate(items, 1)] if tag == "ol" else items
        listed = f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"
        assert read(f"<p>重点任务包括：</p>{listed}") == ["重点任务包括：", *numbered]


def test_a_table_without_figures_is_text() -> None:
    table = "<table><tr><td>医院</td><td>牵头科室</td></tr><tr><td>云州市中医院</td><td>信息科</td></tr></table>"
    assert read(table) == ["医院 牵头科室", "云州市中医院 信息科"]


def test_an_announced_picture_is_text() -> None:
    lines = read("<p>具体名单见下图：</p><p><img src=/list.png width=600 height=900></p>")
    assert lines == ["具体名单见下图：", "![](https://www.unknown.example.cn/list.png)"]


@pytest.mark.parametrize(
    "behind",
    [
        "<p>回到顶部</p>", "<p>赞 0</p>", "<p>在看 12</p>", "<p>- END -</p>", "<p>未经授权，不得转载</p>", "<p>人气：1234</p>", "<p>微信公众号：yunzhou2026</p>", "<p>首页 新闻</p><p>健康 联系</p>", "<p>点击下载云州日报客户端</p>",
        "<ul><li>微信</li><li>微博</li></ul>", "<ul><li>要闻</li><li>健康</li></ul>", "<div>手机看新闻</div>", "<p class=tool>手机看新闻</p>",
        "<p><a href=/1.html>青岚县村医全部用上新系统</a></p>", "<p>友情链接：</p>", "<p>【字号：大 中 小】【打印】【关闭】</p>", "<p>上一篇：没有了</p>", "<p>扫码关注我们</p>", "<p>已有12人评论</p>",
        "<p>云州日报版权所有</p>", "<p>关键词：医保 云州</p>", "<p>标签：医保</p>", "<p>我要纠错</p>", "<p>手机扫描二维码</p>", "<p>热门推荐</p><p>云州要闻一览</p>",
        "<p>阅读 123</p>", "<p>本文来源：云州日报</p>", "<p>来源：云州日报</p>", "<p>|</p>", "<p>123</p>", "<p><img src=/qr.png width=100 height=100></p>",
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself_ends_no_text(behind: str) -> None:
    assert read(behind) == []


PHOTO, CODE = "<p><img src='{}W0202512091234567.jpg'></p>", "<p>长按识别二维码，关注健康云州</p>"


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        (PHOTO.format("./"), 1), (PHOTO.format("./") + PHOTO.format("./9"), 2), (PHOTO.format("./") + "<p>返回顶部</p>", 1),
        (PHOTO.format("/images/"), 0), (PHOTO.format("./") + CODE, 0), ("<p><img src='./qr.png'></p>", 0),
    ],
)  # fmt: skip
def test_a_last_photograph_from_the_articles_own_folder_is_text(behind: str, kept: int) -> None:
    assert len(read(behind)) == kept
