"""Links to other articles among the paragraphs of an unknown text: cards and lines of their own go, a digest stays."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

B = [
    "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。",
    "医保局负责人介绍，系统与全省平台打通，群众报销不必再垫付。",
    "市第一人民医院门诊大厅里，患者用手机三分钟办完全部手续。",
    "据统计，平台上线首日结算三万笔，平均每笔用时不到两秒钟。",
]
TITLES = ["青岚县村医全部用上新系统", "云州急救车装上远程会诊终端"]
LINKS = [f"<a href=/n/{place}.html>{title}</a>" for place, title in enumerate(TITLES)]
SUMMARY = "青岚县卫生健康局介绍，全县村医完成培训上岗…"


def read(inside: str) -> list[str]:
    page = (
        "<html><head><meta charset=utf-8><title>云州医保码上线_云州新闻网</title></head><body><h1>云州医保码上线</h1>"
        f"<div class=info>2025-12-09 09:30 来源：云州日报</div><div class=con>{inside}</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return [line.strip("*").replace("\\", "") for line in read_article(response, "", "").article_body.split("\n\n")]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "card",
    [
        "<div class=card>{}<p>{}</p></div>", "<div class=card><h4>{}</h4><p>{}</p></div>", "<section class=news><p>{}</p><p>{}</p></section>",
        "<div class=card><img src=/a.jpg width=90><div>{}</div><div>{}</div></div>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("box", ["{}", "<div class=cards>{}</div>"])
def test_a_card_or_two_among_the_paragraphs_are_none(card: str, box: str) -> None:
    for number in (1, 2):
        cards = box.format("".join(card.format(link, SUMMARY) for link in LINKS[:number]))
        assert [line for line in read(paragraphs(*B[:2]) + cards + paragraphs(*B[2:])) if "](" not in line] == B
        assert [line for line in read(paragraphs(*B) + cards) if "](" not in line] == B


def test_links_in_lines_of_their_own_are_none() -> None:
    for lines in (
        paragraphs(LINKS[0]), paragraphs(*LINKS), f"<p>&gt;&gt;&gt;{LINKS[0]}</p>", f"<p><b>【{LINKS[0]}】</b></p>", f"<div>{LINKS[0]}</div>",
        "".join(f"<section><p>· {link}</p></section>" for link in LINKS),
    ):  # fmt: skip
        assert read(paragraphs(*B[:2]) + lines + paragraphs(*B[2:])) == B, lines
        assert read(paragraphs(B[0]) + lines + paragraphs(*B[1:])) == B, lines
    assert read(f"{B[0]}<br>{LINKS[0]}<br>{LINKS[1]}<br>{B[1]}<br>{B[2]}") == B[:3]


def test_links_that_are_of_the_text_stay() -> None:
    for line, words in (
        ("<a href=/d/1>《云州市医保码管理办法》</a>", "《云州市医保码管理办法》"), ("<a href=/h/1>云州市中医院</a>", "云州市中医院"),
        ("<a href=/f/1.pdf>云州市医保码接入规范文本</a>", "云州市医保码接入规范文本"), ("<a href=#a>云州市医保码建设的三个阶段</a>", "云州市医保码建设的三个阶段"),
        ("<a href=/x/1>云州市全面推行医保码结算。</a>", "云州市全面推行医保码结算。"), ("一、<a href=/x/1>云州市全面推行医保码结算</a>", "一、云州市全面推行医保码结算"),
    ):  # fmt: skip
        assert read(paragraphs(*B[:2], line, *B[2:])) == [*B[:2], words, *B[2:]], line
    head = f"<h3>{LINKS[0]}</h3>"
    assert read(paragraphs(*B[:2]) + head + paragraphs(*B[2:])) == [*B[:2], TITLES[0], *B[2:]]


def test_a_digest_with_linked_headlines_stays() -> None:
    lines = [B[0], LINKS[0], B[1], LINKS[1], B[2]]
    assert read(paragraphs(*lines)) == [B[0], TITLES[0], B[1], TITLES[1], B[2]]
    items = "".join(f"<div class=item><h3>{link}</h3><p>{text}</p></div>" for link, text in zip(LINKS, B, strict=False))
    assert read(paragraphs(B[2]) + items + paragraphs(B[3])) == [B[2], TITLES[0], B[0], TITLES[1], B[1], B[3]]
    boxes = "".join(f"<div class=item><p>{text}</p></div>" for text in B)
    own = f"<div class=item><p>{LINKS[0]}</p><p>{SUMMARY}</p></div>"
    assert read(boxes + own + boxes.replace("。", "！")) == [
        *B,
        TITLES[0],
        SUMMARY,
        *[text.replace("。", "！") for text in B],
    ]


def test_a_digest_stays_though_one_of_its_headlines_is_longer() -> None:
    titles = ("药品可追溯了", "省影像云建成", "村医用上远程会诊")
    links = [f"<strong><a href=/d/{number}>{title}</a></strong>" for number, title in enumerate(titles)]
    told = [line for pair in zip(links, B, strict=False) for line in pair]
    wanted = [line for pair in zip(titles, B, strict=False) for line in pair]
    assert [line.strip("*") for line in read(paragraphs(B[3], *told))] == [B[3], *wanted]


def test_a_card_with_a_whole_sentence_stays_among_the_paragraphs() -> None:
    """The proof, which takes no sentence for another article's, would miss it in print."""
    told = "全县村医已经完成培训，全部上岗。"
    card = f"<div class=card>{LINKS[0]}<p>{told}</p></div>"
    assert told in read(paragraphs(*B[:2]) + card + paragraphs(*B[2:]))
