"""Text that stands in several elements, or beside the one that a template names; fields that one template lacks."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article
from monitor.reading.template import Template

ONE, TWO, THREE = "全省影像云平台覆盖96家医院。", "患者换一家医院不必重复拍片。", "年内将扩大到200项。"
A, B, C = (f"<p>　　{text}</p>" for text in (ONE, TWO, THREE))
HEAD = '<h1>云州省影像云平台接入96家医院</h1><p class="info">2026年03月01日 08:11 来源：云州日报</p>'
LINKS = '<ul><li><a href="/1">云州省又有一个平台上线了。</a></li></ul>'
NOTICE = "<p>版权声明：本文归云州网所有，未经授权不得转载。</p>"
OWN = Template("own", "made", headline="h1", body=".inner, .outer", source=".info", published=".info")


def read(markup: str, *templates: Template, head: str = HEAD) -> str:
    page = f"<html><head><title>云州省影像云平台接入96家医院</title></head><body>{head}{markup}</body></html>"
    response = HtmlResponse("https://wjw.example.cn/202603/t20260301_1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "", "云州网", templates).article_body


BESIDE = [
    "<div>{a}<div class='{k}'>{b}</div>{c}</div>",
    "<div><div class='{k}'>{a}</div><div class='{k}'>{b}{c}</div></div>",
    "<div><div><div class='{k}'>{a}</div></div><div><div class='{k}'>{b}</div></div>{c}</div>",
    "<div><div class='{k}'>{a}</div>{links}<div class='{k}'>{b}</div>{c}{notice}</div>",
    "<div><div class='{k}'>{a}{b}</div>年内将<b>扩大</b>到200项。<br>{links}</div>",
    "<div>{notice}<p>{a}<br></p><div class='{k}'>{b}</div>{c}<p>【打印】【关闭】</p>{b}</div>",
    "<div><p>摘要：云州省有平台了。</p><div class='{k}'>{a}{b}{c}</div><p>责任编辑：某某</p></div>",
    "<div><div class='{k}'>{a}{b}{c}</div></div><div class='m'><div class='{k}'>{a}{b}{c}</div></div>",
    "<div><div class='{k}'>{a}{b}{c}</div></div><div class='foot'><div class='{k}'><p>主办单位：云州省委员会。</p></div></div>",
]


SUBHEAD = "一码就医，少跑一趟"


@pytest.mark.parametrize(
    ("markup", "subheads"),
    [
        (f"{A}<p>　　<strong>{SUBHEAD}</strong></p>{B}{C}", 1), (f"{A}<h3>{SUBHEAD}</h3>{B}{C}", 1),
        (f"{A}<p><b>一码就医，</b><span><b>少跑一趟</b></span></p>{B}{C}", 1),
        (f"{A}<p><strong>记者林知远</strong>　{SUBHEAD}</p>{B}{C}", 0), (f"{A}<p>{SUBHEAD}</p>{B}{C}", 0),
        (f"{A}<p><strong>{TWO}</strong></p>{C}", 0), (f"{A}<p><strong>（记者沈问渠 周砚）</strong></p>{B}{C}", 0),
        (f"{A}{B}{C}<p><strong>{SUBHEAD}</strong></p>", 0),
        (f"<strong>{A}<p>{SUBHEAD}</p><p>{SUBHEAD}</p><p>{SUBHEAD}</p>{B}</strong>", 0),
    ],
)  # fmt: skip
def test_a_short_line_that_is_bold_or_a_heading_is_a_subhead(markup: str, subheads: int) -> None:
    text = read(f"<div class='inner'>{markup}</div>", OWN)
    assert text.count(f"**{SUBHEAD}**") == subheads
    assert text.count("**") == 2 * subheads


@pytest.mark.parametrize("markup", BESIDE)
@pytest.mark.parametrize(("name", "templates"), [("inner", (OWN,)), ("TRS_Editor", ())])
def test_all_of_the_text_and_nothing_else(markup: str, name: str, templates: tuple[Template, ...]) -> None:
    page = markup.format(a=A, b=B, c=C, k=name, links=LINKS, notice=NOTICE)
    assert read(page, *templates) == f"{ONE}\n\n{TWO}\n\n{THREE}"


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (f"<div class='outer'><h1>{{title}}</h1><p>本报记者 沈问渠</p><div class='x'><div class='inner'>{A}</div></div>{B}</div>", [ONE, TWO]),
        (f"<div class='outer'><div class='inner'>{A}</div><h3>一、互认</h3>{B}<p>（记者沈问渠）</p></div>", [ONE, "**一、互认**", TWO, "（记者沈问渠）"]),
        (f"<div class='outer'>{A}<div class='side'>{LINKS}</div><div class='inner'>{B}</div><p>分享到微信</p><p>打开客户端</p>{C}</div>", [TWO]),
    ],
)  # fmt: skip
def test_what_the_outer_element_holds_beside_the_inner_one(markup: str, lines: list[str]) -> None:
    title = "云州省影像云平台接入96家医院"
    assert read(markup.replace("{title}", title), OWN).split("\n\n") == lines


def test_a_text_marked_by_comments_in_two_places() -> None:
    part = "<div><!--enpcontent-->{}<!--/enpcontent--></div>"
    assert read(f"<div>{part.format(A + B)}{part.format(C)}</div>") == f"{ONE}\n\n{TWO}\n\n{THREE}"


@pytest.mark.parametrize(
    ("head", "source", "kicker"),
    [
        ('<h1>标题</h1><p class="sou">来源：经济日报</p>', "经济日报", ""),
        ('<h3 class="k">云州探索</h3><h1>标题</h1><p class="info">来源：云州日报</p><p class="sou">来源：经济日报</p>', "云州日报", "云州探索"),
        ('<h3 class="k">标题</h3><h1>标题</h1>', "", ""),
    ],
)  # fmt: skip
def test_a_field_that_one_template_lacks_is_asked_of_the_others(head: str, source: str, kicker: str) -> None:
    other = Template("other", "made", headline="h1", body=".text", source=".sou", kicker=".k")
    foreign = Template("foreign", "made", headline="h1", body=".elsewhere", source="h2")
    page = f"<html><body>{head}<div class='inner text'><h3 class='k'>小标题</h3>{A}{B}</div><h2>云州晚报</h2></body></html>"
    item = read_article(
        HtmlResponse("https://x.cn/", body=page.encode(), encoding="utf-8"), "", "", (OWN, foreign, other)
    )
    assert (item.reader, item.source, item.kicker) == ("own:own", source, kicker)


def test_a_source_that_no_template_has_is_asked_of_the_platform() -> None:
    page = f'{HEAD.replace("info", "date")}<div class="TRS_Editor inner">{A}{B}</div>'
    response = HtmlResponse("https://x.cn/", body=f"<html><body>{page}</body></html>".encode(), encoding="utf-8")
    item = read_article(response, "", "", (OWN,))
    assert (item.reader, item.source, str(item.date_published)[:16]) == ("own:own", "云州日报", "2026-03-01 08:11")


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='inner'><form action='/vote'>{A}{B}{C}<input name='x'><button>投票</button></form></div>",
        f"<div class='inner'><form>{A}{B}{C}</div>",
        f"<form><input type='hidden' value='x'><div class='x'>{A * 3}{B * 3}{C * 3}</div></form>",
        f"<div class='inner'>{A}<form><p>您的投票？</p><label><input type=radio>赞成</label><button>好</button></form>{B}{C}</div>",
        f"<div class='inner'>{A}{B}{C}<form><p>请登录后发表评论，参与投票</p><textarea></textarea></form></div>",
        f"<div class='inner'>{A}{B}{C}<form>站内搜索<input><select><option>云</option></select></form></div>",
    ],
)
def test_a_form_takes_no_text_with_it(markup: str) -> None:
    body = read(markup, OWN)
    assert all(text in body for text in (ONE, TWO, THREE))
    assert not any(word in body for word in ("投票", "搜索", "云\n", "<"))


LONG = "省卫生健康委信息中心负责人说，年内将把检查检验结果互认项目扩大到200项，并向县级医院延伸。"
OTHER = "截至8月底，平台累计调阅影像四百万人次，为患者节约费用一亿余元，基层医生也能读到完整的资料。"


@pytest.mark.parametrize(
    "between",
    [
        "<p class='zz'>藏一句话。</p>", "<p style='VISIBILITY: hidden'>藏一句话。</p>", "<p style='position:absolute;left:-9999px'>藏一句话。</p>",
        "<div class='aa'><p><i>藏一句</i></p><p class='bb'>藏一句话。</p></div>", "<p><span class='vv'>藏一句话。</span></p>",
        "<p aria-hidden='true'>藏一句话。</p>", "<span class='jammer'>藏一句话。</span>", "<p><del>藏一句话。</del></p>", "<form>搜一句话<input></form>",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("name", "templates"), [("inner", (OWN,)), ("TRS_Editor", ()), ("unknown", ())])
def test_no_rung_prints_what_no_reader_sees(between: str, name: str, templates: tuple[Template, ...]) -> None:
    head = f"{HEAD}<style>.zz, #yy, .aa i, .aa > .bb {{ display: none }} .vv {{ visibility: hidden }}</style>"
    body = read(f"<div class='{name}'><p>{LONG}</p>{between}<p>{OTHER}</p></div>", *templates, head=head)
    assert body == f"{LONG}\n\n{OTHER}"


def test_pictures_of_an_unknown_page() -> None:
    late = '<p><img src="/s/grey.gif" data-echo="/p/1.jpg"></p><p><img src="data:x"><noscript><img src="/p/2.jpg"></noscript></p>'
    body = read(f"<div><p>{LONG}</p>{late}<p>{OTHER}</p></div>")
    assert body.split("\n\n")[1:-1] == [f"![](https://wjw.example.cn/p/{number}.jpg)" for number in (1, 2)]
