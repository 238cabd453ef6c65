"""Whom a page names as author and editor, and what stands in their place and is no person."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article
from monitor.reading.credits import read_editor
from monitor.text.bylines import persons_in

TITLE = "云州市建成市级影像云平台"
TEXT = (
    "<p>为推进全民健康信息化建设，云州市卫生健康委近日建成市级影像云平台，全市十二家二级以上医院全部接入。</p>"
    "<p>平台上线三个月以来，累计调阅影像四万余份，减少重复检查六千余人次，为群众节约费用约三百万元。</p>"
)


def read(line: str, behind: str = "", kind: str = "wz") -> ArticleItem:
    markup = (
        f"<html><head><title>{TITLE}_云州网</title></head><body><div class=art><h1>{TITLE}</h1>{line}"
        f"<div class={kind}>{TEXT}</div>{behind}</div><div>版权所有 云州市第一人民医院</div></body></html>"
    )
    response = HtmlResponse("http://www.yz.example.cn/a/41235.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "")


@pytest.mark.parametrize("kind", ["info", "xx"])
@pytest.mark.parametrize(
    ("line", "author", "editor"),
    [
        ("作者：记者 李木", "李木", ""), ("作者：通讯员 李木", "李木", ""), ("作者：本报记者李木", "李木", ""), ("作者：阿依古丽·买买提", "阿依古丽·买买提", ""),
        ("作者：李木 王林", "李木、王林", ""), ("责任编辑：李木 王林", "", "李木、王林"), ("作者：宣传部 候笑娜", "候笑娜", ""),
        ("责编：Demi Xia", "", "Demi Xia"), ("作者：李木来源：云州日报", "李木", ""), ("作者：李木 来源：云州日报", "李木", ""),
        ("作者：李木 栏目：要闻", "李木", ""), ("作者：李木栏目：要闻", "", ""), ("作者：李 木 王 林", "李木、王林", ""), ("作者：欧阳文", "欧阳文", ""),
        ("编辑：李木 打印 关闭 收藏", "", "李木"), ("作者：李木 云州日报", "李木", ""), ("作者：李木（云州大学）", "李木", ""),
        ("作者：李木发布时间：2026-01-16", "李木", ""),
    ],
)  # fmt: skip
def test_persons_of_a_line_of_information(kind: str, line: str, author: str, editor: str) -> None:
    alone = "：" not in line[3:] and not line.endswith(("收藏", "日报", "）"))
    if kind == "info" or alone:  # without a telling class a line must say nothing else
        item = read(f"<div class={kind}><span>2026-01-16</span><span>{line}</span></div>")
        assert (item.author, item.editor) == (author, editor)


@pytest.mark.parametrize("label", ["作者", "记者", "编辑", "责任编辑"])
@pytest.mark.parametrize(
    "name",
    [
        "综合", "综合整理", "综合报道", "发布者", "未署名", "见文末", "超级管理", "管理员", "办公厅", "党建", "大数据", "本报讯", "健康云州", "云州卫健", "云州医保",
        "云州疾控", "云州宣传", "江苏卫健", "文章", "关闭", "全媒体", "宣传部", "金融处", "China Daily", "admin", "", "李木摄",
    ],
)  # fmt: skip
def test_what_is_no_person_is_nobody(label: str, name: str) -> None:
    item = read(f"<div class=info><span>2026-01-16</span><span>{label}：{name}</span><span>阅读：1</span></div>")
    assert (item.author, item.editor) == ("", "")


@pytest.mark.parametrize("name", ["李木", "候笑娜", "文静", "司马光", "龙慧", "沈问渠", "张三丰", "Demi Xia", "禾木"])
def test_names_of_persons(name: str) -> None:
    assert persons_in(name) == [name]


BUTTONS = (
    '<a href="javascript:;">【我要纠错】</a>', "【纠错】", "[纠错]", "<a href=#>打印</a><a href=#>关闭</a>", " 分享到：", "|审核：王林", " | 审核：王林",
    "｜校对：王林", "<span>我要纠错</span>", "（实习）",
)  # fmt: skip


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("text", ["wz", "TRS_Editor"])
@pytest.mark.parametrize("kind", ["editor", "article-edit"])
def test_an_editor_ends_before_the_buttons(button: str, text: str, kind: str) -> None:
    line = f"<div class={kind}>责任编辑：李木{button}</div>"
    assert read("<div class=info>2026-01-16</div>", line, text).editor == "李木"


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("责任编辑：李木、王林【纠错】", "李木、王林"), ("【责任编辑：李木】", "李木"), ("责任编辑：【李木】", "李木"), ("责任编辑：打印 关闭", ""),
        ("责任编辑：健康云州", ""), ("编辑：云州疾控", ""), ("责任编辑：李木_NB123", "李木_NB123"), ("责编：Demi Xia", "Demi Xia"),
        ("责任编辑：健康云州 编辑：李木", "李木"), ("责任编辑：禾木、林木", "禾木、林木"),
    ],
)  # fmt: skip
def test_editors_without_what_touches_them(line: str, editor: str) -> None:
    assert read_editor(line) == editor
