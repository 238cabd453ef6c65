"""Pages of sites that nobody described, each with something beside or inside its text that is none of it."""

from __future__ import annotations

import random

import pytest
from scrapy.http import HtmlResponse

from monitor.exceptions import LayoutChanged
from monitor.markup.page import Page
from monitor.reading.article import read_article
from monitor.reading.generic import read_generic
from monitor.text.markdown import Paragraph
from monitor.witness.shown import ShownPages

_HAN = [chr(code) for code in range(0x4E00, 0x5E00)]
TITLE = "云州启用影像云平台"
FOOT = (
    "<div>云州在线版权所有 未经授权，不得转载、摘编 京ICP备00000000号</div>"
    "<div>本站地址：云州市松柏路一号，邮编000000，投稿邮箱见联系方式，欢迎读者提供新闻线索。</div>"
)
MENU = "<div><ul>" + "".join(f'<li><a href="/c{n}/">频道{n}</a></li>' for n in range(12)) + "</ul></div>"
RAIL = "<div>" + "".join(
    f'<div><h4><a href="/a/{n}.html">青岚县第{n}批村医完成培训，年底前上岗</a></h4><p>青岚县卫生健康局介绍，第{n}批。</p></div>' for n in range(6)
) + "</div>"  # fmt: skip


def sentences(count: int, seed: int = 1) -> list[str]:
    """Paragraphs, no two alike, each of a sentence or two."""
    rng = random.Random(seed)
    return [
        f"{''.join(rng.choices(_HAN, k=rng.randrange(12, 60)))}，{''.join(rng.choices(_HAN, k=20))}。"
        for _ in range(count)
    ]


