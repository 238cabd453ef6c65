"""What stands near the labels, the links and the end of an issue and is of an article: none of it is lost or added."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_issue import bulletin, entry
from past_issue import COVER, HEADLINES, TEXTS, lines, read, text_file

from exports import html, markdown, word
from monitor.backissues.address import printed_address
from monitor.exceptions import MonitorError
from monitor.forms.line import Line
from monitor.text.markdown import Paragraph, plain_text, write

URL = "https://www.yz.gov.cn/art/2025/5/6/art_1_2.html"


def test_an_office_program_links_what_stands_behind_an_address() -> None:
    for behind in ("。", "；", "，", "（原文）", "点击查看", "】"):
        assert printed_address([Line(URL + behind, "", URL + behind)])[0] == URL
        assert printed_address([Line(URL + behind, "", URL + behind, literal=True)])[0] == URL + behind
    for printed, linked in (
        ("https://x.cn/s/心电", "https://x.cn/s/%E5%BF%83%E7%94%B5"),
        ("https://x.cn/a(1)", "https://x.cn/a(1)"),
    ):
        assert printed_address([Line(printed, "", linked)]) == (linked if "%" not in linked else printed, "")


def test_whom_a_notice_says_to_ask_is_no_colophon(tmp_path: Path) -> None:
    made = f"编印：{COVER[2]}"
    contact = ["联系人：王敏 李强", "联系电话：010-68792114"]
    past = read(text_file(tmp_path, [*lines(), *contact, made, "电话：010-12345678"]))
    assert plain_text(past.entries[1].body).split("\n") == [*TEXTS[1], *contact]
    assert past.notes == (f"第 34 行：结尾的编印说明不算最后一篇的文字：{made}",)
    past = read(text_file(tmp_path, [*lines(), "———", "电话：010-12345678", made]))
    assert plain_text(past.entries[1].body).split("\n") == list(TEXTS[1])


def test_an_article_that_the_目录_forgot_is_none_of_the_text_before(tmp_path: Path) -> None:
    labels = ["来源：健康报", "链接：https://y.cn/a"]
    given = "\n".join(lines()).replace("收集2篇", "收集3篇")
    quoted = given.replace("一张图几分钟", "\n".join(["转发如下。", *labels, "全文。"]))
    for headline in (["3. 云州第三篇", "建成了"], ["3.", "云州第三篇建成了"], ["标题：云州第三篇建成了"]):
        behind = [*headline, *labels, "正文一段。"]
        past = read(text_file(tmp_path, [given, *behind]))
        assert [each.headline for each in past.entries] == [*HEADLINES, "云州第三篇建成了"]
        with pytest.raises(MonitorError, match="前面却认不出它的标题"):
            read(text_file(tmp_path, [quoted, *behind]))
    assert len(read(text_file(tmp_path, [quoted])).entries) == 2


def test_no_mail_is_signed_in_a_file_of_this_system(tmp_path: Path) -> None:
    body = write(list(map(Paragraph, ["首段。", "--", "作者单位：云州市人民医院"])))
    for form, render in (("md", markdown.render), ("html", html.render), ("docx", word.render)):
        (tmp_path / f"周报.{form}").write_bytes(render(bulletin(653, [entry(body=body)])))
        assert [each.body for each in read(tmp_path / f"周报.{form}").entries] == [body]
