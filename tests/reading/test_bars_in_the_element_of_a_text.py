"""What stands in one element with the text of an unknown page: a day and a clock, a bar to share it, the site's rights."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article

B = [
    "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。",
    "医保局负责人介绍，系统与全省平台打通，群众报销不必再垫付。",
    "市第一人民医院门诊大厅里，患者用手机三分钟办完全部手续。",
]
SHARE = (
    '<div><a href="https://service.weibo.com/share/share.php?title=a"><img src="/share/weibo.png"></a></div>'
    '<div><a href="mailto:?subject=a"><img src="/share/mail.png"></a></div>'
    '<div><a href="//www.facebook.com/sharer.php?u=a"><img src="/share/fb.jpg"></a></div>'
)
NOTE = "云州新闻网版权说明：凡注明来源为“云州新闻网：XXX（署名）”，其他任何网站或单位未经允许禁止转载、使用。"


def read(inside: str) -> ArticleItem:
    page = (
        "<html><head><meta charset=utf-8><title>云州医保码上线_云州新闻网</title></head><body><div><a href=/>首页</a></div>"
        f"<div><h1>云州医保码上线</h1>{inside}</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "", "")


def texts(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_a_day_with_its_clock_and_a_bar_above_a_text_are_none_of_it() -> None:
    for stamp in (
        "2025-12-09 09:30",
        "最后更新: 2025-12-09 09:30:21",
        "发布时间：2025年12月9日 09:30",
        "更新于 2025/12/09 09:30",
    ):
        bar = texts("分享", "分享到", "分享到微信") + SHARE + texts("关闭")
        item = read(f"<div>{stamp}</div>{bar}{texts(*B)}")
        assert item.article_body.split("\n\n") == B and not item.images, stamp
        assert str(item.date_published)[:16] == "2025-12-09 09:30", stamp


def test_what_a_text_begins_with_itself_stays() -> None:
    for first in (
        "（2025年12月9日）", "2025年12月9日，云州", "12月9日 09:30，记者在大厅看到，队伍不长。", '<a href="/p/1.html"><img src="/p/1.jpg"></a>',
        '<a href="https://service.weibo.com.example.cn/"><img src="/p/2.jpg"></a>',
    ):  # fmt: skip
        item = read(f"<div>2025-12-09 09:30</div>{texts(first, *B)}")
        assert item.article_body.endswith("\n\n".join(B)) and len(item.article_body) > len("\n\n".join(B)), first


def test_rights_and_labels_below_a_text_are_none_of_it() -> None:
    for below in ([NOTE], ["标签", NOTE], ["（编辑：李木）", NOTE, "网站导航"], ["标签：", "责任编辑：李木"]):
        item = read(f"<div>2025-12-09 09:30</div>{texts(*B, *below)}")
        assert item.article_body.split("\n\n") == B, below
        assert item.editor == ("李木" if "李木" in "".join(below) else ""), below
    for own in ("云州药业版权说明：这套系统由医院自己写成。", "标签贴在药瓶上，扫码就能追溯。"):
        assert read(f"<div>2025-12-09 09:30</div>{texts(B[0], own, *B[1:])}").article_body.split("\n\n") == [
            B[0],
            own,
            *B[1:],
        ]
