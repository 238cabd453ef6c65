"""Each paragraph of an unknown text in a box of its own, as WeChat's editors set them: the last lines stand so too."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

B = [
    "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。",
    "医保局负责人介绍，系统与全省平台打通，群众报销不必再垫付。",
    "市第一人民医院门诊大厅里，患者用手机三分钟办完全部手续。",
]
LINES = (
    ["重点任务包括：", "建设影像云平台", "推广电子健康码"], ["一是数据共享", "二是结果互认"], ["数据多跑路", "群众少跑腿"], ["云州市卫健委"], ["监督举报电话：12345"],
)  # fmt: skip


def read(inside: str) -> list[str]:
    page = (
        "<html><head><meta charset=utf-8><title>云州医保码上线_云州新闻网</title></head><body><h1>云州医保码上线</h1>"
        f"<div class=info>2025-12-09 09:30 来源：云州日报</div><div class=con>{inside}</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "", "").article_body.split("\n\n")


def test_last_lines_in_boxes_as_the_paragraphs_have_are_text() -> None:
    for box in (
        "<section>{}</section>", "<section><section><p>{}</p></section></section>", "<section><p><span>{}</span></p></section>",
        "<div class=para><p>{}</p></div>", "<section class=js_dark__{n}><p>{}</p></section>",
    ):  # fmt: skip
        for lines in LINES:
            texts = [*B, *lines]
            boxes = (box.format(text, n=number) for number, text in enumerate(texts))
            assert read("".join(boxes)) == texts, (box, lines)


def test_several_lines_may_share_a_box() -> None:
    for lines in LINES:
        texts = "".join(f"<section><p>{text}</p></section>" for text in B)
        assert read(texts + "<section>" + "".join(f"<p>{line}</p>" for line in lines) + "</section>") == [*B, *lines]


def test_other_boxes_behind_the_text_are_none() -> None:
    texts = "".join(f"<section><p>{text}</p></section>" for text in B)
    for behind in (
        "<div><p>手机看新闻</p></div>", "<section class=tools><p>手机看新闻</p></section>", "<section><p>点亮在看</p></section>", "<section><p>扫码关注我们</p></section>",
        "<section><ul><li>要闻</li><li>健康</li></ul></section>",
    ):  # fmt: skip
        assert read(texts + behind) == B, behind
    whole = "".join(f"<p>{text}</p>" for text in B)
    assert read(f"<div>{whole}</div><div><p>手机看新闻</p></div>") == B
