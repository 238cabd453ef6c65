"""The line between headline and text, whose parts a style sheet sets apart and the source does not."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article

TITLE = "云州市建成市级影像云平台"
TEXT = (
    "<p>为推进全民健康信息化建设，云州市卫生健康委近日建成市级影像云平台，全市十二家二级以上医院全部接入，患者跨院就诊不再重复拍片。</p>"
    "<p>平台上线三个月以来，累计调阅影像四万余份，减少重复检查六千余人次，为群众节约费用约三百万元。</p>"
)


def read(
    line: str, title: str = f"{TITLE}_云州网", head: str = f"<h1>{TITLE}</h1>", path: str = "a/41235"
) -> ArticleItem:
    markup = (
        f"<html><head><title>{title}</title></head><body><div class=art>{head}{line}<div class=wz>{TEXT}</div></div>"
        "<div>版权所有 云州市第一人民医院</div></body></html>"
    )
    response = HtmlResponse(f"http://www.yz.example.cn/{path}.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "")


@pytest.mark.parametrize("kind", ["info", "article-info", "ze-art-info", "xx"])
@pytest.mark.parametrize(
    "behind",
    [
        "<span>阅读次数：102</span>", "<span class=views>阅读 1234</span>", "<span>08-14 10:20</span>", "<span>大字</span><span>中字</span>",
        "<span>评论：0</span>", "<span>听新闻</span>", "<span>访问量：<b>9</b></span>", "<span>人气：1</span>", "<a href=#>收藏</a>",
        "<span>栏目：要闻</span>", "<span>审核人：李木</span>", "<em>视力保护色：</em>", "<span>上传时间：2026-08-14</span>", "<i>发布机构：办公室</i>",
    ],
)  # fmt: skip
def test_a_source_ends_with_its_element(kind: str, behind: str) -> None:
    for own in (
        "<span>来源：云州日报</span>",
        "<span class=source>来源：<a href=/x>云州日报</a></span>",
        "<span>来源：</span><span>云州日报</span>",
    ):
        assert read(f"<div class={kind}><span>2026-08-14</span>{own}{behind}</div>").source == "云州日报"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("<div><span>2026-08-14</span><span>云州市卫生健康委员会</span></div>", "云州市卫生健康委员会"),
        ("<div><span>宣传科</span><span>2026-08-14</span><span>阅读：123</span></div>", "宣传科"),
        ("<div><span>2026-08-14</span><span>云州市中医院</span></div>", "云州市中医院"),
        ("<div><span>2026-08-14</span><span>心内科</span></div>", ""),
        ("<div class=info><span>来源：云州<b>日报</b></span></div>", "云州日报"),
        ("<div class=info><b>来</b><b>源：</b>云州日报</div>", "云州日报"),
        ("<div class=info>来源：<em>规划信息处</em><span>阅读：<i>-</i></span></div>", "规划信息处"),
        ("<div class=info>来源：<b>人民日报</b><b>健康客户端</b> 2025-12-09</div>", "人民日报健康客户端"),
        (
            "<div class=info>来源：<font>云州市</font><font>卫生健康委员会</font> 2025-12-09</div>",
            "云州市卫生健康委员会",
        ),
        ("<div class=info>来源：<span>云州日报</span><span>客户端</span> 2025-12-09</div>", "云州日报客户端"),
        ("<div class=info><span>云州日报</span> <span>2026-08-14 09:10</span></div>", "云州日报"),
        ("<div class=info><span>2026-08-14 09:10</span><span>云州日报</span></div>", "云州日报"),
        ("<div class=xx><span>云州日报</span><span>2026年8月14日</span></div>", "云州日报"),
        ("<div class=info><span>2026-08-14 09:10</span><span>要闻</span></div>", ""),
    ],
)
def test_a_source_in_several_elements_is_whole(line: str, source: str) -> None:
    assert read(line).source == source


def test_the_press_at_the_top_of_a_page_is_no_source() -> None:
    assert read("<p>正文在下</p>", head=f"<div>云州日报</div><div>2026年11月28日</div><h1>{TITLE}</h1>").source == ""


@pytest.mark.parametrize("kind", ["info", "xx"])
@pytest.mark.parametrize(
    ("names", "author", "editor"),
    [
        ("<span>作者：候笑娜</span>", "候笑娜", ""), ("<span>编辑：候笑娜</span>", "", "候笑娜"), ("<span>作者：</span><span>候笑娜</span>", "候笑娜", ""),
        ("<span>作者：王小明</span><span>责任编辑：李木</span>", "王小明", "李木"), ("<span>记者：王小明、李木</span><span>阅读：1</span>", "王小明、李木", ""),
        ("<span>作者：</span><span>责任编辑：李木</span>", "", "李木"), ("<span>编辑：</span><span>分享</span>", "", ""),
        ("<span>作者：云州日报</span>", "", ""), ("<span>作者：管理员</span>", "", ""),
        ("<span>作者：记者 李木</span>", "李木", ""), ("<span>作者：通讯员 李木</span>", "李木", ""), ("<span>作者：阿依古丽·买买提</span>", "阿依古丽·买买提", ""),
        ("<span>作者：李木 王林</span><span>责任编辑：李木 王林</span>", "李木、王林", "李木、王林"), ("<span>作者：宣传部 候笑娜</span>", "候笑娜", ""),
        ("<span>责编：Demi Xia</span>", "", "Demi Xia"), ("<span>作者：欧阳明 王林</span>", "欧阳明、王林", ""), ("<span>作者：李 木</span>", "李木", ""),
    ],
)  # fmt: skip
def test_author_and_editor_are_named_beside_the_source(kind: str, names: str, author: str, editor: str) -> None:
    item = read(f"<h6 class={kind}><span>来源：科技处</span>{names}<span>发布时间：2026-01-16</span></h6>")
    assert (item.source, item.author, item.editor) == ("科技处", author, editor)


HOSPITALS = (
    "云州大学附属医院",
    "云州市第一人民医院",
    "云州大学",
    "云州省疾病预防控制中心",
    "新闻动态-云州市第一人民医院",
)


@pytest.mark.parametrize("site", HOSPITALS)
@pytest.mark.parametrize(
    "head",
    [
        "<div class=conth1>{}</div>", '<span class="Head" style="font-size:20px">{}</span>', "<table><tr><td class=STYLE1><strong>{}</strong></td></tr></table>",
        "<font size=5><b>{}</b></font>", '<div align="center" style="font-weight:bold">{}</div>', "<h1>{}</h1>",
    ],
)  # fmt: skip
def test_a_line_before_the_text_that_the_title_begins_with_is_the_headline(site: str, head: str) -> None:
    line = "<div class=conthsj>日期： 2026-09-01 &nbsp; 信息来源： 党政办公室</div>"
    item = read(line, f"{TITLE}-{site}", f"<div>首页 / 新闻动态</div>{head.format(TITLE)}", "info/1021/4512")
    assert (item.headline, item.source) == (TITLE, "党政办公室")
    whole = f"{TITLE}——走进云州市第一人民医院"
    assert read(line, whole, head.format(whole)).headline == whole
    assert read(line, f"{whole}-{site}", head.format(whole)).headline == whole


@pytest.mark.parametrize(
    "name",
    [
        "综合", "综合整理", "综合报道", "发布者", "未署名", "见文末", "超级管理", "办公厅", "党建", "大数据", "本报讯", "健康云州", "云州卫健", "云州医保",
        "江城疾控", "金州宣传", "云州日报", "管理员", "网络", "云州市卫生健康委", "宣传科", "方志办", "马上整理",
    ],
)  # fmt: skip
def test_an_office_an_account_or_a_word_is_no_person(name: str) -> None:
    for label in ("作者", "记者", "编辑", "责任编辑"):
        for line in (
            f"<div class=info>2025-12-09 {label}：{name} 来源：云州日报</div>",
            f"<p><span>2025-12-09</span><span>{label}：{name}</span></p>",
        ):
            item = read(line)
            assert (item.author, item.editor) == ("", ""), line


@pytest.mark.parametrize("kind", ["editor", "article-edit", "bianji"])
@pytest.mark.parametrize(
    "behind",
    ['<a href="javascript:;">【我要纠错】</a>', "【纠错】", "<a href=#>打印</a><a href=#>关闭</a>", "|审核：王林", "｜校对：王林", "", " 【打印】", "<span></span>"],
)  # fmt: skip
def test_buttons_behind_an_editor_are_none_of_the_name(kind: str, behind: str) -> None:
    line = "<div class=info>2025-12-09 来源：云州日报</div>"
    page = read(line, head=f"<h1>{TITLE}</h1><div class={kind}>责任编辑：李木{behind}</div>")
    assert page.editor == "李木"


@pytest.mark.parametrize(
    "name", ["敬一丹", "银璐", "但家文", "云飞", "阿依古丽", "次仁卓玛", "德吉", "刘员", "李木、云霞", "龙慧、沐阳"]
)
def test_rare_names_are_names(name: str) -> None:
    assert read(f"<div class=info>来源：云州日报 作者：{name} 2025-12-09</div>").author == name


def test_names_above_the_headline_are_of_others() -> None:
    item = read(
        "<div class=info>2025-12-09 来源：云州日报</div>",
        head=f"<div class=side><p>作者：赵虎</p></div><div>编辑：赵虎</div><h1>{TITLE}</h1>",
    )
    assert (item.author, item.editor) == ("", "")


@pytest.mark.parametrize(
    "parts",
    [
        ("09", "2026-08"), ("09", "2026.08"), ("09日", "2026年8月"), ("2026-08", "09"), ("08-09", "2026"), ("2026", "08/09"),
        ("09", "8月", "2026"), ("2026年", "8月", "9日"),
    ],
)  # fmt: skip
def test_a_day_may_stand_in_parts(parts: tuple[str, ...]) -> None:
    line = "".join(f"<span>{part}</span>" for part in parts)
    assert str(read(f"<div class=date>{line}</div>").date_published) == "2026-08-09"
    assert str(read(f"<div class=head><div class=art-time>{line}</div></div>").date_published) == "2026-08-09"
    beside = "<div class=side><i>08</i><i>2026-07</i></div>"
    for bare in (
        line,
        f"<div>{line}</div>",
        f"<div class=rq>{line}</div><div class=info>来源：云州日报</div>",
        line + beside,
    ):
        assert str(read(bare).date_published) == "2026-08-09"
    assert (
        str(read(f"<div class=date><b>{parts[0]}</b>{line[len(parts[0]) + 13 :]}</div>").date_published) == "2026-08-09"
    )


@pytest.mark.parametrize(
    "line",
    [
        "<div class=info><i>阅读</i><span>09</span><span>2026-08</span></div>", "<div class=info><span>阅读 09</span><span>2026-08</span></div>",
        "<div class=info><span>99</span><span>2026-08</span></div>", "<div class=info><span>09</span><span>云州</span><span>2026-08</span></div>",
        "<i>阅读</i><span>09</span><span>2026-08</span>", "<div>阅读<span>09</span><span>2026-08</span></div>", "<i class=views>09</i><i>2026-08</i>", "<i>2026-08</i><i class=hits>09</i>",
        "<div><span>09</span>次<span>2026-08</span></div>", "<span>09</span>次<span>2026-08</span>", "<div class=read-num><i>09</i><i>2026-08</i></div>",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_day_in_parts_is_none(line: str) -> None:
    assert read(line).date_published is None


def test_a_day_in_parts_elsewhere_is_of_another_article() -> None:
    other = "<div class=date><span>09</span><span>2026-08</span></div>"
    assert (
        read(
            "", head=f"<div class=news>{other}<a href=/2.html>云州市中医院上线互联网医院</a></div><h1>{TITLE}</h1>"
        ).date_published
        is None
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("记者 李木 2026-08-14", "李木"), ("通讯员：李木 2026-08-14 来源：云州日报", "李木"), ("本报记者 李木 通讯员 王小丽 2026-08-14", "李木、王小丽"),
        ("文：李木 图：王林 2026-08-14", "李木"), ("记者 李木 发布时间：2026-08-14", "李木"), ("记者 走访见闻 2026-08-14", ""), ("记者：宣传科 2026-08-14", ""), ("记者：马上整理 2026-08-14", ""),
    ],
)  # fmt: skip
def test_a_line_that_begins_with_a_reporter_may_have_a_day(line: str, author: str) -> None:
    assert read(f"<div class=info>{line}</div>").author == read(f"<p>{line}</p>").author == author
