"""Links that are part of a text, in lists, tables and sentences, and those that lead from it."""

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
TEXT, LAST = "".join(f"<p>{text}</p>" for text in B[:3]), f"<p>{B[3]}</p>"


def read(inside: str) -> list[str]:
    page = (
        "<html><head><meta charset=utf-8><title>云州医保码上线_云州新闻网</title></head><body><h1>云州医保码上线</h1>"
        f"<div class=info>2025-12-09 09:30 来源：云州日报</div><div class=con>{inside}</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "", "").article_body.split("\n\n")


NAMES = ["云州市第一人民医院", "云州市中医院", "青岚县人民医院"]
LINKS = [f"<a href=/h/{number}>{name}</a>" for number, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("line", "listed", "read_as"),
    [
        ("首批上线医院名单如下：", "<ul><li>" + "</li><li>".join(LINKS) + "</li></ul>", NAMES),
        ("首批上线的医院包括：", "<ul><li><p>" + "</p></li><li><p>".join(LINKS) + "</p></li></ul>", NAMES),
        ("首批上线医院名单如下：", "".join(f"<p>{link}</p>" for link in LINKS), NAMES),
        ("首批上线医院名单如下：", "<br>".join(LINKS), NAMES),
        ("云州市同时公布了三家医院：", "".join(f"<p>{n}. {link}</p>" for n, link in enumerate(LINKS, 1)), [f"{n}. {name}" for n, name in enumerate(NAMES, 1)]),
        ("相关文件如下：", "<p><a href=/f/1>《云州市医保码管理办法》</a></p><p><a href=/f/2>《医保码接入规范》</a></p>", ["《云州市医保码管理办法》", "《医保码接入规范》"]),
        (
            "三份文件如下。", "<table><tr><th>文件</th><th>日期</th></tr><tr><td><a href=/f/1>医保码管理办法</a></td><td>12月1日</td></tr>"
            "<tr><td><a href=/f/2>医保码接入规范</a></td><td>12月2日</td></tr></table>", ["文件 日期", "医保码管理办法 12月1日", "医保码接入规范 12月2日"],
        ),
    ],
)  # fmt: skip
def test_a_list_that_a_line_announces_is_text(line: str, listed: str, read_as: list[str]) -> None:
    lines = [text.replace("\\", "") for text in read(f"{TEXT}<p>{line}</p>{listed}{LAST}")]
    assert lines == [*B[:3], line, *read_as, B[3]]
    assert [text.replace("\\", "") for text in read(f"{TEXT}{LAST}<p>{line}</p>{listed}")] == [*B, line, *read_as]


@pytest.mark.parametrize(
    "files",
    [
        "<p>附件：</p><p>1.<a href='/download?id=1'>实施方案</a></p><p>2.<a href='/download?id=2'>接入规范</a></p>",
        "<p>附件：1.<a href='/download?id=1'>实施方案</a><br>2.<a href='/download?id=2'>接入规范</a></p>",
        "<p>附件：1.<a href='/download?id=1'>实施方案</a></p><p>2.<a href='/download?id=2'>接入规范</a></p>",
        "<p>附件：</p><ol><li><a href='/download?id=1'>实施方案</a></li><li><a href='/download?id=2'>接入规范</a></li></ol>",
    ],
)
def test_several_files_are_of_the_text(files: str) -> None:
    whole = "".join(read(TEXT + files)[3:]).replace("\\", "").replace(" ", "")
    assert whole == "附件：1.实施方案2.接入规范"
    more = "<p><a href=/9.html>青岚县村医全部用上新系统</a></p>"
    assert "青岚" not in "".join(read(TEXT + files + more))


def test_sentences_may_begin_with_a_link() -> None:
    inner = "<div><p><a href=/1>电子病历实施方案</a>已经印发，</p><p><a href=/2>影像云建设指南</a>正在起草。</p></div>"
    lines = ["电子病历实施方案已经印发，", "影像云建设指南正在起草。"]
    assert read(TEXT + inner + LAST) == [*B[:3], *lines, B[3]]
    assert read(TEXT + LAST + inner) == [*B, *lines]


@pytest.mark.parametrize(
    "label",
    [
        "相关阅读：",
        "热门推荐：",
        "更多新闻：",
        "友情链接：",
        "栏目导航：",
        "相关文章：",
        "猜你喜欢：",
        "热词：",
        "您可能感兴趣的新闻：",
    ],
)
@pytest.mark.parametrize(
    "listed", ["<ul><li>" + "</li><li>".join(LINKS) + "</li></ul>", "".join(f"<p>{link}</p>" for link in LINKS), " ".join(LINKS)]
)  # fmt: skip
def test_a_list_of_other_articles_is_none(label: str, listed: str) -> None:
    assert read(f"{TEXT}{LAST}<p>{label}</p>{listed}") == B
    assert read(f"{TEXT}{LAST}<div>{label}{listed}</div>") == B


def test_what_stands_behind_an_announced_list_is_not_announced() -> None:
    listed = "<ul><li>" + "</li><li>".join(LINKS) + "</li></ul><p><a href=/9.html>青岚县村医全部用上新系统</a></p>"
    assert read(f"{TEXT}{LAST}<p>首批上线医院名单如下：</p>{listed}") == [*B, "首批上线医院名单如下：", *NAMES]


@pytest.mark.parametrize("tag", ["div", "li", "dl"])
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("box", ["<div class=news-list>{}</div>", "<div>{}</div>", "{}"])
def test_cards_of_other_articles_are_none(tag: str, number: int, box: str) -> None:
    cards = "".join(
        f"<{tag} class=item><a href=/n{n}><h3>云州第{n}条新闻标题，内容丰富</h3></a><p>这是第{n}条新闻的摘要，说的是青岚县的新系统。</p></{tag}>"
        for n in range(1, 5)
    )
    own = B[: number + 1]
    assert read("".join(f"<p>{text}</p>" for text in own) + box.format(cards)) == own


def test_a_sentence_that_ends_in_a_colon_announces_no_link_behind_the_next() -> None:
    link = "<p><a href=/9.html>青岚县村医全部用上新系统</a></p>"
    said = "“数据跑起来，群众少跑腿，平台还要延伸到村。”"
    assert read(f"{TEXT}<p>医保局负责人王林接受采访时说：</p><p>{said}</p>{link}")[3:] == [
        "医保局负责人王林接受采访时说：",
        said,
    ]


def test_a_digest_is_text() -> None:
    items = "".join(
        f"<div class=item><h3><a href=/n{n}>云州第{n}条新闻标题，内容丰富</a></h3><p>这是第{n}条新闻的全文，说的是青岚县的新系统。</p></div>"
        for n in range(1, 5)
    )
    assert len(read(items)) == 8
    assert len(read(f"{TEXT}<p>一周要点如下：</p>{items}")) == 12
    assert len(read(TEXT + items + LAST)) == 12
    named = "".join(
        f"<div class=item><a href=/h>{name}</a><p>{name}是首批上线的医院，患者扫码结算。</p></div>" for name in NAMES
    )
    assert len(read(TEXT + named)) >= 6


ROWS = "".join(f"<tr><td>{n}</td><td>{link}</td><td>{n * 7}万人次</td></tr>" for n, link in enumerate(LINKS, 1))


@pytest.mark.parametrize("head", ["", "<tr><th>序号</th><th>医院</th><th>门诊量</th></tr>"])
def test_a_table_of_data_among_the_text_has_links_for_names(head: str) -> None:
    lines = read(f"{TEXT}<p>各医院进展见下表。</p><table>{head}{ROWS}</table>{LAST}")
    assert lines[-4:] == [*(f"{n} {name} {n * 7}万人次" for n, name in enumerate(NAMES, 1)), B[3]]


@pytest.mark.parametrize(
    "others",
    [
        "<table><tr><td><a href=/x/1>青岚县两百名村医配上电子听诊器</a></td><td>2025-12-08</td></tr><tr><td><a href=/x/2>云州急救车装上远程会诊终端</a></td><td>2025-12-07</td></tr></table>",
        "<table><tr><td>1</td><td><a href=/x/1>青岚县两百名村医配上电子听诊器</a></td><td>12-08</td></tr><tr><td>2</td><td><a href=/x/2>云州急救车装上远程会诊终端</a></td><td>12-07</td></tr></table>",
        "<table><tr><td><a href=/x/1>青岚县两百名村医配上电子听诊器</a></td><td><a href=/x/2>云州急救车装上远程会诊终端</a></td></tr></table>",
    ],
)  # fmt: skip
def test_a_table_of_other_articles_is_none(others: str) -> None:
    assert read(f"{TEXT}{others}{LAST}") == read(f"{TEXT}{LAST}{others}") == B


def test_a_table_behind_the_text_that_nothing_announces_is_none() -> None:
    assert read(f"{TEXT}{LAST}<table>{ROWS}</table>") == B


@pytest.mark.parametrize("label", ["名单：", "附表：", "项目清单："])
def test_a_label_names_what_its_link_is(label: str) -> None:
    assert read(f"{TEXT}{LAST}<p>{label}<a href=/h/all>首批上线医院</a></p>") == [*B, f"{label}首批上线医院"]


@pytest.mark.parametrize("label", ["相关新闻：", "专题：", "更多名单：", "点击查看："])
def test_a_label_may_lead_from_a_text(label: str) -> None:
    assert read(f"{TEXT}{LAST}<p>{label}<a href=/h/all>首批上线医院</a></p>") == B


@pytest.mark.parametrize("name", ["tie-list", "dianping", "gentie_box", "netizen-comments"])
def test_what_readers_say_is_none(name: str) -> None:
    said = ("网友甲：这个政策太好了，支持！希望我们县也尽快办起来。", "网友乙：早就该这样了，看病方便多了，给点赞。")
    box = "".join(f"<div class=item><p>{each}</p></div>" for each in said)
    assert read(f"{TEXT}{LAST}<div class={name}>{box}</div>") == B