def paragraphs(texts: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def page(inside: str, title: str = TITLE) -> str:
    return (
        f"<html><head><title>{title}_云州在线</title></head><body>{MENU}<div><div><h1>{title}</h1>"
        f"<div>2025-12-10 08:30 来源：云州日报</div>{inside}</div></div>{FOOT}</body></html>"
    )


def read(markup: str) -> list[str]:
    found = read_generic(
        Page(HtmlResponse("https://news.example.cn/a.html", body=markup.encode(), encoding="utf-8")), None
    )
    assert found is not None
    assert found[0] == "density"
    assert found[1].headline == TITLE
    return [block.text for block in found[1].blocks if isinstance(block, Paragraph)]


TEXT = sentences(6)
SHORT = ["云州市十家医院今天起在线调阅影像，患者不再重复拍片，也不用带着胶片在两地之间往返奔波。"]
COMMENTS = "".join(f"<li><b>网友{n}</b><p>{text}</p></li>" for n, text in enumerate(sentences(30, 2)))


@pytest.mark.parametrize(
    ("inside", "texts"),
    [
        (f"<div>{paragraphs(TEXT)}</div>", TEXT),
        (f"<div>{paragraphs(SHORT)}</div>", SHORT),
        (paragraphs(SHORT), SHORT),
        (f"<div>{paragraphs(TEXT, 'div')}</div>", TEXT),
        (f"<div>{'<br><br>　　'.join(TEXT)}</div>", TEXT),
        (f"<div><span>{paragraphs(TEXT)}</span></div>", TEXT),
        (f"<font>{paragraphs(TEXT)}</font>", TEXT),
        (f"<table><tr><td>{paragraphs(TEXT)}</td><td>{RAIL}</td></tr></table>", TEXT),
        (f"<table>{''.join(f'<tr><td>{text}</td></tr>' for text in TEXT)}</table>", TEXT),
        (f"<div>{''.join(f'<section><section><p>{text}</p></section></section>' for text in TEXT)}</div>", TEXT),
        (f"<div><ol>{paragraphs(TEXT, 'li')}</ol></div>", [f"{n}. {text}" for n, text in enumerate(TEXT, 1)]),
        (f"<div>{paragraphs(TEXT)}</div>{RAIL}", TEXT),
        (f"<div>{paragraphs(TEXT)}{MENU}</div>", TEXT),
        (f"<div>{paragraphs(TEXT)}<p><a href='/1.html'>相关的另一篇，也是本报的</a></p></div>", TEXT),
        (f"<div>{paragraphs(SHORT)}</div><div class='comment-list'><ul>{COMMENTS}</ul></div>", SHORT),
        (f"<div>{paragraphs(TEXT)}<div class='related'>{paragraphs(sentences(3, 3))}</div></div>", TEXT),
        (f"<div>{''.join(f'<img src=/{n}.jpg><p>{text}</p>' for n, text in enumerate(TEXT))}</div>", TEXT),
        (f"<div class='article-with-sidebar'><div>{paragraphs(TEXT)}</div></div>", TEXT),
        (f"<div><div>{paragraphs(TEXT[:2])}</div><div>{paragraphs(TEXT[2:])}</div></div>", TEXT),
        (f"<div>{paragraphs(TEXT[:5])}<blockquote><p>{TEXT[5]}</p></blockquote></div>", TEXT),
        (f"<div>{paragraphs(['甲' * 400 + '。', *TEXT])}</div>", ["甲" * 400 + "。", *TEXT]),
    ],
)  # fmt: skip
def test_only_the_text_is_read(inside: str, texts: list[str]) -> None:
    assert read(page(inside)) == texts


def test_a_page_in_english() -> None:
    words = [
        "The new platform links ten hospitals, and patients no longer carry films with them.",
        "It began today.",
    ] * 4
    words = [f"{word} Number {number}, as the city says." for number, word in enumerate(words)]
    assert read(page(f"<div>{paragraphs(words)}</div>{RAIL}")) == words


def test_files_behind_the_text_stay() -> None:
    lines = read(
        page(f"<div>{paragraphs(TEXT)}<p><a href='/a.docx'>附件：影像云平台接入单位名单</a></p><p>完。</p></div>")
    )
    assert "附件：影像云平台接入单位名单" in lines


def test_what_a_template_holds_stands_in_no_page() -> None:
    texts = sentences(6)
    assert read(page(f"{paragraphs(texts)}<template><plaintext>{sentences(1, 3)[0]}</template>"))[:6] == texts


@pytest.mark.parametrize(
    "line",
    [
        "<table><tr><td>日期</td><td>2025-12-10</td><td>来源</td><td>云州日报</td></tr></table>",
        "<p>2025年12月10日 08时30分 云州日报</p>",
        "<div>云州日报 | 2025-12-10 08:30</div>",
        "<div>發佈時間：2025-12-10 來源：云州日报</div>",
    ],
)
def test_the_source_may_stand_without_a_label_of_its_own(line: str) -> None:
    markup = page(paragraphs(TEXT)).replace("<div>2025-12-10 08:30 来源：云州日报</div>", line)
    response = HtmlResponse("https://news.example.cn/a.html", body=markup.encode(), encoding="utf-8")
    found = read_generic(Page(response), None)
    assert found is not None
    assert found[1].source == "云州日报"
    assert found[1].moment is not None
    assert found[1].moment.day.isoformat() == "2025-12-10"


def test_radicals_are_read_as_the_characters_for_which_they_stand() -> None:
    markup = page(
        "<p>⼈⼝健康信息平台上线，⻅下⻚的⻋⻢⻰说明，群众看病不必再带一叠片子。</p><p>丶丿乙，〇々都是字，全省统一编码。</p>"
    )
    item = read_article(
        HtmlResponse("https://news.example.cn/a.html", body=markup.encode(), encoding="utf-8"), "x", "某报"
    )
    assert item.article_body.split("\n\n") == [
        "人口健康信息平台上线，见下页的车马龙说明，群众看病不必再带一叠片子。", "丶丿乙，〇々都是字，全省统一编码。"
    ]  # fmt: skip


def test_private_places_are_the_characters_and_blanks_that_a_browser_shows() -> None:
    """0xA3A0 of GBK is a blank to browsers, and U+E5E5 to Python; old systems wrote that into UTF-8 too."""
    lines = [
        "人口健康信息平台上线，群众看病不必再带一叠片子，手机上就能查到。",
        "全省统一编码，互认项目一百零六项，比上年多二十项，重复检查明显减少。",
    ]
    indented = "".join(f"<p>全全{line}</p>" for line in lines)
    gbk = page(indented).encode("gb18030").replace("全全".encode("gb18030"), b"\xa3\xa0\xa3\xa0")
    utf8 = page("".join(f"<p>\ue5e5{line}\ue5e5</p>" for line in lines)).encode()
    for body, encoding in ((gbk, "gb18030"), (utf8, "utf-8")):
        item = read_article(HtmlResponse("https://news.example.cn/a.html", body=body, encoding=encoding), "x", "某报")
        assert item.article_body.split("\n\n") == lines
        assert not ShownPages([body]).find_paragraph(lines[0])
    rare = "<p>主任姓\ue81e，住云州，负责\ue816字的编码与信息平台的运行维护工作。</p>"
    body = page(f"{rare}<p>{lines[0]}</p>").encode()
    item = read_article(HtmlResponse("https://news.example.cn/a.html", body=body, encoding="utf-8"), "x", "某报")
    first = item.article_body.split("\n\n")[0]
    assert first == "主任姓龴，住云州，负责𠂇字的编码与信息平台的运行维护工作。"
    assert not ShownPages([body]).find_paragraph(first)


@pytest.mark.parametrize(
    "subtitle", ["<h2>——张三主持会议并讲话</h2>", "<p>副省长出席活动</p>", "<h3>全省会议召开</h3>"]
)
def test_a_short_line_before_the_day_is_no_label_of_it(subtitle: str) -> None:
    markup = page(paragraphs(TEXT)).replace("<div>2025-12-10 08:30", f"{subtitle}<div>2025-12-10 08:30")
    found = read_generic(
        Page(HtmlResponse("https://news.example.cn/a.html", body=markup.encode(), encoding="utf-8")), None
    )
    assert found is not None
    assert found[1].moment is not None
    assert found[1].moment.day.isoformat() == "2025-12-10"
    labelled = markup.replace(subtitle, "<div>报名截止时间：</div>").replace("08:30 来源", "来源")
    labelled = labelled.replace("来源：云州日报</div>", "</div><div>发布：2025-12-09 来源：云州日报</div>")
    found = read_generic(
        Page(HtmlResponse("https://news.example.cn/a.html", body=labelled.encode(), encoding="utf-8")), None
    )
    assert found is not None
    assert found[1].moment is not None
    assert found[1].moment.day.isoformat() == "2025-12-09"


@pytest.mark.parametrize(
    "inside", ["<p>附件：<a href=/a.pdf>互认办法.pdf</a></p>", "<p>请查收附件。<a href='/down?f=a.docx'>a.docx</a></p>"]
)
def test_a_notice_of_few_words_with_a_file_is_read(inside: str) -> None:
    markup = page(f"<div class=TRS_Editor><p>【打印】 【关闭】</p><p>【字体：大 中 小】</p>{inside}</div>")
    item = read_article(
        HtmlResponse("https://wjw.example.cn/a.html", body=markup.encode(), encoding="utf-8"), "x", "某委"
    )
    assert item.reader == "family:trs"
    assert "打印" not in item.article_body
    assert "字体" not in item.article_body
    with pytest.raises(LayoutChanged):
        read_article(
            HtmlResponse(
                "https://wjw.example.cn/a.html", body=markup.replace("href", "name").encode(), encoding="utf-8"
            ),
            "x",
            "某委",
        )


@pytest.mark.parametrize(
    "part",
    [
        "<ol>{}</ol>", "<ul>{}</ul>", "<blockquote>{}</blockquote>", "<div class=Section1>{}</div>",
        "<table><tr><td>医院</td><td>病床</td></tr>{}</table>",
    ],
)  # fmt: skip
def test_the_text_before_and_behind_a_long_list_stays(part: str) -> None:
    texts = sentences(14)
    tag = "li" if "<ol" in part or "<ul" in part else "p"
    inner = (
        "".join(f"<tr><td>{text}</td><td>120</td></tr>" for text in texts[1:-1])
        if "<table" in part
        else paragraphs(texts[1:-1], tag)
    )
    lines = read(page(f"<div>{paragraphs(texts[:1])}{part.format(inner)}{paragraphs(texts[-1:])}</div>"))
    assert texts[0] in lines
    assert texts[-1] in lines
    assert len(lines) >= 14


@pytest.mark.parametrize("box", ["<div>{}</div>", "<div class=TRS_Editor>{}</div>"])
def test_a_second_copy_of_the_text_for_telephones_is_left_out(box: str) -> None:
    texts = sentences(5)
    markup = page(
        box.format(f"<div class=pc-show>{paragraphs(texts)}</div><div class=m-show>{paragraphs(texts)}</div>")
    )
    item = read_article(
        HtmlResponse("https://news.example.cn/a.html", body=markup.encode(), encoding="utf-8"), "x", "某报"
    )
    assert item.article_body.split("\n\n") == texts
    refrain = [texts[0], texts[1], texts[0], texts[2]]
    markup = page(box.format(paragraphs(refrain)))
    item = read_article(
        HtmlResponse("https://news.example.cn/a.html", body=markup.encode(), encoding="utf-8"), "x", "某报"
    )
    assert item.article_body.split("\n\n") == refrain


@pytest.mark.parametrize("short", [TEXT[0], f"{TEXT[0][:20]}...", f"{TEXT[0][:20]}……"])
@pytest.mark.parametrize("style", ["", " style='display:none'"])
def test_the_beginning_before_a_folded_text_is_not_read_twice(short: str, style: str) -> None:
    inside = f"<div class=s><p>{short}</p></div><div class=f{style}>{paragraphs(TEXT)}</div><a>展开全文</a>"
    markup = page(f"<div class=con>{inside}</div>")
    assert read(markup) == TEXT
    shown = ShownPages([markup.encode()])
    assert [missed for each in TEXT if (missed := shown.find_paragraph(each))] == []


@pytest.mark.parametrize("hiding", ["class=f", "class=f style='display:none'", "style='display:none'"])
@pytest.mark.parametrize("before", [True, False])
def test_the_rest_of_a_text_that_a_button_opens_is_read_however_it_is_hidden(hiding: str, before: bool) -> None:
    button, rest = "<div><a>展开全文</a></div>", f"<div {hiding}>{paragraphs(TEXT[1:])}</div>"
    folded = button + rest if before else rest + button
    markup = page(f"<style>.f{{display:none}}</style><div class=con>{paragraphs(TEXT[:1])}{folded}</div>")
    assert read(markup) == TEXT
    shown = ShownPages([markup.encode()])
    assert [missed for each in TEXT if (missed := shown.find_paragraph(each))] == []
